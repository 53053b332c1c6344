"""Views that are filtered: the address says all of it, the facets count what the filters leave, what cannot be asked by is told."""

from __future__ import annotations

import html
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from ikrar.ledger import Ledger, ask, asked, counts, decide
from ikrar.ledger.enter import add
from ikrar.model.plain import shown
from ikrar.pipeline import read_text
from ikrar.web.app import PAGES, build
from ikrar.web.pages.ledger import ORDER
from ikrar.web.site import Site

TODAY = date(2024, 6, 30)


def opened(book: Path) -> TestClient:
    return TestClient(build(Site(Ledger(str(book)), "dewi", today=lambda: TODAY)), follow_redirects=False)


@pytest.fixture(scope="module")
def reader(sample_book: Path) -> TestClient:
    return opened(sample_book)


ASKED: list[tuple[str, dict[str, Any]]] = [
    ("by=IRQ", {"by": "IRQ"}),
    ("to=Chad", {"to": "Chad"}),
    ("kind=demand", {"kind": ["demand"]}),
    ("by=TCD&provision=ceasefire", {"by": "TCD", "provision": ["ceasefire"]}),
    ("due_before=2022", {"due_before": "2022-12-31"}),
    ("due_after=2022-06", {"due_after": "2022-06-01"}),
    ("made_after=2021&made_before=2021", {"made_after": "2021-01-01", "made_before": "2021-12-31"}),
    ("instrument=kesepakatan", {"instrument": "kesepakatan"}),
    ("confirmed=no", {"confirmed": False}),
    ("confirmed=yes", {"confirmed": True}),
    ("by=nobody", {"by": "nobody"}),
]


@pytest.mark.parametrize(("query", "conditions"), ASKED, ids=[query for query, _ in ASKED])
@pytest.mark.parametrize("status", ["", "open", "fulfilled"])
def test_facets_count_what_the_other_filters_leave(
    reader: TestClient, sample_book: Path, query: str, conditions: dict[str, Any], status: str
) -> None:
    page = reader.get(f"/en/?{query}" + (f"&status={status}" if status else "")).text
    facets = page.partition('class="facets"')[2].partition("</nav>")[0]
    told = dict(zip(("all", *ORDER), map(int, re.findall(r"<b>(\d+)", facets)), strict=True))
    ledger = Ledger(str(sample_book))
    with ledger.read() as c:
        rows = ask.list_commitments(c, TODAY, **conditions)
    ledger.close()
    assert told["all"] == len(rows)
    assert {name: number for name, number in told.items() if number and name != "all"} == {
        name: [row["status"] for row in rows].count(name) for name in {row["status"] for row in rows}
    }


def test_too_many_are_not_counted_while_a_page_is_waited_for(sample_book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counts, "MOST", 2)
    page = opened(sample_book).get("/en/?by=TCD").text
    facets = page.partition('class="facets"')[2].partition("</nav>")[0]
    assert "status=open" in facets and "<b>" not in facets
    ledger = Ledger(str(sample_book))
    with ledger.read() as c:
        assert asked.the_standing(c, 2, by="TCD") is None
        assert sum((asked.the_standing(c, 100, by="TCD") or {}).values()) > 2
    ledger.close()


@pytest.mark.parametrize("query", [query for query, _ in ASKED])
def test_the_form_of_the_ledger_keeps_all_that_is_asked(reader: TestClient, query: str) -> None:
    """Also by what other pages lead there with, which is not among its own fields: the days of a stretch of the timeline."""
    form = reader.get(f"/id/?{query}&status=open").text.partition('<form class="filter"')[2].partition("</form>")[0]
    fields = set(re.findall(r' name="([a-z_]+)"', form))
    assert {pair.partition("=")[0] for pair in query.split("&")} | {"status"} <= fields


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/id/?due_before=besok", "“besok” bukan tanggal"),
        ("/en/?due_after=2024-13-45&made_before=soon", "“2024-13-45” is no date"),
        ("/en/?made_after=%3Cscript%3E", "“&lt;script&gt;” is no date"),
        ("/id/events?since=31-12-2020", "“31-12-2020” bukan tanggal"),
        ("/en/events?until=9", "“9” is no date"),
        ("/id/map?since=besok", "“besok” bukan tanggal"),
        ("/en/timeline?from_day=9&lanes=actor", "“9” is no date"),
    ],
)
def test_a_day_that_is_none_is_told_and_leaves_nothing_out(reader: TestClient, address: str, told: str) -> None:
    page, whole = reader.get(address).text, reader.get(address.partition("?")[0]).text
    assert told in page
    assert 'class="clear"' in page
    assert page.count("<tr") == whole.count("<tr")


