"""Deeds: sentences of a report that tell what became of a promise, though no event of a type is in them.

A sentence is set against the promises of those that its report names, found by the words that they share. Where it bears on one, the event
that it tells is the evidence, or else the sentence itself enters the ledger as an event of the type ``DEED``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import Final

import sqlalchemy as sa

from ikrar.dates.expr import Anchor
from ikrar.dates.resolve import resolve
from ikrar.ledger import at_hand, hints, judge, kin, lands, lately, match, meaning, near, points, rules, told, words
from ikrar.ledger import keys as keys_
from ikrar.ledger.book import Pen
from ikrar.ledger.lines import DEED
from ikrar.ledger.prepared import Prepared
from ikrar.ledger.report import Report, Sentence, at, older, report
from ikrar.ledger.rules import Promise
from ikrar.ledger.schema import bearings, commitments, documents, events
from ikrar.ledger.sql import among, is_, latest
from ikrar.lexicon import lexicon
from ikrar.model.said import Said

READ: Final = "deeds 1"
"""Who makes these claims, with the version of the table of words."""
MOST: Final = 40  # promises of one country that share a word with a report: the latest
SHARED: Final = 2  # words that a sentence and a promise must share
ABSENT: Final = 0.65  # of a promise's words, where the sentence does not name who promised
AT_HOME: Final = 0.6  # where all is within the country of most reports
NEARLY_ALL: Final = 0.8  # where only those are named to whom it was promised
OLDER: Final = 5  # reports read earlier that a promise read later is set against
FINE: Final = frozenset(("day", "weekday", "relative", "month"))


# -- its promises --------------------------------------------------------------------------------------------------

_HEADS = Prepared(
    sa.select(commitments.c.id, commitments.c.promise).where(
        among(commitments.c.id, "ids"),
        commitments.c.kind.in_([sa.literal(kind) for kind in judge.BINDING]),
        ~commitments.c.withdrawn,
        commitments.c.document != sa.bindparam("document"),
    )
)


def find(pen: Pen, document: int) -> None:
    """Sets the sentences of ``document`` against the promises of others, and the older reports against its own promises."""
    c = pen.connection
    if (whole := report(c, document)) is None:
        return
    keys: dict[int, set[int]] = defaultdict(set)
    away = {points.table().home.get(whole.language)}  # within one country the very words are asked for
    for number, sentence in enumerate(whole.sentences if whole.countries else ()):  # whose promises they are
        rows = {row for word in meaning.words(sentence.text, whole.language) if word.weight > meaning.LIGHT for row in word.rows}
        rows |= {f"{keys_.DEED}{family}" for family in kin.of(meaning.nameless(sentence.text), whole.language).deeds}
        for row in rows:
            for country in whole.countries - away if row.startswith(keys_.DEED) else whole.countries:
                keys[near.key(f"{country}|{row}")].add(number)
    hits: Counter[tuple[int, int]] = Counter()
    for key, lines in latest(c, "commitment", keys, MOST) if keys else ():
        hits.update((line, number) for number in keys[key] for line in lines)
    wanted = {line for (line, _), many in hits.items() if many >= SHARED}
    heads = dict(_HEADS.tuples(c, ids=wanted, document=document)) if wanted else {}
    pairs = {(heads[line], number) for (line, number), many in hits.items() if many >= SHARED and line in heads}
    promises = judge.promises_of(c, {promise for promise, _ in pairs}) if pairs else {}
    set_against = [(promise, promises[promise], whole.sentences[number]) for promise, number in sorted(pairs)]
    _claim(pen, whole, _found(whole, set_against))
    _claim(pen, whole, _called(c, whole))
    _claim(pen, whole, _denied(c, whole))
    _claim(pen, whole, _refused(c, whole))
    if at_hand.of(c).bearing and (borne := dict(_BORNE.tuples(c, document=document))):
        match.link_deeds(pen, borne)
    _look_back(pen, whole)


_BORNE = Prepared(
    sa.select(events.c.id, commitments.c.promise)
    .join_from(bearings, events, bearings.c.event == events.c.id)
    .join(commitments, bearings.c.commitment == commitments.c.id)
    .where(is_(events.c.document, "document"), bearings.c.in_force, ~events.c.withdrawn)
    .order_by(bearings.c.entry)
)


Found = tuple[int, Sentence, told.Told]
"""A promise, and how a sentence bears on it."""


def _found(whole: Report, pairs: Iterable[tuple[int, Promise, Sentence]]) -> Iterator[Found]:
    """Of pairs of a promise and a sentence, those where the sentence bears on it."""
    for number, promise, sentence in pairs:
        if (found := _bears(promise, whole, sentence)) is not None:
            yield number, sentence, found


def _called(c: sa.Connection, whole: Report) -> Iterator[Found]:
    """What is said of a promise by its name alone, "the truce": of the latest that somebody named in the sentence made."""
    hand = at_hand.of(c)
    if hand.written is not None and hand.written.document == whole.id and not told.may_be_called(hand.stems, whole.language):
        return
    for sentence in whole.sentences:
        provision = told.provision_called(sentence.text, whole.language)
        found = told.told_of(provision, sentence.text, whole.language) if provision else None
        if provision is None or found is None:
            continue
        keys = {near.key(f"{provision}|{country}") for country in whole.countries}
        lines = {line for _, latest_ in latest(c, "commitment", keys, MOST) for line in latest_}
        heads = set(dict(_HEADS.tuples(c, ids=lines, document=whole.id)).values()) if lines else set()
        made = {n: p for n, p in judge.promises_of(c, heads).items() if p.made and p.made < whole.published and p.provision == provision}
        ours = {n: p for n, p in made.items() if p.kind != "demand" and told.is_called(p) and _takes_part(p, sentence)}
        if ours and told.of_an_earlier(sentence.text, whole.language):
            del ours[max(ours, key=lambda n: (ours[n].made or "", n))]
        if ours:
            number = max(ours, key=lambda n: (ours[n].made or "", n))
            yield number, sentence, found


_KEPT = Prepared(
    sa.select(commitments.c.promise, events.c.span)
    .join_from(bearings, events, bearings.c.event == events.c.id)
    .join(commitments, bearings.c.commitment == commitments.c.id)
    .where(is_(events.c.document, "document"), bearings.c.in_force, bearings.c.bearing.in_([sa.literal("for"), sa.literal("under-way")]))
    .order_by(bearings.c.entry)
)


def _denied(c: sa.Connection, whole: Report) -> Iterator[Found]:
    """“The families denied that”: what one sentence says was kept, the next says was not."""
    if not at_hand.of(c).bearing:
        return
    kept = [(promise, at(span)) for promise, span in _KEPT.tuples(c, document=whole.id)]
    for sentence, following in pairwise(whole.sentences) if kept else ():
        numbers = sorted({promise for promise, at in kept if sentence.span[0] <= at < sentence.span[1]})
        if numbers and told.denies(following.text, whole.language):
            for number in numbers:
                yield number, following, told.Told("disputed", None, 1.0)


_ASKED = Prepared(
    sa.select(commitments.c.promise, commitments.c.span)
    .where(is_(commitments.c.document, "document"), commitments.c.kind == "demand", ~commitments.c.withdrawn)
    .order_by(commitments.c.id)
)
NEXT: Final = 3  # sentences after a demand in which its report tells how it was received


def _refused(c: sa.Connection, whole: Report) -> Iterator[Found]:
    """“His spokesman rejected the demand”: what is asked in a report and refused in the same breath, by whom it was asked of."""
    written = at_hand.of(c).written
    if written is not None and written.document == whole.id and not any(row["kind"] == "demand" for row in written.commitments):
        return
    asked = [(promise, at(span)) for promise, span in _ASKED.tuples(c, document=whole.id)]
    refusing = [(n, s) for n, s in enumerate(whole.sentences) if told.refuses(s.text, whole.language)] if asked else []
    promises = judge.promises_of(c, {promise for promise, _ in asked}) if refusing else {}
    for n, sentence in refusing:
        first = whole.sentences[max(0, n - NEXT)].span[0]
        before = [
            p for p, start in asked if first <= start < sentence.span[0] and p in promises and _names(promises[p].promisors, sentence)
        ]
        if before:
            yield before[-1], sentence, told.Told("against", None, 1.0)


def _takes_part(promise: Promise, sentence: Sentence) -> bool:
    """Whether somebody who promised is named in a sentence, and no other armed group."""
    if sentence.armed and not sentence.armed & {p.actor for p in promise.promisors}:
        return False
    return _names(promise.promisors, sentence)


def _names(parties: Iterable[rules.Party], sentence: Sentence) -> bool:
    """Whether a sentence names one of some parties, or one of the kind of their state."""
    return any(p.actor in sentence.actors or p.code in sentence.codes for p in parties)


def _by_its_land(promise: Promise, sentence: Sentence, language: str) -> bool:
    """Whether a sentence names the state that promised, or its capital: a record has only those that do something by its rules."""
    home = points.table().home.get(language)
    states = {p.country for p in promise.promisors if p.country and p.sector in rules.STATE} - {home}
    return any(land.government and land.country in states for land in lands.lands(sentence.text, language)) if states else False


_OWN = Prepared(
    sa.select(commitments.c.promise)
    .where(is_(commitments.c.document, "document"), commitments.c.kind.in_([sa.literal(kind) for kind in judge.BINDING]))
    .where(~commitments.c.withdrawn)
    .distinct()
    .order_by(commitments.c.promise)
)
_NEWEST = Prepared(
    sa.select(documents.c.published)
    .where(documents.c.published.is_not(None), documents.c.id < sa.bindparam("document"))
    .order_by(documents.c.published.desc())
    .limit(1)
)


def _own(c: sa.Connection, document: int) -> set[int]:
    written = at_hand.of(c).written
    if written is None or written.document != document:
        return set(_OWN.scalars(c, document=document))
    binding = [row["id"] for row in written.commitments if row["kind"] in judge.BINDING]
    return {line.group for line in lately.lines(c, "commitment", binding)}


def _newest(c: sa.Connection, document: int) -> str:
    """The latest day of those reports that were read before a document."""
    hand = at_hand.of(c)
    if hand.written is None or hand.written.document != document:
        return str(_NEWEST.scalar(c, document=document) or "")
    if hand.newest is None:
        hand.newest = str(_NEWEST.scalar(c, document=document) or "")
    return hand.newest


def _look_back(pen: Pen, whole: Report) -> None:
    """Reports of later days that were read before this one may tell what became of its promises."""
    c = pen.connection
    if _newest(c, whole.id) < whole.published:
        return
    for number, promise in judge.promises_of(c, _own(c, whole.id)).items():
        if promise.made is None:
            continue
        asked = [word for language, action in promise.tellings() for word in rules.asked_for(action, language, promise.makers)]
        asked.sort(key=lambda word: -word.weight)  # names and numbers first
        lands = {p.country for p in promise.promisors if p.country}
        telling, may = map(meaning.forms, asked), hints.may_be_told(promise)
        for other in words.like(c, telling, OLDER, since=promise.made, countries=lands, but=whole.id):
            if (read := older(c, other, promise, may)) is not None:
                _claim(pen, read, _found(read, [(number, promise, sentence) for sentence in read.sentences]))


# -- what is claimed -----------------------------------------------------------------------------------------------


def _claim(pen: Pen, whole: Report, pairs: Iterable[Found]) -> None:
    made: dict[tuple[int, int], int] = {}
    of: dict[int, int] = {}
    touched: set[int] = set()
    for number, sentence, found in list(pairs):  # all that is found before anything is written
        if _known(pen.connection, number, sentence, whole.id):
            continue
        line = sentence.events[0] if sentence.events else made.get(sentence.span)
        if line is None:
            line = made[sentence.span] = _enter(pen, whole, sentence)
            of[line] = number
        because = Said("because.share", {"share": round(found.share, 2)})._asdict()
        body = {
            "commitment": number,
            "event": line,
            "bearing": found.bearing,
            "extent": found.extent,
            "rule": judge.BY_WORDS,
            "because": because,
        }
        pen.append("bearing", body, by=READ)
        touched.add(number)
    if made:
        match.link_events(pen, sorted(made.values()))
        match.link_deeds(pen, of)
    for number in sorted(touched):
        judge.settle(pen, number)


def _bears(promise: Promise, whole: Report, sentence: Sentence) -> told.Told | None:
    if promise.made is None or promise.document == whole.id or not promise.made < whole.published:
        return None
    if (date.fromisoformat(whole.published) - date.fromisoformat(promise.made)).days > rules.table().within:
        return None
    named = (
        _names(promise.promisors, sentence) or told.names(promise.makers, sentence.text) or _by_its_land(promise, sentence, whole.language)
    )
    parties = (*promise.promisors, *promise.beneficiaries)
    if not named and any(code.partition(":")[2] not in rules.PEOPLE for code in sentence.codes - {p.code for p in parties}):
        return None  # somebody else did it
    if _with_others(promise, sentence):
        return None
    at_home = _at_home(promise, whole.language)
    found = told.told(promise, sentence.text, whole.language, loose=not at_home)
    if found is None:
        return None
    tied = told.particular(promise, sentence.text, whole.language) or told.names_whom(promise, sentence.text, whole.language)
    tied = tied or (found.share >= NEARLY_ALL and _names(promise.beneficiaries, sentence))
    if not named and (found.share < ABSENT or not tied):
        return None
    return found if not at_home or _surely(promise, sentence, whole.language, found) else None


def _with_others(promise: Promise, sentence: Sentence) -> bool:
    """Whether it is done with another country than that to which it was promised."""
    to = {p.country for p in promise.beneficiaries if p.country} - {rules.NOWHERE}
    there = {code[:3] for code in sentence.codes if not code.endswith(":")} - {p.country for p in promise.promisors} - {rules.NOWHERE}
    return bool(to - {p.country for p in promise.promisors}) and bool(there) and not to & there


def _at_home(promise: Promise, language: str) -> bool:
    """Whether a promise is made within the country of most that is told in a language; bodies of many states are guests there."""
    lands = {code[:3] for p in (*promise.promisors, *promise.beneficiaries) if (code := p.code)}
    home = points.table().home.get(language)
    return lands <= {home} or (lands <= {home, rules.NOWHERE} and any(p.country == home for p in promise.promisors))


def _surely(promise: Promise, sentence: Sentence, language: str, found: told.Told) -> bool:
    """Within one country much is alike: only the very body, most of the words, and what is promised by its name or number tell it."""
    bodies = {p.actor for p in promise.promisors if p.body} - {None}
    itself = bodies & sentence.actors or (bodies and told.names(promise.makers, sentence.text, least=2))
    if not itself or found.share < AT_HOME or not told.particular(promise, sentence.text, language):
        return False
    return told.tells(promise, sentence.text, language) >= AT_HOME


_STANDING = Prepared(
    sa.select(bearings.c.event, events.c.document, events.c.span)
    .join_from(bearings, events, bearings.c.event == events.c.id)
    .join(commitments, bearings.c.commitment == commitments.c.id)
    .where(is_(commitments.c.promise, "promise"), bearings.c.in_force)
)


def _known(c: sa.Connection, promise: int, sentence: Sentence, document: int) -> bool:
    """Whether something that the sentence tells bears on the promise already."""
    for event, of, span in _STANDING.tuples(c, promise=promise):
        if event in sentence.events or (of == document and sentence.span[0] <= at(span) < sentence.span[1]):
            return True
    return False


_LAST = Prepared(sa.select(sa.func.max(events.c.id)))
_BEFORE = Prepared(
    sa.select(events.c.id).where(is_(events.c.document, "document"), is_(events.c.span, "span"), events.c.type == sa.literal(DEED))
)


def _enter(pen: Pen, whole: Report, sentence: Sentence) -> int:
    """Enters a sentence as a deed; one of an earlier reading keeps its number."""
    span = f"{sentence.span[0]}-{sentence.span[1]}"
    known = _BEFORE.scalars(pen.connection, document=whole.id, span=span)
    line = known[0] if known else (_LAST.scalar(pen.connection) or 0) + 1
    body = {"document": whole.id, "line": line, "span": span, "quote": sentence.text, "value": _day(whole, sentence.text)}
    pen.append("deed", body | {"actors": list(sentence.parties)}, by=READ)
    return int(line)


def _day(whole: Report, text: str) -> str | None:
    """When a sentence says that it was."""
    anchor = Anchor(published=date.fromisoformat(whole.published))
    for expr in lexicon().language(whole.language).date_grammar.find(text):
        if expr.kind in FINE and not expr.since and not expr.bound and (value := resolve(expr, anchor)) and value <= whole.published:
            return value
    return None
