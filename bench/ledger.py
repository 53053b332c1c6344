"""What linking costs a document as the ledger grows, and how long answers take. In `make bench` with --most 1000.

ledger.py [--most N] [--order days|none] [--keep FOLDER]
                          N documents at most (30,000); the ledgers of each size are kept in FOLDER

A desk's reports come in the order of their days. Where an archive is read in no order, half of all reports are followed by later ones that
were read before them, and each of their promises is set against those: that costs more, and is measured by itself.
"""

from __future__ import annotations

import argparse
import gc
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from bench import bar
from made import COUNTRIES, Maker

from ikrar.__main__ import OBJECTS
from ikrar.ledger import Ledger, ask, deeds, enter, find, judge, match, page, queue
from ikrar.ledger.schema import bearings, commitments, events

SIZES: Final = (1_000, 10_000, 30_000, 100_000)
MEASURED: Final = 200  # documents before each size, of which the cost is told
LINKING: Final = 5.0  # milliseconds a document at 1,000 documents; at 100,000 twice that
ANSWER: Final = 100.0  # milliseconds
ASKED: Final = 5  # times; the median is told
TODAY: Final = date(2024, 1, 1)


def main() -> int:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=30_000)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--order", choices=("days", "none"), help="how the reports come; both ways, where it is not given")
    chosen = parser.parse_args()
    gc.set_threshold(OBJECTS)  # as `ikrar add` has it
    for order in (chosen.order,) if chosen.order else ("days", "none"):
        print("reports come in the order of their days" if order == "days" else "reports come in no order")
        curve(chosen.most, Maker(in_order=chosen.most if order == "days" else None), chosen.keep)
    return 0


