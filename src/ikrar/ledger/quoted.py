"""Words of a stored text: where a line's words stand in it, and whether words that a person gives stand there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from ikrar.ledger.project import text_of
from ikrar.ledger.schema import documents
from ikrar.model import Span
from ikrar.model.plain import visible


def text(connection: sa.Connection, document: int) -> str:
    """The text of a document, as it was read."""
    entry = connection.execute(sa.select(documents.c.entry).where(documents.c.id == document)).scalar_one()
    return text_of(connection, entry)


def find(raw: str, words: str, at: Span | None = None) -> Span | None:
    """Where ``words`` stand in ``raw``: there where ``at`` says, or else the nearest to it; None where they do not.

    White space does not count, since who copies words from a page gets other breaks than the text has.
    """
    if at and visible(raw[slice(*at)]).split() == words.split() != []:
        return at
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        return None
    near = at[0] if at else 0
    spans = (match.span() for match in re.finditer(r"\s+".join(parts), raw))
    return min(spans, key=lambda span: abs(span[0] - near), default=None)


def where(evidence: Iterable[Any], hangs: str = "") -> list[int] | None:
    """The words that a line rests on: its sentence, or else what it hangs on (``hangs``: "120-180")."""
    spans = {e["part"]: e["span"] for e in evidence}
    if found := spans.get("sentence") or next(iter(spans.values()), None):
        return [int(n) for n in found]
    return [int(n) for n in hangs.split("-")] if hangs else None
