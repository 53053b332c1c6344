"""The page of a promise, of a document, and the box that reads any text: what they show, take and refuse, without a browser."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from ikrar.ledger import Ledger, ask, page
from ikrar.ledger.enter import add
from ikrar.ledger.safe import check
from ikrar.pipeline import read_text
from ikrar.web.app import build
from ikrar.web.pages.trying import MOST
from ikrar.web.site import Person, Site

TODAY = date(2024, 6, 30)
EVIL = "<script>alert(1)</script>"


class Desk:
    """A ledger with a site over it, and somebody at a page."""

    def __init__(self, ledger: Ledger, role: str = "editor") -> None:
        self.ledger = ledger
        site = Site(ledger, "dewi", today=lambda: TODAY)
        site.owner = Person("dewi", role)
        self.client = TestClient(build(site), follow_redirects=False)

    def get(self, to: str) -> Any:
        return self.client.get(to)

    @cached_property
    def token(self) -> str:
        found = re.search(r'name="token" value="([^"]+)"', self.get("/en/try").text)
        assert found is not None
        return found[1]

    def send(self, to: str, **fields: Any) -> Any:
        return self.client.post(to, data={"token": self.token} | fields)

    def rows(self, **asked: Any) -> list[dict[str, Any]]:
        with self.ledger.read() as c:
            return ask.list_commitments(c, TODAY, **asked)

    def page(self, id_: str) -> Any:
        with self.ledger.read() as c:
            return page.page(c, id_, TODAY)


@pytest.fixture(scope="module")
def read_only(sample_book: Path) -> Iterator[Desk]:
    ledger = Ledger(str(sample_book))
    yield Desk(ledger)
    ledger.close()


@pytest.fixture
def desk(own_book: Path) -> Iterator[Desk]:
    ledger = Ledger(str(own_book))
    yield Desk(ledger)
    ledger.close()


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Desk]:
    """A ledger with one report, whose words, source and address are out to harm."""
    ledger = Ledger(str(tmp_path / "own.db"))
    text = f'Pertemuan {EVIL}\n\nBAGHDAD - Menteri "{EVIL}" hadir.\n\nIrak berjanji menarik pasukannya dari {EVIL} sebelum 1 Mei 2024.'
    add(ledger, read_text(text, source=f"{EVIL}\u202e.txt", published="2024-04-01", language="id", url="javascript:alert(1)"))
    yield Desk(ledger)
    ledger.close()


def silent(desk: Desk) -> str:
    """A promise of which nothing is known."""
    return str(next(row["id"] for row in desk.rows(status=["open"]) if not row["evidence_for"] + row["evidence_against"]))


def told(answer: Any) -> str:
    """What a page says is wrong."""
    found = re.search(r'role="alert"[^>]*>([^<]+)', answer.text)
    return found[1] if found else ""


# -- reading -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_promise_and_document_has_its_page(read_only: Desk, language: str) -> None:
    ids = [row["id"] for row in read_only.rows()] + [f"D-{n}" for n in range(1, 29)]
    for id_ in ids:
        answer = read_only.get(f"/{language}/{id_[0].lower()}/{id_[2:]}")
        assert answer.status_code == 200, id_
        assert "style=" not in answer.text and "onclick" not in answer.text
        assert "(status 1)" not in answer.text  # what the book calls the machine's rules is no word for readers


@pytest.mark.parametrize(("to", "code"), [("/id/c/99999", 404), ("/id/d/99999", 404), ("/id/c/x", 404), ("/id/c/2/deadline.ics", 404)])
def test_what_is_not_there(read_only: Desk, to: str, code: int) -> None:
    assert read_only.get(to).status_code == code


def test_a_telling_leads_to_its_promise(read_only: Desk) -> None:
    answer = read_only.get("/en/c/4")
    assert (answer.status_code, answer.headers["location"]) == (303, "/en/c/1")


def test_silence_is_told_with_how_far_was_read(read_only: Desk) -> None:
    assert "No evidence in 28 documents, read up to 21 March 2024" in read_only.get(f"/en/c/{silent(read_only)[2:]}").text


def test_both_readings_stand_where_it_is_contested(read_only: Desk) -> None:
    (row,) = read_only.rows(status=["contested"])
    found = read_only.page(row["id"])
    assert {b["side"] for b in found["bears"]} >= {"for", "against"}
    text = read_only.get(f"/id/c/{row['id'][2:]}").text
    assert "Dua bacaan" in text
    assert all(f"/id/d/{b['document']['id'][2:]}?at={b['span'][0]}-{b['span'][1]}#at" in text for b in found["bears"])


def test_words_are_found_in_the_text_of_their_document(read_only: Desk) -> None:
    for row in read_only.rows():
        found = read_only.page(row["id"])
        for line in (found, *found["bears"], *found["tellings"]):
            start, end = line["span"]
            text = json.loads(read_only.get(f"/id/d/{line['document']['id'][2:]}?as=json").text)[0]["text"]
            assert text[start:end] == line["quote"]


def test_words_of_an_address_are_marked(read_only: Desk) -> None:
    text = read_only.get("/id/d/4?at=81-120").text
    assert text.count('id="at"') == 1
    assert 'id="at"' not in read_only.get("/id/d/4?at=120-81").text
    assert read_only.get("/id/d/4?at=99999999-999999999999").status_code == 200


def test_a_promise_and_a_document_as_files(read_only: Desk) -> None:
    (promise,) = json.loads(read_only.get("/id/c/1?as=json").text)
    assert promise["id"] == "C-1" and promise["bears"] and promise["tellings"]
    bears = list(csv.DictReader(io.StringIO(read_only.get("/id/c/1?as=csv").content.decode("utf-8-sig"))))
    assert [row["event"] for row in bears] == [b["event"] for b in promise["bears"]]
    (document,) = json.loads(read_only.get("/id/d/4?as=json").text)
    lines = list(csv.DictReader(io.StringIO(read_only.get("/id/d/4?as=csv").content.decode("utf-8-sig"))))
    assert len([row for row in lines if row["of"] == "event"]) >= len(document["record"]["events"]) > 0
    assert all(
        document["text"][int(row["start"]) : int(row["end"])].split() == row["quote"].lstrip("'").split() for row in lines if row["start"]
    )


def test_a_deadline_for_a_calendar(read_only: Desk) -> None:
    row = next(row for row in read_only.rows() if len((row["deadline"] or {}).get("value") or "") == len("2022"))
    answer = read_only.get(f"/id/c/{row['id'][2:]}/deadline.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    lines = answer.content.split(b"\r\n")
    assert lines[-1] == b"" and all(len(line) <= 75 for line in lines)
    assert b"\n" not in answer.content.replace(b"\r\n", b"")
    year = int(row["deadline"]["value"])
    assert f"DTSTART;VALUE=DATE:{year}1231".encode() in lines and f"DTEND;VALUE=DATE:{year + 1}0101".encode() in lines
    assert row["quote"][:40] in answer.text.replace("\r\n ", "")


def test_an_annotation_finds_its_words(read_only: Desk) -> None:
    found = json.loads(read_only.get("/en/c/1/annotation.jsonld").text)
    text = json.loads(read_only.get("/en/d/1?as=json").text)[0]["text"]
    quote, place = found["target"]["selector"]
    assert text[place["start"] : place["end"]] == quote["exact"]
    assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"


# -- hostile words -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("to", ["/id/d/1", "/id/c/1", "/id/d/1?edit=C-1", f"/id/d/1?words={EVIL}&at={EVIL}", f"/id/c/1?done={EVIL}"])
def test_hostile_words_are_words(hostile: Desk, to: str) -> None:
    answer = hostile.get(to)
    assert answer.status_code == 200
    assert EVIL not in answer.text and "&lt;script&gt;" in answer.text
    assert "\u202e" not in answer.text.partition("</header>")[2].partition('class="text"')[2].partition("</section>")[0]
    assert 'href="javascript' not in answer.text


def test_hostile_words_in_what_is_typed_are_words(hostile: Desk) -> None:
    for to, fields in (
        ("/id/try", {"text": f"{EVIL} x", "source": EVIL}),
        ("/id/try", {"text": EVIL * 5000}),
        ("/id/d/1/add", {"words": EVIL * 2, "who": EVIL, "action": EVIL}),
        ("/id/c/1/decide", {"do": "status", "status": EVIL, "why": EVIL}),
        ("/id/c/1/note", {"source": EVIL}),
    ):
        assert EVIL not in hostile.send(to, **fields).text


def test_a_calendar_cannot_be_broken_into(tmp_path: Path) -> None:
    from ikrar.ledger.cite import calendar

    made = calendar(
        "C-1@ikrar", "2024-02-29", "a;b,c\\d\nEND:VCALENDAR\r\nX:1", "é" * 100 + "\x1b\u2028Y:2", "http://x/", "2024-06-30"
    ).decode()
    lines = made.split("\r\n")
    assert lines.count("END:VCALENDAR") == 1 and not any(line.startswith(("X:", "Y:")) for line in lines)
    assert r"SUMMARY:a\;b\,c\\d\nEND:VCALENDAR" in made
    assert "DTEND;VALUE=DATE:20240301" in lines


# -- deciding ----------------------------------------------------------------------------------------------------


def undone(desk: Desk, answer: Any) -> Any:
    """Takes back what was just written down, as the page offers it."""
    assert answer.status_code == 303, told(answer)
    text = desk.get(answer.headers["location"]).text
    form = re.search(r'<div class="done".*?</div>', text, re.S)
    assert form is not None
    entries = re.findall(r'name="entry" value="(\d+)"', form[0])
    back = re.search(r'name="back" value="([^"]+)"', form[0])
    assert entries and back
    return desk.send("/en/undo", entry=entries, back=back[1])


@pytest.mark.parametrize(
    ("id_", "fields", "status", "confirmed"),
    [
        ("C-1", {"do": "accept"}, "fulfilled", True),
        ("C-1", {"do": "reject"}, "open", False),
        ("C-1", {"do": "contest", "why": "only in part"}, "contested", True),
        ("C-1", {"do": "status", "status": "breached", "why": "they came back", "extent": "1"}, "breached", True),
        ("silent", {"do": "accept"}, "open", False),
    ],
)
def test_a_word_on_a_promise_counts_and_is_taken_back(desk: Desk, id_: str, fields: dict[str, str], status: str, confirmed: bool) -> None:
    id_ = silent(desk) if id_ == "silent" else id_
    before = desk.page(id_)
    answer = desk.send(f"/en/c/{id_[2:]}/decide", **fields)
    assert answer.status_code == 303, told(answer)
    row = desk.page(id_)
    assert (row["status"], row["confirmed"]) == (status, confirmed)
    assert undone(desk, answer).headers["location"] == f"/en/c/{id_[2:]}"
    after = desk.page(id_)
    assert [after[key] for key in ("status", "confirmed", "extent", "by_person")] == [
        before[key] for key in ("status", "confirmed", "extent", "by_person")
    ]


def test_a_line_rejected_can_be_taken_back_in(desk: Desk) -> None:
    id_ = silent(desk)
    answer = desk.send(f"/en/c/{id_[2:]}/decide", do="reject", why="a wish")
    assert desk.page(id_)["rejected"]
    text = desk.get(answer.headers["location"]).text
    assert "rejected" in text
    undone(desk, answer)
    assert not desk.page(id_)["rejected"]


def test_an_event_is_said_not_to_bear_and_bears_again(desk: Desk) -> None:
    (b,) = desk.page("C-1")["bears"]
    answer = desk.send("/en/c/1/bearing", event=b["event"], bearing="none", why="not their troops")
    found = desk.page("C-1")
    assert [(x["side"], x["why"]) for x in found["bears"]] == [("neutral", "not their troops")]
    assert found["status"] == "open"
    undone(desk, answer)
    assert (desk.page("C-1")["status"], [x["side"] for x in desk.page("C-1")["bears"]]) == ("fulfilled", ["for"])


@pytest.mark.parametrize(
    ("to", "fields", "said"),
    [
        ("/en/c/1/decide", {"do": "contest"}, "Give a reason"),
        ("/en/c/1/decide", {"do": "status", "status": "lapsed"}, "Give a reason"),
        ("/en/c/1/decide", {"do": "status", "status": "kept", "why": "x"}, "Choose a status"),
        ("/en/c/1/decide", {"do": "dance", "why": "x"}, "Choose a status"),
        ("/en/c/1/note", {"source": "a letter"}, "The note is empty"),
        ("/en/d/4/note", {"source": "a letter"}, "The note is empty"),
        ("/en/c/1/bearing", {"event": "E-99999", "bearing": "none"}, "E-99999"),
        ("/en/d/4/add", {"who": "Irak"}, "Select or type the words"),
        ("/en/d/4/add", {"words": "kata yang tidak ada", "who": "IRQ"}, "not in the text"),
        ("/en/d/4/add", {"words": "berjanji"}, "Say who"),
        ("/en/d/4/add", {"words": "berjanji", "who": "Napoleon"}, "“Napoleon” is not known"),
        (
            "/en/d/4/add",
            {"words": "berjanji", "who": "IRQ", "deadline": "2024-13", "kind": "undertaking", "provision": "talks"},
            "is no date",
        ),
        ("/en/d/4/add", {"words": "berjanji", "who": "IRQ", "kind": "vow", "provision": "talks"}, "no kind"),
        ("/en/d/4/add", {"words": "berjanji", "who": "IRQ", "what": "event", "type": "PARTY"}, "Choose a type"),
        ("/en/d/4/line", {"line": "D-1", "do": "reject"}, "D-1"),
        ("/en/try", {"text": "  "}, "Paste a text"),
        ("/en/try", {"text": "x" * (MOST + 1)}, "at most"),
        ("/en/try", {"text": "x", "published": "2024"}, "whole day"),
        ("/en/try", {"text": "x", "published": "soon"}, "is no date"),
    ],
)
def test_what_cannot_be_taken_is_told_and_what_was_typed_is_kept(read_only: Desk, to: str, fields: dict[str, str], said: str) -> None:
    answer = read_only.send(to, **fields)
    assert answer.status_code == 422
    assert said in told(answer).replace("&#39;", "'")
    for name in {"source", "words", "why", "text"} & set(fields):
        assert fields[name].strip() in answer.text


# -- lines by hand -----------------------------------------------------------------------------------------------


def test_words_of_a_document_become_a_promise(desk: Desk) -> None:
    words = "Menteri Luar Negeri Irak Fuad Hussein mengatakan\n pembicaraan teknis"
    fields = {"words": words, "who": "Iraq", "whom": "USA:GOV", "kind": "undertaking", "provision": "talks", "deadline": "2021-12"}
    answer = desk.send("/id/d/4/add", **fields)
    assert answer.status_code == 303, told(answer)
    (row,) = [row for row in desk.rows() if row["id"] == answer.headers["location"].partition("#")[2].upper()]
    assert (row["document"]["id"], row["quote"], row["told_in"]) == ("D-4", " ".join(words.split()), 1)
    assert [p["name"] for p in row["promisors"]] == ["Iraq"]
    assert f'id="{row["id"].lower()}"' in desk.get("/id/d/4").text
    assert "Desember 2021" in desk.get(f"/id/c/{row['id'][2:]}").text
    assert b"DTSTART;VALUE=DATE:20211231" in desk.get(f"/id/c/{row['id'][2:]}/deadline.ics").content
    assert list(check(desk.ledger)) == []
    undone(desk, answer)
    assert row["id"] not in [other["id"] for other in desk.rows()]


def test_words_of_a_document_become_an_event(desk: Desk) -> None:
    answer = desk.send("/id/d/4/add", words="putaran keempat", what="event", type="CONSULT", who="IRQ, USA", date="2021-07-26")
    id_ = answer.headers["location"].partition("#")[2].upper()
    found = desk.page(id_)
    assert (found["document"]["id"], found["quote"], len(found["actors"])) == ("D-4", "putaran keempat", 2)
    assert list(check(desk.ledger)) == []


def test_the_nearest_of_words_that_stand_twice_is_meant(desk: Desk) -> None:
    text = json.loads(desk.get("/id/d/4?as=json").text)[0]["text"]
    last = text.rindex("berjanji")
    answer = desk.send("/id/d/4/add", words="berjanji", at=f"{last}-{last + 8}", who="IRQ", kind="undertaking", provision="other")
    assert desk.page(answer.headers["location"].partition("#")[2].upper())["span"] == [last, last + 8]


def test_a_promise_is_corrected_and_the_correction_taken_back(desk: Desk) -> None:
    before = desk.page("C-10")
    assert "Perbaiki C-10" in desk.get("/id/d/4?edit=C-10").text
    fields = {
        "line": "C-10",
        "who": "United States (A-1), IRQ:GOV",
        "kind": "undertaking",
        "provision": "arms",
        "action": "melatih",
        "deadline": "2022",
        "why": "x",
    }
    answer = desk.send("/id/d/4/edit", **fields)
    found = desk.page("C-10")
    assert (found["provision"], found["action"]["text"], found["deadline"]["value"]) == ("arms", "melatih", "2022")
    assert found["promisors"][0]["name"] == "United States" and len(found["promisors"]) == 2
    undone(desk, answer)
    assert desk.page("C-10")["provision"] == before["provision"]


def test_any_text_is_read_and_not_kept_unless_asked(desk: Desk) -> None:
    text = "JAKARTA - Indonesia berjanji mengirim bantuan kemanusiaan ke Sudan sebelum 1 Mei 2024.\r\n\r\nMenteri bertemu wartawan.🙂"
    answer = desk.send("/id/try", text=text, published="2024-04-01", do="read")
    assert answer.status_code == 200 and "bantuan kemanusiaan" in answer.text
    with desk.ledger.read() as c:
        assert ask.read_up_to(c)[0] == 28
    kept = desk.send("/id/try", text=text, published="2024-04-01", do="keep")
    assert (kept.status_code, kept.headers["location"]) == (303, "/id/d/29#main")
    assert "Indonesia" in desk.get("/id/d/29").text


# -- rights ------------------------------------------------------------------------------------------------------


def test_a_coder_enters_lines_and_takes_back_only_their_own_words(desk: Desk) -> None:
    desk.send("/en/c/1/note", text="by dewi")
    (note,) = desk.page("C-1")["notes"]
    coder = Desk(desk.ledger, "coder")
    coder.client.app.state.site.owner = Person("omar", "coder")  # type: ignore[attr-defined]
    assert coder.send("/en/c/1/decide", do="accept").status_code == 403
    assert coder.send("/en/undo", entry=str(note["entry"]), back="/c/1").status_code == 403
    assert "/decide" not in coder.get("/en/c/1").text and "/note" in coder.get("/en/c/1").text
    undone(coder, coder.send("/en/c/1/note", text="by omar"))
    assert [n["text"] for n in desk.page("C-1")["notes"]] == ["by dewi"]


POSTS = (
    ("/id/c/1/decide", {"do": "accept"}),
    ("/id/c/1/bearing", {"event": "E-1", "bearing": "none"}),
    ("/id/c/1/note", {"text": "x"}),
    ("/id/d/4/add", {"words": "berjanji", "who": "IRQ"}),
    ("/id/d/4/edit", {"line": "C-1"}),
    ("/id/d/4/line", {"line": "C-1", "do": "reject"}),
    ("/id/d/4/note", {"text": "x"}),
    ("/id/undo", {"entry": "1", "back": "/"}),
    ("/id/try", {"text": "Irak berjanji.", "do": "keep"}),
)


@pytest.mark.parametrize(("to", "fields"), POSTS)
def test_who_may_only_read_decides_nothing(sample_book: Path, to: str, fields: dict[str, str]) -> None:
    ledger = Ledger(str(sample_book))
    try:
        reader = Desk(ledger, "reader")
        assert reader.send(to, **fields).status_code == 403
        assert "/decide" not in reader.get("/id/c/1").text and "/add" not in reader.get("/id/d/4").text
    finally:
        ledger.close()


@pytest.mark.parametrize(("to", "fields"), POSTS)
def test_a_form_from_elsewhere_is_not_taken(read_only: Desk, to: str, fields: dict[str, str]) -> None:
    assert read_only.client.post(to, data=fields).status_code == 403
    assert read_only.client.post(to, data=fields | {"token": "guessed"}).status_code == 403


@pytest.mark.parametrize("back", ["//evil.example/", "https://evil.example/", "/\\evil.example", "\\\\evil.example"])
def test_undoing_leads_to_pages_of_ours(desk: Desk, back: str) -> None:
    desk.send("/id/c/1/note", text="x")
    seq = desk.page("C-1")["notes"][0]["entry"]
    to = desk.send("/id/undo", entry=str(seq), back=back).headers["location"]
    assert to.startswith("/id/") and not to.startswith("//")


def test_what_is_too_long_to_be_read_at_once_is_told_and_kept(read_only: Desk) -> None:
    text = "Irak berjanji. " * 140_000
    answer = read_only.send("/id/try", text=text, source="Antara")
    assert answer.status_code == 422 and "paling panjang 100.000" in answer.text
    assert text.strip() in answer.text and 'value="Antara"' in answer.text


def test_what_is_too_large_is_not_looked_at(read_only: Desk) -> None:
    assert read_only.send("/id/try", text="x" * 21_000_000).status_code == 413


def test_an_event_that_nobody_saw_is_said_to_bear(desk: Desk) -> None:
    id_ = silent(desk)
    with desk.ledger.read() as c:
        event = ask.list_events(c)[0]["id"]
    answer = desk.send(f"/en/c/{id_[2:]}/bearing", event=event, bearing="for", why="as the monitor saw it")
    found = desk.page(id_)
    assert [(b["event"], b["side"], b["person"]) for b in found["bears"]] == [(event, "for", True)]
    assert found["silence"] is None
    undone(desk, answer)
    assert desk.page(id_)["bears"] == []


@pytest.mark.parametrize("fields", [{"do": "accept"}, {"do": "status", "status": "breached", "why": "they came back"}])
def test_nobody_decides_on_what_they_have_not_seen(desk: Desk, fields: dict[str, str]) -> None:
    seen = re.search(r'name="seen" value="(\d+)"', desk.get("/en/c/1").text)
    assert seen is not None
    desk.send("/en/c/1/decide", do="contest", why="in part", seen=seen[1])
    answer = desk.send("/en/c/1/decide", seen=seen[1], **fields)
    assert (answer.status_code, desk.page("C-1")["status"]) == (409, "contested")
    assert "meanwhile" in told(answer)


@pytest.mark.parametrize(("language", "asked"), [("id", "Tarik laporan ini dari buku"), ("en", "Take this report out of the ledger")])
def test_a_report_is_taken_out_and_put_back(desk: Desk, language: str, asked: str) -> None:
    """From its own page, whenever it came in."""
    before, number = desk.rows(), int(desk.rows()[0]["document"]["id"][2:])
    where = f"/{language}/d/{number}"
    assert asked in desk.get(where).text
    answer = desk.send(f"{where}/out", why="Sent twice by <them>")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{where}#main")
    page_ = desk.get(where).text
    assert asked not in page_
    assert page_.count('class="warn"') == 1
    assert number not in {int(row["document"]["id"][2:]) for row in desk.rows()}
    assert desk.send(f"{where}/out").status_code == 422
    entry = re.search(r'name="entry" value="(\d+)"', page_)
    assert entry is not None
    desk.send(f"/{language}/undo", entry=entry[1], back=f"/d/{number}")
    assert desk.rows() == before
    assert list(check(desk.ledger)) == []
