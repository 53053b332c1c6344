"""How a person's word enters the ledger: checked first, then written down with who, when and why."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cache
from typing import Any, Final, NamedTuple

import sqlalchemy as sa

from ikrar.ledger import actors, claims, corrected, judge, quoted, withdrawn
from ikrar.ledger.ask import group_of, name, parse
from ikrar.ledger.book import Ledger, Pen, Refusal, entry, now
from ikrar.ledger.days import is_day
from ikrar.ledger.packaged import packaged
from ikrar.ledger.people import EDITABLE
from ikrar.ledger.schema import BY_PEOPLE, LINES, bearings, book, commitments, entities, events, sides
from ikrar.ledger.sql import clean, within
from ikrar.model import Span
from ikrar.model.codes import CONTEXTS, EVENT_TYPES, FACTUALITIES, KINDS, PROVISIONS, STATUSES

CORRECTED: Final = {"commitment": (EDITABLE, ("promisor", "beneficiary")), "event": (corrected.FIELDS, ("actor", "recipient"))}
"""Of each kind of line what a person corrects, and its sides."""
CODES: Final = {"kind": KINDS, "provision": PROVISIONS, "type": EVENT_TYPES, "factuality": FACTUALITIES}
PARTED: Final = 2_000  # pairs that are said to be different at once


class Entered(NamedTuple):
    """A line that a person entered."""

    id: str
    entry: int
    """Where it stands in the book: by this number it is taken back."""


def _found(connection: sa.Connection, id_: str, *of: str) -> tuple[str, int]:
    ref = parse(id_)
    if ref is None or (of and ref[0] not in of):
        raise Refusal("refused.notof", id=id_, of=of) if of else Refusal("refused.noline", id=id_)
    if group_of(connection, *ref) is None:
        raise Refusal("refused.nosuch", of=ref[0], id=name(*ref))
    return ref


def _allowed(value: str, values: Collection[str], what: str) -> str:
    if value not in values:
        raise Refusal(f"refused.{what}", value=value, among=sorted(values))
    return value


def judge_promise(ledger: Ledger, by: str, id_: str, status: str, extent: int | None, why: str, evidence: list[str] | None = None) -> int:
    """A person judges a promise. Breach and fulfilment need evidence: an event of the ledger, or a reason with its source."""
    _allowed(status, STATUSES, "status")
    if status in {"fulfilled", "breached"} and not evidence and not why:
        raise Refusal("refused.evidence", status=status)
    with ledger.write(by) as pen:
        _, number = _found(pen.connection, id_, "commitment")
        told = [{"event": _found(pen.connection, e, "event")[1]} for e in evidence or []]
        body = {"what": "status", "commitment": number, "status": status, "extent": extent, "evidence": told, "why": why}
        return pen.append("decision", body)


def say_link(ledger: Ledger, by: str, a: str, b: str, verdict: str, why: str) -> int:
    """A person says that two lines are one, or are not, or that they cannot tell."""
    _allowed(verdict, ("same", "different", "unsure"), "verdict")
    with ledger.write(by) as pen:
        (of, first), (other, second) = _found(pen.connection, a), _found(pen.connection, b)
        if of != other or first == second:
            raise Refusal("refused.two", a=a, b=b)
        seq = pen.append("decision", {"what": "link", "of": of, "a": first, "b": second, "verdict": verdict, "why": why})
        _settle(pen, of, first, second)
        return seq


def part(ledger: Ledger, by: str, id_: str, why: str, *, spelling: bool = False) -> list[int]:
    """A person says that a line is not what it was taken for: that line alone, or, of an actor, all lines of its ``spelling``.

    What it takes to say so: that each pair by which they hold together is different. All are said at one time.
    """
    with ledger.write(by, now()) as pen:
        of, number = _found(pen.connection, id_)
        group = group_of(pen.connection, of, number) or number
        pairs = claims.ties(pen.connection, of, group, actors.spelled(pen.connection, group, number) if spelling else [number])
        if not pairs:
            raise Refusal("refused.alone", id=id_)
        if len(pairs) > PARTED:
            raise Refusal("refused.held", id=id_, many=len(pairs), most=PARTED)
        told = {"what": "link", "of": of, "verdict": "different", "why": why}
        said = [pen.append("decision", told | {"a": a, "b": b}) for a, b in pairs]
        _settle(pen, of, *sorted({line for pair in pairs for line in pair}))
        return said


def say_bearing(ledger: Ledger, by: str, commitment: str, event: str, bearing: str, why: str, extent: int | None = None) -> int:
    """A person says how an event bears on a promise; ``none``: it does not."""
    _allowed(bearing, ("for", "against", "under-way", "withdrawn", "none"), "bearing")
    with ledger.write(by) as pen:
        (_, promise), (_, happening) = _found(pen.connection, commitment, "commitment"), _found(pen.connection, event, "event")
        body = {"what": "bearing", "commitment": promise, "event": happening, "bearing": bearing, "extent": extent, "why": why}
        seq = pen.append("decision", body)
        _settle(pen, "commitment", promise)
        return seq


def say_line(ledger: Ledger, by: str, id_: str, *, right: bool, why: str) -> int:
    """A person confirms a line, or rejects it."""
    with ledger.write(by) as pen:
        of, number = _found(pen.connection, id_, "commitment", "event")
        row = pen.connection.execute(sa.select(LINES[of]).where(LINES[of].c.id == number)).one()
        before = {"withdrawn": row.withdrawn, "person": row.person}
        seq = pen.append("decision", {"what": "line", "of": of, "line": number, "withdrawn": not right, "before": before, "why": why})
        _settle(pen, of, number)
        return seq


def edit(ledger: Ledger, by: str, id_: str, fields: dict[str, Any], why: str) -> int:
    """A person corrects a commitment or an event. ``fields``: of EDITABLE or `corrected.FIELDS`; its sides as lists of parties."""
    with ledger.write(by) as pen:
        of, number = _found(pen.connection, id_, "commitment", "event")
        known, roles = CORRECTED[of]
        if unknown := sorted(set(fields) - {*known, *roles}):
            raise Refusal("refused.field", field=unknown[0], among=[*known, *roles])
        _checked(fields)
        row = pen.connection.execute(sa.select(LINES[of]).where(LINES[of].c.id == number)).one()
        stands = _stands(row) if of == "event" else row._mapping
        before = {key: stands[key] for key in known if key in fields}
        for role in sorted(set(roles) & set(fields)):
            before[role] = _sides(pen.connection, of, number, role)
            fields[role] = [party(pen.connection, p) if isinstance(p, str) else p for p in fields[role]]
        told = {"what": "edit", "of": of, "line": number, "fields": fields, "before": before, "by_people_before": row.person, "why": why}
        seq = pen.append("decision", told)
        _judge_edited(pen, of, number)
        return seq


def _stands(row: Any) -> dict[str, Any]:
    """What can be corrected of an event, as it stands."""
    told = {key: getattr(row, key) for key in ("type", "mode", "factuality", "place", "country")}
    return told | {"date": row.value, "contexts": corrected.event(row.body).get("contexts", [])}


def _judge_edited(pen: Pen, of: str, number: int) -> None:
    if of == "commitment":
        judge.judge_commitment(pen, number)
    else:
        judge.judge_corrected(pen, number)
        _settle(pen, of, number)


def enter_commitment(ledger: Ledger, by: str, fields: dict[str, Any], source: str) -> Entered:
    """A commitment by hand, from a treaty's text, say; ``document`` (D-4) and ``span`` tie it to words of the ledger."""
    _checked(fields)
    return _enter(ledger, by, "commitment", ("promisor", "beneficiary"), fields, source, judge.judge_commitment)


