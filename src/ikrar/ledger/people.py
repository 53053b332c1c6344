"""What people decide, and enter by hand: each with who, when and why, and each to be undone."""

from __future__ import annotations

from typing import Any, Final

import msgspec
import sqlalchemy as sa

from ikrar.ledger import corrected, judged, keys, linked, near, withdrawn
from ikrar.ledger import marks as marked
from ikrar.ledger.days import bounds
from ikrar.ledger.parties import pack, put_names
from ikrar.ledger.schema import COUNTED, LINES, blocks, book, commitments, documents, entities, events, marks, notes, promises, sides
from ikrar.ledger.sheet import named_key
from ikrar.model import Time

BY_HAND: Final = "en"  # the language of what is entered by hand
EDITABLE: Final = ("kind", "provision", "action", "condition", "deadline", "made_on", "instrument")
"""What can be corrected of a commitment, besides its parties."""


def decision(connection: sa.Connection, seq: int, _by: str, body: Any) -> None:
    """A person's word. ``body["what"]``: link, bearing, status, line (confirmed or not), edit, withdraw (reports), or undo of an entry."""
    WHAT[body["what"]](connection, seq, body)


def entered(connection: sa.Connection, seq: int, _by: str, body: Any) -> None:
    """Something that no document in the ledger tells, or that the machine missed. ``body["of"]``: commitment, event or note."""
    {"commitment": _commitment, "event": _event, "note": _note}[body["of"]](connection, seq, body)


def _line(connection: sa.Connection, _seq: int, body: Any) -> None:
    table = LINES[body["of"]]
    connection.execute(
        table.update().where(table.c.id == body["line"]), {"withdrawn": body["withdrawn"], "person": body.get("person", True)}
    )
    _told(connection, body["of"], body["line"])


def _edit(connection: sa.Connection, _seq: int, body: Any) -> None:
    if body["of"] == "event":
        _edit_event(connection, body)
        return
    line, fields = body["line"], dict(body["fields"])
    if "deadline" in fields:
        fields["due"] = bounds(Time(fields["deadline"]), None)[1] if fields["deadline"] else None
    roles = {role: fields.pop(role) for role in ("promisor", "beneficiary") if role in fields}
    connection.execute(commitments.update().where(commitments.c.id == line), fields | {"person": True})
    _other_sides(connection, "commitment", line, roles)
    _block_commitment(connection, line)
    _told(connection, "commitment", line)


def _edit_event(connection: sa.Connection, body: Any) -> None:
    """The columns say what stands; the record's own words stay in the body, for a later reading to find the line by them."""
    line, fields = body["line"], body["fields"]
    query = sa.select(events, documents.c.published).outerjoin(documents, events.c.document == documents.c.id)
    row = connection.execute(query.where(events.c.id == line)).one()
    values = {key: fields[key] for key in ("type", "mode", "factuality", "place", "country") if key in fields}
    if "date" in fields:
        first, last = bounds(Time(fields["date"]), row.published)
        values |= {"value": fields["date"], "first": first, "last": last, "told": bool(fields["date"])}
    place = fields.get("place", row.place), fields.get("country", row.country)
    values |= {"body": corrected.laid_over(row.body, fields, place), "person": True}
    connection.execute(events.update().where(events.c.id == line), values)
    _other_sides(connection, "event", line, {role: fields[role] for role in ("actor", "recipient") if role in fields})
    _block_event(connection, line)
    _told(connection, "event", line)


def _other_sides(connection: sa.Connection, of: str, line: int, roles: dict[str, list[dict[str, Any]]]) -> None:
    for role, parties in roles.items():
        connection.execute(sides.delete().where(sides.c.of == of, sides.c.line == line, sides.c.role == role))
        _put_sides(connection, of, line, role, parties)
    pack(connection, of, [line])


