"""What is no event though a frame found one: acts among private people, and play, show or daily life told in words of force."""

from __future__ import annotations

from typing import Any, NamedTuple

from ikrar.lexicon import Language
from ikrar.lexicon.wordtable import WordTable
from ikrar.link.at_large import RIOT, of_abroad
from ikrar.link.happenings import Happening
from ikrar.model.annotation import TOPIC, Annotated, Mention, Sentence
from ikrar.model.notables import NOTABLE, notable

TITLE_WEIGHT = 3  # a word of the headline says as much of the report's kind as three of its body
# Sectors of people and firms who act for themselves: what they do among themselves is ordinary life, trade or crime.
PRIVATE = frozenset("CVL BUS JRN MED EDU SOC AGR CRM REL REF".split())
# Of these, the ones whose bodies speak in public: churches, universities, federations.
BODIES = frozenset(("REL", "EDU", "SOC"))
# On whom a verdict is a political act.
JUDGED = frozenset("GOV MIL SPY REB LEG IGO OPP PTY PRM JUD COP ELI BUS".split())
# Bodies that meet in their own name, not with others; a court that sits tries somebody.
OWN_MEETINGS = frozenset("PTY REL SOC NGO LAB EDU CVL BUS JUD".split())
ONLY_TOLD_OF = frozenset(("who tells of it", "those told of before"))  # how one is found who may not be all that met
# A protest is an act of the public; these others are told without their author when it is unknown or plain who does them.
AUTHORLESS = frozenset("REQUEST ASSAULT COERCE SANCTION ACCUSE RETREAT AID THREATEN MOBILIZE PROTEST".split())

# Acts that two sides share, or by which somebody gives: told of no giver, they are nobody's.
OF_SOMEBODY = frozenset("AGREE AID COOPERATE".split())


class Genre(NamedTuple):
    """The kind of report, and the sectors whose acts still count in it."""

    name: str
    public: frozenset[str]
    earnest: frozenset[str]
    """Words of which a sentence has none that tells of play."""


_tables: dict[str, WordTable] = {}


def genre(doc: Annotated, language: Language) -> Genre | None:
    """The kind of report that ``doc`` is by its words (``ontology/genres.yaml``); None for news of public life."""
    genres = language.raw["genres"]
    table = _tables.get(language.code)
    if table is None:
        table = _tables[language.code] = WordTable({k: v["words"] for k, v in genres.items()})
    total, hits = 0, dict.fromkeys(genres, 0)
    for s in doc.sentences:
        tokens = s.lows
        weight = TITLE_WEIGHT if s.title else 1
        total += weight * len(tokens)
        if names := table.hits(tokens):
            for name in table.hits(_without_states(s)) if any(m.kind == "state" for m in s.mentions) else names:
                hits[name] += weight
    best = max(hits, key=lambda k: hits[k] / float(genres[k]["share"]), default=None)
    if best is None or hits[best] < int(genres[best]["least"]) or 100 * hits[best] < float(genres[best]["share"]) * total:
        return None
    return Genre(best, frozenset(genres[best]["public"]), frozenset(genres[best]["earnest"]))


def _without_states(s: Sentence) -> list[str]:
    """The words of ``s`` but for the names of states: "Pantai Gading" is no beach."""
    lows = list(s.lows)
    for i, m in s.placed:
        if m.kind == "state":
            u = s.units[i]
            lows[u.first : u.last + 1] = [""] * (u.last + 1 - u.first)
    return lows


