"""Reports taken out of the ledger, and put back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sample
from places import filled

from ikrar.ledger import Added, Ledger, LedgerError, actors, ask, counts, decide, find, page, queue
from ikrar.ledger.enter import add
from ikrar.ledger.safe import check
from ikrar.pipeline import read_text

TODAY = date(2024, 6, 30)
Tell = Callable[..., Added]
PROMISE = "Irak berjanji akan menarik pasukannya dari Basra sebelum Juni 2021."
KEPT = "Irak menarik seluruh pasukannya dari Basra pada Senin (10/5)."


@pytest.fixture(scope="module")
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The sample, for tests that leave it as it was."""
    ledger = Ledger(filled(request, "sqlite", tmp_path_factory.mktemp("out"), "sample", sample.fill))
    yield ledger
    ledger.close()


def answers(ledger: Ledger) -> dict[str, Any]:
    """All that a ledger answers to what is asked of it without conditions."""
    with ledger.read() as c:
        return {
            "commitments": [row | {"document": None} for row in ask.list_commitments(c, TODAY)],
            "events": ask.list_events(c),
            "actors": actors.listed(c, 1000, 0),
            "instruments": ask.list_instruments(c),
            "processes": ask.list_processes(c),
            "documents": ask.list_documents(c),
            "found": [row["id"] for row in find.search(c, "pasukan", 100)],
            "status": counts.by_status(c),
            "waiting": sorted((item["what"], item["id"]) for item in queue.waiting(c, TODAY)),
            "upto": ask.read_up_to(c),
        }


def test_without_its_reports_a_ledger_is_empty_and_with_them_as_it_was(whole: Ledger) -> None:
    before = answers(whole)
    documents = [row["id"] for row in before["documents"]]
    with whole.read() as c:
        every = [row["id"] for row in ask.list_documents(c, copies=True)]
    assert len(every) >= len(documents)
    decide.withdraw(whole, "dewi", every, "the wrong folder")
    assert {key: value for key, value in answers(whole).items() if value} == {"upto": (0, None)}
    assert list(check(whole)) == []
    decide.undo(whole, "dewi")
    assert answers(whole) == before
    assert list(check(whole)) == []


@pytest.mark.parametrize("out", [("D-1",), ("D-2",), ("D-3", "D-18"), ("D-28",)])
def test_some_reports_are_taken_out_and_put_back(whole: Ledger, out: tuple[str, ...]) -> None:
    before = answers(whole)
    decide.withdraw(whole, "dewi", out)
    now = answers(whole)
    assert not {row["id"] for row in now["documents"]} & set(out)
    assert now["upto"][0] == before["upto"][0] - len(out)
    assert not {(row["document"] or {}).get("id") for row in now["events"]} & set(out)
    assert list(check(whole)) == []
    decide.undo(whole, "dewi")
    assert answers(whole) == before


def test_what_is_told_twice_stays_when_its_first_report_is_taken_out(ledger: Ledger, tell: Tell) -> None:
    tell("Baghdad dan Washington pada Rabu sepakat menarik sisa pasukan tempur koalisi dari Irak.", "2021-04-08")
    tell("Baghdad and Washington agreed on Wednesday to withdraw the remaining coalition combat troops from Iraq, a joint statement said.",
         "2021-04-09")  # fmt: skip
    with ledger.read() as c:
        (both,) = ask.list_commitments(c, TODAY)
    assert (both["id"], both["told_in"]) == ("C-1", 2)
    decide.judge_promise(ledger, "dewi", "C-1", "contested", None, "two views")
    decide.withdraw(ledger, "dewi", ["D-1"])
    with ledger.read() as c:
        (row,) = ask.list_commitments(c, TODAY)
    assert (row["id"], row["told_in"], row["status"], row["confirmed"]) == ("C-2", 1, "contested", True)
    assert list(check(ledger)) == []
    decide.undo(ledger, "dewi")
    with ledger.read() as c:
        (row,) = ask.list_commitments(c, TODAY)
    assert (row["id"], row["told_in"], row["status"]) == ("C-1", 2, "contested")


def test_the_order_of_taking_out_and_putting_back_is_free(whole: Ledger) -> None:
    before = answers(whole)
    first = decide.withdraw(whole, "dewi", ["D-18"])
    second = decide.withdraw(whole, "dewi", ["D-17", "D-19"])
    assert list(check(whole)) == []
    decide.undo(whole, "omar", first)
    assert list(check(whole)) == []
    decide.undo(whole, "omar", second)
    assert answers(whole) == before


def test_evidence_goes_with_its_report_and_decisions_stay(ledger: Ledger, tell: Tell) -> None:
    tell(PROMISE, "2021-04-08")
    tell(KEPT, "2021-05-11")
    with ledger.read() as c:
        (row,) = ask.list_commitments(c, TODAY)
        event = page.page(c, "C-1", TODAY)["bears"][0]["event"]  # type: ignore[index]
    assert (row["status"], row["evidence_for"]) == ("fulfilled", 1)
    decide.edit(ledger, "omar", event, {"place": "Basra"}, "so it says")
    decide.withdraw(ledger, "dewi", ["D-2"])
    with ledger.read() as c:
        (row,) = ask.list_commitments(c, TODAY)
    assert (row["status"], row["evidence_for"]) == ("open", 0)
    decide.undo(ledger, "dewi")
    with ledger.read() as c:
        (row,) = ask.list_commitments(c, TODAY)
        (done,) = ask.events_of(c, [int(event[2:])])
    assert (row["status"], row["evidence_for"]) == ("fulfilled", 1)
    assert done["place"]["name"] == "Basra"
    assert list(check(ledger)) == []


def test_what_a_person_took_out_no_reading_brings_back(ledger: Ledger, tell: Tell) -> None:
    tell(PROMISE, "2021-04-08")
    decide.withdraw(ledger, "dewi", ["D-1"])
    assert add(ledger, read_text(PROMISE, published="2021-04-08")).what == "taken out"
    with ledger.read() as c:
        assert ask.list_commitments(c, TODAY) == []
    with pytest.raises(LedgerError, match="out of the ledger already"):
        decide.withdraw(ledger, "dewi", ["D-1"])
    with pytest.raises(LedgerError, match="there is no document D-9"):
        decide.withdraw(ledger, "dewi", ["D-9"])


def test_a_ledger_of_the_version_before_is_opened(tmp_path: Path) -> None:
    import sqlalchemy as sa

    place = str(tmp_path / "old.db")
    ledger = Ledger(place)
    add(ledger, read_text(PROMISE, published="2021-04-08"))
    with ledger.engine.begin() as c:
        c.execute(sa.text("DROP TABLE withdrawals"))
        c.execute(sa.text("UPDATE settings SET value = '7' WHERE name = 'schema'"))
    ledger.close()
    ledger = Ledger(place)
    decide.withdraw(ledger, "dewi", ["D-1"])
    assert list(check(ledger)) == []
    ledger.close()
