"""A running site and a browser that looks at it, for tests: what is asked of every page is asked here."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import uvicorn
from playwright.sync_api import Browser, Error, Page, sync_playwright

from ikrar.ledger import Ledger
from ikrar.web.app import build
from ikrar.web.site import Site

BROWSERS: Final = (Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium"))
"""Debian's Chromium without a face, which does all that tests ask for two thirds of the work; or the whole of it."""
CHROMIUM: Final = next((browser for browser in BROWSERS if browser.is_file()), BROWSERS[0])
FLAGS: Final = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update "
    "--disable-sync"
).split()
TODAY: Final = date(2024, 6, 30)
"""The day on which the sample is read (expected.yaml)."""
WIDE: Final = {"width": 1280, "height": 800}
NARROW: Final = {"width": 390, "height": 844}
EMPTIEST: Final = "/static/signin.css"
"""Where a window waits to be used again. To a browser that is the same site still: one that has been elsewhere, if only on a page with
nothing on it, gets a new renderer at its next visit, and that begins by learning what axe is."""
AXE: Final = Path(__file__).parent / "vendor" / "axe.min.js"


class Room:
    """A reading room that is served while a test looks at it."""

    def __init__(self, ledger: Ledger, port: int) -> None:
        self.ledger = ledger
        self.base = f"http://127.0.0.1:{port}"


def opened_door(port: int = 0) -> socket.socket:
    """Where a site can be asked for, on a port that is free where none is named."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind(("127.0.0.1", port))
    listening.listen()  # who comes before the server is up waits
    return listening


@contextmanager
def served(book: Path, make: Callable[[Site], Any] = build, door: socket.socket | None = None) -> Iterator[Room]:
    """The site over a ledger, in a thread; at a ``door`` that others are asked for at later, or one of its own."""
    ledger = Ledger(str(book))
    listening = opened_door() if door is None else door.dup()  # the server closes it
    config = uvicorn.Config(make(Site(ledger, "tester", today=lambda: TODAY)), log_level="warning", lifespan="off", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield Room(ledger, listening.getsockname()[1])
    finally:
        server.should_exit = True
        server.force_exit = True  # a browser may keep its connections open
        thread.join(10)
        listening.close()
        ledger.close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium. One is enough for all tests: each gets windows in which nothing is left of what others did."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield browser
        finally:
            _FREE.clear()
            browser.close()


_FREE: dict[tuple[Browser, str, bool], list[Page]] = {}
"""Windows to be used again. One with a renderer of its own costs as much as all that most tests do in it; one that was used knows what
axe is in a fraction of the time. By their browser, the site that is looked at, and whether there are scripts."""


def _cleared(page: Page, base: str) -> bool:
    """Leaves nothing in a window of what was done in it: whether that succeeded."""
    try:
        if len(page.context.pages) > 1 or page.is_closed():
            return False
        page.unroute_all()
        page.mouse.move(-1, -1)  # nothing is pointed at
        if page.url.startswith(base):
            page.evaluate("name = ''; try { sessionStorage.clear() } catch { }")
        page.goto(f"{base}{EMPTIEST}" if base.startswith("http") else "about:blank")
        page.context.clear_cookies()
        wire = page.context.new_cdp_session(page)
        wire.send("Page.resetNavigationHistory")
        wire.send("Network.clearBrowserCache")
        if base.startswith("http"):
            wire.send("Storage.clearDataForOrigin", {"origin": base, "storageTypes": "all"})
        wire.detach()
    except Error:
        return False
    return True


class Visitor:
    """Somebody who looks at a site with a browser, and notes all that goes wrong on the way."""

    def __init__(self, browser: Browser, base: str) -> None:
        self.browser = browser
        self.base = base
        self.site = base if base.startswith("http") else "file:"  # to a browser all files are of one
        self.wrong: list[str] = []
        """Errors on the console and in scripts, and what was asked of anybody but the server."""
        self._windows: list[tuple[Page, list[Page] | None, dict[str, Callable[[Any], None]]]] = []
        """Each with where it goes when it is used no more, and what is told of it meanwhile."""

    def page(self, *, wide: bool = True, scripts: bool = True, dark: bool = False, own: bool = False, **more: Any) -> Page:
        """A window with nothing kept from others. ``own``: one that nobody uses afterwards, for who changes more of it than `_cleared`
        knows; ``more`` goes to ``Browser.new_context``, and makes it one's own too."""
        free = None if own or more else _FREE.setdefault((self.browser, self.site, scripts), [])
        size: Any = WIDE if wide else NARROW
        if free:
            page = free.pop()
            page.set_viewport_size(size)
        else:
            page = self.browser.new_context(base_url=self.base, viewport=size, java_script_enabled=scripts, **more).new_page()
        page.emulate_media(media="null", color_scheme="dark" if dark else "light", reduced_motion="reduce")
        page.set_default_timeout(30_000)
        told: dict[str, Callable[[Any], None]] = {
            "console": lambda said: self.wrong.append(f"{page.url}: {said.text}") if said.type == "error" else None,
            "pageerror": lambda error: self.wrong.append(f"{page.url}: {error}"),
            "request": lambda request: self._asked(request.url),
        }
        for what, note in told.items():
            page.on(what, note)  # type: ignore[call-overload]
        self._windows.append((page, free, told))
        return page

    def _asked(self, url: str) -> None:
        if not url.startswith((f"{self.base}/", "data:", "blob:")):
            self.wrong.append(f"asked {url}")

    def close(self) -> None:
        """Leaves all windows."""
        while self._windows:
            page, free, told = self._windows.pop()
            for what, note in told.items():
                page.remove_listener(what, note)
            if free is not None and _cleared(page, self.base):
                free.append(page)
            else:
                page.context.close()


