"""Who and what belongs in the record beside those who act: the named people, bodies and places that matter to what is told.

Where a report tells of no event, commitment, text or process, nobody in it matters to one.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from ikrar.lexicon import Language
from ikrar.link import states_told
from ikrar.link.entities import ARMED, Registry
from ikrar.link.happenings import Happening
from ikrar.link.locative import locative
from ikrar.link.states_told import LISTED, SPOKEN_OF
from ikrar.model import Span
from ikrar.model.annotation import ACTORS, DECLARED, NAMED_MEDIA, NO_STATE, RANKED, Annotated, Mention, Sentence, Unit

PASSED = "resolution"
LONGEST_OPENER = 24  # characters
LEAD = 1  # the last sentence of a lead, in which a body named but once is what the report is about
CITY_AND_COMMA = 3  # units: "Di", the city, ","
LATE = 12  # sentences into an Indonesian report behind which those whose country nobody tells, away from all acts, are mentioned in passing
KNOWN_BY = frozenset(("person", "organization"))
FIGHTING = frozenset(("PRM", "REB"))
BACKGROUND = frozenset(("LEG", "JUD", "REL", "MIL"))
"""Bodies that reports name in passing: parliaments, courts, churches, armies."""
OF_STATES = frozenset(("MIL", "LEG", "SPY"))
"""Sectors of which a state has few bodies, known by what they are: "the army", "parliament"."""
OF_ONE_CASE = frozenset(("COP", "NGO"))
"""Bodies by a name of their own that reports name for their part in it: "Polres X", an association."""
HOUSED = frozenset("GOV BUS EDU REL NGO".split())
"""Bodies that behind "di" or "ke" are places: ministries, firms, schools. A court or a parliament sits there."""
SPOKEN = frozenset("AGREE SUPPORT CONCEDE REQUEST REJECT ACCUSE COOPERATE THREATEN".split())
"""Types of acts that are words, and need no place as a meeting does."""
BODIES = frozenset(("organization", "armed-group", "group"))
UNNAMED = frozenset(("facility", "state"))  # who may stand in a record by whose they are
SITES = frozenset(("place", "facility"))


def standing(
    registry: Registry,
    doc: Annotated,
    language: Language,
    opening: Span,
    happenings: list[Happening],
    promised: list[Span],
    guarded: list[Span],
) -> None:
    """Takes into the record who stands in it by name or as a source.

    ``opening`` is the dateline, ``promised`` the words of forces that are to leave, ``guarded`` those of what is to be protected.
    """
    for m in doc.mentions if promised else ():
        if m.kind == "organization" and m.sector in ARMED and m.country not in (None, "UNK") and registry.key(m)[0] == m.kind:
            if any(s <= m.start < e for s, e in promised):
                if not (m.guessed and doc.sentences[m.sentence].title):  # whose they are a headline leaves open
                    registry.id(m)  # the troops that are to leave
    acting_already = set(registry.of)
    told = {d.sentence.index for h in happenings for d in h.tellings}
    doers = _doers(doc, language)
    if promised:
        _fought(registry, doc, language)
    if registry.leaving:
        _able(registry, doc, language)
    told |= {m.sentence for m in doc.mentions if m.sector == "UAF" and id(m) in doers}
    _sites(registry, happenings)
    _places(registry, doc, language, happenings, opening)
    states_told.listed(registry, doc, language)
    _listed_people(registry, doc, language, told)
    passing = _passing(registry, doc, told)
    where = {id(m) for s in doc.sentences for i, m in s.placed if m.sector in HOUSED and m.kind == "organization" and locative(s, i)}
    late = LATE if language.code == "id" else 0
    times: dict[str | None, int] = {}
    spoken_of = states_told.spoken_of(doc, language, told)
    for m in doc.mentions:
        if m.kind == "state" and m.of is None:
            if m.country in spoken_of and m.alias != "apposition" and not opening[0] <= m.start < opening[1]:
                registry.id(m)
            continue  # most
        told_of = m.named or m.of is not None or m.owner is not None or m.kind in UNNAMED
        if not (told_of or id(m) in doers or registry.leaving):
            continue  # "warga", "pihaknya"
        body = m.of or (m.owner if m.kind in ("person", "armed-group") else None)
        whole = body.owner if body is not None else None
        side = m.owner if m.of is not None and m.kind == "person" else None  # "Ketua Komisi III X ... politikus Partai Y itu"
        for one in (m, body, whole, side) if body is not None else (m,):
            if one is None or (one is m and m.alias == "apposition") or opening[0] <= one.start < opening[1]:
                continue
            if one is not m and (_in_rank(one, m, doc.raw) or _inner(one, language)):
                continue  # "Letjen TNI X": a word of his rank; "Menteri Koordinator Bidang X": a desk
            if one is m and registry.leaving and _with_text(m, doc):
                registry.id(m)
            if one.sector in BACKGROUND and one.sentence > LEAD and registry.key(one) in passing and not _unit(one, m):
                continue
            passed = late and one.sentence >= late and one.guessed and one.kind in KNOWN_BY
            if passed and one.sector not in FIGHTING and told.isdisjoint(_around(one)):
                continue
            if one is m and id(m) in where:
                continue  # "ujar X di Kementerian Y", "beredar di Facebook": where, not who
            known = one.named and (one.kind == "person" and one.gazetteer is not None or one.kind == "organization" and one.sector == "BUS")
            if known and one is not whole and one is not side and _often(one, times, told):
                registry.id(one)
            about = one is m and m.kind == "state" and m.country in spoken_of
            if one is m and id(m) in doers and m.sector not in (None, "of", "-", "JRN"):
                registry.id(one)
            if one.kind == "facility" and any(s <= one.start < e for s, e in guarded):
                continue  # "the convoys and the embassy": what is kept safe is nobody beside those who keep it
            if about or _stands(one, doc, language, told) or (one is not m and (_unit(one, m) or _party(one, m))):
                registry.id(one)
        if m.owner is not None and m.sector == m.owner.sector == "JRN" and m.owner.named and source(m, doc, language):
            registry.id(m.owner)  # "kantor berita X": the agency
    _without_wholes(registry, doc, acting_already)


def _around(m: Mention) -> tuple[int, int, int]:
    """The sentence of ``m`` and its neighbours."""
    return m.sentence - 1, m.sentence, m.sentence + 1


def _often(m: Mention, times: dict[str | None, int], told: set[int]) -> bool:
    """Whether somebody well known has been named so often by now, or a firm beside what happens, as to be a part of it."""
    times[m.name] = times.get(m.name, 0) + 1
    if m.kind == "person":
        return times[m.name] >= SPOKEN_OF
    return times[m.name] > 1 and not told.isdisjoint((m.sentence - 1, m.sentence + 1))


OF_PARTS = frozenset(("LEG", "JUD", "EDU", "COP"))
"""Sectors whose bodies are told of by their parts: committees, boards, faculties, special forces."""


def _without_wholes(registry: Registry, doc: Annotated, acting: set[str]) -> None:
    """“Komisi III DPR", "Densus 88 Polri": where the part is told of, the whole that does nothing itself only says whose part it is."""
    bodies = {id_: [m for m in ms if m.kind == "organization" and m.sector in OF_PARTS] for id_, ms in registry.of.items()}
    bodies = {id_: ms for id_, ms in bodies.items() if ms}
    texts = {id_: {f" {t} " for m in ms for t in (doc.raw[m.start : m.end], m.name) if t} for id_, ms in bodies.items()}
    for id_, ms in bodies.items() if len(bodies) > 1 else ():
        if id_ in acting or ms[0].sector == "COP" and len(registry.key(ms[0])) < OF_A_STATE:
            continue  # the police of a place are told of for themselves
        parts = (other for other in bodies if other != id_ and (ms[0].sector != "COP" or other in acting))
        if any(a in b and a != b for other in parts for b in texts[other] for a in texts[id_]):
            registry.forget(id_)


