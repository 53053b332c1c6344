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
    return _database(request, "")


def filled(request: pytest.FixtureRequest, kind: str, folder: Path, name: str, fill: Callable[[Ledger], None]) -> str:
    """The address of a new ledger that holds what ``fill`` enters. One of a name is filled only once for all tests, and copied."""
    if (kind, name) not in _FILLED:
        kept = request.getfixturevalue("tmp_path_factory").mktemp("filled")
        place = fresh(request, kind, kept)
        ledger = Ledger(place)
        fill(ledger)
        ledger.close()
        _FILLED[kind, name] = place
    if kind != "sqlite":
        return _database(request, _FILLED[kind, name].rpartition("/")[2].partition("?")[0])
    source, copy = Path(_FILLED[kind, name]), Path(fresh(request, kind, folder))
    for file in source.parent.glob(f"{source.name}*"):  # and what SQLite may keep beside it
        shutil.copy(file, copy.with_name(file.name.replace(source.name, copy.name)))
    return str(copy)


def _database(request: pytest.FixtureRequest, template: str) -> str:
    uri: str = request.getfixturevalue("server")
    name = f"ledger{next(NUMBERS)}"
    engine = sa.create_engine(uri.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else "")))
    engine.dispose()
    return uri.replace("/postgres?", f"/{name}?")
