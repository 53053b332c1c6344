"""A card of the queue: what a person is shown of it, what their answer means, and whether somebody has answered before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Final

import sqlalchemy as sa

from ikrar.ledger import ask, decide, judged, queue, reasons, weigh
from ikrar.ledger.ask import Answer, name
from ikrar.ledger.book import Ledger, Pen, Refusal, now
from ikrar.ledger.project import text_of
from ikrar.ledger.schema import LINES, bearings, book, documents, events, links, statuses
from ikrar.ledger.sql import clean

ANSWERS: Final = {"a": "accept", "x": "reject", "c": "contest", "e": "edit"}
NEIGHBOUR: Final = 400  # characters of a sentence's neighbour that are shown
MOST: Final = 40  # pieces of evidence on a card
_ENDS: Final = re.compile(r"(?<=[.!?…])[\"'”’»)]*\s+(?=[\"'“‘«(]?[A-Z0-9])|\s*\n\s*")


class Overtaken(Refusal):
    """Somebody else has decided on the card since it was shown, or something new bears on it."""


def key(item: Answer) -> str:
    """The name of a card: C-17 of a promise, E-4=E-9 of two lines that may be one."""
    return f"{item['id']}={item['other']}" if item["what"] == "merge" else str(item["id"])


def _named(c: sa.Connection, key_: str) -> tuple[str, tuple[int, ...]] | None:
    """What a card's name names: the kind of line, and the promise or the two lines."""
    refs = [ask.parse(part) for part in key_.split("=")]
    if len(refs) > 2 or any(ref is None for ref in refs) or len({ref[0] for ref in refs if ref}) != 1:
        return None
    of, numbers = refs[0][0], tuple(ref[1] for ref in refs if ref)  # type: ignore[index]
    if len(numbers) == 2:
        return (of, (min(numbers), max(numbers))) if numbers[0] != numbers[1] else None
    group = ask.group_of(c, of, numbers[0]) if of == "commitment" else None
    return None if group is None else (of, (group,))


def find(c: sa.Connection, today: date, key_: str) -> Answer | None:
    """The item of a card, where it waits for a person."""
    named = _named(c, key_)
    if named is None:
        return None
    of, numbers = named
    return queue.of_promise(c, today, numbers[0]) if len(numbers) == 1 else queue.of_pair(c, of, *numbers)


def stamp(c: sa.Connection, key_: str) -> int:
    """The last entry of the book that a card hangs on: where it has changed, so has the card."""
    named = _named(c, key_)
    if named is None:
        return 0
    of, numbers = named
    if len(numbers) == 2:
        pair = sa.select(sa.func.max(links.c.entry)).where(links.c.of == of, links.c.a == numbers[0], links.c.b == numbers[1])
        return c.execute(pair).scalar() or 0
    members = judged.members(numbers[0])
    said = sa.select(sa.func.max(statuses.c.entry)).where(statuses.c.promise.in_(members))
    borne = sa.select(sa.func.max(bearings.c.entry)).where(bearings.c.commitment.in_(members))
    return max(c.execute(said).scalar() or 0, c.execute(borne).scalar() or 0)


def unchanged(c: sa.Connection, key_: str, seen: int) -> None:
    """Refuses an answer to what is no longer as it was ``seen`` (`stamp`).

    Raises:
        Overtaken: somebody has decided since, or something new bears on it.
    """
    if stamp(c, key_) != seen:
        raise Overtaken("refused.overtaken", key=key_)


# -- what is shown -----------------------------------------------------------------------------------------------


def shown(c: sa.Connection, item: Answer) -> Answer:
    """A card: the item with its words in their context, all that bears on it for and against, and what people have said of it."""
    card = item | {"key": key(item), "stamp": stamp(c, key(item))}
    if item["what"] == "merge":
        of = ask.parse(item["id"])[0]  # type: ignore[index]
        pair = [line | {"id": id_} | _context(c, of, id_) for id_, line in zip((item["id"], item["other"]), item["pair"], strict=True)]
        return card | {"of": of, "pair": pair}
    named = _named(c, item["id"])
    promise = named[1][0] if named else 0
    proposed = {e["event"] for e in item["proposal"].get("evidence") or () if "event" in e}
    held = _evidence(c, promise, proposed)
    sides: dict[str, list[Answer]] = {"for": [], "against": []}
    for piece in held:
        sides[piece["side"]].append(piece)
    return card | _context(c, "commitment", item["id"]) | {"sides": sides, "people": _people(c, promise)}


