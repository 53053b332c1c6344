"""Within a document: what pronouns and descriptions stand for, and the country and sector of everybody."""

from __future__ import annotations

from collections import Counter
from datetime import date

from ikrar.lexicon import Language
from ikrar.link import about, abroad_letters, in_short, lands, named_behind, openers, opposite, persons, seconds, several, union_seats
from ikrar.link.descriptions import described, investigators, pair
from ikrar.link.ground import ground, leads, of_parties, stationed
from ikrar.link.homes import Homes
from ikrar.link.likely import Likely
from ikrar.link.pronouns import referents, that_state
from ikrar.link.sectors import CODED, branches, default_sector, insurgents, mostly, opposition, own_codes, society_of, told_by
from ikrar.link.whose import context_country
from ikrar.model.annotation import ACTORS, GENERIC, Annotated, Mention, Sentence, Unit

PLACED = frozenset(("facility", "place", "name"))


SIDED = frozenset(("PTY", "OPP", "REL", "LAB", "NGO"))
"""Sectors of bodies whose notables stand for them."""


def _said_where(m: Mention, doc: Annotated) -> str | None:
    """“In Manila the Senate voted ...", "Di Manila, Senat ...": the country of the capital with which the sentence of a body opens."""
    units = doc.sentences[m.sentence].units
    seat = units[1].m if len(units) > 2 and units[0].kind == "P" else None
    return seat.country if seat is not None and seat.capital and any(u.m is m for u in units[2:5]) else None


def resolve(doc: Annotated, language: Language, home: str | None, on: date | None, begin: int = 0) -> None:
    """Settles ``country``, ``sector`` and ``refers`` of every mention.

    ``home`` is the country of the dateline or outlet, used last; ``on`` the publication day, by which dated roles are chosen;
    ``begin`` is where the report begins behind its dateline, which is where it was written, not what it is about.
    """
    union_seats.settle(doc, begin)
    persons.settle(doc, language, on)
    named_behind.settle(doc, language)
    in_short.settle(doc)
    abroad_letters.settle(doc, language)
    parts = ((m, m.of, m.owner) if m.of is not None or m.owner is not None else (m,) for m in doc.mentions)
    generic = [one for of_one in parts for one in of_one if one is not None and one.source == GENERIC]
    generic += [one for m in doc.mentions for one in m.members if m.kind == "instrument" and one.source == GENERIC]  # "putusan Mahkamah X"
    for m in generic:  # "Peru's Congress": whose it is, is said
        if m.owner is not None and m.owner.country and m.owner.kind in ("state", "place"):
            m.country, m.gazetteer, m.source = m.owner.country, None, "whose it is, is said"
    generic = [m for m in generic if m.source == GENERIC]
    usual = {id(m): m.country for m in generic}
    for m in generic:
        m.country = None
    for m in doc.mentions:
        _all_codes(m)
    doc.party = about.across_from_rebels(doc)
    subject = about.told_from_elsewhere(doc, home, begin, language.home, language.sets["at_place"])
    main = doc.country = about.main_country(doc, home, begin, bool(generic), subject, language)
    here = about.here(doc, ground(doc, home, language.sets), main, home, subject, language.sets)
    doc.seat = home if home != main and subject == main else None
    namings: dict[str | None, int] = {}
    for m in doc.mentions:
        if m.of is not None and usual.get(id(m.of)) == m.country or m.owner is not None and usual.get(id(m.owner)) == m.country:
            continue
        if m.sector != "JRN":
            namings[m.country] = namings.get(m.country, 0) + 1
    named = set(namings) if language.code == "en" else set()  # English is read of everywhere
    passing = frozenset(c for c, n in namings.items() if c and n == 1 and c != here and len(namings) > 2)
    for m in generic:
        if (there := _said_where(m, doc)) is not None:
            m.country = there
            continue
        known = named if language.code == "id" or main is None or main != home else set()  # written where it is about: its own Congress
        m.country = usual[id(m)] if main is None or usual[id(m)] in known | {main} else None
    for m in doc.mentions if generic else ():  # "sejumlah tokoh Partai Demokrat": they are of where their party is
        if (
            m.source != GENERIC
            and not m.named
            and (body := m.of or m.owner) is not None
            and body.source == GENERIC
            and body.country is None
        ):
            m.country = None if m.country == usual[id(body)] else m.country
    if generic:
        for m in doc.mentions:
            _all_codes(m)
    insurgents(doc, language)
    if language.code == "en":
        branches(doc, language)
    leads(doc, language.sets)
    of_parties(doc)
    opposite.settle(doc, language)
    persons.share(doc)
    with about.written_elsewhere(doc, begin, main):
        _settle(doc, language, main, here, Likely(doc, main, here, home, language, passing))
    for m in generic:
        if m.country != usual[id(m)]:
            _foreign(m, doc.raw)
    opposition(doc, language.sets["of_opposition"])
    stationed(doc, here, language)


