"""Where a report takes place, and whose the militias there are."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping

from ikrar.lexicon import Language
from ikrar.link.locative import locative
from ikrar.model.annotation import Annotated, Mention, Sentence, Unit

ABROAD = "forces from elsewhere"
"""The ``source`` of forces named by no state: nobody beside them is of theirs."""
LINK = 4  # units behind "yang" among which it is told whom a militia sides with


def ground(doc: Annotated, home: str | None, sets: Mapping[str, frozenset[str]]) -> str | None:
    """The country that the places of the report, its dateline among them, lie in most often."""
    count: Counter[str] = Counter()
    for s in doc.sentences:
        for i, m in s.placed:
            if not i or m.kind not in ("place", "state", "facility") or m.country in (None, "INT"):
                continue
            before = s.units[i - 1]
            if before.kind != "P":
                continue
            if before.low.split()[0] in sets["about_place"] and not (m.kind == "facility" and m.owner is not None):
                count[m.country or ""] += 1
    if home in count:
        count[home or ""] += 1
    acting = {m.country for m in doc.mentions if m.kind in ("state", "organization")}
    count = Counter({c: n for c, n in count.items() if c in acting})  # talks in Geneva, with nobody Swiss in them, take place nowhere
    count = count or _hosts(doc, sets)
    return count.most_common(1)[0][0] if count else None


def _hosts(doc: Annotated, sets: Mapping[str, frozenset[str]]) -> Counter[str]:
    """The states whose the bases are that others use, whose parliament speaks, that forces are sent to or withdrawn from."""
    count: Counter[str] = Counter()
    for s in doc.sentences:
        for i, m in s.placed:
            if m.country in (None, "INT"):
                continue
            base = m.kind == "facility" and m.sector == "MIL" and m.owner is not None and m.owner.kind == "state"
            house = m.sector == "LEG" and (m.kind in ("organization", "group") or m.plural)
            sent = m.kind == "state" and m.named and i > 1 and s.units[i - 1].low in sets["to_or_from"] and s.units[i - 2].kind == "V"
            if base or house or sent:
                count[(base and _stands_in(s, i, sets["about_place"])) or m.country or ""] += 1
    return count


def _stands_in(s: Sentence, i: int, about: frozenset[str]) -> str | None:
    """“a Norwegian base in Kenya”: the state on whose land the base at unit ``i`` is told to stand."""
    u = s.units[i + 1 : i + 3]
    where = u[1].m if len(u) == 2 and u[0].low in about else None
    return where.country if where is not None and where.kind in ("state", "place") and where.country != "INT" else None


def host(doc: Annotated, sets: Mapping[str, frozenset[str]]) -> str | None:
    """The state on whose land others have forces; None where the report tells of none, or of several alike."""
    first = _hosts(doc, sets).most_common(2)
    return first[0][0] if first and (len(first) == 1 or first[0][1] > first[1][1]) else None


def of_militia(m: Mention) -> bool:
    """Whether ``m`` is a militia that does not fight its state, or somebody of one."""
    if m.kind == "person" and m.of is None and m.title and m.gazetteer is None:
        return m.sector == "PRM"  # "komandan milisi anti-X"
    body = m if m.kind == "armed-group" else m.of if m.kind == "person" else None
    return body is not None and body.kind == "armed-group" and body.sector == "PRM" and body.gazetteer is None


def of_rebels(m: Mention) -> bool:
    """Whether ``m`` is somebody of rebels whom no state is told of: "komandan pemberontak X", "a commander of the Y Front"."""
    if m.kind != "person" or m.gazetteer is not None or m.sector not in ("REB", None, "-", "of"):
        return False
    return m.of.kind == "armed-group" and m.of.gazetteer is None if m.of is not None else bool(m.title) and m.sector == "REB"


def militia_home(s: Sentence, i: int, doc: Annotated, sets: Mapping[str, frozenset[str]]) -> str | None:
    """The state of the militia at unit ``i``: whose side it takes, where it fights, where the sentence looks, whose land others are on."""
    return _sides_with(s, i, sets) or _acts_in(s, i, sets["inside"]) or _looks_aside(s.units, i, sets["inside"]) or host(doc, sets)


def _sides_with(s: Sentence, i: int, sets: Mapping[str, frozenset[str]]) -> str | None:
    """“milisi X yang bersekutu dengan pemerintah Yaman", "a militia allied with Libya's army": the state that it sides with.

    Another state that backs it ("a militia backed by Iran") says nothing of whose it is.
    """
    j = i + 1
    while j + 1 < len(s.units) and s.units[j].kind in ",(" and (after := s.units[j + 1].m) is not None and after.alias == "apposition":
        j += 2
    if j >= len(s.units) or s.units[j].kind not in "RV":
        return None
    clause = s.units[j : j + 1 + LINK]
    end = next((n for n, u in enumerate(clause) if u.m is not None or n and u.kind not in "VXPAD"), None)
    side = clause[end].m if end is not None else None
    words = {u.low for u in clause[:end]}
    if side is None or side.kind not in ("state", "organization") or side.guessed or sets["siding"].isdisjoint(words):
        return None
    backs = side.kind == "state" and side.named and not sets["backed"].isdisjoint(words)
    return None if backs or side.country == "INT" else side.country


def _acts_in(s: Sentence, i: int, inside: frozenset[str]) -> str | None:
    """“A militia backed by Iran attacked American troops in Syria": where those at ``i`` are told to have acted."""
    for j, spot in s.placed:
        where = spot.kind in ("state", "place") and not spot.adjective and spot.country not in (None, "INT")
        if where and j > i and s.units[j - 1].low in inside and locative(s, j):
            return spot.country
    return None


