"""What one application of a frame yields, before it is verified and joined with others."""

from __future__ import annotations

from typing import Any

from ikrar.engines.rules.group import Group
from ikrar.lexicon import Pattern
from ikrar.model import Span
from ikrar.model.annotation import Mention, Sentence


class Draft:
    """A filled frame. ``type`` and ``factuality`` are after the mode layer; ``refused`` says why nothing comes of it."""

    __slots__ = (
        "beneficiaries", "clauses", "cues", "end", "factuality", "fills", "first", "heads", "heard", "kind", "mark", "mode", "mutual",
        "notes", "pattern", "place", "predicate", "provision", "refused", "result", "score", "sentence", "start", "subject", "time",
        "type", "unit", "used",
    )  # fmt: skip

    def __init__(self, pattern: Pattern, sentence: Sentence, unit: int, first: int, start: int, end: int, mark: str) -> None:
        self.pattern, self.sentence, self.unit, self.first, self.start, self.end, self.mark = (
            pattern,
            sentence,
            unit,
            first,
            start,
            end,
            mark,
        )
        event, commitment = pattern.event, pattern.commitment
        self.type: str | None = event.get("type")
        self.mode: str | None = event.get("mode")
        self.mutual = bool(event.get("mutual"))
        self.kind: str | None = commitment.get("kind")
        self.provision: str | None = commitment.get("provision")
        self.fills: dict[str, Group] = {}
        self.clauses: dict[str, tuple[int, int, Span]] = {}
        """Role -> first unit, unit after the last, span of the words."""
        self.cues: list[str] = []
        self.notes: list[str] = []
        self.factuality = "actual"
        self.refused: str | None = None
        self.score = 0
        self.used: set[int] = set()
        """Tokens of the words that the pattern requires: they tell this act, no other."""
        self.predicate: int | None = None
        """Of a noun, the unit of the verb that it hangs on."""
        self.subject: Group | None = None
        """The grammatical subject, whatever role it fills."""
        self.result = False
        """Tells only the outcome of an act: no event without one."""
        self.time: Any = None
        self.heard = False
        """Its time is that of the saying in which it is told."""
        self.place: Mention | None = None
        self.beneficiaries: list[Mention] = []
        self.heads: list[tuple[Mention, Mention]] = []
        """Who led a delegation, and whose it was."""

    def members(self, *roles: str) -> list[Mention]:
        """Who fills the first of ``roles`` that is filled, pronouns put in their place."""
        for role in roles:
            g = self.fills.get(role)
            if g is not None and g.members:
                return expand(g.members)
        return []


def expand(members: list[Mention]) -> list[Mention]:
    """Mentions with pronouns and appositions replaced by what they stand for."""
    out: list[Mention] = []
    for m in members:
        if m.kind == "pronoun" or (m.refers and m.alias == "apposition"):
            for r in m.refers:
                if r not in out:
                    out.append(r)
        elif m.members and m.kind != "instrument":  # "ministers from Kenya and Peru": one of each
            out += [x for x in m.members if x not in out]
        elif m not in out:
            out.append(m)
    return out
