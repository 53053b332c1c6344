"""Candidates for a judgement: which acts bear on which promises, and what that says of each. Nothing here is more than a proposal."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final

import msgspec
import sqlalchemy as sa

from ikrar.ledger import at_hand, lately, marks, rules, weigh
from ikrar.ledger.book import Pen
from ikrar.ledger.days import TOLD_WITHIN
from ikrar.ledger.parties import REMEMBERED, unpacked
from ikrar.ledger.prepared import Prepared
from ikrar.ledger.promise import Act, Party, Promise
from ikrar.ledger.schema import bearings, book, commitments, documents, events, statuses
from ikrar.ledger.sql import among, is_
from ikrar.model.said import Said

MOST: Final = 50  # promises that one event is set against, and events one promise: the latest
TELLINGS: Final = 4  # of a promise that are looked at besides the first in each language
BY_WORDS: Final = "told"
"""The rule by which a sentence, of whatever type, tells what became of a promise (`deeds`)."""
BODIES: Final = ("organization", "person", "armed-group")
BINDING: Final = ("undertaking", "obligation", "demand")  # a declaration and a permission ask nobody to act


_OWN = {
    of: Prepared(sa.select(t.c.id).where(is_(t.c.document, "document"), ~t.c.withdrawn).order_by(t.c.id))
    for of, t in (("event", events), ("commitment", commitments))
}


def judge(pen: Pen, document: int) -> None:
    """Sets the events of ``document`` against the promises of all others, its promises against all events, and judges anew."""
    if (written := at_hand.of(pen.connection).written) is not None:
        own = [row["id"] for row in written.events], [row["id"] for row in written.commitments]
    else:
        own = _OWN["event"].scalars(pen.connection, document=document), _OWN["commitment"].scalars(pen.connection, document=document)
    _judge(pen, *own)


def judge_event(pen: Pen, event: int) -> None:
    """Sets one event, entered by hand, against all promises."""
    _judge(pen, [event], [])


def judge_corrected(pen: Pen, event: int) -> None:
    """Sets an event anew against all promises, since a person says otherwise what it is: what the table no longer says is taken back."""
    c = pen.connection
    judge_event(pen, event)
    query = sa.select(bearings.c.commitment, commitments.c.promise, book.c.body).join(
        commitments, bearings.c.commitment == commitments.c.id
    )
    query = query.join(book, book.c.seq == bearings.c.entry).where(bearings.c.event == event, bearings.c.in_force, ~bearings.c.person)
    said = c.execute(query.where(bearings.c.bearing != "none").order_by(bearings.c.entry)).all()
    acts, promises = _acts(c, [event]), promises_of(c, {row.promise for row in said})
    for row in said:
        if msgspec.json.decode(row.body)["rule"] == BY_WORDS or (event in acts and rules.bears(promises[row.promise], acts[event])):
            continue
        told = {"bearing": "none", "extent": None, "rule": None, "because": Said("because.corrected")._asdict()}
        pen.append("bearing", {"commitment": row.commitment, "event": event} | told, by=rules.RULE)
        settle(pen, row.promise)


def judge_commitment(pen: Pen, commitment: int) -> None:
    """Sets one promise, entered by hand, against all events."""
    _judge(pen, [], [commitment])


def _judge(pen: Pen, own_events: Sequence[int], own_promises: Sequence[int]) -> None:
    c = pen.connection
    touched = {line.group for line in lately.lines(c, "commitment", own_promises)}
    acts, promises = _acts(c, own_events), promises_of(c, touched)
    pairs = {*_promises_for(c, acts), *_events_for(c, promises)}
    acts |= _acts(c, {event for _, event in pairs} - set(acts))
    promises |= promises_of(c, {promise for promise, _ in pairs} - set(promises))
    found = {(p, e): bearing for p, e in pairs if p in promises and e in acts and (bearing := rules.bears(promises[p], acts[e]))}
    known, hit = _known(c, found), set()
    for (promise, event), bears in sorted(found.items()):
        before = known.get((promise, event))
        if before is None or (not before[2] and before[:2] != (bears.bearing, bears.extent)):
            told = {"bearing": bears.bearing, "extent": bears.extent, "rule": bears.rule, "because": bears.why._asdict()}
            pen.append("bearing", {"commitment": promise, "event": event} | told, by=rules.RULE)
            hit.add(promise)
    for promise in sorted((touched | hit) - (_unheard(c) - hit)):
        settle(pen, promise)


def _unheard(c: sa.Connection) -> set[int]:
    """The promises that were just written and are no others' tellings: of them nothing is known but what their report tells."""
    hand = at_hand.of(c)
    written = hand.written
    return {row["id"] for row in written.commitments if row["told"] == "open" and hand.alone(row["id"])} if written else set()


