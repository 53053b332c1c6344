"""Calls on somebody to act: what a speaker says that another body must do ("polisi harus menangkap ...", "the army must leave")."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile

from ikrar.engines.rules import rulings
from ikrar.engines.rules.draft import Draft, expand
from ikrar.engines.rules.governed import by_what_happens
from ikrar.engines.rules.group import Group
from ikrar.engines.rules.syntax import Syntax
from ikrar.engines.rules.whom import NOWHERE, PARTIES, authorities
from ikrar.lexicon import Language
from ikrar.model.annotation import Mention, Unit

FRAME = "request.should"
HOPE = "request.hope"
UNHEARD = "nobody is heard to say it"
OWN_SIDE = "of one's own side"
NAMED = ("state", "organization", "armed-group", "person")


OWED = "one more duty, that nobody is told to lay down: an obligation, no event of its own"


ORDER = "request.order"


def owed_too(drafts: list[Draft], language: Language) -> None:
    """“Sekolah diwajibkan memiliki A. Sekolah juga diwajibkan ...": duties told one by one are laid down by one order, or one ruling."""
    ordered = False
    for d in drafts:
        if d.pattern.frame["frame"] != ORDER or d.refused or d.type != "REQUEST":
            continue
        before = d.sentence.units[max(0, d.unit - 2) : d.unit]
        more = ordered or any(u.low in language.sets["one_more"] for u in before)
        if more and language.code == "id" and d.mark == "passive" and "actor" not in d.fills:
            d.type = None
            d.notes.append(OWED)
        ordered = True


def settle(drafts: list[Draft], syn: Syntax, language: Language) -> None:
    """Gives a "must" to the one who says it; refuses it where nobody is heard, or nobody else is called on by name or office."""
    for d in drafts:
        if d.pattern.frame["frame"] == HOPE and not d.refused and not told_to(d, language) and _only_hoped(d, syn, language):
            d.refused = "only hoped: nobody is to act"
        if d.type == "REQUEST" and not d.refused and (by_what_happens(syn, d.unit) or _pushed_by_it(d, language)):
            d.refused = "what was told before pushes them, nobody asks"
        if d.type == "REQUEST" and not d.refused and (_undergoes(d, syn) if syn.id else _freed(d)):
            del d.fills["recipient"]
        if d.type == "REQUEST" and d.kind == "demand" and not d.refused and not d.members("recipient"):
            unaddressed(d, language)
        if d.type == "REQUEST" and not d.refused and d.sentence.lows[d.first] in language.sets["advised"] and not d.members("actor"):
            if d.sentence.speaker is None and all(m.kind == "group" and m.sector == "CVL" for m in d.members("recipient")):
                d.refused = "advice to everybody, by nobody"
        if d.type == "REQUEST" and not d.refused:
            _their_own(d, language)
        if d.pattern.frame["frame"] != FRAME or d.refused:
            continue
        if "action" in d.clauses and any(_same_call(o, d) for o in drafts):
            d.refused = "told by its verb"
            continue
        voices = expand([d.sentence.speaker]) if d.sentence.speaker is not None else []
        ruled = rulings.ruled_behind(d, syn, language) if "action" in d.clauses and all(v.sector in ("JUD", None) for v in voices) else None
        if (told := rulings.told_whom(d, syn, language)) is not None:
            d.fills["recipient"] = told
        voices = ruled.members if ruled is not None else voices
        d.refused = _why_not(d, voices, syn, language)
        if d.refused is None:
            d.fills["actor"] = ruled or Group(voices, d.unit, d.unit, "the one who says it")
            if (ruled is not None or told is not None) and all(v.sector == "JUD" for v in voices):
                d.kind = "obligation"
        elif d.refused == UNHEARD and rulings.by_a_day(d, syn, language):
            d.refused, d.type, d.kind = None, None, "obligation"
            d.fills["promisor"] = d.fills["recipient"]
            d.notes.append("a duty with a last day, asked by nobody")
        elif _duty(d, voices, syn, language):
            d.refused, d.type, d.kind = None, None, "obligation"
            d.fills["promisor"] = d.fills["recipient"]
            d.notes.append("a duty by law or rule, asked by nobody")


RULINGS = frozenset(("sanction.convict", "sanction.fine", "sanction.made-to", "sanction.to-pay"))
SINCE = 3  # sentences behind a ruling in which it is told what else it lays on whom it is on


