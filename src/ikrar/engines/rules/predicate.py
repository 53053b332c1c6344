"""The verb that an event noun hangs on."""

from __future__ import annotations

from ikrar.engines.rules.draft import Draft
from ikrar.engines.rules.syntax import Syntax
from ikrar.lexicon import Language
from ikrar.model.annotation import Unit


def predicate(d: Draft, syn: Syntax, language: Language) -> int | None:
    """The verb that an event noun hangs on: "menggelar pertemuan", "perundingan ... berlangsung", "talks were held"."""
    units, v = syn.u, d.unit
    j = v - 1
    while j >= 0 and v - j < 7 and units[j].kind in "Xd#DaQ'CT":
        j -= 1
    if j >= 0 and units[j].kind == "V":
        if syn.id and units[j].low.endswith("nya") and units[j].low[:-3] in language.modes["held"]:
            return j  # "belum terlaksananya pertemuan"
        inverted = syn.id and units[j].low.startswith("di")  # "akan digelar KTT"
        light = language.modes["held"] if inverted else language.sets["light"]
        if units[j].low in light or (not syn.id and f"{units[j].low} {units[j + 1].low}" in light):
            return j
    j = v + 1
    held = language.modes["held"]
    passed = "XDATd#QNMPC-'R" if syn.id else "XDATd#QNMPC-'"
    while j < syn.n and j - v < 14 and (syn.skip[j] or units[j].kind in passed or _noun(units[j], language)):
        if syn.id and units[j].kind == "A" and j + 1 < syn.n and units[j + 1].kind in "PT":
            if units[j].low in held or units[j].low in language.modes["planned"]:
                return j  # "sesi yang lebih awal mulai pada 4 Mei", "pertemuan itu dijadwalkan pada Jumat"
        j += 1  # "demo yang batal digelar" too
    if j < syn.n and units[j].kind == "V":
        low = units[j].low
        nxt = units[j + 1].low if j + 1 < syn.n else ""
        if low in held or f"{low} {nxt}" in held:
            return j
    return None


def _noun(u: Unit, language: Language) -> bool:
    """Whether a bare verb is the noun of its act: "sesi awal konsultasi itu"."""
    return language.code == "id" and u.kind == "V" and u.low in language.acts and not u.low.startswith(("me", "di", "ber", "ter"))