OF_A_STATE = 3
"""Parts of the key of the one force of a state."""


def _able(registry: Registry, doc: Annotated, language: Language) -> None:
    """In a report of forces that leave: armies by name, and the police that have "grown able"."""
    words = frozenset((*language.raw["modes"]["capacity"], *language.sets["growing"]))
    for s in doc.sentences:
        able = not words.isdisjoint(t.low.removesuffix("nya") for t in s.tokens)
        for m in s.mentions:
            if m.kind != "organization" or m.sector not in ARMED or m.country in NO_STATE:
                continue
            army = m.sector == "MIL" and not s.title and (m.named or (m.owner is not None and m.owner.kind == "state"))
            if (able or army) and registry.key(m)[0] == m.kind:
                registry.id(m)


def _fought(registry: Registry, doc: Annotated, language: Language) -> None:
    """“melawan geng bersenjata", "against Islamist insurgents": whom forces are there to fight, where they go by no name."""
    fights = language.either("fought", "against", "fighting_against")
    if any(m.kind == "armed-group" and m.named and m.sector == "REB" for m in doc.mentions):
        return
    for s in doc.sentences:
        for before, u in itertools.pairwise(s.units):
            m = u.m
            if m is None or m.named or m.pronoun or before.low not in fights or m.sector not in ("REB", "CRM"):
                continue
            if m.kind in ("armed-group", "group") and m.end - m.start > len(m.head) + 1:
                registry.id(m)


