"""Brings the tables of an older ledger up to those that this version knows. Runs by itself whenever a ledger is opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import sqlalchemy as sa

from ikrar.ledger import words
from ikrar.ledger.schema import VERSION, meta, settings


class TooNew(Exception):
    """The ledger was written by a newer Ikrar."""


STEPS: Final[dict[int, Callable[[sa.Connection], None]]] = {}
"""By version: what makes a ledger of it into one of the next. The book itself never changes."""


def to_newest(connection: sa.Connection) -> None:
    """Makes the tables where there are none, and otherwise takes each step from the ledger's version on."""
    if not sa.inspect(connection).has_table("settings"):
        meta.create_all(connection)
        words.create(connection)
        connection.execute(settings.insert(), {"name": "schema", "value": str(VERSION)})
        return
    version = int(connection.execute(sa.select(settings.c.value).where(settings.c.name == "schema")).scalar_one())
    if version > VERSION:
        raise TooNew(f"was written by a newer Ikrar (its tables are version {version}, this one knows {VERSION}): update Ikrar")
    for step in range(version, VERSION):
        STEPS[step](connection)
    if version < VERSION:
        connection.execute(settings.update().where(settings.c.name == "schema"), {"value": str(VERSION)})
