"""Retellings: a later report's background tells again, in few words and with a vague day or none, what others have told as news."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, Final, NamedTuple

from ikrar.ledger.days import bounds
from ikrar.ledger.points import NEAR_DAYS, table
from ikrar.ledger.stems import stands, stem
from ikrar.ledger.turns import turn
from ikrar.model import Time

BEFORE: Final = timedelta(days=10)  # a day so long before its report is that of a retelling
A_YEAR: Final = timedelta(days=364)
REMEMBERED: Final = 4096
REACH: Final = 4  # words between "had" and what was done


POINTS: Final = frozenset(("told-day", "told-month", "told-year", "recalled"))
SAID: Final = POINTS | {"told-other"}
"""One of these is told of every two commitments of which one may be the other retold."""


class Told(NamedTuple):
    """Between which days a report tells that something was, long before it: "" where it says only that it was before."""

    first: str
    last: str
    fine: str
    """As what it is told: day, month, year or before."""


def commitment(row: Any, language: str) -> Told | None:
    """When a commitment was made that is told in the background of a report; None where it is told as new.

    What is told by month or year stands in the ledger with its first day.
    """
    if not row.published or stands(table().again, row.quote, language):
        return None
    made, published = row.made_on, date.fromisoformat(row.published)
    if made and (day := date.fromisoformat(made)) < published - BEFORE:
        return _period(day)
    due = bounds(Time(row.deadline), None)[1] if row.deadline and row.deadline[0].isdigit() else None
    past = due is not None and due < row.published  # what was due before the report was promised before it
    return Told("", row.published, "before") if past or recalled(row.quote, language) else None


def _period(day: date) -> Told:
    if (day.month, day.day) == (1, 1):
        return Told(day.isoformat(), (day + A_YEAR).isoformat(), "year")
    if day.day == 1:
        return Told(day.isoformat(), ((day + timedelta(days=31)).replace(day=1) - timedelta(days=1)).isoformat(), "month")
    return Told(day.isoformat(), day.isoformat(), "day")


def fits(told: Told, made: str | None, published: str | None) -> str | None:
    """The point for the time of a retelling and of an earlier telling of ``made``; None where there is none, or none can be."""
    if made is None or published is None:
        return None
    near = timedelta(days=NEAR_DAYS)
    if told.fine == "before":
        return "recalled" if published < told.last else None
    first, last = (date.fromisoformat(told.first) - near).isoformat(), (date.fromisoformat(told.last) + near).isoformat()
    return f"told-{told.fine}" if first <= made <= last else None


@lru_cache(REMEMBERED)
def recalled(quote: str, language: str) -> bool:
    """Whether a sentence says of a promise that it was made before: "the men it had promised to free", "yang pernah dijanjikannya"."""
    if language == "id":  # as written: "semula" has the stem of "mulai"
        return _before().search(quote) is not None or _background().search(quote) is not None
    said = [stem(word.strip('.,;:"“”()'), language) for word in quote.lower().split()]
    given = _given()
    if _owed().search(quote) is not None:
        return True
    opens = frozenset(table().background["en"])
    words = quote.lower().split()
    clauses = ((words[i + 1 : i + 2 + NEAR], said[i + 1 : i + 2 + NEAR]) for i, word in enumerate(words) if word in opens)
    if any(given & set(told[: next((n + 1 for n, w in enumerate(plain) if w[-1] in ",;"), len(told))]) for plain, told in clauses):
        return True
    had = (i for i, word in enumerate(said) if word in HAD)
    return any(given & set(said[i + 1 : i + 2 + REACH]) for i in had) or any(
        a in ("the", "it", "they") and b in given for a, b in pairwise(said)
    )


HAD: Final = frozenset(("had", "has", "have"))


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, table().before['id']))})(?:nya)?\b", re.I)


NEAR: Final = 3  # words between what opens a clause and the word given in it


@cache
def _background() -> re.Pattern[str]:
    opens, given = ("|".join(map(re.escape, words)) for words in (table().background["id"], table().given["id"]))
    return re.compile(rf"\b(?:{opens}) (?:[^\s,;]+ ){{0,{NEAR}}}(?:{given})(?:nya)?\b", re.I)


@cache
def _owed() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table().owed)})\b", re.I)


@cache
def _given() -> frozenset[str]:
    """The stems of words that say that a word is given, or laid on somebody."""
    return frozenset(stem(word, "en") for word in table().given["en"])


def as_said(sentence: str) -> bool:
    """Whether a sentence says of an act that it is what was asked for, or promised."""
    return turn("as-said").search(sentence) is not None