def enter_event(ledger: Ledger, by: str, fields: dict[str, Any], source: str) -> Entered:
    """An event by hand, an incident seen by a monitor, say; tied to words as a commitment is."""
    return _enter(ledger, by, "event", ("actor", "recipient"), fields, source, judge.judge_event)


def _enter(
    ledger: Ledger, by: str, of: str, roles: Sequence[str], fields: dict[str, Any], source: str, judged: Callable[[Pen, int], object]
) -> Entered:
    """A line by hand, with the parties of its ``roles``, set at once against those it may bear on."""
    with ledger.write(by) as pen:
        number = _next(pen.connection, LINES[of])
        if "document" in fields:
            fields |= _tied(pen.connection, fields["document"], fields["span"])
        for role in roles:
            fields[role] = [party(pen.connection, p) for p in fields.get(role, [])]
        entry = pen.append("entered", {"of": of, "line": number, **fields, "source": source})
        judged(pen, number)
        return Entered(name(of, number), entry)


def _tied(c: sa.Connection, document: str, span: Span) -> dict[str, Any]:
    """What ties a line to words of a document: they are quoted as they stand there."""
    _, number = _found(c, document, "document")
    raw = quoted.text(c, number)
    if not 0 <= span[0] < span[1] <= len(raw):
        raise Refusal("refused.words", document=document, start=str(span[0]), end=str(span[1]))
    return {"document": number, "span": [*span], "quote": clean(raw[slice(*span)])}


