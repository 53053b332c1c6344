"""By which keys lines of different documents find each other: what may be one shares a key, and few others do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from ikrar.ledger import kin, meaning
from ikrar.ledger.points import NEAR_DAYS, alike, table
from ikrar.ledger.stems import WORD

REMEMBERED: Final = 20_000  # names that came lately
PERIODS: Final = 4096  # times that came lately
A_DAY: Final = timedelta(days=1)  # by which reports differ on when something happened: attacks at night, time zones
SHORT: Final = 31  # days of a time that is looked up day by day
MONTHS: Final = 24  # of a long time; one that is longer is looked up by its years


def of_body(name: str, type_: str, country: str | None, language: str, told: Iterable[str] = ()) -> list[str]:
    """By what a body or a person finds itself: the name, and what a body's name means in the other language, with its country.

    ``told`` are its letters, where the report gives them behind the name: "Laskar Tirta Laras (LTL)".
    """
    whole = whole_name(name)
    found = [f"={whole}"] if " " in whole else []
    found += [f"~{called}" for called in {name, *told} if is_short(called) and type_ != "person"]
    if type_ != "person":
        meant = meaning.name_keys(name, language)
        found += [f"{country or ''}|{called}" for called in meant]
        found += [f"{GUESSED}|{called}" for called in meant if type_ == "armed-group" and meaning.has_own_name(name)]
    return found


GUESSED: Final = "?"  # instead of the country: that of those who bear arms is told by what stands around them


@lru_cache(REMEMBERED)
def folded(name: str) -> str:
    """A name for comparing: no case, no accents, no punctuation, no article."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    return re.sub(r"^(the|a|an) ", "", " ".join(WORD.findall(bare)))


def is_short(name: str) -> bool:
    """Whether a name is the letters of a longer one."""
    return name.isalpha() and name.isupper() and 2 < len(name) < 8 and name.lower() not in table().anybody


def whole_name(name: str) -> str:
    """A name for comparing, without the letters of a company: "PT Tirta Laras" and "Tirta Laras" are one."""
    return " ".join(word for word in folded(name).split() if word not in table().companies)


# -- events --------------------------------------------------------------------------------------------------------


def of_event(type_: str, countries: Iterable[str], first: str | None, last: str | None) -> Iterator[str]:
    """The keys that an event has: the day, or the weeks, or the years in which it may have been, and the months."""
    for country in countries:
        for period in (*_fine(first, last), *_coarse(first, last)):
            yield f"{type_}|{country}|{period}"


def for_event(type_: str, countries: Iterable[str], first: str | None, last: str | None) -> Iterator[str]:
    """The keys by which other tellings of an event are found."""
    periods = _met(first, last)
    for country in countries:
        for other in alike(type_):
            for period in periods:
                yield f"{other}|{country}|{period}"


@lru_cache(PERIODS)
def _fine(first: str | None, last: str | None) -> list[str]:
    if first is None or last is None:
        return [""]
    a, b = date.fromisoformat(first), date.fromisoformat(last)
    if a == b:
        return [first]
    return weeks(a, b) if (b - a).days <= SHORT else years(a, b)


@lru_cache(PERIODS)
def _coarse(first: str | None, last: str | None) -> list[str]:
    return months(date.fromisoformat(first), date.fromisoformat(last))[:MONTHS] if first and last else []


@lru_cache(PERIODS)
def _met(first: str | None, last: str | None) -> list[str]:
    """The days, weeks, years and months under which that may stand which was at the same time."""
    if first is None or last is None:
        return [""]
    a, b = date.fromisoformat(first) - A_DAY, date.fromisoformat(last) + A_DAY
    if (b - a).days > SHORT + 2:
        return [*years(a, b), *months(a, b)[:MONTHS]]
    return [*years(a, b), *weeks(a, b), *((a + n * A_DAY).isoformat() for n in range((b - a).days + 1))]


def weeks(a: date, b: date) -> list[str]:
    """The weeks between two days: "2024-W09"."""
    monday = a - a.weekday() * A_DAY
    return ["{}-W{:02}".format(*(monday + 7 * n * A_DAY).isocalendar()[:2]) for n in range((b - monday).days // 7 + 1)]


def months(a: date, b: date) -> list[str]:
    """The months between two days: "2024-02"."""
    number = (b.year - a.year) * 12 + b.month - a.month + 1
    return [f"{a.year + (a.month - 1 + i) // 12}-{(a.month - 1 + i) % 12 + 1:02}" for i in range(number)]


def years(a: date, b: date) -> list[str]:
    """The years between two days: "2024"; of more than twenty the first."""
    return [str(year) for year in range(a.year, b.year + 1)][:20]


DEED: Final = "+"  # before the family of the verb of what is promised
# -- promises ------------------------------------------------------------------------------------------------------


def of_promise(
    provision: str, countries: Iterable[str], made_on: str | None, action: str, language: str, slack: int = 0, meant: str | None = None
) -> Iterator[str]:
    """By what tellings of one promise find each other: who promises, with the provision, the month, and each word.

    The last are those by which the sentences are found that may tell what became of it. ``slack`` days are added around ``made_on``;
    ``meant`` are the words that the action points back to.
    """
    named = sorted(countries)
    rows = meaning.keys(meaning.words(action, language))
    rows += meaning.keys(meaning.words(meant, language), OF_SENTENCE) if meant else []
    around = [""]
    if made_on is not None:
        around = months(date.fromisoformat(made_on) - slack * A_DAY, date.fromisoformat(made_on) + slack * A_DAY)
    for country in named or [""]:
        yield f"{provision}|{country}"
        yield from (f"{country}|{month}" for month in around)
    for country in named:
        yield from (f"{country}|{row}" for row in rows)
        if not slack:
            yield from (f"{country}|{DEED}{family}" for family in sorted(kin.head(action, language)))


OF_SENTENCE: Final = 16  # words by which a promise is found of which another sentence, or the rest of its own, says what it is


def of_promisor(name: str, type_: str, language: str) -> list[str]:
    """By what the promises of somebody with a name of their own find each other, of whatever country a report takes them for."""
    called = [whole_name(name), *(meaning.name_keys(name, language) if type_ == "armed-group" else ())]
    return [f"={one}" for one in dict.fromkeys(called)]


def for_promise(
    provision: str, countries: Iterable[str], made_on: str | None, action: str, language: str, meant: str | None = None
) -> Iterator[str]:
    """The keys by which other tellings of a promise are found."""
    return of_promise(provision, countries, made_on, action, language, NEAR_DAYS, meant)
