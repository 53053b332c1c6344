"""Who may sign in, sessions, and too many tries, on both databases; and many who write at once."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from ikrar.ledger import Added, Ledger, LedgerError, anew, decide, users
from ikrar.ledger.safe import check
from ikrar.ledger.schema import book
from ikrar.web.app import build
from ikrar.web.site import Site

NOW = datetime(2024, 6, 30, tzinfo=UTC)
SECRET = "kuda nil di sungai"
PROMISE = "Irak dan Amerika Serikat sepakat untuk menarik pasukan tempur koalisi yang tersisa dari Irak, kata pernyataan bersama pada Rabu."


@pytest.fixture(scope="module")
def hashed() -> str:
    """The hash of SECRET, as one that is made fast."""
    return PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(SECRET)


@pytest.fixture
def team(ledger: Ledger, hashed: str) -> Ledger:
    """A ledger with a reader and an editor."""
    users.add(ledger, "Rini", "reader", hashed, NOW)
    users.add(ledger, "Dewi", "editor", hashed, NOW)
    return ledger


def who(ledger: Ledger, cookie: str, now: datetime = NOW) -> tuple[str, str] | None:
    with ledger.read() as c:
        found = users.who(c, cookie, now)
    return (found.name, found.role) if found else None


def sessions(ledger: Ledger) -> int:
    with ledger.read() as c:
        return int(c.execute(sa.select(sa.func.count()).select_from(users.sessions)).scalar_one())


def test_a_ledger_has_no_users_until_one_is_added(ledger: Ledger, hashed: str) -> None:
    with ledger.read() as c:
        assert (users.there_are(c), users.everybody(c)) == (False, [])
    users.add(ledger, "Ｄewi", "editor", hashed, NOW)
    with pytest.raises(LedgerError, match="already"):
        users.add(ledger, "DEWI", "reader", hashed, NOW)
    with ledger.read() as c:
        assert [(u.name, u.role) for u in users.everybody(c)] == [("Dewi", "editor")]
        assert users.hash_of(c, "dewi ") == hashed
        assert users.hash_of(c, "rini") is None


def test_a_session_ends_with_time_and_with_the_one_that_follows_it(team: Ledger, hashed: str) -> None:
    assert users.sign_in(team, "dewi", "first", NOW, hashed)
    assert who(team, "first") == ("Dewi", "editor")
    assert who(team, "first", NOW + users.LASTS - timedelta(seconds=1)) is not None
    assert who(team, "first", NOW + users.LASTS) is None
    assert users.sign_in(team, "dewi", "second", NOW, hashed, before="first")
    assert (who(team, "first"), who(team, "second"), sessions(team)) == (None, ("Dewi", "editor"), 1)
    assert users.sign_in(team, "rini", "third", NOW + users.LASTS + timedelta(seconds=1), hashed)
    assert sessions(team) == 1, "what is over is cleared away"
    users.sign_out(team, "third")
    assert sessions(team) == 0


@pytest.mark.parametrize(
    ("change", "left"),
    [
        (lambda led: users.change_role(led, "DEWI", "coder"), ("Dewi", "coder")),
        (lambda led: users.change_password(led, "dewi", "another"), None),
        (lambda led: users.remove(led, "Dewi"), None),
    ],
)
def test_what_changes_a_user_holds_at_once(
    team: Ledger, hashed: str, change: Callable[[Ledger], None], left: tuple[str, str] | None
) -> None:
    users.sign_in(team, "Dewi", "cookie", NOW, hashed)
    change(team)
    assert who(team, "cookie") == left
    assert users.sign_in(team, "Dewi", "again", NOW, hashed) == (left is not None), "a password that is no longer theirs opens nothing"


def test_nobody_is_changed_where_there_is_nobody(team: Ledger) -> None:
    for change in (users.remove, lambda led, name: users.change_role(led, name, "coder")):
        with pytest.raises(LedgerError, match="no user Omar"):
            change(team, "Omar")


def test_users_and_sessions_outlive_the_tables_of_the_book(team: Ledger, hashed: str) -> None:
    users.sign_in(team, "Dewi", "cookie", NOW, hashed)
    with team.write("x") as pen:
        anew.clear(pen.connection)
    assert who(team, "cookie") == ("Dewi", "editor")
    assert list(check(team)) == []


# -- in the reading room -------------------------------------------------------------------------------------------


def posted(client: TestClient, to: str, **fields: str) -> Any:
    token = re.search(r'name="token" value="([^"]+)"', client.get("/en/signin").text) or re.search(
        r'name="token" value="([^"]+)"', client.get("/en/").text
    )
    assert token
    return client.post(to, data={"token": token[1], **fields})


def test_signing_in_waiting_and_signing_out(team: Ledger) -> None:
    at = [0.0]
    app = build(Site(team, "owner", lambda: date(2024, 6, 30), now=lambda: NOW, clock=lambda: at[0]))
    client = TestClient(app, follow_redirects=False)
    assert client.get("/en/").status_code == 303
    for _ in range(3):
        assert posted(client, "/en/signin", name="Rini", password="wrong").status_code == 401
    waits = posted(client, "/en/signin", name="Rini", password=SECRET)
    assert (waits.status_code, waits.headers["retry-after"]) == (429, "1")
    at[0] += 1
    assert posted(client, "/en/signin", name="Rini", password=SECRET).status_code == 303
    assert (client.get("/en/").status_code, client.get("/en/review").status_code, sessions(team)) == (200, 403, 1)
    assert posted(client, "/en/signout").status_code == 303
    assert (client.get("/en/").status_code, sessions(team)) == (303, 0)


# -- at once -------------------------------------------------------------------------------------------------------


def test_many_who_write_at_once_lose_nothing(team: Ledger, tell: Callable[..., Added], hashed: str) -> None:
    """Decisions, notes and sessions from several threads: each stands in the book once, and those of each in their order."""
    tell(PROMISE)
    many, told, wrong = 6, {}, []

    def work(name: str) -> None:
        try:
            users.sign_in(team, "Dewi", f"cookie of {name}", NOW, hashed)
            told[name] = [decide.note(team, name, "C-1", f"{n}", None) for n in range(5)]
            decide.judge_promise(team, name, "C-1", "contested", None, "so it seems")
            decide.undo(team, name)
            assert who(team, f"cookie of {name}") is not None
        except Exception as error:  # a thread's error would be lost
            wrong.append(error)

    threads = [threading.Thread(target=work, args=(f"p{n}",)) for n in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert wrong == []
    with team.read() as c:
        rows = c.execute(sa.select(book.c.seq, book.c.by).where(book.c.act.in_(("decision", "entered"))).order_by(book.c.seq)).all()
    assert len(rows) == many * 7
    for name, entries in told.items():
        assert entries == [row.seq for row in rows if row.by == name][:5]
    assert list(check(team)) == []
