"""Brings the tables of an older ledger up to those that this version knows. Runs by itself whenever a ledger is opened.

The book never changes its form, and all else follows from it: so tables of an older version are thrown away and made anew. Where
only indices have changed, the tables stay.
"""

from __future__ import annotations

import sqlalchemy as sa

from ikrar.ledger import words
from ikrar.ledger.schema import INDICES_ONLY, VERSION, book, meta, settings

KEPT = (book.name, settings.name, "users", "sessions")  # the last two: `users`, which no book gives back


class TooNew(Exception):
    """The ledger was written by a newer Ikrar."""


def to_newest(connection: sa.Connection) -> bool:
    """Makes the tables where there are none; whether there were older ones, so that they are empty now, to be made from the book."""
    if not sa.inspect(connection).has_table(settings.name):
        create(connection)
        connection.execute(settings.insert(), {"name": "schema", "value": str(VERSION)})
        return False
    version = int(connection.execute(sa.select(settings.c.value).where(settings.c.name == "schema")).scalar_one())
    if version > VERSION:
        raise TooNew(f"was written by a newer Ikrar (its tables are version {version}, this one knows {VERSION}): update Ikrar")
    if version == VERSION:
        return False
    same = INDICES_ONLY.issuperset(range(version + 1, VERSION + 1))
    (reindex if same else clear)(connection)
    connection.execute(settings.update().where(settings.c.name == "schema"), {"value": str(VERSION)})
    return not same


def create(connection: sa.Connection) -> None:
    """Makes the tables that are not there."""
    meta.create_all(connection)
    words.create(connection)


def reindex(connection: sa.Connection) -> None:
    """Gives the tables the indices of this version."""
    for table in meta.sorted_tables:
        had = {str(index.name): index for index in sa.Table(table.name, sa.MetaData(), autoload_with=connection).indexes}
        wanted = {str(index.name): index for index in table.indexes}
        for name in sorted(had.keys() - wanted.keys()):
            had[name].drop(connection)
        for name in sorted(wanted.keys() - had.keys()):
            wanted[name].create(connection)


def clear(connection: sa.Connection) -> None:
    """Throws away all tables but the book, whatever version they are of, and makes them empty."""
    connection.execute(sa.text("DROP TABLE IF EXISTS words"))  # first: it brings tables of its own on SQLite
    for name in sa.inspect(connection).get_table_names():
        if name not in KEPT:
            sa.Table(name, sa.MetaData()).drop(connection)
    create(connection)