def _listed_people(registry: Registry, doc: Annotated, language: Language, told: set[int]) -> None:
    """“nama terlapor, yakni Ana Kerling, Budi Contoh, dan Rudi Hartono": people told for themselves, where something happens."""
    openers = language.either("namely", "exemplifies")
    for s in doc.sentences:
        if not {s.index - 1, s.index, s.index + 1} & told or openers.isdisjoint(s.words):
            continue
        run: list[Mention] = []
        for u in (*s.units, None):
            if u is not None and u.m is not None and u.m.kind == "person" and u.m.named and (u.m.title or len(u.m.words) > 1):
                run.append(u.m)
            elif u is None or u.kind not in ",C":
                for m in run if len(run) >= LISTED else ():
                    registry.id(m)
                run = []


def _doers(doc: Annotated, language: Language) -> set[int]:
    """The bodies that a verb follows: they do something, if nothing that a frame tells of."""
    out = set()
    for s in doc.sentences:
        for i, m in s.placed:
            if m.kind not in BODIES:
                continue  # most
            behind = bool(i) and s.units[i - 1].kind == "P"
            if m.sector == "UAF" and m.kind in ("armed-group", "group"):
                near = doc.sentences[max(0, s.index - 1) : s.index + 2]  # "Milisi tak dikenal berada di balik serangan itu"
                hit = any(o.kind == "facility" and o.sector in ("MIL", "GOV") for x in near for o in x.mentions)
                if hit and (not behind or s.units[i - 1].low in language.sets["by"]):
                    out.add(id(m))  # "gunmen nobody has named then fired at the barracks"
                continue
            if m.kind != "organization" or behind or not (m.named or m.sector in OF_STATES or s.speaker is m):
                continue  # "perusahaan itu tumbuh": some firm
            j = i + 1
            while j < len(s.units) and s.units[j].kind in "ADN":
                j += 1
            if j < len(s.units) and s.units[j].kind == "V":
                out.add(id(m))
    return out


def _passing(registry: Registry, doc: Annotated, told: set[int]) -> set[tuple[str | None, ...]]:
    """The bodies that are named once only, away from all that is told: what somebody sits in, or compares with."""
    seen: dict[tuple[str | None, ...], list[int]] = {}  # the sentences in which each is named
    for m in doc.mentions:
        for one in (m, m.of, m.owner) if m.of is not None or m.owner is not None else (m,):
            if one is not None and one.kind == "organization":
                seen.setdefault(registry.key(one), []).append(one.sentence)
    return {key for key, at in seen.items() if len(at) == 1 and at[0] not in told}


def _stands(m: Mention, doc: Annotated, language: Language, told: set[int]) -> bool:
    """Whether a person, body or armed group is known well enough, and near enough to the story, to be part of it."""
    if m.kind == "facility":
        if m.named and (m.source == DECLARED or (m.sentence in told and _of_note(m, language))):
            return True
        if m.sector == "GOV" and m.owner is not None and m.owner.kind == "state" and not told.isdisjoint((m.sentence, m.sentence - 1)):
            return True  # an embassy: known by whose it is
    if not m.named:
        return False
    if m.kind == "person":
        body = m.of or m.owner
        if m.title or body is not None and body.named and body.kind == "organization" and m.sector not in (None, "CVL"):
            return True
        known = m.gazetteer or m.source not in ("shape", "")  # one who only is spoken of needs an office
        return bool(known) and any(v is m for v in doc.sentences[m.sentence].voices)
    if m.kind == "armed-group":
        return True
    if m.kind != "organization" or m.sector in (None, "of", "-"):
        return False
    if m.sector == "JRN":
        return source(m, doc, language)
    if m.sector == "PTY" and m.sentence not in told:
        return False
    if m.sector in OF_ONE_CASE:
        return True
    return (m.gazetteer is not None and m.sector != "BUS") or m.sentence in told  # a company is a part only where something happens


