"""The cards: hostile words and forms first, then what each answer means, that none is lost, and that each can be taken back."""

from __future__ import annotations

import html
import re
import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient
from written import strings

import ikrar
from ikrar.ledger import Ledger, LedgerError, ask, cards, decide, queue
from ikrar.ledger.enter import add
from ikrar.ledger.points import table
from ikrar.ledger.schema import book, commitments, links
from ikrar.pipeline import read_text
from ikrar.web.app import build
from ikrar.web.site import Site
from ikrar.web.speak import speaker

TODAY = date(2024, 6, 30)
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def client(ledger: Ledger) -> TestClient:
    return TestClient(build(Site(ledger, "dewi", lambda: TODAY)), follow_redirects=False)


def fields(page: str) -> dict[str, str]:
    """The hidden fields of the form of answers."""
    form = page[page.index('<form class="answer"') :]
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form[: form.index("</form>")])
    return {name: html.unescape(value) for name, value in found}


def items(ledger: Ledger, only: str | None = None) -> list[Any]:
    with ledger.read() as c:
        return queue.waiting(c, TODAY, None, only)


def say(client: TestClient, answer: str, card: str | None = None, **more: str) -> Any:
    page = client.get("/en/review" + (f"?card={card}" if card else "")).text
    return client.post("/en/review", data=fields(page) | {"answer": answer} | more)


def last(ledger: Ledger, key: str) -> tuple[str, bool]:
    """Status of a promise, and whether a person said so."""
    with ledger.read() as c:
        (row,) = ask.commitments_of(c, TODAY, [int(key[2:])])
    return row["status"], row["confirmed"]


def entries(ledger: Ledger) -> int:
    with ledger.read() as c:
        return int(c.execute(sa.select(sa.func.max(book.c.seq))).scalar_one())


# -- hostile -----------------------------------------------------------------------------------------------------


def test_words_of_the_news_are_words(client: TestClient, ledger: Ledger) -> None:
    for day, text in (
        (
            "2023-05-01",
            f"Kata {SCRIPT}. Pemerintah Zembla berjanji menarik pasukannya dari Onhava sebelum 1 Juni 2023. {SCRIPT}",
        ),
        ("2023-05-02", f'Zembla membebaskan "><img src=x onerror=alert(1)> tahanan. {SCRIPT}'),
    ):
        add(ledger, read_text(text, published=day, language="id", source=SCRIPT))
    for item in items(ledger):
        page = client.get(f"/en/review?card={cards.key(item)}").text
        assert SCRIPT not in page
        assert "<img" not in page


@pytest.mark.parametrize(
    "query",
    [
        "card=C-99999", "card=C-999999999999999999", "card=", "card=E-1", "card=C-1=C-1", "card=C-1=E-1", "card=C-1=C-2=C-3",
        "card=" + SCRIPT, "card=A-1=A-2", "done=1", "done=99999999", "done=x,y,-1", "done=" + ",".join("1" * 400),
        "undone=1,2,3", "what=nonsense", "what=merge", "card=D-1=D-2", "card=%00", "card=C-%D9%A1",
    ],
)  # fmt: skip
def test_an_address_that_somebody_made_up(client: TestClient, query: str) -> None:
    answer = client.get(f"/en/review?{query}")
    assert answer.status_code == 200
    assert SCRIPT not in answer.text


@pytest.mark.parametrize(
    "sent",
    [
        {"answer": "z"}, {"answer": ""}, {"answer": "e", "status": "nonsense"}, {"answer": "e", "status": ""},
        {"answer": "a", "seen": "x"}, {"answer": "a", "seen": "-1"}, {"answer": "a", "seen": "9" * 40},
        {"answer": "a", "card": "C-9999"}, {"answer": "a", "card": SCRIPT}, {"answer": "a", "card": "E-1"},
        {"answer": "a", "card": "C-1=C-2"}, {"answer": "c", "why": "x" * 4001},
    ],
)  # fmt: skip
def test_a_form_that_somebody_made_up_writes_nothing(client: TestClient, ledger: Ledger, sent: dict[str, str]) -> None:
    before = entries(ledger)
    answer = client.post("/en/review", data=fields(client.get("/en/review").text) | {"why": "my words"} | sent)
    assert answer.status_code in {409, 422}
    assert 'role="alert"' in answer.text
    assert "my words" in answer.text or len(sent.get("why", "")) > 4000
    assert SCRIPT not in answer.text
    assert entries(ledger) == before


