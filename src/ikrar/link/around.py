"""Who stands around an act in the text, in its own sentence or just before, that it may be done to."""

from __future__ import annotations

from ikrar.lexicon import Language
from ikrar.link.happenings import Happening
from ikrar.model.annotation import OF_STATE, Annotated, Mention, Unit

DOMESTIC = frozenset(("coerce.martial-law", "coerce.curfew"))
"""Acts that a state does to its own."""
ON_PLACES = frozenset("ASSAULT COERCE MOBILIZE".split())
ABROAD = frozenset(("MOBILIZE",))
"""Types whose recipient, where none is told, can only be abroad."""
SIDES = frozenset(("state", "organization", "armed-group", "person", "group"))
GIVEN_UP = frozenset("AID RETREAT MOBILIZE CONCEDE".split())
"""Types whose words may name what is sent or withdrawn, which is nobody to whom it is done."""
NEAR = 4  # units before a protest within which police from abroad may be the ones who meet it
BACK = 2  # sentences that are searched before the one of the act


def in_sentence(h: Happening, doc: Annotated, language: Language, abroad: bool = False) -> Mention | None:
    """The first other side that is named behind the trigger, within what depends on it; else the last one before it."""
    moves = language.sets["causative"]
    units = h.lead.sentence.units
    domestic = h.lead.pattern.frame["frame"] in DOMESTIC
    at = h.lead.unit
    said = h.lead.sentence.voices  # "..., X's army said": who tells of it is not the one it is done to
    behind: list[int] = []
    for n in range(at + 1, len(units)):
        u = units[n]
        if (
            doc.language == "en"
            and u.kind == "C"
            and units[n + 1 : n + 2]
            and units[n + 1].kind == "V"
            and h.type in ("CONCEDE", "ASSAULT")
        ):
            break  # "apologised for killings by police and released dissidents": another act
        if u.kind in ";." or (u.kind == "S" and h.type not in THROUGH) or (u.kind == "B" and doc.language == "id"):
            break  # behind "adalah", "menjadi" stands what somebody is
        if u.kind == "R" and units[n - 1].m is not None and units[n - 1].m in h.lead.members("actor"):
            break  # "serangan milisi X yang bersekutu dengan Y": what describes who acts
        if u.start >= h.lead.end:
            behind.append(n)
    same: Mention | None = None
    where: Mention | None = None
    # "massa aksi tolak pengesahan RUU yang ditangkap polisi": whom the relative clause describes stands before it
    described = h.lead.mark == "passive" and at > 0 and units[at - 1].kind == "R" and h.lead.pattern.kind == "verb"
    for n in (*behind, *range(at - 1, -1, -1)):
        u = units[n]
        if n > at and u.m is not None and units[n - 1].low in moves:
            continue  # "serangan itu memancing milisi untuk ...": whom it moved to act
        aside = units[h.lead.subject.last + 1 : n] if n < at and h.lead.subject is not None else []
        if aside and (aside[0].kind == "," or any(x.kind == "R" for x in aside)):
            continue  # in a relative clause of the subject, or another aside: "Peru, backed by Chile, condemned"
        if (n < at or h.type in ON_PLACES) and _behind_doer(h, units, n, language):
            continue  # "milisi yang didukung Peru melancarkan serangan", "a militia backed by Peru attacked": what describes the doer
        if h.type == "ACCUSE" and where is None and n > at and u.m is not None and u.m.kind == "state" and units[n - 1].low in ("in", "di"):
            where = u.m if other(u.m, h, False) else None  # "condemned the coup in Chad", "mengecam kudeta di Chad": those who rule there
        before = _introduced(units, n)
        if (
            u.m is not None
            and n > at + 1
            and units[n - 1].kind == ","
            and n + 1 < len(units)
            and units[n + 1].low in language.sets["speech"]
        ):
            continue  # "..., the website X reported"
        if h.type in GIVEN_UP and u.m is not None and not u.m.named and any(u.first <= k <= u.last for k in h.lead.used):
            continue  # "sent 50 doctors abroad": what is sent, not to whom
        if h.type == "THREATEN" and n > 2 and units[n - 1].low == "of" and units[n - 2].low in language.acts and doc.language == "en":
            continue  # "vowed to avenge the killing of X"
        if u.m is not None and before in language.sets["between"] and u.m.capital and u.m.kind == "place":
            side: Mention = u.m.as_state("its capital")  # "hailed the truce between Riyadh and Sanaa"
            if n > at and h.type in ("SUPPORT", "ACCUSE") and other(side, h, False):
                return side
        if n > at and not abroad and doc.language == "en" and _their_own(u, units[at + 1 : n], doc.raw, language.sets["theirs"]):
            continue
        if u.m is None or u.b or u.m in said or not _addressed(h, u.m, before, language):
            continue
        for m in readings(u.m):
            met = at - NEAR <= n < at and m.sector == "COP"  # "polisi Peru membubarkan demonstrasi mahasiswa Cile"
            protest = h.type == "PROTEST" and (n < at or before not in language.sets["aimed"]) and not met
            far = (protest or domestic) and not _home(m, h)
            if other(m, h, u.m.kind in ("place", "facility")) and not far:
                return m
            nearest = n > at or described and n > at - DESCRIBED
            if same is None and nearest and m.kind in SIDES and apart(m, h) and not _tells(m, h, doc) and not far:
                same = m
    return None if abroad or h.type in ABROAD else same or where


