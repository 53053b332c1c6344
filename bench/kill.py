"""`kill -9` while `ikrar add` takes documents in, at random moments, again and again on one ledger.

kill.py [--documents N] [--kills N] [--seed N]      1,000 documents, 50 kills

After each kill the ledger opens, `ikrar check --quick` finds nothing wrong, and every document is there whole. At the end a run that
nobody disturbs completes it: nothing twice, `ikrar check` clean, and the tables are those of a ledger that was never disturbed.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final, NamedTuple

import sqlalchemy as sa

from ikrar.ledger import Ledger, safe
from ikrar.ledger.schema import book, documents, meta

SOURCES: Final = Path(__file__).resolve().parent.parent / "src"
PLACES: Final = "Bandarkula Moundara Telisari Karanmedu Oshavel Tirnagora Pelumbang Sankaro Wadikesra Lomabari Nurgaland Ketapura".split()
PEOPLE: Final = (
    "Arman Sidowe|Mira Talvane|Joko Pernadi|Lena Ostrava|Rahim Qudari|Sari Wulanti|Tomas Erelund|Dewi Karsono|Emil Borgan".split("|")
)
STATES: Final = (
    ("Irak", "Iraq"), ("Amerika Serikat", "the United States"), ("Turki", "Turkey"), ("Suriah", "Syria"), ("Mesir", "Egypt"),
    ("Rusia", "Russia"), ("Ukraina", "Ukraine"), ("Sudan", "Sudan"), ("Filipina", "the Philippines"), ("Kolombia", "Colombia"),
    ("Maroko", "Morocco"), ("Kenya", "Kenya"), ("Jepang", "Japan"), ("India", "India"), ("Pakistan", "Pakistan"), ("Iran", "Iran"),
)  # fmt: skip
TEMPLATES: Final = (
    (
        "{A} dan {B} sepakat untuk menarik {n} tentara dari {p} sebelum akhir {year}.",
        "Presiden {A} {who} bertemu Presiden {B} di {p} pada Senin.",
        "Pasukan {A} menyerang pangkalan {B} di {p} dan menewaskan {n} orang.",
        "Polisi {A} menahan {n} pengunjuk rasa di {p}.",
        "{A} berjanji akan membebaskan {n} tahanan asal {B}.",
        "Menteri Luar Negeri {A} menuduh {B} melanggar gencatan senjata di {p}.",
        "Parlemen {A} menolak usul {B} tentang perbatasan di {p}.",
        "{A} menjatuhkan sanksi terhadap {n} pejabat {B}.",
        "{A} mengirim {n} ton bantuan kemanusiaan kepada {B} melalui {p}.",
        "Ribuan warga {p} memprotes kunjungan utusan {B} ke {A}.",
        "Pasukan {A} mundur dari {p} setelah {n} hari.",
        "{A} membebaskan {n} tahanan asal {B}, kata {who}.",
    ),
    (
        "{A} and {B} agreed to withdraw {n} soldiers from {p} before the end of {year}.",
        "The president of {A}, {who}, met the president of {B} in {p} on Monday.",
        "Forces of {A} attacked a base of {B} in {p} and killed {n} people.",
        "Police in {A} detained {n} protesters in {p}.",
        "The government of {A} promised to release {n} prisoners from {B}.",
        "The foreign minister of {A} accused {B} of violating the ceasefire in {p}.",
        "The parliament of {A} rejected a proposal by {B} on the border at {p}.",
        "The government of {A} imposed sanctions on {n} officials of {B}.",
        "{A} sent {n} tons of humanitarian aid to {B} through {p}.",
        "Thousands of residents of {p} protested against the visit of an envoy of {B} to {A}.",
        "Troops of {A} withdrew from {p} after {n} days.",
        "{A} released {n} prisoners from {B}, {who} said.",
    ),
)
"""Sentences in Indonesian and in English."""


class Outcome(NamedTuple):
    """What came of it. ``at``: how many documents were there after each kill."""

    kills: int
    at: list[int]
    documents: int
    problems: list[str]


def write_sources(folder: Path, number: int, seed: int = 1) -> None:
    """``number`` reports of some sentences each; one of ten is a copy of an earlier one with another headline."""
    chance = random.Random(seed)
    texts: list[str] = []
    for n in range(number):
        if texts and chance.random() < 0.1:
            body = chance.choice(texts).partition("\n\n")[2]
        else:
            language = chance.randrange(2)
            (first, second), place = (state[language] for state in chance.sample(STATES, 2)), chance.choice(PLACES)
            told = chance.sample(TEMPLATES[language], chance.randrange(3, 7))
            filled = [
                t.format(
                    A=first, B=second, p=place, who=chance.choice(PEOPLE), n=chance.randrange(3, 900), year=chance.randrange(2021, 2027)
                )
                for t in told
            ]
            body = " ".join(s[0].upper() + s[1:] for s in filled)
        texts.append(f"{chance.choice(PLACES)} {chance.choice(PEOPLE)} {n}\n\n{body}")
        (folder / f"{n:05}.txt").write_text(texts[-1], "utf-8")


def trial(folder: Path, number: int, kills: int, seed: int = 1) -> Outcome:
    """Kills `ikrar add` of ``number`` documents ``kills`` times, completes the ledger, and compares it with an undisturbed one."""
    sources, chance = folder / "sources", random.Random(seed)
    sources.mkdir()
    write_sources(sources, number, seed)
    problems: list[str] = []
    plain = folder / "undisturbed.db"
    began = time.monotonic()
    if begun(sources, plain).wait() != 0:
        problems.append("the undisturbed run failed")
    whole = time.monotonic() - began
    disturbed, at = folder / "disturbed.db", [0]
    for done in range(kills):
        process = begun(sources, disturbed)
        # a run is killed while it opens the ledger, passes what is known, or takes in a share of what is left
        aim = number * (done + 1) // (kills + 1)
        wait_for(process, disturbed, chance.randrange(min(at[-1], aim), aim + 1), chance.uniform(0, 1.5 * whole / number))
        process.send_signal(signal.SIGKILL)
        if process.wait() == 0:
            problems.append(f"run {done + 1} was over before it was killed")
        if disturbed.exists():
            problems += [f"after kill {done + 1}: {p}" for p in looked_at(disturbed)]
            at.append(count(disturbed))
    if begun(sources, disturbed).wait() != 0:
        problems.append("the last run failed")
    problems += [f"at the end: {p}" for p in (*looked_at(disturbed, quick=False), *different(disturbed, plain))]
    if (there := count(disturbed)) != number:
        problems.append(f"{there} of {number} documents are there")
    return Outcome(kills, at[1:], there, problems)


def begun(sources: Path, place: Path) -> subprocess.Popen[bytes]:
    """`ikrar add` of all sources."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(SOURCES), os.environ.get("PYTHONPATH", "")])}
    command = [sys.executable, "-m", "ikrar", "add", "--published", "2021-04-08", "--ledger", str(place), str(sources)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)


