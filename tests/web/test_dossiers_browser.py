"""Negotiations, actors and search in a browser, as a person uses them: with the keyboard alone, with and without scripts."""

from __future__ import annotations

import re

import pytest
from browsing import Visitor, tab_to
from playwright.sync_api import expect

SAYS = {
    "id": {
        "talks": "Dialog Strategis AS-Irak",
        "round": "Putaran 3",
        "kept": "ditepati",
        "broken": "dilanggar",
        "merge": "Gabung dengan pelaku lain",
        "undo": "Urungkan",
    },
    "en": {
        "talks": "Iraq Strategic Dialogue",
        "round": "Round 3",
        "kept": "kept",
        "broken": "broken",
        "merge": "Merge with another actor",
        "undo": "Undo",
    },
}
LANGUAGES = sorted(SAYS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scripts", [True, False])
def test_the_story_of_a_negotiation_is_read(visitor: Visitor, language: str, scripts: bool) -> None:
    page, says = visitor.page(scripts=scripts), SAYS[language]
    page.goto(f"/{language}/processes")
    page.get_by_role("link", name=says["talks"]).focus()
    page.keyboard.press("Enter")
    story = page.locator(".story > li")
    expect(story).to_have_count(4)
    third = story.filter(has=page.get_by_role("heading", name=says["round"]))
    expect(third.locator(".promise")).to_have_count(2)
    expect(third.locator(".promise").nth(0)).to_contain_text(says["kept"])
    expect(third.locator(".promise").nth(1)).to_contain_text(says["broken"])
    expect(third.locator(".promise").nth(1).locator(".act")).to_have_count(3)


@pytest.mark.parametrize("language", LANGUAGES)
def test_actors_are_merged_and_that_is_undone(coder: Visitor, language: str) -> None:
    page, says = coder.page(), SAYS[language]
    page.goto(f"/{language}/a/37")
    tab_to(page, tag="summary", text=says["merge"])
    page.keyboard.press("Enter")
    tab_to(page, tag="input", name="words")
    found = page.locator("#merge input[type=radio]")
    for words, many in (("Tentara Chad", 1), ("zzz", 0), ("Idriss", 1)):  # each time another name is searched, and the reason stays
        page.locator("input[name=words]").fill(words)
        page.keyboard.press("Enter")
        expect(page.locator("input[name=searched]")).to_have_value(words)
        expect(found).to_have_count(many)
        if words == "Tentara Chad":
            page.locator("input[name=why]").fill("one and the same")
    tab_to(page, tag="input", name="other")
    page.keyboard.press("Space")
    tab_to(page, tag="input", name="why")
    expect(page.locator("input[name=why]")).to_have_value("one and the same")
    page.keyboard.press("Enter")
    expect(page.locator(".done")).to_be_visible()
    expect(page.locator(".decided")).to_contain_text("one and the same")
    tab_to(page, tag="button", text=says["undo"])
    page.keyboard.press("Enter")
    expect(page.locator(".done")).to_be_visible()
    expect(page.locator(".decided")).to_have_count(0)


def test_actors_are_merged_without_scripts(coder: Visitor) -> None:
    page = coder.page(scripts=False)
    page.goto("/en/a/37")
    page.locator("#merge summary").click()
    page.locator("input[name=words]").fill("Tentara")
    page.locator("#merge button", has_text="Search").click()
    page.locator("input[name=why]").fill("one and the same")
    page.locator("#merge button", has_text="Search").click()
    page.locator("input[name=other]").first.check()
    page.locator("input[name=why]").press("Enter")
    expect(page.locator(".done")).to_be_visible()


def test_the_graph_says_what_its_table_says(visitor: Visitor) -> None:
    drawn, read = visitor.page(), visitor.page(scripts=False)
    for page in (drawn, read):
        page.goto("/id/a/37")
        expect(page.locator("#partners tbody tr").first).to_contain_text("Chad")
    expect(drawn.locator("#web canvas").first).to_be_visible()
    expect(read.locator("#web")).to_be_hidden()


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_searched_from_any_page(visitor: Visitor, language: str) -> None:
    page = visitor.page(wide=False)
    page.goto(f"/{language}/actors")
    tab_to(page, tag="input", id="q")
    page.keyboard.type("tarik pasukan")
    page.keyboard.press("Enter")
    expect(page.locator("mark", has_text="menarik").first).to_be_visible()
    expect(page).to_have_url(f"{visitor.base}/{language}/search?q=tarik+pasukan")


def test_events_are_filtered_and_the_address_says_how(visitor: Visitor) -> None:
    page = visitor.page()
    page.goto("/en/events")
    page.locator("select[name=type]").select_option("ASSAULT")
    expect(page.locator("#found tbody tr")).not_to_have_count(0)
    page.wait_for_url("**/events?**type=ASSAULT**")
    rows = page.locator("#found tbody tr").all_inner_texts()
    again = visitor.page(scripts=False)
    again.goto(page.url)
    assert again.locator("#found tbody tr").all_inner_texts() == rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_facets_follow_the_filters_of_the_ledger(visitor: Visitor, language: str) -> None:
    """Filtering keeps the place of who types; a facet then keeps the filter, and the way back leads through both."""
    page = visitor.page()
    page.goto(f"/{language}/")
    page.locator("input[name=by]").fill("IRQ")
    page.keyboard.press("Tab")
    expect(page.locator(".facets a").first).to_contain_text("3")
    expect(page).to_have_url(f"{visitor.base}/{language}/?by=IRQ")
    assert page.evaluate("document.activeElement.name") == "to"
    page.locator(".facets .is-breached").click()
    expect(page).to_have_url(f"{visitor.base}/{language}/?by=IRQ&status=breached")
    expect(page.locator("#found tbody tr")).to_have_count(1)
    page.go_back()
    expect(page.locator("#found tbody tr")).to_have_count(3)
    expect(page.locator("input[name=by]")).to_have_value("IRQ")
    page.locator(".clear").click()
    expect(page.locator(".due")).to_be_visible()
    expect(page).to_have_url(f"{visitor.base}/{language}/")


def test_a_merge_is_taken_back_once_and_who_comes_second_is_told(coder: Visitor) -> None:
    """Of two windows with the same page: the head of the page says what was done, not the place of the form."""
    page, other = coder.page(), coder.page()
    page.goto("/en/a/37?words=Idriss")
    page.locator("input[name=other]").first.check()
    page.locator("input[name=why]").fill('O\'Neil "said" <b>so</b>')
    page.locator("#merge button", has_text="Merge").click()
    expect(page).to_have_url(f"{coder.base}/en/a/37?done=merged#main")
    expect(page.locator(".decided")).to_contain_text('O\'Neil "said" <b>so</b>')
    other.goto("/en/a/37")
    page.locator(".decided button").click()
    expect(page.locator(".decided")).to_have_count(0)
    other.locator(".decided button").click()
    expect(other.get_by_role("alert")).to_contain_text("was undone already")
    expect(other.locator(".decided")).to_have_count(0)
    coder.wrong = [wrong for wrong in coder.wrong if "422" not in wrong]  # what the console says of the second


def test_lines_of_a_note_stay_lines(coder: Visitor) -> None:
    page = coder.page(wide=False)
    page.goto("/id/c/1")
    page.locator("#note textarea").fill("baris satu\nbaris dua")
    page.locator("#note button").click()
    expect(page.locator(".remarks p").first).to_have_text(re.compile(r"baris satu\s+baris dua"))
    assert page.locator(".remarks p").first.inner_text() == "baris satu\nbaris dua"
