"""The codes of people: the office that the text gives them, else the one held on the day; and descriptions that stand for them."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from ikrar.dates import lacks_year, story_of, told_years
from ikrar.lexicon import Language
from ikrar.model.annotation import INITIALS, LISTED, RANKED, Annotated, Mention
from ikrar.model.late import late

Role = dict[str, str]
YEAR = late(r"\b(?:19[5-9]|20[0-3])\d\b")
OFFICE = "gazetteer: "  # how the source of a mention begins that was coded by an office held
SLOTS = ("title", "of", "owner", "sector", "country")


def settle(doc: Annotated, language: Language, on: date | None) -> None:
    """Gives every person of the document one country and one sector."""
    _introduced_after(doc, language)
    people = _by_name(doc)
    held = {name: role for name, mentions in people.items() if (role := _told(mentions, on, doc.raw)) is not None}
    era: date | None = None
    for name, mentions in people.items():
        roles = _roles(mentions)
        if roles:
            era = era or on or _era(doc, held)  # few reports name anybody whose offices are known
            _code(mentions, held.get(name) or _role(roles, era))
        elif len(mentions) > 1:
            _share(mentions)
    _descriptions(doc, language, people)
    _of_the_house(doc, people)
    _of_the_police(doc, people, language.sets.get("shared_ranks", frozenset()))


def share(doc: Annotated) -> None:
    """What has been found out of a person at one naming holds for the others: for which side a minister came."""
    for mentions in _by_name(doc).values():
        if len(mentions) > 1:
            _share(mentions)


def _by_name(doc: Annotated) -> dict[str, list[Mention]]:
    people: dict[str, list[Mention]] = {}
    for m in doc.mentions:
        for one in (m,) if m.of is None else (m, m.of):
            if one.kind == "person" and one.named and one.name:
                people.setdefault(one.name, []).append(one)
    return people


HOUSES = frozenset(("LEG", "COP", "MIL", "JUD"))
"""Sectors of the bodies in whose name somebody speaks of whom the report, cut at its head, tells no office."""


def _of_the_house(doc: Annotated, people: dict[str, list[Mention]]) -> None:
    """“..., kata Budi" and nothing else of him: he speaks for the house that the report is about."""
    heard = {id(v) for s in doc.sentences for v in s.voices}
    short = [ms for name, ms in people.items() if " " not in name and any(id(m) in heard for m in ms)]
    short = [ms for ms in short if not any(m.title or m.gazetteer or m.of or m.owner or m.sector or m.source == INITIALS for m in ms)]
    if not short:
        return
    told = Counter((m.sector, m.country) for m in doc.mentions if m.kind == "organization" and m.sector in HOUSES)
    if told:
        (sector, country), _ = told.most_common(1)[0]
        for ms in short:
            for m in ms:
                m.sector, m.country = sector, m.country or country


def _of_the_police(doc: Annotated, people: dict[str, list[Mention]], ranks: frozenset[str]) -> None:
    """“Brigjen X" in a report of police and no soldiers is of the police, which has ranks of the army's names."""
    ranked = [ms for ms in people.values() if any(m.title in ranks and m.sector == "MIL" and m.gazetteer is None for m in ms)]
    if not ranked:
        return
    told = Counter(m.sector for m in doc.mentions if m.kind == "organization")
    if told["COP"] and not told["MIL"]:
        for m in (m for ms in ranked for m in ms if m.sector == "MIL" and (m.of is None or m.of.sector != "MIL")):
            m.sector = "COP"


def _introduced_after(doc: Annotated, language: Language) -> None:
    """“Serangan itu menewaskan X. Ia mantan komandan Y”: what somebody is may be told in a sentence of its own."""
    for s in doc.sentences[1:]:
        units = s.units
        if not units or units[0].m is None or units[0].m.pronoun != "third":
            continue
        told = next((u.m for u in units[1:IS] if u.m is not None or (u.kind == "V" and u.low not in language.sets["copulas"])), None)
        if told is None or told.kind != "person" or told.named or not told.title:
            continue
        before = [m for m in doc.sentences[s.index - 1].mentions if m.kind in ("person", "name") and m.named]
        if len(before) != 1 or before[0].title or before[0].gazetteer is not None:
            continue
        who = before[0]
        who.kind, who.title, who.title_span, who.former = "person", told.title, told.title_span, told.former
        who.of, who.owner, who.sector, who.country = told.of, told.owner, told.sector, told.country or who.country
        told.refers, told.alias = [who], "apposition"


IS = 5  # units among which a sentence says what somebody is: "Ia adalah mantan komandan ..."


def _roles(mentions: list[Mention]) -> list[Role]:
    for m in mentions:
        if m.gazetteer is not None and m.gazetteer.get("r"):
            return list(m.gazetteer["r"])
    return []


def _code(mentions: list[Mention], role: Role) -> None:
    for m in mentions:
        m.country, m.sector = role.get("country") or m.country, role.get("sector") or m.sector
        if m.title is None:
            m.source = OFFICE + role.get("title", "")