def joined(found: Mention, h: Happening) -> list[Mention]:
    """“aim missiles at Poland and Peru": the states that are named in one breath with the one ``found``."""
    units = h.lead.sentence.units
    i = next((n for n, u in enumerate(units) if u.m is found), len(units))
    listed: list[Mention] = []
    while found.kind == "state" and i + 2 < len(units) and units[i + 1].kind in "C,":
        m = units[i + 2].m
        if m is None or m.kind != "state" or m.adjective or not other(m, h, False):
            return []
        listed.append(m)
        if units[i + 1].kind == "C":
            return listed
        i += 2
    return []


def _behind_doer(h: Happening, units: list[Unit], n: int, language: Language) -> bool:
    """Whether the one at ``n`` does what a passive clause tells that only describes who acts: "yang dilatih (oleh) X", "backed by X"."""
    if language.code == "en":
        passive = n > 2 and units[n - 1].low == "by" and "part" in units[n - 2].forms
        return passive and units[n - 3].m is not None and units[n - 3].m in h.actors
    k = n - 1
    while k > 0 and units[k].kind in "XDPM" and units[k].kind != "V":
        k -= 1
    relative = k > 1 and units[k].kind == "V" and units[k].low.startswith("di") and units[k - 1].kind == "R"
    return relative and (n > h.lead.unit or units[k - 2].m is not None and units[k - 2].m in h.actors)


def _introduced(units: list[Unit], n: int) -> str:
    """The word before the mention at ``n``, or before the ones that it is listed with: "kekerasan terhadap perempuan dan anak"."""
    j = n - 1
    while j > 0 and units[j].kind in "C," and units[j - 1].m is not None:
        j -= 2
    return units[j].low if j >= 0 else ""


THROUGH = frozenset(("REQUEST", "REJECT", "THREATEN"))
"""Types whose content, and condition, is a clause of its own."""


def _addressed(h: Happening, m: Mention, before: str, language: Language) -> bool:
    """Whether the mention ``m``, with the word ``before`` it, could be the one to whom it is done."""
    sets, there = language.sets, language.either("at_place", "from_place")
    inside = m.kind == "state" and before in there or m.kind == "organization" and before in sets["at_place"] and not m.adjective
    if m.kind in ("place", "facility") or inside:
        return h.type in ON_PLACES
    if before in sets["taken_for"] or not _could_be(h, m, language):
        return False  # "menggambarkan Peru sebagai pihak jahat": what somebody is called
    if h.type == "THREATEN" and before in sets["aimed"] and m.kind == "group" and m.sector == "CVL" and _home(m, h):
        return False  # "akan membalas serangan terhadap warganya"
    if h.type == "MOBILIZE" and before in sets["beside_them"]:
        return False  # "meningkatkan kesiagaan bersama Peru": an ally
    if h.type == "ACCUSE" and before in sets["brought_before"]:
        return False  # "melaporkan dugaan suap ke kejaksaan": before whom it is brought
    if h.type in ("ACCUSE", "SUPPORT") and (before in sets["results"] or before in sets["befalls"]):
        return False  # "mengutuk serangan yang menewaskan 20 orang", "yang menimpa warga": not they
    if h.type == "REQUEST" and before in sets["setting_free"] and m.kind == "group" and _home(m, h):
        return False  # "mendesak pembebasan 17 warganya": not they are asked
    if h.type == "REQUEST" and (before == "against" or before == "of" and m.kind == "group"):
        return False  # "urged action against X", "demanded the release of its citizens": not they
    return not (h.type == "ACCUSE" and before in sets["aimed"])  # "mengecam serangan terhadap X": not X


APOLOGY = "concede.apologise"


def _could_be(h: Happening, m: Mention, language: Language) -> bool:
    """Whether such an act is done to such as ``m``: nobody accuses the public, or says sorry to his own government."""
    if h.type == "ACCUSE":
        return m.kind != "group" or m.sector != "CVL" or m.named or m.head not in language.sets["public"]
    return h.lead.pattern.frame["frame"] != APOLOGY or m.sector != "GOV" or not _home(m, h)


POLITICAL = frozenset("GOV MIL SPY REB LEG IGO OPP PTY PRM UAF JUD".split())
"""Who may be the other side of a story; a company or a crowd named a sentence ago is not."""


