"""Lines that stand in no report: what was entered by hand has its place on every page, beside reports and without them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from ikrar.ledger import Ledger, decide
from ikrar.web.app import build
from ikrar.web.site import Site

TODAY = date(2024, 6, 30)
PROMISE = {
    "kind": "undertaking",
    "provision": "ceasefire",
    "quote": "Both sides stop firing at noon.",
    "promisor": ["SDN:MIL"],
    "beneficiary": ["SDN:PRM=RSF"],
    "made_on": "2023-05-20",
}
SEEN = {
    "type": "ASSAULT",
    "quote": "The army shelled a camp.",
    "actor": ["SDN:MIL"],
    "recipient": ["SDN:PRM=RSF"],
    "date": "2023-06-01",
    "place": "Khartoum",
    "country": "SDN",
}


@pytest.fixture(params=["alone", "beside the sample"])
def client(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[TestClient, str, str]]:
    """A reading room, with the numbers of a promise and an event that were entered by hand."""
    ledger = Ledger(str(tmp_path / "hand.db" if request.param == "alone" else request.getfixturevalue("own_book")))
    promise = decide.enter_commitment(ledger, "dewi", dict(PROMISE), "Jeddah text, article 2").id
    event = decide.enter_event(ledger, "dewi", dict(SEEN), "seen by a monitor").id
    yield TestClient(build(Site(ledger, "dewi", today=lambda: TODAY))), promise, event
    ledger.close()


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_was_entered_by_hand_is_shown(client: tuple[TestClient, str, str], language: str) -> None:
    room, promise, event = client
    for page, words in (
        ("/", "Both sides stop firing"),
        ("/?status=breached", "Both sides stop firing"),
        (f"/c/{promise[2:]}", "The army shelled a camp."),
        ("/events", "The army shelled a camp."),
        (f"/e/{event[2:]}", "The army shelled a camp."),
        ("/actors?country=SDN", "RSF"),
        ("/map?since=2023-05-01&until=2023-07-01", "Khartoum"),
        ("/timeline?who=SDN", "The army shelled a camp."),
        ("/review", ""),
        ("/search?q=stopping", f"/c/{promise[2:]}"),
    ):
        answer = room.get(f"/{language}{page}")
        assert answer.status_code == 200, page
        assert words in answer.text, page


def test_what_was_entered_by_hand_was_seen(client: tuple[TestClient, str, str]) -> None:
    room, _, event = client
    (told,) = [row for row in room.get("/en/events?by=SDN&as=json").json() if row["id"] == event]
    assert told["factuality"] == "actual"
