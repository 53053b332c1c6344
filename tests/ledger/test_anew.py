"""An older ledger is brought up to date: whole or not at all, whoever comes or is killed meanwhile; the same tables as entry by entry."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sample
import sqlalchemy as sa
from places import filled
from sqlalchemy.pool import NullPool

from ikrar.ledger import Ledger, LedgerError, anew, beside, decide, migrate, safe
from ikrar.ledger import book as books
from ikrar.ledger.schema import VERSION, book, meta

SOME = sample.FILES[:8]
OLD = "3"


@pytest.fixture(params=["sqlite", "postgresql"])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a ledger of an older version is, of which the tables say something else than the book."""
    return filled(request, request.param, tmp_path, "old", _fill)


def _fill(ledger: Ledger) -> None:
    _told(ledger)
    _age(ledger)


def _told(ledger: Ledger) -> None:
    """Reports read twice, links, judgements, and what people decide of all that has marks and sides."""
    sample.fill(ledger, SOME)
    decide.judge_promise(ledger, "dewi", "C-1", "contested", None, "trainers stayed")
    decide.undo(ledger, "dewi")
    decide.edit(ledger, "dewi", "C-1", {"promisor": ["SDN:GOV=Laskar Tirta"]}, "theirs")
    decide.enter_commitment(ledger, "dewi", {"kind": "undertaking", "provision": "talks", "promisor": ["SDN:GOV"]}, "a text")
    decide.withdraw(ledger, "dewi", ["D-2"])
    with ledger.read() as connection:
        readings = [entry for entry, _ in ledger.entries(connection) if entry.act == "reading"]
    with ledger.write("a later engine") as pen:
        for entry in readings[:3]:
            pen.append("reading", entry.body)


def _age(ledger: Ledger) -> None:
    with ledger.engine.begin() as connection:
        connection.execute(sa.text("UPDATE settings SET value = :version WHERE name = 'schema'"), {"version": OLD})
        connection.execute(sa.text("UPDATE promises SET status = 'old'"))


def _state(place: str) -> tuple[str, set[str]]:
    """The version of a ledger that is not opened as one, and how its promises stand."""
    engine = sa.create_engine(books.url_of(place), poolclass=NullPool)
    with engine.connect() as connection:
        version = connection.execute(sa.text("SELECT value FROM settings WHERE name = 'schema'")).scalar_one()
        return version, set(connection.execute(sa.text("SELECT status FROM promises")).scalars())


def _tables(ledger: Ledger) -> dict[str, list[str]]:
    with ledger.read() as connection:
        return {t.name: sorted(repr(tuple(row)) for row in connection.execute(sa.select(t))) for t in meta.sorted_tables}