def _in_rank(body: Mention, officer: Mention, raw: str) -> bool:
    """Whether ``body`` is a word of the rank of ``officer``: "Letjen TNI X"."""
    return officer.source == RANKED and body is officer.of and body.gazetteer is not None and " " not in raw[body.start : body.end]


def _inner(body: Mention, language: Language) -> bool:
    """Whether ``body`` is a desk within another, and none by itself: "Bidang Kemaritiman"."""
    return body.gazetteer is None and body.kind == "organization" and body.head in language.sets["inner_desks"]


def _of_note(m: Mention, language: Language) -> bool:
    """Whether ``m`` is an airport, a port or a base: where it is named with an act, it is the scene."""
    head = m.head.rpartition(" ")[2]
    return not {head, m.head}.isdisjoint(language.either("military_sites", "landing_places"))


def _unit(body: Mention, person: Mention) -> bool:
    """Whether ``body`` is a unit or army of which a named person told with a title is or was."""
    if not (person.kind == "person" and person.named and person.title):
        return False
    if body.kind == "armed-group" and body.sector == "PRM" and body is person.of:
        return True  # "wakil kepala milisi bela diri Tuareg": known by its head
    if body.kind != "organization" or body.sector != "MIL":
        return False
    return body.named or (body.owner is not None and body.owner.kind == "state")


def _with_text(m: Mention, doc: Annotated) -> bool:
    """Whether ``m`` is a parliament told of in one sentence with a resolution."""
    house = m.kind == "organization" and m.sector == "LEG" and (m.named or m.owner is not None)
    return house and any(o.kind == "instrument" and o.title == PASSED for o in doc.sentences[m.sentence].mentions)


def _party(body: Mention, person: Mention) -> bool:
    """Whether ``body`` is the party for which a named person stands."""
    return body.sector == "PTY" and body.named and person.kind == "person" and person.named and person.sector in ("PTY", "LEG")


def source(m: Mention, doc: Annotated, language: Language) -> bool:
    """Whether a house of news is named as the source of what is told."""
    s = doc.sentences[m.sentence]
    around = doc.raw[m.start : m.end + 12].lower()
    if s.speaker is m or m.source == NAMED_MEDIA or around.startswith("kantor berita") or "news agency" in around:
        return True
    for i, u in enumerate(s.units):
        if u.m is m:
            j = i - 1
            while j > 0 and s.units[j].kind in "C," and s.units[j - 1].m is not None:  # "dilansir A dan B"
                j -= 2
            told = {x.low for x in s.units[max(0, j - 1) : j + 1]}
            return bool(told & language.either("according", "said", "told"))
    return False


def _sites(registry: Registry, happenings: list[Happening]) -> None:
    """Places and facilities that something is done to, beside those whose they are."""
    for h in happenings:
        for d in h.tellings:
            for g in d.fills.values():
                for m in g.members:
                    known = m.named or m.sector in ("GOV", "COP", "JUD", "IGO")  # an army's site stands for the army
                    if m.kind == "facility" and known or (m.kind == "place" and m.named and not m.capital):
                        registry.id(m)


def _places(registry: Registry, doc: Annotated, language: Language, happenings: list[Happening], opening: Span) -> None:
    """Named places where the sentence of an event says that something is, or happens; and those that the next one lists."""
    told = {d.sentence.index for h in happenings for d in h.tellings}
    done = {d.sentence.index for h in happenings if h.type not in SPOKEN for d in h.tellings}
    openers = tuple(language.sets["among"])
    rule = {m.country for m in doc.mentions if m.entity == "state" and m.capital}  # whose capital stands for the government
    housed = {m.sentence for m in doc.mentions if m.kind == "facility" and m.gazetteer is not None}
    for s in doc.sentences:
        if told.isdisjoint((s.index - 1, s.index, s.index + 1)) and s.index not in housed:
            continue
        if not any(m.named and m.kind in SITES for m in s.mentions):
            continue
        here = s.index in told
        listed = not here and s.index - 1 in told and doc.raw[s.start : s.start + LONGEST_OPENER].lower().startswith(openers)
        hit_too = (
            not here and s.index - 1 in told and any(m.kind == "facility" and m.sector == "GOV" and m.owner is not None for m in s.mentions)
        )
        beside = not here and bool({s.index - 1, s.index + 1} & told) and any(m.kind in ACTORS or m.pronoun for m in s.mentions)
        near = here or listed or hit_too or beside  # "Kedutaan X di kawasan Y juga menjadi sasaran": the sentence before
        for m in _located(s, doc, language) if near or s.index in housed else ():
            if s.index not in done and (stands_for_state(m, registry) or spoke_first(m, s)) or is_wide(m):
                continue
            if not near and (m.kind != "facility" or m.gazetteer is None):
                continue
            if beside and not (listed or hit_too) and (m.gazetteer is None or m.kind != "place" or m.country in rule):
                continue
            if not opening[0] <= m.start < opening[1]:
                registry.id(m)


