"""The meetings of a series: which of them each telling is of, and all that is told of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

import sqlalchemy as sa

from ikrar.ledger.linked import components
from ikrar.ledger.packaged import packaged
from ikrar.ledger.points import NEAR_DAYS, days
from ikrar.ledger.schema import documents, events, processes, rounds
from ikrar.ledger.sql import within
from ikrar.ledger.stems import WORD

AROUND: Final = 60  # characters on both sides of a meeting's words in which its number may stand
BESIDE: Final = 2  # words between the number and the word of a meeting
NUMBERED: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
FIGURE: Final = re.compile(r"(?:ke)?(\d{1,2})(?:st|nd|rd|th)?")
A_FORTNIGHT: Final = 14  # days after which a meeting is no news
A_SEASON: Final = 60  # days: meetings of one number further apart are of two series of one name


@cache
def _words(language: str) -> tuple[dict[str, int], frozenset[str]]:
    """The words that number a meeting, and those for one."""
    table = packaged(f"data/lang/{language}/processes.yaml")
    numbers = {word: n for n, called in enumerate(NUMBERED, 1) for word in table["ordinals"].get(called, ())}
    return numbers, frozenset(table["rounds"])


def which(raw: str, span: tuple[int, int], language: str) -> int | None:
    """Which meeting of its series words are of: 3 in "the third round" and "putaran ketiga"; None where they do not say."""
    if language not in ("id", "en"):
        return None
    numbers, called = _words(language)
    text = raw[max(0, span[0] - AROUND) : span[1] + AROUND].lower().replace("ke-", "ke")
    said = WORD.findall(text)
    for i, word in enumerate(said):
        figure = FIGURE.fullmatch(word) if not word.isdigit() else None
        number = numbers.get(word) or (int(figure[1]) if figure else None)
        counted = said[max(0, i - BESIDE) : i] if language == "id" else said[i + 1 : i + 1 + BESIDE]  # "putaran ketiga", "third round"
        if number and not called.isdisjoint(counted):
            return number
    return None


_TOLD = (
    sa.select(rounds, processes.c.series, processes.c.document, events.c.happening, events.c.value, events.c.last, documents.c.published)
    .join(processes, rounds.c.process == processes.c.id)
    .join(documents, processes.c.document == documents.c.id)
    .outerjoin(events, rounds.c.event == events.c.id)
    .order_by(documents.c.published, rounds.c.process)
)


def of_series(connection: sa.Connection, ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """The meetings of each series in order: number, date, told (the day of the first report), format, heads, topics, happening;
    the words that name it first, and the numbers of the documents that tell of it.
    """
    told: dict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(_TOLD.where(within(processes.c.series, ids), ~processes.c.withdrawn)):
        told[row.series].append(row)
    return {series: _meetings(rows) for series, rows in told.items()}


def _meetings(rows: Sequence[Any]) -> list[dict[str, Any]]:
    ties = list(_ties(rows))
    tied = {i for pair in ties for i in pair}
    by_day = sorted((row.published, i) for i, row in enumerate(rows) if row.published)
    for j, row in enumerate(rows):
        if j not in tied and row.number is None and row.published:  # the meeting that is in the news: of several, the last
            since, until = ((_off(row.published, days_), 0) for days_ in (-NEAR_DAYS, NEAR_DAYS + 1))
            near = sorted(i for _, i in by_day[bisect_left(by_day, since) : bisect_left(by_day, until)])
            news = [i for i in near if i != j and _in_the_news(rows[i], row)]
            ties += [(i, j) for i in sorted(news, key=lambda i: -(rows[i].number or 0))[:1]]
    head = components(range(len(rows)), ties)
    groups: dict[int, list[Any]] = defaultdict(list)
    for i, row in enumerate(rows):
        groups[head[i]].append(row)
    return sorted((_meeting(group) for group in groups.values()), key=lambda m: (m["date"] or m["told"] or "9", m["number"] or 0))


def _ties(rows: Sequence[Any]) -> Iterator[tuple[int, int]]:
    """The tellings that are of one meeting; only those that share a number, what happened or a day are looked at."""
    shared: dict[Any, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        for key in (("number", row.number or None), ("happening", row.happening), ("day", _day(row) or None)):
            if key[1] is not None:
                shared[key].append(i)
    for members in shared.values():
        for at, j in enumerate(members):
            before = [i for i in members[:at] if _one(rows[i], rows[j])]
            yield from ((i, j) for i in before)


def _off(day: str, number: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=number)).isoformat()


def _one(a: Any, b: Any) -> bool:
    """Whether two tellings are of one meeting: by its number, by what happened, or by its day."""
    one, other = _day(a), _day(b)
    if a.number and b.number:
        return bool(a.number == b.number) and (not one or not other or days(one, other) <= A_SEASON)
    return (a.happening is not None and a.happening == b.happening) or bool(one and one == other)


def _in_the_news(a: Any, b: Any) -> bool:
    """Whether two reports of the same days tell of a meeting of these days."""
    if a.document == b.document or not a.published or not b.published or days(a.published, b.published) > NEAR_DAYS:
        return False
    return all(_day(row) is None or days(_day(row), row.published) <= A_FORTNIGHT for row in (a, b))


def _day(row: Any) -> Any:
    """The day of a meeting, where it is told."""
    return row.date or (row.value if row.value and len(row.value) == len("2024-01-31") else None)


def _meeting(group: Sequence[Any]) -> dict[str, Any]:
    def first(values: Iterable[Any]) -> Any:
        return next((v for v in values if v), None)

    met = {"number": first(r.number for r in group), "date": first(_day(r) for r in group)}
    met |= {"told": first(r.published for r in group), "format": first(r.format for r in group)}
    met |= {field: first(getattr(r, field) for r in group) or "" for field in ("heads", "topics")}
    met |= {"happening": first(r.happening for r in group), "quote": first(r.quote for r in group) or ""}
    return met | {"documents": list(dict.fromkeys(r.document for r in group))}
