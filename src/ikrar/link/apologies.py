"""To whom an apology is made, where what is done or promised in the same breath says it: "meminta maaf dan membebaskan dua wartawan"."""

from __future__ import annotations

from itertools import pairwise, takewhile

from ikrar.lexicon import Language
from ikrar.link.around import APOLOGY
from ikrar.link.doers import codes_of
from ikrar.link.happenings import Happening
from ikrar.model.annotation import Mention

AMENDS = frozenset(("AGREE", "AID", "RETREAT"))
"""Types of acts by which one who apologises makes good."""


def shared(happenings: list[Happening], language: Language) -> None:
    """Gives an apology and the amends told beside it, by the same, one recipient where only one of them has it."""
    for h in happenings:
        if h.lead.pattern.frame["frame"] != APOLOGY or not h.actors:
            continue
        if not h.recipients and (reporter := _reporter(h, language)) is not None:
            h.recipients = [reporter]
            h.lead.notes.append(f'to whom is not said: "{reporter.head}", behind it')
        for o in happenings:
            if o.type not in AMENDS or o.lead.sentence is not h.lead.sentence or len(o.actors) > 1 or not _one(o, h):
                continue
            if o.recipients and not h.recipients:
                _give(h, o)
            elif h.recipients and not o.recipients and o.type == "AGREE":
                _give(o, h)


def _reporter(h: Happening, language: Language) -> Mention | None:
    """“meminta maaf dan mengembalikan kartu liputan kepada wartawan X": a journalist, whom others only tell things, may be the one."""
    to = language.either("aimed", "hurt_at")
    clause = takewhile(lambda u: u.kind != ",", h.lead.sentence.units[h.lead.unit :])  # not "..., ujarnya kepada wartawan X"
    found = (b.m for a, b in pairwise(clause) if a.low in to and b.m is not None and b.m.sector == "JRN")
    return next((m for m in found if m.kind in ("person", "group") and (m.named or m.of is not None or m.owner is not None)), None)


def _one(o: Happening, h: Happening) -> bool:
    return codes_of(o.actors) == codes_of(h.actors)


def _give(to: Happening, by: Happening) -> None:
    to.recipients = list(by.recipients)
    to.lead.notes.append(f'to whom is not said: as beside it, "{by.recipients[0].head}"')
