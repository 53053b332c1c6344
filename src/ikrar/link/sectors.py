"""What somebody is: the sector of a mention by his office, his body, the words that describe him, and else by what he is called."""

from __future__ import annotations

from ikrar.lexicon import Language
from ikrar.model.annotation import RANKED, Annotated, Mention, Sentence

HOUSES = frozenset(("organization", "facility"))
BY_BODY = frozenset((("GOV", "JUD"), ("GOV", "LEG"), ("GOV", "COP"), ("GOV", "MIL"), ("COP", "GOV"), ("LEG", "GOV"), ("COP", "JUD")))
"""Sectors of an office, and of the body that it is in, of which the body's is the holder's."""
CODED = frozenset(("person", "equipment"))
"""Kinds of which a phrase may tell the sector though it names nobody that they are of."""
PRIVATE = frozenset("PTY LAB NGO REL EDU SOC BUS MED".split())
"""Sectors of bodies whose presidents and secretaries hold no office of a state."""


def own_codes(m: Mention) -> None:
    """Codes that the phrase itself gives."""
    owner = m.of or m.owner
    if owner is not None:
        if m.country is None and (m.kind, owner.kind, owner.country) != ("armed-group", "place", "INT"):  # of no river
            m.country = owner.country or (owner.owner.country if owner.owner is not None else None)
        if m.kind == "person" and m.sector in (None, "of", "-") and owner.sector and owner.kind != "place":
            m.sector = owner.sector
        if (
            m.kind == "person"
            and m.sector == "GOV"
            and m.gazetteer is None
            and owner.sector == "IGO"
            and owner.named
            and owner.country == "INT"
        ):
            m.sector = owner.sector  # "the president of the World Bank", "the European Union's ambassador"
        if m.kind == "person" and m.sector == "GOV" and m.of is owner and owner.kind in HOUSES and owner.sector in PRIVATE:
            m.sector = owner.sector if m.gazetteer is None else m.sector  # the president of a party or a union governs nobody
        if (
            m.kind == "person"
            and m.of is owner
            and owner.kind == "organization"
            and (m.sector, owner.sector) in BY_BODY
            and m.gazetteer is None
        ):
            m.sector = owner.sector  # "Kepala Seksi X Kejaksaan", "Kasubdit Y Kementerian", "Anggota Dewan Komisioner Lembaga Z"
        if m.kind == "person" and owner.kind == "armed-group" and m.gazetteer is None:
            m.sector = owner.sector  # a rebel commander is no soldier of the state
        if m.kind == "person" and m.sector == "BUS" and owner.kind == "organization" and m.gazetteer is None:
            m.sector = owner.sector or m.sector  # the chief executive of an authority is no businessman
        if m.kind == "facility" and m.sector is None and owner.kind == "organization":
            m.sector = owner.sector  # "pos Kopassus"; a site of the whole army ("pos TNI") names no body, and is a noun of its own
    if m.sector == "COP" and owner is not None and owner.sector in ("IGO", "NGO", "JUD", "MIL") and not m.named:
        m.sector = owner.sector  # officers of the UN or of an army are no police
    if m.kind == "person" and m.former and m.sector in ("GOV", "LEG", "COP", "JUD") and m.gazetteer is None:
        m.sector = "ELI"
    if m.kind == "equipment":
        m.sector = m.sector or "MIL"


def insurgents(doc: Annotated, language: Language) -> None:
    """“kelompok bersenjata di Yahukimo”, "kelompok pimpinan X": armed men in a land where rebels fight are those."""
    lands, bands = language.sets["insurgent_lands"], language.sets["bands_of_rebels"]
    leading = tuple(f"{words} " for words in language.sets["leads_band"])
    if not bands or all(m.kind != "place" or m.head not in lands for m in doc.mentions):
        return
    for m in doc.mentions:
        if m.kind != "group" or m.named or m.owner is not None and m.owner.kind != "place":
            continue
        behind = doc.raw[m.end : m.end + LED].lstrip().lower() if m.head in language.sets["led_bands"] else ""
        if m.head in bands if m.sector == "UAF" else behind.startswith(leading):
            m.kind, m.sector = "armed-group", "REB"


def opposition(doc: Annotated, words: frozenset[str]) -> None:
    """“the opposition Justice Party ... The Justice Party": a party told to oppose those in power does so throughout."""
    parties = [m for m in doc.mentions if m.sector == "PTY" and m.kind == "organization" and m.named and m.name]
    for m in parties:
        first, _, rest = (m.name or "").partition(" ")
        m.name = rest if first in words and rest else m.name
    names = {m.name for m in parties if not words.isdisjoint(_with_before(m, doc.raw))}
    for m in parties if names else ():
        if m.name in names:
            m.sector = "OPP"


def _with_before(m: Mention, raw: str) -> list[str]:
    """The words of ``m``, and the one right before it in its sentence."""
    return [*raw[max(0, m.start - LED) : m.start].lower().split(" ")[-2:], *raw[m.start : m.end].lower().split()]