def weigh(happenings: list[Happening], promises: list[Any], kind: Genre | None, language: Language) -> list[Happening]:
    """The happenings that are of public weight; drafts and promises of the others are refused, with the reason."""
    kept = []
    armed = any(m.sector in ARMED or (h.type == "ASSAULT" and m.sector == "COP") for h in happenings for m in h.actors + h.recipients)
    for h in happenings:
        played = None if kind is None or any(not kind.earnest.isdisjoint(d.sentence.words) for d in h.tellings) else kind
        why = light(h.type, h.actors, h.recipients, played, h.lead.mode) or _at_home(h) or _own_meeting(h) or _on_nobody(h)
        why = why or _in_play(h, played) or _by_the_state(h)
        why = why or _to_the_press(h) or _by_nobody(h) or _only_suspected(h)
        why = why or (None if armed else _ordinary_crime(h)) or _own_way(h, language.sets["own_ways"])
        frame = h.lead.pattern.frame["frame"]
        if frame == CALLED_OFF and all(m.sector != "BUS" for m in h.actors):
            why = None  # a protest or a strike is of public weight, and so is its end
        if why == PRIVATELY and frame == APOLOGY and any(_answers_for(m) for m in h.actors):
            why = None  # who heads a firm, a school or a church says sorry to the public
        if why == PRIVATELY and (h.type in STANDS and of_abroad(h) or _crowd_against_firm(h)):
            why = None
        if (
            why == PRIVATELY
            and h.type == "AGREE"
            and h.actors
            and all(_answers_for(m) for m in h.actors)
            and (_word(h, promises, language) or _on_a_state(h))
        ):
            why = None
        if why is None:
            kept.append(h)
            continue
        for d in h.tellings:
            d.refused = d.refused or why
    for p in promises:
        by_law = p.kind == "obligation" and (kind is None or "instrument" in p.draft.fills)  # what is laid on private people is public
        if p.draft.type is None and p.promisors and not by_law and not p.draft.refused:
            p.draft.refused = light("AGREE", p.promisors, p.beneficiaries, kind)
    return kept


ALLEGED = "accuse.allege"


def _only_suspected(h: Happening) -> str | None:
    """“Pria itu dipukuli karena dituduh mencuri": of whom nobody in public life is told to say it, and who is in none himself."""
    if h.actors or not h.recipients or h.lead.pattern.frame["frame"] != ALLEGED or h.lead.mark != "passive":
        return None
    return None if any(_public(m) or m.sector in JUDGED for m in h.recipients) else PRIVATELY


ARMED = frozenset("MIL REB PRM UAF SPY".split())
BY_HAND = frozenset(("beat", "torture", "sexual", "assassinate", "primitive"))


def of_play(kind: Genre | None) -> bool:
    """Whether a report is one of sport: those who only are named in it play, or watch."""
    return kind is not None and kind.name == "sport"


FORCE = frozenset(("ASSAULT", "MOBILIZE", "RETREAT"))
IN_EARNEST = frozenset(("COP", "JUD", "REB", "UAF", "PRM", "CRM"))


def _in_play(h: Happening, kind: Genre | None) -> str | None:
    """“Wakil Peru menyerah 12-21”, "pasukan pelatih itu dihajar 6-0": force in a report of sport is play, whoever goes by what name."""
    if not of_play(kind) or h.type not in FORCE or any(m.sector in IN_EARNEST for m in h.actors + h.recipients):
        return None
    return "sport: words of force tell the play"


def _by_the_state(h: Happening) -> str | None:
    """“demonstrasi pesawat tempur”: a state and its army show what they have; they do not take to the streets."""
    if h.type != "PROTEST" or not h.actors:
        return None
    frame = h.lead.pattern.frame["frame"]
    riot = frame == RIOT and all(m.kind == "person" and not m.plural for m in h.actors)
    if h.lead.pattern.kind == "verb" and (riot or frame == VANDALISM and all(map(_ones_own, h.actors))):
        return "one person makes no crowd"
    own = all(m.kind == "state" or m.sector == "MIL" for m in h.actors)
    return "states and armies do not take to the streets" if own else None


def _ordinary_crime(h: Happening) -> str | None:
    """Why harm without a doer is no event: private people hurt by hand, in a report in which nobody armed acts, are victims of a crime."""
    if h.type != "ASSAULT" or h.actors or not h.recipients or h.lead.mode not in BY_HAND:
        return None
    plain = all(m.sector in PRIVATE and not notable(m) and m.kind != "organization" for m in h.recipients)
    return "an ordinary crime" if plain else None