def sentenced(drafts: list[Draft], before: list[Draft]) -> None:
    """“Hakim memvonis X tujuh tahun. X juga harus membayar ganti rugi”: what he must do, whom a court has just ruled on, it lays on him."""
    for d in drafts:
        if d.pattern.frame["frame"] != FRAME or d.refused != UNHEARD or "action" not in d.clauses:
            continue
        rulings = (x for x in before if not x.refused and x.pattern.frame["frame"] in RULINGS)
        near = [x for x in rulings if 0 <= d.sentence.index - x.sentence.index <= SINCE]
        if any(_same_person(m, o) for x in near for o in x.members("recipient") for m in d.members("recipient")):
            d.refused, d.type, d.kind = None, None, "obligation"
            d.fills["promisor"] = d.fills["recipient"]
            d.notes.append("laid on him by the ruling told before")


def _same_person(m: Mention, o: Mention) -> bool:
    """Whether two mentions are of one person, or of people called by one office."""
    if m.name and o.name:
        return m.name == o.name
    return m.kind == o.kind == "person" and m.sector == o.sector and m.country == o.country


def _same_call(o: Draft, d: Draft) -> bool:
    """“said that X must go": whether ``o`` tells the same "must" as ``d``, by the verb of whoever said it."""
    mine = o is not d and o.type == "REQUEST" and not o.refused and "action" in o.clauses
    return mine and o.clauses["action"][0] == d.clauses["action"][0]


def _pushed_by_it(d: Draft, language: Language) -> bool:
    """“Hal itu mendorong petani beralih ...”: whether only a word that points back stands where the one who asks would."""
    g = d.fills.get("actor")
    if g is None and d.sentence.lows[d.first] in language.sets["driven"]:
        behind = [u for u in d.sentence.units[d.last_unit() + 1 :] if u.low not in language.sets["by"]]
        return bool(behind) and behind[0].kind in "Xd" and behind[0].m is None  # "didorong ketegangan itu"
    if g is None or g.how != "carried over":
        return False
    before = [u.low for u in takewhile(lambda u: u.kind not in ",;.:SQV", reversed(d.sentence.units[: d.unit])) if u.kind not in "AN"]
    return bool(before) and all(w in language.sets["hollow"] for low in before for w in low.split())


def _their_own(d: Draft, language: Language) -> None:
    """“Presiden mengimbau masyarakat”: an official at home who asks people of nowhere named asks his own, whatever land was told of."""
    actors = d.members("actor")
    if not actors or any(m.country != language.home or m.sector not in ASKED for m in actors):
        return
    for m in d.members("recipient"):
        if m.guessed and not m.named and m.kind == "group" and m.of is m.owner is None and m.country != language.home:
            m.country = language.home
            d.notes.append(f'asked at home: "{m.head}"')


ASKING = frozenset("CVL LAB NGO EDU REL MED SOC BUS AGR LEG PTY OPP ELI GOV COP JUD MIL".split())
"""Who asks one for something who is named only in what is asked."""
IN_PUBLIC = frozenset("LAB NGO EDU REL SOC AGR LEG PTY OPP ELI".split())
"""Who asks the authorities, where nobody at all is named; of others only those who are many or a body ("warga", "asosiasi itu")."""
ASKED = frozenset("GOV LEG JUD COP MIL".split())


def unaddressed(d: Draft, language: Language) -> None:
    """“Buruh menuntut kenaikan upah”: what people, parties or members of parliament ask of nobody named is asked of the authorities."""
    actors = d.members("actor")
    if "action" not in d.clauses or not actors:
        return
    if any(m.sector not in ASKING or m.kind == "state" or m.country in NOWHERE for m in actors):
        return
    first, stop, _ = d.clauses["action"]
    units = d.sentence.units
    if any(t.low in language.modes["asked_from"] for t in d.sentence.tokens[d.first : units[first].first]):
        return  # "mendorong kepada generasi penerus untuk ...": somebody is named, whoever they are
    between = [m for u in units[d.unit + 1 : first] if u.m is not None and u.m.kind in PARTIES for m in expand([u.m]) if m not in actors]
    if between:
        d.fills["recipient"] = Group(between[:1], d.unit, d.unit, "named before what is asked")  # "mengusulkan pemerintah agar ..."
        return
    asked = units[first].m
    if asked is not None and asked.kind in PARTIES and first + 1 < stop and units[first + 1].kind in "ANVD" and asked not in actors:
        d.fills["recipient"] = Group(expand([asked]), first, first, "the subject of what is asked")  # "meminta X tidak perlu khawatir"
        return
    inside = [m for u in units[first:stop] if u.m is not None for m in expand([u.m])]
    if any(m.kind in (*NAMED, "place") and m.country not in (None, actors[0].country) for m in inside):
        return  # of another country: it may be they
    given = [units[j].m for j in range(first + 1, stop) if units[j - 1].low in language.modes["asked_from"]]
    named = [m for m in inside if m.sector in ASKED and m.kind in NAMED and (m.kind != "person" or m in given) and m not in actors]
    if named:
        d.fills["recipient"] = Group(named[:1], d.unit, d.unit, "named in what is asked")
        return
    verb = next((u for u in units[first:stop] if u.kind == "V"), None)
    ordered = (
        verb is not None and language.code == "id" and (verb.low.startswith("di") or units[first - 1].kind in "IS")
    )  # "agar kasus itu diusut"
    if not all(m.sector in IN_PUBLIC or (ordered and m.sector in ASKED) or _many(m) for m in actors):
        return  # officials ask those under them, and private people each other
    d.fills["recipient"] = Group([authorities(d, actors[0].country)], d.unit, d.unit, "the authorities, for nobody is named")


