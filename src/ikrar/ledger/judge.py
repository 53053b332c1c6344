"""Candidates for a judgement: which acts bear on which promises, and what that says of each. Nothing here is more than a proposal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Final

import sqlalchemy as sa

from ikrar.ledger import near, rules
from ikrar.ledger.book import Pen
from ikrar.ledger.lines import TOLD_WITHIN, anybody_key, doer_key
from ikrar.ledger.rules import Act, Party, Promise
from ikrar.ledger.schema import bearings, commitments, documents, entities, events, sides, statuses
from ikrar.ledger.sql import among, is_, latest
from ikrar.model.codes import PROVISIONS

MOST: Final = 300  # promises that one event is set against, and events one promise: the latest
BODIES: Final = ("organization", "person")
TELLINGS: Final = 2  # of a promise; so many more lines are looked at, to find MOST promises
BINDING: Final = ("undertaking", "obligation", "demand")  # a declaration and a permission ask nobody to act


_OWN = {
    of: sa.select(t.c.id).where(is_(t.c.document, "document"), ~t.c.withdrawn).order_by(t.c.id)
    for of, t in (("event", events), ("commitment", commitments))
}


def judge(pen: Pen, document: int) -> None:
    """Sets the events of ``document`` against the promises of all others, its promises against all events, and judges anew."""
    own_events, own_promises = (pen.connection.execute(_OWN[of], {"document": document}).scalars().all() for of in ("event", "commitment"))
    _judge(pen, own_events, own_promises)


def judge_event(pen: Pen, event: int) -> None:
    """Sets one event, entered by hand, against all promises."""
    _judge(pen, [event], [])


def judge_commitment(pen: Pen, commitment: int) -> None:
    """Sets one promise, entered by hand, against all events."""
    _judge(pen, [], [commitment])


_PROMISES_OF = sa.select(commitments.c.promise).where(among(commitments.c.id, "ids"))


def _judge(pen: Pen, own_events: Sequence[int], own_promises: Sequence[int]) -> None:
    c = pen.connection
    touched = set(c.execute(_PROMISES_OF, {"ids": own_promises}).scalars()) if own_promises else set()
    acts, promises = _acts(c, own_events), _promises(c, touched)
    pairs = {*_promises_for(c, acts), *_events_for(c, promises)}
    acts |= _acts(c, {event for _, event in pairs} - set(acts))
    promises |= _promises(c, {promise for promise, _ in pairs} - set(promises))
    found = {(p, e): bearing for p, e in pairs if p in promises and e in acts and (bearing := rules.bears(promises[p], acts[e]))}
    known = _known(c, found)
    for (promise, event), bears in sorted(found.items()):
        before = known.get((promise, event))
        if before is None or (not before[2] and before[:2] != (bears.bearing, bears.extent)):
            told = {"bearing": bears.bearing, "extent": bears.extent, "rule": bears.rule, "why": bears.why}
            pen.append("bearing", {"commitment": promise, "event": event} | told, by=rules.RULE)
            touched.add(promise)
    for promise in sorted(touched):
        settle(pen, promise)


_KNOWN = (
    sa.select(commitments.c.promise, bearings.c.event, bearings.c.bearing, bearings.c.extent, bearings.c.person)
    .join(commitments, bearings.c.commitment == commitments.c.id)
    .where(among(bearings.c.event, "ids"), bearings.c.in_force)
    .order_by(bearings.c.entry)
)


def _known(c: sa.Connection, pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], tuple[str, int | None, bool]]:
    """What stands already, by promise and event: bearing, extent, and whether a person said so."""
    ids = sorted({event for _, event in pairs})
    said = c.execute(_KNOWN, {"ids": ids}) if ids else ()
    return {(promise, event): (bearing, extent, bool(person)) for promise, event, bearing, extent, person in said}


_TOLD = commitments.alias("told")
_MADE = sa.select(sa.func.min(_TOLD.c.made_on)).where(_TOLD.c.promise == commitments.c.id, ~_TOLD.c.withdrawn).scalar_subquery()
_HEADS = (
    sa.select(commitments.c.id)
    .where(among(commitments.c.id, "ids"), commitments.c.promise == commitments.c.id)
    .where(commitments.c.kind.in_(BINDING), ~commitments.c.withdrawn)
    .where(commitments.c.made_on.is_(None) | (commitments.c.made_on >= sa.bindparam("since")), sa.bindparam("until") >= _MADE)
    .order_by(commitments.c.id.desc())
    .limit(MOST)
)


def _promises_for(c: sa.Connection, acts: dict[int, Act]) -> Iterable[tuple[int, int]]:
    """The promises that each act may bear on: of the provisions that its words speak of, by a country that acts in it, or is hit by it."""
    keys: dict[int, set[int]] = defaultdict(set)
    days: set[date] = set()
    for event, act in acts.items():
        if act.first is None:
            continue
        doers = {party.country for party in act.actors if party.country}
        everybody = doers | {party.country for party in act.recipients if party.country} | ({act.place} if act.place else set())
        for rule in rules.fitting(act.type, act.mode, act.quote, act.language):
            days |= {date.fromisoformat(act.first), date.fromisoformat(act.last or act.first)}
            for country in doers if rule.actor == "promisor" else everybody:
                for provision in rule.provisions or PROVISIONS:
                    keys[near.key(f"{provision}|{country}")].add(event)
    if not keys:
        return
    hits = latest(c, "commitment", keys, MOST * TELLINGS)
    between = {"since": _plus(min(days), -rules.table().within), "until": _plus(max(days), TOLD_WITHIN.days)}
    heads = set(c.execute(_HEADS, {"ids": {line for _, line in hits}, **between}).scalars())
    for key, promise in hits:
        if promise in heads:
            for event in keys[key]:
                yield promise, event


def _plus(day: date, days: int) -> str:
    return (day + timedelta(days=days)).isoformat()


_BETWEEN = (
    sa.select(events.c.id)
    .where(among(events.c.id, "ids"), events.c.last >= sa.bindparam("made"), events.c.first <= sa.bindparam("until"), ~events.c.withdrawn)
    .order_by(events.c.id.desc())
    .limit(MOST)
)


def _events_for(c: sa.Connection, promises: dict[int, Promise]) -> Iterable[tuple[int, int]]:
    """The events that may bear on these promises: told before they were read, done after they were made.

    A promise that was known already is looked through again: a new telling may bring an earlier day, or words of another language.
    """
    for number, promise in promises.items():
        keys = {near.key(k) for k in _sought(promise)}
        if promise.made is None or not keys:
            continue
        until = _plus(date.fromisoformat(promise.made), rules.table().within)
        hits = {line for _, line in latest(c, "act", keys, MOST)}
        for event in c.execute(_BETWEEN, {"ids": hits, "made": promise.made, "until": until}).scalars():
            yield number, event


def _sought(promise: Promise) -> Iterable[str]:
    """The keys of the acts that a rule may take to bear on a promise."""
    sides_ = {"promisor": promise.promisors, "beneficiary": promise.beneficiaries}
    lands = {side: {p.country for p in parties if p.country} for side, parties in sides_.items()}
    for rule in rules.concerning(promise):
        for type_ in rules.types_of(rule):
            if rule.actor in {"anyone", "other"}:
                yield from (anybody_key(type_, country) for country in lands["promisor"] | lands["beneficiary"])
            else:
                yield from (doer_key(type_, country) for country in lands[rule.actor])


_SIDES = (
    sa.select(sides.c.line, sides.c.role, entities.c.actor, sides.c.country, sides.c.sector, entities.c.type, entities.c.key)
    .outerjoin_from(sides, entities, sides.c.entity == entities.c.id)
    .where(is_(sides.c.of, "of"), among(sides.c.line, "ids"))
)


def _parties(c: sa.Connection, of: str, ids: Iterable[int]) -> dict[int, dict[str, list[Party]]]:
    found: dict[int, dict[str, list[Party]]] = defaultdict(lambda: defaultdict(list))
    for line, role, actor, country, sector, type_, key in c.execute(_SIDES, {"of": of, "ids": ids}).all():
        found[line][role].append(Party(actor, country, sector, type_ in BODIES and key is not None))
    return found


_ACTS = (
    sa.select(
        events.c.id, events.c.type, events.c.mode, events.c.first, events.c.told, events.c.quote, documents.c.language,
        events.c.country, events.c.document, events.c.last, events.c.span,
    )
    .outerjoin_from(events, documents, events.c.document == documents.c.id)
    .where(among(events.c.id, "ids"), events.c.factuality.in_(("actual", "denied")))
)  # fmt: skip


_UNDERTAKEN = sa.select(commitments.c.document, commitments.c.span).where(
    among(commitments.c.document, "ids"), commitments.c.kind == "undertaking", ~commitments.c.withdrawn
)


def _acts(c: sa.Connection, ids: Collection[int]) -> dict[int, Act]:
    if not ids:
        return {}
    who = _parties(c, "event", ids)
    rows = c.execute(_ACTS, {"ids": ids}).all()
    promising = {tuple(row) for row in c.execute(_UNDERTAKEN, {"ids": {r.document for r in rows if r.document}}).all()}
    return {
        id_: Act(
            type_, mode, first, told, quote, language or "en",
            tuple(who[id_]["actor"]), tuple(who[id_]["recipient"]), country, document, last, (document, span) in promising,
        )
        for id_, type_, mode, first, told, quote, language, country, document, last, span in rows
    }  # fmt: skip


_TELLINGS = (
    sa.select(
        commitments.c.id, commitments.c.promise, commitments.c.provision, commitments.c.kind, commitments.c.made_on,
        commitments.c.action, commitments.c.quote, commitments.c.document, documents.c.language,
    )
    .outerjoin(documents, commitments.c.document == documents.c.id)
    .where(among(commitments.c.promise, "ids"), ~commitments.c.withdrawn)
    .order_by(commitments.c.id)
)  # fmt: skip


def _promises(c: sa.Connection, ids: Collection[int]) -> dict[int, Promise]:
    """Each promise as all its tellings have it together: one names whom it is for, another the day, a third is in another language."""
    if not ids:
        return {}
    groups: dict[int, list[Any]] = defaultdict(list)
    for row in c.execute(_TELLINGS, {"ids": ids}).all():
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


_NAMES = (
    sa.select(commitments.c.promise, entities.c.name)
    .join(sides, (sides.c.of == "commitment") & (sides.c.line == commitments.c.id))
    .join(entities, sides.c.entity == entities.c.id)
    .where(among(commitments.c.promise, "ids"))
    .order_by(entities.c.id)
)


def _names(c: sa.Connection, promises: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The names of the parties of each promise."""
    found: dict[int, list[str]] = defaultdict(list)
    for promise, called in c.execute(_NAMES, {"ids": promises}).all():
        found[promise].append(called)
    return {promise: tuple(dict.fromkeys(called)) for promise, called in found.items()}


