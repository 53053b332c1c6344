"""Events corrected by a form, from their own page and from that of a report, without a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from ikrar.ledger import Ledger, ask
from ikrar.ledger.safe import check
from ikrar.web.app import build
from ikrar.web.site import Person, Site

TODAY = date(2024, 6, 30)
EVIL = "<script>alert(1)</script>"
E110 = {  # as its form has it
    "who": "Front Pembebasan Batha (A-37)", "whom": "United Nations (A-59)", "type": "RETREAT", "factuality": "actual",
    "date": "2024-03-20", "place": "Abéché", "country": "TCD", "contexts": ["diplomatic", "military"],
}  # fmt: skip


class Desk:
    def __init__(self, ledger: Ledger, role: str = "editor") -> None:
        self.ledger = ledger
        site = Site(ledger, "dewi", today=lambda: TODAY)
        site.owner = Person("dewi", role)
        self.client = TestClient(build(site), follow_redirects=False)

    @cached_property
    def token(self) -> str:
        found = re.search(r'name="token" value="([^"]+)"', self.client.get("/en/try").text)
        assert found is not None
        return found[1]

    def send(self, to: str, **fields: Any) -> Any:
        return self.client.post(to, data={"token": self.token} | fields)

    def undo(self, answer: Any) -> None:
        entry = re.search(r"done=(\d+)", answer.headers["location"])
        assert entry is not None
        assert self.send("/en/undo", entry=entry[1], back="/").status_code == 303

    def event(self, number: int = 110) -> dict[str, Any]:
        with self.ledger.read() as c:
            return ask.events_of(c, [number])[0]


@pytest.fixture
def desk(own_book: Path) -> Iterator[Desk]:
    ledger = Ledger(str(own_book))
    yield Desk(ledger)
    ledger.close()


WAYS = {"own page": ("/en/e/110/edit", {}), "report": ("/en/d/28/edit", {"line": "E-110"})}


@pytest.fixture(params=WAYS.values(), ids=WAYS)
def way(request: pytest.FixtureRequest) -> tuple[str, dict[str, str]]:
    found: tuple[str, dict[str, str]] = request.param
    return found


@pytest.mark.parametrize(
    ("changed", "stands"),
    [
        ({"type": "AID"}, {"type": "AID"}),
        ({"mode": "weapons"}, {"mode": "weapons"}),
        ({"factuality": "planned"}, {"factuality": "planned"}),
        ({"date": "2024-03"}, {"time": {"value": "2024-03"}}),
        ({"date": ""}, {"time": None}),
        ({"place": "Ati"}, {"place": {"name": "Ati", "country": "TCD"}}),
        ({"place": "", "country": ""}, {"place": None}),
        ({"country": "sdn"}, {"place": {"name": "Abéché", "country": "SDN"}}),
        ({"contexts": ["peacekeeping"]}, {"contexts": ["peacekeeping"]}),
        ({"contexts": []}, {"contexts": None}),
    ],
)
def test_each_field_is_corrected_from_both_pages(desk: Desk, way: Any, changed: dict[str, Any], stands: dict[str, Any]) -> None:
    before = desk.event()
    answer = desk.send(way[0], **(E110 | way[1] | changed | {"why": "the report says so"}))
    assert answer.status_code == 303, re.findall(r'role="alert"[^>]*>([^<]+)', answer.text)
    found = desk.event()
    assert {key: found.get(key) for key in stands} == stands
    assert {key for key in before | found if before.get(key) != found.get(key)} == set(stands)
    page = desk.client.get("/en/e/110").text
    assert "corrected: " in page
    assert "the report says so" in page
    desk.undo(answer)
    assert desk.event() == before
    assert "corrected: " not in desk.client.get("/en/e/110").text
    assert list(check(desk.ledger)) == []


def test_who_did_it_is_corrected(desk: Desk, way: Any) -> None:
    answer = desk.send(way[0], **(E110 | way[1] | {"who": "TCD:GOV, TCD:REB=Another Front", "whom": ""}))
    assert answer.status_code == 303
    event = desk.event()
    assert {p["name"] for p in event["actors"]} == {"TCD:GOV", "Another Front"}
    assert event["recipients"] == []
    desk.undo(answer)
    assert [p["name"] for p in desk.event()["actors"]] == ["Front Pembebasan Batha"]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, "Nothing was changed."),
        ({"date": "31 May"}, "“31 May” is no date"),
        ({"date": "2024-13-01"}, "“2024-13-01” is no date"),
        ({"who": "Somebody else"}, "“Somebody else” is not known"),
        ({"country": "XQZ"}, "“XQZ” is no code of a country"),
        ({"type": "DANCE"}, "'DANCE' is no type of event"),
        ({"mode": EVIL}, "is no mode of an event"),
        ({"contexts": ["fun"]}, "'fun' is no context"),
        ({"who": "A-99999"}, "there is no actor A-99999"),
    ],
)
def test_what_cannot_be_taken_is_told_and_what_was_typed_is_kept(desk: Desk, way: Any, changed: dict[str, Any], told: str) -> None:
    answer = desk.send(way[0], **(E110 | way[1] | {"why": f"because {EVIL}"} | changed))
    assert answer.status_code == 422
    assert told in unescape(" ".join(re.findall(r'role="alert"[^>]*>([^<]+)', answer.text)))
    assert "because &lt;script&gt;" in answer.text
    assert EVIL not in answer.text
    for name in ("who", "date", "country"):
        assert f'name="{name}"' in answer.text
        assert (E110 | changed)[name] in unescape(answer.text)
    assert desk.event()["type"] == "RETREAT"


def test_an_event_is_confirmed_or_rejected_on_its_page(desk: Desk) -> None:
    answer = desk.send("/en/e/110/line", do="confirm", why="seen")
    assert answer.status_code == 303
    page = desk.client.get(answer.headers["location"]).text
    assert "Yes, it is right" not in page
    assert "confirmed" in page
    desk.undo(answer)
    assert "Yes, it is right" in desk.client.get("/en/e/110").text
    answer = desk.send("/en/e/110/line", do="reject")
    assert answer.headers["location"].startswith("/en/d/28?done="), "where it can be taken back"
    assert desk.client.get("/en/e/110").status_code == 404
    desk.undo(answer)
    assert desk.client.get("/en/e/110").status_code == 200


@pytest.mark.parametrize("role", ["reader", "coder"])
def test_who_may_not(own_book: Path, role: str) -> None:
    ledger = Ledger(str(own_book))
    desk = Desk(ledger, role)
    page = desk.client.get("/en/e/110").text
    token = re.search(r'name="token" value="([^"]+)"', desk.client.get("/en/try").text)
    assert token is not None
    assert "/e/110/edit" not in page
    for to in ("/en/e/110/edit", "/en/e/110/line", "/en/d/28/edit"):
        assert desk.client.post(to, data={"token": token[1], "line": "E-110", "type": "AID"}).status_code == 403
    ledger.close()


def test_an_event_that_is_none(desk: Desk) -> None:
    for line in ("E-99999", "E-x", "E-"):
        assert "There is no event of that number." in desk.send("/en/d/28/edit", line=line, type="AID").text
    assert desk.send("/en/e/99999/edit", type="AID").status_code == 404
