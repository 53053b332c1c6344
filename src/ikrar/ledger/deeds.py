"""Deeds: sentences of a report that tell what became of a promise, though no event of a type is in them.

A sentence is set against the promises of those that its report names, found by the words that they share. Where it bears on one, the event
that it tells is the evidence, or else the sentence itself enters the ledger as an event of the type ``DEED``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

import sqlalchemy as sa

from ikrar.dates.expr import Anchor
from ikrar.dates.resolve import resolve
from ikrar.ledger import (
    amounts,
    answers,
    at_hand,
    hints,
    judge,
    kin,
    lands,
    lately,
    match,
    meaning,
    near,
    points,
    retold,
    rules,
    told,
    words,
)
from ikrar.ledger import keys as keys_
from ikrar.ledger.answers import Found, names
from ikrar.ledger.book import Pen
from ikrar.ledger.lines import DEED
from ikrar.ledger.prepared import Prepared
from ikrar.ledger.promise import Promise
from ikrar.ledger.report import Report, Sentence, at, older, report
from ikrar.ledger.schema import bearings, commitments, documents, events
from ikrar.ledger.sql import among, is_, latest
from ikrar.lexicon import lexicon
from ikrar.model.annotation import OF_STATE
from ikrar.model.said import Said

READ: Final = "deeds 1"
"""Who makes these claims, with the version of the table of words."""
MOST: Final = 40  # promises of one country that share a word with a report: the latest
SHARED: Final = 2  # words that a sentence and a promise must share
ABSENT: Final = 0.65  # of a promise's words, where the sentence does not name who promised
DENIED: Final = "denied"
AT_HOME: Final = 0.6  # where all is within the country of most reports
BESIDE_AT_HOME: Final = 0.35  # and where the report speaks of the promise right there
NEARLY_ALL: Final = 0.8  # where only those are named to whom it was promised
BESIDE: Final = 1  # sentences before and behind one that tells a promise again, which may tell what became of it
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
    keys = _keys(whole)
    hits: Counter[tuple[int, int]] = Counter()
    for key, lines in latest(c, "commitment", keys, MOST) if keys else ():
        hits.update((line, number) for number in keys[key] for line in lines)
    wanted = {line for (line, _), many in hits.items() if many >= SHARED}
    heads = dict(_HEADS.tuples(c, ids=wanted, document=document)) if wanted else {}
    pairs = {(heads[line], number) for (line, number), many in hits.items() if many >= SHARED and line in heads}
    promises = judge.promises_of(c, {promise for promise, _ in pairs}) if pairs else {}
    set_against = [(promise, promises[promise], whole.sentences[number]) for promise, number in sorted(pairs)]
    _claim(pen, whole, _found(whole, set_against))
    _claim(pen, whole, _spoken_of(c, whole))
    _claim(pen, whole, _called(c, whole))
    _claim(pen, whole, answers.denied(c, whole))
    _claim(pen, whole, answers.cleared(c, whole), DENIED)
    _claim(pen, whole, answers.refused(c, whole))
    if at_hand.of(c).bearing and (borne := dict(_BORNE.tuples(c, document=document))):
        match.link_deeds(pen, borne)
    _look_back(pen, whole)


def _keys(whole: Report) -> dict[int, set[int]]:
    """What the sentences of a report share with promises of those it names, by key, with the numbers of the sentences."""
    said: dict[str, set[int]] = defaultdict(set)
    done: dict[str, set[int]] = defaultdict(set)
    away = whole.countries - {points.table().home.get(whole.language)}  # within one country the very words are asked for
    for number, sentence in enumerate(whole.sentences if whole.countries else ()):  # whose promises they are
        for word in meaning.words(sentence.text, whole.language):
            for row in word.rows if word.weight > meaning.LIGHT else ():
                said[row].add(number)
        for family in kin.of(meaning.nameless(sentence.text), whole.language).deeds if away else ():
            done[f"{keys_.DEED}{family}"].add(number)
    found: dict[int, set[int]] = {}
    for rows, countries in ((said, whole.countries), (done, away)):
        for row, numbers in rows.items():
            for country in countries:
                found[near.key(f"{country}|{row}")] = numbers
    return found


_BORNE = Prepared(
    sa.select(events.c.id, commitments.c.promise)
    .join_from(bearings, events, bearings.c.event == events.c.id)
    .join(commitments, bearings.c.commitment == commitments.c.id)
    .where(is_(events.c.document, "document"), bearings.c.in_force, ~events.c.withdrawn)
    .order_by(bearings.c.entry)
)


def _found(whole: Report, pairs: Iterable[tuple[int, Promise, Sentence]]) -> Iterator[Found]:
    """Of pairs of a promise and a sentence, those where the sentence bears on it."""
    for number, promise, sentence in pairs:
        if (found := _bears(promise, whole, sentence)) is not None:
            yield number, sentence, found


_RETOLD = Prepared(
    sa.select(
        commitments.c.id, commitments.c.promise, commitments.c.span, commitments.c.action, commitments.c.quote, commitments.c.made_on,
        commitments.c.deadline,
        documents.c.published,
    )
    .join(documents, commitments.c.document == documents.c.id)
    .where(is_(commitments.c.document, "document"), ~commitments.c.withdrawn)
    .where(commitments.c.kind.in_([sa.literal(kind) for kind in judge.BINDING]))
    .order_by(commitments.c.id)
)  # fmt: skip


def _spoken_of(c: sa.Connection, whole: Report) -> Iterator[Found]:
    """What stands beside a promise that the report tells again: "The men came home in May. Their release had been promised in March"."""
    written = at_hand.of(c).written
    if written is not None and written.document == whole.id and not any(row["kind"] in judge.BINDING for row in written.commitments):
        return
    rows = _RETOLD.all(c, document=whole.id)
    promises = judge.promises_of(c, {row.promise for row in rows}) if rows else {}
    retold_ = [row for row in rows if row.promise in promises and _is_retold(row, promises[row.promise], whole)]
    for n, sentence in enumerate(whole.sentences if retold_ else ()):
        here = {row.promise: row.action for row in retold_ if sentence.span[0] <= at(row.span) < sentence.span[1]}
        for beside in whole.sentences[max(0, n - BESIDE) : n + BESIDE + 1] if here else ():
            for number, action in here.items():
                said = beside.without(action or sentence.text)
                if (found := _bears(promises[number], whole, said, spoken=True)) is not None:
                    yield number, beside, found


def _is_retold(row: Any, promise: Promise, whole: Report) -> bool:
    """Whether a report tells a promise that was made long before it, whether others have told it or not."""
    if promise.document == whole.id:
        return retold.commitment(row, whole.language) is not None
    return promise.made is not None and points.days(promise.made, whole.published) > points.NEAR_DAYS


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


def _takes_part(promise: Promise, sentence: Sentence) -> bool:
    """Whether somebody who promised is named in a sentence, and no other armed group."""
    if sentence.armed and not sentence.armed & {p.actor for p in promise.promisors}:
        return False
    return names(promise.promisors, sentence)


def _by_its_land(promise: Promise, sentence: Sentence, language: str) -> bool:
    """Whether a sentence names the state that promised, or its capital: a record has only those that do something by its rules."""
    home = points.table().home.get(language)
    states = {p.country for p in promise.promisors if p.country and p.sector in OF_STATE} - {home}
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
    newest = _newest(c, whole.id)
    if newest < whole.published:
        return
    for number, promise in judge.promises_of(c, _own(c, whole.id)).items():
        if promise.made is None or newest <= promise.made:
            continue  # nothing was read of a day behind it
        asked = [word for language, action in promise.tellings() for word in rules.asked_for(action, language, promise.makers)]
        asked.sort(key=lambda word: -word.weight)  # names and numbers first
        lands = {p.country for p in promise.promisors if p.country}
        telling, may = map(meaning.forms, asked), hints.may_be_told(promise)
        for other in words.like(c, telling, OLDER, after=promise.made, countries=lands, but=whole.id):
            if (read := older(c, other, promise, may)) is not None:
                _claim(pen, read, _found(read, [(number, promise, sentence) for sentence in read.sentences]))


# -- what is claimed -----------------------------------------------------------------------------------------------


def _claim(pen: Pen, whole: Report, pairs: Iterable[Found], factuality: str = "actual") -> None:
    made: dict[tuple[int, int], int] = {}
    of: dict[int, int] = {}
    touched: set[int] = set()
    for number, sentence, found in list(pairs):  # all that is found before anything is written
        if _known(pen.connection, number, sentence, whole.id):
            continue
        line = sentence.events[0] if sentence.events and factuality != DENIED else made.get(sentence.span)
        if line is None:
            line = made[sentence.span] = _enter(pen, whole, sentence, factuality)
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


def _bears(promise: Promise, whole: Report, sentence: Sentence, spoken: bool = False) -> told.Told | None:
    if promise.made is None or (not spoken and (promise.document == whole.id or not promise.made < whole.published)):
        return None
    if (date.fromisoformat(whole.published) - date.fromisoformat(promise.made)).days > rules.table().within:
        return None
    day = _day(whole, sentence.text)
    if day is not None and day < promise.made[: len(day)]:  # what was done before it was promised keeps nothing
        return None
    named = (
        names(promise.promisors, sentence) or told.names(promise.makers, sentence.text) or _by_its_land(promise, sentence, whole.language)
    )
    parties = (*promise.promisors, *promise.beneficiaries)
    if not named and any(code.partition(":")[2] not in rules.PEOPLE for code in sentence.codes - {p.code for p in parties}):
        return None  # somebody else did it
    if _with_others(promise, sentence):
        return None
    at_home = _at_home(promise, whole.language)
    found = told.told(promise, sentence.text, whole.language, loose=not at_home, spoken=spoken, akin=True)
    if found is None or (spoken and not at_home):
        return found
    if spoken:
        return found if told.tells(promise, sentence.text, whole.language, spoken=True) >= BESIDE_AT_HOME else None
    tied = told.particular(promise, sentence.text, whole.language) or told.names_whom(promise, sentence.text, whole.language)
    tied = tied or (found.share >= NEARLY_ALL and names(promise.beneficiaries, sentence))
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
    """Within one country much is alike: only the very body, most of the words, and what is promised by its name or number tell it.

    Where the sentence says that it was promised, or ordered, and counts the same, the body need not be named.
    """
    if told.speaks_of_a_promise(sentence.text, language) and amounts.same(promise.tellings(), sentence.text):
        return found.share >= told.ENOUGH and told.tells(promise, sentence.text, language) >= told.ENOUGH
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


def _enter(pen: Pen, whole: Report, sentence: Sentence, factuality: str) -> int:
    """Enters a sentence as a deed; one of an earlier reading keeps its number."""
    span = f"{sentence.span[0]}-{sentence.span[1]}"
    known = _BEFORE.scalars(pen.connection, document=whole.id, span=span)
    line = known[0] if known else (_LAST.scalar(pen.connection) or 0) + 1
    body = {"document": whole.id, "line": line, "span": span, "quote": sentence.text, "value": _day(whole, sentence.text)}
    body |= {"factuality": factuality} if factuality == DENIED else {}
    pen.append("deed", body | {"actors": list(sentence.parties)}, by=READ)
    return int(line)


def _day(whole: Report, text: str) -> str | None:
    """When a sentence says that it was."""
    anchor = Anchor(published=date.fromisoformat(whole.published))
    for expr in lexicon().language(whole.language).date_grammar.find(text):
        if expr.kind in FINE and not expr.since and not expr.bound and (value := resolve(expr, anchor)) and value <= whole.published:
            return value
    return None