def _context(c: sa.Connection, of: str, id_: str) -> Answer:
    """The neighbours of a line's sentence in the stored text."""
    empty = {"before": "", "after": ""}
    ref = ask.parse(id_)
    if ref is None or of not in {"commitment", "event"}:
        return empty
    table = LINES[of]
    query = sa.select(table.c.quote, table.c.span, documents.c.entry).join(documents, table.c.document == documents.c.id)
    row = c.execute(query.where(table.c.id == ref[1])).first()
    if row is None or not row.quote:
        return empty
    begins = row.span.partition("-")[0]
    before, after = neighbours(clean(text_of(c, row.entry)) or "", row.quote, int(begins) if begins.isdecimal() else 0)
    return {"before": before, "after": after}


def neighbours(text: str, quote: str, near: int) -> tuple[str, str]:
    """The sentences before and behind a quotation that stands around ``near``; empty where there are none."""
    at = text.find(quote, max(0, near - len(quote)))
    if at < 0 and (at := text.find(quote)) < 0:
        return "", ""
    end = at + len(quote)
    before = [part.strip() for part in _ENDS.split(text[max(0, at - 3 * NEIGHBOUR) : at]) if part and part.strip()]
    after = [part.strip() for part in _ENDS.split(text[end : end + 3 * NEIGHBOUR]) if part and part.strip()]
    first, last = before[-1] if before else "", after[0] if after else ""
    return (
        first if len(first) <= NEIGHBOUR else f"… {first[-NEIGHBOUR:].partition(' ')[2]}",
        last if len(last) <= NEIGHBOUR else f"{last[:NEIGHBOUR].rpartition(' ')[0]} …",
    )


def _evidence(c: sa.Connection, promise: int, proposed: set[int]) -> list[Answer]:
    """What bears on a promise, each happening once a side, with the rule that says so; that on which the proposal rests comes first."""
    e, b = events.c, bearings.c
    query = sa.select(b.entry, b.bearing, b.person, e.id, e.happening, e.value, e.factuality, e.quote, e.document)
    query = query.join(events, b.event == e.id).where(b.commitment.in_(judged.members(promise)), b.in_force, b.bearing != "none")
    rows = c.execute(query.where(~e.withdrawn).order_by(e.first, e.id).limit(5 * MOST)).all()
    claims = {said["entry"]: said for said in ask.history(c, [row.entry for row in rows])}
    told_by = ask.sources(c, [row.document for row in rows if row.document])
    found: dict[tuple[int, str], Answer] = {}
    for row in rows:
        body = claims[row.entry]["body"]
        side = weigh.side(row.bearing, row.factuality)
        piece = {
            "id": name("event", row.id),
            "bearing": row.bearing,
            "weighed": weigh.weighed(row.bearing, row.factuality),
            "side": side,
            "day": row.value,
            "quote": row.quote,
            "document": told_by.get(row.document),
            "rule": body.get("rule"),
            "by": claims[row.entry]["by"] if row.person else None,
            "proposed": row.id in proposed,
        } | reasons.told(body)
        before = found.get((row.happening, side))
        if before is None or (piece["proposed"] and not before["proposed"]):
            found[row.happening, side] = piece
    return sorted(found.values(), key=lambda piece: not piece["proposed"])[:MOST]


def _people(c: sa.Connection, promise: int) -> list[Answer]:
    """What people have said of a promise, the latest first."""
    query = sa.select(statuses.c.entry, statuses.c.status, statuses.c.extent, book.c.by, book.c.at)
    query = query.join(book, statuses.c.entry == book.c.seq).where(statuses.c.person, ~statuses.c.undone)
    rows = c.execute(query.where(statuses.c.promise.in_(judged.members(promise))).order_by(statuses.c.entry.desc()).limit(MOST)).all()
    why = {said["entry"]: reasons.told(said["body"]) for said in ask.history(c, [row.entry for row in rows])}
    return [{"status": r.status, "extent": r.extent, "by": r.by, "at": r.at} | why[r.entry] for r in rows]


def stands(c: sa.Connection, today: date, key_: str) -> Answer | None:
    """What stands of a card that waits no more: today's word on it, and by whom and when the last decision was made."""
    named = _named(c, key_)
    if named is None:
        return None
    of, numbers = named
    decisions: list[int] = []
    if len(numbers) == 2:
        query = sa.select(links.c.entry, links.c.verdict, links.c.person)
        query = query.where(links.c.of == of, links.c.a == numbers[0], links.c.b == numbers[1], links.c.in_force)
        row = c.execute(query).first()
        if row is None:
            return None
        decisions = [row.entry] if row.person else []
        found: Answer = {"what": "merge", "id": name(of, numbers[0]), "other": name(of, numbers[1]), "verdict": row.verdict}
    else:
        rows = ask.commitments_of(c, today, numbers)
        members = judged.members(numbers[0])
        for table, column in ((statuses, statuses.c.promise), (bearings, bearings.c.commitment)):
            decisions += c.execute(sa.select(sa.func.max(table.c.entry)).where(column.in_(members), table.c.person)).scalars()
        found = {"what": "status", "id": name(of, numbers[0]), "status": rows[0]["status"] if rows else None}
        found |= {"confirmed": rows[0]["confirmed"], "extent": rows[0]["extent"]} if rows else {"confirmed": True, "extent": None}
    last = max((entry for entry in decisions if entry), default=None)
    if last is None:
        return found | {"by": None, "at": None, "why": None, "because": None}
    said = ask.history(c, [last])[0]
    return found | {"by": said["by"], "at": said["at"]} | reasons.told(said["body"])


