"""The work of a desk as people do it, in a browser: deciding card after card by keys, adding reports, signing in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from socket import socket
from typing import Any

import pytest
from argon2 import PasswordHasher
from browsing import NARROW, TODAY, Room, Visitor, focused, served, tab_to, too_small, too_wide, violations
from playwright.sync_api import Page, expect

from ikrar.ledger import Ledger, cards, queue, users
from ikrar.web.app import build
from ikrar.web.site import Site

SECRET = "kuda nil di sungai"
REPORT = "Ruritania dan Borduria sepakat untuk menarik seluruh pasukan mereka dari lembah Tamak, menurut pernyataan bersama pada Rabu."
WORDS = {
    "id": {
        "done": "Diputuskan.",
        "undone": "Keputusan ditarik kembali.",
        "overtaken": "Jawaban Anda belum dicatat",
        "read": "Selesai dibaca",
        "begin": "Baca",
        "back": "Tarik kembali pemasukan ini",
        "out": "Ya, tarik kembali",
    },
    "en": {
        "done": "Decided.",
        "undone": "Taken back.",
        "overtaken": "Your answer was not written down",
        "read": "All read",
        "begin": "Read",
        "back": "Take back this import",
        "out": "Yes, take them out",
    },
}


def waiting(ledger: Ledger) -> list[str]:
    with ledger.read() as c:
        return [cards.key(item) for item in queue.waiting(c, TODAY)]


def title(page: Page) -> str:
    """The line that the card is of."""
    return page.title().partition(": ")[2].partition(" ")[0].rstrip(",")


@pytest.mark.parametrize("language", ["id", "en"])
def test_cards_are_decided_by_keys_alone(coder: Visitor, own_room: Room, language: str) -> None:
    words, keys = WORDS[language], waiting(own_room.ledger)
    page = coder.page()
    page.goto(f"/{language}/review")
    assert title(page) == keys[0]
    page.keyboard.press("j")
    expect(page).to_have_url(f"{coder.base}/{language}/review?card={keys[1]}")
    page.keyboard.press("k")
    page.wait_for_url(f"**card={keys[0]}")
    page.keyboard.press("a")  # accept, and on to the next
    page.wait_for_url("**done=*")
    assert title(page) == keys[1]
    expect(page.locator("#told")).to_contain_text(words["done"])
    expect(page.locator("#told")).to_contain_text(keys[0])
    expect(page.locator("#said")).to_contain_text(words["done"])  # and is read out
    assert keys[0] not in waiting(own_room.ledger)
    page.keyboard.press("u")
    page.wait_for_url("**undone=*")
    assert title(page) == keys[0]
    expect(page.locator("#told")).to_contain_text(words["undone"])
    assert keys[0] in waiting(own_room.ledger)
    page.keyboard.press("e")  # say oneself what stands
    assert focused(page)["name"] == "status"
    page.keyboard.press("Escape")
    page.locator("select[name=status]").select_option("contested")
    page.locator("button[value=e]").press("Enter")
    page.wait_for_url("**done=*")
    for key in ("x", "c"):
        before = page.url
        page.keyboard.press(key)
        page.wait_for_url(lambda url, before=before: url != before and "done=" in url)
    assert len(waiting(own_room.ledger)) <= len(keys) - 2


def test_keys_do_nothing_while_somebody_types(coder: Visitor, own_room: Room) -> None:
    page = coder.page()
    page.goto("/en/review")
    before, at = waiting(own_room.ledger), page.url
    page.locator("textarea[name=why]").focus()
    page.keyboard.type("axcuejk/? because")
    assert page.locator("textarea[name=why]").input_value() == "axcuejk/? because"
    page.keyboard.press("Control+a")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert focused(page)["id"] == "q"
    page.keyboard.type("a")
    assert page.url == at
    assert waiting(own_room.ledger) == before


def test_the_keys_are_told_in_a_dialog_and_can_be_turned_off(coder: Visitor, own_room: Room) -> None:
    page = coder.page()
    page.goto("/en/review")
    page.keyboard.press("?")
    dialog = page.locator("#keys")
    expect(dialog).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("a")  # nothing behind it
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("?")
    page.locator("#keys-off").press("Enter")
    page.keyboard.press("Escape")
    before = waiting(own_room.ledger)
    page.keyboard.press("a")
    page.keyboard.press("j")
    page.reload()
    page.keyboard.press("a")
    page.wait_for_timeout(300)
    assert waiting(own_room.ledger) == before


@pytest.mark.parametrize("language", ["id", "en"])
def test_of_two_at_one_card_the_second_is_told(browser: Any, own_room: Room, language: str) -> None:
    visitor = Visitor(browser, own_room.base)
    first, second = visitor.page(), visitor.page()
    for page in (first, second):
        page.goto(f"/{language}/review")
    first.keyboard.press("c")
    first.wait_for_url("**done=*")
    second.locator("textarea[name=why]").fill("alasan saya")
    second.locator("button[value=x]").click()
    expect(second.get_by_role("alert")).to_contain_text(WORDS[language]["overtaken"])
    expect(second.get_by_role("alert")).to_contain_text("tester")
    expect(second.get_by_role("alert")).to_contain_text("alasan saya")
    assert violations(second) == []
    assert [wrong for wrong in visitor.wrong if "409" not in wrong] == []
    visitor.close()


@pytest.mark.parametrize("language", ["id", "en"])
def test_after_the_back_button_keys_answer_no_other_card(coder: Visitor, own_room: Room, language: str) -> None:
    page = coder.page(wide=language == "en")
    page.goto(f"/{language}/review")
    page.keyboard.press("j")
    page.wait_for_url("**card=*")
    card = page.url
    page.keyboard.press("c")
    page.wait_for_url("**done=*")
    before = waiting(own_room.ledger)
    page.go_back()
    expect(page.get_by_role("alert")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("x")
    page.wait_for_timeout(300)
    assert page.url == card
    assert waiting(own_room.ledger) == before
    page.keyboard.press("u")
    page.wait_for_url("**undone=*")
    assert len(waiting(own_room.ledger)) == len(before) + 1


def test_cards_are_decided_without_scripts(coder: Visitor, own_room: Room) -> None:
    page = coder.page(scripts=False, wide=False)
    page.goto("/id/review")
    key = title(page)
    page.locator("textarea[name=why]").fill("tanpa skrip")
    page.locator("button[value=x]").click()
    expect(page.locator("#told")).to_contain_text(key)
    page.locator("#told button").click()
    expect(page.locator("#told")).to_contain_text("ditarik kembali")
    assert title(page) == key


@pytest.mark.parametrize("what", ["status", "overdue", "merge"])
def test_every_kind_of_card_is_fit_to_be_used(visitor: Visitor, what: str) -> None:
    page = visitor.page(dark=what == "merge")
    page.goto(f"/id/review?what={what}")
    assert violations(page) == []
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    assert violations(page) == []
    assert too_wide(page) == []
    assert too_small(page) == []


@pytest.mark.parametrize(("language", "scripts"), [("id", True), ("en", True), ("en", False)])
def test_reports_are_added(browser: Any, own_room: Room, tmp_path: Path, language: str, scripts: bool) -> None:
    visitor = Visitor(browser, own_room.base)
    for name, text in (("2021-04-08-a.txt", REPORT), ("b.txt", REPORT), ("c.pdf", "%PDF-1.7"), ("d.txt", f"{REPORT} {language}{scripts}")):
        (tmp_path / name).write_text(text, "utf-8")
    page = visitor.page(scripts=scripts)
    page.goto(f"/{language}/import")
    page.locator("input[type=file]").set_input_files(sorted(path for path in tmp_path.iterdir() if path.suffix in {".txt", ".pdf"}))
    page.locator("form.import button").press("Enter")
    page.wait_for_url("**/import/*")
    expect(page.locator("h1")).to_have_text(WORDS[language]["read"], timeout=60_000)  # by itself, with scripts and without
    for came, many in (("new", 2), ("known", 1), ("failed", 1), ("undated", 1)):
        expect(page.locator(f".counts .came-{came} b")).to_have_text(str(many))
    expect(page.locator(".failed")).to_contain_text("c.pdf")
    if scripts:
        assert violations(page) == []
        page.set_viewport_size(NARROW)  # type: ignore[arg-type]
        assert too_wide(page) == []
        assert too_small(page) == []
    page.locator("table.came a").first.click()
    expect(page.locator("main")).to_contain_text("lembah Tamak")
    assert visitor.wrong == []
    visitor.close()


@pytest.mark.parametrize("wide", [True, False], ids=["wide", "narrow"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_reports_are_added_by_keyboard_alone(coder: Visitor, tmp_path: Path, language: str, wide: bool) -> None:
    """A file and a pasted text; what was wrong is told and nothing of it lost; the import is taken back."""
    words = WORDS[language]
    (tmp_path / "a.txt").write_text(f"{REPORT} {language}", "utf-8")
    page = coder.page(wide=wide, own=True)
    page.on("filechooser", lambda _: None)  # the browser is told now, and not as the key is pressed, that the test chooses
    page.goto(f"/{language}/import")
    tab_to(page, tag="input", name="files")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(tmp_path / "a.txt")
    tab_to(page, tag="textarea", name="text")
    page.keyboard.type("Borduria membuka kedutaan di Klow pada Senin.")
    tab_to(page, tag="input", name="address")
    page.keyboard.type("nowhere:")
    tab_to(page, tag="select", name="language")
    page.keyboard.press("ArrowDown")
    tab_to(page, tag="button", text=words["begin"])
    page.keyboard.press("Enter")
    expect(page.locator("#wrong")).to_contain_text("https://")
    assert violations(page) == []
    assert too_wide(page) == []
    if not wide:
        assert too_small(page) == []
    coder.wrong = [wrong for wrong in coder.wrong if "422" not in wrong]  # what the console says of it
    expect(page.locator(".kept")).to_contain_text("a.txt")
    tab_to(page, tag="input", name="address")
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    tab_to(page, tag="button", text=words["begin"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/import/*")
    expect(page.locator("h1")).to_have_text(words["read"], timeout=60_000)
    expect(page.locator(".counts .came-new b")).to_have_text("2")
    assert violations(page) == []
    assert too_wide(page) == []
    tab_to(page, tag="a", text="a.txt")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("lembah Tamak")
    page.go_back()
    tab_to(page, tag="summary", text=words["back"])
    page.keyboard.press("Enter")
    tab_to(page, tag="button", text=words["out"])
    page.keyboard.press("Enter")
    expect(page.locator(".done")).to_contain_text("2")


@pytest.fixture
def desk(browser: Any, own_book: Path, door: socket) -> Iterator[Room]:
    """A reading room with users."""
    ledger = Ledger(str(own_book))
    made = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(SECRET)
    site = Site(ledger, "x")
    for name, role in (("Rini", "reader"), ("Dewi", "editor")):
        users.add(ledger, name, role, made, site.now())
    ledger.close()
    with served(own_book, build, door) as running:
        yield running


@pytest.mark.parametrize("language", ["id", "en"])
def test_signing_in_by_keyboard_alone(browser: Any, desk: Room, language: str) -> None:
    visitor = Visitor(browser, desk.base)
    page = visitor.page()
    page.goto(f"/{language}/c/1")
    assert focused(page)["name"] == "name"
    assert violations(page) == []
    page.keyboard.type("dewi")
    page.keyboard.press("Tab")
    page.keyboard.type("not this one")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    assert violations(page) == []
    assert focused(page)["name"] == "password"
    page.keyboard.type(SECRET)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{language}/c/1")  # where one wanted to go
    expect(page.locator(".signout")).to_contain_text("Dewi")
    page.locator(".signout button").press("Enter")
    page.wait_for_url(f"**/{language}/signin")
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    assert too_wide(page) == []
    assert too_small(page) == []
    assert [wrong for wrong in visitor.wrong if "401" not in wrong] == []
    visitor.close()


def test_what_was_written_is_sent_after_signing_in_anew(browser: Any, desk: Room) -> None:
    visitor = Visitor(browser, desk.base)
    page = visitor.page(scripts=False)
    page.goto("/en/review")
    page.locator("[name=name]").fill("Dewi")
    page.locator("[name=password]").fill(SECRET)
    page.locator("main button").click()
    key = title(page)
    page.locator("textarea[name=why]").fill("a reason that took long to write")
    page.context.clear_cookies()  # the session is over
    page.locator("button[value=c]").click()
    expect(page.locator("main")).to_contain_text("what you have just written is still here")
    page.locator("[name=name]").fill("Dewi")
    page.locator("[name=password]").fill(SECRET)
    page.locator("main button").click()
    expect(page.locator("textarea")).to_have_value("a reason that took long to write")
    page.locator("main button").click()
    expect(page.locator("#told")).to_contain_text(key)
    visitor.close()
