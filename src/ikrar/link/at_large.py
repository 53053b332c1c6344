"""To whom an act is done where no words name anybody: the people of a state, or its authorities."""

from __future__ import annotations

from ikrar.lexicon import Language
from ikrar.link.happenings import Happening
from ikrar.model.annotation import NO_STATE, SOUGHT, Annotated, Mention

RULES_LIFTED = frozenset(("concede.revoke", "concede.ease"))
"""Frames of rules that are lifted, for those who lived under them."""
CRITICISM = frozenset(("accuse.condemn", "accuse.wrongs", "accuse.document", "reject.refuse", "reject.veto"))
CRITICS = frozenset(("PTY", "OPP", "LEG", "NGO", "EDU", "LAB", "ELI"))
"""Who speaks of public affairs: what they criticise at home, without a word of whose it is, is the doing of those who rule."""
CROWDS = frozenset(("CVL", "AGR", "LAB", "EDU", "SOC", "REL"))
"""Unnamed people who, many together, are against something: "Warga menolak relokasi", "Sopir angkot protes"."""


def home_of(members: list[Mention]) -> str | None:
    """The one known country of some; None where they are of several, or of no state."""
    countries = {m.country for m in members}
    return next(iter(countries)) if len(countries) == 1 and countries.isdisjoint(NO_STATE) else None


def _rulers(h: Happening, country: str, source: str = SOUGHT) -> Mention:
    """Those who rule a country, of whom no words tell: they stand where the act does."""
    d = h.lead
    return Mention("state", d.start, d.end, "authorities", country=country, sector="GOV", sentence=d.sentence.index, source=source)


def _some(h: Happening, word: str, country: str, sector: str) -> Mention:
    """People of a country of whom no words tell, either."""
    d = h.lead
    return Mention("group", d.start, d.end, word, country=country, sector=sector, sentence=d.sentence.index, source=SOUGHT)


def people(h: Happening, doc: Annotated, public: frozenset[str]) -> Mention | None:
    """Those of the public whom the report names nearest before an act, or first behind it."""
    at, mine = h.lead.sentence.index, {a.country for a in h.actors}
    for s in (*reversed(doc.sentences[: at + 1]), *doc.sentences[at + 1 :]):
        for m in s.mentions:
            if m.kind == "group" and m.sector == "CVL" and m.country in mine and m.head in public:
                return m
    return None


def freed(h: Happening, doc: Annotated, public: frozenset[str]) -> None:
    """“Pemerintah mencabut jam malam”: a state that lifts a rule lifts it for its people."""
    if h.lead.pattern.frame["frame"] not in RULES_LIFTED or h.recipients or not h.actors or h.actors[0].kind == "person":
        return
    found = people(h, doc, public)
    if found is not None:
        h.recipients = [found]
        h.lead.notes.append(f'to whom is not said: the public, "{found.head}"')


def ordered(h: Happening, doc: Annotated, public: frozenset[str]) -> None:
    """“Gubernur mewajibkan gedung tinggi memasang pompa”: what those in office order, of nobody named, the people are to do."""
    found = people(h, doc, public) if h.type == "REQUEST" and h.actors and all(a.sector == "GOV" for a in h.actors) else None
    if found is not None:
        h.recipients = [found]
        h.lead.notes.append(f'to whom is not said: the public, "{found.head}"')


OF_THE_LAW = frozenset(("COP", "JUD"))
ON_ALL = frozenset(("coerce.censor",))
"""Frames of what a state lays on all who live in it: in English it is told without them."""
TAKEN = frozenset(("seize", "arrest"))
"""Modes of what officers do to those whom they suspect."""


def held(h: Happening, doc: Annotated, public: frozenset[str]) -> None:
    """“Polisi menggerebek sebuah percetakan”: whom officers raid, of nobody named, are suspects; a state's ban is on its people."""
    home, d = home_of(h.actors), h.lead
    if h.type != "COERCE" or home is None:
        return
    if any(u.mention_kind == "pronoun" for u in d.sentence.units[d.unit + 1 :]):
        return  # "menyita ponsel mereka": theirs, whoever they are
    if (owner := _whose_thing(h)) is not None:
        h.recipients = [owner]
        d.notes.append(f'whose it was that was taken: "{owner.head}"')
        return
    if all(a.sector in OF_THE_LAW for a in h.actors) and d.mode in TAKEN and (doc.language != "en" or d.mode == "arrest"):
        h.recipients = [_some(h, "suspects", home, "CRM")]
        d.notes.append("whom is not said: suspects")
    elif doc.country == home and d.mode not in TAKEN and (found := people(h, doc, public)) is not None:
        h.recipients = [found]
        d.notes.append(f'to whom is not said: the public, "{found.head}"')
    elif doc.language == "en" and d.pattern.frame["frame"] in ON_ALL and all(a.sector in ("GOV", "MIL") for a in h.actors):
        h.recipients = [_some(h, "people", home, "CVL")]
        d.notes.append("to whom is not said: all who live there")


