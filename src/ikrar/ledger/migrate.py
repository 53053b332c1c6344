"""Brings the tables of an older ledger up to those that this version knows. Runs by itself whenever a ledger is opened.

The book never changes its form, and all else follows from it: so tables of an older version are thrown away and made anew (`anew`).
Where only indices have changed, the tables stay.
"""

from __future__ import annotations

from enum import Enum

import sqlalchemy as sa

from ikrar.ledger import anew
from ikrar.ledger.schema import INDICES_ONLY, VERSION, meta, settings


class TooNew(Exception):
    """The ledger was written by a newer Ikrar."""


class Work(Enum):
    """What is to be done with the tables of a ledger before it can be asked anything."""

    CREATE = "there are none"
    REINDEX = "other indices"
    REMAKE = "other tables"


def wanting(connection: sa.Connection) -> Work | None:
    """What is to be done; None where its tables are those of this version."""
    if not sa.inspect(connection).has_table(settings.name):
        return Work.CREATE
    version = _version(connection)
    if version > VERSION:
        raise TooNew(f"was written by a newer Ikrar (its tables are version {version}, this one knows {VERSION}): update Ikrar")
    if version == VERSION:
        return None
    after = set(range(version + 1, VERSION + 1))
    return Work.REINDEX if after <= INDICES_ONLY else Work.REMAKE


def to_newest(connection: sa.Connection, work: Work, told: anew.Told | None = None) -> None:
    """Does what is `wanting`; ``told`` is called where that takes time."""
    if work is Work.CREATE:
        anew.create(connection)
        connection.execute(settings.insert(), {"name": "schema", "value": str(VERSION)})
        return
    if work is Work.REMAKE:
        anew.make(connection, told)
    else:
        reindex(connection)
    connection.execute(settings.update().where(settings.c.name == "schema"), {"value": str(VERSION)})


def _version(connection: sa.Connection) -> int:
    return int(connection.execute(sa.select(settings.c.value).where(settings.c.name == "schema")).scalar_one())


def reindex(connection: sa.Connection) -> None:
    """Gives the tables the indices of this version."""
    for table in meta.sorted_tables:
        had = {str(index.name): index for index in sa.Table(table.name, sa.MetaData(), autoload_with=connection).indexes}
        wanted = {str(index.name): index for index in table.indexes}
        for name in sorted(had.keys() - wanted.keys()):
            had[name].drop(connection)
        for name in sorted(wanted.keys() - had.keys()):
            wanted[name].create(connection)
