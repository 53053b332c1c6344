"""What can be asked, and what comes back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import sample
from places import filled

from ikrar.cli.line_told import told
from ikrar.ledger import Ledger, ask, find, page, sittings
from ikrar.ledger.stems import stems


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger with all reports of the sample."""
    ledger = Ledger(filled(request, request.param, tmp_path_factory.mktemp("sample"), "sample", sample.fill))
    yield ledger
    ledger.close()


def _promised(ledger: Ledger, **asked: Any) -> list[dict[str, Any]]:
    with ledger.read() as connection:
        return ask.list_commitments(connection, sample.TODAY, **asked)


@pytest.mark.parametrize(
    ("asked", "holds"),
    [
        ({"by": "IRQ"}, lambda p: any(x["country"] == "IRQ" for x in p["promisors"])),
        ({"by": "TCD:REB"}, lambda p: any((x["country"], x["sector"]) == ("TCD", "REB") for x in p["promisors"])),
        ({"by": "Batha"}, lambda p: any("Batha" in x["name"] for x in p["promisors"])),
        ({"to": "USA"}, lambda p: any(x["country"] == "USA" for x in p["beneficiaries"])),
        ({"status": ["breached"]}, lambda p: p["status"] == "breached"),
        ({"status": ["open", "contested"]}, lambda p: p["status"] in {"open", "contested"}),
        ({"provision": ["ceasefire"]}, lambda p: p["provision"] == "ceasefire"),
        ({"kind": ["demand"]}, lambda p: p["kind"] == "demand"),
        ({"due_before": "2022-12-31"}, lambda p: p["deadline"]["value"] <= "2022-12-31"),
        ({"due_after": "2024-01-01"}, lambda p: p["deadline"]["value"] >= "2024"),
        ({"made_after": "2023-01-01"}, lambda p: p["made"] >= "2023-01-01"),
        ({"confirmed": False}, lambda p: not p["confirmed"]),
        ({"by": "TCD", "status": ["fulfilled"], "provision": ["withdrawal-of-forces"]}, lambda p: p["timeliness"] == "late"),
    ],
    ids=lambda given: getattr(given, "__name__", str(given)),
)
def test_conditions_choose(whole: Ledger, asked: dict[str, Any], holds: Any) -> None:
    chosen, others = _promised(whole, **asked), _promised(whole)
    assert chosen and all(holds(p) for p in chosen)
    assert {p["id"] for p in chosen} <= {p["id"] for p in others}


@pytest.mark.parametrize("called", ["Irak", "irak", "Iraq"])
def test_who_is_asked_for_is_named_in_either_language(whole: Ledger, called: str) -> None:
    assert any(x["name"] == "Iraq" for p in _promised(whole, by=called) for x in p["promisors"])
    with whole.read() as connection:
        assert "Iraq" in [row["name"] for row in ask.list_actors(connection, words=called)]
        assert "Iraq" in [x["name"] for row in ask.list_events(connection, by=called) for x in row["actors"]]


@pytest.mark.parametrize(
    "asked", [{"by": "100%"}, {"by": "'; --"}, {"by": "XXX"}, {"instrument": "_"}, {"status": ["lapsed"], "by": "USA"}], ids=str
)
def test_what_is_not_there_is_not_found(whole: Ledger, asked: dict[str, Any]) -> None:
    assert _promised(whole, **asked) == []


def test_a_commitment_has_the_fields_of_the_record_and_what_stands_today(whole: Ledger) -> None:
    row = next(p for p in _promised(whole) if p["status"] == "fulfilled" and p["timeliness"] == "on-time")
    record = {"id", "kind", "provision", "evidence", "promisors", "beneficiaries", "action", "deadline", "instrument"}
    today = {"status", "confirmed", "extent", "timeliness", "evidence_for", "evidence_against"}
    assert record | today <= set(row)
    assert all(set(p) == {"id", "name", "country", "sector"} for p in row["promisors"] + row["beneficiaries"])


def test_happenings_are_listed_once_however_often_they_were_told(whole: Ledger) -> None:
    with whole.read() as connection:
        rows = ask.list_events(connection, type_=["ASSAULT"], place="TCD", since="2022-10-18", until="2022-10-18")
    assert len(rows) == 1
    assert rows[0]["told_in"] >= 2