def wait_for(process: subprocess.Popen[bytes], place: Path, number: int, more: float) -> None:
    """Until ``number`` documents are there, and ``more`` seconds: some moment within the writing of a document."""
    while number and process.poll() is None and count(place) < number:
        time.sleep(0.01)
    time.sleep(more)


def count(place: Path) -> int:
    """How many documents another process has kept so far."""
    import sqlite3

    if not place.exists():
        return 0
    connection = sqlite3.connect(f"file:{place}?mode=ro", uri=True, timeout=60)
    try:
        return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.OperationalError:  # its tables are not made yet
        return 0
    finally:
        connection.close()


def looked_at(place: Path, *, quick: bool = True) -> list[str]:
    """What `ikrar check` finds, and documents that are not whole or there twice."""
    ledger = Ledger(str(place))
    try:
        found = list(safe.check(ledger, rebuild=not quick))
        with ledger.read() as c:
            texts = c.execute(sa.select(sa.func.count()).where(book.c.act == "document")).scalar_one()
            readings = c.execute(sa.select(sa.func.count()).where(book.c.act == "reading")).scalar_one()
            rows = c.execute(
                sa.select(sa.func.count(), sa.func.count(documents.c.sha.distinct()), sa.func.count(documents.c.reading))
            ).one()
        if len({texts, readings, *rows}) != 1:
            found.append(f"{texts} texts, {readings} readings, {rows[0]} documents, {rows[1]} different, {rows[2]} read")
        return found
    finally:
        ledger.close()


def different(place: Path, other: Path) -> list[str]:
    """The tables that differ; of the book all but times and hashes, which hang on them."""
    tables = [rows_of(p) for p in (place, other)]
    return [f"the table {name} is not that of the undisturbed ledger" for name in tables[0] if tables[0][name] != tables[1][name]]


def rows_of(place: Path) -> dict[str, list[Any]]:
    """All that stands in a ledger."""
    ledger = Ledger(str(place))
    with ledger.read() as c:
        told = {t: [col for col in t.columns if not (t is book and col.name in {"at", "hash"})] for t in meta.sorted_tables}
        found = {t.name: sorted(repr(tuple(row)) for row in c.execute(sa.select(*columns))) for t, columns in told.items()}
    ledger.close()
    return found


def main() -> int:
    """Run it and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = trial(Path(folder), chosen.documents, chosen.kills, chosen.seed)
    for problem in found.problems:
        print(problem)
    print(
        f"kill -9   {found.kills} times during `ikrar add`, with {', '.join(map(str, found.at))} documents there; "
        f"at the end {found.documents} of {chosen.documents}, {len(found.problems) or 'no'} problems"
    )
    return 1 if found.problems else 0


if __name__ == "__main__":
    sys.exit(main())
