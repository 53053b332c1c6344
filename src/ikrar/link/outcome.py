"""What an attack did, told behind it: "Serangan itu menewaskan ...", "The strike killed X" are of the attack told before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ikrar.link.same_act import Counts, codes, points_back, times_differ
from ikrar.model.annotation import Mention

if TYPE_CHECKING:
    from ikrar.link.happenings import Happening

NEXT = 2  # sentences behind an attack in which "the strike killed X" tells what it did
OPENING = 5  # units
OUTCOME = "what the attack told before did"


def its_outcome(h: Happening, d: Any, actors: list[Mention], counts: Counts) -> bool:
    """“Serangan itu menewaskan X”, "the strike killed X", "It also killed Y": what the attack just told did."""
    if d.type != "ASSAULT" or not 0 < d.sentence.index - h.tellings[-1].sentence.index <= NEXT:
        return False
    definite = counts.definite
    if _then_done(h, d, actors, counts.then):
        return True
    if times_differ(h.time, d.time):
        return False
    if _by_whom(h, d, definite):
        return True
    if not d.members("victim", "recipient"):
        return False
    if _who_died(h, d, actors) or _in_it(h, d, definite):
        return True
    first = d.sentence.units[0]
    thing = d.subject.thing if d.subject is not None else None
    by_it = first.mention_kind == "pronoun" and first.low in definite | {"it"} and d.unit < OPENING
    if d.pattern.kind == "noun":
        told = points_back(d, definite) and ("victim" in d.fills or d.sentence.units[d.unit].kind == "V")
    else:
        told = thing is not None and d.subject.first < NEXT and _determined(d, thing, definite)
    return (by_it or told) and (not actors or by_it or codes(actors) <= codes(h.actors))


def _who_died(h: Happening, d: Any, actors: list[Mention]) -> bool:
    """“A drone hit a convoy. X was killed.": only things are told to be hit, and right behind it who died."""
    if actors or "victim" not in d.fills or h.lead.sentence.title or any("victim" in t.fills for t in h.tellings):
        return False
    return all(m.kind == "facility" and not m.named and m.sector in (None, "CVL") for m in h.recipients)


def _by_whom(h: Happening, d: Any, definite: frozenset[str]) -> bool:
    """“... setelah serangan rudal di X. Serangan yang dilancarkan Y itu ...": the noun again, pointing back, and now by whom."""
    if h.actors or h.lead.pattern.kind != "noun" or d.pattern.kind != "noun" or d.unit >= NEXT:
        return False
    verb = next((u.first for u in d.sentence.units[d.unit + 1 :] if u.kind == "V" and not u.low.startswith("di")), len(d.sentence.tokens))
    again = d.sentence.tokens[d.first].low in h.lead.sentence.lows[h.lead.first : h.lead.first + NEXT]
    return again and any(t.low in definite for t in d.sentence.tokens[max(0, d.first - 1) : verb])


def _then_done(h: Happening, d: Any, actors: list[Mention], then: frozenset[str]) -> bool:
    """“... berawal dari serangan drone pada 2 Mei. Tentara X ketika itu menyerang rumah Y": by whom the strike told before was."""
    if h.lead.pattern.kind != "noun" or d.pattern.kind != "verb" or "victim" in h.lead.fills or not actors:
        return False
    if d.sentence.index - h.lead.sentence.index != 1 or h.actors and codes(h.actors) != codes(actors):
        return False
    opening = f" {' '.join(d.sentence.lows[: d.first + OPENING])} "
    return any(f" {words} " in opening for words in then)


def _in_it(h: Happening, d: Any, definite: frozenset[str]) -> bool:
    """“... berawal dari serangan udara di X. Dalam serangan itu jet Y membunuh Z", "In that strike ...": by whom, and whom it hit."""
    if h.actors or h.lead.pattern.kind != "noun" or d.sentence.units[0].kind != "P":
        return False
    head = set(h.lead.sentence.lows[h.lead.first : h.lead.first + NEXT])
    opening = d.sentence.tokens[1 : 2 * OPENING]  # "dalam serangan yang dilancarkan jet Y itu"
    named = any(t.low in head for t in opening[:3])
    return named and any(t.low in definite for t in opening)


def _determined(d: Any, thing: Any, definite: frozenset[str]) -> bool:
    tokens = d.sentence.tokens
    return any(t.low in definite for t in tokens[max(0, thing.first - 1) : thing.first] + tokens[thing.last + 1 : thing.last + 2])


def adds(h: Happening, d: Any) -> bool:
    """Whether a telling of an attack adds those whom it hit: in its sentence, or as its outcome in the next."""
    return d.sentence is h.lead.sentence or any(OUTCOME in t.notes and t.sentence is d.sentence for t in (*h.tellings, d))