_KNOWN = Prepared(
    sa.select(commitments.c.promise, bearings.c.event, bearings.c.bearing, bearings.c.extent, bearings.c.person)
    .join(commitments, bearings.c.commitment == commitments.c.id)
    .where(among(bearings.c.event, "ids"), bearings.c.in_force)
    .order_by(bearings.c.entry)
)


def _known(c: sa.Connection, pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], tuple[str, int | None, bool]]:
    """What stands already, by promise and event: bearing, extent, and whether a person said so."""
    ids = sorted({event for _, event in pairs})
    said = _KNOWN.tuples(c, ids=ids) if ids else ()
    return {(promise, event): (bearing, extent, bool(person)) for promise, event, bearing, extent, person in said}


_HEADS = Prepared(
    sa.select(commitments.c.id, commitments.c.promise).where(
        among(commitments.c.id, "ids"), commitments.c.kind.in_([sa.literal(kind) for kind in BINDING]), ~commitments.c.withdrawn
    )
)


def _promises_for(c: sa.Connection, acts: dict[int, Act]) -> set[tuple[int, int]]:
    """The promises that each act may bear on: of the provisions that its words speak of, by a country that acts in it, or is hit by it."""
    asked: marks.Asked = {}
    days: set[date] = set()
    for event, act in acts.items():
        if act.first is not None:
            days |= {date.fromisoformat(act.first), date.fromisoformat(act.last or act.first)}
            marks.for_act(event, act, asked)
    if not asked:
        return set()
    since, until = _plus(min(days), -rules.table().within), _plus(max(days), TOLD_WITHIN.days)
    found = list(marks.found(c, asked, since, until, MOST))
    heads = _heads(c, {line for _, line in found})
    latest = set(sorted(set(heads.values()))[-MOST:])
    return {(heads[line], event) for event, line in found if heads.get(line) in latest}


def _heads(c: sa.Connection, ids: Collection[int]) -> dict[int, int]:
    """By commitment that binds somebody the promise that it tells."""
    hand = at_hand.of(c)
    if missing := [id_ for id_ in ids if id_ not in hand.heads]:
        hand.heads |= dict.fromkeys(missing) | dict(_HEADS.tuples(c, ids=missing))
    return {id_: head for id_ in ids if (head := hand.head(id_)) is not None}


def _plus(day: date, days: int) -> str:
    return (day + timedelta(days=days)).isoformat()


def _events_for(c: sa.Connection, promises: dict[int, Promise]) -> Iterator[tuple[int, int]]:
    """The events that may bear on these promises: told before they were read, done after they were made.

    A promise that was known already is looked through again: a new telling may bring an earlier day, or words of another language.
    """
    for number, promise in promises.items():
        if promise.made is not None:
            until = _plus(date.fromisoformat(promise.made), rules.table().within)
            found = {event for _, event in marks.found(c, marks.for_promise(number, promise), promise.made, until, MOST)}
            yield from ((number, event) for event in sorted(found)[-MOST:])


@lru_cache(REMEMBERED)
def _parties(who: str) -> dict[str, tuple[Party, ...]]:
    """The parties of a line by their roles."""
    found: dict[str, tuple[Party, ...]] = {}
    for told in unpacked(who):
        party = Party(told.actor, told.country, told.sector, told.type in BODIES and told.named)
        found[told.role] = (*found.get(told.role, ()), party)
    return found


_UNDERTAKEN = Prepared(
    sa.select(commitments.c.document, commitments.c.span).where(
        among(commitments.c.document, "ids"), commitments.c.kind == "undertaking", ~commitments.c.withdrawn
    )
)


