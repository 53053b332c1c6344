"""Where ledgers of tests are: addresses at which nothing is yet, and copies of ledgers that were filled once."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from ikrar.ledger import Ledger

NUMBERS = itertools.count(1)

_FILLED: dict[tuple[str, str], str] = {}
"""By what fills it and the kind of database: where the ledger is of which copies are made."""


def fresh(request: pytest.FixtureRequest, kind: str, folder: Path) -> str:
    """A new address of that kind of database."""
    if kind == "sqlite":
        return str(folder / f"ledger{next(NUMBERS)}.db")
    uri: str = request.getfixturevalue("server")
    name = f"ledger{next(NUMBERS)}"  # a schema: to make and to remove a database of its own for each takes many times as long
    _run(uri, f"CREATE SCHEMA {name}")
    return f"{uri}&options=-csearch_path%3D{name}"


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
        _FILLED[kind, name] = _made(str(request.getfixturevalue("tmp_path_factory").mktemp(name) / "filled.db"), fill)
    source = Path(_FILLED[kind, name])
    for file in source.parent.glob(f"{source.name}*"):  # and what SQLite may keep beside it
        shutil.copy(file, folder / file.name.replace(source.name, f"{new}.db"))
    return str(folder / f"{new}.db")


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
