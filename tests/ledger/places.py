"""Where ledgers of tests are: addresses at which nothing is yet."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
import sqlalchemy as sa

NUMBERS = itertools.count(1)


def fresh(request: pytest.FixtureRequest, kind: str, folder: Path) -> str:
    """A new address of that kind of database."""
    if kind == "sqlite":
        return str(folder / f"ledger{next(NUMBERS)}.db")
    uri: str = request.getfixturevalue("server")
    name = f"ledger{next(NUMBERS)}"
    engine = sa.create_engine(uri.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return uri.replace("/postgres?", f"/{name}?")
