"""What people decide stands before the machine's word, is never overwritten, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from ikrar.ledger import Added, Ledger, LedgerError, ask, claims, decide, page, quoted
from ikrar.ledger.enter import add
from ikrar.ledger.queue import waiting
from ikrar.ledger.safe import check
from ikrar.ledger.schema import commitments, events
from ikrar.pipeline import read_text

Tell = Callable[..., Added]
TODAY = date(2024, 6, 30)
PROMISE = "Irak dan Amerika Serikat sepakat untuk menarik pasukan tempur koalisi yang tersisa dari Irak, kata pernyataan bersama pada Rabu."
DONE = "Pasukan Amerika Serikat terakhir telah ditarik dari Irak pada Kamis (9/12), kata juru bicara militer."


def _promise(ledger: Ledger, id_: str = "C-1") -> dict[str, Any]:
    with ledger.read() as connection:
        found = ask.commitments_of(connection, TODAY, [int(id_[2:])])
    return found[0] if found else {}


def _waiting(ledger: Ledger) -> list[dict[str, Any]]:
    with ledger.read() as connection:
        return waiting(connection, TODAY)


@pytest.fixture
def done(ledger: Ledger, tell: Tell) -> Ledger:
    """A ledger with a promise that the machine takes for fulfilled."""
    tell(PROMISE, "2021-04-08")
    tell(DONE, "2021-12-10")
    assert _promise(ledger)["status"] == "fulfilled"
    return ledger


def test_the_machine_only_proposes(done: Ledger) -> None:
    assert _promise(done)["confirmed"] is False
    (item,) = _waiting(done)
    assert (item["id"], item["what"], item["proposal"]["status"]) == ("C-1", "status", "fulfilled")


def test_what_a_person_accepts_is_confirmed_and_waits_no_more(done: Ledger) -> None:
    decide.judge_promise(done, "dewi", "C-1", "fulfilled", 3, "seen on site", ["E-2"])
    assert (_promise(done)["status"], _promise(done)["confirmed"]) == ("fulfilled", True)
    assert _waiting(done) == []


def test_a_person_says_otherwise_and_takes_it_back(done: Ledger) -> None:
    decide.judge_promise(done, "dewi", "C-1", "contested", None, "trainers stayed")
    assert _promise(done)["status"] == "contested"
    assert decide.undo(done, "dewi")[1] == "status"
    assert (_promise(done)["status"], _promise(done)["confirmed"]) == ("fulfilled", False)
    with done.read() as connection:
        judgements = page.page(connection, "C-1", TODAY)["judgements"]  # type: ignore[index]
    assert [j["undone"] for j in judgements] == [False, True], "nothing is erased"


def test_new_evidence_brings_a_promise_back_to_review_but_changes_no_decision(done: Ledger, tell: Tell) -> None:
    decide.judge_promise(done, "dewi", "C-1", "fulfilled", 3, "seen on site", ["E-2"])
    tell("Amerika Serikat mengirim satu batalyon prajurit ke Irak pada Senin (14/2).", "2022-02-15")
    assert (_promise(done)["status"], _promise(done)["confirmed"]) == ("fulfilled", True)
    assert [(i["id"], i["proposal"]["status"]) for i in _waiting(done)] == [("C-1", "contested")]


def test_rejected_evidence_counts_no_more(done: Ledger) -> None:
    decide.say_bearing(done, "dewi", "C-1", "E-2", "none", "another unit")
    assert (_promise(done)["status"], _promise(done)["evidence_for"]) == ("open", 0)
    decide.undo(done, "dewi")
    assert (_promise(done)["status"], _promise(done)["evidence_for"]) == ("fulfilled", 1)


@pytest.mark.parametrize("status", ["breached", "fulfilled"])
def test_breach_and_fulfilment_need_a_reason(done: Ledger, status: str) -> None:
    with pytest.raises(LedgerError, match="needs evidence"):
        decide.judge_promise(done, "dewi", "C-1", status, None, "")


def test_a_newer_engine_overwrites_no_person(done: Ledger) -> None:
    decide.judge_promise(done, "dewi", "C-1", "contested", None, "trainers stayed")
    decide.edit(done, "dewi", "C-1", {"deadline": "2021-12-31", "provision": "force-reduction"}, "set in July")
    reading = read_text(PROMISE, published="2021-04-08")
    newer = msgspec.structs.replace(reading.record, engine=msgspec.structs.replace(reading.record.engine, version="99"))
    assert add(done, msgspec.structs.replace(reading, record=newer)).what == "read again"
    row = _promise(done)
    assert (row["status"], row["provision"], row["deadline"]["value"]) == ("contested", "force-reduction", "2021-12-31")
    with done.read() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(commitments)).scalar_one() == 1, "read again, not told twice"
    assert list(check(done)) == []


def test_a_newer_engine_that_finds_less_keeps_what_a_person_confirmed(ledger: Ledger, tell: Tell) -> None:
    text = PROMISE + "\n\nIrak berjanji akan melindungi personel koalisi."
    tell(text)
    decide.say_line(ledger, "dewi", "C-2", right=True, why="it is so")
    reading = read_text(text, published="2021-04-08")
    record = msgspec.structs.replace(
        reading.record, engine=msgspec.structs.replace(reading.record.engine, version="99"), commitments=(), events=()
    )
    add(ledger, msgspec.structs.replace(reading, record=record))
    assert _promise(ledger, "C-2") and not _promise(ledger, "C-1")


def test_a_correction_is_undone(done: Ledger) -> None:
    before = _promise(done)
    decide.edit(done, "dewi", "C-1", {"beneficiary": ["IRQ:CVL=Iraqis"], "action": "leave", "deadline": "2021-06"}, "")
    assert [p["name"] for p in _promise(done)["beneficiaries"]] == ["Iraqis"]
    assert _promise(done)["action"] == {"text": "leave"}
    decide.undo(done, "dewi")
    assert _promise(done)["beneficiaries"] == before["beneficiaries"]
    assert _promise(done)["action"] == before["action"]
    assert _promise(done)["deadline"] == before["deadline"]


def _event(ledger: Ledger, id_: str) -> dict[str, Any]:
    with ledger.read() as connection:
        return ask.events_of(connection, [int(id_[2:])])[0]


EDITED = {
    "type": "COOPERATE",
    "mode": None,
    "contexts": ["military", "diplomatic"],
    "factuality": "planned",
    "date": "2021-08-01",
    "place": "Basra",
    "country": "IRQ",
    "actor": ["GBR:MIL=the Royal Marines"],
    "recipient": ["IRQ:MIL"],
}


def test_an_event_is_corrected_and_the_correction_undone(done: Ledger) -> None:
    before, promise = _event(done, "E-2"), _promise(done)
    decide.edit(done, "dewi", "E-2", dict(EDITED), "the second report says so")
    event = _event(done, "E-2")
    assert (event["type"], event.get("mode"), event["contexts"], event["factuality"]) == (
        "COOPERATE", None, ["military", "diplomatic"], "planned"
    )  # fmt: skip
    assert (event["time"], event["place"]) == ({"value": "2021-08-01"}, {"name": "Basra", "country": "IRQ"})
    assert [p["name"] for p in event["actors"]] == ["the Royal Marines"]
    with done.read() as connection:
        assert [e["id"] for e in ask.list_events(connection, by="GBR", type_=["COOPERATE"], since="2021-08-01", place="Basra")] == ["E-2"]
    assert (promise["status"], _promise(done)["status"]) == ("fulfilled", "open"), "it keeps the promise no more"
    assert list(check(done)) == []
    decide.undo(done, "dewi")
    assert _event(done, "E-2") == before
    assert (_promise(done)["status"], _promise(done)["evidence_for"]) == ("fulfilled", 1)
    with done.read() as connection:
        assert not connection.execute(sa.select(events.c.person).where(events.c.id == 2)).scalar_one()
    assert list(check(done)) == []


def test_two_corrections_of_an_event_are_taken_back_one_by_one(done: Ledger) -> None:
    before = _event(done, "E-2")
    decide.edit(done, "dewi", "E-2", {"date": "2021-08"}, "")
    decide.edit(done, "omar", "E-2", {"place": None, "country": None}, "")
    assert (_event(done, "E-2")["time"], _event(done, "E-2").get("place")) == ({"value": "2021-08"}, None)
    decide.undo(done, "omar")
    assert _event(done, "E-2").get("place") == before.get("place")
    decide.undo(done, "dewi")
    assert _event(done, "E-2") == before


def test_a_newer_engine_overwrites_no_corrected_event(done: Ledger, tell: Tell) -> None:
    with done.read() as connection:
        row = connection.execute(sa.select(events.c.document, events.c.quote).where(events.c.id == 2)).one()
        raw = quoted.text(connection, row.document)
        published = ask.list_documents(connection, ids=[row.document])[0]["published"]
        many = connection.execute(sa.select(sa.func.count()).select_from(events)).scalar_one()
    decide.edit(done, "dewi", "E-2", {"type": "COOPERATE", "mode": None, "date": "2021-08-01"}, "")
    stands = _event(done, "E-2")
    reading = read_text(raw, published=published)
    newer = msgspec.structs.replace(reading.record, engine=msgspec.structs.replace(reading.record.engine, version="99"))
    assert add(done, msgspec.structs.replace(reading, record=newer)).what == "read again"
    assert _event(done, "E-2") == stands
    with done.read() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(events)).scalar_one() == many, "read again, not told twice"
    assert list(check(done)) == []


def test_what_people_said_of_an_event_is_told(done: Ledger) -> None:
    decide.edit(done, "dewi", "E-2", {"date": "2021-08"}, "seen")
    decide.say_line(done, "omar", "E-2", right=True, why="")
    with done.read() as connection:
        said = claims.corrections(connection, "event", 2)
    assert [(s["what"], s["fields"], s["by"], s["why"]) for s in said] == [("confirm", [], "omar", ""), ("edit", ["date"], "dewi", "seen")]
    decide.undo(done, "omar")
    with done.read() as connection:
        assert [s["what"] for s in claims.corrections(connection, "event", 2)] == ["edit"]


def test_links_are_reversible(ledger: Ledger, tell: Tell) -> None:
    tell(PROMISE)
    tell(
        "Baghdad and Washington agreed on Wednesday to withdraw the remaining coalition combat troops from Iraq, a joint statement said.",
        "2021-04-09",
    )
    assert _promise(ledger)["told_in"] == 2
    decide.say_link(ledger, "dewi", "C-1", "C-2", "different", "two agreements")
    assert (_promise(ledger)["told_in"], _promise(ledger, "C-2")["told_in"]) == (1, 1)
    decide.undo(ledger, "dewi")
    assert (_promise(ledger)["told_in"], _promise(ledger, "C-2")) == (2, {})


def test_two_actors_are_joined_and_parted(ledger: Ledger, tell: Tell) -> None:
    tell("Menteri Luar Negeri Irak Fuad Hussein bertemu Presiden Suriah di Damaskus pada Senin.", "2021-04-06")
    tell("Presiden Turki bertemu Menteri Luar Negeri Irak Fuad Husein di Ankara pada Selasa.", "2021-04-07")
    with ledger.read() as connection:
        ids = [a["id"] for a in ask.list_actors(connection, words="Fuad")]
    assert len(ids) == 2, "one letter apart: a person says whether they are one"
    decide.say_link(ledger, "dewi", *ids, "same", "a misspelling")
    with ledger.read() as connection:
        assert [a["id"] for a in ask.list_actors(connection, words="Fuad")] == [min(ids, key=lambda i: int(i[2:]))]
    decide.undo(ledger, "dewi")
    with ledger.read() as connection:
        assert [a["id"] for a in ask.list_actors(connection, words="Fuad")] == ids


def test_by_hand_a_treaty_and_an_incident(ledger: Ledger) -> None:
    fields = {
        "kind": "undertaking",
        "provision": "ceasefire",
        "promisor": ["SDN:GOV"],
        "beneficiary": ["SDN:PRM=RSF"],
        "made_on": "2023-05-20",
    }
    assert decide.enter_commitment(ledger, "dewi", fields, "Jeddah text, article 2").id == "C-1"
    told = {
        "type": "ASSAULT",
        "quote": "The army shelled a camp.",
        "actor": ["SDN:MIL"],
        "recipient": ["SDN:PRM=RSF"],
        "date": "2023-06-01",
    }
    assert decide.enter_event(ledger, "omar", told, "seen by a monitor").id == "E-1"
    assert (_promise(ledger)["status"], _promise(ledger)["evidence_against"]) == ("breached", 1)
    decide.undo(ledger, "omar")
    assert _promise(ledger)["status"] == "open"
    assert list(check(ledger)) == []


def test_notes_are_shown_and_taken_back(done: Ledger) -> None:
    decide.note(done, "dewi", "C-1", "the talks set 31 December", "joint statement of 26 July")
    with done.read() as connection:
        assert "31 December" in page.page(connection, "C-1", TODAY)["notes"][0]["text"]  # type: ignore[index]
    decide.undo(done, "dewi")
    with done.read() as connection:
        assert page.page(connection, "C-1", TODAY)["notes"] == []  # type: ignore[index]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda led: decide.judge_promise(led, "d", "C-9", "open", None, ""), "there is no commitment C-9"),
        (lambda led: decide.judge_promise(led, "d", "E-1", "open", None, ""), "is no commitment"),
        (lambda led: decide.judge_promise(led, "d", "C-1", "kept", None, ""), "'kept' is no status"),
        (lambda led: decide.say_link(led, "d", "C-1", "E-1", "same", ""), "cannot be one"),
        (lambda led: decide.say_link(led, "d", "C-1", "C-1", "same", ""), "cannot be one"),
        (lambda led: decide.edit(led, "d", "C-1", {"quote": "x"}, ""), "cannot be corrected"),
        (lambda led: decide.edit(led, "d", "E-1", {"quote": "x"}, ""), "cannot be corrected"),
        (lambda led: decide.edit(led, "d", "E-1", {"type": "DANCE"}, ""), "'DANCE' is no type of event"),
        (lambda led: decide.edit(led, "d", "E-1", {"type": None}, ""), "is no type of event"),
        (lambda led: decide.edit(led, "d", "E-1", {"mode": "gently"}, ""), "'gently' is no mode"),
        (lambda led: decide.edit(led, "d", "E-1", {"contexts": ["fun"]}, ""), "'fun' is no context"),
        (lambda led: decide.edit(led, "d", "E-1", {"date": "2021-13"}, ""), "'2021-13' is no date"),
        (lambda led: decide.edit(led, "d", "E-1", {"actor": ["somebody"]}, ""), "names nobody"),
        (lambda led: decide.edit(led, "d", "A-1", {"type": "AID"}, ""), "is no commitment or event"),
        (lambda led: decide.enter_commitment(led, "d", {"kind": "vow"}, "x"), "'vow' is no kind"),
        (
            lambda led: decide.enter_commitment(led, "d", {"kind": "demand", "provision": "talks", "promisor": ["somebody"]}, "x"),
            "names nobody",
        ),
        (lambda led: decide.undo(led, "nobody"), "nothing of nobody to undo"),
    ],
)
def test_what_makes_no_sense_is_refused(done: Ledger, call: Callable[[Ledger], object], message: str) -> None:
    with pytest.raises(LedgerError, match=message):
        call(done)
    assert list(check(done)) == []


def test_what_is_overdue_waits_and_is_not_breached(ledger: Ledger, tell: Tell) -> None:
    tell("Pemerintah Chad berjanji membebaskan 200 tahanan sebelum 31 Desember 2021.", "2021-09-15")
    (item,) = _waiting(ledger)
    assert item["what"] == "overdue"
    assert (_promise(ledger)["status"], _promise(ledger)["timeliness"]) == ("open", "overdue")