LED = 40  # characters behind a band in which it is said who leads it


def branches(doc: Annotated, language: Language) -> None:
    """“Pakistani troops killed 14 Taliban": a group of which a branch goes by a nation's name is that, where only that nation is named."""
    groups = [m for d in doc.mentions for m in (d, d.of, d.owner) if m is not None and m.kind == "armed-group" and m.gazetteer and m.name]
    if not groups:
        return
    nations = {(o.head, o.country) for m in doc.mentions for o in (m, m.owner) if o is not None and o.kind == "state" and o.adjective}
    named = {m.country for m in doc.mentions if m.gazetteer is None or m.kind != "armed-group"}
    for m in groups:
        if (
            m.country in (None, "INT")
            or m.country in named - {None}
            and any(x.kind in ("state", "place") and x.country == m.country for x in doc.mentions)
        ):
            continue
        for nation, country in nations:
            known = language.phrases.called(nation, *(m.gazetteer or {})["n"].lower().split())
            entry = next((p["e"] for p in known if p["k"] == "name" and p["e"].get("c") == country), None)
            if entry is not None and country != m.country:
                m.gazetteer, m.name, m.country = entry, entry["n"], country
                break


def mostly(s: Sentence, language: Language) -> None:
    """“killing 20 people, most of them students", "12 people, mostly policemen": of which sort people are, told behind them."""
    units = s.units
    for i, u in enumerate(units):
        if u.m is None or u.kind != "M" or i < 2 or not u.m.plural or u.m.sector in (None, "-", "of", "CVL"):
            continue
        them = units[i - 1].m
        of_them = i > 4 and them is not None and them.head == "them" and units[i - 3].low in language.sets["most_of"]
        comma = i - 4 if of_them else i - 2
        if units[comma].kind != "," or not of_them and units[i - 1].low not in language.sets["mostly"]:
            continue
        people = next((x.m for x in reversed(units[:comma]) if x.m is not None and x.m.head in language.sets["anybody"]), None)
        if people is not None and people.kind == "group" and people.sector in (None, "CVL"):
            people.sector = u.m.sector


def told_by(noun: Mention, name: Mention, language: Language) -> bool:
    """“the shipyard Nordvaerft said": whether the noun right before an unknown name says what bears it."""
    beside = name.start == noun.end + 1 and not noun.named and not noun.plural and noun.kind in ("facility", "organization")
    return language.code == "en" and beside and noun.sector not in (None, "-", "of", "CVL")


UNTITLED = (("guarding", "COP"), ("behind_crimes", "CRM"), ("spying", "SPY"))
"""Sets of words for people who hold no office, and the sector that they have where nothing else tells."""
OF_SORTS = (("named_parties", "PTY"), ("named_unions", "LAB"), ("named_societies", "NGO"))
"""Sets of the words that say what sort of body a name is of, and the sector that such bodies mostly have."""


def society_of(m: Mention, seen: list[Mention], language: Language) -> str | None:
    """“Partai X bermusyawarah ... Ketua umum mengatakan": an office that only parties and societies have is of the one told of last."""
    if m.kind != "person" or m.of is not None or m.owner is not None or m.head not in language.sets["offices_of_societies"]:
        return None
    return next((o.sector for o in reversed(seen) if o.kind == "organization" and o.sector in PRIVATE), None)


def default_sector(m: Mention, language: Language) -> str | None:
    """What a mention is that no word told: a party or union by its name, a guard or a suspect by his; None where nothing says it."""
    if m.kind == "person":
        body = m.of is not None and m.of.kind == "organization" and m.of.named and not m.plural
        if m.title and (m.named or body) and m.gazetteer is None and m.source != RANKED:
            if body or m.title in language.sets["titles_of_societies"]:
                return "NGO"  # "koordinator X", "direktur Y": of a state's body its name would tell
            if m.title in language.sets["titles_of_firms"]:
                return "BUS"
        if language.code == "en" and not m.named and not m.title:
            return next((sector for name, sector in UNTITLED if m.head in language.sets[name]), "CVL")
        return "GOV" if m.title and m.source != RANKED else "CVL" if m.named else None
    if m.kind == "name":
        return "CVL"
    if m.kind in ("organization", "group") and not m.plural and language.code == "en" and m.owner is not None and m.owner.kind == "state":
        if m.head.rpartition(" ")[2] in language.sets["state_boards"]:
            return "GOV"  # "Mexico's human rights commission"
    if m.kind in ("organization", "group") and m.named and language.code == "en":
        word = m.head.rpartition(" ")[2]  # "the Unity League", "the Sudanese Professionals Association"
        if (kind := next((sector for name, sector in OF_SORTS if word in language.sets[name]), None)) is not None:
            return kind
    if m.kind == "group" and m.head in language.sets["societies"] and m.pronoun is None and m.owner is None:
        return "NGO"  # "several organisations in Assam"
    return {"state": "GOV", "group": "CVL", "armed-group": "REB", "equipment": "MIL"}.get(m.kind)
