"""Candidates for a judgement: which acts bear on which promises, and what that says of each. Nothing here is more than a proposal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

import sqlalchemy as sa

from ikrar.ledger import near, rules
from ikrar.ledger.book import Pen
from ikrar.ledger.judged import members
from ikrar.ledger.rules import Act, Party, Promise
from ikrar.ledger.schema import bearings, blocks, book, commitments, documents, entities, events, sides, statuses

MOST: Final = 300  # promises that one event is set against, and events one promise: the latest
BODIES: Final = ("organization", "person")
BINDING: Final = ("undertaking", "obligation", "demand")  # a declaration and a permission ask nobody to act


def judge(pen: Pen, document: int) -> None:
    """Sets the events of ``document`` against the promises of all others, its promises against all events, and judges anew."""
    c = pen.connection
    mine = sa.select(commitments.c.id).where(commitments.c.document == document, ~commitments.c.withdrawn).order_by(commitments.c.id)
    acts = sa.select(events.c.id).where(events.c.document == document, ~events.c.withdrawn).order_by(events.c.id)
    _judge(pen, list(c.execute(acts).scalars()), list(c.execute(mine).scalars()))


def judge_event(pen: Pen, event: int) -> None:
    """Sets one event, entered by hand, against all promises."""
    _judge(pen, [event], [])


def judge_commitment(pen: Pen, commitment: int) -> None:
    """Sets one promise, entered by hand, against all events."""
    _judge(pen, [], [commitment])


def _judge(pen: Pen, own_events: Sequence[int], own_promises: Sequence[int]) -> None:
    c = pen.connection
    touched = set(c.execute(sa.select(commitments.c.promise).where(commitments.c.id.in_(own_promises))).scalars())
    pairs = [*_promises_for(c, own_events), *_events_for(c, own_promises)]
    acts = _acts(c, {event for _, event in pairs})
    promises = _promises(c, {promise for promise, _ in pairs})
    known = _known(c, pairs)
    for promise, event in sorted(set(pairs)):
        before = known.get((promise, event))
        if promise not in promises or event not in acts or (before and before[2]):
            continue
        found = rules.bears(promises[promise], acts[event])
        if found is not None and (before is None or before[:2] != (found.bearing, found.extent)):
            body = {
                "commitment": promise,
                "event": event,
                "bearing": found.bearing,
                "extent": found.extent,
                "rule": found.rule,
                "why": found.why,
            }
            pen.append("bearing", body, by=rules.RULE)
            touched.add(promise)
    for promise in sorted(touched):
        settle(pen, promise)


def _known(c: sa.Connection, pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], tuple[str, int | None, bool]]:
    """What stands already, by promise and event: bearing, extent, and whether a person said so."""
    said = sa.select(commitments.c.promise, bearings.c.event, bearings.c.bearing, bearings.c.extent, bearings.c.person)
    said = said.join(commitments, bearings.c.commitment == commitments.c.id)
    said = said.where(bearings.c.event.in_({event for _, event in pairs}), bearings.c.in_force).order_by(bearings.c.entry)
    return {(promise, event): (bearing, extent, bool(person)) for promise, event, bearing, extent, person in c.execute(said)}


def _promises_for(c: sa.Connection, events_: Sequence[int]) -> Iterable[tuple[int, int]]:
    """The promises that each event may bear on: of its provisions, by a country that acts in it, or is hit by it."""
    if not events_:
        return
    types = dict(c.execute(sa.select(events.c.id, events.c.type).where(events.c.id.in_(events_))).all())
    places = {id_: place for id_, place in c.execute(sa.select(events.c.id, events.c.country).where(events.c.id.in_(events_))) if place}
    countries: dict[int, set[str]] = defaultdict(set)
    for line, country in c.execute(sa.select(sides.c.line, sides.c.country).where(sides.c.of == "event", sides.c.line.in_(events_))):
        if country:
            countries[line].add(country)
    keys: dict[int, set[int]] = defaultdict(set)
    for event, type_ in types.items():
        for provision in rules.provisions_for(type_):
            for country in {*countries[event], *([places[event]] if event in places else [])}:
                keys[near.key(f"{provision}|{country}")].add(event)
    if not keys:
        return
    hits = (
        sa.select(blocks.c.key, commitments.c.id)
        .join_from(blocks, commitments, blocks.c.line == commitments.c.id)
        .where(blocks.c.of == "commitment", blocks.c.key.in_(keys), commitments.c.promise == commitments.c.id)
        .where(commitments.c.kind.in_(BINDING), ~commitments.c.withdrawn)
        .order_by(commitments.c.id.desc())
        .limit(MOST)
    )
    for key, promise in c.execute(hits).all():
        for event in keys[key]:
            yield promise, event


def _events_for(c: sa.Connection, own: Sequence[int]) -> Iterable[tuple[int, int]]:
    """The events that may bear on the promises of these commitments: told before they were read, done after they were made.

    A promise that was known already is looked through again: a new telling may bring an earlier day, or words of another language.
    """
    mine = sa.select(commitments.c.promise, commitments.c.provision, sa.func.min(commitments.c.made_on).label("made_on"))
    group = sa.select(commitments.c.promise).where(commitments.c.id.in_(own))
    mine = mine.where(commitments.c.promise.in_(group), commitments.c.kind.in_(BINDING), ~commitments.c.withdrawn)
    for row in c.execute(mine.group_by(commitments.c.promise, commitments.c.provision).order_by(commitments.c.promise)).all():
        if row.made_on is None:
            continue
        countries = sa.select(sides.c.country).where(sides.c.of == "commitment", sides.c.line.in_(members(row.promise)))
        hits = (
            sa.select(events.c.id)
            .join_from(events, sides, (sides.c.of == "event") & (sides.c.line == events.c.id))
            .where(events.c.type.in_(rules.types_for(row.provision)), events.c.last >= row.made_on, sides.c.country.in_(countries))
            .where(~events.c.withdrawn)
            .distinct()
            .order_by(events.c.id.desc())
            .limit(MOST)
        )
        for event in c.execute(hits).scalars().all():
            yield row.promise, event


def _parties(c: sa.Connection, of: str, ids: Iterable[int]) -> dict[int, dict[str, list[Party]]]:
    found: dict[int, dict[str, list[Party]]] = defaultdict(lambda: defaultdict(list))
    told = sa.select(sides.c.line, sides.c.role, entities.c.actor, sides.c.country, sides.c.sector, entities.c.type, entities.c.key)
    told = told.outerjoin_from(sides, entities, sides.c.entity == entities.c.id).where(sides.c.of == of, sides.c.line.in_(list(ids)))
    for line, role, actor, country, sector, type_, key in c.execute(told):
        found[line][role].append(Party(actor, country, sector, type_ in BODIES and key is not None))
    return found


def _acts(c: sa.Connection, ids: Iterable[int]) -> dict[int, Act]:
    ids = list(ids)
    who = _parties(c, "event", ids)
    query = sa.select(events, documents.c.language).outerjoin_from(events, documents, events.c.document == documents.c.id)
    rows = c.execute(query.where(events.c.id.in_(ids), events.c.factuality.in_(("actual", "denied")))).all()
    told = sa.select(commitments.c.document, commitments.c.span).where(commitments.c.kind == "undertaking", ~commitments.c.withdrawn)
    promising = {tuple(row) for row in c.execute(told.where(commitments.c.document.in_({r.document for r in rows if r.document})))}
    return {
        r.id: Act(
            r.type, r.mode, r.first, r.told, r.quote, r.language or "en",
            tuple(who[r.id]["actor"]), tuple(who[r.id]["recipient"]), r.country, r.document, r.last, (r.document, r.span) in promising,
        )
        for r in rows
    }  # fmt: skip


def _promises(c: sa.Connection, ids: Iterable[int]) -> dict[int, Promise]:
    """Each promise as all its tellings have it together: one names whom it is for, another the day, a third is in another language."""
    query = sa.select(commitments, documents.c.language).outerjoin(documents, commitments.c.document == documents.c.id)
    query = query.where(commitments.c.promise.in_(list(ids)), ~commitments.c.withdrawn).order_by(commitments.c.id)
    groups: dict[int, list[Any]] = defaultdict(list)
    for row in c.execute(query):
        groups[row.promise].append(row)
    who = _parties(c, "commitment", [row.id for rows in groups.values() for row in rows])
    names = _names(c, groups)
    promises: dict[int, Promise] = {}
    for promise, rows in groups.items():
        actions: dict[str, str] = {}
        for row in rows:
            actions.setdefault(row.language or "en", row.action or row.quote)
        sides_ = {role: tuple(dict.fromkeys(p for row in rows for p in who[row.id][role])) for role in ("promisor", "beneficiary")}
        promises[promise] = Promise(
            rows[0].provision,
            min((row.made_on for row in rows if row.made_on), default=None),
            actions,
            sides_["promisor"],
            sides_["beneficiary"],
            rows[0].document,
            rows[0].kind,
            names.get(promise, ()),
        )
    return promises


def _names(c: sa.Connection, promises: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """The names of the parties of each promise."""
    query = sa.select(commitments.c.promise, entities.c.name).select_from(commitments)
    query = query.join(sides, (sides.c.of == "commitment") & (sides.c.line == commitments.c.id)).join(
        entities, sides.c.entity == entities.c.id
    )
    found: dict[int, list[str]] = defaultdict(list)
    for promise, called in c.execute(query.where(commitments.c.promise.in_(list(promises))).order_by(entities.c.id)):
        found[promise].append(called)
    return {promise: tuple(dict.fromkeys(called)) for promise, called in found.items()}


def settle(pen: Pen, promise: int) -> None:
    """Judges a promise by what bears on it; written down only where it says something else than the last time."""
    c = pen.connection
    told = commitments.c.id.label("commitment"), commitments.c.told, commitments.c.provision, commitments.c.promise, commitments.c.condition
    group = c.execute(sa.select(*told).where(commitments.c.promise == promise, ~commitments.c.withdrawn).order_by(commitments.c.id)).all()
    if not group:
        return
    ids = [row.commitment for row in group]
    bear = (
        sa.select(
            bearings.c.entry, bearings.c.bearing, bearings.c.extent, events.c.id, events.c.happening, events.c.factuality, events.c.last
        )
        .join_from(bearings, events, bearings.c.event == events.c.id)
        .where(bearings.c.commitment.in_(ids), bearings.c.in_force, ~events.c.withdrawn)
        .order_by(bearings.c.entry)
    )
    found = c.execute(bear).all()
    status, extent, evidence = judgement(group[0].provision, found, any(row.condition for row in group))
    if status == "open":
        said = next((row for row in reversed(group) if row.told != "open"), None)
        if said is not None:
            status, evidence = said.told, [{"commitment": said.commitment}]
    last = sa.select(statuses.c.status, statuses.c.extent, book.c.body).join_from(statuses, book, statuses.c.entry == book.c.seq)
    last = last.where(statuses.c.promise.in_(ids), ~statuses.c.person).order_by(statuses.c.entry.desc()).limit(1)
    before = c.execute(last).one_or_none()
    if (before.status, before.extent) == (status, extent) if before else status == "open":
        return
    body = {"commitment": promise, "status": status, "extent": extent, "evidence": evidence}
    pen.append("status", body, by=rules.RULE)


def judgement(provision: str, found: Sequence[Any], conditional: bool = False) -> tuple[str, int | None, list[dict[str, Any]]]:
    """Status, extent and evidence that follow from bearings; each has bearing, extent, id, happening, factuality."""
    held: dict[str, list[Any]] = defaultdict(list)
    for b in found:
        name = b.bearing
        if b.factuality == "denied":  # it is said not to have happened
            name = {"for": "not", "under-way": "not", "against": "cleared"}.get(name, name)
        held[name].append(b)

    def evidence(*names: str) -> list[dict[str, Any]]:
        return [{"event": b.id, "bearing": b.bearing, "claim": b.entry} for name in names for b in held[name]]

    done, way, against, not_, cleared = (held[name] for name in ("for", "under-way", "against", "not", "cleared"))
    disputed = held["disputed"]
    if held["withdrawn"]:
        return ("lapsed" if conditional else "withdrawn"), None, evidence("withdrawn")
    if against and (cleared or (done and provision not in rules.table().continuing)):
        return "contested", None, evidence("for", "under-way", "against", "cleared")
    if (done or way) and not_:
        return "contested", None, evidence("for", "under-way", "not")
    if against:
        return "breached", 0 if not (done or way) else 1, evidence("against", "disputed", "for", "under-way")
    if disputed:
        return "contested", 1 if done or way else 0, evidence("disputed", "for", "under-way")
    if done:
        return "fulfilled", 3, evidence("for", "under-way")
    if way:
        steps = {b.happening for b in way}
        return "under-way", min(2, max(max(b.extent or 1 for b in way), len(steps))), evidence("under-way")
    return "open", None, []
