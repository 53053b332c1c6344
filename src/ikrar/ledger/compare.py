"""What speaks for and against two lines of different documents being one, by the names of the table of points."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from ikrar.ledger import meaning, retold, rules
from ikrar.ledger.amounts import numbers
from ikrar.ledger.days import bounds
from ikrar.ledger.meaning import REMEMBERED
from ikrar.ledger.points import NEAR_DAYS, days, table
from ikrar.ledger.stems import stands
from ikrar.model import Time

A_MONTH: Final = 31
ENOUGH: Final = 3.0  # weight of a wording that says enough to be told by
FEW: Final = 0.4  # of the shorter sentence's words
FEW_TRANSLATED: Final = 0.3  # where the languages differ: the glossary does not know all


class Side(NamedTuple):
    """Who stands on one side of a line."""

    actors: frozenset[int]
    countries: frozenset[str]
    codes: frozenset[str]
    """Country and kind of party: a state's own and its rebels are two."""
    named: bool
    """Whether all are bodies or people with names of their own: then another name is somebody else."""
    types: frozenset[str] = frozenset()
    anybody: frozenset[int] = frozenset()
    """Of the actors, those that say little of who it is: a state, "the police"."""
    called: frozenset[str] = frozenset()
    """Their names, and of people the last ones."""


NOBODY: Final = Side(frozenset(), frozenset(), frozenset(), named=False)


UNKNOWN: Final = object()  # what was not asked for yet


@dataclass(slots=True, eq=False)
class Line:
    """What is compared of a line."""

    id: int
    group: int
    document: int
    language: str
    row: Any
    who: dict[str, Side]
    """By role."""
    words: str
    promise: int | None = None
    """Of an event that promises something: the promise."""

    names: tuple[str, ...] = ()
    """Of the parties of a promise: that they are named says nothing of what is promised."""
    _said: tuple[meaning.Word, ...] | None = None
    weight: float = 0.0
    """How much they say; of its words, as they are first asked for."""
    bits: int = 0
    """Their bits."""
    _when: tuple[str, str] | None = None
    _retold: Any = UNKNOWN

    @property
    def said(self) -> tuple[meaning.Word, ...]:
        """Of its words, those that say something."""
        if self._said is None:
            words, language = self.words, self.language
            self._said = rules.asked_for(words, language, self.names) if self.names else meaning.words(words, language)
            self.weight, self.bits = meaning.weight(self._said), meaning.bits_of(self._said)
        return self._said

    @property
    def when(self) -> tuple[str, str]:
        """When a promise was reported, and made."""
        if self._when is None:
            row = self.row
            self._when = row.published or row.made_on or "", row.made_on or ""
        return self._when

    @property
    def background(self) -> retold.Told | None:
        """When a promise was made of which its report tells in the background."""
        if self._retold is UNKNOWN:
            self._retold = retold.commitment(self.row, self.language)
        found: retold.Told | None = self._retold
        return found


def _parties(a: Line, b: Line, role: str) -> Iterator[str]:
    one, other = a.who.get(role, NOBODY), b.who.get(role, NOBODY)
    same, codes = one.actors & other.actors, one.codes & other.codes
    if not same and not codes:
        if one.codes and other.codes and not one.called & other.called:  # of one name, they are of two kinds by a guess
            yield f"{role}-other"
        return
    country = table().home.get(a.language) if codes and a.language == b.language else None
    home = country is not None and all(code[:3] == country for code in codes)
    if same:
        yield f"{role}-home" if home and same <= one.anybody else role
    elif codes and _for_state(one, other):
        yield f"{role}-home" if home else f"{role}-state"
    elif codes and one.named and other.named and a.language == b.language:  # in two languages one body has two names
        yield f"{role}-office" if one.types != other.types and "person" in one.types | other.types else f"{role}-other"
    else:
        yield f"{role}-home" if home else f"{role}-country"


