"""One document as it was read: its text, the record in force, and under which numbers the ledger keeps each line of it."""

from __future__ import annotations

from typing import Any, Final

import msgspec
import sqlalchemy as sa

from ikrar.ledger import ask, corrected, page, quoted, records, withdrawn
from ikrar.ledger.ask import Answer, name
from ikrar.ledger.schema import CLUSTER, LINES, book, documents
from ikrar.model import Document, Engine, Reading, Record

UNREAD: Final = Engine(name="none", version="0")
SAID: Final = {
    "commitment": ("kind", "provision", "action", "condition", "deadline", "deadline_words", "made_on", "instrument"),
    "event": ("type", "mode", "factuality", "value", "place", "country"),
}
"""The columns of the lines that people correct and enter."""
SIDES: Final = {"commitment": ("promisor", "beneficiary"), "event": ("actor", "recipient")}


def reading(c: sa.Connection, number: int) -> Answer | None:
    """The document ``number``: what is ``told`` of it, its ``reading``, its ``lines`` by their ids in the record, those that came
    ``besides`` (by hand, or found as deeds), its ``copies`` and ``notes``, and by which decision
    it is ``out`` of the ledger. None where there is none.

    A line has its own number (``id``), that under which it is shown (``head``), and, where a person had a hand in it or no record has it,
    what it says (``said``).
    """
    row = c.execute(sa.select(documents).where(documents.c.id == number)).one_or_none()
    if row is None:
        return None
    told = ask.list_documents(c, ids=[number])[0]
    lines: dict[str, Answer] = {}
    besides: list[Answer] = []
    for of in LINES:
        for local, line in _lines(c, of, number) if of != "document" else ():
            if local and local not in lines:
                lines[local] = line
            elif not local and not line["withdrawn"]:
                besides.append(line)
    return {
        "told": told,
        "reading": Reading(raw=quoted.text(c, number), record=_record(c, row)),
        "lines": lines,
        "besides": besides,
        "copies": page.copies(c, told["copies"]),
        "notes": page.notes_on(c, "document", number),
        "out": next(iter(withdrawn.told(c, [number])), None),
    }


def _record(c: sa.Connection, row: Any) -> Record:
    if row.reading is None:
        return Record(engine=UNREAD, document=Document(id=row.sha, language=row.language))
    body = c.execute(sa.select(book.c.body).where(book.c.seq == row.reading)).scalar_one()
    return records.decoded(body)


def _lines(c: sa.Connection, of: str, document: int) -> list[tuple[str, Answer]]:
    """The lines of a kind that a document tells, each with its id in the record."""
    table = LINES[of]
    rows = c.execute(sa.select(table, CLUSTER[of].label("head")).where(table.c.document == document).order_by(table.c.id)).all()
    said = [row.id for row in rows if of in SAID and (row.person or not row.local)]
    who = ask.parties(c, of, said)
    out = []
    for row in rows:
        line: Answer = {"id": name(of, row.id), "head": name(of, row.head), "of": of, "withdrawn": bool(row.withdrawn)}
        line["person"] = bool(getattr(row, "person", False))
        if row.id in said:
            line["said"] = {column: getattr(row, column) for column in SAID[of]}
            line["said"] |= dict(zip(("who", "whom"), (who[row.id][role] for role in SIDES[of]), strict=True))
            if of == "event":
                line["said"]["contexts"] = corrected.event(row.body).get("contexts", [])
            line["span"] = quoted.where(msgspec.json.decode(row.body).get("evidence", ()), row.span)
            line["quote"] = row.quote
        out.append((row.local, line))
    return out


def line(c: sa.Connection, id_: str) -> Answer | None:
    """A commitment or an event as it stands now, for a person to correct: None where there is none."""
    ref = ask.parse(id_)
    if ref is None or ref[0] not in SAID:
        return None
    of = ref[0]
    row = c.execute(sa.select(LINES[of]).where(LINES[of].c.id == ref[1])).one_or_none()
    if row is None:
        return None
    who = ask.parties(c, of, [row.id])[row.id]
    sides = dict(zip(("who", "whom"), (who[role] for role in SIDES[of]), strict=True))
    more = {"contexts": corrected.event(row.body).get("contexts", [])} if of == "event" else {}
    told = {column: getattr(row, column) for column in SAID[of]} | sides | more
    return told | {"id": id_, "of": of, "quote": row.quote, "document": row.document, "person": bool(row.person)}