def stands_for_state(m: Mention, registry: Registry) -> bool:
    """“a statement issued in Accra": in a report of forces that leave, the capital of a state of the story, where there is only talk."""
    return registry.leaving and m.capital and ("state", m.country) in registry.keys


def spoke_first(m: Mention, s: Sentence) -> bool:
    """“Di Accra, juru bicara presiden mengatakan ...", "In Accra, ...": whether ``m`` opens a sentence as the city where its speaker is."""
    if s.speaker is None or not m.capital or len(s.units) < CITY_AND_COMMA:
        return False
    return s.units[1].m is m and s.units[0].kind == "P" and s.units[2].kind == ","


def is_wide(m: Mention) -> bool:
    """Whether ``m`` is a part of the world in which many states lie: nothing that happens is found by it."""
    return bool((m.gazetteer or {}).get("wide"))


def _located(s: Sentence, doc: Annotated, language: Language) -> Iterator[Mention]:
    """Places behind a preposition, the finest of nested ones, with those listed after them; not where somebody only spoke."""
    open_list = False
    ends = s.speech is not None and doc.raw[s.start : s.speech[0]].rstrip()[-1:] in tuple(',"”')  # '"...," kata X saat ditemui di Y'
    for i, (before, u) in enumerate(itertools.pairwise(s.units), 2):
        m = u.m
        if m is None:
            open_list = open_list and u.kind in ",C"
            continue
        if before.kind == "P" or before.low in language.sets["nearby"]:
            spoken = s.speech is not None and s.speech[0] <= before.start and (ends or before.start <= s.speech[1] + 1)
            open_list = not language.sets["placed"].isdisjoint(before.low.split()[:1]) or before.low.split()[0] in language.sets["nearby"]
            open_list = open_list and not spoken
            outer = s.units[i - 3].m if i > 2 else None
            if _of_house(m, outer):
                open_list = False
            if outer is not None and outer.named and outer.kind in ("place", "facility"):
                open_list = False  # "di kawasan Makati di Manila": the first is the finer
        elif before.kind == ",":
            if not _listed(s.units, i):
                continue  # "Aden, Yaman": the first is the finer
        elif before.kind != "C":
            open_list = False
        if open_list and m.named and m.kind in SITES:
            yield m


def _of_house(m: Mention, house: Mention | None) -> bool:
    """Whether ``m`` is the capital that an embassy or a government is said to be in."""
    if house is None or not m.capital or (m.gazetteer or {}).get("seat"):
        return False
    return (house.kind == "state" and not house.named) or (house.kind == "facility" and house.sector == "GOV")


def seats(doc: Annotated) -> frozenset[int]:
    """“the French embassy in Bamako", "pemerintah di Tripoli": the capitals that only say where a house or a government is."""
    out = set()
    for s in doc.sentences:
        for i, m in s.placed:
            if m.kind == "place" and i > 1 and s.units[i - 1].kind == "P" and _of_house(m, s.units[i - 2].m):
                out.add(id(m))
    return frozenset(out)


def _listed(units: list[Unit], i: int) -> bool:
    """Whether the list that unit ``i`` goes on ends in an "and": "A, B, C dan D"."""
    while i + 1 < len(units) and units[i].kind == "," and units[i + 1].m is not None:
        i += 2
    if i < len(units) and units[i].kind == ",":
        i += 1
    return i + 1 < len(units) and units[i].kind == "C" and (last := units[i + 1].m) is not None and last.kind == "place"