def _undo(connection: sa.Connection, _seq: int, body: Any) -> None:
    entry = connection.execute(sa.select(book.c.act, book.c.body).where(book.c.seq == body["entry"])).one()
    was = msgspec.json.decode(entry.body)
    if entry.act == "entered":
        if was["of"] == "note":
            connection.execute(notes.update().where(notes.c.entry == body["entry"]), {"undone": True})
        else:
            _line(connection, 0, {"of": was["of"], "line": was["line"], "withdrawn": True})
        return
    match was["what"]:
        case "link":
            linked.undo(connection, body["entry"])
        case "bearing":
            judged.undo_bearing(connection, body["entry"])
        case "status":
            judged.undo_status(connection, body["entry"])
        case "withdraw":
            withdrawn.undo(connection, body["entry"], was)
        case "line":
            _line(connection, 0, was | was["before"])
        case "edit":
            _edit(connection, 0, was | {"fields": was["before"]})
            if not was.get("by_people_before"):
                table = LINES[was["of"]]
                connection.execute(table.update().where(table.c.id == was["line"]), {"person": False})


WHAT: Final = {
    "link": lambda c, seq, body: linked.take(c, seq, body, person=True),
    "bearing": lambda c, seq, body: judged.take_bearing(c, seq, body, person=True),
    "status": lambda c, seq, body: judged.take_status(c, seq, body, person=True),
    "line": _line,
    "withdraw": withdrawn.take,
    "edit": _edit,
    "undo": _undo,
}


# -- by hand -----------------------------------------------------------------------------------------------------


def _commitment(connection: sa.Connection, _seq: int, body: Any) -> None:
    line = body["line"]
    deadline = body.get("deadline")
    told = {name: body.get(name) for name in ("kind", "provision", "action", "condition", "instrument", "made_on")}
    row = told | {"id": line, "local": "", "deadline": deadline, "deadline_words": None, "told": "open", "promise": line} | _words(body)
    row |= {"due": bounds(Time(deadline), None)[1], "quote": body.get("quote") or body.get("action") or ""}
    plain = {key: value for key, value in told.items() if value and key in {"kind", "provision"}}
    plain |= {key: {"text": told[key]} for key in ("action", "condition") if told[key]}
    plain |= {"deadline": {"value": deadline}} if deadline else {}
    plain |= _evidence(body)
    row |= {"body": msgspec.json.encode(plain | {"source": body["source"]}).decode(), "who": "[]", "withdrawn": False, "person": True}
    connection.execute(commitments.insert(), row)
    standing = {"id": line, "status": "open", "extent": 0, "confirmed": False, "for": 0, "against": 0}
    standing |= {"stories": int(row["document"] is not None)}
    connection.execute(promises.insert(), standing | {"deadline": deadline, "due": row["due"]})
    for role in ("promisor", "beneficiary"):
        _put_sides(connection, "commitment", line, role, body.get(role, []))
    pack(connection, "commitment", [line])
    _block_commitment(connection, line)


def _event(connection: sa.Connection, _seq: int, body: Any) -> None:
    line = body["line"]
    first, last = bounds(Time(body.get("date")), None)
    told = {name: body.get(name) for name in ("type", "mode", "place", "country")}
    row = told | {
        "id": line,
        "local": "",
        "factuality": "actual",
        "value": body.get("date"),
        "first": first,
        "last": last,
    }
    row |= {
        "told": first is not None,
        "quote": body["quote"],
        "happening": line,
        "who": "[]",
        "withdrawn": False,
        "person": True,
    } | _words(body)
    plain = {key: value for key, value in told.items() if value and key in {"type", "mode"}} | {"source": body["source"]}
    plain |= {"time": {"value": body["date"]}} if body.get("date") else {}
    plain |= _evidence(body)
    connection.execute(events.insert(), row | {"body": msgspec.json.encode(plain).decode()})
    for role in ("actor", "recipient"):
        _put_sides(connection, "event", line, role, body.get(role, []))
    pack(connection, "event", [line])
    _block_event(connection, line)


def _words(body: Any) -> dict[str, Any]:
    """The words of a document that a line by hand rests on, where it rests on any."""
    span = body.get("span")
    return {"document": body.get("document"), "span": f"{span[0]}-{span[1]}" if span else ""}


def _evidence(body: Any) -> dict[str, Any]:
    return {"evidence": [{"span": body["span"], "part": "sentence"}]} if body.get("span") else {}


def _note(connection: sa.Connection, seq: int, body: Any) -> None:
    row = {"entry": seq, "of": body["on"], "line": body["line"], "text": body["text"], "source": body.get("source"), "undone": False}
    connection.execute(notes.insert(), row)