def _share(mentions: list[Mention]) -> None:
    """What one naming of a person tells holds for the others."""
    told = [m for m in mentions if m.title_span is not None and m.source != RANKED]
    if told and all(m.former for m in told):  # "mantan anggota DPR Budi ... Budi"
        for m in mentions:
            m.former = True
    for slot in SLOTS:
        values = [getattr(m, slot) for m in mentions]
        told_of = [v for v in values if v is not None and v != "of" and v != "-"]
        if not told_of or len(told_of) == len(values):
            continue  # most
        for m, v in zip(mentions, values, strict=True):
            if v in (None, "of", "-"):
                setattr(m, slot, told_of[0])
    office = next((m.sector for m in mentions if m.title and m.source != LISTED and m.sector not in (None, "of", "-", "CRM")), None)
    for m in mentions if office is not None else ():
        if m.sector == "CRM":  # "tersangka, yaitu Kepala Dinas X, Budi": the accused is of the office that he holds
            m.sector = office


NUMBERED = late(r"(?:wakil )?presiden ke(?: ?[-–]? ?\d|dua|tiga|empat|lima|enam|tujuh|delapan)", re.IGNORECASE)
"""“Presiden ke-5 RI X”: one of a row, most often of the past."""


def _told(mentions: list[Mention], on: date | None, raw: str) -> Role | None:
    """The role that the text itself gives a person of the gazetteer by an office beside the name."""
    roles = _roles(mentions)
    if roles and any(m.title and NUMBERED.match(raw, m.start) for m in mentions):
        now = _role(roles, on) if on is not None else roles[-1]
        over = now.get("sector") == "GOV" and now.get("to") and (on is None or now["to"] <= on.isoformat())
        return {"title": now["title"], "country": now["country"], "sector": "ELI"} if over else now  # which dates no report
    if roles and any(m.title and m.gazetteer and (m.former or m.title.startswith(("former ", "ex-"))) for m in mentions):
        now = _role(roles, on) if on is not None else {}
        if not now or now.get("to"):
            last = roles[-1]
            return {**last, "sector": "ELI"} if last.get("sector") in ("GOV", "LEG") else last
        return now
    running = False
    for m in mentions:
        if not m.title or not roles:
            continue
        if m.title.endswith("candidate"):
            running = True
            continue
        country = m.of.country if m.of is not None else None
        fit = [r for r in roles if _same(m.title, r.get("title", "")) and country in (None, r.get("country"))]
        fit = fit or [r for r in roles if m.sector == r.get("sector") and (country or m.country) in (None, r.get("country"))]
        if fit:
            begun = [r for r in fit if on is not None and (r.get("from") or "") <= on.isoformat()]
            return (begun or fit)[-1]  # told with the office, that was held then
        body = m.of is not None and m.of.kind in ("organization", "armed-group")
        sector = m.of.sector if m.of is not None and body and m.sector in (None, "of", "-") else m.sector
        if country and sector not in (None, "of", "-"):  # an office that the gazetteer does not know
            now = _role(roles, on) if on is not None else roles[-1]
            rules = on is not None and now.get("sector") == "GOV" and sector == "PTY"  # a minister who leads a party
            return now if rules else {"country": country, "sector": sector or ""}
    if not running or (on is not None and _role(roles, on).get("sector") == "GOV"):
        return None  # one who stands for election keeps the office that he holds
    return {**roles[-1], "sector": "PTY"}


def _same(title: str, role: str) -> bool:
    return bool(role) and (title == role or role.startswith(f"{title} of") or title.replace("defence", "defense") == role)


def _era(doc: Annotated, held: dict[str, Role]) -> date | None:
    """About when an undated report was written: on the day that its sayings tell, while those named in office held it, else by years."""
    exprs = [u.x for s in doc.sentences if s.times for u in s.units if u.kind == "T"]
    open_ = bool(exprs) and lacks_year(exprs)
    told = years_of(doc) if open_ else ()
    story = story_of(exprs, told) if exprs else None
    if story is not None and all(_held(role, story) for role in held.values()):
        return story
    begins = [role["from"] for role in held.values() if role.get("from")]
    ends = [role["to"] for role in held.values() if role.get("from") and role.get("to")]
    if begins:
        latest = max(begins)
        return _date(latest if not ends or latest >= min(ends) else min(ends))
    years = [int(y) for s in doc.sentences for y in YEAR.findall(doc.raw, s.start, s.end)]
    return date(max(years), 12, 31) if years else None


def years_of(doc: Annotated) -> set[int]:
    """The years that the report speaks of, read once."""
    if doc.years is None:
        doc.years = told_years(" ".join([doc.raw[s.start : s.end] for s in doc.sentences]))
    return doc.years


def _held(role: Role, on: date) -> bool:
    """Whether the office was held on a day: any office that goes by no years was."""
    at = on.isoformat()
    return (role.get("from") or "") <= at and at[: len(role.get("to") or "9999")] <= (role.get("to") or "9999")


