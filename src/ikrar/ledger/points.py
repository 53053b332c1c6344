"""The table of points by which lines of different documents are taken for one (data/ledger/links.yaml)."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from typing import Final

import msgspec

from ikrar.ledger.packaged import as_type

LINKS: Final = "links 1"
"""Who makes these claims, with the version of the table of points."""
MOST: Final = 100  # of the lines that may be the same, the latest are looked at
NEAR_DAYS: Final = 3  # of news of one time; by so many reports may differ on when a promise was made


class Points(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table of one kind of lines."""

    same: float
    unsure: float
    points: dict[str, float]


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """data/ledger/links.yaml."""

    event: Points
    commitment: Points
    alike: tuple[tuple[str, ...], ...]
    again: dict[str, tuple[str, ...]]
    before: dict[str, tuple[str, ...]]
    new: dict[str, tuple[str, ...]]
    not_new: dict[str, str]
    """Where such words do not say that: an expression."""
    background: dict[str, tuple[str, ...]]
    given: dict[str, tuple[str, ...]]
    owed: tuple[str, ...]
    generic: dict[str, str]
    home: dict[str, str]
    """By language, the country of most that is told in it: that somebody is of it says little."""
    companies: tuple[str, ...]
    text_heads: tuple[str, ...]
    anybody: tuple[str, ...]
    """Names, folded, that many go by."""
    bodies: dict[str, str]
    """Words that say of a body what it is, by which it is named in short."""
    armed: dict[str, str]
    """Words by which those who bear arms are spoken of without their name."""


@cache
def table() -> Table:
    """The table of points, as data/ledger/links.yaml has it."""
    return as_type("data/ledger/links.yaml", Table)


@cache
def alike(type_: str) -> tuple[str, ...]:
    """The types as which another report may tell an event of this one."""
    return tuple(sorted({type_, *(other for group in table().alike if type_ in group for other in group)}))


def days(a: str, b: str) -> int:
    """How many days lie between two days."""
    return abs(ordinal(b) - ordinal(a))


@lru_cache(4096)
def ordinal(day: str) -> int:
    """The number of a day, to count with."""
    return date.fromisoformat(day).toordinal()
