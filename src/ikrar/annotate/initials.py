"""People of whom the police tell only initials, whatever else goes by the letters: "berinisial AS", "RT (22)", "tersangka GS"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ikrar.lexicon import Language
from ikrar.model.annotation import INITIALS, Annotated, Mention, Sentence, Unit

MOST = 4  # the most initials that stand for a person
KNOWN = 3  # letters from which on a body of the country is rather meant ("tersangka KPK")
AGE = 2  # digits of an age
MAY_BE_AGED = re.compile(r"[A-ZÀ-ɏ](?![a-z])[^a-z\s]{0,3}\s*(?:[(\[,\d]|\.\s)")
"""A capital before no small letter, and a sign or figure soon behind it; a full stop may stand for a comma (``lost_letters``)."""


def settle(doc: Annotated, language: Language) -> None:
    """Makes a person of letters that the words around them show to be initials, here and wherever they stand alone again."""
    words, firsts, accused = language.sets["initials"], language.firsts("initials"), language.sets["accused"]
    namely, listing = language.sets["namely"], language.firsts("namely")
    begins = language.firsts("accused")
    if not _begun(" ".join([" ".join(s.lows) for s in doc.sentences]), begins):
        begins = frozenset()  # most reports
    found: dict[str, Mention] = {}
    for s in doc.sentences:
        tokens = s.tokens
        said = not (firsts.isdisjoint(s.words) and listing.isdisjoint(s.words))
        if not said and not _may_be_told(doc.raw, s, begins):
            continue
        for i, u in enumerate(s.units):
            letters = tokens[u.last].text
            if (len(letters) > MOST or not letters.isupper()) and not said:
                continue  # most
            if u.low in words:
                for k in _listed(doc.raw, s.units, i + 1):
                    letters = doc.raw[s.units[k].start : s.units[k].end]
                    found.setdefault(letters, _unknown(s, s.units[k], letters, None))
                continue
            if u.low in namely and i:  # "dua tersangka, yakni AS dan RT"; "lima orang, yakni ..."
                listed = list(_listed(doc.raw, s.units, i + 1))
                tried = any(x.m is not None and x.m.head in accused for x in s.units[:i])
                counted = any(x.m is not None and x.m.kind == "group" and x.m.plural for x in s.units[:i])
                for k in listed if len(listed) > 1 + (not tried) and (tried or counted) else ():
                    letters = doc.raw[s.units[k].start : s.units[k].end]
                    found.setdefault(letters, _unknown(s, s.units[k], letters, "CRM" if tried else None))
                continue
            if not _initials(letters):
                continue
            alone = u.first == u.last
            if _aged(doc.raw, s.units, i) and (alone or u.mention_kind == "group"):
                sector = "CRM"
            elif not alone and u.m is not None and u.m.head in accused and _of_nobody(u.m, letters, language):
                sector = None
            else:
                continue
            if alone:
                found.setdefault(letters, _unknown(s, u, letters, sector))
            elif u.m is not None:
                found.setdefault(letters, _described(u.m, letters))
    people = _full_names(doc) if found else {}
    for letters, m in found.items():
        if (known := people.get(letters)) is not None and known is not m:
            m.name, m.words = known.name, known.words  # "Ana Kerling ... AK": her initials
    for s in doc.sentences if found else ():
        for u in s.units:
            letters = s.tokens[u.last].text
            if letters not in found and _likely(u, letters):
                found[letters] = _unknown(s, u, letters, None)
            model = found.get(letters)
            if model is None or u.m is model:
                continue
            if u.first == u.last:
                if u.m is not None and u.m.kind == "person" and u.m.owner is None and u.m.named:
                    continue
                m = _unknown(s, u, model.name or "", model.sector)
                u.kind, u.m = "M", m
            elif u.m is not None and u.m.head in accused:
                m = _described(u.m, model.name or "")
            else:
                if u.m is not None and u.m.of is not None and u.m.of.end == u.end and u.m.of.start == s.tokens[u.last].start:
                    u.m.of = u.m.country = u.m.sector = None  # "ibu RN": of a person, not of a body abroad
                continue
            if m.start != model.start:
                m.refers, m.alias = [model], "apposition"
            else:
                u.m = model


def _may_be_told(raw: str, s: Sentence, begins: frozenset[str]) -> bool:
    """Whether letters stand in ``s`` behind which an age may follow, or a word that begins as those of the accused do."""
    if MAY_BE_AGED.search(raw, s.start, s.end) is not None:
        return True
    return bool(begins) and _begun(" ".join(s.lows), begins)


def _begun(words: str, begins: frozenset[str]) -> bool:
    """Whether one of ``begins`` stands in ``words``, be it inside a longer one."""
    return any(map(words.__contains__, begins))


def _full_names(doc: Annotated) -> dict[str, Mention]:
    """Initials -> the one person of several names who has them."""
    out: dict[str, Mention | None] = {}
    for s in doc.sentences:
        for u in s.units:
            m = u.m
            if m is None or m.kind not in ("person", "name") or not m.named or not m.name or len(words := m.name.split()) < 2:
                continue
            letters = "".join(w[0] for w in words if w[0].isupper())
            known = out.setdefault(letters, m)
            if known is not None and known.name != m.name:
                out[letters] = None
    return {letters: m for letters, m in out.items() if m is not None and len(letters) > 1}


def _initials(text: str) -> bool:
    return len(text) <= MOST and text.isupper() and text.isalpha()


def _of_nobody(m: Mention, letters: str, language: Language) -> bool:
    """“tersangka GS", "terdakwa AP": whether the letters behind what somebody is are no state, no thing and no body that he may be of."""
    if len(letters) < 2 or letters in language.no_bodies:
        return False
    if m.owner is None or m.owner.gazetteer is None:
        return True
    return m.owner.kind != "state" and (m.owner.country != "IDN" or len(letters) < KNOWN)


