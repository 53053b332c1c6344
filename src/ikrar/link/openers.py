"""Who opens a report without a word of whose he is: of the home of its language, which writes whose the others are."""

from __future__ import annotations

from ikrar.lexicon import Language
from ikrar.link.locative import locative
from ikrar.link.whose import LOCAL
from ikrar.model.annotation import GENERIC, Mention, Sentence

OFFICES = frozenset(("GOV", "LEG"))


def _bare(m: Mention) -> bool:
    """Whether ``m`` is a government, a ministry or an office told without a name or a state: "Pemerintah", "Menteri Luar Negeri"."""
    if m.pronoun is not None or m.plural or m.former or m.owner is not None or m.of is not None:
        return False
    if m.kind == "organization":
        return m.sector == "GOV" and (m.gazetteer is None or m.source == GENERIC)
    return not m.named and (m.kind == "state" or m.kind == "person" and m.title is not None and m.sector in OFFICES)


def _foreign(m: Mention, language: Language) -> bool:
    return not m.guessed and m.country not in (None, "INT", language.home)


def at_home(m: Mention, s: Sentence, i: int, seen: list[Mention], language: Language) -> bool:
    """“Presiden bertolak ke Hanoi”: one in office with whom a sentence opens before any other state is told of."""
    if language.code != "id" or not _bare(m) or any(u.m is not None for u in s.units[:i]) or any(_foreign(o, language) for o in seen):
        return False
    if s.speaker is not None and s.speaker is not m and s.speaker.country not in (None, language.home):
        return False  # “Pemerintah siap berunding”, kata Presiden X
    if not LOCAL.isdisjoint(s.words):
        return False  # "pemerintah setempat"
    if m.head in language.sets["offices_elsewhere"]:
        return False  # "Perdana Menteri ...": home has none
    told = [(j, o) for j, o in s.placed if j > i and _foreign(o, language)]
    return not told or any(s.units[j - 1].low == TOWARDS or s.units[j - 1].kind != "," and not locative(s, j) for j, _ in told)


TOWARDS = "ke"
"""Before a state that one turns to; in any other place told with a state, that state acts: "Pemerintah menembaki demonstran di Kenya"."""
