"""Where ledgers of tests are: addresses at which nothing is yet, and copies of ledgers that were filled once."""

from __future__ import annotations

import fcntl
import itertools
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from ikrar.ledger import Ledger
from ikrar.ledger.schema import VERSION

NUMBERS = itertools.count(1)

_FILLED: dict[tuple[str, str], str] = {}
"""By what fills it and the kind of database: where the ledger is of which copies are made."""
_EMPTY: list[str] = []
"""Ledgers on PostgreSQL in which nothing is any more: to make the tables of one takes as long as most tests that use it."""


def fresh(request: pytest.FixtureRequest, kind: str, folder: Path) -> str:
    """A new address of that kind of database."""
    if kind == "sqlite":
        return str(folder / f"ledger{next(NUMBERS)}.db")
    uri: str = request.getfixturevalue("server")
    name = f"ledger{next(NUMBERS)}"  # a schema: to make and to remove a database of its own for each takes many times as long
    _run(uri, f"CREATE SCHEMA {name}")
    return f"{uri}&options=-csearch_path%3D{name}"


def empty(request: pytest.FixtureRequest, kind: str, folder: Path) -> str:
    """The address of a ledger in which nothing is; `emptied` takes it back."""
    if kind == "sqlite":
        return filled(request, kind, folder, "empty", lambda _: None)
    return _EMPTY.pop() if _EMPTY else fresh(request, kind, folder)


_STANDS = """SELECT c.relname, a.attname, c.relkind FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
  WHERE c.relnamespace = current_schema()::regnamespace AND a.attnum > 0 AND NOT a.attisdropped"""
"""The columns of tables and of indices, and of which kind those are."""


def stands(ledger: Ledger) -> set[tuple[str, str, str]]:
    """What a ledger on PostgreSQL is made of; nothing for one that is a file."""
    if ledger.engine.dialect.name != "postgresql":
        return set()
    with ledger.read() as connection:
        return {(str(name), str(column), str(kind)) for name, column, kind in connection.exec_driver_sql(_STANDS)}


def emptied(place: str, ledger: Ledger, stood: set[tuple[str, str, str]]) -> None:
    """Keeps a ledger on PostgreSQL for another test, with nothing in it, if it is made of the same as it ``stood`` before the last."""
    if not stood or stands(ledger) != stood:
        return
    tables = sorted({name for name, _, kind in stood if kind == "r"} - {"settings"})
    with ledger.engine.begin() as connection:
        connection.exec_driver_sql("SET LOCAL lock_timeout = '30s'")  # a test that still writes fails, and does not wait
        connection.exec_driver_sql("".join(f"DELETE FROM {table};" for table in tables) + "DELETE FROM settings WHERE name <> 'schema'")
        if connection.exec_driver_sql("SELECT value FROM settings").scalars().all() == [str(VERSION)]:
            _EMPTY.append(place)


def filled(request: pytest.FixtureRequest, kind: str, folder: Path, name: str, fill: Callable[[Ledger], None]) -> str:
    """The address of a new ledger that holds what ``fill`` enters. One of a name is filled only once for all tests, and copied."""
    new = f"ledger_{name}_{next(NUMBERS)}"
    if kind != "sqlite":
        uri: str = request.getfixturevalue("server")
        if (kind, name) not in _FILLED:
            _run(uri, f"CREATE DATABASE filled_{name}")
            _FILLED[kind, name] = _made(uri.replace("/postgres?", f"/filled_{name}?"), fill)
        _run(uri, f"CREATE DATABASE {new} TEMPLATE filled_{name} STRATEGY FILE_COPY")
        return uri.replace("/postgres?", f"/{new}?")
    if (kind, name) not in _FILLED:
        _FILLED[kind, name] = _of_all_workers(request.getfixturevalue("tmp_path_factory").getbasetemp(), name, fill)
    return str(shutil.copy(_FILLED[kind, name], folder / f"{new}.db"))


def _of_all_workers(own: Path, name: str, fill: Callable[[Ledger], None]) -> str:
    """One that the first worker who wants it fills, in the folder of the run, while the others wait for it."""
    folder = (own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own) / "filled"
    folder.mkdir(exist_ok=True)
    there = folder / f"{name}.db"
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # let go of when it is closed, or whoever has it dies
        if not there.exists():
            made = Path(_made(str(folder / f"{name}-{os.getpid()}.db"), fill))
            beside = [file.name for file in folder.glob(f"{made.name}?*")]
            assert beside == [], "what SQLite has not written into the file yet would be missing in its copies"
            made.rename(there)
    return str(there)


def _made(place: str, fill: Callable[[Ledger], None]) -> str:
    ledger = Ledger(place)
    fill(ledger)
    ledger.close()
    return place


def _run(uri: str, command: str) -> None:
    engine = sa.create_engine(uri.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(command))
    engine.dispose()
