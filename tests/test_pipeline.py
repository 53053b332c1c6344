"""The whole path on any text at all: it never fails, and what it says can always be pointed at."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ikrar.engines.verify import EVIDENCE_LIMIT
from ikrar.model import Reading, Record
from ikrar.pipeline import read_text

SENTENCES = [
    "Ruritania dan Borduria sepakat untuk menarik seluruh pasukan mereka dari lembah itu pada Rabu (7/4), kata kedua pihak.",
    "Menteri Luar Negeri Ruritania Anna Kerling mengatakan pihaknya akan melindungi konvoi jika Borduria menarik diri.",
    "“Kami mengutuk serangan itu,” ujarnya di Manila.",
    "Sedikitnya 12 orang tewas dan dua lusin terluka dalam serangan drone pada 4 Mei 2019.",
    "Parlemen meloloskan resolusi yang mewajibkan pemerintah menutup pangkalan asing paling lambat akhir tahun ini.",
    "JAKARTA, Situs.com - Polisi menangkap lima pengunjuk rasa di depan kedutaan.",
    "The government of Ruritania agreed on Wednesday to protect the convoys, its foreign minister said.",
    "At least two soldiers were killed when militants attacked a base near Bamako on 4 May 2019.",
    "Pasukan Borduria ditarik dari Ruritania sekitar Maret 2024.",
    "Baca juga: Ruritania Sepakat",
    "Slot Gacor Maxwin Togel Hari Ini",
    "http://situs.example/a?b=c",
]
SCRAPS = ["Irak", "AS", "menyerang", "sepakat untuk", "akan", "tidak", "oleh", "yang", "dan", "Presiden", "12", "\ufffd", *'(“”".,…']
GAPS = ["", " ", "  ", "\n", "\n\n", "\r\n", "\t", "\xa0", "\u200b", "\u202e", "\x00", "\ufeff", " --- ", "\u2028"]
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
WHOLE = st.sampled_from(SENTENCES)
PIECE = st.one_of(WHOLE, st.tuples(WHOLE, st.integers(0, 60)).map(lambda cut: cut[0][cut[1] :]), st.sampled_from(SCRAPS), ANY)
TEXT = st.lists(st.tuples(PIECE, st.sampled_from(GAPS)), max_size=12).map(lambda parts: "".join(a + b for a, b in parts))


REFERRING = {"actors", "recipients", "promisors", "beneficiaries", "parties", "entity", "of", "for", "instrument"}


def spans(value: Any, key: str = "") -> Iterator[tuple[int, int]]:
    """Every span in a record, wherever it stands."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from spans(inner, name)
    elif key == "span" or (key in ("mentions", "body") and len(value) == 2 and all(isinstance(x, int) for x in value)):
        yield tuple(value)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from spans(inner, key)