def _looks_aside(units: list[Unit], i: int, inside: frozenset[str]) -> str | None:
    """“In neighbouring Peru, a militia ...": the state with which the sentence of those at ``i`` opens."""
    land = next((u.m for u in units[1 : min(i, ASIDE)] if u.m is not None), None)
    if land is None or units[0].kind != "P" or land.kind != "state" or land.adjective or units[0].low not in inside:
        return None
    return land.country


ASIDE = 4  # units with which a sentence opens that looks at another state


def bound_by(s: Sentence, i: int) -> str | None:
    """“resolusi parlemen X yang memaksa pemerintah ...”: whose government a parliament's text told before unit ``i`` can bind."""
    text = next((u.m for u in reversed(s.units[:i]) if u.mention_kind == "instrument"), None)
    return next((x.country for x in text.members if x.sector == "LEG" and x.country), None) if text is not None else None


def elsewhere(m: Mention, doc: Annotated, here: str | None, language: Language) -> str | None:
    """“pasukan gabungan", "foreign troops" with nobody named: the coalition that the report names, and whose forces are abroad in it."""
    words = doc.raw[m.start : m.end].lower().split()
    foreign = not language.sets["abroad"].isdisjoint(words)
    joint = any(" ".join(pair) in language.sets.get("joint", frozenset()) for pair in itertools.pairwise(words))
    if not foreign and not joint:
        return None
    theirs = {id(p.of) for p in doc.mentions if p.kind == "person" and p.of is not None}  # "General X of the army of Y": not told of itself
    forces = [o for o in doc.mentions if o.sector == "MIL" and o.kind in ("organization", "equipment") and not o.guessed and o.country]
    forces = [o for o in forces if id(o) not in theirs]
    m.source = ABROAD
    if joint:
        return "INT" if any(o.country == "INT" for o in forces) else None
    abroad = Counter(o.country for o in forces if o.country not in ("INT", here))
    return abroad.most_common(1)[0][0] if abroad else None


def _leader(s: Sentence, i: int, sets: dict[str, frozenset[str]]) -> Mention | None:
    """“X memimpin koalisi yang ...", "X leads a coalition": the state that leads the forces at ``i``."""
    u = s.units
    if i > 1 and u[i - 1].kind == "V" and u[i - 1].low in sets["heading"] and u[i - 2].mention_kind == "state":
        return u[i - 2].m
    return None