@pytest.mark.parametrize("day", ["2022", "2022-12", "2022-12-31"])
def test_a_month_and_a_year_mean_all_their_days(reader: TestClient, day: str) -> None:
    assert reader.get(f"/en/?due_before={day}").text.count("<tr") == reader.get("/en/?due_before=2022-12-31").text.count("<tr")


def test_negotiations_are_listed_by_their_names_in_the_readers_language(reader: TestClient) -> None:
    assert ">Iraq Strategic Dialogue<" in reader.get("/en/processes").text
    assert ">Dialog Strategis AS-Irak<" in reader.get("/id/processes").text


# -- what stands in names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "is_shown"),
    [
        ("Fuad Hussein فؤاد حسين", "Fuad Hussein فؤاد حسين"),
        ("A\u0301n-Nuj\u0304aba\u0304", "A\u0301n-Nuj\u0304aba\u0304"),
        ("👩\u200d👧 🇮🇶", "👩\u200d👧 🇮🇶"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # what joins letters, or keeps them apart, is part of the word
        ("\u200fالموصل\u200e", "الموصل"),
        ("perbatasan \u202elive\u202c", "perbatasan �live�"),
        ("a\u2066b\u2069", "a�b�"),
        ("line\nbreak\x1b[31m", "line\nbreak␛[31m"),
        ("as a form\r\nsends it", "as a form\nsends it"),
    ],
)
def test_names_of_all_languages_are_shown_and_nothing_turns_them_around(text: str, is_shown: str) -> None:
    assert shown(text) == is_shown


def test_a_headline_that_turns_words_around_does_so_on_no_page(tmp_path: Path) -> None:
    ledger = Ledger(str(tmp_path / "own.db"))
    text = "Irak \u202eberjanji\u202c pergi\n\nBAGHDAD - Pemerintah Irak berjanji menarik pasukannya dari \u202eSuriah\u202c."
    add(ledger, read_text(text, published="2024-04-01", language="id"))
    ledger.close()
    client = opened(tmp_path / "own.db")
    for to in ("/id/", "/id/d/1", "/id/c/1", "/id/events", "/id/actors", "/id/review", "/id/timeline", "/id/map", "/id/search?q=pasukan"):
        page = client.get(to)
        assert page.status_code == 200, to
        assert not re.search("[\u202a-\u202e]", page.text), to


# -- what was entered by hand ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_ledger_of_lines_entered_by_hand_alone(tmp_path: Path, language: str) -> None:
    """Without a report, without words, of somebody of whom there is a code alone: each line has a name, and leads to its page."""
    ledger = Ledger(str(tmp_path / "own.db"))
    decide.enter_commitment(ledger, "dewi", {"kind": "demand", "provision": "ceasefire", "promisor": ["SDN:MIL"]}, "a letter")
    decide.enter_event(ledger, "dewi", {"type": "ASSAULT", "quote": "Shells fell.", "actor": ["SDN:MIL"]}, "a monitor")
    ledger.close()
    client = opened(tmp_path / "own.db")
    line, who = {"id": ("tuntutan: gencatan senjata", "Sudan (militer)"), "en": ("demand: ceasefire", "Sudan (military)")}[language]
    for to in ("/", "/c/1", "/a/1", "/actors", "/events", "/e/1", "/timeline"):
        page = client.get(f"/{language}{to}")
        assert page.status_code == 200, to
        assert re.search(r"<a [^>]*>\s*</a>", page.text) is None, to
        assert line in page.text or who in page.text, to
    assert f">{line}</a>" in client.get(f"/{language}/").text
    assert f"“{line}” a letter" in html.unescape(client.get(f"/{language}/c/1").text)
    assert "a monitor" in client.get(f"/{language}/e/1").text