def _settle(doc: Annotated, language: Language, main: str | None, here: str | None, likely: Likely) -> None:
    """Whose everybody is, and whom each pronoun and description stands for, in the order of the text."""
    seen: list[Mention] = []
    states, homes = language.states, Homes()
    neighbours, body, at, many = (language.sets[name] for name in ("neighbours", "parts_of_body", "at_place", "many_lands"))
    commanding, counterparts, theirs = (language.sets[name] for name in ("commanding", "counterparts", "of_a_body"))
    for s in doc.sentences:
        for m in s.mentions if language.code == "en" else ():  # Indonesian reports are of home, if nobody says otherwise
            homes.give(m)
        owning = not theirs.isdisjoint(s.words)
        if language.code == "en" and not language.sets["most_or_all"].isdisjoint(s.words):
            mostly(s, language)
        for i, m in s.placed:
            if m.kind == "state" and m.named and m.name and m.country and m.of is m.owner is None and m.sector not in (None, "of", "-"):
                seen.append(m)
                continue  # most
            if m.head in body and m.of is None and not m.named and i and s.units[i - 1].low in at:
                m.kind, m.country, m.sector = "thing", None, None  # "ditembak di kepala"
                continue
            if not neighbours.isdisjoint(s.words):
                lands.neighbour(m, doc.raw, language)
            if m.country == "INT" and m.head.split()[0] in many and (listed := several.states(m, s, i, doc, language)):
                m.kind, m.pronoun, m.refers, m.country, m.sector = "pronoun", "they", listed, None, None
            if m.country == "INT":
                lands.point_back(m, s, i, doc.raw, language)
            if m.kind == "pronoun":
                if m.pronoun == "that" and m.sector in seconds.FIGHTING and m.title and m.refers and m.country is None:
                    m.country = context_country(m.refers[0], s, i, seen, main, here, language, doc, likely)
                    for who in m.refers:  # "two commanders of the X militia ... The dead were A and B"
                        who.country = who.country or (m.country if who.kind == "person" and who.gazetteer is None else None)
                        seen.append(who)
                m.refers = _flat(m.refers or referents(m, s, i, seen, doc, language, here))
                continue
            if m.kind == "name" and m.sector is None and i and (noun := s.units[i - 1].m) is not None and told_by(noun, m, language):
                m.sector, m.country = noun.sector, m.country or noun.country
            if m.country is None and m.title == COUNTERPART and m.named:
                m.country = _other_side(m, doc, seen)  # "Menteri X dan mitranya, Y"
            if m.country is None and m.kind in ACTORS and (shared := _shared_owner(m, s, i)) is not None:
                m.country = shared
            if m.owner is not None and m.owner.pronoun == "both":
                m.owner.refers = _flat(referents(m.owner, s, i, seen, doc, language, here))
                _one_each(m)
            if m.owner is not None and m.owner.pronoun == "state" and m.country is None:
                m.country = m.owner.country = that_state(s, i, seen)
            if not m.named:
                back = described(m, doc, seen, language)
                if back is not None or (two := pair(m, doc, language)):
                    m.kind, m.pronoun, m.refers = "pronoun", "that", [back] if back is not None else two
                    continue
            if m.of is not None or m.owner is not None:
                _of_described(m, doc, seen, language)
            if not m.named:
                investigators(m, doc, seen, language)
                lands.allied(m, seen)
            if m.country is None and not m.named:
                if m.kind == "state" and m.plural:
                    m.kind, m.country = "group", "INT"  # "sejumlah negara": of no one state
                elif m.kind in ACTORS or m.kind == "equipment":
                    _from_many(m, s, i, language.sets)
            if m.country is None and language.code == "en" and m.head in language.sets["from_abroad"] and m.owner is None:
                land = s.units[i + 2].m if i + 2 < len(s.units) and s.units[i + 1].low == "from" else None
                m.country = (land.country if land is not None else None) or "INT"  # least of all of the country where they are
            if openers.at_home(m, s, i, seen, language):
                m.country, m.guessed = language.home, True
            if m.country is None and (m.kind in ACTORS or m.kind in PLACED):
                m.country, m.guessed = context_country(m, s, i, seen, main, here, language, doc, likely), True
                if m.country is None and main is None and language.code == "en":  # only a newspaper is told of, and its state
                    m.country = next((o.country for o in s.mentions if o is not m and o.country not in (None, "INT")), None)
            if m.named and (m.kind == "person" or m.kind == "name"):
                seconds.beside(m, s, i, seen, doc.raw, language.sets["seconds"])
            if language.code == "en":
                homes.keep(m)
            for inner in (m.of, m.owner) if m.of is not None or m.owner is not None else ():  # "the mission of its forces"
                if inner is not None and inner.country is None and (inner is m.of or not inner.named):
                    inner.country = m.country
                while inner is not None and language.code == "id" and inner.kind == "organization":  # "Fraksi X" of "Komisi Y"
                    inner.country = inner.country or m.country
                    inner = inner.owner
            if owning and not m.named and doc.raw[m.start : m.end].lower().partition(" ")[0] in theirs:
                _of_own(m, s, i, seen, language.sets)
            if m.sector in (None, "-", "of") and m.kind in ("group", "organization", "person") and _own_people(m, doc.raw):
                m.sector = _body_of(s, i)
            if m.title == COUNTERPART or m.head in counterparts:  # whose office is that of the one before
                m.sector = next((o.sector for o in reversed(seen) if o.sector and o.kind in ("person", "organization")), None)
            if m.kind == "group" and m.sector == "SOC" and m.owner is not None and m.owner.sector in SIDED:
                m.sector = m.owner.sector  # "sejumlah tokoh Partai X": the party's
            if m.kind == "group" and m.sector in (None, "-") and m.head in language.sets["state_sides"] and _sent_by_state(m):
                m.sector = "GOV"  # "the US side"
            if m.kind == "group" and m.plural and m.head in language.sets["force_units"] and _sent_by_state(m):
                m.kind, m.sector = "organization", "MIL"  # "Syldavian units"
            if (m.kind in ACTORS or m.kind == "name") and m.sector in (None, "of", "-"):
                m.sector = society_of(m, seen, language) or default_sector(m, language)
                if m.of is not None and m.of.named and not m.plural and m.of.kind == "organization" and m.of.sector in (None, "of", "-"):
                    m.of.sector = m.sector
            for one in (m, m.of, m.owner) if m.of is not None or m.owner is not None else (m,):
                if one is None or one.kind != "person" or one.sector != "GOV" or one.title not in commanding:
                    continue  # most
                aide = one.owner is not None and one.owner.kind == "person"  # "the president's chief of staff"
                if one.gazetteer is None and not aide:
                    one.sector = "MIL"  # "Syldavian commander X": of no body named, of its army
            if m.kind == "state" and m.name is None and m.country:
                m.name = states.get(m.country)
            if m.kind in ACTORS or m.kind in ("place", "name"):
                seen.append(m)