def _own_way(h: Happening, ways: frozenset[str]) -> str | None:
    """“Ia memutuskan mencari jalan lain", "gubernur memutuskan untuk pulang”: what somebody decides for himself binds him to nobody."""
    d = h.lead
    if d.pattern.frame["frame"] != DECIDED or h.recipients or any(m.kind != "person" for m in h.actors):
        return None
    first, stop, _ = d.clauses.get("action", (0, 0, None))
    goes = not ways.isdisjoint(u.low for u in d.sentence.units[first:stop][:WAY])
    plain = all(m.title is None and m.of is None and m.gazetteer is None for m in h.actors)
    return "somebody decides for himself" if goes or plain else None


DECIDED = "agree.decide"
WAY = 2  # units of what is decided among which it is told to be somebody's own way


def _own_meeting(h: Happening) -> str | None:
    """Why a meeting is none: a party or a church that holds its congress talks with nobody else."""
    if h.type != "CONSULT" or not h.lead.mutual or h.recipients or len(h.actors) != 1:
        return None
    if any(d.pattern.frame["frame"] == ATTENDED and d.mark == "passive" for d in h.tellings):
        return None  # "Kongres Partai Surya dihadiri ketua Partai Bulan": who comes is a guest
    if h.actors[0].plural and h.actors[0].kind == "person" and h.lead.pattern.frame["frame"] == MET:
        return None  # "Tiga ketua umum partai bersua": several of them, with each other
    if h.lead.fills.get("actor") is None or h.lead.fills["actor"].how in ONLY_TOLD_OF:
        return None
    return "a body's meeting of its own" if h.actors[0].sector in OWN_MEETINGS else None


VANDALISM = "protest.vandalize"
ATTENDED, MET = "consult.attend", "consult.meet"
CALLED_OFF, APOLOGY = "concede.call-off", "concede.apologise"
PRIVATELY = "among private people"


def _answers_for(m: Mention) -> bool:
    """Whether ``m`` is a body of private people, or holds an office in one."""
    if m.kind == "organization" or (m.kind == "group" and m.sector == "BUS"):
        return m.sector in ("BUS", "EDU", "MED", "REL", "SOC")
    return m.sector == "REL" or (m.sector in ("BUS", "EDU", "MED") and (m.title is not None or m.of is not None))


STANDS = frozenset(("REQUEST", "ACCUSE", "SUPPORT", "REJECT"))
"""Types of acts by which a stand is taken in words."""


WORDS_GIVEN = frozenset(("agree.promise", "agree.guarantee", "agree.pledge"))
FOR_WHOM = frozenset(("group", "state", "place"))


def _word(h: Happening, promises: list[Any], language: Language) -> bool:
    """“The airline promised to pay back its passengers": a firm or a house gives its word to do it for others, or for all."""
    d = h.lead
    clause = d.clauses.get("action")
    if clause is None or d.pattern.frame["frame"] not in WORDS_GIVEN or d.factuality != "actual":
        return False
    units = d.sentence.units
    verb = next((j for j in range(clause[0], min(clause[1], clause[0] + 4)) if units[j].kind not in "ADNI"), clause[0])
    if units[verb].kind != "V" or units[verb].low in language.modes["unwilled"]:
        return False  # "promised a thinner screen", "vowed to win back shoppers"
    inside = [u.m for u in units[verb : clause[1]] if u.m is not None and u.m.kind in FOR_WHOM and not u.m.adjective]
    others = any(m.head not in language.sets["anybody"] for m in inside) or units[d.unit].low in language.sets["binds_oneself"]
    return others or any(p.draft is d and p.provision != "other" and p.cue != TOPIC for p in promises)


def _on_a_state(h: Happening) -> bool:
    """“Creditors consented to forgive what Ghana owes them": whether a state is what a body agrees to deal with, not where."""
    d = h.lead
    clause = d.clauses.get("action")
    if clause is None:
        return False
    units = d.sentence.units
    inside = ((units[j - 1], units[j].m) for j in range(clause[0], clause[1]))
    return any(m is not None and m.kind == "state" and not m.adjective and before.low not in WHERE for before, m in inside)