def just_before(h: Happening, doc: Annotated, language: Language, abroad: bool = False) -> Mention | None:
    """The other side, as it was last named in the sentences before."""
    at = h.lead.sentence.index
    domestic = h.lead.pattern.frame["frame"] in DOMESTIC
    police = all(a.sector == "COP" for a in h.actors)  # they deal with people, not with other states
    only_where = language.either("at_place", "from_place", "flags")
    same: Mention | None = None
    for s in reversed(doc.sentences[max(0, at - BACK) : at]):
        for n in range(len(s.units) - 1, -1, -1):
            u = s.units[n]
            if u.m is None or (n and s.units[n - 1].low in only_where):
                continue
            if not _could_be(h, u.m, language):
                continue
            for m in readings(u.m):
                if m.sector == "JUD" and h.type not in WORD_OF:
                    continue  # a court that was told of before is answered in words, if at all
                far = (h.type == "PROTEST" or domestic) and not _home(m, h)
                if m.kind in SIDES and not police and m.sector in POLITICAL and other(m, h, False) and not far:
                    return m
                if same is None and m.kind in SIDES and apart(m, h) and not _tells(m, h, doc) and not far:
                    same = m
    return None if abroad or h.type in ABROAD else same


WORD_OF = frozenset("ACCUSE SUPPORT REJECT REQUEST THREATEN PROTEST".split())
"""Types of acts that answer what somebody in power has said."""
IN_POWER = frozenset("GOV LEG PTY OPP".split())


def _tells(m: Mention, h: Happening, doc: Annotated) -> bool:
    """Whether ``m`` is a person who is heard in the report: whoever tells of an act at home is not the one it was done to.

    What those in power say may be what was answered: "The president said he would sign the bill. Congress approved it."
    """
    if m.kind != "person" or (h.type in WORD_OF and m.sector in IN_POWER):
        return False
    mine = set((m.name or m.head).split())  # "Raka", heard before as "Agung Raka Dharmana"
    return any(v is m or set((v.name or v.head).split()) <= mine for s in doc.sentences for v in s.voices if v.kind in ("person", "name"))


def _their_own(u: Unit, between: list[Unit], raw: str, theirs: frozenset[str]) -> bool:
    """“closed its border post", "recalled its envoy": theirs who act, with nobody else named between."""
    return u.m is not None and raw[u.m.start : u.m.end].lower().partition(" ")[0] in theirs and all(x.m is None for x in between)


DESCRIBED = 8  # units before a relative clause among which the one stands whom it describes


def readings(m: Mention) -> list[Mention]:
    """Those whom a mention may stand for: whose text it is, those whom a pronoun or a description refers to, else itself."""
    if m.kind == "instrument":
        owner = [m.owner] if m.owner is not None and m.owner.kind in SIDES else []
        return m.members or owner  # "menolak rancangan resolusi usulan Kanada", "voted down the premier's deal": whose text it is
    return m.refers if m.kind == "pronoun" else [m]


def other(m: Mention, h: Happening, place: bool) -> bool:
    """Whether ``m`` stands on another side than those who act: of another country, or armed against it."""
    if not m.country or m.country == "INT" and m.sector not in ("REB", "IGO") or m.sector == "JRN":
        return False
    if not place and m.kind not in SIDES:
        return False
    return all(m.country != a.country or (m.sector == "REB") != (a.sector == "REB") for a in h.actors)


def _home(m: Mention, h: Happening) -> bool:
    """Whether ``m`` is of the country of those who act: crowds protest at home, unless they are told to be against somebody abroad."""
    return any(m.country == a.country for a in h.actors)


def apart(m: Mention, h: Happening) -> bool:
    """Whether ``m`` is at least somebody else at home: another body, with a sector of its own."""
    if h.type in ("CONCEDE", "RETREAT") and m.sector == "MIL" and all(a.sector != "MIL" for a in h.actors):
        return False  # "menyanggupi pengurangan pasukannya": its own forces are what is given up
    if m.kind not in SIDES or not m.country or m.sector in (None, "JRN", "-", "of"):
        return False
    if m.sector == "GOV" and any(a.capital and a.country == m.country for a in h.actors):
        return False  # "Lima recalled its envoy": a capital is the government
    if h.type in ON_PLACES and m.sector in ("MIL", "COP") and all(m.country == a.country and a.sector == "GOV" for a in h.actors):
        return False  # "imposed a curfew and sent troops": not against its own forces
    if h.type in ON_PLACES and m.kind == "state" and all(m.country == a.country and a.sector in OF_STATE for a in h.actors):
        return False  # "Peru's parliament declared an emergency": no state uses force on itself
    if all(a.sector == "COP" and m.country != a.country for a in h.actors):
        return False  # police deal with people at home
    return all(m.sector != a.sector and (m.name or m.head) != (a.name or a.head) for a in h.actors)