def _put_sides(connection: sa.Connection, of: str, line: int, role: str, parties: list[dict[str, Any]]) -> None:
    """Parties by hand: each with a name, or the number of an actor (``id``), with country and sector."""
    for party in parties:
        number, actor = party.get("id"), None
        if number is not None:
            actor = connection.execute(sa.select(entities.c.actor).where(entities.c.id == number)).scalar()
        else:
            number = (connection.execute(sa.select(sa.func.max(entities.c.id))).scalar() or 0) + 1
            key = named_key(party["name"], party.get("type", "organization"), party.get("country"))
            actor = connection.execute(sa.select(sa.func.min(entities.c.actor)).where(entities.c.key == key)).scalar() or number
            row = {
                "id": number,
                "document": None,
                "local": "",
                "type": party.get("type", "organization"),
                "name": party["name"],
                "key": key,
            }
            row |= {"actor": actor, "country": party.get("country"), "sector": party.get("sector"), "withdrawn": False}
            row |= dict.fromkeys(COUNTED, 0)
            connection.execute(entities.insert(), row)
            put_names(connection, [party["name"]])
        side = {"of": of, "line": line, "role": role, "entity": number, "country": party.get("country"), "sector": party.get("sector")}
        connection.execute(sides.insert(), side | {"actor": actor})


def _block_commitment(connection: sa.Connection, line: int) -> None:
    query = sa.select(commitments, documents.c.language).outerjoin(documents, commitments.c.document == documents.c.id)
    told = connection.execute(query.where(commitments.c.id == line)).one()
    who = sa.select(sides.c.role, sides.c.country, entities.c.name).outerjoin(entities, sides.c.entity == entities.c.id)
    parties = connection.execute(who.where(sides.c.of == "commitment", sides.c.line == line)).all()
    lands = [[p.country for p in parties if p.role == role] for role in ("promisor", "beneficiary")]
    countries = {country for country in lands[0] if country}
    connection.execute(blocks.delete().where(blocks.c.of == "commitment", blocks.c.line == line))
    told_as = told.action or "", told.language or BY_HAND
    blocked = sorted({near.key(k) for k in keys.of_promise(told.provision, countries, told.made_on, *told_as, meant=told.meant)})
    connection.execute(blocks.insert(), [{"of": "commitment", "key": key, "line": line} for key in blocked])
    connection.execute(marks.delete().where(marks.c.of == "promise", marks.c.line == line))
    said = told.action or told.quote, told.language or BY_HAND, [p.name or "" for p in parties]
    if found := marked.of_promise(line, told.provision, told.made_on, (lands[0], lands[1]), said):
        connection.execute(marks.insert(), found)


def _block_event(connection: sa.Connection, line: int) -> None:
    """By what an event is found: to be the same as another, and to bear on promises."""
    query = sa.select(events, documents.c.language).outerjoin(documents, events.c.document == documents.c.id)
    row = connection.execute(query.where(events.c.id == line)).one()
    who = sa.select(sides.c.role, sides.c.country).where(sides.c.of == "event", sides.c.line == line, sides.c.country.is_not(None))
    parties = connection.execute(who).all()
    doers, hit = ({p.country for p in parties if p.role == role and p.country} for role in ("actor", "recipient"))
    countries = doers or hit or {row.country or ""}
    connection.execute(blocks.delete().where(blocks.c.of == "event", blocks.c.line == line))
    found = {near.key(k) for k in keys.of_event(row.type, countries, row.first, row.last)}
    connection.execute(blocks.insert(), [{"of": "event", "key": key, "line": line} for key in sorted(found)])
    connection.execute(marks.delete().where(marks.c.of == marked.OF["event"], marks.c.line == line))
    hit |= {row.country} if row.country else set()
    language = row.language if row.language and "source" not in msgspec.json.decode(row.body) else BY_HAND
    if marked_as := marked.of_act(line, row.type, (row.first, row.last), (doers, hit), (row.quote, language)):
        connection.execute(marks.insert(), marked_as)


def _told(connection: sa.Connection, of: str, line: int) -> None:
    if of == "commitment":
        judged.refresh(connection, judged.promise_of(connection, line))
    elif of == "event":
        judged.recount(connection, [connection.execute(sa.select(events.c.happening).where(events.c.id == line)).scalar_one()])
