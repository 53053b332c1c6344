"""How languages call states and known bodies, which the ledger calls by their English names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Final, NamedTuple

import sqlalchemy as sa

from ikrar.ledger.packaged import packaged
from ikrar.ledger.sql import holds
from ikrar.lexicon import lexicon
from ikrar.model.said import LANGUAGES

SHORTEST: Final = 3  # letters of a name that is looked for in the reader's language: two stand in too many
GONE: Final = frozenset("BUR DDR FXX TMP YMD ZAR".split())
"""Codes of countries that go by another today: Zaire's is none of the Congo's."""


class Called(NamedTuple):
    """Words of a name as a reader has them, with the ledger's own names for those whom a language calls so: Irak, which is Iraq."""

    words: str
    also: Sequence[str]

    def stand_in(self, column: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
        """That a name of the ledger holds the words, or is one of its own for whom they stand."""
        return holds(column, self.words) | column.in_(self.also) if self.also else holds(column, self.words)


def meant(words: str) -> Called:
    """Who is asked for by words of a name, in any language: an address, and a command in somebody's notes, are read by others too."""
    folded = words.strip().casefold()
    return Called(words, [name for called, name in _otherwise() if folded in called] if len(folded) >= SHORTEST else ())


@cache
def countries(language: str) -> dict[str, str]:
    """The names of countries by their codes of three letters."""
    from babel import Locale  # whoever reads and adds has no use for it
    from babel.core import get_global

    names = Locale(language).territories
    two = {three: short for short, three in _alpha3(get_global("territory_aliases")).items()}
    found = {three: str(names[short]) for three, short in two.items() if short in names}
    more: dict[str, list[str]] = packaged("data/web/codes.yaml")["country"]
    return found | {code: both[LANGUAGES.index(language)] for code, both in more.items()}


def _alpha3(aliases: Any) -> dict[str, str]:
    """Of each country's two letters the three: Unicode lists the three as aliases of the two."""
    listed = {
        new[0]: old
        for old, new in aliases.items()
        if len(old) == 3 and old.isalpha() and len(new) == 1 and len(new[0]) == 2 and old not in GONE
    }
    return listed | {"XK": "XKX"}


def numbered() -> dict[str, str]:
    """Of each country's number in ISO 3166-1 ("360") the three letters."""
    from babel.core import get_global

    aliases = get_global("territory_aliases")
    three = _alpha3(aliases)
    return {old: three[new[0]] for old, new in aliases.items() if old.isdigit() and len(new) == 1 and new[0] in three}


@cache
def states() -> dict[str, str]:
    """The codes of states by their English names."""
    return {name: code for code, name in countries("en").items()}


@cache
def bodies(language: str) -> dict[str, str]:
    """The known bodies that a language calls otherwise than the ledger: "African Union" -> "Uni Afrika"."""
    return lexicon().called(language)


@cache
def _otherwise() -> list[tuple[str, str]]:
    """The states and bodies that a language calls otherwise than the ledger: ("irak", "Iraq")."""
    told: list[tuple[str, str]] = []
    for here in map(countries, LANGUAGES):
        told += [(here[code], name) for code, name in countries("en").items() if code in here]
    told += [(called, name) for language in LANGUAGES for name, called in bodies(language).items()]
    return [(called.casefold(), name) for called, name in told if called != name]