# -- names in the reader's language ----------------------------------------------------------------------------------

NAMED = [  # what is asked for, as either language has it; what of the page tells how much was found
    ("/?by={}", "Amerika Serikat", "United States"),
    ("/?by={}", "amerika", "United States"),
    ("/?to={}&status=fulfilled", "Irak", "IRAQ"),
    ("/events?by={}", "uni eropa", "European Union"),
    ("/events?to={}&since=2021", "Irak", "Iraq"),
    ("/timeline?actor={}", "Irak", "Iraq"),
    ("/map?actor={}", "Uni Afrika", "African Union"),
    ("/actors?q={}", "Perserikatan Bangsa", "United Nations"),
]


@pytest.mark.parametrize(("to", "here", "there"), NAMED)
def test_who_is_asked_for_by_the_name_that_the_page_shows_is_found(reader: TestClient, to: str, here: str, there: str) -> None:
    join = "&" if "?" in to else "?"
    found, wanted = (reader.get(f"/{language}{to.format(name)}{join}as=json").json() for language, name in (("id", here), ("en", there)))
    assert wanted
    ids = [row.get("id", row) for row in found]
    assert any(row.get("id", row) in ids for row in wanted)  # beside others, whose own names hold the words
    again = reader.get(f"/en{to.format(here)}{join}as=json").json()
    assert [row.get("id", row) for row in again] == ids  # the address holds the view, in whichever language
    page = reader.get(f"/id{to.format(here)}").text
    assert f'value="{here}"' in page  # as it was typed
    assert "Longgarkan saringan." not in page


def test_words_in_a_name_of_a_report_are_still_found(reader: TestClient) -> None:
    names = [row["name"] for row in reader.get("/id/actors?q=iraq&as=json").json()]
    assert "Iraqi Army" in names
    assert reader.get("/id/actors?q=ir&as=json").json() == reader.get("/en/actors?q=ir&as=json").json()  # too short to be of a language


def test_an_actor_has_one_name_in_a_language_also_in_forms_and_calendars(reader: TestClient) -> None:
    for to in ("/d/1", "/d/1?edit=C-1", "/e/2", "/e/51", "/a/1", "/a/2", "/c/1/deadline.ics"):
        text = re.sub("US-Iraq|out of Iraq|accused Iraq|leave Iraq", "", reader.get(f"/id{to}").text)
        told = re.findall(r'<option[^>]*>[^<]*|value="[^"]*"|SUMMARY:.*', text)
        assert any("Amerika Serikat" in part or "Irak" in part for part in told), to
        assert not [part for part in told if re.search("United States|Iraq\\b", part)], to


# -- addresses without a language ------------------------------------------------------------------------------------

BARE = sorted({re.sub("{number:int}", "1", re.sub("{job:str}", "x", route.path)) for module in PAGES for route in module.routes
               if "GET" in (route.methods or ())})  # fmt: skip


@pytest.mark.parametrize("to", BARE)
@pytest.mark.parametrize(("liked", "language"), [("en-US,en;q=0.9", "en"), ("id", "id"), ("fr", "id"), ("", "id")])
def test_a_page_that_is_asked_for_without_a_language_is_given_in_the_readers(
    reader: TestClient, to: str, liked: str, language: str
) -> None:
    answer = reader.get(f"{to}?q=a%20b&status=open", headers={"accept-language": liked})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/{language}{to}?q=a%20b&status=open")


@pytest.mark.parametrize("to", ["/nothing", "/c/x", "/fr/", "/id/nothing", "/review/x"])
def test_what_is_no_page_is_none_in_any_language(reader: TestClient, to: str) -> None:
    assert reader.get(to).status_code == 404


def test_a_form_is_sent_to_a_page_with_its_language(reader: TestClient) -> None:
    assert reader.post("/review", data={"answer": "a"}).status_code == 405
