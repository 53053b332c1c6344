"""What holds for every page, in a browser: in both languages, wide and narrow, light and dark, with the keyboard, without scripts."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any

import httpx
import pytest
from browsing import FLAGS, NARROW, TODAY, WIDE, Room, Visitor, focused, too_small, too_wide, violations
from playwright.sync_api import Page

from ikrar.ledger import ask
from ikrar.web.app import PAGES
from ikrar.web.speak import LANGUAGES

ROUTES = sorted({route.path for module in PAGES for route in module.routes if "GET" in (route.methods or ())})
EXAMPLES: dict[str, str] = {"/import/{job:str}": "/import/over"}
"""The address that is looked at where a route asks for more than the number of a line."""
FIRST_LOAD = 300_000  # bytes, compressed
HEAVY = {"/map"}
"""Pages that load more than the page says: the outlines of all countries."""


@pytest.fixture(scope="session")
def lines(room: Room) -> dict[str, int]:
    """Of each kind of line the number of one that has much to show, by the letter of its address."""
    with room.ledger.read() as c:
        promises = ask.list_commitments(c, TODAY)
        promise = max(promises, key=lambda p: (p["status"] == "contested", p["evidence_for"] + p["evidence_against"]))
        process = max(ask.list_processes(c), key=lambda p: len(p["rounds"]))
        actor = max(ask.list_actors(c), key=lambda a: a["promised"] + a["acted"])
        event = max(ask.list_events(c), key=lambda e: e["told_in"])
        text = ask.list_instruments(c)[0]
    found = (promise["id"], process["id"], actor["id"], event["id"], text["id"], promise["document"]["id"])
    return {id_[0].lower(): int(id_[2:]) for id_ in found}


def address(route: str, lines: dict[str, int]) -> str:
    """An example of a route."""
    if route in EXAMPLES or "{" not in route:
        return EXAMPLES.get(route, route)
    letter, _, rest = route.removeprefix("/").partition("/")
    number, _, behind = rest.partition("/")
    assert number.startswith("{") and letter in lines and "{" not in behind, f"EXAMPLES names no example of {route}"
    return f"/{letter}/{lines[letter]}" + (f"/{behind}" if behind else "")


@cache
def is_page(url: str) -> bool:
    """Whether an address gives a page, rather than a file, data for a script or the way to another page."""
    answer = httpx.get(url, verify=False)  # reads no certificates
    assert answer.status_code < 400, (url, answer.status_code)
    return answer.status_code == 200 and answer.headers["content-type"].startswith("text/html") and "<main" in answer.text


def came(page: Page, to: str) -> dict[str, int]:
    """Opens an address; how many bytes came over the wire of each file, until nothing more came."""
    asked: dict[str, str] = {}
    moved: Counter[str] = Counter()
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.requestWillBeSent", lambda event: asked.update({event["requestId"]: event["request"]["url"]}))
    wire.on("Network.loadingFinished", lambda event: moved.update({asked.get(event["requestId"], ""): int(event["encodedDataLength"])}))
    answer = page.goto(to, wait_until="networkidle" if to.endswith(tuple(HEAVY)) else "load")
    assert answer is not None
    assert answer.ok, to
    wire.detach()
    return moved


def opened(page: Page, to: str) -> int:
    """The same, together."""
    return sum(came(page, to).values())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("route", ROUTES)
def test_a_page(visitor: Visitor, lines: dict[str, int], route: str, language: str) -> None:
    """Axe takes most of the time, so it looks at a page wide and light in one language, narrow and dark in the other."""
    to = f"/{language}{address(route, lines)}"
    if not is_page(visitor.base + to):
        return
    wide = language == LANGUAGES[0]
    page = visitor.page(wide=wide, dark=not wide)
    moved = opened(page, to)
    assert 0 < moved < FIRST_LOAD
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() == 1
    assert violations(page) == []
    if wide:
        by_keyboard(page)
    for size in (WIDE, NARROW) if wide else (NARROW, WIDE):  # as it is, then as it is not
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert too_wide(page) == []
        if size is NARROW:
            assert too_small(page) == []


def by_keyboard(page: Page) -> None:
    """The keyboard reaches the content at once, and goes on through it in its order, seen at each step."""
    if not focused(page)["main"]:  # a page may begin at its field
        page.keyboard.press("Tab")
        assert focused(page)["text"] == "Langsung ke isi"
        page.keyboard.press("Enter")
        assert focused(page)["id"] == "main"
    stops = page.evaluate(
        """() => [...document.querySelectorAll(
            "main :is(a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex])"
          )].filter(e => e.checkVisibility() && !e.disabled && e.tabIndex >= 0).length"""
    )
    for _ in range(min(stops - 1, 4)):
        page.keyboard.press("Tab")
        now = focused(page)
        assert now["main"], now
        assert now["seen"], now
    before = page.evaluate("[...document.querySelectorAll('[tabindex]')].filter(e => e.tabIndex > 0).map(e => e.outerHTML.slice(0, 120))")
    assert before == [], "the keyboard goes by the order of the page"


@pytest.mark.parametrize("route", ROUTES)
def test_a_page_without_scripts(visitor: Visitor, lines: dict[str, int], route: str) -> None:
    to = f"/en{address(route, lines)}"
    if not is_page(visitor.base + to):
        return
    page = visitor.page(scripts=False)
    page.goto(to)
    assert len(page.locator("main").inner_text()) > 80
    assert page.locator("h1").is_visible()


def test_the_header_leads_everywhere_by_keyboard(visitor: Visitor) -> None:
    page = visitor.page()
    page.goto("/en/")
    reached = []
    for _ in range(11):
        page.keyboard.press("Tab")
        reached.append(focused(page))
    assert all(stop["seen"] for stop in reached)
    texts = [stop["text"].split("\n")[0] for stop in reached]
    for wanted in ("Ikrar", "Ledger", "Processes", "Actors", "Timeline", "Map", "Import", "Indonesia"):
        assert wanted in texts, texts
    assert "q" in [stop["name"] for stop in reached]


LEFT = """() => [document.cookie, name, localStorage.length, sessionStorage.length, history.length, innerWidth,
  matchMedia("(prefers-color-scheme: dark)").matches, matchMedia("print").matches, document.querySelectorAll(":hover").length]"""
"""What a window may keep of what was done in it."""


def test_a_window_that_is_used_again_is_as_new(browser: Any, room: Room) -> None:
    first, second = Visitor(browser, room.base), Visitor(browser, room.base)
    new = first.page(own=True)
    first_load = came(new, "/en/")
    new.mouse.move(-1, -1)  # a browser without a face points at the first corner of a new page
    expected, next_load = new.evaluate(LEFT), came(new, "/en/actors")
    assert sum(next_load.values()) < sum(first_load.values()) / 2  # for what all pages share is kept
    used = first.page(wide=False, dark=True)
    used.route("**/en/", lambda route: route.abort())
    used.goto("/en/actors")
    used.goto("/en/events")
    used.evaluate("document.cookie = 'a=b'; localStorage.setItem('a', 'b'); sessionStorage.setItem('a', 'b'); name = 'used'")
    used.locator("h1").hover()
    used.emulate_media(media="print")
    assert used.evaluate(LEFT)[:8] == ["a=b", "used", 1, 1, 3, NARROW["width"], True, True]
    first.close()
    again = second.page()
    assert again is used
    next_load = came(again, "/en/")
    assert [url for url in first_load if next_load.get(url, 0) < first_load[url] - 500 and "/icon." not in url] == []  # all is asked for
    assert again.evaluate(LEFT) == expected
    used.evaluate("console.error('said to the second')")
    assert (first.wrong, [said.partition(": ")[2] for said in second.wrong]) == ([], ["said to the second"])
    second.close()


def test_the_browser_is_as_the_tests_say(visitor: Visitor) -> None:
    assert "--headless" in FLAGS
    page = visitor.page()
    page.goto("/")
    assert page.url.endswith(("/en/", "/id/"))
    assert page.viewport_size == WIDE