def note(ledger: Ledger, by: str, id_: str, text: str, source: str | None) -> int:
    """A note on a line."""
    with ledger.write(by) as pen:
        of, number = _found(pen.connection, id_)
        return pen.append("entered", {"of": "note", "on": of, "line": number, "text": text, "source": source})


def withdraw(ledger: Ledger, by: str, ids: Sequence[str], why: str = "") -> int:
    """A person takes reports out of the ledger. What was decided on their lines is kept; an undo brings all of it back."""
    with ledger.write(by) as pen:
        c = pen.connection
        numbers = withdrawn.standing(c, [_found(c, id_, "document")[1] for id_ in ids])
        if not numbers:
            raise Refusal("refused.out")
        body = {"what": "withdraw", "documents": numbers, "lines": withdrawn.lines(c, numbers), "why": why}
        seq = pen.append("decision", body)
        _settle_documents(pen, numbers)
        return seq


def _settle_documents(pen: Pen, numbers: Sequence[int]) -> None:
    """The machine judges anew what reports promise, and what their events bear on."""
    c = pen.connection
    own = sa.select(commitments.c.promise).where(within(commitments.c.document, numbers))
    hit = sa.select(commitments.c.promise).join(bearings, bearings.c.commitment == commitments.c.id)
    hit = hit.join(events, bearings.c.event == events.c.id).where(within(events.c.document, numbers))
    for promise in sorted({*c.execute(own).scalars(), *c.execute(hit).scalars()}):
        judge.settle(pen, promise)


def undo(ledger: Ledger, by: str, seq: int | None = None, why: str = "") -> tuple[int, str]:
    """Takes back a decision or an entry by hand: the one with number ``seq``, or the last of ``by``. Its number, and what it was."""
    with ledger.write(by) as pen:
        c = pen.connection
        taken = {b["entry"] for b in _by_people(c) if b.get("what") == "undo"}
        mine = sa.select(book.c.seq).where(BY_PEOPLE).order_by(book.c.seq.desc())
        mine = mine.where(book.c.seq == seq) if seq is not None else mine.where(book.c.by == by)
        for number in c.execute(mine).scalars():
            was = entry(c, number)
            if number not in taken and was.body.get("what") != "undo":
                pen.append("decision", {"what": "undo", "entry": number, "why": why})
                _settle_after(pen, was.body)
                return number, was.body.get("what") or was.body["of"]
        raise Refusal("refused.nothing", by=by) if seq is None else Refusal("refused.entry", entry=str(seq))


