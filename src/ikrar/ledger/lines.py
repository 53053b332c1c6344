"""The lines of a record as rows: who, what, when, with keys by which what may belong together is found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec
import sqlalchemy as sa

from ikrar.ledger import at_hand, keys, marks, schema
from ikrar.ledger import sheet as sheets
from ikrar.ledger.days import bounds
from ikrar.ledger.keys import folded
from ikrar.ledger.near import key
from ikrar.ledger.parties import PACKED, Told, add_counts, count, pack, packed, put_names
from ikrar.ledger.prepared import Prepared, catch_up
from ikrar.ledger.schema import CLUSTER, LINES, blocks, commitments, documents, entities, events, instruments, processes, promises, sides
from ikrar.ledger.sheet import Line, Sheet, key_of, quote
from ikrar.ledger.sittings import which
from ikrar.ledger.sql import clean, first_actors
from ikrar.model import Entity, Event, Evidence, Record, Time

DEED: Final = "DEED"  # the type of what bears on a promise and is of no other
SAME: Final = {
    "entity": ("name", "type"),
    "event": ("type", "span"),
    "commitment": ("kind", "provision", "span"),
    "instrument": ("name",),
    "process": ("name",),
}
"""By which columns a line of a later reading is that of an earlier one."""
BY_PEOPLE: Final = {"event", "commitment"}  # the lines that people correct
MEETINGS: Final = {"CONSULT", "AGREE"}  # as which a round of talks is an event: held, or to come


_INSERTS: Final = {
    t: Prepared(t.insert()) for t in (blocks, commitments, entities, events, instruments, processes, promises, schema.rounds, sides)
}
_INSERTS[schema.marks] = Prepared(schema.marks.insert(), by="key")
LATER: Final = (blocks, schema.marks, schema.rounds, sides)
"""What no report asks for that is new: where many are taken in, rows of many are put in together."""
_LAST: Final = {of: Prepared(sa.select(sa.func.max(table.c.id))) for of, table in LINES.items()}


class Lines:
    """Writes the lines of one record of document ``document``."""

    def __init__(self, connection: sa.Connection, document: int, raw: str, record: Record, sheet: Sheet) -> None:
        self.connection, self.document, self.raw, self.record, self.sheet = connection, document, raw, record, sheet
        self.entity: dict[str, tuple[int, Entity]] = {}
        self.told: dict[str, Told] = {}
        self.counts: Counter[tuple[int, str]] = Counter()
        """In how many lines each actor has each role."""
        self.actors: dict[int, int] = {}
        """Of the entities of an earlier reading, by their numbers."""
        self.event: dict[int, Event] = {}
        """The meetings among the events, by their numbers."""
        self.rows: dict[sa.Table, list[dict[str, Any]]] = {}
        self.old: dict[str, dict[tuple[str, ...], int]] = {}
        self.kept: dict[str, set[int]] = {}
        self.next: dict[str, int] = {}
        self.held: set[tuple[str, int]] = set()
        """Lines of which a person has said something: no reading changes them."""

    def write(self, *, anew: bool) -> None:
        """Puts all lines in; those of an earlier reading keep their numbers where they say the same of the same words."""
        met: set[int] = set()
        if not anew:
            catch_up(self.connection)
            met = self._met()
            self._clear()
        self._entities()
        self._events()
        self._commitments()
        self._instruments()
        self._processes()
        for into, rows in self.rows.items():
            (_INSERTS[into].put_later if anew and into in LATER else _INSERTS[into].put_many)(self.connection, rows)
        put_names(self.connection, {told.name for told in self.told.values()})
        if anew:
            add_counts(self.connection, self.counts)
            at_hand.of(self.connection).wrote(self.document, self.raw, self.record, {t.name: rows for t, rows in self.rows.items()})
        else:
            count(self.connection, met | self._met())

    # -- who ---------------------------------------------------------------------------------------------------

    def _entities(self) -> None:
        known: dict[str, int] = {}
        found = {e.id: key_of(e) for e in self.record.entities}
        wanted = sorted({k for k in found.values() if k})
        if wanted:
            known = first_actors(self.connection, wanted)
        for e, blocked in zip(self.record.entities, self.sheet.entities, strict=True):
            k = found[e.id]
            number = self._number("entity", clean(e.name) or "", e.type)
            actor = known.setdefault(k, number) if k else number
            row: dict[str, Any] = {"id": number, "document": self.document, "local": e.id, "type": e.type, "name": clean(e.name)}
            row |= {"key": k, "actor": actor, "country": e.country, "sector": e.sector, "withdrawn": False} | dict.fromkeys(
                schema.COUNTED, 0
            )
            self._put(entities, row, of="entity")
            self.entity[e.id] = number, e
            self._blocks("entity", number, blocked)
            actor, called = self.actors.get(number, actor), clean(e.name) or ""
            self.told[e.id] = Told("", actor, e.country, e.sector, e.type, k is not None, called)

    def _sides(self, of: str, line: int, **by_role: Sequence[str]) -> None:
        if (of, line) in self.held:
            return
        for role, ids in by_role.items():
            for actor in {self.told[id_].actor for id_ in ids} if role in schema.ROLES else ():
                self.counts[actor or 0, role] += 1
            for id_ in ids:
                number, e = self.entity[id_]
                side = {"of": of, "line": line, "role": role, "entity": number, "country": e.country, "sector": e.sector}
                self._put(sides, side | {"actor": self.told[id_].actor})

    def _who(self, **by_role: Sequence[str]) -> str:
        return packed(msgspec.structs.replace(self.told[id_], role=role) for role, ids in by_role.items() for id_ in ids)

    # -- what --------------------------------------------------------------------------------------------------

    def _events(self) -> None:
        for e, found in zip(self.record.events, self.sheet.events, strict=True):
            span = sheets.span(e.evidence)
            line = self._number("event", e.type, span)
            first, last = bounds(e.time, self.record.document.published)
            row: dict[str, Any] = {
                "id": line,
                "document": self.document,
                "local": e.id,
                "type": e.type,
                "mode": e.mode,
                "factuality": e.factuality,
                "value": e.time.value if e.time else None,
                "first": first,
                "last": last,
                "told": bool(e.time and e.time.value),
                "place": clean(e.place.name) if e.place else None,
                "country": e.place.country if e.place else None,
                "quote": quote(self.raw, e.evidence),
                "span": span,
                "body": msgspec.json.encode(e).decode(),
                "happening": line,
                "who": self._who(actor=e.actors, recipient=e.recipients),
                "withdrawn": False,
                "person": False,
            }
            self._put(events, row, of="event")
            if e.type in MEETINGS:
                self.event[line] = e
            self._sides("event", line, actor=e.actors, recipient=e.recipients)
            self._found_by("event", line, found)

    def _commitments(self) -> None:
        names = {i.id: i.name for i in self.record.instruments}
        for c, found in zip(self.record.commitments, self.sheet.commitments, strict=True):
            span, promisors = sheets.span(c.evidence), found.promisors
            line = self._number("commitment", c.kind, c.provision, span)
            row: dict[str, Any] = {
                "id": line,
                "document": self.document,
                "local": c.id,
                "kind": c.kind,
                "provision": c.provision,
                "action": clean(c.action.text) if c.action else None,
                "condition": clean(c.condition.text) if c.condition else None,
                "deadline": c.deadline.value if c.deadline else None,
                "deadline_words": clean(c.deadline.text) if c.deadline else None,
                "due": bounds(c.deadline, None)[1],
                "made_on": found.made_on,
                "instrument": clean(names.get(c.instrument or "")),
                "meant": sheets.meant(self.raw, c.evidence),
                "told": c.status,
                "body": msgspec.json.encode(c).decode(),
                "quote": quote(self.raw, c.evidence),
                "span": span,
                "promise": line,
                "who": self._who(promisor=promisors, beneficiary=c.beneficiaries),
                "withdrawn": False,
                "person": False,
            }
            if self._put(commitments, row, of="commitment"):
                told = {"deadline": row["deadline"], "deadline_words": row["deadline_words"], "due": row["due"]}
                promise = {"id": line, "status": "open", "extent": 0, "confirmed": False, "stories": 1, "for": 0, "against": 0}
                self._put(promises, promise | told)
            self._sides("commitment", line, promisor=promisors, beneficiary=c.beneficiaries)
            self._found_by("commitment", line, found)

    def _instruments(self) -> None:
        for i in self.record.instruments:
            name = clean(i.name) or ""
            number = self._number("instrument", name)
            row = {"id": number, "document": self.document, "local": i.id, "kind": i.kind, "name": name, "status": i.status}
            more = {"date": bounds(i.date, None)[0], "key": folded(name), "text": number, "withdrawn": False}
            self._put(instruments, row | more, of="instrument")
            self._sides("instrument", number, party=i.parties)

    def _processes(self) -> None:
        for p in self.record.processes:
            name = clean(p.name) or ""
            number = self._number("process", name)
            row = {"id": number, "document": self.document, "local": p.id, "name": name, "key": folded(name), "series": number}
            self._put(processes, row | {"withdrawn": False}, of="process")
            self._sides("process", number, party=p.parties)
            for r in p.rounds:
                heads = ", ".join(self.entity[h.entity][1].name for h in r.heads if h.entity in self.entity)
                event = next((line for line, of in self.event.items() if _touch(of.evidence, r.evidence)), None)
                told = {
                    "process": number,
                    "event": event,
                    "number": next((n for e in r.evidence if (n := which(self.raw, e.span, self.record.document.language))), None),
                    "date": bounds(r.date, None)[0],
                    "format": r.format,
                    "heads": clean(heads) or "",
                }
                topics = "; ".join(t.text for t in r.topics)
                self._put(schema.rounds, told | {"topics": clean(topics) or "", "quote": quote(self.raw, r.evidence)})

    # -- rows --------------------------------------------------------------------------------------------------

    def _put(self, table: sa.Table, row: dict[str, Any], of: str | None = None) -> bool:
        """Whether the row is a new one; a line of an earlier reading is brought up to date, and stays linked as it was."""
        if of is not None and row["id"] in self.kept.get(of, ()):
            if (of, row["id"]) not in self.held:
                values = {name: value for name, value in row.items() if name not in {"id", CLUSTER[of].name, *schema.COUNTED}}
                self.connection.execute(table.update().where(table.c.id == row["id"]), values)
            return False
        self.rows.setdefault(table, []).append(row)
        return True

    def _number(self, of: str, *same: str) -> int:
        """The number of a line: a new one, or that of the earlier reading's line that is the same by ``same``."""
        kept = self.old.get(of, {}).pop(same, None)
        if kept is not None:
            self.kept.setdefault(of, set()).add(kept)
            return kept
        if of not in self.next:
            self.next[of] = (_LAST[of].scalar(self.connection) or 0) + 1
        self.next[of] += 1
        return self.next[of] - 1

    def _blocks(self, of: str, line: int, found: Iterable[int]) -> None:
        if (of, line) not in self.held:
            for k in found:
                self._put(blocks, {"of": of, "key": k, "line": line})

    def _found_by(self, of: str, line: int, found: Line) -> None:
        self._blocks(of, line, found.blocks)
        if (of, line) not in self.held:
            for k, first, last, said in found.marks:
                self._put(schema.marks, {"of": marks.OF[of], "line": line, "first": first, "last": last, "key": k, "words": said})

    def _clear(self) -> None:
        """Withdraws what an earlier reading put in, until it is found again, and takes out what hangs on it."""
        c = self.connection
        for of, same in SAME.items():
            table = LINES[of]
            mine = table.c.document == self.document
            rows = c.execute(sa.select(table).where(mine).order_by(table.c.id.desc())).all()
            for row in rows:
                told = msgspec.json.decode(row.body) if of in BY_PEOPLE and row.person else {}  # a person may have corrected the columns
                if of == "entity":
                    self.actors[row.id] = row.actor
                self.old.setdefault(of, {})[tuple(told.get(name, getattr(row, name)) for name in same)] = row.id
                if of in BY_PEOPLE and row.person:
                    self.held.add((of, row.id))
            held = [id_ for kind, id_ in self.held if kind == of]
            gone = {"withdrawn": True} | ({"who": packed(())} if of in PACKED else {})
            c.execute(table.update().where(mine, table.c.id.not_in(held)), gone)
            ids = sa.select(table.c.id).where(mine, table.c.id.not_in(held))
            c.execute(sides.delete().where(sides.c.of == of, sides.c.line.in_(ids)))
            c.execute(blocks.delete().where(blocks.c.of == of, blocks.c.line.in_(ids)))
            if of in marks.OF:
                c.execute(schema.marks.delete().where(schema.marks.c.of == marks.OF[of], schema.marks.c.line.in_(ids)))
            if of == "process":
                c.execute(schema.rounds.delete().where(schema.rounds.c.process.in_(ids)))

    def _met(self) -> set[int]:
        """The actors on the sides of the lines that the ledger has of the document."""
        who = sa.select(entities.c.actor).join(sides, sides.c.entity == entities.c.id)
        met: set[int] = set()
        for of in PACKED:
            mine = sa.select(LINES[of].c.id).where(LINES[of].c.document == self.document)
            met.update(self.connection.execute(who.where(sides.c.of == of, sides.c.line.in_(mine))).scalars())
        return met


