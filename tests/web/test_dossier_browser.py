"""A dossier opened from a memory stick, and pages on paper, in a browser."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from browsing import NARROW, WIDE, Visitor, too_wide, violations
from playwright.sync_api import expect

from ikrar.ledger import Ledger
from ikrar.web.dossier import write

PAPER = {"width": 680, "height": 1000}  # A4 within its margins, in pixels of CSS


@pytest.fixture(scope="module")
def stick(sample_book: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stick") / "dossier"
    ledger = Ledger(str(sample_book))
    write(ledger, "P-1", folder, "id", date(2024, 6, 30))
    ledger.close()
    return folder


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_dossier_is_read_from_a_memory_stick(browser: Any, stick: Path, scripts: bool) -> None:
    visitor = Visitor(browser, f"file://{stick}")
    page = visitor.page(scripts=scripts)
    page.goto(f"file://{stick}/index.html")
    expect(page.locator("h1")).to_have_text("Dialog Strategis AS-Irak")
    expect(page.locator(".story .promise").first).to_be_visible()
    assert "menteri luar negeri" in page.locator(".met").first.inner_text()
    page.locator(".promise h3 a").first.click()
    expect(page.locator("blockquote.own")).to_be_visible()
    page.locator("blockquote.own footer a").first.click()
    expect(page.locator("#text")).to_be_visible()
    assert "#at-" in page.url
    page.get_by_role("link", name="Untuk dicetak").click()
    expect(page.locator("#documents")).to_be_visible()
    page.get_by_role("link", name="Ikrar", exact=True).click()
    expect(page.locator("h1")).to_have_text("Dialog Strategis AS-Irak")
    visitor.close()
    assert visitor.wrong == []


def test_every_page_of_a_dossier_looks_right(browser: Any, stick: Path) -> None:
    visitor = Visitor(browser, f"file://{stick}")
    page = visitor.page(bypass_csp=True)
    for name in ("index.html", "c-1.html", "a-2.html", "print.html"):
        page.goto(f"file://{stick}/{name}")
        for size in (WIDE, NARROW):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            assert too_wide(page) == [], name
        assert violations(page) == [], name
    visitor.close()
    assert visitor.wrong == []


@pytest.mark.parametrize("to", ["/", "/c/1", "/p/1", "/a/2", "/d/1", "/e/108"])
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