def leads(doc: Annotated, sets: dict[str, frozenset[str]]) -> None:
    """“koalisi" after "koalisi pimpinan X" is led by X; "serdadu dari koalisi pimpinan X" are that coalition's."""
    led: Mention | None = None
    of = sets["from_place"] | sets["origin"]
    for s in doc.sentences:
        for i, m in s.placed:
            if m.kind != "organization" or m.sector != "MIL":
                continue
            after = s.units[i + 2].m if i + 2 < len(s.units) and s.units[i + 1].low in of else None
            if m.country is None and m.owner is None and after is not None and after.country == "INT" and after.sector == "MIL":
                m.country, m.owner = "INT", after.owner or after
            if m.country == "INT" and m.owner is None and m.gazetteer is None and (head := _leader(s, i, sets)) is not None:
                m.owner = head
            if m.country == "INT" and m.owner is not None and m.owner.country not in (None, "INT"):
                led = led or m
            elif m.country == "INT" and m.owner is None and led is not None and m.gazetteer is None:
                m.owner = led.owner


def of_parties(doc: Annotated) -> None:
    """“koalisi itu" in a report of parties and no soldiers: theirs, where forces of several states were read."""
    force = [m for m in doc.mentions if m.sector == "MIL"]
    bare = [m for m in force if m.kind == "organization" and m.country == "INT" and m.owner is None and m.gazetteer is None and not m.named]
    party = next((m for m in doc.mentions if m.sector == "PTY" and m.kind == "organization" and m.country != "INT"), None)
    if party is None or not bare or len(bare) != len(force):
        return
    for m in bare:
        m.sector, m.country = "PTY", party.country or doc.country


def stationed(doc: Annotated, here: str | None, language: Language) -> None:
    """“bases where the Peruvians live", "orang-orang Peru di sana": in a report of forces abroad, those of them who live in a base."""
    armed = [m for m in doc.mentions if m.sector == "MIL" and m.kind in ("organization", "equipment") and not m.guessed]
    forces = {m.country for m in armed} - {here, None, "INT"}
    if not forces:
        return
    people = [m for m in doc.mentions if m.kind == "group" and not m.named and m.country in forces and m.sector in (None, "-", "CVL")]
    for m in people if here is not None else ():
        capital = doc.raw[m.end - len(m.head) : m.end][:1].isupper()
        if m.guessed or not (m.head in language.sets["anybody"] or capital):
            continue
        s = doc.sentences[m.sentence]
        sites = any(o.kind == "facility" and o.head in language.sets["military_sites"] for o in s.mentions)
        if sites or any(u.low in language.sets["over_there"] for u in s.units):
            m.kind, m.sector = "organization", "MIL"


def only_where(other: Mention, doc: Annotated, language: Language) -> bool:
    """Whether ``other`` is a state or a place that only says where somebody is, goes or comes from."""
    if other.kind not in ("state", "place"):
        return False
    units = doc.sentences[other.sentence].units
    n = next((n for n, u in enumerate(units) if u.m is other), 0)
    return n > 0 and units[n - 1].low in language.sets["locative"]


PRIVATE = frozenset("EDU NGO REL LAB MED SOC AGR".split())


def at_home_too(m: Mention, main: str | None, language: Language) -> bool:
    """Whether ``m`` is a rector, a preacher or the like in a report from home: of home, whichever state was named last."""
    return language.code == "id" and main == language.home and m.kind == "person" and bool(m.title) and m.sector in PRIVATE


def another_trade(other: Mention, m: Mention, main: str | None, language: Language) -> bool:
    """“Unggahan di Facebook ... Komposer X": whether ``other`` is a firm in a report from home, of which nobody is but its own people."""
    at_home = language.code == "id" and main == language.home
    return at_home and other.kind == "organization" and other.sector in FIRMS and m.sector not in FIRMS and other.country != main


FIRMS = frozenset(("BUS", "JRN"))


def told_of_often(doc: Annotated, land: str, about: frozenset[str], once: int = 1) -> bool:
    """Whether more than ``once`` something is told to be in ``land``."""
    told = ((s, i) for s in doc.sentences for i, m in s.placed if i and m.country == land)
    return sum(s.units[i - 1].low.partition(" ")[0] in about for s, i in told) > once
