"""A reading made by hand, from text made up for it, and a pipeline that hands it out: the command line is tested without the engine."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ikrar.model import (
    Attribution,
    Commitment,
    Dateline,
    Document,
    Drop,
    Engine,
    Entity,
    Event,
    Evidence,
    Fill,
    Head,
    Instrument,
    Place,
    Process,
    Quantity,
    Quote,
    Reading,
    Record,
    Repair,
    Role,
    Round,
    Span,
    Time,
    Trace,
)

TEXT = (
    "Ruritania, Borduria sepakat menarik pasukan\n\nRuritania, Borduria sepakat menarik pasukan\n\n"
    "STRELSAU: Ruritania dan Borduria pada Rabu sepakat untuk menarik seluruh pasukan mereka dari lembah. yang diperebutkan sejak "
    "tahun lalu, dengan jadwal yang akan disepakati dalam perundingan teknis berikutnya, kata sebuah pernyataan bersama yang dibacakan "
    "oleh Menteri Luar Negeri Anna Kerling di hadapan para wartawan di ibu kota.\n"
    "Drone Borduria menyerang sebuah pangkalan militer di Zenda dan menewaskan dua tentara, kata Kementerian Pertahanan.\n\nTogel Hari Ini"
)


def at(words: str, nth: int = 1, text: str = TEXT) -> Span:
    """Where the words stand."""
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return start, start + len(words)


def said(words: str, nth: int = 1) -> Quote:
    """The words, with their place."""
    return Quote(text=words, span=at(words, nth))


def around(words: str) -> Span:
    """The line in which the words stand."""
    start, end = at(words)
    return TEXT.rfind("\n", 0, start) + 1, TEXT.index("\n", end)


def reading(raw: str = TEXT, **document: object) -> Reading:
    """The sample, with some of the document's fields replaced."""
    known: dict[str, object] = {
        "id": "sha256:0",
        "language": "id",
        "source": "sample.txt",
        "published": "2021-04-08",
        "title": said("Ruritania, Borduria sepakat menarik pasukan"),
        "dateline": Dateline(text="STRELSAU", span=at("STRELSAU"), country="RUR"),
        "agency": "Antara",
        "dropped": (
            Drop(span=at("Ruritania, Borduria sepakat menarik pasukan", 2), reason="duplicate-title"),
            Drop(span=at("Togel Hari Ini"), reason="spam"),
        ),
        "repairs": (Repair(span=at(". yang"), kind="stray-full-stop"),),
    }
    promise = (Evidence(span=at("sepakat untuk"), part="trigger"), Evidence(span=around("sepakat untuk"), part="sentence"))
    attack = (Evidence(span=at("menyerang"), part="trigger"), Evidence(span=around("menyerang"), part="sentence"))
    record = Record(
        engine=Engine(name="rules", version="0"),
        document=Document(**{**known, **document}),  # type: ignore[arg-type]
        entities=(
            Entity(id="e1", type="state", name="Ruritania", mentions=(at("Ruritania"), at("Ruritania", 3)), country="RUR", sector="GOV"),
            Entity(id="e2", type="state", name="Borduria", mentions=(at("Borduria"),), country="BOR", sector="GOV"),
            Entity(
                id="e3",
                type="person",
                name="Anna Kerling",
                mentions=(at("Anna Kerling"),),
                country="RUR",
                sector="GOV",
                roles=(Role(title="Menteri Luar Negeri", of="e1", span=at("Menteri Luar Negeri")),),
            ),
            Entity(
                id="e4",
                type="organization",
                name="Ministry of Defence of Ruritania",
                mentions=(at("Kementerian Pertahanan"),),
                country="RUR",
                sector="GOV",
            ),
        ),
        events=(
            Event(
                id="v1",
                type="AGREE",
                factuality="actual",
                evidence=promise,
                actors=("e1", "e2"),
                time=Time(value="2021-04-07", text="Rabu", span=at("Rabu")),
            ),
            Event(
                id="v2",
                type="ASSAULT",
                mode="drone",
                factuality="actual",
                evidence=attack,
                contexts=("military",),
                actors=("e2",),
                recipients=("e1",),
                place=Place(name="Zenda", span=at("Zenda"), country="RUR"),
                attribution=Attribution(entity="e4", span=at("Kementerian Pertahanan")),
                quantities=(Quantity(what="killed", value=2.0, span=at("dua tentara")),),
            ),
        ),
        commitments=(
            Commitment(
                id="c1",
                kind="undertaking",
                provision="withdrawal-of-forces",
                evidence=promise,
                promisors=("e1", "e2"),
                action=said("menarik seluruh pasukan mereka dari lembah"),
                deadline=Time(
                    value="open", text="jadwal yang akan disepakati dalam perundingan teknis berikutnya", span=at("jadwal yang akan")
                ),
                made_on=Time(value="2021-04-07", text="Rabu", span=at("Rabu")),
                instrument="i1",
            ),
        ),
        instruments=(
            Instrument(
                id="i1",
                kind="joint-statement",
                name="Joint statement of Ruritania and Borduria",
                mentions=(at("pernyataan bersama"),),
                parties=("e1", "e2"),
            ),
        ),
        processes=(
            Process(
                id="p1",
                name="Technical talks",
                mentions=(at("perundingan teknis"),),
                parties=("e1", "e2"),
                rounds=(
                    Round(
                        evidence=promise,
                        date=Time(value=None, text="Rabu", span=at("Rabu")),
                        format="video",
                        heads=(Head(entity="e3", for_="e1"),),
                        topics=(said("pasukan"),),
                    ),
                ),
            ),
        ),
    )
    traces = (
        Trace(
            item="c1",
            frame="agree.undertake",
            pattern="id:verb:1",
            trigger=at("sepakat untuk"),
            fills=(
                Fill("promisor", "Ruritania dan Borduria", at("Ruritania dan Borduria"), "subject", "e1"),
                Fill(
                    "action",
                    "menarik seluruh pasukan mereka dari lembah",
                    at("menarik seluruh pasukan mereka dari lembah"),
                    "complement of untuk",
                ),
            ),
            cues=('"akan" -> planned',),
            notes=("provision withdrawal-of-forces: menarik + pasukan",),
        ),
        Trace(item="v2", frame="assault.attack", pattern="id:verb:2", trigger=at("menyerang")),
        Trace(item=None, frame="agree.undertake", pattern="id:noun:1", trigger=at("pernyataan bersama"), refused="no promisor"),
    )
    return Reading(raw=raw, record=record, traces=traces, refused=("event AGREE: span 900-910 lies outside the text",))


@pytest.fixture
def sample() -> Callable[..., Reading]:
    """Makes the sample reading."""
    return reading


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """Puts a reading in place that knows the sample only, and keeps what it was called with."""
    seen: list[dict[str, object]] = []

    def read_text(raw: str, **given: object) -> Reading:
        seen.append({"raw": raw, **given})
        if "BUG" in raw:
            raise ZeroDivisionError("made for the test")
        if "STOP" in raw:
            raise KeyboardInterrupt
        return reading(TEXT, source=given["source"], published=given["published"], warnings=given["warnings"])

    monkeypatch.setattr("ikrar.pipeline.read_text", read_text)
    return seen