def _settle(pen: Pen, of: str, *lines: int) -> None:
    """The machine judges anew what a person's word on these lines has changed."""
    c = pen.connection
    if of == "commitment":
        touched = sa.select(commitments.c.promise).where(commitments.c.id.in_(lines))
    elif of == "event":
        group = sa.select(events.c.happening).where(events.c.id.in_(lines))
        touched = sa.select(commitments.c.promise).join(bearings, bearings.c.commitment == commitments.c.id)
        touched = touched.join(events, bearings.c.event == events.c.id).where(events.c.happening.in_(group))
    else:
        return
    for promise in sorted(set(c.execute(touched).scalars())):
        judge.settle(pen, promise)


def _settle_after(pen: Pen, was: Any) -> None:
    """After an undo: what the decision was on is judged anew."""
    match was.get("what", "entered"):
        case "bearing":
            _settle(pen, "commitment", was["commitment"])
        case "link":
            _settle(pen, was["of"], was["a"], was["b"])
        case "line":
            _settle(pen, was["of"], was["line"])
        case "withdraw":
            _settle_documents(pen, was["documents"])
        case "edit":
            _judge_edited(pen, was["of"], was["line"])
            _settle(pen, was["of"], was["line"])
        case "entered" if was["of"] != "note":
            _settle(pen, was["of"], was["line"])


def _by_people(c: sa.Connection) -> list[Any]:
    import msgspec

    return [msgspec.json.decode(body) for body in c.execute(sa.select(book.c.body).where(BY_PEOPLE)).scalars()]


def _checked(fields: dict[str, Any]) -> None:
    for key, values in CODES.items():
        if fields.get(key):
            _allowed(fields[key], values, key)
    for context in fields.get("contexts") or ():
        _allowed(context, CONTEXTS, "context")
    if fields.get("mode"):
        _allowed(fields["mode"], modes(), "mode")
    if fields.get("date"):
        if not is_day(fields["date"]):
            raise Refusal("refused.day", value=fields["date"])
    for key in ("type", "factuality"):
        if key in fields and not fields[key]:
            _allowed("", CODES[key], key)


@cache
def modes() -> frozenset[str]:
    """The modes of events that have a name."""
    return frozenset(packaged("data/web/codes.yaml")["mode"])


def _next(c: sa.Connection, table: sa.Table) -> int:
    return int(c.execute(sa.select(sa.func.max(table.c.id))).scalar() or 0) + 1


def _sides(c: sa.Connection, of: str, number: int, role: str) -> list[dict[str, Any]]:
    told = sa.select(sides.c.entity, sides.c.country, sides.c.sector)
    told = told.where(sides.c.of == of, sides.c.line == number, sides.c.role == role)
    return [{"id": entity, "country": country, "sector": sector} for entity, country, sector in c.execute(told)]


def party(c: sa.Connection, text: str) -> dict[str, Any]:
    """Somebody by hand: an actor of the ledger (``A-12``), a code (``IRQ``, ``IRQ:GOV``), or a code with a name (``PSE:REB=Hamas``)."""
    ref = parse(text)
    if ref and ref[0] == "entity":
        _found(c, text, "entity")
        row = c.execute(sa.select(entities).where(entities.c.id == ref[1])).one()
        return {"id": row.id, "country": row.country, "sector": row.sector}
    code, _, called = text.partition("=")
    country, _, sector = code.upper().partition(":")
    if len(country) != 3 or not country.isalpha():
        raise Refusal("refused.nobody", text=text)
    return {"name": called or code.upper(), "country": country, "sector": sector or "GOV", "type": "organization" if called else "state"}


__all__ = [
    "EDITABLE",
    "KINDS",
    "PROVISIONS",
    "STATUSES",
    "Entered",
    "edit",
    "enter_commitment",
    "enter_event",
    "judge_promise",
    "note",
    "part",
    "party",
    "say_bearing",
    "say_line",
    "say_link",
    "undo",
    "withdraw",
]  # fmt: skip