def _date(text: str) -> date:
    year, _, rest = text.partition("-")
    month, _, day = rest.partition("-")
    return date(int(year), int(month or 6), int(day or 15))


def _role(roles: list[Role], on: date | None) -> Role:
    """The office held on day ``on``; with no day, the one named last."""
    if on is not None:
        for role in reversed(roles):
            if _held(role, on):
                return role
        past = [r for r in roles if (r.get("from") or "") <= on.isoformat()]
        if past:
            last = past[-1]
            return {**last, "sector": last["sector"] if last.get("sector") not in ("GOV", "LEG") else "ELI"} if last.get("to") else last
    return roles[-1]


def _descriptions(doc: Annotated, language: Language, people: dict[str, list[Mention]]) -> None:
    """“Presiden” and "the minister" are the person named with that office; "jenderal itu" is whoever was named last."""
    pointing = language.sets["demonstratives"] & language.sets["pointing"]  # not "partai lain"
    last: Mention | None = None
    titled = [m for mentions in people.values() for m in mentions if _office(m)]
    for m in doc.mentions:
        if m.kind == "person" and m.named:
            last = m
            continue
        one = m.kind == "person" and bool(m.title) or m.kind == "group" and m.sector in ONE_OF
        if not one or m.plural or m.alias == "apposition" or m.pronoun:
            continue
        words = doc.raw[m.start : m.end].lower().split()
        if words[0] in language.sets["indefinite"] or any(w.startswith("se-") for w in words):  # "gubernur se-Indonesia": all of them
            continue
        holder = _holder(m, titled, language.home if language.code == "id" else None) if m.kind == "person" and not m.former else None
        if holder is None and words[-1] in pointing and last is not None and last.sentence >= m.sentence - 6:
            whose = m.country or (m.of.country if m.of is not None else None)
            said = _last_speaker(doc, m.sentence) or last
            holder = said if whose in (None, said.country) or said.country is None else None
        if holder is not None:
            if m.kind != "person" or m.of is not None or m.owner is not None:
                _learnt(people.get(holder.name or "", []), m)
            m.name, m.named, m.gazetteer, m.source = holder.name, True, holder.gazetteer, "the holder of the office"
            m.country, m.sector, m.kind = holder.country, holder.sector, "person"


def _last_speaker(doc: Annotated, at: int) -> Mention | None:
    """The named person who was heard last before sentence ``at``."""
    for s in reversed(doc.sentences[max(0, at - 4) : at]):
        m = s.speaker
        if m is not None and m.kind == "person" and m.named:
            return m
    return None


def _learnt(mentions: list[Mention], described: Mention) -> None:
    """Somebody of whom only the name was said is what the description says: "kata Budi ... Politikus Partai X itu menambahkan"."""
    for o in mentions:
        if o.title or o.gazetteer is not None or o.of is not None or o.owner is not None or o.sector not in (None, "-", "of"):
            return
    for o in mentions:
        o.sector, o.of, o.country = described.sector, described.of or described.owner, o.country or described.country


ONE_OF = frozenset(("PTY", "NGO", "EDU"))  # "politikus Partai X itu", "the activist": nouns of one person


def _office(m: Mention) -> str:
    """The office told with a name, else the one by which it was coded: "Paus Fransiskus", "Trump"."""
    return m.title or (m.source.removeprefix(OFFICE) if m.source.startswith(OFFICE) else "")


HEAD_OF_STATE = "head of state"
HEADS_OF_STATE = frozenset(("president", "king", "queen", "emperor", "sultan", "emir"))
"""Offices of those who are their state's head: "Kepala Negara" is the president of whom the report tells."""


def _in_office(m: Mention, title: str | None) -> bool:
    """Whether ``title`` is the office told with a name, or one of the gazetteer of the sector that he has now: "pemimpin gereja X"."""
    office = _office(m)
    if title == office or title == HEAD_OF_STATE and office in HEADS_OF_STATE:
        return True
    for role in m.gazetteer.get("r", ()) if m.gazetteer is not None else ():
        if role.get("title", "") == title and role.get("sector") == m.sector:
            return True
    return False


def _holder(m: Mention, titled: list[Mention], home: str | None = None) -> Mention | None:
    """The person named with the office of ``m``: the nearest before it, else the first after it; two holders are none."""
    country = m.country or (m.of.country if m.of is not None else None)
    near = [t for t in titled if not t.former and (country is None or t.country is None or t.country == country)]
    fit = [t for t in near if _in_office(t, m.title)]
    fit = [t for t in fit if m.of is None or t.of is None or m.of.name in (None, t.of.name)]
    if home is not None:  # "Presiden bertemu Xi Jinping": who is named behind him in one breath, and is of abroad, is another
        fit = [t for t in fit if t.start < m.start or t.sentence != m.sentence or t.country in (None, home)]
    if len({t.name for t in fit}) != 1:
        return None
    return next((t for t in reversed(fit) if t.start < m.start), fit[0])