def _many(m: Mention) -> bool:
    """Whether private people are many, or a body of theirs: "warga", "asosiasi itu"."""
    return m.sector in ("CVL", "BUS", "MED") and (m.plural or m.kind == "organization")


RULERS = frozenset("GOV LEG JUD COP MIL IGO".split())
"""Whose word on what people must do tells the law."""
RULED = frozenset("CVL BUS EDU AGR MED LAB PTY JRN NGO SOC".split())
"""People in general, for whom a "must" that nobody is heard to say is a rule."""


def _resting(units: list[Unit], rests_on: frozenset[str]) -> list[Unit]:
    """What stands behind a word such as "sesuai" or "menurut", within a phrase."""
    return [v for i, u in enumerate(units) if u.low in rests_on for v in units[i + 1 : i + 5] if v.kind not in ",.;"]


def _duty(d: Draft, voices: list[Mention], syn: Syntax, language: Language) -> bool:
    """“Pejabat negara wajib melapor”, "calon harus ..., sesuai UU Pemilu": whether what somebody must do is laid down, not asked."""
    units, modes = syn.u, language.modes
    g = d.fills.get("recipient")
    if "action" not in d.clauses or g is None or g.how == "carried over" or any(m.pronoun or m.kind not in PARTIES for m in g.members):
        return False
    first, stop, _ = d.clauses["action"]
    verb = next((j for j in range(first, min(stop, first + 4)) if units[j].kind == "V"), None)
    if verb is not None and syn.id and units[verb].low.startswith(("di", "ter")):
        return False
    by_law = any(u.mention_kind == "instrument" or u.low in modes["law_words"] for u in _resting(units, modes["rests_on"]))
    # "Voters must register by Friday": what people in general must do, where nobody is heard
    rule = not voices and units[d.unit].low in modes["rule"] and all(m.kind == "group" and m.sector in RULED for m in g.members)
    rule = rule and verb is not None and units[verb].low not in modes["unwilled"]
    if not (by_law or rule or units[d.unit].low in modes["duty"]) or any(m.sector not in RULERS for m in voices):
        return False
    before = next((u.kind for u in reversed(units[: d.unit]) if u.kind not in "ADNQ"), "")
    return before not in ("R", "I") and syn.circumstance(d.unit, modes["turning"], modes["conditional"]) is None


POWERS = frozenset("GOV MIL COP LEG JUD REB PRM UAF IGO".split())
"""Groups of these sectors act for a body: "para bupati", "the gunmen"."""
PRIVATE = frozenset("CVL JRN EDU LAB REF MED REL NGO CRM".split())


def _undergoes(d: Draft, syn: Syntax) -> bool:
    """“mendesak dua wartawan itu dibebaskan”: people of no power, to whom it is to be done, are not those who are asked."""
    g = d.fills.get("recipient")
    if g is None or g.first <= d.unit or not all(m.sector in PRIVATE for m in expand(g.members)):
        return False
    after = next((u for u in syn.u[g.last + 1 :] if u.kind not in "ADN"), None)
    return after is not None and after.kind == "V" and after.low.startswith("di") and "action" in d.clauses


def _freed(d: Draft) -> bool:
    """“demanded the release of two journalists": those of no power in whose favour a thing is asked are not those who are asked."""
    g = d.fills.get("recipient")
    return g is not None and g.how == '"of"' and all(m.sector in PRIVATE and m.kind in ("group", "person") for m in expand(g.members))


