"""What people do on the page of a promise, of a document and in the paste box, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from browsing import NARROW, Room, Visitor, focused, too_small, too_wide, violations
from playwright.sync_api import Page, expect

from ikrar.ledger import ask
from ikrar.ledger import page as pages
from ikrar.web.speak import LANGUAGES, speaker

TODAY = date(2024, 6, 30)
NEWS = "JAKARTA - Indonesia berjanji mengirim bantuan kemanusiaan ke Sudan sebelum 1 Mei 2024.\n\nSitus slot gacor maxwin"


def contested(room: Room) -> Any:
    """A promise of which both readings stand."""
    with room.ledger.read() as c:
        (row, *_) = ask.list_commitments(c, TODAY, status=["contested"])
        return pages.page(c, row["id"], TODAY)


def refused(visitor: Visitor) -> None:
    """What was typed was refused, which a browser notes as something wrong: it was not."""
    visitor.wrong = [said for said in visitor.wrong if "status of 422" not in said]


def tab_to(page: Page, wanted: Callable[[Any], bool], most: int = 120) -> None:
    """Goes on with the keyboard to what is wanted; everything on the way can be seen to have the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        at = focused(page)
        if wanted(at):
            assert at["seen"]
            return
    raise AssertionError("the keyboard does not get there")