_ACCUSED = Prepared(
    sa.select(events.c.document, events.c.quote).where(
        among(events.c.document, "ids"), events.c.type == sa.literal("ACCUSE"), events.c.mode == sa.literal("allege"), ~events.c.withdrawn
    )
)


def _acts(c: sa.Connection, ids: Collection[int]) -> dict[int, Act]:
    """The events that are said to have happened, or not to have."""
    known = at_hand.of(c).acts
    missing = [id_ for id_ in ids if id_ not in known]
    if missing:
        found = [line.row for line in lately.lines(c, "event", missing)]
        said = _said(c, {row.document for row in found if row.document})
        for row in found:
            known[row.id] = _act(row, *said.get(row.document, NOTHING)) if row.factuality in SAID and not row.withdrawn else None
    return {id_: act for id_ in ids if (act := known.get(id_)) is not None}


SAID: Final = ("actual", "denied")
NOTHING: Final[tuple[frozenset[str], frozenset[str]]] = (frozenset(), frozenset())


def _act(row: Any, undertaken: frozenset[str], accused: frozenset[str]) -> Act:
    who = _parties(row.who)
    return Act(
        row.type, row.mode, row.first, row.told, row.quote, row.language or "en", who.get("actor", ()), who.get("recipient", ()),
        row.country, row.document, row.last, row.span in undertaken, row.type != "ACCUSE" and row.quote in accused,
    )  # fmt: skip


def _said(c: sa.Connection, ids: Collection[int]) -> dict[int, tuple[frozenset[str], frozenset[str]]]:
    """Of documents, on what words they undertake something, and in what sentences somebody is told to accuse somebody."""
    hand = at_hand.of(c)
    known, written = hand.said, hand.written
    if written is not None and written.document not in known:
        undertaken = frozenset(row["span"] for row in written.commitments if row["kind"] == "undertaking")
        accused = frozenset(row["quote"] for row in written.events if row["type"] == "ACCUSE" and row["mode"] == "allege")
        known[written.document] = undertaken, accused
    if missing := [id_ for id_ in ids if id_ not in known]:
        spans, quotes = (_by_document(query.tuples(c, ids=missing)) for query in (_UNDERTAKEN, _ACCUSED))
        known |= {id_: (frozenset(spans.get(id_, ())), frozenset(quotes.get(id_, ()))) for id_ in missing}
    return known