_GROUP = (
    sa.select(commitments.c.id.label("commitment"), commitments.c.told, commitments.c.provision, commitments.c.condition)
    .where(is_(commitments.c.promise, "promise"), ~commitments.c.withdrawn)
    .order_by(commitments.c.id)
)
_BEAR = (
    sa.select(bearings.c.entry, bearings.c.bearing, bearings.c.extent, events.c.id, events.c.happening, events.c.factuality, events.c.last)
    .join_from(bearings, events, bearings.c.event == events.c.id)
    .where(among(bearings.c.commitment, "ids"), bearings.c.in_force, ~events.c.withdrawn)
    .order_by(bearings.c.entry)
)
_LAST = (
    sa.select(statuses.c.status, statuses.c.extent)
    .where(among(statuses.c.promise, "ids"), ~statuses.c.person)
    .order_by(statuses.c.entry.desc())
    .limit(1)
)


def settle(pen: Pen, promise: int) -> None:
    """Judges a promise by what bears on it; written down only where it says something else than the last time."""
    c = pen.connection
    group = c.execute(_GROUP, {"promise": promise}).all()
    if not group:
        return
    ids = [row.commitment for row in group]
    found = c.execute(_BEAR, {"ids": ids}).all()
    status, extent, evidence = judgement(group[0].provision, found, any(row.condition for row in group))
    if status == "open":
        said = next((row for row in reversed(group) if row.told != "open"), None)
        if said is not None:
            status, evidence = said.told, [{"commitment": said.commitment}]
    before = c.execute(_LAST, {"ids": ids}).one_or_none()
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