def _sent_by_state(m: Mention) -> bool:
    return m.owner is not None and m.owner.kind == "state"


def _all_codes(m: Mention) -> None:
    if m.of is None and m.owner is None:
        if m.kind in CODED:
            own_codes(m)
        return  # most
    for one in (m, m.of, m.owner):
        if one is not None:
            own_codes(one)


def _foreign(m: Mention, raw: str) -> None:
    """“Kementerian Pertahanan” in a report about another state is that state's."""
    m.name, m.gazetteer, m.source = " ".join(raw[m.start : m.end].split()), None, ""


def _of_described(m: Mention, doc: Annotated, seen: list[Mention], language: Language) -> None:
    """“the organisation's director": the office, or the part, of the body named before."""
    for body in (m.of, m.owner):
        back = described(body, doc, seen, language, m.end) if body is not None and not body.named else None
        if body is None or back is None:
            continue
        body.country, body.sector = back.country, back.sector
        if m.country is None:
            m.country = back.country
        if m.kind == "person" and m.sector in (None, "of", "-"):
            m.sector = back.sector


BODIES = frozenset(("state", "organization", "armed-group", "group"))


def _of_own(m: Mention, s: Sentence, i: int, seen: list[Mention], sets: dict[str, frozenset[str]]) -> None:
    """“the party said that its leader ...", "the group and their fighters": of the body named before."""
    acting = [u for j, u in enumerate(s.units[:i]) if not (j and s.units[j - 1].low in sets["beside_doer"])]
    before = [u.m for u in acting if u.m is not None and (u.m.kind in BODIES or u.m.capital) and not u.m.adjective]
    trails = m is s.speaker and i > 1 and s.units[i - 1].kind in ",Q"  # "X would do it if Y did, its minister said": X's
    body = next((o for o in (before if trails else reversed(before)) if o.country), None)
    body = body or next((o for o in reversed(seen) if o.kind in BODIES), None)
    if body is None or m.kind not in ("person", "group", "armed-group", "organization"):
        return
    helped = m.head in sets["armies"] or i > 0 and s.units[i - 1].low in sets["helping"]
    if helped and body.kind == "organization" and body.sector == "MIL":  # "troops sent to Georgia to help its army", "to help its soldiers"
        land = (u.m for u in reversed(s.units[:i]) if u.m is not None and u.m.kind in ("state", "place") and not u.m.adjective)
        body = next((o for o in land if o.country not in (None, "INT")), body)
    if m.plural and m.kind == "person" and len(acting) > 2 and (pair := _pair_before(acting)):
        m.members = [_of_state(m, state) for state in pair]  # "A and B agreed after their foreign ministers spoke"
    if m.country is None or m.guessed:
        m.country = body.country
    if m.kind == "person" and body.sector in ("PTY", "OPP", "REB", "PRM", "NGO", "LAB", "BUS", "IGO"):
        m.sector = body.sector