def _likely(u: Unit, letters: str) -> bool:
    """“RT ditahan di Malang dan AP di Surabaya": beside people of initials, two letters by which some body abroad goes are one more."""
    m = u.m
    if m is None or m.gazetteer is None or u.first != u.last or len(letters) != AGE or not _initials(letters):
        return False
    return m.kind in ("organization", "armed-group") and m.country != "IDN" and m.sector != "IGO"


def _listed(raw: str, units: list[Unit], i: int) -> Iterator[int]:
    """Where the initials stand that begin at ``i``: "FE, GW (20), dan MD"."""
    while i < len(units) and _initials(raw[units[i].start : units[i].end]):
        yield i
        i += 1
        if i + 2 < len(units) and units[i].kind == "(" and units[i + 2].kind == ")":
            i += 3
        while i < len(units) and units[i].kind in ",C":
            i += 1


def _aged(raw: str, u: list[Unit], i: int) -> bool:
    """“RT (22)”, "RT, 22 tahun": whether an age stands behind the letters that the unit at ``i`` ends in."""
    if i + 3 >= len(u) or u[i + 1].kind not in "(,#":
        return False
    if u[i + 1].kind == "#":  # "RT 22, seorang pemuda"
        age = raw[u[i + 1].start : u[i + 1].end]
        who = u[i + 3].m
        described = u[i + 2].kind == "," and who is not None and who.kind in ("group", "person") and not who.named
        return described and age.isdigit() and len(age) == AGE
    age = raw[u[i + 2].start : u[i + 2].end]
    if u[i + 1].kind == ",":
        return age.isdigit() and len(age) == AGE and u[i + 3].low == "tahun"
    age = age.removesuffix(" tahun")
    return u[i + 3].kind == ")" and age.isdigit() and len(age) == AGE


def _unknown(s: Sentence, u: Unit, letters: str, sector: str | None) -> Mention:
    """A person of whom only the initials are told."""
    m = Mention("person", u.start, u.end, letters.lower())
    m.name, m.named, m.words, m.sentence = letters, True, (letters.lower(),), s.index
    m.sector, m.source = sector, INITIALS
    return m


def _described(m: Mention, letters: str) -> Mention:
    """“pria AP", "tersangka GS": who is described goes by the letters."""
    m.kind, m.name, m.named, m.words, m.plural = "person", letters, True, (letters.lower(),), False
    m.owner = m.of = m.country = m.gazetteer = None
    m.source = INITIALS
    return m