@pytest.mark.parametrize("named", ["1", "99999999", "x", "1,2,3", "-5"])
def test_an_undo_of_what_is_no_decision(client: TestClient, ledger: Ledger, named: str) -> None:
    before = entries(ledger)
    sent = {"token": fields(client.get("/en/review").text)["token"], "entries": named}
    assert client.post("/en/review/undo", data=sent).status_code == 409
    assert entries(ledger) == before


# -- what an answer means ----------------------------------------------------------------------------------------


def test_the_gravest_first_with_all_that_is_to_be_known(client: TestClient, ledger: Ledger) -> None:
    first = items(ledger)[0]
    page = client.get("/en/review").text
    assert html.escape(first["quote"]).replace("&#x27;", "&#39;") in page
    assert "The machine proposes:" in page
    assert "Card 1 of" in page
    with ledger.read() as c:
        card = cards.shown(c, first)
    assert card["before"] or card["after"]
    for piece in (*card["sides"]["for"], *card["sides"]["against"]):
        assert f'href="/en/{piece["id"][0].lower()}/{piece["id"][2:]}"' in page
        assert speaker("en").texts[f"rule.{piece['rule']}"] in page


@pytest.mark.parametrize(
    ("answer", "more", "stands"),
    [
        ("a", {}, None),
        ("c", {}, "contested"),
        ("x", {}, "open"),
        ("e", {"status": "under-way", "extent": "2"}, "under-way"),
        ("e", {"status": "lapsed", "extent": ""}, "lapsed"),
    ],
)
def test_an_answer_is_written_down_told_and_taken_back(
    client: TestClient, ledger: Ledger, answer: str, more: dict[str, str], stands: str | None
) -> None:
    item = items(ledger)[0]
    key, wanted = cards.key(item), stands or item["proposal"]["status"]
    was = last(ledger, key)
    said = say(client, answer, key, why="karena <b>", **more)
    assert said.status_code == 303
    where = said.headers["location"]
    assert last(ledger, key)[0] == wanted
    page = client.get(where).text
    assert 'role="status"' in page
    assert f">{item['id']}</a>" in page
    assert cards.key(items(ledger)[0]) != key
    with ledger.read() as c:
        told = ask.history(c, [int(n) for n in re.findall(r"done=([\d%C,]+)", where)[0].replace("%2C", ",").split(",")])
    assert {entry["by"] for entry in told} == {"dewi"}
    assert {entry["body"]["why"] for entry in told} == {"karena <b>"}
    undo = re.search(r'name="entries" value="([\d,]+)"', page)
    assert undo
    back = client.post("/en/review/undo", data={"token": fields(page)["token"], "entries": undo[1]})
    assert back.status_code == 303
    assert f"card={key}" in back.headers["location"]
    assert last(ledger, key) == was
    assert key in {cards.key(item) for item in items(ledger)}
    assert "Taken back." in client.get(back.headers["location"]).text
    again = client.post("/en/review/undo", data={"token": fields(page)["token"], "entries": undo[1]})
    assert again.status_code == 409  # it was taken back already


@pytest.mark.parametrize(("answer", "verdict"), [("a", "same"), ("x", "different"), ("c", "unsure")])
def test_two_that_may_be_one(client: TestClient, ledger: Ledger, answer: str, verdict: str) -> None:
    item = items(ledger, "merge")[0]
    key = cards.key(item)
    page = client.get("/en/review", params={"card": key}).text
    assert "Are these two one?" in page
    for line in item["pair"]:
        assert html.escape(line["quote"]).replace("&#x27;", "&#39;") in page
    for point, value in item["proposal"]["points"].items():
        assert not value or html.escape(speaker("en").texts[f"point.{point}"]).replace("&#x27;", "&#39;") in page
    assert say(client, answer, key.replace("=", "%3D")).status_code == 303
    with ledger.read() as c:
        a, b = sorted(int(part[2:]) for part in key.split("="))
        found = c.execute(sa.select(links.c.verdict, links.c.person).where(links.c.a == a, links.c.b == b, links.c.in_force)).one()
    assert tuple(found) == (verdict, True)
    assert key not in {cards.key(item) for item in items(ledger)}
    assert client.post("/en/review/undo", data={"token": fields(client.get("/en/review").text)["token"]}).status_code == 303
    assert key in {cards.key(item) for item in items(ledger)}


