"""What one sentence of a report answers to another: a claim denied, a demand refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import sqlalchemy as sa

from ikrar.ledger import at_hand, denials, judge, told
from ikrar.ledger.prepared import Prepared
from ikrar.ledger.promise import Party
from ikrar.ledger.report import Report, Sentence, at
from ikrar.ledger.schema import bearings, commitments, events
from ikrar.ledger.sql import is_

Found = tuple[int, Sentence, told.Told]
"""A promise, and how a sentence bears on it."""


_BEARING = Prepared(
    sa.select(commitments.c.promise, events.c.span, bearings.c.bearing)
    .join_from(bearings, events, bearings.c.event == events.c.id)
    .join(commitments, bearings.c.commitment == commitments.c.id)
    .where(is_(events.c.document, "document"), bearings.c.in_force, events.c.factuality != sa.literal("denied"))
    .where(bearings.c.bearing.in_([sa.literal(bearing) for bearing in ("for", "under-way", "against")]))
    .order_by(bearings.c.entry)
)
AFTER: Final = 2  # sentences in which what is said of a promise may be denied


def denied(c: sa.Connection, whole: Report) -> Iterator[Found]:
    """“The families denied that”: what one sentence says was kept, the next says was not."""
    for number, bearing, n, _ in _said_of(c, whole):
        for beside, following in enumerate(whole.sentences[n + 1 : n + 1 + AFTER] if bearing != "against" else ()):
            if denials.denies_later(following.text) if beside else denials.denies(following.text, whole.language):
                yield number, following, told.Told("disputed", None, 1.0)
                break


def cleared(c: sa.Connection, whole: Report) -> Iterator[Found]:
    """“Algiers denied the finding”: who is told to have broken a promise says that it is not so."""
    for number, bearing, n, _ in _said_of(c, whole):
        for following in whole.sentences[n + 1 : n + 1 + AFTER] if bearing == "against" else ():
            if denials.denies_a_breach(following.text) and names(judge.promises_of(c, {number})[number].promisors, following):
                yield number, following, told.Told("against", None, 1.0)
                break


def _said_of(c: sa.Connection, whole: Report) -> Iterator[tuple[int, str, int, Sentence]]:
    """What sentences of a report say of promises: the promise, how it bears on it, the number of the sentence, and the sentence."""
    if not at_hand.of(c).bearing:
        return
    said = [(promise, at(span), bearing) for promise, span, bearing in _BEARING.tuples(c, document=whole.id)]
    for n, sentence in enumerate(whole.sentences[:-1]) if said else ():
        for promise, bearing in sorted({(p, b) for p, start, b in said if sentence.span[0] <= start < sentence.span[1]}):
            yield promise, bearing, n, sentence


_ASKED = Prepared(
    sa.select(commitments.c.promise, commitments.c.span)
    .where(is_(commitments.c.document, "document"), commitments.c.kind == "demand", ~commitments.c.withdrawn)
    .order_by(commitments.c.id)
)
NEXT: Final = 3  # sentences after a demand in which its report tells how it was received


def refused(c: sa.Connection, whole: Report) -> Iterator[Found]:
    """“His spokesman rejected the demand”: what is asked in a report and refused in the same breath, by whom it was asked of."""
    written = at_hand.of(c).written
    if written is not None and written.document == whole.id and not any(row["kind"] == "demand" for row in written.commitments):
        return
    asked = [(promise, at(span)) for promise, span in _ASKED.tuples(c, document=whole.id)]
    refusing = [(n, s) for n, s in enumerate(whole.sentences) if denials.refuses(s.text, whole.language)] if asked else []
    promises = judge.promises_of(c, {promise for promise, _ in asked}) if refusing else {}
    for n, sentence in refusing:
        first = whole.sentences[max(0, n - NEXT)].span[0]
        before = [p for p, start in asked if first <= start < sentence.span[0] and p in promises and names(promises[p].promisors, sentence)]
        if before:
            yield before[-1], sentence, told.Told("against", None, 1.0)


def names(parties: Iterable[Party], sentence: Sentence) -> bool:
    """Whether a sentence names one of some parties, or one of the kind of their state."""
    return any(p.actor in sentence.actors or p.code in sentence.codes for p in parties)