def lit(page: Page) -> list[str]:
    """The keys of the cards that are lit up, and whether any words are."""
    cards = page.locator(".entry.lit").evaluate_all("all => all.map(e => e.dataset.of)")
    return [*cards, *(["words"] if page.locator("#text .lit").count() else [])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_promise_is_judged_by_keyboard_and_the_word_taken_back(coder: Visitor, own_room: Room, language: str) -> None:
    promise, t = contested(own_room), speaker(language)
    page = coder.page()
    page.goto(f"/{language}/c/{promise['id'][2:]}")
    expect(page.locator(".own")).to_contain_text(promise["quote"])
    tab_to(page, lambda at: at["name"] == "why")
    page.keyboard.type("Komisi gencatan senjata, 12 Maret")
    tab_to(page, lambda at: at["text"] == t("c.accept"))
    page.keyboard.press("Enter")
    expect(page.locator(".done")).to_contain_text(t("done"))
    expect(page.locator(".stand .status")).to_have_class("status is-contested confirmed")
    expect(page.locator(".history")).to_contain_text("Komisi gencatan senjata, 12 Maret")
    assert violations(page) == []
    tab_to(page, lambda at: at["text"] == t("undo"))
    page.keyboard.press("Enter")
    expect(page.locator(".stand .status")).to_have_class("status is-contested machine")
    expect(page.locator(".history .taken")).to_have_count(1)


@pytest.mark.parametrize("scripts", [True, False])
def test_evidence_leads_to_its_words(visitor: Visitor, room: Room, scripts: bool) -> None:
    evidence = contested(room)["bears"][0]
    page = visitor.page(scripts=scripts, wide=False)
    page.goto(f"/id/c/{contested(room)['id'][2:]}")
    page.locator(f"article#{evidence['event']}-{evidence['side']} footer a").first.click()
    expect(page.locator("#at")).to_be_in_viewport()
    assert "".join(page.locator(".text .at").all_inner_texts()) == evidence["quote"]


@pytest.mark.parametrize("scripts", [True, False])
def test_a_status_needs_a_reason_and_what_was_said_stays(coder: Visitor, own_room: Room, scripts: bool) -> None:
    page = coder.page(scripts=scripts)
    page.goto(f"/en/c/{contested(own_room)['id'][2:]}")
    page.locator("summary", has_text="Say another status").click()
    page.get_by_label("Status").select_option("lapsed")
    page.get_by_role("button", name="Say so").click()
    expect(page.get_by_role("alert")).to_have_text("Give a reason.")
    refused(coder)
    assert page.get_by_label("Status").input_value() == "lapsed"
    page.locator("#decide textarea[name=why]").fill("the offer ran out")
    page.get_by_role("button", name="Say so").click()
    expect(page.locator(".stand .status")).to_have_class("status is-lapsed confirmed")


def test_the_citation_is_copied(visitor: Visitor) -> None:
    page = visitor.page(permissions=["clipboard-read", "clipboard-write"])
    page.goto("/en/c/1")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.get_by_label("Citation").input_value()


def test_text_and_record_light_each_other_up(visitor: Visitor) -> None:
    page = visitor.page()
    page.goto("/id/d/4")
    card = page.locator(".entry.is-commitment").first
    key = card.get_attribute("data-of")
    card.hover()
    assert lit(page) == [key, "words"]
    assert violations(page) == []
    page.locator("h1").hover()
    assert lit(page) == []
    page.locator(f'.text a[href="#{key}"]').hover()
    assert key in lit(page)
    page.locator("h1").hover()
    page.locator(f'.text a[href="#{key}"]').focus()
    assert key in lit(page)
    card.locator("a").first.focus()
    assert lit(page) == [key, "words"]
    page.locator(f'.text a[href="#{key}"]').click()
    expect(card).to_be_in_viewport()


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_are_selected_become_a_line(coder: Visitor, own_room: Room, language: str) -> None:
    t = speaker(language)
    page = coder.page()
    page.goto(f"/{language}/d/4")
    last = page.locator(".text p").last
    last.click(click_count=3)
    page.get_by_role("toolbar").get_by_role("button", name=t.code("line", "commitment")).click()
    assert page.get_by_label(t("hand.words")).input_value() == last.inner_text()
    page.keyboard.type("IRQ:GOV")  # who: the field that has the focus now
    page.get_by_label(t("hand.provision")).select_option("talks")
    page.get_by_role("button", name=t("hand.add")).click()
    expect(page.locator(".done")).to_contain_text(t("done"))
    added = page.locator(page.url[page.url.index("#") :])
    expect(added).to_contain_text(t.code("provision", "talks"))
    with own_room.ledger.read() as c:
        found = pages.page(c, str(added.get_attribute("id")).upper(), TODAY)
    assert found is not None and found["quote"] == last.inner_text() and found["document"]["id"] == "D-4"


def test_words_are_typed_where_there_are_no_scripts(coder: Visitor) -> None:
    page = coder.page(scripts=False, wide=False)
    page.goto("/en/d/4")
    page.locator("#by-hand summary").click()
    page.get_by_label("Words of the text").fill("such words are not there")
    page.get_by_label("Who (").fill("IRQ")
    page.get_by_role("button", name="Add to the ledger").click()
    expect(page.get_by_role("alert")).to_contain_text("not in the text")
    refused(coder)
    assert page.get_by_label("Words of the text").input_value() == "such words are not there"
    page.get_by_label("Words of the text").fill("putaran keempat Dialog Strategis")
    page.get_by_role("radio", name="event").check()
    page.get_by_label("Type of event").select_option("CONSULT")
    page.get_by_role("button", name="Add to the ledger").click()
    expect(page.locator(".done")).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_any_text_is_read_by_keyboard_and_then_kept(coder: Visitor, language: str) -> None:
    t = speaker(language)
    page = coder.page()
    page.goto(f"/{language}/try")
    tab_to(page, lambda at: at["name"] == "text")
    page.keyboard.insert_text(NEWS)
    tab_to(page, lambda at: at["text"] == t("try.read"))
    page.keyboard.press("Enter")
    expect(page.locator(".entry.is-commitment").first).to_contain_text("bantuan kemanusiaan", timeout=60_000)
    expect(page.locator(".text .drop")).to_contain_text("maxwin")
    assert page.locator("textarea[name=text]").input_value() == NEWS
    assert violations(page) == []
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    assert too_wide(page) == [] and too_small(page) == []
    page.get_by_role("button", name=t("try.keep")).click()
    page.wait_for_url("**/d/29#main")
    expect(page.locator(".entry.is-commitment").first).to_contain_text("bantuan kemanusiaan")