def quotations(value: Any) -> Iterator[dict[str, Any]]:
    """Everything that says which words stand at a span."""
    if isinstance(value, dict):
        if value.get("text") is not None and value.get("span") is not None:
            yield value
        for inner in value.values():
            yield from quotations(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from quotations(inner)


def referred(value: Any, key: str = "") -> Iterator[str]:
    """Every id that something refers to."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from referred(inner, name)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from referred(inner, key)
    elif key in REFERRING and value is not None:
        yield value


def faults(reading: Reading) -> list[str]:
    """What does not hold of this record, though it must of every one (record.md: "What always holds")."""
    raw, record = reading.raw, reading.record
    plain = msgspec.to_builtins(record)
    out = [f"span {a}-{b} is not in the text" for a, b in spans(plain) if not 0 <= a < b <= len(raw)]
    out += [f"{q['text']!r} is not what stands at {q['span']}" for q in quotations(plain) if raw[slice(*q["span"])] != q["text"]]
    lines = [*record.entities, *record.events, *record.commitments, *record.instruments, *record.processes]
    ids = [line.id for line in lines]
    out += [f"{i} is there twice" for i in set(ids) if ids.count(i) > 1]
    out += [f"{i} does not exist" for i in referred(plain) if i not in ids]
    dropped = [d.span for d in record.document.dropped]
    for line in (*record.events, *record.commitments):
        if not line.evidence:
            out.append(f"{line.id} has no evidence")
        if sum(e.span[1] - e.span[0] for e in line.evidence) > EVIDENCE_LIMIT:
            out.append(f"{line.id} has too much evidence")
        out += [f"{line.id} rests on what was dropped" for e in line.evidence for a, b in dropped if e.span[0] < b and a < e.span[1]]
    return out


@example(raw="Sedikitnya 12 orang tewas dalam serangan drone pada 4 Mei 2019,", language="id", published=None)  # ends in a comma
@example(raw="Kenya, which signed the agreement, that", language="en", published=None)  # is cut off behind a word that wants another
@example(raw="Two countries signed it as strategic as those", language="en", published=None)
@given(raw=TEXT, language=st.sampled_from([None, "id", "en"]), published=st.sampled_from([None, "2021-04-08"]))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text(raw: str, language: str | None, published: str | None) -> None:
    reading = read_text(raw, language=language, published=published)
    assert reading.raw == raw
    assert faults(reading) == []
    encoded = msgspec.json.encode(reading.record)
    assert msgspec.json.encode(read_text(raw, language=language, published=published).record) == encoded  # the same bytes twice
    assert msgspec.json.decode(encoded, type=Record) == reading.record


@pytest.mark.parametrize("raw", SENTENCES)
def test_each_sentence_alone(raw: str) -> None:
    assert faults(read_text(raw)) == []


def test_the_check_itself_finds_faults() -> None:
    reading = read_text(" ".join(SENTENCES[:5]), language="id")
    assert reading.record.commitments
    assert faults(reading) == []
    assert faults(msgspec.structs.replace(reading, raw=reading.raw[:60]))
    assert faults(msgspec.structs.replace(reading, record=msgspec.structs.replace(reading.record, entities=())))


LONG = 60_000  # characters
JUNK = {
    "no full stop": lambda n: "pemerintah irak dan negara lain akan menarik pasukan dari kota pada hari rabu kata menteri itu " * (n // 96),
    "names": lambda n: " ".join(f"Menteri Ka{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}a Borduria menyerang" for i in range(n // 35)),
    "parentheses": lambda n: SENTENCES[0] + "(" * (n // 2) + "kata" + ")" * (n // 2),
    "quotation marks": lambda n: "“" * (n // 2) + SENTENCES[0] + "”" * (n // 2),
    "straight quotation marks": lambda n: SENTENCES[0] + ' "kata"' * (n // 7),
    "commas": lambda n: SENTENCES[0] + "Irak, " * (n // 6),
    "numbers": lambda n: SENTENCES[0] + "1 " * (n // 2),
    "dates": lambda n: SENTENCES[0] + "4 Mei 2019 " * (n // 15),
    "full stops": lambda n: SENTENCES[0] + ". " * (n // 2),
    "abbreviations": lambda n: SENTENCES[0] + "a." * (n // 2),
    "addresses": lambda n: SENTENCES[0] + "a.b/c" * (n // 5),
    "verbs": lambda n: SENTENCES[0] + "menyerang " * (n // 10),
    "one word": lambda n: SENTENCES[0] + "a" * n,
    "marks of direction": lambda n: SENTENCES[0] + "\u202e\u200f" * (n // 2),
    "English without a stop": lambda n: "the government of Iraq agreed with the United States to withdraw its troops " * (n // 77),
}


@pytest.mark.parametrize("junk", JUNK)
def test_time_grows_no_faster_than_the_text(junk: str) -> None:
    language = "en" if junk.startswith("English") else "id"

    def seconds(size: int) -> float:
        start = time.process_time()
        assert faults(read_text(JUNK[junk](size), language=language)) == []
        return time.process_time() - start

    seconds(1_000)
    most = 8 * min(seconds(LONG) for _ in range(2)) + 0.1
    assert any(seconds(4 * LONG) < most for _ in range(2))  # the better of two, where the first is not good enough


@pytest.mark.parametrize("text", ["Syldavia and Borduria settle on the exit of soldiers", "Borduria fires general"])
def test_a_sentence_may_end_with_a_noun_of_office(text: str) -> None:
    assert isinstance(read_text(text), Reading)
