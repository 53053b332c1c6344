"""Coding a document by hand: quotes in, gold out. What ``ikrar annotate`` reads and writes, and how a coding starts from a record.

A coding (``NAME.code.json``) names everything by quotes copied from the text; where a quote occurs more than once, ``"quote #2"`` is its
second occurrence. :func:`gold_of` turns it into offsets (``NAME.gold.json``, what ``ikrar evaluate`` reads) and lists what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ikrar.model import (
    DROP_REASONS,
    ENTITY_TYPES,
    EVENT_TYPES,
    FACTUALITIES,
    INSTRUMENT_KINDS,
    KINDS,
    PROVISIONS,
    SECTORS,
    STATUSES,
    Record,
    Span,
)

Json = dict[str, Any]

CODE = re.compile(r"([A-Z]{3}):([A-Z]{3})")
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
NUMBERED = re.compile(r" #(\d+)$")
# A sentence ends at a line break, at a stop before white space and what opens a sentence, or at a stop glued between two.
ENDS = re.compile(r"\n+|[.!?][\"”’')]*\s+(?=[A-Z0-9\"“‘'(])|(?<=[a-z]{3})[.!?](?=[A-Z][a-z])")
BLANK = re.compile(r"\s{2,}")


def quote_of(text: str, span: Span) -> str:
    """The words at ``span`` as a quote that finds them again: numbered where they occur before."""
    words = text[span[0] : span[1]]
    n, at = 0, -1
    while at != span[0]:
        at = text.find(words, at + 1)
        if at < 0:
            raise ValueError(f"no such words at {span}")
        n += 1
    return words if n == 1 and not NUMBERED.search(words) else f"{words} #{n}"


def locate(text: str, quote: str) -> Span:
    """Where a quote stands in ``text``; ValueError where it does not."""
    m = NUMBERED.search(quote)
    n, words = (int(m[1]), quote[: m.start()]) if m else (1, quote)
    at = -1
    for _ in range(max(n, 1)):
        at = text.find(words, at + 1)
        if at < 0 or not words:
            raise ValueError(f"not in the text: {quote!r}")
    return (at, at + len(words))


def sentence_at(text: str, span: Span) -> Span:
    """The sentence around ``span``: evidence that touches it counts."""
    start, end = 0, len(text)
    for m in ENDS.finditer(text):
        if m.end() <= span[0]:
            start = m.end()
        elif m.start() >= span[1]:
            end = m.start() + 1
            break
    return (start, end)


def coding_of(text: str, record: Record, name: str) -> Json:
    """A coding to start from: what the record says, by quotes."""
    codes = {e.id: f"{e.country or 'UNK'}:{e.sector or 'UNK'}" for e in record.entities}

    def sides(ids: Iterable[str]) -> list[str]:
        return list(dict.fromkeys(codes[i] for i in ids))

    def said(**fields: Any) -> Json:
        return {k: v for k, v in fields.items() if v not in (None, [], "")}

    return said(
        id=name,
        language=record.document.language,
        published=record.document.published,
        dropped=[{"quote": quote_of(text, d.span), "reason": d.reason} for d in record.document.dropped],
        entities=[
            said(name=e.name, type=e.type, code=codes[e.id] if e.sector else None, quote=quote_of(text, e.mentions[0]))
            for e in record.entities
            if e.mentions
        ],
        events=[
            said(
                type=e.type,
                actors=sides(e.actors),
                recipients=sides(e.recipients),
                date=e.time.value if e.time else None,
                factuality=e.factuality if e.factuality != "actual" else None,
                trigger=quote_of(text, e.evidence[0].span),
            )
            | {"actors": sides(e.actors)}
            for e in record.events
        ],
        commitments=[
            said(
                kind=c.kind,
                provision=c.provision,
                promisors=sides(c.promisors),
                beneficiaries=sides(c.beneficiaries),
                deadline=c.deadline.value if c.deadline else None,
                trigger=quote_of(text, c.evidence[0].span),
            )
            for c in record.commitments
        ],
        instruments=[{"kind": i.kind, "quote": quote_of(text, i.mentions[0])} for i in record.instruments],
    )


class Builder:
    """Turns one coding into gold, and notes what is wrong with it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.problems: list[str] = []

    def one_of(self, item: Json, field: str, known: frozenset[str], default: str | None = None) -> str:
        """The value of ``field``, which must be one of ``known``."""
        value = str(item.get(field, default))
        if value not in known:
            self.problems.append(f"{field} {value!r} is none of {', '.join(sorted(known))}")
        return value

    def span(self, item: Json, field: str) -> Span:
        """The place of a quote."""
        try:
            return locate(self.text, str(item.get(field, "")))
        except ValueError as error:
            self.problems.append(f"{field} {error}")
            return (0, 0)

    def sides(self, item: Json, field: str) -> list[str]:
        """Actor codes."""
        for code in item.get(field, []):
            m = CODE.fullmatch(str(code))
            if not m or m[2] not in SECTORS:
                self.problems.append(f"{field}: {code!r} is no COUNTRY:SECTOR")
        return list(item.get(field, []))

    def date(self, item: Json, field: str, *words: str) -> str | None:
        """A date as fine as it is known, or one of ``words``."""
        value = item.get(field) or None
        if value is not None and value not in words and not DATE.fullmatch(str(value)):
            self.problems.append(f"{field} {value!r} is no YYYY[-MM[-DD]]")
        return value


