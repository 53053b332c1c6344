"""Who fills a role together, and which kinds of mention can act."""

from __future__ import annotations

import msgspec

from ikrar.model import annotation
from ikrar.model.annotation import Mention, Unit

ACTORS = annotation.ACTORS | {"name"}  # a name that nobody knows may act too
SITES = ACTORS | {"facility", "place"}
PEOPLE = ACTORS | {"pronoun"}
OWNERS = PEOPLE | {"place"}
OWNER = "owner of the object"
"""How one fills a role who is only whose the object is: "menangkap keinginan rakyat"."""
OWN_UNDERGOES = "whose own is done with"
"""How one fills the role of the doer of a passive who only is whose the subject is: "subsidi Peru dihapus"."""
DECIDERS = frozenset(("GOV", "MIL", "REB", "PRM", "LEG", "IGO", "COP", "PTY", "JUD", "SPY", "OPP"))
"""Who can bind a state, a body, an army or a party by saying what comes."""
TOLD_BEFORE = "the text told of before"
BINDING_TEXTS = frozenset(("resolution", "law", "decree", "ruling"))
"""Texts that are passed and then oblige: "Resolusi disetujui parlemen" promises nothing."""


def decides(m: Mention) -> bool:
    """Whether ``m`` can bind those for whom it speaks: a state, its capital, one of DECIDERS, or a firm of the state."""
    return m.kind == "state" or m.capital or m.sector in DECIDERS or m.public_firm


class Group(msgspec.Struct, eq=False):
    """Mentions that fill one role together, with the units they span and the step that found them."""

    members: list[Mention]
    first: int
    last: int
    how: str
    thing: Unit | None = None

    def copy(self) -> Group:
        """The same group with a list of members of its own: a role that narrows it leaves the other alone."""
        return Group(list(self.members), self.first, self.last, self.how, self.thing)
