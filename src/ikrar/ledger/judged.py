"""What stands today for each promise: the events that bear on it, the judgements on it, and the best of them.

A judgement is dated and never overwritten: the newest of a person that was not taken back, or else the newest of the machine.
"""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa

from ikrar.ledger import at_hand, weigh
from ikrar.ledger.prepared import Prepared
from ikrar.ledger.schema import bearings, commitments, documents, events, promises, statuses
from ikrar.ledger.sql import among, is_

STALE: Final = "ikrar.stale"
"""Under which a connection holds the promises to be counted anew."""
_STANDING = Prepared(
    sa.select(bearings.c.entry, bearings.c.person).where(
        is_(bearings.c.commitment, "commitment"), is_(bearings.c.event, "event"), bearings.c.in_force
    )
)
_INSERT = Prepared(bearings.insert())
_INSERT_STATUS = Prepared(statuses.insert())


def take_bearing(connection: sa.Connection, seq: int, body: Any, *, person: bool) -> None:
    """A claim that an event bears on a promise. ``body``: commitment, event, bearing (for, against, under-way, denied, none), extent."""
    standing = _STANDING.first(connection, commitment=body["commitment"], event=body["event"])
    wins = standing is None or person or not standing.person
    if wins and standing is not None:
        connection.execute(bearings.update().where(bearings.c.entry == standing.entry), {"in_force": False})
    at_hand.of(connection).bearing = True
    row = {"entry": seq, "commitment": body["commitment"], "event": body["event"], "bearing": body["bearing"]}
    _INSERT.put(connection, row | {"extent": body.get("extent"), "person": person, "in_force": wins})
    refresh(connection, promise_of(connection, body["commitment"]))


def undo_bearing(connection: sa.Connection, seq: int) -> None:
    """A person takes back what they said of a bearing: what stood before stands again."""
    claim = connection.execute(sa.select(bearings).where(bearings.c.entry == seq)).one()
    connection.execute(bearings.update().where(bearings.c.entry == seq), {"in_force": False, "bearing": "undone"})
    pair = (bearings.c.commitment == claim.commitment) & (bearings.c.event == claim.event) & (bearings.c.bearing != "undone")
    before = sa.select(bearings.c.entry).where(pair).order_by(bearings.c.person.desc(), bearings.c.entry.desc()).limit(1)
    if (entry := connection.execute(before).scalar()) is not None:
        connection.execute(bearings.update().where(bearings.c.entry == entry), {"in_force": True})
    refresh(connection, promise_of(connection, claim.commitment))


def take_status(connection: sa.Connection, seq: int, body: Any, *, person: bool) -> None:
    """A judgement on a promise. ``body``: commitment, status, extent."""
    promise = promise_of(connection, body["commitment"])
    row = {"entry": seq, "promise": body["commitment"], "status": body["status"], "extent": body.get("extent")}
    _INSERT_STATUS.put(connection, row | {"person": person, "undone": False})
    refresh(connection, promise)


def undo_status(connection: sa.Connection, seq: int) -> None:
    """A person takes back their judgement."""
    promise = connection.execute(sa.select(statuses.c.promise).where(statuses.c.entry == seq)).scalar_one()
    connection.execute(statuses.update().where(statuses.c.entry == seq), {"undone": True})
    refresh(connection, promise_of(connection, promise))


_PROMISE_OF = Prepared(sa.select(commitments.c.promise).where(is_(commitments.c.id, "commitment")))


def promise_of(connection: sa.Connection, commitment: int) -> int:
    """The promise that a told commitment belongs to."""
    return int(_PROMISE_OF.one(connection, commitment=commitment).promise)


def members(promise: int) -> sa.Select[tuple[int]]:
    """The told commitments that are one promise."""
    return sa.select(commitments.c.id).where(commitments.c.promise == promise)


_MEMBERS = sa.select(commitments.c.id).where(is_(commitments.c.promise, "promise"))
_BEST = Prepared(
    sa.select(statuses.c.entry, statuses.c.status, statuses.c.extent, statuses.c.person)
    .where(statuses.c.promise.in_(_MEMBERS), ~statuses.c.undone)
    .order_by(statuses.c.person.desc(), statuses.c.entry.desc())
    .limit(1)
)
_STORIES = Prepared(
    sa.select(sa.func.count(documents.c.story.distinct()))
    .select_from(commitments.join(documents, commitments.c.document == documents.c.id))
    .where(is_(commitments.c.promise, "promise"), ~commitments.c.withdrawn)
)
_COUNTED = Prepared(
    sa.select(bearings.c.bearing, events.c.factuality, events.c.happening, sa.func.max(events.c.last))
    .select_from(bearings.join(events, bearings.c.event == events.c.id))
    .where(bearings.c.commitment.in_(_MEMBERS), bearings.c.in_force, ~events.c.withdrawn)
    .group_by(bearings.c.bearing, events.c.factuality, events.c.happening)
)
_DEADLINE = Prepared(
    sa.select(commitments.c.deadline, commitments.c.deadline_words, commitments.c.due)
    .where(is_(commitments.c.promise, "promise"), ~commitments.c.withdrawn, commitments.c.deadline.is_not(None))
    # a person's word first, then a day before "open", then the latest telling
    .order_by(commitments.c.person.desc(), commitments.c.due.is_(None), commitments.c.made_on.desc(), commitments.c.id.desc())
    .limit(1)
)
_STANDS = Prepared(promises.update().where(promises.c.id == sa.bindparam("promise")))


def refresh(connection: sa.Connection, promise: int) -> None:
    """What stands for a promise today is to be counted anew, once for all entries that follow from one: with the next `flush`."""
    connection.info.setdefault(STALE, set()).add(promise)


def flush(connection: sa.Connection) -> None:
    """Counts anew what has changed."""
    for promise in sorted(connection.info.pop(STALE, ())):
        _refresh(connection, promise)


def _refresh(connection: sa.Connection, promise: int) -> None:
    judgement = _BEST.first(connection, promise=promise)
    held: dict[str, set[int]] = {"for": set(), "against": set(), "neutral": set()}
    days: list[str] = []
    for bearing, factuality, happening, last in _COUNTED.tuples(connection, promise=promise):
        side = weigh.side(bearing, factuality)
        held[side].add(happening)
        days += [last] if last and side != "neutral" else []
    told = _DEADLINE.first(connection, promise=promise)
    values = {
        "status": judgement.status if judgement else "open",
        "extent": judgement.extent if judgement else 0,
        "confirmed": bool(judgement and judgement.person),
        "judged": judgement.entry if judgement else None,
        "stories": _STORIES.scalar(connection, promise=promise),
        "for": len(held["for"]),
        "against": len(held["against"]),
        "last": max(days, default=None),
        "deadline": told.deadline if told else None,
        "deadline_words": told.deadline_words if told else None,
        "due": told.due if told else None,
    }
    _STANDS.put(connection, values | {"promise": promise})


_HIT = Prepared(
    sa.select(commitments.c.promise)
    .select_from(commitments.join(bearings, bearings.c.commitment == commitments.c.id).join(events, bearings.c.event == events.c.id))
    .where(among(events.c.happening, "happenings"))
    .distinct()
)


def recount(connection: sa.Connection, happenings: list[int]) -> None:
    """Counts anew what events that were joined or parted bear on."""
    for promise in sorted(_HIT.scalars(connection, happenings=happenings)):
        refresh(connection, promise)
