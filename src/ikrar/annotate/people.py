"""One person, many namings: whom a short name stands for, in the text first and in the gazetteer after.

The gazetteer knows people by a family name alone ("Lavrov"). That is evidence of a person, not proof: another of that name may be
spoken of. It holds where the full name or a fitting office stands in the text, or the country is spoken of and nobody else has the name;
of a few that are known all over the world (``alone`` in ``gazetteer/names.yaml``), everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable

from ikrar.lexicon import Language
from ikrar.model.annotation import Mention, Sentence

FORCES = frozenset(("COP", "MIL", "JUD", "REL", "EDU", "MED"))  # a holder of such an office is not known by another


def everybody(sentences: Iterable[Sentence]) -> list[Mention]:
    """All mentions of ``sentences``, those inside others included."""
    out: list[Mention] = []
    for s in sentences:
        for _, m in s.placed:
            out.append(m)
            if m.of is None and m.owner is None:
                continue  # most
            for inner in (m.of, m.owner):
                while inner is not None:
                    out.append(inner)
                    inner = inner.owner
    return out


def settle(mentions: list[Mention], language: Language) -> None:
    """Drops family names that are somebody else's, then gives every short name of a person the full one."""
    _doubt(mentions, language)
    _unite(mentions)


def _doubt(mentions: list[Mention], language: Language) -> None:
    short = [m for m in mentions if m.family and m.gazetteer is not None and m.gazetteer["t"] == "person"]
    if not short:
        return
    full = {m.name for m in mentions if m.gazetteer is not None and not m.family}
    countries = {m.country for m in mentions if not m.family}
    others: dict[str, list[Mention]] = {}
    for m in mentions:
        if m.kind in ("person", "name") and m.gazetteer is None and len(m.words) > 1:
            for word in m.words:
                others.setdefault(word, []).append(m)
    for m in short:
        person = m.gazetteer or {}
        word = m.family or ""
        if m.name in full:
            continue
        rival = any(person.get("c") != "IDN" or o.words[0] == word for o in others.get(word, ()))
        fits = _fits(m, person, countries)
        named = person.get("c") == "IDN" or person.get("c") in countries or word in language.lone_names
        if rival or not (fits or (named and word not in language.common_names and word not in language.common and not _alien(m, person))):
            _forget(m)


def _fits(m: Mention, person: dict[str, object], countries: set[str | None]) -> bool:
    """Whether the office that stands with the name is one that the person held."""
    roles: list[dict[str, str]] = person.get("r") or []  # type: ignore[assignment]
    if not m.title:
        return False
    country = m.of.country if m.of is not None else None
    for role in roles:
        if country not in (None, role.get("country")):
            continue
        told = country is not None or role.get("country") in countries - {"IDN"}
        if m.title in role.get("title", "") or (told and m.sector == role.get("sector")):
            return True
    return False


def _alien(m: Mention, person: dict[str, object]) -> bool:
    """Whether the office is of a kind that the person never held: a police captain of the name is no foreign minister."""
    roles: list[dict[str, str]] = person.get("r") or []  # type: ignore[assignment]
    return bool(m.title) and m.sector in FORCES and all(m.sector != role.get("sector") for role in roles)


def _forget(m: Mention) -> None:
    m.gazetteer, m.name, m.source = None, m.alias, ""
    m.country = m.of.country if m.of is not None else None
    if not m.title:
        m.kind, m.sector = "name", None
    m.family = None


def _unite(mentions: list[Mention]) -> None:
    """“Sigit” is whoever of the text has that word in a longer name, if only one has it; titles and gazetteer pass on."""
    full: dict[tuple[str, ...], Mention] = {}
    for m in mentions:
        if m.named and m.words and (m.kind == "person" or (m.kind == "name" and len(m.words) > 1)):
            known = full.get(m.words)
            if known is None or (known.gazetteer is None and m.gazetteer is not None) or (known.kind == "name" and m.kind == "person"):
                full[m.words] = m
    by_word: dict[str, list[Mention]] = {}
    for m in full.values():
        if len(m.words) > 1:
            for word in set(m.words):
                by_word.setdefault(word, []).append(m)
    for m in mentions:
        if m.kind not in ("person", "name") or not m.words or not m.named or m.gazetteer is not None:
            continue
        pool = [o for o in by_word.get(m.words[0], ()) if len(o.words) > len(m.words) and set(m.words) <= set(o.words)]
        names = {o.name for o in pool}
        if len(names) == 1 and m.name not in names:
            lead = pool[0]
            if m.kind == "name" and lead.kind == "name":
                m.name, m.alias = lead.name, m.name
                continue
            m.kind, m.alias, m.name = "person", m.name, lead.name
            m.gazetteer = lead.gazetteer
            m.source = m.source or "named before"