def curve(most: int, maker: Maker, keep: Path | None) -> None:
    """Fills a ledger and prints what a document costs at each size."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        ledger, had = Ledger(str(path)), 0
        for size in [s for s in SIZES if s <= most] or [most]:
            measured = min(MEASURED, size - had)
            for _ in range(size - had - measured):
                enter.add(ledger, maker.reading())
            told = cost(ledger, list(maker.readings(measured)))
            had = size
            linking = told["link"] + told["judge"] + told["deeds"]  # all that is done beyond keeping the text and its record
            allowed = LINKING if size <= SIZES[0] else 2 * LINKING
            parts = ", ".join(f"{name} {ms:.1f}" for name, ms in told.items())
            print(f"{size:>7,} documents  {linking:.1f} ms to link one ({parts})", bar(linking <= allowed, f"{allowed:g} ms"), flush=True)
            answers = {name: asked(ledger, ask_) for name, ask_ in questions(ledger).items()}
            slowest = max(answers, key=lambda name: answers[name])
            print(f"{'':>17}  slowest answer {answers[slowest]:.0f} ms ({slowest})", bar(answers[slowest] < ANSWER, f"{ANSWER:g} ms"))
            print(f"{'':>17}  {', '.join(f'{name} {ms:.0f}' for name, ms in answers.items())}", flush=True)
            if keep:
                with ledger.engine.connect() as c:
                    c.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                shutil.copy(path, keep / f"ledger-{size}.db")
        ledger.close()


def cost(ledger: Ledger, readings: list[Any]) -> dict[str, float]:
    """Milliseconds of this process for one document: to keep text and record, to link, to judge, to find deeds."""
    spent: Counter[str] = Counter()

    def timed(name: str, do: Callable[..., Any]) -> Callable[..., Any]:
        def _do(*args: Any, **more: Any) -> Any:
            start = time.process_time()
            try:
                return do(*args, **more)
            finally:
                spent[name] += time.process_time() - start

        return _do

    gc.collect()
    gc.freeze()  # what this program holds besides is nothing that a ledger has to do with
    link, judge_, find_ = match.link, judge.judge, deeds.find
    match.link, judge.judge, deeds.find = timed("link", link), timed("judge", judge_), timed("deeds", find_)
    try:
        add = timed("keep", enter.add)
        for reading in readings:
            add(ledger, reading)
    finally:
        match.link, judge.judge, deeds.find = link, judge_, find_
    spent["keep"] -= spent["link"] + spent["judge"] + spent["deeds"]
    return {name: 1000 * spent[name] / len(readings) for name in ("keep", "link", "judge", "deeds")}


def questions(ledger: Ledger) -> dict[str, Callable[[sa.Connection], Any]]:
    """What a desk asks, by name; of the countries that are told of most and seldom."""
    often, second, seldom = COUNTRIES[0], COUNTRIES[1], COUNTRIES[-1]
    with ledger.read() as c:
        held = sa.select(commitments.c.promise).join(bearings, bearings.c.commitment == commitments.c.id)
        counted = held.group_by(commitments.c.promise).order_by(sa.func.count().desc()).limit(1)
        promise = c.execute(counted).scalar() or 1
        told = sa.select(events.c.happening).group_by(events.c.happening).order_by(sa.func.count().desc()).limit(1)
        event = c.execute(told).scalar()
        document = c.execute(sa.select(sa.func.max(events.c.document))).scalar()
    who = "Baker"
    return {
        "commitments": lambda c: ask.list_commitments(c, TODAY, 100),
        "by": lambda c: ask.list_commitments(c, TODAY, 100, by=often, to=second),
        "by seldom": lambda c: ask.list_commitments(c, TODAY, 100, by=seldom, status=["breached"]),
        "by name": lambda c: ask.list_commitments(c, TODAY, 100, by=who, provision=["protection"]),
        "open ceasefires": lambda c: ask.list_commitments(c, TODAY, 100, status=["open"], provision=["ceasefire"], due_before="2016-01-01"),
        "fulfilled": lambda c: ask.list_commitments(c, TODAY, 100, status=["fulfilled"]),
        "in a text": lambda c: ask.list_commitments(c, TODAY, 100, instrument="sobake"),
        "due": lambda c: ask.list_commitments(
            c, TODAY, 100, due_before="2024-01-31", status=["open", "under-way", "breached", "contested"]
        ),
        "events": lambda c: ask.list_events(c, 100),
        "events by": lambda c: ask.list_events(c, 100, by=often, type_=["ASSAULT"], since="2020-01-01", until="2020-12-31"),
        "events seldom": lambda c: ask.list_events(c, 100, by=seldom, place=often),
        "actors": lambda c: ask.list_actors(c, 100, country=often),
        "instruments": lambda c: ask.list_instruments(c, 100, "perjanjian"),
        "processes": lambda c: ask.list_processes(c, 100),
        "documents": lambda c: ask.list_documents(c, 100),
        "search often": lambda c: find.search(c, "menyerang kota", 20),
        "search seldom": lambda c: find.search(c, "lurigos narlupen", 20),
        "timeline": lambda c: find.timeline(c, TODAY, who=None, since="2020-01-01", until="2020-03-31", limit=100),
        "timeline of": lambda c: find.timeline(c, TODAY, who=often, since=None, until=None, limit=100),
        "show promise": lambda c: page.page(c, f"C-{promise}", TODAY),
        "show event": lambda c: page.page(c, f"E-{event}", TODAY),
        "show document": lambda c: page.page(c, f"D-{document}", TODAY),
        "show actor": lambda c: page.page(c, "A-1", TODAY),
        "queue": lambda c: queue.waiting(c, TODAY, 20),
    }


def asked(ledger: Ledger, question: Callable[[sa.Connection], Any]) -> float:
    """Milliseconds of this process to answer: the median of some, the first, which warms up, not counted."""
    spent = []
    for _ in range(ASKED + 1):
        with ledger.read() as connection:
            start = time.process_time()
            question(connection)
            spent.append(1000 * (time.process_time() - start))
    return sorted(spent[1:])[ASKED // 2]


if __name__ == "__main__":
    sys.exit(main())