@pytest.mark.parametrize(("answer", "status"), [("a", "open"), ("x", "lapsed"), ("c", "contested")])
def test_a_deadline_that_has_passed(client: TestClient, ledger: Ledger, answer: str, status: str) -> None:
    key = cards.key(items(ledger, "overdue")[0])
    assert "No evidence in 28 documents" in client.get(f"/en/review?card={key}").text
    assert say(client, answer, key).status_code == 303
    assert last(ledger, key) == (status, True)
    assert key not in {cards.key(item) for item in items(ledger)}


def test_a_rejection_of_several_pieces_is_one(client: TestClient, ledger: Ledger) -> None:
    item = next(item for item in items(ledger) if len(item["proposal"].get("evidence") or ()) > 1)
    before = last(ledger, item["id"])
    say(client, "x", item["id"])
    assert last(ledger, item["id"]) != before
    client.post("/en/review/undo", data={"token": fields(client.get("/en/review").text)["token"]})  # my last, without saying which
    assert last(ledger, item["id"]) == before
    with pytest.raises(LedgerError):
        decide.undo(ledger, "dewi")


def test_a_reason_that_is_asked_for_is_missed_and_all_is_there_again(client: TestClient, ledger: Ledger) -> None:
    key = cards.key(items(ledger, "overdue")[0])
    answer = say(client, "e", key, status="fulfilled", extent="3")
    assert answer.status_code == 422
    assert "“kept” needs evidence" in answer.text
    assert '<option value="fulfilled" selected>' in answer.text
    assert '<option value="3" selected>' in answer.text
    assert last(ledger, key) == ("open", False)


def test_nothing_waits(client: TestClient, ledger: Ledger) -> None:
    for item in items(ledger):
        with ledger.read() as c:
            seen = cards.stamp(c, cards.key(item))
        cards.settle(ledger, "dewi", TODAY, cards.key(item), seen, "c", "x")
    page = client.get("/en/review").text
    assert "Nothing waits" in page
    assert "Semua usulan mesin sudah diputuskan" in client.get("/id/review").text


# -- two at once -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["status", "overdue", "merge"])
def test_who_comes_second_is_told_and_writes_nothing(client: TestClient, ledger: Ledger, what: str) -> None:
    key = cards.key(items(ledger, what)[0])
    sent = fields(client.get("/en/review", params={"card": key}).text)
    with ledger.read() as c:
        seen = cards.stamp(c, key)
    cards.settle(ledger, "budi", TODAY, key, seen, "x", "saya lebih dulu")
    before = entries(ledger)
    answer = client.post("/en/review", data=sent | {"answer": "a", "why": "my own reason"})
    assert answer.status_code == 409
    assert entries(ledger) == before
    for told in ("Your answer was not written down", "budi", "saya lebih dulu", "my own reason", "What stands now"):
        assert told in answer.text


def test_where_a_card_is_decided_no_other_can_be_answered_for_it(client: TestClient, ledger: Ledger) -> None:
    """Who goes back in the browser, or opens a link somebody sent, sees what stands, the way on, and how to take it back."""
    key = cards.key(items(ledger)[0])
    assert (
        client.post("/en/review", data=fields(client.get(f"/en/review?card={key}").text) | {"answer": "c", "why": "x"}).status_code == 303
    )
    page = client.get(f"/en/review?card={key}").text
    assert "It has been decided" in page
    assert 'name="answer"' not in page
    assert 'data-key="j"' in page
    assert 'data-key="u"' in page