# -- what is decided ---------------------------------------------------------------------------------------------


class Together(Ledger):
    """One transaction that several decisions share: all of them are made, or none."""

    def __init__(self, pen: Pen) -> None:
        self.pen = pen

    @contextmanager
    def write(self, by: str, at: str | None = None) -> Iterator[Pen]:
        """The one that all share; what follows from a decision is there for the next."""
        yield self.pen
        judged.flush(self.pen.connection)


def answer(
    ledger: Ledger, by: str, item: Answer, given: str, why: str, status: str | None = None, extent: int | None = None
) -> list[int] | None:
    """Writes down what an answer (of ANSWERS) means for an item; the entries of the book, or None where it means nothing there."""
    if item["what"] == "merge":
        said = {"a": "same", "x": "different", "c": "unsure"}.get(given)
        return [decide.say_link(ledger, by, item["id"], item["other"], said, why)] if said else None
    proposal = item["proposal"]
    told = [name("event", e["event"]) for e in proposal.get("evidence") or [] if "event" in e]

    match given:
        case "x" if item["what"] == "overdue":
            return [decide.judge_promise(ledger, by, item["id"], "lapsed", None, why)]
        case "a":
            return [decide.judge_promise(ledger, by, item["id"], proposal["status"], proposal.get("extent"), why or "accepted", told)]
        case "c":
            return [decide.judge_promise(ledger, by, item["id"], "contested", None, why, told)]
        case "x" if told:
            return [decide.say_bearing(ledger, by, item["id"], event, "none", why or "rejected") for event in told]
        case "x":
            return [decide.judge_promise(ledger, by, item["id"], "open", None, why or "rejected")]
        case "e":
            return [decide.judge_promise(ledger, by, item["id"], status or "", extent, why, told)]
    return None


def settle(
    ledger: Ledger, by: str, today: date, key_: str, seen: int, given: str, why: str, status: str | None = None, extent: int | None = None
) -> list[int]:
    """A person's answer to a card as they have seen it (``seen``: its stamp then); the entries of the book that it made.

    Raises:
        Overtaken: it waits no more, or is another card now. Nothing was written.
        Refusal: the answer means nothing there.
    """
    with ledger.write(by, now()) as pen:  # one time for all: so they are known to belong together
        item = find(pen.connection, today, key_)
        unchanged(pen.connection, key_, seen)
        if item is None:
            raise Overtaken("refused.gone", key=key_)
        made = answer(Together(pen), by, item, given, why, status, extent)
        if made is None:
            raise Refusal("refused.answer", given=given)
        return made


def undo(ledger: Ledger, by: str, entries: Sequence[int] | None) -> list[int]:
    """Takes back the decisions ``entries``, or the last of ``by`` with those that were made together with it; which they were."""
    with ledger.write(by, now()) as pen:
        together = Together(pen)
        if entries is None:
            last, _ = decide.undo(together, by)
            row = pen.connection.execute(sa.select(book.c.at, book.c.by).where(book.c.seq == last)).one()
            same = sa.select(book.c.seq).where(book.c.at == row.at, book.c.by == row.by, book.c.act == "decision", book.c.seq < last)
            others = pen.connection.execute(same.where(book.c.seq > last - MOST).order_by(book.c.seq.desc())).scalars().all()
            return [last, *(decide.undo(together, by, seq)[0] for seq in others)]
        return [decide.undo(together, by, seq)[0] for seq in sorted(set(entries), reverse=True)]


def told(c: sa.Connection, entries: Sequence[int]) -> list[Answer]:
    """What decisions were, for people: each with the card that it was on, and what was said."""
    found = []
    for said in ask.history(c, entries):
        body = said["body"]
        if said["act"] != "decision" or body.get("what") not in {"status", "bearing", "link"}:
            continue
        if body["what"] == "link":
            on = "=".join(name(body["of"], number) for number in sorted((body["a"], body["b"])))
        else:
            on = name("commitment", ask.group_of(c, "commitment", body["commitment"]) or body["commitment"])
        value = body.get("status") or body.get("bearing") or body.get("verdict")
        found.append({"entry": said["entry"], "what": body["what"], "key": on, "value": value, "by": said["by"]})
    return found


__all__ = ["ANSWERS", "Overtaken", "answer", "find", "key", "neighbours", "settle", "shown", "stamp", "stands", "told", "unchanged", "undo"]