WHERE = frozenset(("in", "from", "of", "across", "di", "dari", "asal"))
"""Prepositions before a state that is only where a thing is, or is from."""


def _crowd_against_firm(h: Happening) -> bool:
    """“Warga menolak tambang PT X”, "ratusan petani menggugat pabrik itu": many who stand up to a firm are no private quarrel."""
    stands = h.type == "REJECT" or h.lead.pattern.frame["frame"] == SUED
    asks = h.type == "REQUEST" and "action" in h.lead.clauses  # "the head of the growers' club asked the mill to pay interest"
    many = bool(h.actors) and all(
        (_many(m) and (m.plural or asks) and m.sector in ("CVL", "AGR")) or (asks and _leads_people(m)) for m in h.actors
    )
    stands = stands or asks
    return stands and many and bool(h.recipients) and all(m.sector == "BUS" and m.kind in FIRMS for m in h.recipients)


def _leads_people(m: Mention) -> bool:
    """Whether ``m`` speaks for people who have joined together, such as farmers or residents."""
    return m.kind == "person" and m.sector in ("AGR", "CVL") and m.title is not None and m.of is not None


SUED = "accuse.sue"
FIRMS = frozenset(("organization", "facility"))


CALLED = frozenset(("consult.see", "consult.speak"))  # frames of a call or a word with somebody


def _to_the_press(h: Happening) -> str | None:
    """“saat dihubungi Kompas”: who is called by a paper is interviewed; reporters are asked to wait, and bound to nothing."""
    if h.type == "REQUEST" and h.recipients and all(m.sector == "JRN" and not m.named for m in h.recipients):
        return "asked of reporters on the spot"
    press = any(m.sector == "JRN" and m.kind == "organization" for m in h.actors + h.recipients)
    return "talk with the press" if press and h.lead.pattern.frame["frame"] in CALLED else None


def _by_nobody(h: Happening) -> str | None:
    """“berpeluang diusung sebagai calon", "ia diundang", "barang itu dikirim": what is given or agreed is so by somebody."""
    if h.actors or not h.recipients:
        return None
    return "by nobody named" if h.type in OF_SOMEBODY or h.lead.pattern.frame["frame"] == "support.endorse" else None


def _on_nobody(h: Happening) -> str | None:
    """Why a verdict or a call is none: it is passed on, or put to, nobody in public life ("program itu sangat baik")."""
    grammar, blame = h.lead.pattern.frame.get("grammar"), h.type == "ACCUSE"
    if (
        grammar == "calls"
        and not any(d.members("recipient") for d in h.tellings)
        and all(m.sentence != h.lead.sentence.index for m in h.recipients)
    ):
        return "whom it is put to is not said"  # nor by a name in the same breath
    if grammar not in ("verdicts", "calls") or any(
        m.kind == "state" or m.capital or m.sector in JUDGED or (blame and m.kind == "person" and m.named) for m in h.recipients
    ):
        return None
    if grammar == "calls" and h.lead.members("recipient"):
        return None  # people may be called on by name
    return "said of nobody in public life"


def _at_home(h: Happening) -> str | None:
    """Why a visit is none: a minister who looks at a market of his own country meets nobody."""
    if h.lead.pattern.frame["frame"] != "consult.visit":
        return None
    mine = {m.country for m in h.actors}
    if not h.recipients:  # "dalam kunjungannya ke Aceh"
        seen = [m for d in h.tellings for m in (*d.members("recipient"), *([d.place] if d.place is not None else []))]
        return "a visit within one's own country" if seen and all(m.country in mine for m in seen) else None
    hosts = [m for m in h.recipients if m.kind not in ("state", "place", "facility") and m.sector not in (None, "CVL", "BUS")]
    return None if hosts or any(m.country not in mine for m in h.recipients) else "a visit within one's own country, to nobody"