def test_copies_stand_with_the_fullest_telling(whole: Ledger) -> None:
    with whole.read() as connection:
        stories, copies = ask.list_documents(connection), ask.list_documents(connection, copies=True)
    assert len(copies) == len(sample.FILES)
    assert len(stories) == len(sample.EXPECTED["stories"])
    fullest = {row["source"] for row in stories}
    assert {names[0] for names in sample.EXPECTED["stories"].values()} <= fullest


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("id", ["tarik", "menarik", "ditarik", "penarikan"]),
        ("id", ["serang", "menyerang", "diserang", "serangan", "penyerangan"]),
        ("id", ["janji", "berjanji", "janjinya", "dijanjikan"]),
        ("id", ["bebas", "membebaskan", "dibebaskan", "pembebasan"]),
        ("id", ["kirim", "mengirim", "dikirimkan", "pengiriman"]),
        ("id", ["sepakat", "kesepakatan", "menyepakati", "disepakati"]),
        ("id", ["tahan", "menahan", "ditahan", "penahanan"]),
        ("en", ["withdraw", "withdraws", "withdrawing", "withdrew", "withdrawn", "withdrawal"]),
    ],
)
def test_stems_find_their_forms(language: str, forms: list[str]) -> None:
    assert len({tuple(stems(form, language)) for form in forms}) == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("penarikan pasukan", True),
        ("TARIK", True),
        ("prisoners released", True),
        ("Moundou", True),
        ("submarine", False),
        ("  !? ", False),
        ('" OR *', False),
    ],
)
def test_reports_are_found_by_their_words(whole: Ledger, query: str, found: bool) -> None:
    with whole.read() as connection:
        rows = find.search(connection, query, 20)
    assert bool(rows) is found
    assert all(row["snippet"] for row in rows)


@pytest.mark.parametrize("letter", "CEAIPD")
def test_each_line_has_its_page(whole: Ledger, letter: str) -> None:
    with whole.read() as connection:
        found = page.page(connection, f"{letter}-1", sample.TODAY)
        assert found is not None and found["id"] == f"{letter}-1" and told(found).title and told(found).fields
        assert page.page(connection, f"{letter}-99999", sample.TODAY) is None


def test_silence_is_told_as_silence(whole: Ledger) -> None:
    promise = next(p for p in _promised(whole) if p["status"] == "open" and not p["evidence_for"])
    with whole.read() as connection:
        found = page.page(connection, promise["id"], sample.TODAY)
    assert found is not None
    assert found["silence"] == {"documents": len(sample.FILES), "read_up_to": "2024-03-21"}
    assert told(found).silence == f"No evidence in {len(sample.FILES)} documents, read up to 2024-03-21."


@pytest.mark.parametrize("series", sorted(sample.EXPECTED["processes"]))
def test_a_process_has_its_rounds_in_order_each_once(whole: Ledger, series: str) -> None:
    told = sample.EXPECTED["processes"][series]
    with whole.read() as connection:
        (talks,) = [p for p in ask.list_processes(connection) if any(called in p["name"] for called in told["names"])]
        numbers = [met["number"] for met in talks["rounds"]]
    assert numbers == [ROUNDS[called.split("-")[-2]] for called in told["rounds"]]


ROUNDS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("id", "usai »putaran« ketiga dialog itu", 3),
        ("id", "pada »pertemuan« ke-12 di Doha", 12),
        ("id", "»Dialog« Damai itu digelar lagi", None),
        ("id", "mereka »bertemu« untuk kedua kalinya", None),  # no word of a round
        ("en", "at the third round of the »talks«", 3),
        ("en", "the 11th »round« of consultations", 11),
        ("en", "held »talks« with 3rd parties on Monday", None),
        ("en", "the 2021 »dialogue« between both", None),
        ("ms", "»pusingan« ketiga", None),
    ],
)
def test_which_meeting_of_a_series_words_are_of(language: str, text: str, number: int | None) -> None:
    start, end = text.index("»"), text.index("«") - 1
    assert sittings.which(text.replace("»", "").replace("«", ""), (start, end), language) == number


def test_a_timeline_is_in_order(whole: Ledger) -> None:
    with whole.read() as connection:
        rows = find.timeline(connection, sample.TODAY, who="TCD", since="2021-09-01", until=None, limit=100)
    assert len(rows) > 10
    assert [row["date"] for row in rows] == sorted(row["date"] for row in rows)
