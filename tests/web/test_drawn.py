"""The map and the timeline without a browser: what they say, what is hostile in it, what they give as files."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from ikrar.ledger import Ledger, decide, lanes, spots
from ikrar.ledger.tongues import numbered
from ikrar.web import atlas
from ikrar.web.app import build
from ikrar.web.pages import mapping, timeline
from ikrar.web.site import Site
from ikrar.web.speak import speaker

TODAY = date(2024, 6, 30)
EVIL = '<img src=x onerror="alert(1)">\u202e'
FORMULA = "=HYPERLINK(1)"
ENTERED: list[tuple[dict[str, Any], str | None]] = [
    ({"place": "Mosul", "country": "IRQ"}, "city"),
    ({"place": "Oum Hadjer", "country": "TCD"}, "city"),
    ({"place": "Iraq", "country": "IRQ"}, "country"),
    ({"country": "KEN"}, "country"),
    ({"place": EVIL, "country": "KEN"}, "country"),
    ({"place": FORMULA, "country": "INT"}, None),
    ({"place": "Mosul"}, None),
    ({}, None),
]
"""Events entered by hand, with how finely each is known."""


@pytest.fixture
def client(ledger: Ledger) -> TestClient:
    return TestClient(build(Site(ledger, "tester", today=lambda: TODAY)))


def enter(ledger: Ledger, **fields: Any) -> str:
    seen = {"type": "ASSAULT", "quote": "Seen.", "date": "2024-05-01", "actor": ["IRQ"]}
    return decide.enter_event(ledger, "dewi", seen | fields, "seen").id


@pytest.mark.parametrize(("fields", "precision"), ENTERED)
def test_how_finely_a_place_is_known(ledger: Ledger, fields: dict[str, Any], precision: str | None) -> None:
    number = int(enter(ledger, **fields)[2:])
    with ledger.read() as c:
        found, nowhere = spots.spots(c, [number])
    assert [spot.precision for spot in found] == ([precision] if precision else [])
    assert nowhere == ([] if precision else [number])
    assert all((spot.lat is None) == (spot.precision == "country") for spot in found)


def test_a_region_is_no_point(ledger: Ledger) -> None:
    with ledger.read() as c:
        found, _ = spots.spots(c, spots.happened(c, 1000))
    known = {spot.name: spot.precision for spot in found}
    assert known["Anbar"] == "region"
    assert known["Baghdad"] == known["Ati"] == "city"


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("page", ["map", "timeline"])
def test_what_is_hostile_is_shown_as_text(client: TestClient, ledger: Ledger, page: str, language: str) -> None:
    enter(ledger, place=EVIL, country="KEN", quote=f"{EVIL}</script>", actor=[f"KEN:REB={EVIL}"])
    enter(ledger, place="Mosul", country="IRQ", actor=['IRQ:MIL="><b>x'])
    for query in ("", "?at=KEN", f"?actor={EVIL}&since={EVIL}&until={EVIL}&at={EVIL}&lanes={EVIL}", "?lanes=actor"):
        answer = client.get(f"/{language}/{page}{query}")
        assert answer.status_code == 200
        assert "<img" not in answer.text
        assert "<b>x" not in answer.text
        assert answer.text.count("</script>") == answer.text.count("<script")


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("at=TCD:Ati", {"E-73", "E-36"}),
        ("at=TCD:Ati&since=2021", {"E-73"}),
        ("at=TCD:Ati&until=2021-01", {"E-36"}),
        ("type=ASSAULT&actor=USA&since=2021-01-01", None),
        ("actor=nobody of this name", set()),
        ("since=2199", set()),
    ],
)
def test_the_address_holds_the_map(client: TestClient, query: str, ids: set[str] | None) -> None:
    rows = client.get(f"/en/map?{query}&as=json").json()
    if ids is not None:
        assert {row["id"] for row in rows} == ids
    shown = client.get(f"/en/map?{query}").text
    assert all(f"/en/e/{id_[2:]}" in shown for id_ in ids or ())


def test_a_place_of_the_map_as_a_table(client: TestClient, ledger: Ledger) -> None:
    enter(ledger, place=FORMULA, country="INT")
    rows = list(csv.DictReader(io.StringIO(client.get("/en/map?as=csv").content.decode("utf-8-sig"))))
    assert set(rows[0]) == set(mapping.COLUMNS)
    washington = next(row for row in rows if row["place"] == "Washington")
    assert (washington["lat"], washington["lon"], washington["precision"]) == ("38.91", "-77.04", "city")
    assert next(row for row in rows if row["place"].endswith(FORMULA))["place"] == f"'{FORMULA}"
    assert any(not row["place"] for row in rows)  # those without a place are in the file too


@pytest.mark.parametrize("kind", lanes.KINDS)
def test_each_line_runs_in_a_lane(client: TestClient, kind: str) -> None:
    rows = client.get(f"/en/timeline?lanes={kind}&as=json").json()
    assert [row["day"] or "" for row in rows] == sorted(row["day"] or "" for row in rows)
    assert all(row["lanes"] for row in rows)
    named = {lane["name"] for row in rows for lane in row["lanes"] if lane["id"]}
    assert len(named) >= (1 if kind == "instrument" else 2)
    assert set(rows[0]) >= set(timeline.COLUMNS)


@pytest.mark.parametrize(("language", "called"), [("id", "Dialog Strategis AS-Irak"), ("en", "Iraq Strategic Dialogue")])
def test_a_promise_runs_in_its_process(client: TestClient, language: str, called: str) -> None:
    rows = {row["id"]: row for row in client.get(f"/{language}/timeline?as=json").json()}
    assert [lane["name"] for lane in rows["C-1"]["lanes"]] == [called]
    assert (rows["C-1"]["due"], rows["C-1"]["status"]) == ("2021-12-31", "fulfilled")


def test_a_stretch_is_chosen(client: TestClient) -> None:
    stretch = "from_day=2021-12-01&to_day=2021-12-31"
    rows = client.get(f"/en/timeline?{stretch}&as=json").json()
    assert "C-1" in {row["id"] for row in rows}  # made before, and due in it
    assert all("2021-12" in ((row["day"] or "")[:7], (row["due"] or "")[:7]) for row in rows)
    shown = client.get(f"/en/timeline?{stretch}").text
    assert "/en/?made_after=2021-12-01&amp;made_before=2021-12-31" in shown
    assert "/en/?due_after=2021-12-01&amp;due_before=2021-12-31" in shown
    assert "/en/c/10" not in shown  # made in July and never due


def test_the_list_is_bounded_and_says_so(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline, "MOST", 5)
    monkeypatch.setattr(mapping, "MOST", 5)
    assert len(client.get("/en/timeline?as=json").json()) == 5
    assert "Only the latest 5 lines" in client.get("/en/timeline").text
    assert "Only the latest 5 events" in client.get("/en/map").text


def test_an_empty_ledger_has_a_map_and_a_timeline(tmp_path: Path) -> None:
    empty = Ledger(str(tmp_path / "empty.db"))
    client = TestClient(build(Site(empty, "tester", today=lambda: TODAY)))
    for page in ("map", "timeline"):
        assert "This ledger is empty" in client.get(f"/en/{page}").text
        assert client.get(f"/en/{page}?as=json").json() == []
    empty.close()


NONE = [  # what the ledger holds, the page, what it says
    ("an event", "/", "Belum ada janji dalam buku ini."),
    ("an event", "/?status=open", "Longgarkan saringan."),
    ("a promise", "/map", "Belum ada peristiwa dalam buku ini."),
    ("a promise", "/map?type=AID", "Longgarkan saringan."),
    ("a promise", "/timeline?since=2030", "Longgarkan saringan."),
    ("a promise", "/review", "Semua usulan mesin sudah diputuskan."),
    ("nothing", "/review", "Buku ini masih kosong"),
]


@pytest.mark.parametrize(("holds", "to", "said"), NONE)
def test_where_there_is_nothing_it_is_said_why(tmp_path: Path, holds: str, to: str, said: str) -> None:
    ledger = Ledger(str(tmp_path / "small.db"))
    if holds == "an event":
        decide.enter_event(ledger, "dewi", {"type": "PROTEST", "quote": "x", "actor": ["KEN"]}, "seen")
    if holds == "a promise":
        decide.enter_commitment(ledger, "dewi", {"kind": "demand", "provision": "ceasefire", "promisor": ["SDN:MIL"]}, "a letter")
    page = TestClient(build(Site(ledger, "tester", today=lambda: TODAY))).get(f"/id{to}").text
    assert said in page
    assert ("Longgarkan" in page) == ("Longgarkan" in said)
    ledger.close()


# -- countries ---------------------------------------------------------------------------------------------------


def test_the_atlas_is_what_is_made_of_the_original() -> None:
    assert atlas.MADE.read_bytes() == atlas.written()


def test_countries_go_by_their_codes_of_today() -> None:
    codes = numbered()
    for number, code, name in [
        ("250", "FRA", "Prancis"),
        ("180", "COD", "Kongo - Kinshasa"),
        ("626", "TLS", "Timor Leste"),
        ("360", "IDN", "Indonesia"),
    ]:
        assert (codes[number], speaker("id").country(code)) == (code, name)