def _for_state(one: Side, other: Side) -> bool:
    """Whether a state stands on one side, and on the other somebody who may give its word."""
    return any(a.types == {"state"} and b.types == {"person"} for a, b in ((one, other), (other, one)))


def _met(a: Line, b: Line) -> bool:
    """Whether somebody known takes part in both."""
    return any(a.who[role].actors & b.who[role].actors for role in a.who.keys() & b.who.keys())


def shared_words(a: Line, b: Line) -> Iterator[tuple[str, float]]:
    """How far their words are the same, and what they count."""
    points = points_back(a, b)
    one, other = numbers(a.row.quote), numbers(b.row.quote)
    if points:
        one, other = one | numbers(a.row.meant or ""), other | numbers(b.row.meant or "")
    if one and other:
        yield ("number" if one & other else "number-other"), 1.0
    if a.language != b.language:
        yield "language", 1.0
    said, also, copied = a.said, b.said, False
    if said and also:
        weights = a.weight, b.weight
        share = meaning.likeness(said, also, b.bits) if weights[0] <= weights[1] else meaning.likeness(also, said, a.bits)
        known = share * min(1.0, min(weights) / ENOUGH)  # of few words all are shared by chance
        again = _retold(a, b)
        if again is not None or points:  # "free it": what it is on stands elsewhere in the sentence, or before it
            first, later = _in_order(a, b)
            whole = meaning.unnamed(f"{later.row.quote} {points}", later.language, later.names)
            same = meaning.likeness(first.said, whole) * min(1.0, meaning.weight(first.said) / ENOUGH)
            known, share = max(known, same), max(share, same)
            if (
                again is not None
                and (known < BARE or _only_names(first.said, whole))
                and not (one & other)
                and not _by_deadline(a, b)
                and a.row.provision not in BY_NAME
            ):
                yield "bare", 1.0
        yield "words", known
        copied = known >= COPIED and "provision" in a.row._fields and _by_deadline(a, b)
        few = FEW if a.language == b.language else FEW_TRANSLATED
        if share < few and not _met(a, b) and not _one_promise(a, b) and not (again is not None and _by_deadline(a, b) and one & other):
            yield "strangers", 1.0
        elif share < few and again is None and not _tied(a, b, one & other):
            yield "few", 1.0
    apart = a.row.published != b.row.published and not _dated(a, b) and _retold(a, b) is None and not copied
    if apart and a.language == b.language and not _met(a, b):
        yield "standing", 1.0


def _tied(a: Line, b: Line, same: frozenset[str]) -> bool:
    """Whether something else than their words ties two lines of somebody known. ``same``: the numbers that both have."""
    return any(len(number) > 1 for number in same) or _deed(a, b) or _continues(a, b) or _told_again(a, b)


def may_share(a: Line, b: Line) -> float:
    """No less than how far their words are the same (0-1), for what it costs to look at their bits; but for what is retold."""
    said, also = a.said, b.said
    if not said or not also:
        return 0.0
    one, other = (a, b) if a.weight <= b.weight else (b, a)
    return sum(word.weight for word in one.said if word.bits & other.bits) / one.weight * min(1.0, one.weight / ENOUGH)


def _only_names(said: Sequence[meaning.Word], whole: Collection[meaning.Word]) -> bool:
    """Whether nothing but names is said again: of one place, much is promised."""
    things = [word for word in said if not word.name and not meaning.is_number(word)]
    return bool(things) and not any(meaning.best(word, whole) for word in things)


BARE: Final = 0.15
COPIED: Final = 0.9  # of the words, and the same deadline: told by others in nearly the same words
BY_NAME: Final = frozenset(("ceasefire", "amnesty"))  # promises of which there is one at a time


def _by_deadline(a: Line, b: Line) -> bool:
    """Whether both are told with one deadline."""
    x, y = a.row.deadline or "", b.row.deadline or ""
    return bool(x and y) and (x == y or (min(len(x), len(y)) >= len("2022-06") and (x.startswith(y) or y.startswith(x))))