@cache
def _axe() -> str:
    return AXE.read_text("utf-8")


def violations(page: Page) -> list[str]:
    """What axe finds wrong with a page as it stands, one line each, with where."""
    page.wait_for_load_state()  # with its style sheets
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(_axe())
    found = page.evaluate("axe.run({resultTypes: ['violations'], preload: false})")["violations"]  # it would ask for style sheets itself
    return [f"{rule['id']}: {rule['help']}: {node['target']} {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def too_wide(page: Page) -> Any:
    """What makes a page scroll sideways: nothing, if it does not. What scripts draw may take a moment to follow the window."""
    found = page.evaluate(_WIDE)
    for _ in range(20):
        if not found:
            break
        page.wait_for_timeout(100)
        found = page.evaluate(_WIDE)
    return found


_WIDE: Final = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const out = [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > wide + 1);
  return ["scrolls sideways", ...out.slice(0, 8).map(e => e.outerHTML.slice(0, 120))];
}"""


def too_small(page: Page) -> Any:
    """What is hard to hit with a finger: buttons and fields less than 44 pixels high."""
    return page.evaluate(
        """() => [...document.querySelectorAll("button, select, input:not([type=hidden], [type=checkbox], [type=radio]), .button, summary")]
          .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 43.5 && e.getBoundingClientRect().height > 1)
          .map(e => `${Math.round(e.getBoundingClientRect().height)} px high: ${e.outerHTML.slice(0, 120)}`)"""
    )


def focused(page: Page) -> Any:
    """What has the focus: its tag, its text or label, and whether that can be seen."""
    return page.evaluate(
        """() => {
          const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
          return {
            tag: e.tagName.toLowerCase(), id: e.id, name: e.getAttribute("name"),
            text: (e.innerText || e.getAttribute("aria-label") || "").trim(),
            seen: style.outlineStyle !== "none" && style.outlineWidth !== "0px" && box.width > 0 && box.height > 0,
            main: !!e.closest("main"),
          };
        }"""
    )


def tab_to(page: Page, **wanted: str) -> None:
    """Goes on with the tabulator until what is wanted has the focus; fails where it cannot be seen."""
    for _ in range(150):
        page.keyboard.press("Tab")
        now: dict[str, Any] = focused(page)
        if all(wanted_ in (now[key] or "") for key, wanted_ in wanted.items()):
            assert now["seen"], now
            return
    raise AssertionError(f"nothing has {wanted}")
