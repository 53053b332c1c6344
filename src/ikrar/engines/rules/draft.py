"""What one application of a frame yields, before it is verified and joined with others."""

from __future__ import annotations

from typing import Any

import msgspec

from ikrar.engines.rules.group import Group
from ikrar.lexicon import Pattern
from ikrar.model import Span
from ikrar.model.annotation import Mention, Sentence

DONE_TO = frozenset(("recipient", "victim"))
"""Roles of those to whom something is done."""


class Draft(msgspec.Struct, eq=False):
    """A filled frame. ``type`` and ``factuality`` are after the mode layer; ``refused`` says why nothing comes of it.

    What its pattern tells (``Pattern.tells``: from ``type`` to ``provision``) is handed over when it is made.
    """

    pattern: Pattern
    sentence: Sentence
    unit: int
    first: int
    start: int
    end: int
    mark: str
    type: str | None
    mode: str | None
    mutual: bool
    kind: str | None
    provision: str | None
    fills: dict[str, Group] = {}
    clauses: dict[str, tuple[int, int, Span]] = {}
    """Role -> first unit, unit after the last, span of the words."""
    cues: list[str] = []
    notes: list[str] = []
    factuality: str = "actual"
    refused: str | None = None
    score: int = 0
    used: set[int] = set()
    """Tokens of the words that the pattern requires: they tell this act, no other."""
    predicate: int | None = None
    """Of a noun, the unit of the verb that it hangs on."""
    subject: Group | None = None
    """The grammatical subject, whatever role it fills."""
    result: bool = False
    """Tells only the outcome of an act: no event without one."""
    time: Any = None
    heard: bool = False
    """Its time is that of the saying in which it is told."""
    place: Mention | None = None
    beneficiaries: list[Mention] = []
    content: Sentence | None = None
    """The sentence that says what is agreed, where another one does."""
    beside: list[Span] = []
    """Words of other sentences that tell a part of the act: the passing of the resolution that obliges."""
    heads: list[tuple[Mention, Mention]] = []
    """Who led a delegation, and whose it was."""

    def last_unit(self) -> int:
        """The unit in which the words that tell it end."""
        units = self.sentence.units
        return next(i for i in range(self.unit, len(units)) if units[i].end >= self.end)

    def members(self, *roles: str) -> list[Mention]:
        """Who fills the first of ``roles`` that is filled, pronouns put in their place."""
        for role in roles:
            g = self.fills.get(role)
            if g is not None and g.members:
                return expand(g.members)
        return []


def expand(members: list[Mention]) -> list[Mention]:
    """Mentions with pronouns and appositions replaced by what they stand for."""
    if len(members) == 1:
        m = members[0]
        if not m.refers and not m.members and m.kind != "pronoun":
            return [m]  # most
    out: list[Mention] = []
    for m in members:
        if m.kind == "pronoun" or (m.refers and m.alias == "apposition"):
            for r in m.refers:
                for x in [y for y in r.refers if y is not m] if r.kind == "pronoun" and r.refers else [r]:  # "we", said by "the two sides"
                    if x not in out:
                        out.append(x)
        elif m.members and m.kind != "instrument":  # "ministers from Kenya and Peru": one of each
            out += [x for x in m.members if x not in out]
        elif m not in out:
            out.append(m)
    return out


def relative(d: Draft, over: str = "ADN") -> int | None:
    """The unit of the relative word whose clause the verb of ``d`` opens, with nothing between but kinds of units in ``over``."""
    units, j = d.sentence.units, d.unit - 1
    while j > 0 and units[j].kind in over:
        j -= 1
    return j if j >= 0 and units[j].kind == "R" else None


def restrictive(d: Draft) -> bool:
    """Whether the verb of ``d`` stands in a relative clause without a comma, which only says who is meant."""
    j = relative(d)
    return j is not None and j > 0 and d.sentence.units[j - 1].kind != ","
