"""Whom critics blame where their words name nobody: "Partai X mengkritik RUU itu", "pansus menemukan kejanggalan"."""

from __future__ import annotations

from ikrar.lexicon import Language
from ikrar.link.happenings import Happening
from ikrar.model.annotation import Mention

WRONGS = frozenset(("accuse.wrongs", "accuse.document"))
"""Frames of wrongs that are found, whoever does them."""
CRITICS = frozenset("LEG PTY OPP NGO LAB EDU SOC REL AGR".split())
"""Whose criticism of a law, a ruling or a policy is meant for the authorities; officials blame each other by name."""
AUTHORITIES = "the authorities, whom critics mean"
OBJECT = 4  # words behind the verb of a critic among which stands what he criticises


def settle(happenings: list[Happening], language: Language) -> None:
    """Gives an accusation by parties, parliaments and unions that names nobody to the authorities of their state."""
    for h in happenings:
        if h.type != "ACCUSE" or h.recipients or not h.actors or h.lead.mutual or not _of_the_state(h, language):
            continue
        if any(m.sector not in CRITICS or m.country in (None, "INT", "UNK") for m in h.actors):
            continue
        d = h.lead
        state = Mention("state", d.start, d.end, "authorities")
        state.country, state.sector, state.sentence, state.source = h.actors[0].country, "GOV", d.sentence.index, AUTHORITIES
        h.recipients = [state]
        d.notes.append(f"to whom is not said: {AUTHORITIES}")


def _of_the_state(h: Happening, language: Language) -> bool:
    """Whether it is wrongs that are found, or an act that only a state does that is criticised."""
    d = h.lead
    if d.pattern.frame["frame"] in WRONGS:
        return True
    words = d.sentence.lows[d.sentence.units[d.unit].last + 1 :][:OBJECT]
    return any(low.removesuffix("nya") in language.said["state_acts"] for low in words)