def light(type_: str, actors: list[Mention], recipients: list[Mention], kind: Genre | None = None, mode: str | None = None) -> str | None:
    """Why an act has no public weight; None where it has."""
    sides = actors + recipients
    if not sides:
        return None  # said elsewhere: nobody acts and nobody is acted on
    if type_ == "CONSULT" and sum(m.sector != "JRN" or m.named for m in sides) < min(2, len(sides)):
        return "talk with the press"
    if mode == "destroy" and recipients and all(_ones_own(m) for m in actors) and all(_plain_thing(m) for m in recipients):
        return PRIVATELY  # "pria itu membakar rumahnya"
    if type_ == "AID" and actors and all(m.sector in PRIVATE for m in actors) and len({m.country for m in sides if m.country}) < 2:
        return "a gift or a good turn at home, by nobody in public life"
    if kind is not None:
        if any(m.sector in kind.public and m.kind != "state" for m in sides):
            return None
        return f"{kind.name}: nobody in public life acts"
    if type_ == "PROTEST" or mode == "cyber" or (not actors and type_ in AUTHORLESS) or any(_public(m) for m in sides):
        return None
    if (
        type_ in ("ASSAULT", "COERCE")
        and actors
        and any(m.sector == "REL" for m in recipients)
        and all(m.plural or m.kind != "person" for m in sides)
    ):
        return None  # a crowd against a congregation: strife of faiths is no private quarrel
    if type_ in ("ASSAULT", "COERCE", "THREATEN") and any(m.sector in NOTABLE for m in recipients):
        return None  # who reports in public is hit for it: "wartawan dipukuli sekelompok pria"
    if type_ == "ASSAULT" and len(actors) > 1 and not recipients and all(m.kind == "group" and m.plural for m in actors):
        return None  # two peoples who fight each other are no private quarrel
    if _to_the_public(type_, actors, recipients):
        return None
    foreign = {m.country for m in sides if m.country and m.kind in ("person", "group", "organization", "armed-group")}
    return None if len(foreign) > 1 else PRIVATELY


def _to_the_public(type_: str, actors: list[Mention], recipients: list[Mention]) -> bool:
    """“Rojas mengimbau masyarakat", "warga mendukung aturan itu", "PT X berjanji": to the public, by it, or by a named body or its head."""
    if type_ == "REQUEST":
        return bool(recipients) and all(_many(m) for m in recipients)
    if type_ == "SUPPORT":
        return bool(actors and recipients) and all(_many(m) and m.sector == "CVL" for m in actors)
    return (
        type_ == "AGREE" and bool(actors) and all((m.kind == "organization" and m.named) or (recipients and _of_a_firm(m)) for m in actors)
    )


def _of_a_firm(m: Mention) -> bool:
    """Whether ``m`` is somebody by name who heads a firm: his word to people is its."""
    return m.kind == "person" and m.sector == "BUS" and m.named and m.title is not None


def _many(m: Mention) -> bool:
    return m.kind == "group" and not m.named and m.pronoun is None  # not "her parents"


def _ones_own(m: Mention) -> bool:
    """Whether ``m`` is one private person."""
    return m.sector in (None, *PRIVATE) and m.kind in ("person", "group") and not m.plural and m.sector not in BODIES


def _plain_thing(m: Mention) -> bool:
    """Whether ``m`` is a house, a car or the like of nobody in public life."""
    return m.kind in ("facility", "equipment") and not m.named and m.sector in (None, "CVL", "BUS", "-", "of")


def _public(m: Mention) -> bool:
    """Whether somebody acts for a state, a firm of it, a body, a party or an armed group; an unknown body may."""
    if m.public_firm or m.kind in ("state", "armed-group", "place", "facility", "instrument", "name"):
        return True
    if m.sector in (None, "of", "-", "UNK"):
        return m.kind == "organization"
    return m.sector not in PRIVATE or (m.sector in BODIES and m.kind == "organization") or (m.sector == "REL" and m.title is not None)
