"""How many there are of each: for the facets of a view."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa

from ikrar.ledger import asked
from ikrar.ledger.schema import commitments, events, promises

MOST: Final = 5_000
"""Promises that are counted while a page is waited for."""


def by_status(connection: sa.Connection) -> dict[str, int]:
    """How many promises stand in each status."""
    query = sa.select(promises.c.status, sa.func.count()).join(commitments, commitments.c.id == promises.c.id)
    query = query.where(commitments.c.promise == commitments.c.id, ~commitments.c.withdrawn).group_by(promises.c.status)
    return {row.status: row[1] for row in connection.execute(query)}


def by_status_of(connection: sa.Connection, **conditions: Any) -> dict[str, int] | None:
    """The same of the promises that `ask.list_commitments` would list; None where they are too many to be counted."""
    return asked.the_standing(connection, MOST, **conditions)


def any_lines(connection: sa.Connection) -> bool:
    """Whether there is any promise or event: also a ledger without reports has those that were entered by hand."""
    return any(connection.execute(sa.select(sa.exists().where(~of.c.withdrawn))).scalar() for of in (commitments, events))