def _pair_before(units: list[Unit]) -> list[Mention]:
    """Two states named side by side before, by their names."""
    for a, sign, b in zip(units, units[1:], units[2:], strict=False):
        if sign.kind == "C" and a.m is not None and b.m is not None and a.m.kind == b.m.kind == "state" and a.m.named and b.m.named:
            return [a.m, b.m]
    return []


def _body_of(s: Sentence, i: int) -> str | None:
    """“Ketua X menegaskan lembaganya akan ...": the sector of the one before, whose body it is."""
    before = (u.m for u in reversed(s.units[:i]) if u.m is not None and u.m.kind in ("person", "organization", "group"))
    whose = next(before, None)
    return whose.sector if whose is not None and whose.sector not in ("-", "of", "CVL") else None


def _own_people(m: Mention, raw: str) -> bool:
    """“Polri akan menindak anggotanya”, "its members": whether ``m`` is told of as those of the one before."""
    if m.kind == "person":
        return not m.named and m.of is m.owner is None and raw[m.start : m.end].lower().endswith(f"{m.head}nya")
    return m.pronoun == "possessive"


def _flat(members: list[Mention], depth: int = 0) -> list[Mention]:
    """Pronouns among ``members`` replaced by what they stand for; one that stands for nothing known is left out."""
    out: list[Mention] = []
    for m in members:
        found = [m] if m.kind != "pronoun" else _flat(m.refers, depth + 1) if depth < 4 else []
        out += [x for x in found if x not in out]
    return out


