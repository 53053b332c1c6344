"""Processes, texts, actors, events and search without a browser: hostile names and texts, errors, exports, rights, deciding and undoing."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from ikrar.ledger import Ledger, actors, ask, claims, decide, dossier, find
from ikrar.ledger.schema import entities
from ikrar.web.app import build
from ikrar.web.site import Person, Site

TODAY = date(2024, 6, 30)
HOSTILE = '<script>alert("x")</script>\'"><img src=x onerror=alert(1)>'
PAGES = ("/processes", "/p/1", "/p/7", "/instruments", "/i/1", "/i/9", "/events", "/e/14", "/actors", "/a/1", "/a/37", "/search?q=pasukan")


def opened(book: Path, role: str = "editor") -> TestClient:
    site = Site(Ledger(str(book)), "tester", today=lambda: TODAY)
    site.owner = Person("tester", role)
    return TestClient(build(site), follow_redirects=False)


@pytest.fixture(scope="session")
def reader(sample_book: Path) -> TestClient:
    return opened(sample_book)


@pytest.fixture
def coder(own_book: Path) -> TestClient:
    return opened(own_book)


def token(page: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    return found[1]


def said(client: TestClient, at: str, to: str, **fields: str) -> Any:
    """A form that is sent from the page ``at``."""
    return client.post(to, data={"token": token(client.get(at).text), **fields})


# -- pages ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("to", PAGES)
def test_pages_are_there_and_export_what_they_show(reader: TestClient, to: str, language: str) -> None:
    assert reader.get(f"/{language}{to}").status_code == 200
    as_ = f"/{language}{to}{'&' if '?' in to else '?'}as="
    rows = list(csv.reader(io.StringIO(reader.get(as_ + "csv").text.lstrip("\ufeff"))))
    assert len({len(row) for row in rows}) == 1
    assert isinstance(reader.get(as_ + "json").json(), list)


@pytest.mark.parametrize("to", ["/p/99", "/i/99", "/e/9999", "/a/9999"])
def test_what_is_not_there_is_said(reader: TestClient, to: str) -> None:
    assert reader.get(f"/id{to}").status_code == 404


@pytest.mark.parametrize(
    ("to", "leads"),
    [("/p/2", "/p/1"), ("/i/3", "/i/1"), ("/a/8", "/a/1"), ("/search?q=C-1", "/c/1"), ("/search?q=a37", "/a/37")],
)
def test_the_same_told_again_leads_to_the_first(reader: TestClient, to: str, leads: str) -> None:
    answer = reader.get(f"/en{to}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/en{leads}")


@pytest.mark.parametrize("to", ["/processes", "/instruments", "/events", "/actors", "/search"])
def test_an_empty_ledger_says_so(tmp_path: Path, to: str) -> None:
    assert opened(tmp_path / "empty.db").get(f"/id{to}").status_code == 200


@pytest.mark.parametrize(
    "to", ["/search?q={}", "/actors?q={}&country={}", "/events?by={}&to={}&place={}&type={}&since={}", "/processes?q={}", "/a/37?words={}"]
)
def test_what_is_asked_is_escaped(reader: TestClient, to: str) -> None:
    from urllib.parse import quote

    page = reader.get("/en" + to.replace("{}", quote(HOSTILE)))
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "<img" not in page.text


@pytest.mark.parametrize("to", PAGES)
def test_what_the_news_say_is_escaped(ledger: Ledger, coder: TestClient, to: str) -> None:
    import sqlalchemy as sa

    with ledger.engine.begin() as c:  # as a report might have it
        for table, columns in (
            ("entities", ("name",)),
            ("commitments", ("quote", "action", "instrument")),
            ("events", ("quote", "place")),
            ("instruments", ("name",)),
            ("processes", ("name",)),
            ("rounds", ("heads", "topics", "quote")),
            ("documents", ("title", "outlet")),
        ):
            c.execute(sa.text(f"UPDATE {table} SET " + ", ".join(f"{column} = :text" for column in columns)), {"text": HOSTILE})
    page = coder.get(f"/en{to}").text
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page


# -- the story --------------------------------------------------------------------------------------------------


def test_the_story_of_the_dialogue(ledger: Ledger) -> None:
    with ledger.read() as c:
        found = dossier.of_process(c, 1, TODAY)
    assert found is not None
    told = [
        (chapter["round"] and chapter["round"]["number"], [p["id"] for p in chapter["promises"]], [a["id"] for a in chapter["again"]])
        for chapter in found["chapters"]
    ]
    assert told == [(None, ["C-3"], []), (3, ["C-1", "C-2"], []), (4, ["C-10"], ["C-1", "C-2"]), (None, ["C-55"], [])]
    became = {p["id"]: [act["bearing"] for act in p["became"]] for chapter in found["chapters"] for p in chapter["promises"]}
    assert became["C-1"] == ["for"]
    assert became["C-2"].count("against") == 2
    assert [text["id"] for text in found["texts"]] == ["I-1", "I-6"]
    assert [(head["name"], head["rounds"]) for head in found["people"]] == [("Fuad Hussein", [3]), ("Antony Blinken", [3])]


def test_a_name_of_the_reader(reader: TestClient) -> None:
    assert "<h1>Dialog Strategis AS-Irak</h1>" in reader.get("/id/p/1").text
    assert "<h1>Iraq Strategic Dialogue</h1>" in reader.get("/en/p/1").text
    assert "<h1>Amerika Serikat</h1>" in reader.get("/id/a/1").text


@pytest.mark.parametrize(
    ("words", "country", "first"),
    [(None, None, "A-36"), ("batha", None, "A-37"), ("Batha Liberation", None, "A-37"), (None, "irq", "A-2"), ("a-36", None, "A-36")],
)
def test_actors_are_found(ledger: Ledger, words: str | None, country: str | None, first: str) -> None:
    with ledger.read() as c:
        assert actors.listed(c, 3, words=words, country=country)[0]["id"] == first


def test_an_actor_of_offices_and_partners(ledger: Ledger) -> None:
    with ledger.read() as c:
        minister, front = actors.of(c, 5), actors.of(c, 37)
    assert [(role["title"], role["of"], role["since"], role["until"]) for role in minister["roles"]] == [
        ("foreign minister", "Iraq", "2021-04-08", "2021-07-27")
    ]
    assert {name["name"] for name in front["names"]} == {"Front Pembebasan Batha", "Batha Liberation Front", "FLB"}
    assert front["partners"][0]["id"] == "A-36"
    assert front["made"]["breached"] == 1


# -- search -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("tarik", "Irak menarik pasukan, penarikan itu", ["menarik", "penarikan"]),
        ("withdraw", "It withdraws.", ["withdraws"]),
        ("zebra", "Irak", []),
        ("", "Irak", []),
    ],
)
def test_words_are_marked(query: str, text: str, marked: list[str]) -> None:
    pieces = find.parts(text, query)
    assert "".join(piece for piece, _ in pieces) == text
    assert [piece for piece, found in pieces if found] == marked


def test_search_finds_reports_promises_and_actors(reader: TestClient) -> None:
    page = reader.get("/id/search?q=tarik+pasukan").text
    assert "<mark>menarik</mark>" in page
    assert 'href="/id/c/1"' in page
    assert 'href="/id/a/36"' in reader.get("/id/search?q=Chad").text


# -- who is who -------------------------------------------------------------------------------------------------


def entries(ledger: Ledger, of: str, number: int) -> list[list[int]]:
    with ledger.read() as c:
        return [decision["entries"] for decision in claims.decisions(c, of, number)]


def group(ledger: Ledger, of: str, number: int) -> int | None:
    with ledger.read() as c:
        return ask.group_of(c, of, number)


def called(ledger: Ledger, name: str) -> list[int]:
    """The lines of who is called so, the first first."""
    with ledger.read() as c:
        return list(c.execute(sa.select(entities.c.id).where(entities.c.name == name).order_by(entities.c.id)).scalars())


def test_merge_and_undo(coder: TestClient, ledger: Ledger) -> None:
    one, other = sorted([called(ledger, "Tentara Chad")[0], called(ledger, "Idriss Haggar")[0]])
    at = f"/en/a/{one}"
    answer = said(coder, f"{at}?words=a", f"{at}/merge", other=f"A-{other}", why="one army", words="a")
    assert answer.status_code == 303
    assert group(ledger, "entity", other) == one
    page = coder.get(answer.headers["location"]).text
    assert "one army" in page
    assert "tester" in page
    (told,) = entries(ledger, "entity", one)
    assert said(coder, f"/en/a/{one}", f"/en/a/{one}/undo", entry=str(told[0])).status_code == 303
    assert group(ledger, "entity", other) == other
    assert entries(ledger, "entity", one) == []


@pytest.mark.parametrize("all_", [True, False], ids=["of that spelling", "of one report"])
def test_split_off_and_undo(coder: TestClient, ledger: Ledger, all_: bool) -> None:
    english, indonesian = called(ledger, "Batha Liberation Front"), called(ledger, "Front Pembebasan Batha")
    parted = english if all_ else english[1:2]
    stays = [number for number in (*english, *indonesian) if number not in parted]
    line = f"A-{parted[0]}{' all' if all_ else ''}"
    answer = said(coder, "/en/a/37", "/en/a/37/part", line=line, parted_why="another front")
    assert answer.status_code == 303
    assert {group(ledger, "entity", number) for number in parted} == {parted[0]}
    assert {group(ledger, "entity", number) for number in stays} == {37}
    (told,) = entries(ledger, "entity", 37)
    page = coder.get("/en/a/37").text
    form = {"token": token(page), "entry": [str(entry) for entry in told]}
    assert coder.post("/en/a/37/undo", data=form).status_code == 303
    assert {group(ledger, "entity", number) for number in (*parted, *stays)} == {37}


def test_a_telling_of_something_else_and_undo(coder: TestClient, ledger: Ledger) -> None:
    assert said(coder, "/en/e/14", "/en/e/14/apart", telling="E-22", why="another day").status_code == 303
    assert group(ledger, "event", 22) == 22
    (told,) = entries(ledger, "event", 14)
    assert (
        coder.post("/en/e/14/undo", data={"token": token(coder.get("/en/e/14").text), "entry": [str(e) for e in told]}).status_code == 303
    )
    assert group(ledger, "event", 22) == 14


@pytest.mark.parametrize(
    ("to", "fields", "kept"),
    [
        ("/a/37/merge", {"other": "", "why": "because", "words": "Tentara"}, "because"),
        ("/a/37/merge", {"other": "A-36", "why": "", "words": "Chad"}, "Chad"),
        ("/a/37/merge", {"other": "A-99999", "why": "because", "words": "Tentara"}, "because"),
        ("/a/37/merge", {"other": "C-1", "why": "because", "words": "Tentara"}, "because"),
        ("/a/37/merge", {"other": "", "why": "because", "words": "zzz"}, "because"),
        ("/a/37/part", {"line": "", "parted_why": "reason of mine"}, "reason of mine"),
        ("/a/{alone}/part", {"line": "A-{alone}", "parted_why": "reason of mine"}, "stands alone"),
        ("/a/37/part", {"line": "A-99999", "parted_why": "reason of mine"}, "reason of mine"),
        ("/e/14/apart", {"telling": "E-22", "why": ""}, "E-22"),
    ],
)
def test_what_cannot_be_said_is_told_and_nothing_typed_is_lost(
    coder: TestClient, ledger: Ledger, to: str, fields: dict[str, str], kept: str
) -> None:
    (alone,) = called(ledger, "Idriss Haggar")
    typed = {name: text.format(alone=alone) for name, text in fields.items()}
    answer = said(coder, "/en/a/37", f"/en{to.format(alone=alone)}", **typed)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert kept in answer.text
    assert group(ledger, "entity", 36) == 36


@pytest.mark.parametrize("to", ["/a/37/merge", "/a/37/part", "/a/37/undo", "/e/14/apart", "/e/14/undo"])
def test_who_may_not_decide(own_book: Path, to: str) -> None:
    reader = opened(own_book, "reader")
    page = reader.get("/en/a/37").text
    assert 'action="/en/a/37/merge"' not in page
    reader.get("/en/a/37")
    held = reader.cookies.get("ikrar") or ""
    assert reader.post(f"/en{to}", data={"token": held, "other": "A-36", "why": "x"}).status_code == 403
    assert opened(own_book).post(f"/en{to}", data={"token": "guessed", "other": "A-36", "why": "x"}).status_code == 403


def test_parting_what_is_held_in_too_many_ways_is_refused(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    from ikrar.ledger import LedgerError

    monkeypatch.setattr(decide, "PARTED", 3)
    with pytest.raises(LedgerError, match="more than can be parted"):
        decide.part(ledger, "tester", f"A-{called(ledger, 'Batha Liberation Front')[0]}", "why", spelling=False)


def test_more_promises_than_an_actor_shows_are_a_way_on(reader: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from ikrar.web.pages import actors as pages

    monkeypatch.setattr(pages, "LINES", 2)
    page = reader.get("/id/a/37").text
    for way in ("/id/?by=A-37", "/id/?to=A-37", "/id/events?by=A-37"):
        assert f'href="{way}"' in page


def test_a_reason_is_kept_while_somebody_else_is_looked_for(coder: TestClient) -> None:
    for words in ("zzz", "Tentara"):
        page = coder.get(f"/en/a/37?words={words}&why=%22one+army%22").text
        assert page.count('name="why"') == 1 and 'value="&#34;one army&#34;"' in page