def _touch(a: Sequence[Evidence], b: Sequence[Evidence]) -> bool:
    return any(x.span[0] < y.span[1] and y.span[0] < x.span[1] for x in a for y in b)


def deed(connection: sa.Connection, body: Any) -> None:
    """A sentence comes in as a deed. ``body``: document, line, span, quote, value, actors (entities)."""
    line, document = body["line"], body["document"]
    kept = connection.execute(events.update().where(events.c.id == line).values(withdrawn=False))
    if kept.rowcount:
        at_hand.of(connection).clear()
        return
    published = sa.select(documents.c.published).where(documents.c.id == document)
    first, last = bounds(Time(body["value"]), connection.execute(published).scalar_one())
    row = {"id": line, "document": document, "local": "", "type": DEED, "mode": None, "factuality": body.get("factuality", "actual")}
    row |= {"value": body["value"]}
    row |= {"first": first, "last": last, "told": body["value"] is not None, "place": None, "country": None, "quote": clean(body["quote"])}
    told = msgspec.json.encode({"type": DEED, "evidence": [{"span": [int(n) for n in body["span"].split("-")], "part": "sentence"}]})
    row |= {"span": body["span"], "body": told.decode(), "happening": line, "who": "[]", "withdrawn": False, "person": False}
    connection.execute(events.insert(), row)
    who = connection.execute(sa.select(entities).where(entities.c.id.in_(body["actors"])).order_by(entities.c.id)).all()
    side = {"of": "event", "line": line, "role": "actor"}
    acting = [side | {"entity": e.id, "country": e.country, "sector": e.sector, "actor": e.actor} for e in who]
    if acting:
        connection.execute(sides.insert(), acting)
        pack(connection, "event", [line])
    countries = {e.country for e in who if e.country} or {""}
    found = {key(k) for k in keys.of_event(DEED, countries, first, last)}
    connection.execute(blocks.insert(), [{"of": "event", "key": k, "line": line} for k in sorted(found)])
