"""A dossier opened from a memory stick, and pages on paper, in a browser."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from browsing import NARROW, WIDE, Visitor, focused, too_wide, violations
from playwright.sync_api import Page, expect

from ikrar.ledger import Ledger
from ikrar.web.dossier import write

SAYS = {
    "id": {"talks": "Dialog Strategis AS-Irak", "met": "menteri luar negeri", "print": "Untuk dicetak", "skip": "Langsung ke isi"},
    "en": {"talks": "Iraq Strategic Dialogue", "met": "foreign minister", "print": "To print", "skip": "Skip to content"},
}
LANGUAGES = sorted(SAYS)
PAPER = {"width": 680, "height": 1000}  # A4 within its margins, in pixels of CSS


@pytest.fixture(scope="module")
def sticks(sample_book: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Of each language the folder of a dossier in it."""
    folder = tmp_path_factory.mktemp("stick")
    ledger = Ledger(str(sample_book))
    for language in LANGUAGES:
        write(ledger, "P-1", folder / language, language, date(2024, 6, 30))
    ledger.close()
    return {language: folder / language for language in LANGUAGES}


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_dossier_is_read_from_a_memory_stick(browser: Any, sticks: dict[str, Path], language: str, scripts: bool) -> None:
    stick, says = sticks[language], SAYS[language]
    visitor = Visitor(browser, f"file://{stick}")
    page = visitor.page(scripts=scripts)
    page.goto(f"file://{stick}/index.html")
    assert page.locator("html").get_attribute("lang") == language
    expect(page.locator("h1")).to_have_text(says["talks"])
    expect(page.locator(".story .promise").first).to_be_visible()
    assert says["met"] in page.locator(".met").first.inner_text()
    page.locator(".promise h3 a").first.click()
    expect(page.locator("blockquote.own")).to_be_visible()
    page.locator("blockquote.own footer a").first.click()
    expect(page.locator("#text")).to_be_visible()
    assert "#at-" in page.url
    page.get_by_role("link", name=says["print"]).click()
    expect(page.locator("#documents")).to_be_visible()
    page.get_by_role("link", name="Ikrar", exact=True).click()
    expect(page.locator("h1")).to_have_text(says["talks"])
    visitor.close()
    assert visitor.wrong == []


def on(page: Page, link: Any, most: int = 150, *, key: str = "Tab") -> None:
    """Goes on with the tabulator until a link has the focus, and through it; each stop on the way is seen."""
    link = link.element_handle()
    for _ in range(most):
        page.keyboard.press(key)
        assert focused(page)["seen"], focused(page)
        if link.evaluate("e => e === document.activeElement"):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"the keyboard does not come to {link.inner_text()}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_dossier_is_read_by_keyboard_alone(browser: Any, sticks: dict[str, Path], language: str) -> None:
    stick, says = sticks[language], SAYS[language]
    visitor = Visitor(browser, f"file://{stick}")
    page = visitor.page(scripts=False)
    page.goto(f"file://{stick}/index.html")
    on(page, page.get_by_role("link", name=says["skip"]), 1)
    on(page, page.locator(".promise h3 a").first)
    page.wait_for_url("**/c-*.html")
    on(page, page.locator("blockquote.own footer a").first)
    page.wait_for_url("**/d-*.html#at-*")
    expect(page.locator("#text")).to_be_visible()
    on(page, page.get_by_role("link", name=says["print"]), key="Shift+Tab")
    page.wait_for_url("**/print.html")
    on(page, page.get_by_role("link", name="Ikrar", exact=True))
    page.wait_for_url("**/index.html")
    expect(page.locator("h1")).to_have_text(says["talks"])
    visitor.close()
    assert visitor.wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_a_dossier_looks_right(browser: Any, sticks: dict[str, Path], language: str) -> None:
    stick = sticks[language]
    visitor = Visitor(browser, f"file://{stick}")
    page = visitor.page()
    for name in ("index.html", "c-1.html", "a-2.html", "d-1.html", "print.html"):
        page.goto(f"file://{stick}/{name}")
        for size in (WIDE, NARROW):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            assert too_wide(page) == [], name
        assert violations(page) == [], name
    visitor.close()
    assert visitor.wrong == []


@pytest.mark.parametrize("to", ["/", "/c/1", "/p/1", "/a/2", "/d/1", "/e/110"])
def test_paper_is_no_narrow_screen(visitor: Visitor, to: str) -> None:
    page = visitor.page()
    page.goto(f"/id{to}")
    page.set_viewport_size(PAPER)  # type: ignore[arg-type]
    page.emulate_media(media="print")
    assert too_wide(page) == []
    expect(page.locator("header.top")).to_be_hidden()
    assert page.locator("main form:visible, main button:visible").count() == 0
    for table in page.locator("main table:visible").all():
        assert table.evaluate("e => getComputedStyle(e).display") == "table"
    assert page.pdf(format="A4").startswith(b"%PDF")
