"""The map and the timeline as a person uses them: in both languages, with the mouse and with the keyboard alone, wide and narrow."""

from __future__ import annotations

from typing import Any

import pytest
from browsing import NARROW, Visitor, too_wide, violations
from playwright.sync_api import Page, expect

from ikrar.ledger import decide

ALL = {"id": "Semua tanda", "en": "All marks"}
SEVERAL = {"id": "2 tempat, 3 peristiwa", "en": "2 places, 3 events"}
FIRST_LOAD = 300_000  # bytes, compressed: the outlines of all countries with the rest


CUT = """svg => { const at = svg.getBoundingClientRect();
  return [...svg.querySelectorAll("text")].filter(e => e.textContent.trim()).map(e => [e.getBoundingClientRect(), e.textContent])
    .filter(([box]) => box.left < at.left - 1 || box.right > at.right + 1).map(([, text]) => text); }"""
"""Words of a drawing that go over its edge."""


def mark(page: Page, name: str) -> Any:
    return page.locator(f".sheet .mark a[aria-label^='{name}']")


@pytest.mark.parametrize("wide", [True, False], ids=["wide", "narrow"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_from_a_mark_to_what_happened_there(visitor: Visitor, language: str, wide: bool) -> None:
    page = visitor.page(wide=wide)
    page.goto(f"/{language}/map")
    page.locator(".sheet .mark").first.wait_for()
    page.get_by_role("button", name=ALL[language]).click()
    several = page.locator(".sheet .of-several a[aria-label*='Oum Hadjer']")
    while several.count():  # they come apart as one comes closer
        before = page.locator(".land").get_attribute("transform")
        several.first.dispatch_event("click")
        page.wait_for_function("before => document.querySelector('.land').getAttribute('transform') !== before", arg=before)
    mark(page, "Oum Hadjer").dispatch_event("click")
    expect(page.locator("#there h2")).to_contain_text("Oum Hadjer")
    expect(page.locator("#there li")).to_have_count(2)
    assert "at=TCD%3AOum+Hadjer" in page.url
    expect(page.locator("#there")).to_be_focused()
    seen = page.locator("#there").inner_text()
    page.reload()
    assert page.locator("#there").inner_text() == seen
    page.locator(".sheet .mark a[aria-current]").wait_for()
    assert violations(page) == []
    assert too_wide(page) == []
    page.go_back()
    expect(page.locator("#there")).to_have_count(0)


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_map_by_keyboard(visitor: Visitor, language: str) -> None:
    page = visitor.page()
    page.goto(f"/{language}/map?type=ASSAULT")
    page.locator(".sheet .mark").first.wait_for()
    page.locator("[data-do=world]").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    names = []
    for _ in range(page.locator(".sheet .mark").count()):
        names.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
        page.keyboard.press("Tab")
    assert names[0].startswith(SEVERAL[language]), names  # the most first
    assert any(name.startswith("Hilla") for name in names)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#there h2")).to_contain_text("Hilla")


def test_a_country_is_filled_where_no_more_is_known(coder: Visitor, own_room: Any) -> None:
    event = {"type": "PROTEST", "quote": "<img src=x>", "actor": ["KEN"], "country": "KEN", "date": "2024-05-01"}
    decide.enter_event(own_room.ledger, "dewi", event, "seen")
    page = coder.page()
    page.goto("/en/map?type=PROTEST")
    expect(mark(page, "Kenya, 1 event")).to_have_count(1)
    assert page.locator(".land .hatched").count() == 1
    assert page.locator(".land .known").count() == 0
    expect(page.locator(".mark.of-country rect")).to_have_count(1)
    mark(page, "Kenya").dispatch_event("click")
    expect(page.locator("#there q")).to_have_text("<img src=x>")


def test_the_map_says_when_its_countries_do_not_come(visitor: Visitor) -> None:
    page = visitor.page(own=True)
    page.route("**/countries.json*", lambda route: route.fulfill(status=200, body="no json", content_type="application/json"))
    page.goto("/en/map")
    expect(page.locator(".failed")).to_contain_text("The list below says the same")
    expect(page.locator("#places li")).to_have_count(7)


@pytest.mark.parametrize("to", ["map", "timeline"])
def test_the_first_load_is_light(visitor: Visitor, to: str) -> None:
    page = visitor.page(own=True)
    wire, sizes = page.context.new_cdp_session(page), []
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(f"/id/{to}", wait_until="networkidle")
    page.locator(".sheet .mark, .lanes .line").first.wait_for()
    assert 100_000 < sum(sizes) < FIRST_LOAD


@pytest.mark.parametrize("wide", [True, False], ids=["wide", "narrow"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_brush_filters_the_list_and_the_ledger(visitor: Visitor, language: str, wide: bool) -> None:
    page = visitor.page(wide=wide)
    page.goto(f"/{language}/timeline")
    page.locator(".lanes .line").first.wait_for()
    cut = page.locator(".lanes svg").evaluate(CUT)
    assert cut == []
    all_lines = page.locator("#found li").count()
    box = page.locator(".strip svg").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.45, box["y"] + 25, steps=4)
    page.mouse.up()
    page.locator("#made-then").wait_for()
    assert 0 < page.locator("#found li").count() < all_lines
    assert "from_day=20" in page.url
    assert "to_day=20" in page.url
    seen = page.locator("#found").inner_text()
    page.reload()
    assert page.locator("#found").inner_text() == seen
    expect(page.locator(".brush .selection")).to_be_visible()
    assert violations(page) == []
    assert too_wide(page) == []
    page.locator("#made-then").click()
    assert f"/{language}/?made_after=20" in page.url
    assert page.locator("tbody tr").count() > 0
    page.go_back()
    expect(page.locator("#found li")).not_to_have_count(all_lines)
    page.go_back()  # to before the stretch was chosen
    expect(page.locator("#found li")).to_have_count(all_lines)
    assert page.url.endswith(f"/{language}/timeline")


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_stretch_is_chosen_by_keyboard(visitor: Visitor, language: str) -> None:
    page = visitor.page()
    page.goto(f"/{language}/timeline?lanes=actor")
    page.locator(".lanes .line").first.wait_for()
    page.locator("input[name=from_day]").fill("2021-12-01")
    page.locator("input[name=to_day]").fill("2021-12-31")
    page.keyboard.press("Enter")
    page.locator("#made-then").wait_for()
    assert "lanes=actor" in page.url
    assert page.locator("#found li").count() < 15
    page.locator(".lanes .promise a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{language}/c/*")


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("path", ["map", "timeline"])
def test_without_scripts_the_list_says_it_all(visitor: Visitor, path: str, language: str) -> None:
    drawn = visitor.page()
    drawn.goto(f"/{language}/{path}")
    drawn.locator(".sheet .mark, .lanes .line").first.wait_for()
    page = visitor.page(scripts=False)
    page.goto(f"/{language}/{path}")
    assert not page.locator("figure").is_visible()
    if path == "timeline":
        wanted = set(drawn.locator(".lanes .line a").evaluate_all("all => all.map(a => a.getAttribute('href'))"))
        there = {a.get_attribute("href") for a in page.locator("#found a.words").all()}
        assert wanted <= there
    else:
        total = drawn.locator(".sheet .mark > text:first-of-type").all_text_contents()
        assert sum(map(int, total)) == 11
        page.locator("#places a", has_text="Hilla").click()
        expect(page.locator("#there li")).to_have_count(1)


def test_a_narrow_drawing_is_drawn_anew_for_a_wide_window(visitor: Visitor) -> None:
    page = visitor.page(wide=False)
    page.goto("/en/timeline")
    page.locator(".lanes .line").first.wait_for()
    narrow = page.locator(".lanes svg").get_attribute("width")
    page.set_viewport_size({**NARROW, "width": 1100})
    page.wait_for_function("was => document.querySelector('.lanes svg').getAttribute('width') !== was", arg=narrow)