def _whose_thing(h: Happening) -> Mention | None:
    """“seorang wartawan dihalangi dan ponselnya dirampas polisi”: what is taken belongs to the one told of just before."""
    d = h.lead
    if d.mark != "passive" or d.subject is None or d.subject.thing is None or not d.subject.thing.low.endswith(OWNED):
        return None
    before = (u.m for u in reversed(d.sentence.units[: d.subject.first]))
    return next((m for m in before if m is not None and m.kind in ("person", "group") and m not in h.actors), None)


OWNED = "nya"


def calmed(h: Happening, language: Language) -> None:
    """“The governor called for calm after police had arrested the premier”: of all at home, whoever else the sentence names."""
    d, home = h.lead, home_of(h.actors)
    if h.type != "REQUEST" or h.recipients or home is None or "action" not in d.clauses or any(a.kind == "state" for a in h.actors):
        return
    first, stop, _ = d.clauses["action"]
    units = d.sentence.units
    end = next((i for i in range(first, stop) if units[i].kind in "SRV,"), stop)
    asked = any(u.low in language.sets["asked_of_all"] for u in units[first:end])
    if asked and not any(u.m is not None and u.m.kind in LANDS and u.m.country != home for u in units[first:end]):
        h.recipients = [_some(h, "people", home, "CVL")]
        d.notes.append("to whom is not said: all at home")


def criticised(h: Happening) -> None:
    """“Anggota parlemen mengkritik rancangan undang-undang itu”: what is criticised, of nobody named, is the doing of the authorities."""
    home = home_of(h.actors)
    if h.lead.pattern.frame["frame"] not in CRITICISM or not all(a.sector in CRITICS or _crowd(a) for a in h.actors) or home is None:
        return
    h.recipients = [_rulers(h, home, "criticised though not named")]
    h.lead.notes.append("whose doing it is is not said: the authorities'")


DONE_TO_NOBODY = frozenset(("retreat.resign", "support.pass", "request.at-request"))
"""Frames of acts that are done to nobody: to resign, to pass a law; or of whom it was asked is looked for where the asking is told."""
RIOT = "protest.riot"
AT_HOME = frozenset(("ACCUSE", "CONCEDE", "PROTEST", "REQUEST", "SANCTION"))
"""Types of acts that are done to somebody at home where a report of home names nobody: a coder leaves hardly one of them without."""
AGAINST_POWER = frozenset(("ACCUSE", "PROTEST"))
WORDS = frozenset(("ACCUSE", "REQUEST"))
IN_POWER = frozenset("GOV MIL COP SPY".split())


def at_home(happenings: list[Happening], doc: Annotated) -> None:
    """“Ribuan sopir mogok", "Menteri menandatangani aturan baru”: in a report of home, of nobody named, those who rule, or the people.

    Comes last, when all who may be meant by words were looked for.
    """
    for h in happenings:
        _by_the_state(h)
        home, d = home_of(h.actors), h.lead
        if h.recipients or h.type not in AT_HOME or d.mutual or home is None or home != doc.country:
            continue
        if d.pattern.frame["frame"] in DONE_TO_NOBODY or (h.type in WORDS and of_abroad(h)):
            continue
        if h.type == "PROTEST" and (doc.language == "en" or d.pattern.frame["frame"] == RIOT):
            continue  # English names those whom a protest is against; a riot may be against anybody
        if h.type in AGAINST_POWER and any(a.sector in IN_POWER and (a.kind != "person" or h.type == "PROTEST") for a in h.actors):
            continue  # "Kementerian X mengecam kekerasan": whoever did it; "Menteri X ikut berunjuk rasa": not against himself
        h.recipients = [_rulers(h, home) if h.type in AGAINST_POWER else _some(h, "people", home, "CVL")]
        d.notes.append("to whom is not said: at home")


LANDS = frozenset(("state", "place", "armed-group"))


def of_abroad(h: Happening) -> bool:
    """“Mahasiswa menyerukan gencatan senjata di Gaza”, "the pope condemned the attack in Peru": of what goes on elsewhere, to the world."""
    d, mine = h.lead, {m.country for m in h.actors}
    behind = (u.m for u in d.sentence.units[d.unit + 1 :])
    return any(m is not None and m.kind in LANDS and m.country not in (None, "INT", *mine) for m in behind)


def _by_the_state(h: Happening) -> None:
    """“Setiap dapur diwajibkan melapor”: what is ordered, by nobody named, those who rule where it is to be done have ordered."""
    home = home_of(h.recipients)
    if h.actors or h.lead.pattern.frame["frame"] != ORDERED or home is None:
        return
    h.actors = [_rulers(h, home)]
    h.lead.notes.append("by whom is not said: those who rule there")


ORDERED = "request.order"


def in_charge(h: Happening) -> Mention | None:
    """“marched to demand an end to quotas": those in power at home, of whom a crowd asks what nobody is named for."""
    home = home_of(h.actors)
    asking = all(a.sector in ASKING and a.kind != "state" for a in h.actors)
    return _rulers(h, home, ASKED) if home is not None and asking else None


ASKING = frozenset("CVL AGR EDU SOC REL MED OPP PTY NGO REF CRM".split())
ASKED = "asked for what they decide"


def _crowd(m: Mention) -> bool:
    return m.kind == "group" and not m.named and m.sector in CROWDS
