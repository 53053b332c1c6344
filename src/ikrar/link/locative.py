"""Whether a mention only says where: behind a preposition of place."""

from __future__ import annotations

from ikrar.model.annotation import Sentence

LOCATIVE = frozenset("di ke dari in at near across inside outside throughout around from to through off".split())


def locative(s: Sentence, i: int) -> bool:
    """Whether the mention at unit ``i`` says where."""
    return i > 0 and s.units[i - 1].kind == "P" and s.units[i - 1].low.split()[0] in LOCATIVE


SPOKE_AT = 3  # units between the one who speaks and the place where he does


def spoke_at(s: Sentence) -> str | None:
    """“foreign ministry spokesman X said in Jakarta": the country of the capital in which an official of no named state speaks."""
    if s.speech is None:
        return None
    behind = [j for j, u in enumerate(s.units) if u.start >= s.speech[1]][:SPOKE_AT]
    capitals = (s.units[j].m for j in behind if j and s.units[j - 1].low in ("in", "di"))
    return next((c.country for c in capitals if c is not None and c.capital), None)