def _shared_owner(m: Mention, s: Sentence, i: int) -> str | None:
    """“presiden dan perdana menteri Kenya”, "drone dan pesawat AS": what is joined shares the owner named last."""
    for _ in range(4):
        if i + 2 >= len(s.units) or s.units[i + 1].kind not in "C," or (last := s.units[i + 2].m) is None:
            return None
        if last.kind not in ACTORS or last.kind == "state" or last.named:
            return None
        if last.owner is not None or last.of is not None:
            return last.country if s.units[i + 1].kind == "C" else None
        i += 2
    return None


COUNTERPART = "counterpart"
SPOKEN_OF = 2  # namings that make a state one of the two that talk


def _other_side(m: Mention, doc: Annotated, seen: list[Mention]) -> str | None:
    """The state whose minister is the counterpart of the one told of before: the other one that the report is about."""
    first = next((o for o in reversed(seen) if o.kind == "person" and o.named and o.title and o.country), None)
    if first is None or first.sector != "GOV" or first.sentence < m.sentence - 1:
        return None
    others = Counter(o.country for o in doc.mentions if o.kind == "state" and o.country not in (None, "INT", first.country))
    country, times = next(iter(others.most_common(1)), (None, 0))
    return country if times >= SPOKEN_OF else None


def _from_many(m: Mention, s: Sentence, i: int, sets: dict[str, frozenset[str]]) -> None:
    """“ministers from Kenya, Peru and Chad", "pasukan dari Kenya dan Peru": of each of the countries named."""
    units, j = s.units, i + 1
    if j + 3 < len(units) and m.head in sets["negotiators"] and units[j].kind == "P" and units[j + 2].kind == "C":
        one, other = units[j + 1].m, units[j + 3].m
        if one is not None and other is not None and one.kind in BODIES and other.kind in BODIES and not one.adjective:
            m.members, m.country = [one, other], one.country  # "negotiators for the government and the rebels"
            return
    if j + 2 < len(units) and units[j].kind == "(" and units[j + 2].kind == ")":
        j += 3  # "warga negara asing (WNA) asal Nigeria"
    if j >= len(units) or units[j].low not in sets["from_place"]:
        return
    states: list[Mention] = []
    while j + 1 < len(units) and (units[j].kind in "C," or not states):
        j += 1 + (units[j].kind == "," and units[j + 1].kind == "C")
        one = units[j].m if j < len(units) else None
        if one is not None and one.kind == "organization" and one.country and not one.adjective and not states:
            m.country = one.country  # "ministers from the Arab League"
            if one.sector == "IGO" and m.sector == "COP":
                m.sector = "IGO"  # "inspectors from the UN agency"
            return
        governing = one is not None and one.capital and m.plural and m.sector in (None, "of", "GOV")  # "envoys from Paris and Rome"
        if one is None or not (one.kind == "state" or governing) or one.adjective or not one.country:
            break
        states.append(one)
        j += 1
    if not states:
        return
    m.country = states[0].country
    if len(states) > 1:
        named = m.sector in (None, "of", "GOV") and all(state.kind == "state" for state in states)
        m.members = states if named else [_of_state(m, state) for state in states]


def _one_each(m: Mention) -> None:
    """“the two countries' ministers", "the two parliaments": one of each side."""
    sides = [r for r in m.owner.refers if r.country] if m.owner is not None else []
    if len(sides) == 2:
        m.country = sides[0].country
        m.members = sides if m.sector in (None, "of", "GOV") else [_of_state(m, side) for side in sides]


def _of_state(m: Mention, state: Mention) -> Mention:
    """Those of ``m`` that belong to ``state``."""
    one = Mention(m.kind, m.start, m.end, m.head)
    one.country, one.sector, one.sentence, one.owner = state.country, m.sector, m.sentence, state
    return one