DEEDS: Final = frozenset(("AID", "ASSAULT", "COERCE", "CONSULT", "MOBILIZE", "PROTEST", "RETREAT", "SANCTION"))


def _deed(a: Line, b: Line) -> bool:
    """Whether both are deeds of somebody in particular in the news of the same days: they are told in many words, unlike what is said."""
    if "provision" in a.row._fields or a.row.type != b.row.type or a.row.type not in DEEDS:
        return False
    known = any((a.who[role].actors & b.who[role].actors) - a.who[role].anybody for role in a.who.keys() & b.who.keys())
    return known and bool(a.row.published and b.row.published and days(a.row.published, b.row.published) <= NEAR_DAYS)


def told_before(line: Line) -> bool:
    """Whether a line tells of a word given before its report, and not of one given anew: "the men it had promised to free"."""
    return _tells_of_before(line.row.quote, line.language)


@lru_cache(REMEMBERED)
def _tells_of_before(quote: str, language: str) -> bool:
    return (retold.recalled(quote, language) or stands(table().before, quote, language)) and not stands(table().again, quote, language)


def _told_again(a: Line, b: Line) -> bool:
    """Whether both are the giving of one word, of which the later report tells in its background, and in few words."""
    return _one_promise(a, b) and told_before(max(a, b, key=lambda line: line.row.published or ""))


def _retold(a: Line, b: Line) -> retold.Told | None:
    """When what a later report tells of a promise in its background was, where two commitments are compared of which it may be one."""
    if "provision" not in a.row._fields or a.row.published == b.row.published:
        return None
    return _in_order(a, b)[1].background


def _one_promise(a: Line, b: Line) -> bool:
    """Whether two events are the giving of what has been found to be one promise."""
    return a.promise is not None and a.promise == b.promise


def _continues(a: Line, b: Line) -> bool:
    """Whether both promise what goes on, as a truce does: the second time it is told in few words of the first."""
    return "provision" in a.row._fields and a.row.provision == b.row.provision and a.row.provision in rules.table().continuing


@lru_cache(REMEMBERED)
def _said_again(quote: str, language: str) -> bool:
    """Whether a promise is said to be made again; each is compared with many."""
    return stands(table().again, quote, language)


@lru_cache(REMEMBERED)
def _another(quote: str, language: str) -> bool:
    """Whether a promise is said to be another than before: "a new truce"; not by a word of a name, and not by "another 60 rifles"."""
    return stands(table().new, _not_new(language).sub(" ", meaning.nameless(quote)), language)


@cache
def _not_new(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{table().not_new.get(language, '(?!)')})", re.I)


def points_back(a: Line, b: Line) -> str:
    """The words that the later of two promises points back to: "make it public"; "" where it does not, and of events."""
    return (_in_order(a, b)[1].row.meant or "") if "provision" in a.row._fields else ""


def _dated(a: Line, b: Line) -> bool:
    """Whether both tell when it happened."""
    return "told" in a.row._fields and a.row.told is True and b.row.told is True


def _in_order(a: Line, b: Line) -> tuple[Line, Line]:
    """The line of the earlier report first."""
    return (a, b) if a.when <= b.when else (b, a)


def _next_to(a: str, b: str) -> bool:
    """Whether two deadlines end within days of each other: "before May" and "by 30 April"."""
    (first, last), (other_first, other_last) = bounds(Time(a), None), bounds(Time(b), None)
    if first is None or last is None or other_first is None or other_last is None:
        return False
    return min(days(last, other_last), days(last, other_first), days(first, other_last)) <= NEAR_DAYS


