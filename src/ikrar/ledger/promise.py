"""What is looked at of a promise and of an act, where one is set against the other."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from ikrar.model.annotation import OF_STATE

ARMED: Final = frozenset(("REB", "PRM", "UAF"))


class Party(NamedTuple):
    """Somebody on a side: the number of the actor, where known, with country and sector."""

    actor: int | None
    country: str | None
    sector: str | None
    body: bool = False
    """Whether it is a body or an official with a name of their own: one ministry's promise is not kept by another."""

    @property
    def code(self) -> str | None:
        """Country and kind of party: a state's ministries and soldiers are one, its rebels another."""
        return _code(self.country, self.sector)


@cache
def _code(country: str | None, sector: str | None) -> str | None:
    if not country:
        return None
    return f"{country}:{'state' if sector in OF_STATE else 'armed' if sector in ARMED else sector or ''}"


class Promise(NamedTuple):
    """What a rule looks at of a promise."""

    provision: str
    made: str | None
    actions: dict[str, str]
    """What is promised, by the languages in which it was told."""
    promisors: tuple[Party, ...]
    beneficiaries: tuple[Party, ...]
    document: int | None = None
    kind: str = "undertaking"
    names: tuple[str, ...] = ()
    """Of its parties."""
    makers: tuple[str, ...] = ()  # the names of those who made it
    others: tuple[tuple[str, str], ...] = ()
    """Further tellings of what is promised, with their languages: one says it in words that another has not."""

    quotes: tuple[str, ...] = ()  # the sentences of all tellings

    def tellings(self) -> tuple[tuple[str, str], ...]:
        """Every telling of what is promised: its language, and its words."""
        return (*self.actions.items(), *self.others)

    def told_elsewhere(self, sentence: str) -> tuple[tuple[str, str], ...]:
        """The tellings but for that which stands in a sentence: what it says was promised it does not say was done."""
        if not any(sentence in quote or quote in sentence for quote in self.quotes):
            return self.tellings()
        return tuple((language, action) for language, action in self.tellings() if action not in sentence)


class Act(NamedTuple):
    """What a rule looks at of an event; ``first`` is None where no time is known at all."""

    type: str
    mode: str | None
    first: str | None
    told: bool
    quote: str
    language: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: str | None = None
    document: int | None = None
    last: str | None = None
    """The last day that its time may mean, where that is not the first."""
    promises: bool = False
    """Whether it is an act of promising: that keeps nothing but a demand to promise."""
    alleged: bool = False
    """Whether somebody is told to accuse somebody of it."""
