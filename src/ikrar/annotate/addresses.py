"""Houses of news that are told by the address of their site alone, or as a source: "dilansir dari kabarkota.com", "dikutip dari X"."""

from __future__ import annotations

from ikrar.lexicon import Language
from ikrar.model.annotation import Annotated, Mention, Sentence, Unit

FROM = frozenset(("dari", "from"))


def settle(doc: Annotated, s: Sentence, language: Language) -> None:
    """Makes a mention of each such address in ``s``; who it is, if the gazetteer knows the house."""
    units, ends = s.units, language.sets["address_ends"]
    for i in range(1, len(units) - 1):
        u, j = units[i], i
        while j + 1 < len(units) and units[j + 1].low in ends and units[j].end + 1 == units[j + 1].start and doc.raw[units[j].end] == ".":
            j += 1
        if j == i or u.m is not None or u.low in ends or not u.low[:1].isalpha():
            continue
        m = Mention("organization", u.start, units[j].end, u.low)
        m.name, m.named, m.words, m.sentence = doc.raw[u.start : m.end], True, (u.low,), s.index
        m.sector, m.source, m.country = "JRN", "the address of a site", "IDN" if units[j].low == "id" else language.home
        for size, _, payloads, *_ in language.phrases.at(u.low, "") or ():
            known = next((p["e"] for p in payloads if p["k"] == "name" and p["e"].get("s") == "JRN"), None) if size == 1 else None
            if known is not None:
                m.name, m.country, m.gazetteer = known["n"], known.get("c"), known
        u.kind, u.m = "M", m


def quoted(units: list[Unit], i: int, quoting: frozenset[str]) -> bool:
    """“seperti dikutip dari X": whether the name at ``i`` is that of a paper."""
    return i > 1 and units[i - 1].low in FROM and not quoting.isdisjoint((units[i - 2].low, units[i - 2].low.rpartition(" ")[2]))
