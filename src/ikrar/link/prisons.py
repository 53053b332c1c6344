"""Who holds and who frees those of whose prison only the state is told."""

from __future__ import annotations

from ikrar.lexicon import Language
from ikrar.link.happenings import Happening
from ikrar.model.annotation import Mention, Unit

HOLDING = frozenset(("retreat.release", "coerce.arrest"))


def held_by(h: Happening, language: Language) -> None:
    """“Pembebasan 90 tahanan dari penjara Ofer, Israel”, "dibebaskan dari penjara Kenya": the state frees whose prison it is."""
    if h.actors or h.lead.pattern.frame["frame"] not in HOLDING:
        return
    units = h.lead.sentence.units
    for i in range(h.lead.unit + 1, len(units)):
        m = units[i].m
        if m is None or m.kind != "facility" or m.head not in language.sets["prisons"]:
            continue
        if (state := _state_of(m, units, i)) is not None:
            h.actors = [state]
            h.lead.notes.append(f'by whom is not said: the state whose prison it is, "{m.head}"')
        return


def _state_of(prison: Mention, units: list[Unit], i: int) -> Mention | None:
    """The state that is named as the owner of the prison at unit ``i``, or behind it as where it is."""
    if prison.owner is not None and prison.owner.kind == "state":
        return prison.owner
    behind = units[i + 2].m if i + 2 < len(units) and units[i + 1].kind == "," else None
    return behind if behind is not None and behind.kind == "state" and behind.named else None