def test_a_card_that_has_changed_is_shown_anew(client: TestClient, ledger: Ledger) -> None:
    item = next(item for item in items(ledger) if len(item["proposal"].get("evidence") or ()) > 1)
    sent = fields(client.get(f"/en/review?card={item['id']}").text)
    event = f"E-{item['proposal']['evidence'][-1]['event']}"
    decide.say_bearing(ledger, "budi", item["id"], event, "none", "bukan ini")
    assert item["id"] in {cards.key(item) for item in items(ledger)}  # the machine proposes the same all the same
    before = entries(ledger)
    answer = client.post("/en/review", data=sent | {"answer": "a", "why": "my own reason"})
    assert answer.status_code == 409
    assert entries(ledger) == before
    assert ">my own reason</textarea>" in answer.text.replace("\n", "")
    assert fields(answer.text)["seen"] != sent["seen"]
    assert client.post("/en/review", data=fields(answer.text) | {"answer": "a"}).status_code == 303


def test_the_same_form_twice_is_one_decision(client: TestClient, ledger: Ledger) -> None:
    sent = fields(client.get("/en/review").text) | {"answer": "a"}
    assert client.post("/en/review", data=sent).status_code == 303
    before = entries(ledger)
    assert client.post("/en/review", data=sent).status_code == 409
    assert entries(ledger) == before


def test_of_many_at_once_one_decides(ledger: Ledger) -> None:
    key = cards.key(items(ledger)[0])
    with ledger.read() as c:
        seen = cards.stamp(c, key)
    came: list[str] = []

    def answers(who: str) -> None:
        try:
            cards.settle(ledger, who, TODAY, key, seen, "c", who)
            came.append(who)
        except cards.Overtaken:
            came.append("late")

    threads = [threading.Thread(target=answers, args=(f"p{n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(came)[:5] == ["late"] * 5
    with ledger.read() as c:
        stands = cards.stands(c, TODAY, key)
    assert stands is not None
    assert stands["by"] in came


# -- the rest ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("as_", ["csv", "json"])
def test_the_queue_as_a_file(client: TestClient, ledger: Ledger, as_: str) -> None:
    answer = client.get(f"/en/review?as={as_}")
    assert f"review.{as_}" in answer.headers["content-disposition"]
    many = len(answer.json()) if as_ == "json" else len(answer.text.strip().splitlines()) - 1
    assert many == len(items(ledger))
    assert client.get(f"/en/review?as={as_}&what=merge").text.count("merge") == len(items(ledger, "merge"))


def test_one_item_is_found_as_the_queue_has_it(ledger: Ledger) -> None:
    with ledger.read() as c:
        for item in queue.waiting(c, TODAY):
            assert cards.find(c, TODAY, cards.key(item)) == item
        waits = {item["id"] for item in queue.waiting(c, TODAY) if item["what"] != "merge"}
        for number in c.execute(sa.select(commitments.c.id).where(commitments.c.promise == commitments.c.id)).scalars():
            assert (cards.find(c, TODAY, f"C-{number}") is not None) == (f"C-{number}" in waits)


@pytest.mark.parametrize(
    ("text", "quote", "before", "after"),
    [
        ("Satu. Dua tiga. Empat lima.", "Dua tiga.", "Satu.", "Empat lima."),
        ("Dua tiga.", "Dua tiga.", "", ""),
        ("Judul\n\nDua tiga.\nEmpat!", "Dua tiga.", "Judul", "Empat!"),
        ("Ia berkata: “Ya.” Dua tiga.", "Dua tiga.", "Ia berkata: “Ya.”", ""),
        ("Satu.", "Tidak ada.", "", ""),
        ("x" * 2000 + " Dua tiga. " + "y" * 2000, "Dua tiga.", "… ", " …"),
    ],
)
def test_the_neighbours_of_a_sentence(text: str, quote: str, before: str, after: str) -> None:
    found = cards.neighbours(text, quote, text.find(quote))
    if len(text) < 1000:
        assert found == (before, after)
    else:
        assert all(len(part) <= cards.NEIGHBOUR + 2 for part in found)


def test_every_rule_and_every_point_has_a_name() -> None:
    data = Path(ikrar.__file__).parent / "data/ledger/status.yaml"
    rules = {rule["rule"] for rule in strings(data)["rules"]} | {"told"}
    points = {*table().event.points, *table().commitment.points}
    texts = set(speaker("id").texts)
    assert {f"rule.{name}" for name in rules} == {name for name in texts if name.startswith("rule.")}
    assert {f"point.{name}" for name in points} == {name for name in texts if name.startswith("point.")}