def _by_document(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for document, text in rows:
        found[document].append(text)
    return found


_TELLINGS = Prepared(
    sa.select(
        commitments.c.id, commitments.c.promise, commitments.c.provision, commitments.c.kind, commitments.c.made_on,
        commitments.c.action, commitments.c.quote, commitments.c.document, documents.c.language,
        commitments.c.who,
    )
    .outerjoin(documents, commitments.c.document == documents.c.id)
    .where(among(commitments.c.promise, "ids"), ~commitments.c.withdrawn)
    .order_by(commitments.c.id)
)  # fmt: skip


def promises_of(c: sa.Connection, ids: Collection[int]) -> dict[int, Promise]:
    """Each promise as all its tellings have it together: one names whom it is for, another the day, a third is in another language."""
    hand = at_hand.of(c)
    known, new = hand.promises, {id_ for id_ in ids if id_ not in hand.promises}
    groups: dict[int, list[Any]] = {id_: [hand.lines["commitment"][id_].row] for id_ in new if hand.alone(id_)}
    if missing := new - groups.keys():
        for row in _TELLINGS.all(c, ids=missing):
            groups.setdefault(row.promise, []).append(row)
    for promise, rows in groups.items():
        known[promise] = _promise(rows)
        hand.promise_of |= {row.id: promise for row in rows}
    return {id_: known[id_] for id_ in sorted(ids) if id_ in known}


def _promise(rows: Sequence[Any]) -> Promise:
    told = dict.fromkeys((row.language or "en", _action(row.action, row.quote, row.language or "en")) for row in rows)
    actions = dict(reversed(told))  # the first in each language
    return Promise(
        rows[0].provision,
        min((row.made_on for row in rows if row.made_on), default=None),
        actions,
        _all(rows, "promisor"),
        _all(rows, "beneficiary"),
        rows[0].document,
        rows[0].kind,
        tuple(dict.fromkeys(party.name for row in rows for party in unpacked(row.who))),
        tuple(dict.fromkeys(party.name for row in rows for party in unpacked(row.who) if party.role == "promisor")),
        tuple(telling for telling in told if telling not in actions.items())[:TELLINGS],
        tuple(dict.fromkeys(row.quote for row in rows if row.quote)),
    )


NOT: Final = {
    "id": re.compile(r"\b(?:tidak|tak|jangan)(?: (?:akan|lagi|boleh|pernah|perlu|dapat|bisa))*\s*$", re.I),
    "en": re.compile(r"\b(?:not|never|no longer|stop|refrain from|without)(?: (?:to|be|again))*\s*$", re.I),
}
"""What stands before a promised action that is not to be done."""


@lru_cache(REMEMBERED)
def _action(action: str | None, quote: str, language: str) -> str:
    """What is promised, with the "not" that stands before it in its sentence."""
    at = quote.find(action) if action else 0
    said = NOT[language].search(quote, max(0, at - 30), at) if at > 0 and language in NOT else None
    return f"{said[0].strip()} {action}" if said else action or quote


def _all(tellings: Iterable[Any], role: str) -> tuple[Party, ...]:
    return tuple(dict.fromkeys(party for row in tellings for party in _parties(row.who).get(role, ())))


_GROUP = Prepared(
    sa.select(commitments.c.id.label("commitment"), commitments.c.told, commitments.c.provision, commitments.c.condition)
    .where(is_(commitments.c.promise, "promise"), ~commitments.c.withdrawn)
    .order_by(commitments.c.id)
)
_BEAR = Prepared(
    sa.select(bearings.c.entry, bearings.c.bearing, bearings.c.extent, events.c.id, events.c.happening, events.c.factuality, events.c.last)
    .join_from(bearings, events, bearings.c.event == events.c.id)
    .where(among(bearings.c.commitment, "ids"), bearings.c.in_force, ~events.c.withdrawn)
    .order_by(bearings.c.entry)
)
_LAST = Prepared(
    sa.select(statuses.c.status, statuses.c.extent)
    .where(among(statuses.c.promise, "ids"), ~statuses.c.person)
    .order_by(statuses.c.entry.desc())
    .limit(1)
)


def settle(pen: Pen, promise: int) -> None:
    """Judges a promise by what bears on it; written down only where it says something else than the last time."""
    c = pen.connection
    group = _GROUP.all(c, promise=promise)
    if not group:
        return
    ids = [row.commitment for row in group]
    found = _BEAR.all(c, ids=ids)
    status, extent, evidence = judgement(group[0].provision, found, any(row.condition for row in group))
    if status == "open":
        said = next((row for row in reversed(group) if row.told != "open"), None)
        if said is not None:
            status, evidence = said.told, [{"commitment": said.commitment}]
    before = _LAST.first(c, ids=ids)
    if (before.status, before.extent) == (status, extent) if before else status == "open":
        return
    body = {"commitment": promise, "status": status, "extent": extent, "evidence": evidence}
    pen.append("status", body, by=rules.RULE)


def judgement(provision: str, found: Sequence[Any], conditional: bool = False) -> tuple[str, int | None, list[dict[str, Any]]]:
    """Status, extent and evidence that follow from bearings; each has bearing, extent, id, happening, factuality."""
    held: dict[str, list[Any]] = defaultdict(list)
    for b in found:
        held[weigh.weighed(b.bearing, b.factuality)].append(b)

    def evidence(*names: str) -> list[dict[str, Any]]:
        return [{"event": b.id, "bearing": b.bearing, "claim": b.entry} for name in names for b in held[name]]

    done, way, against, not_, cleared = (held[name] for name in ("for", "under-way", "against", "not", "cleared"))
    disputed = held["disputed"]
    broken = provision in rules.table().continuing and any(
        act.last and taken.last and act.last < taken.last for act in against for taken in held["withdrawn"]
    )
    if held["withdrawn"] and not broken:  # who gives up a truce that is broken already takes nothing back
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