def event_points(a: Line, b: Line) -> Iterator[str]:
    """What speaks for and against two events being one, by the names of the table; but for their words."""
    yield from _parties(a, b, "actor")
    to_whom = _parties(a, b, "recipient")  # of a word given it is mostly guessed
    yield from (point for point in to_whom if not (point == "recipient-other" and _one_promise(a, b)))
    x, y = a.row, b.row
    if x.told and y.told:
        if x.value == y.value and len(x.value) == 10:
            yield "day"
        elif x.first <= y.last and y.first <= x.last:
            yield "month"
        elif days(x.last, y.first) <= 1 or days(y.last, x.first) <= 1:
            yield "near-day"
        else:
            yield "other-time"
    elif x.first and y.first and x.last and y.last:
        may_be = (x.first <= y.last and y.first <= x.last) or _told_again(a, b)
        yield ("untold-time" if may_be else "other-time")
        if x.published and y.published and days(x.published, y.published) <= NEAR_DAYS:
            yield "news"
    if x.type != y.type:
        yield "type-other"
    if a.promise is not None and b.promise is not None:
        yield ("promise" if a.promise == b.promise else "promise-other")
    if x.place and y.place and x.place.lower() == y.place.lower():
        yield "place"
    elif x.country and y.country and x.country != y.country:
        yield "place-other-country"
    elif x.place and y.place:
        yield ("place-other" if x.country != x.place and y.country else "place-country")
    elif x.country and x.country == y.country:
        yield "place-country"
    if x.mode and y.mode:
        yield ("mode" if x.mode == y.mode else "mode-other")
    if (x.factuality in {"planned", "possible"}) != (y.factuality in {"planned", "possible"}):
        yield "planned"


def commitment_points(a: Line, b: Line) -> Iterator[str]:
    """What speaks for and against two commitments being one; but for their words."""
    yield from _parties(a, b, "promisor")
    x, y = a.row, b.row
    told = _retold(a, b)
    to_whom = _parties(a, b, "beneficiary")  # of a word told again it is mostly guessed
    yield from (point for point in to_whom if not (point == "beneficiary-other" and told is not None))
    all_a, all_b = (line.who.get("promisor", NOBODY).actors for line in (a, b))
    if all_a == all_b and len(all_a) > 1:
        yield "promisors"
    first, later = _in_order(a, b)
    said = later.row.quote, later.language
    if _said_again(*said):
        yield "again"
    made, anew = first.row.made_on, later.row.made_on
    if made and anew and days(made, anew) > A_MONTH and _another(*said) and not (_by_deadline(a, b) and x.deadline != "open"):
        yield "new"
    if x.quote == y.quote and x.action == y.action:  # copies of one sentence
        yield "verbatim"
    elif x.provision != y.provision:
        yield "provision-retold" if told is not None else "provision-untold" if "other" in {x.provision, y.provision} else "provision-other"
    elif told is not None and x.provision in BY_NAME:
        yield "by-name"
    yield ("kind" if x.kind == y.kind else "kind-other" if "demand" in {x.kind, y.kind} else "kind-bound")
    if x.deadline and y.deadline and x.deadline[0].isdigit() and y.deadline[0].isdigit():  # "2023" and "2023-12-31" may be one
        near = x.deadline.startswith(y.deadline) or y.deadline.startswith(x.deadline) or _next_to(x.deadline, y.deadline)
        yield ("deadline" if x.deadline == y.deadline else "deadline-near" if near else "deadline-other")
    elif x.deadline and x.deadline == y.deadline:
        yield "deadline"
    if told is not None:
        yield retold.fits(told, first.row.made_on, first.row.published) or "told-other"
    elif x.made_on and y.made_on:
        apart = abs(days(x.made_on, y.made_on))
        repeated = "again" if x.provision == y.provision and x.provision not in BY_NAME and _said_again(*said) else ""
        yield ("made" if apart <= NEAR_DAYS else "made-later" if apart <= 366 or repeated else "made-far")
        if apart > A_MONTH and "demand" in {x.kind, y.kind}:
            yield "asked-later"
    if x.instrument and y.instrument and x.instrument.lower() == y.instrument.lower():
        yield "instrument"