def told_to(d: Draft, language: Language) -> bool:
    """“mengajak warga untuk menjadi ...", "mengingatkan menteri agar ...": whether it is said to somebody's face, not only hoped of him."""
    g = d.fills.get("recipient")
    wish = not language.said["wishing"].isdisjoint(d.sentence.lows[d.first : d.first + 1])
    if g is None or wish or "action" not in d.clauses or not (g.how == "object" or g.how.startswith('"')):
        return False
    first = d.clauses["action"][0]
    return d.unit < g.first < first and d.sentence.units[first - 1].kind in "IS"


def _only_hoped(d: Draft, syn: Syntax, language: Language) -> bool:
    """“berharap dukungan X mengalir", "berharap pasien segera pulih": whether a hope is for what nobody can will, or for a thing."""
    g = d.fills.get("recipient")
    if g is None or not syn.id or "action" not in d.clauses:
        return False
    if g.how == "owner of the object" or (g.first > d.unit and _undergoes(d, syn)):
        return True
    first, stop, _ = d.clauses["action"]
    verb = next((j for j in range(first, min(stop, first + 5)) if syn.u[j].kind == "V"), None)
    return verb is None or unwilled(syn.u, verb, language.modes)


def unwilled(units: list[Unit], verb: int, modes: Mapping[str, frozenset[str]]) -> bool:
    """Whether nobody wills what the verb at ``verb`` says: prices "turun", but a ministry can "turun tangan"."""
    by_hand = verb + 1 < len(units) and units[verb + 1].low in modes["hands_on"]
    return units[verb].low in modes["unwilled"] and not by_hand


def _why_not(d: Draft, voices: list[Mention], syn: Syntax, language: Language) -> str | None:
    units, modes = syn.u, language.modes
    if not voices:
        return UNHEARD
    if "action" not in d.clauses:
        return "no act is called for"
    first, stop, _ = d.clauses["action"]
    verb = next((j for j in range(first, min(stop, first + 4)) if units[j].kind == "V"), None)
    if verb is None or unwilled(units, verb, modes) or (syn.id and units[verb].low.startswith(("di", "ter"))):
        return "no act that one can will"
    before = next((u.kind for u in reversed(units[: d.unit]) if u.kind not in "ADNQ"), "")
    if before in ("R", "I"):
        return "only describes"
    circumstance = syn.circumstance(d.unit, modes["turning"], modes["conditional"])
    if circumstance is not None:
        return f'a clause of circumstance: "{circumstance}"'
    called = d.members("recipient")
    if "recipient" not in d.fills or d.fills["recipient"].how == "carried over" or any(m.pronoun for m in d.fills["recipient"].members):
        return "nobody is called on by name"
    public = all(v.sector in ASKED for v in voices) and units[d.unit].low not in modes["duty"]  # an official calls on the people
    if not called or any(m.kind not in NAMED and not (m.kind == "group" and (public or m.sector in ASKED)) for m in called):
        return "no body is called on"
    if all_own(voices, called, language):
        return OWN_SIDE
    return None


COMMANDS = frozenset("GOV MIL COP PTY".split())
"""Whose chiefs tell their own men what to do."""


def all_own(voices: list[Mention], called: list[Mention], language: Language) -> bool:
    """Whether all who are called on are of the side of one who speaks, and not his men: "petugas harus ...", says their chief."""
    return (
        any(all(same_side(v, m) and not _his_men(v, m, language) and not _other_office(v, m) for m in called) for v in voices)
        if called
        else False
    )


def _other_office(v: Mention, m: Mention) -> bool:
    """“Para gubernur harus ...,” says the president: whether ``m`` holds another office of the state, or is another body of it."""
    if v is m or v.of is m or m.of is v or (v.name and v.name == m.name) or m.pronoun:
        return False
    return v.kind == "person" and v.sector == m.sector == "GOV" and m.kind in ("person", "group", "organization")


def _his_men(chief: Mention, m: Mention, language: Language) -> bool:
    """Whether ``m`` names the rank and file over whom an officer such as ``chief`` has the command."""
    officer = chief.kind == "person" and chief.sector in COMMANDS
    return officer and (m.head or "").split(" ")[0] in language.said["rank_and_file"] and not m.pronoun


def called_on(g: Group) -> bool:
    """Whether ``g`` names bodies or offices that can be called on, or those who work for one, not people in general."""
    members = expand(g.members)
    named = all(m.kind in NAMED or m.capital or (m.kind == "group" and m.sector in POWERS) for m in members)
    return bool(members) and named and not any(m.pronoun == "first" for m in g.members)


def same_side(voice: Mention, m: Mention) -> bool:
    """Whether ``voice`` and ``m`` are of one body, or of one arm of one state."""
    if voice is m or (voice.name and voice.name == m.name) or voice.of is m or m.of is voice:
        return True
    return voice.country == m.country and voice.sector == m.sector
