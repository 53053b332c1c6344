"""Envoys and those to whom they are sent: whose they are, and who calls them in or sends them away."""

from __future__ import annotations

from ikrar.lexicon import Language
from ikrar.link.around import in_sentence, just_before
from ikrar.link.happenings import Happening
from ikrar.model.annotation import Annotated

WITH_ENVOYS = frozenset(("accuse.summon-envoy", "sanction.expel"))
"""Acts of a state on the envoys of another."""


def hosts(h: Happening, doc: Annotated, language: Language) -> None:
    """“Kementerian Luar Negeri memanggil duta besar China": a ministry that no words give to a state is not that of the envoy."""
    theirs = {m.country for m in h.recipients if not m.guessed}
    if h.lead.pattern.frame["frame"] not in WITH_ENVOYS or len(theirs) != 1 or not h.actors:
        return
    if all(a.guessed and a.country in theirs for a in h.actors) and (found := just_before(h, doc, language, abroad=True)) is not None:
        for a in h.actors:
            a.country = found.country
        h.lead.notes.append(f"whose is not said: not the envoy's, of {found.country}")


def called_in(h: Happening, language: Language) -> None:
    """“Duta besar Chile untuk Peru dipanggil", "The Chilean envoy to Peru was summoned": by those to whom he is sent."""
    if h.lead.pattern.frame["frame"] not in BY_THE_HOST or h.actors:
        return
    units, sent = h.lead.sentence.units, {m.country for m in h.recipients}
    for n, u in enumerate(units):
        host = u.m.host if u.m is not None and u.m in h.recipients else None
        if host is None and u.m in h.recipients and n + 2 < len(units) and units[n + 1].low in language.sets["envoy_to"]:
            host = units[n + 2].m
        if host is None and n > h.lead.unit and units[n - 1].low in language.sets["to_or_from"] and u.mention_kind in LANDS:
            host = u.m  # "diplomats were expelled from Peru", "dipanggil ke Kementerian Luar Negeri Peru"
        if host is not None and host.kind in LANDS and host.country and host.country not in sent:
            if host.kind == "place":
                host = host.as_state("where the envoy is sent")
            h.actors = [host]
            h.lead.notes.append(f'by whom is not said: those to whom the envoy is sent, "{host.head}"')
            return


BY_THE_HOST = WITH_ENVOYS | {"reject.deny-entry"}
"""What those do where somebody is or wants to go: "Ia ditolak masuk ke Peru"."""
LANDS = frozenset(("state", "place", "organization"))

ABROAD_ONLY = frozenset(("sanction.expel", "sanction.impose", "sanction.freeze"))
"""Acts of a state against those of another."""


def sent_away(h: Happening, doc: Annotated, language: Language) -> None:
    """“Ten diplomats will be expelled from Peru": nobody expels his own; guessed to be of the same country, they are the other side's."""
    mine = {a.country for a in h.actors}
    sent = [m for m in h.recipients if m.guessed and m.country in mine]
    if h.lead.pattern.frame["frame"] not in ABROAD_ONLY or not sent or len(sent) != len(h.recipients):
        return
    if any(a.sector != "GOV" and not a.capital for a in h.actors):
        return
    found = in_sentence(h, doc, language, abroad=True) or just_before(h, doc, language, abroad=True)
    whose = found.country if found is not None else doc.country
    if whose is not None and whose not in mine:
        for m in sent:
            m.country = whose
        h.lead.notes.append(f"whose they are is not said: the other side's, of {whose}")
