"""Finding: reports by their words, and what happened by its day."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

import sqlalchemy as sa

from ikrar.ledger import ask, words
from ikrar.ledger.ask import Answer
from ikrar.ledger.project import text_of
from ikrar.ledger.schema import documents
from ikrar.ledger.stems import WORD, stem, stems

AROUND: Final = 90  # characters of a snippet to each side of the word found


def search(connection: sa.Connection, query: str, limit: int) -> list[Answer]:
    """The reports that hold all words of ``query`` in any form, the best match first, each with a snippet."""
    ids = words.search(connection, query, limit)
    rows = {row["id"]: row for row in ask.list_documents(connection, ids=ids)} if ids else {}
    entries = dict(connection.execute(sa.select(documents.c.id, documents.c.entry).where(documents.c.id.in_(ids))).all())
    asked = {root for language in words.LANGUAGES for root in stems(query, language)}
    found = []
    for id_ in ids:
        row = rows[ask.name("document", id_)]
        found.append(row | {"snippet": snippet(text_of(connection, entries[id_]), asked, row["language"])})
    return found


def snippet(text: str, asked: set[str], language: str) -> str:
    """The words around the first of those asked for."""
    for match in WORD.finditer(text):
        if stem(match[0].lower(), language) in asked:
            start, end = max(0, match.start() - AROUND), min(len(text), match.end() + AROUND)
            cut = re.sub(r"\s+", " ", text[start:end]).strip()
            return ("…" if start else "") + cut + ("…" if end < len(text) else "")
    return ""


def timeline(connection: sa.Connection, today: date, *, who: str | None, since: str | None, until: str | None, limit: int) -> list[Answer]:
    """Promises, deadlines and acts by day, the earliest first."""
    rows: dict[str, Answer] = {}
    for role in ("by", "to") if who else ("by",):
        condition: dict[str, Any] = {role: who} if who else {}
        for p in ask.list_commitments(connection, today, limit, made_after=since, made_before=until, **condition):
            rows[f"{p['id']} made"] = _day(p["made"], p, p["kind"], p["promisors"])
        for p in ask.list_commitments(connection, today, limit, due_after=since, due_before=until, **condition):
            if (day := (p.get("deadline") or {}).get("value")) and day[:1].isdigit():
                rows[f"{p['id']} due"] = _day(day, p, f"due ({p['timeliness']})", p["promisors"])
        for e in ask.list_events(connection, limit, since=since, until=until, **condition):
            rows[e["id"]] = _day((e.get("time") or {}).get("value"), e, e["type"], e["actors"])
    dated = [row for row in rows.values() if row["date"]]
    return sorted(dated, key=lambda row: (row["date"], row["id"]))[:limit]


def _day(day: str | None, row: Answer, what: str, who: list[Answer]) -> Answer:
    return {"date": day, "id": row["id"], "what": what, "who": who, "words": row["quote"]}