def gold_of(text: str, coding: Json) -> tuple[Json, list[str]]:
    """The gold of a coding, ready for ``NAME.gold.json``, and its problems in words (with a problem the gold is not to be used)."""
    b = Builder(text)
    gold: Json = {
        "id": coding.get("id", ""),
        "language": coding.get("language", "id"),
        "published": coding.get("published"),
        "length": len(text),
        "blank": [[m.start(), m.end()] for m in BLANK.finditer(text)],
    }
    gold["dropped"] = [[*b.span(d, "quote"), b.one_of(d, "reason", DROP_REASONS)] for d in coding.get("dropped", [])]
    gold["entities"] = [
        {
            "name": e.get("name", ""),
            "type": b.one_of(e, "type", ENTITY_TYPES),
            "code": (b.sides({"code": [e["code"]]}, "code")[0] if e.get("code") else None),
            "mention": list(b.span(e, "quote")),
        }
        for e in coding.get("entities", [])
    ]
    gold["events"] = []
    for e in coding.get("events", []):
        trigger = b.span(e, "trigger")
        gold["events"].append(
            {
                "type": b.one_of(e, "type", EVENT_TYPES),
                "actors": b.sides(e, "actors"),
                "recipients": b.sides(e, "recipients"),
                "date": b.date(e, "date"),
                "factuality": b.one_of(e, "factuality", FACTUALITIES, "actual"),
                "trigger": list(trigger),
                "scope": list(sentence_at(text, trigger)),
            }
        )
    gold["commitments"] = []
    for c in coding.get("commitments", []):
        trigger = b.span(c, "trigger")
        gold["commitments"].append(
            {
                "kind": b.one_of(c, "kind", KINDS),
                "provision": b.one_of(c, "provision", PROVISIONS),
                "promisors": b.sides(c, "promisors"),
                "beneficiaries": b.sides(c, "beneficiaries"),
                "deadline": b.date(c, "deadline", "open"),
                "status": b.one_of(c, "status", STATUSES, "open"),
                "trigger": list(trigger),
                "scope": list(sentence_at(text, trigger)),
            }
        )
    gold["instruments"] = [
        {"kind": b.one_of(i, "kind", INSTRUMENT_KINDS), "mention": list(b.span(i, "quote"))} for i in coding.get("instruments", [])
    ]
    return gold, b.problems
