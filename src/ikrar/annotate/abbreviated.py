"""Bodies told by less than their name: by an abbreviation within it ("Pemerintah Provinsi (Pemprov) X" is "Pemprov X"), by their head."""

from __future__ import annotations

from ikrar.annotate.beside import BODIES
from ikrar.annotate.phrases import CIVIL
from ikrar.lexicon import Language
from ikrar.model.annotation import Annotated, Mention
from ikrar.model.late import late

WITHIN = late(r"(.+?) \(([^\W\d_]+)\) ((?:[A-Z\d][^\s()]*(?: |$))+)")
"""A name with its abbreviation in brackets, and the words with capitals behind it."""


def settle(everybody: list[Mention], raw: str, language: Language) -> None:
    """Calls each such body by its abbreviation and what follows, as the text does from there on."""
    if "(" not in raw:
        return
    own: dict[str, Mention] = {}
    """Letters that the text itself explains, whatever body of the country goes by them."""
    for m in everybody:
        if m.kind == "organization" and m.gazetteer is None and raw.find("(", m.start, m.end) >= 0:
            found = WITHIN.match(" ".join(raw[m.start : m.end].split()))
            if found is not None and found[2][0].isupper() and found[2].lower() not in language.sets["legal_forms"]:
                _call(m, f"{found[2]} {found[3].strip()}", language)
                if m.gazetteer is None and found[2] == "".join(w[0] for w in found[1].split() if w[0].isupper()):
                    own[found[2]] = m
    for one in everybody if own else ():
        model = own.get(raw[one.start : one.end].split()[0])
        if model is not None and one.gazetteer is not None and one.kind == "organization":
            one.name, one.sector, one.country, one.owner = model.name, model.sector, model.country, model.owner
            one.gazetteer, one.source = None, "named before"


def unsigned(everybody: list[Mention]) -> dict[str, Mention]:
    """“Lembaga Dakwah Islam Indonesia LDII”: the letters that end the name of a body and spell it, where the brackets were lost."""
    out: dict[str, Mention] = {}
    for m in everybody:
        words = (m.name or "").split() if m.kind == "organization" and m.named and m.gazetteer is None else []
        letters = words[-1] if len(words) > LEAST else ""
        if letters.isupper() and len(letters) >= LEAST and letters == "".join(w[0] for w in words[:-1] if w[0].isupper()):
            m.name = " ".join(words[:-1])
            out.setdefault(letters, m)
    return out


LEAST = 3  # letters that spell a name


def by_letters(everybody: list[Mention], known: dict[str, Mention]) -> list[tuple[Mention, Mention]]:
    """“ketua LDK Ana Kerling": the bodies told by letters alone, each with the one that the report says goes by them."""
    out = []
    for m in everybody:
        if m.kind != "organization" or not m.named or m.sector is not None or m.gazetteer is not None or not (m.name or "").isupper():
            continue  # most
        whole = known.get(m.name or "")
        if whole is not None and whole is not m and whole.kind in BODIES:
            out.append((m, whole))
    return out


def united(everybody: list[Mention], raw: str, heads: frozenset[str]) -> None:
    """“Koalisi Masyarakat Sipil ... Koalisi", "koalisi" beside parties: no force of several states."""
    alone = [m for m in everybody if m.head in heads and m.sector == "MIL" and not m.named and m.end - m.start == len(m.head)]
    if not alone:
        return
    told = [m for m in everybody if m.sector in CIVIL and raw[m.start : m.end].lower().startswith(tuple(heads))]
    at_war = any(m.sector in ("MIL", "REB") and m.head not in heads for m in everybody)
    for m in alone:
        before = next((o for o in reversed(told) if o.start < m.start and o.head.startswith(m.head)), None)
        if before is not None:
            m.kind, m.country, m.sector, m.owner = before.kind, before.country, before.sector, before.owner
            m.name, m.named, m.words, m.source = before.name, before.named, before.words, "named before"
            m.head = before.head
        elif not at_war and any(o.sector == "PTY" for o in everybody):
            m.country, m.sector = None, "PTY"


def contingents(doc: Annotated, everybody: list[Mention], heads: frozenset[str], games: frozenset[str]) -> None:
    """“kontingen Indonesia di Asian Games": those whom a state sends to play are no soldiers."""
    sent = [m for m in everybody if m.head in heads and m.sector == "MIL"]
    if sent and any(not games.isdisjoint(s.words) for s in doc.sentences):
        for m in sent:
            m.sector = "SOC"


def _call(m: Mention, name: str, language: Language) -> None:
    m.name, m.named = name, True
    known = language.phrases.body(*name.lower().split())
    if known is not None:
        m.name, m.country, m.sector, m.gazetteer = known["n"], known.get("c"), known.get("s"), known
