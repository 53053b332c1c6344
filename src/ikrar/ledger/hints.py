"""Which sentences may tell something of a promise at all, by what is known of them without reading them: most do not."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import reduce
from operator import or_
from typing import Final, NamedTuple

from ikrar.ledger import meaning, rules, told, wanted
from ikrar.ledger.meaning import Word
from ikrar.ledger.promise import Promise

May = Callable[[int, Collection[str]], bool]
"""Whether a sentence of which the bits (`meaning.bits`) and the countries named are known may tell something."""
NEARLY: Final = 1e-9  # weights are added up in another order


class _Asked(NamedTuple):
    """A word that is asked for."""

    weight: float
    loosely: float
    """Its weight among the words of which others of the same families tell it."""
    bits: int
    land: str
    """The country that it is, if it is one."""
    ties: bool
    number: bool
    plain: bool
    says: bool
    """Whether it is plain and not light, and whether it is so loosely."""


class _Telling(NamedTuple):
    """What is asked of a sentence by one telling of a promise."""

    asked: tuple[_Asked, ...]
    plainly: float
    """The weight of which its very words must say a part, where no name and no number ties it."""
    lands: float
    """The weight of countries."""
    bits: int
    """Of all words that are asked for."""
    strictly: bool
    loosely: bool
    """Whether its words say enough to be told by."""

    def may(self, there: int, named: Collection[str], whom: bool) -> bool:
        """Whether a sentence may say enough of it. ``whom``: whether it names those to whom it was promised."""
        if not self.lands and not self.bits & there:
            return False
        found = [word for word in self.asked if (word.land in named if word.land else word.bits & there)]
        if not found and not self.lands:
            return False
        if self.strictly and any(word.plain for word in found):
            weight = sum(word.weight for word in found)
            if weight >= told.LEAST - NEARLY and (weight >= self.plainly - NEARLY or any(word.ties or word.land for word in found)):
                return True
        if not self.loosely or sum(word.loosely for word in found if not word.land) + self.lands < told.SOME - NEARLY:
            return False
        if whom or any(word.ties for word in found):
            return True
        return sum(word.says for word in found) > 1 and any(word.number or word.land for word in found)


def may_be_told(promise: Promise) -> May:
    """Whether a sentence may tell something of a promise.

    Where it says no, `told.told` says nothing: what a word may be there for is never less than what it is.
    """
    to = told.to_whom(promise)
    tellings = [_telling(action, tongue, promise) for tongue, action in promise.tellings()]
    anywhere, asked = any(telling.lands for telling in tellings), reduce(or_, (telling.bits for telling in tellings), 0)

    def may(there: int, named: Collection[str]) -> bool:
        if not anywhere and not asked & there:  # so it is with most
            return False
        whom = not to.isdisjoint(named)
        return any(telling.may(there, named, whom) for telling in tellings)

    return may


def _telling(action: str, tongue: str, promise: Promise) -> _Telling:
    strictly = wanted.asked_for(action, tongue, promise)
    loosely = meaning.telling(wanted.asked_for(action, tongue, promise, loose=True), tongue)
    asked = tuple(_asked(word, other) for word, other in zip(strictly, loosely, strict=True))
    whole = meaning.weight(strictly)
    numbers = sum(word.weight for word in asked if word.number)  # not every report counts
    return _Telling(
        asked,
        told.PLAIN * (whole - numbers),
        sum(word.loosely for word in asked if word.land),
        reduce(or_, (word.bits for word in asked), 0),
        whole >= rules.SAYS - NEARLY,
        meaning.weight(loosely) >= rules.SAYS - NEARLY,
    )


def _asked(word: Word, loosely: Word) -> _Asked:
    land = word.form.removeprefix(wanted.MARK) if wanted.is_land(word) else ""
    plain, number = told.is_plain(word), meaning.is_number(word)
    return _Asked(
        word.weight, loosely.weight, meaning.bits_of_reach(word), land, told.ties(word) and not land, number,
        plain and word.weight > meaning.LIGHT, plain and loosely.weight > meaning.LIGHT,
    )  # fmt: skip