@pytest.fixture(params=["sqlite", "postgresql"])
def now(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    """A ledger of which the tables were made entry by entry."""
    opened = Ledger(filled(request, request.param, tmp_path, "now", _told))
    yield opened
    opened.close()


@pytest.mark.parametrize(("page", "many"), [(1, 1_000_000), (7, 0), (500, 1_000_000)])
def test_the_tables_are_those_made_entry_by_entry(now: Ledger, page: int, many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _tables(now)
    with now.read() as connection:
        indices = _indices(connection)
    monkeypatch.setattr(anew, "PAGE", page)
    monkeypatch.setattr(anew, "MANY", many)
    parts: list[float] = []
    safe.mend(now, parts.append)
    assert _tables(now) == before
    assert parts[0] == 0
    assert parts[-1] == 1
    assert parts == sorted(parts)
    with now.read() as connection:
        assert _indices(connection) == indices
    assert list(safe.check(now)) == []


def _indices(connection: sa.Connection) -> set[tuple[str, str]]:
    looked = sa.inspect(connection)
    return {(name, str(index["name"])) for name in meta.tables for index in looked.get_indexes(name)}


@pytest.mark.parametrize("program", ["there/is/none", sys.executable], ids=["none", "one that dies"])
def test_sheets_are_made_here_where_no_process_makes_them(now: Ledger, program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _tables(now)
    monkeypatch.setattr(anew, "MANY", 0)
    monkeypatch.setattr(sys, "executable", program)
    monkeypatch.setattr(beside, "MODULE", "ikrar.no.such.module")
    safe.mend(now)
    assert _tables(now) == before


def test_every_index_that_is_made_last_is_there() -> None:
    assert {index.name for table in meta.tables.values() for index in table.indexes} >= anew.LAST


def test_tables_of_the_version_before_are_made_anew(now: Ledger) -> None:
    before = _tables(now)
    with now.engine.begin() as connection:
        indices = _indices(connection)
        connection.execute(sa.text("ALTER TABLE commitments DROP COLUMN meant"))
        connection.execute(sa.text("DELETE FROM blocks"))  # lines were found by fewer keys
        connection.execute(sa.text("UPDATE settings SET value = '9' WHERE name = 'schema'"))
    again = Ledger(now.url)
    assert _tables(again) == before
    with again.read() as connection:
        assert _indices(connection) == indices
    assert list(safe.check(again)) == []
    again.close()


KILLED = """
import os, signal, sys
import psycopg
from ikrar.ledger import Ledger
for line in sys.stdin:
    place, _, at = line.rpartition(" ")
    if not (child := os.fork()):
        Ledger(place, told=lambda part: os.kill(os.getpid(), signal.SIGKILL) if part >= float(at) else None)
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
"""A process of one thread, so that it may part: each of its children brings a ledger up to date, and is killed meanwhile."""


@pytest.fixture(scope="module")
def killed() -> Iterator[Callable[[str, float], int]]:
    """Has somebody bring a ledger up to date who is killed at a part of the work; with what that ended."""
    with subprocess.Popen([sys.executable, "-c", KILLED], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as parent:
        asked, told = parent.stdin, parent.stdout
        assert asked is not None and told is not None

        def _killed(place: str, at: float) -> int:
            print(place, at, file=asked, flush=True)
            return int(told.readline())

        yield _killed
        asked.close()


@pytest.mark.parametrize("at", [0, 0.5, anew.IN + 0.01, 1], ids=["first", "middle", "indices", "last"])
def test_who_is_killed_leaves_the_older_ledger(old: str, at: float, killed: Callable[[str, float], int]) -> None:
    assert killed(old, at) == -signal.SIGKILL
    assert _state(old) == (OLD, {"old"})
    ledger = Ledger(old)
    assert list(safe.check(ledger)) == []
    ledger.close()
    version, stand = _state(old)
    assert version == str(VERSION)
    assert "old" not in stand


def test_what_goes_wrong_leaves_the_older_ledger(old: str) -> None:
    def told(part: float) -> None:
        if part > 0.2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Ledger(old, told=told)
    assert _state(old) == (OLD, {"old"})


def test_who_comes_meanwhile_is_told_so(old: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(books, "UPGRADE", 0)
    said: list[str] = []

    def told(part: float) -> None:
        if part == 1:
            with pytest.raises(LedgerError) as refused:
                Ledger(old)
            said.append(str(refused.value))

    Ledger(old, told=told).close()
    assert len(said) == 1
    assert said[0].endswith("is being brought up to date by another process; try again when that is done")
    Ledger(old).close()


def test_who_waited_finds_it_done(old: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = migrate.wanting
    seen: list[object] = []

    def wanting(connection: sa.Connection) -> migrate.Work | None:
        seen.append(first(connection))
        if len(seen) == 1:  # another brings it up to date between the look and the lock
            monkeypatch.setattr(migrate, "wanting", first)
            Ledger(old).close()
            monkeypatch.setattr(migrate, "wanting", wanting)
        return first(connection) if len(seen) > 1 else migrate.Work.REMAKE

    monkeypatch.setattr(migrate, "wanting", wanting)
    parts: list[float] = []
    Ledger(old, told=parts.append).close()
    assert parts == []


def test_an_open_ledger_of_today_asks_for_no_lock(now: Ledger) -> None:
    with now.write("somebody who writes for long") as pen:
        pen.connection.execute(sa.select(book.c.seq).limit(1))
        again = Ledger(now.url)
        again.close()
