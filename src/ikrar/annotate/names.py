"""What sort of thing an unknown name is, from the words around it; appositions; abbreviations that the text explains."""

from __future__ import annotations

import re

from ikrar.annotate import (
    abbreviated,
    addresses,
    appositions,
    bases,
    compounds_en,
    counterparts,
    degrees,
    delegations,
    foes,
    initials,
    levies,
    lists,
    nicknames,
    officers,
    one_person,
    people,
)
from ikrar.annotate.appositions import INTRODUCED
from ikrar.annotate.beside import BODIES
from ikrar.annotate.phrases import UNTOLD
from ikrar.annotate.units import NAME_PREFIXES
from ikrar.annotate.within import whose_by_words
from ikrar.lexicon import Language
from ikrar.model.annotation import Annotated, Mention, Placed, Sentence, Unit

OF_ANYBODY = "NGO"  # of associations, and so of bodies of which all kinds of people have some
THING = "thing"  # a name of nobody: a summit, a prize
CONCERNING = (
    *("address_ends", "exemplifies", "pairs_of_candidates", "heading", "origin", "military_sites", "landing_places", "down_to"),
    *("siding", "fought", "against"),
)
"""Sets of words without any of which most passes have nothing to do in a sentence."""
CLAUSE = 7  # words of a relative clause among which it is said that nobody knows them


def settle(doc: Annotated, language: Language) -> None:
    """Gives each unknown name a kind, joins appositions, learns "Name (ABC)"."""
    tailed = [s for s in doc.sentences if not language.tail_words.isdisjoint(s.words)]
    for s in tailed:
        s.take_mentions()
    for one in people.everybody(tailed):
        if one.kind in ("name", "person") and one.gazetteer is None and one.words and not one.title:
            tail = language.tails.get(one.words[-1])
            if tail is not None and (
                len(one.words) > 1 or tail["t"] == THING and " " in doc.raw[one.start : one.end]
            ):  # "Security Dialogue"
                one.kind, one.sector, one.source = str(tail["t"]), tail["s"], "last word of the name"
                if one.sector == OF_ANYBODY:
                    one.sector = whose_by_words(one.words, language) or one.sector
    degrees.settle(doc, language)
    initials.settle(doc, language)
    sets = language.sets
    ends, either = sets["address_ends"], language.either
    lists_of, fights = either("exemplifies", "pairs_of_candidates"), either("fought", "against")
    identity = language.either("unknown_identity", "told_identity")
    concerning = either(*CONCERNING)
    english = language.code == "en"
    at_war: list[Sentence] = []
    placed: list[tuple[Sentence, Placed]] = []
    for s in doc.sentences:
        words = {u.low for u in s.units}
        concerned = concerning & words  # most passes have nothing to do in most sentences, and this shows it
        if not ends.isdisjoint(concerned):
            addresses.settle(doc, s, language)
        if english:
            compounds_en.placed(s, doc.raw, either("at_place", "to_or_from"))
            if "of" in words:
                compounds_en.join(s, doc.raw)
            if "'s" in words:
                compounds_en.of_states(s)
        s.take_mentions()
        told = s.placed
        if not told:
            continue
        placed.append((s, told))
        if not identity.isdisjoint(s.words):
            _unidentified(s, told, language)
        counterparts.settle(s, told, doc.raw, language)
        delegations.leaders(s, told, doc.raw, language)
        officers.counted(told, doc.raw, sets["numerals"])
        officers.of_a_body(s, told, sets)
        appositions.settle(s, told, words, language)
        if not sets["also_is"].isdisjoint(words) or "," in words and not sets["kin"].isdisjoint(s.words):
            one_person.settle(s, sets["also_is"], sets["kin"])
        officers.armies(s, told, language)
        if "," in words:
            officers.named_next(s, told)
        officers.of_whose_army(s, told, sets["origin"])
        if not lists_of.isdisjoint(concerned):
            lists.told(s, language)
        if "," in words and len(told) > 2:
            lists.beside_bodies(s.units)
        if "under" in words or not sets["heading"].isdisjoint(concerned):
            _led(s, told, language)
        delegations.settle(s, told, doc.raw, language)
        if not concerned:
            continue
        if not sets["origin"].isdisjoint(concerned):
            _origins(s, told, sets["origin"])
        if not sets["military_sites"].isdisjoint(concerned):
            bases.settle(s, told, doc.raw, language)
        if not sets["landing_places"].isdisjoint(concerned):
            bases.named_after(s, told, doc.raw, sets)
        if not sets["down_to"].isdisjoint(concerned):
            levies.strength(s, told, language)
        if not sets["siding"].isdisjoint(concerned):
            foes.beside_state(s, told, language)
        if not fights.isdisjoint(concerned):
            at_war.append(s)
    if language.sets["levies"]:
        levies.settle(placed, language)
    everybody = people.everybody(doc.sentences)
    abbreviated.settle(everybody, doc.raw, language)
    if sets["alliances"]:
        abbreviated.united(everybody, doc.raw, sets["alliances"])
    abbreviated.contingents(doc, everybody, sets["contingents"], sets["games"])
    officers.sides(doc, language)
    for s in at_war:
        foes.fought(s, language)
    _abbreviations(doc, everybody, sets)
    people.settle(everybody, language)
    known = _learn(doc.raw, placed, sets["called"], sets["firm_forms"])
    for short, whole in abbreviated.unsigned(everybody).items():
        known.setdefault(short, whole)
    for one, whole in abbreviated.by_letters(everybody, known):
        _copy(one, whole)
    fighting: dict[str, Mention] = {}
    speech = either("speech", "said")
    for s, told in placed:
        for i, m in told:
            if m.kind == "organization" and m.named:
                foes.of_fighters(m, sets)
                foes.of_a_region(m, language)
                foes.of_a_land(m, language)
                foes.under_arms(m, s, sets)
            if m.kind == "armed-group" and (letters := foes.fighters_of(m, known, doc.raw)) is not None:
                fighting[letters] = m
            elif m.kind == "armed-group" and m.named and m.name and m.gazetteer is None:
                fighting.setdefault(m.name, m)
            name = m.name or ""
            if (
                m.kind == "person"
                and not m.title
                and m.gazetteer is None
                and (firm := known.get(name)) is not None
                and firm.sector == "BUS"
            ):
                m.kind = "name" if firm.kind == "organization" else m.kind  # "PT Melati Indah ... Melati Indah"
            if m.kind != "name":
                continue
            model = known.get(name) or known.get(name[:1].lower() + name[1:])
            if model is not None and model is not m:
                _copy(m, model)
            elif i and addresses.quoted(s.units, i, sets["quoted_from"]):
                m.kind, m.sector, m.source = "organization", "JRN", "quoted as a source"
            elif i and s.units[i - 1].low in sets["made"]:
                m.kind = "thing"  # "telepon genggam merek X"
            elif _place_like(s.units, i, sets["locative"], sets["nearby"]) or _beside_place(s.units, i, sets["locative"], sets["nearby"]):
                m.kind = "place"
            elif _next_to_speech(s.units, i, speech):
                m.kind = "person"
            elif m.name and m.name.isupper() and len(m.name) > 1 and " " not in m.name:
                m.kind = "organization"
            elif len(m.words) >= 2:
                m.kind, m.source = ("thing" if _of_the_language(m.words[0], language) else "person"), "shape"
                if m.kind == "person" and not english and i and (body := _holds(s.units[i - 1], m, doc.raw)) is not None:
                    m.of = body
            else:
                m.kind = "name"
    if fighting:
        if english:
            foes.shortened(doc, fighting)
        foes.those_fighting(doc, fighting)


def _holds(before: Unit, m: Mention, raw: str) -> Mention | None:
    """“SVP of Business Development X Ana Kerling”: the body right before a name, of which its bearer is, whatever he is there."""
    body = before.m
    if body is None or body.kind != "organization" or not body.named or body.sector in (None, "-", "of", "JRN"):
        return None
    plain = all(w.isalpha() for w in m.words) and not any(w.isupper() for w in raw[m.start : m.end].split())
    return body if plain and raw[before.end : m.start] == " " else None


def _of_the_language(word: str, language: Language) -> bool:
    """Whether a name that begins so is a heading or an occasion ("Upacara Praspa") rather than somebody."""
    return (word in language.common or word in language.institutional) and word not in language.first_names


def _copy(m: Mention, model: Mention) -> None:
    m.kind, m.country, m.sector = model.kind, model.country, model.sector
    m.of, m.owner, m.gazetteer, m.former = model.of, model.owner, model.gazetteer, model.former
    if model.name:
        m.alias, m.name = m.name, model.name
    m.source = "named before"


def _learn(raw: str, placed: list[tuple[Sentence, Placed]], called: frozenset[str], forms: frozenset[str]) -> dict[str, Mention]:
    """Names and abbreviations that stand with a title or a kind somewhere in the text -> that mention."""
    known: dict[str, Mention] = {}
    for s, told in placed:
        units = s.units
        for whole, nick in nicknames.pairs(told, units, called) if not called.isdisjoint(s.words) else ():
            if nick.gazetteer is None and nick.name and not nick.title:
                whole.kind = "person"
                known.setdefault(nick.name, whole)
                _copy(nick, whole)
        for i, m in told:
            if not m.named or m.kind in ("name", "instrument"):
                continue
            if m.kind == "person" and m.name:
                if m.title or m.gazetteer or m.source == INTRODUCED:
                    known.setdefault(m.name, m)
                    last = m.name.split()[-1]
                    known.setdefault(last, m)
                    if last.lower().startswith(NAME_PREFIXES):  # "Samir al-Rawab", then "Rawab"
                        known.setdefault(last.partition("-")[2], m)
                    known.setdefault(m.name.split()[0], m)
            elif m.kind in BODIES and m.name and m.words and m.gazetteer is None:
                known.setdefault(m.name, m)  # "the Ennahdha party", then "Ennahdha"
            elif m.kind == "organization" and m.name and m.sector == "BUS" and m.gazetteer is None:
                form, _, own = m.name.partition(" ")
                if " " in own and form.lower() in forms:
                    known.setdefault(own, m)  # "PT Melati Indah", then "Melati Indah"
            if i + 2 < len(units) and units[i + 1].kind == "(" and (i + 3 < len(units) and units[i + 3].kind == ")"):
                inner = units[i + 2]
                short = raw[inner.start : inner.end]
                if inner.m is not None and _goes_by(m, inner.m):
                    _copy(m, inner.m)  # "Komite Palang Merah Internasional (ICRC)"
                if m.kind in ("organization", "armed-group", "person") and short[:1].isupper() and len(short) < 20:
                    known.setdefault(short, m)
                    if inner.m is not None and inner.m.kind == "name":
                        _copy(inner.m, m)
    return known


def _goes_by(m: Mention, known: Mention) -> bool:
    """Whether the body ``m``, of which nothing is known, is the one that the brackets behind it name."""
    if m.kind not in BODIES or not m.named or m.gazetteer is not None or m.country not in (None, known.country):
        return False
    part = m.owner is not None and m.owner.kind != "state"  # "Direktorat X Kementerian Y (Kemeny)"
    alike = m.sector in (None, "-", "GOV", known.sector)  # not "Fraksi Partai Z (PZ)"
    return alike and not part and known.kind in BODIES and known.gazetteer is not None and known.source == "gazetteer"


LETTERS = re.compile(r"[A-Z]{3,6}")


def _named_by(units: list[Unit], i: int, links: frozenset[str]) -> Mention | None:
    """The mention that ends at unit ``i``: also an armed group's whose name goes on, "Koalisi Patriot untuk Perubahan (ABC)"."""
    j = i
    while units[j].m is None and j > max(0, i - 4) and (units[j].kind in "XK" or units[j].low in links):
        j -= 1
    m = units[j].m
    return m if m is None or j == i or m.kind == "armed-group" and any(u.low in links for u in units[j + 1 : i]) else None


def _abbreviations(doc: Annotated, everybody: list[Mention], sets: dict[str, frozenset[str]]) -> None:
    """An abbreviation that the text explains is what the text says, whatever else goes by it: "Partai Bintang Muda (PBM)"."""
    said: dict[str, Mention] = {}
    for s in doc.sentences:
        units = s.units
        for i in range(len(units) - 3) if "(" in s.words or "[" in s.words else ():
            if units[i + 1].kind != "(" or units[i + 3].kind != ")":
                continue
            m, inner = _named_by(units, i, sets["in_group_names"]), units[i + 2]
            known = inner.m is not None and inner.m.kind in (*BODIES, "name") and (inner.m.gazetteer is not None or inner.m.sector is None)
            short = doc.raw[inner.start : inner.end]
            longer = m is not None and m.kind == "group" and not m.named and doc.raw.count(" ", m.start, m.end) >= len(short)
            if known and (m is None or m.kind not in BODIES or longer) and _spells(doc.raw, units[i].end, short, sets["unlettered"]):
                said.setdefault(short, Mention("thing", inner.start, inner.end, ""))
                continue  # "perjanjian kerja sama (PKS)", "industri hasil tembakau (IHT)": no party, and no body
            if m is None or not (m.kind in BODIES or (m.named and m.kind in ("person", "name"))):
                continue
            text = m.name if m.kind in ("person", "name") and m.name else doc.raw[m.start : m.end]
            words = [w for w in text.split() if w[:1].isupper()]
            abroad = m.kind == "armed-group" and LETTERS.fullmatch(short) is not None and m.named  # of its name in another language
            if abroad and m.gazetteer is None and inner.m is not None and inner.m.gazetteer is not None and inner.m.kind == m.kind:
                continue  # "Tentara Pembebasan Nasional (ELN)": that everybody knows
            plain = m.kind == "group" and short == "".join(w[0] for w in text.split()).upper()  # "industri kecil menengah (IKM)"
            if len(short) > 1 and (abroad or plain or short.replace(" ", "") == "".join(w[0] for w in words)):
                said.setdefault(short, m)
    if not said:
        return
    for one in everybody:
        text = doc.raw[one.start : one.end]
        model = said.get(text)
        if model is None and one.gazetteer is not None and one.kind in BODIES and " " in text:  # "banyak PMI", "PKS itu"
            model = said.get(next((w for w in text.split() if w.isupper()), ""))
        if model is not None and one is not model and one.kind in (*BODIES, "name", "person", "place", "state"):
            _copy(one, model)
            one.named = model.named
            if not model.named:
                one.name, one.head = model.name, model.head  # "pekerja migran Kenya (PMK)": a group goes by no name


def _spells(raw: str, end: int, short: str, joins: frozenset[str]) -> bool:
    """Whether the letters are the first ones of the words before ``end``, which are no name."""
    words = [w for w in raw[max(0, end - WORDS * len(short)) : end].split() if w not in joins][-len(short) :]
    return 1 < len(short) == len(words) and "".join(w[0] for w in words) == short.lower()


WORDS = 20  # characters of a word, for each letter that may stand for one


def _unidentified(s: Sentence, told_of: Placed, language: Language) -> None:
    """“militias whose identity is unknown", "gunmen who have not been identified": nobody says whose they are."""
    sets, of = language.sets, language.either("of_what", "no_one")
    for i, m in told_of:
        if m.named or m.kind not in ("armed-group", "group") or m.sector not in UNTOLD or i + 1 == len(s.units):
            continue
        after = s.units[i + 1]
        behind = s.units[i + 2].kind if i + 2 < len(s.units) else ""
        if after.kind not in "RN" and after.low not in of and not (after.kind == "," and behind == "R"):
            continue
        other = next((u.first for u in s.units[i + 1 :] if u.mention_kind in ("group", "armed-group")), after.last + CLAUSE)
        words = {t.low for t in s.tokens[after.first : min(other, after.last + CLAUSE)]}  # not "korban yang dihadang orang tak dikenal"
        if sets["unknown_identity"] & words or (sets["told_identity"] & words and (sets["negators"] | sets["no_one"]) & words):
            m.sector = "UAF"


def _origins(s: Sentence, told: Placed, links: frozenset[str]) -> None:
    """“Sersan X dari Korps Marinir AS", "General Y of India": the body or state behind the name is theirs."""
    units, last = s.units, len(s.units) - 2
    for i, m in told:
        if i >= last or units[i + 1].low not in links or (o := units[i + 2].m) is None:
            continue
        if m.kind not in ("person", "name") or not m.named or m.of is not None or m.owner is not None:
            continue
        if o.kind in ("state", "organization", "armed-group") and (m.title or m.kind == "name" and len(m.words) > 1):
            m.of = o
            m.kind = "person"


def _led(s: Sentence, told: Placed, language: Language) -> None:
    """“a coalition led by Peru", "the coalition under French command": whose forces are in the lead."""
    u = s.units
    for i, m in told:
        if m.country != "INT" or m.kind != "organization" or i >= len(u) - 3:
            continue
        if m.owner is not None and m.owner.country not in (None, "INT"):
            continue
        k = i + 1 + (u[i + 1].kind == ",")
        if k + 2 >= len(u):
            continue
        leader = u[k + 2].m if u[k].low in language.sets["heading"] and u[k + 1].low in language.sets["by"] else None
        if leader is None and u[k].low == "under" and k + 2 < len(u) and u[k + 2].low in language.sets["leadership"]:
            leader = u[k + 1].m
        if leader is None and u[k].low == "under":  # "under (the) leadership of Peru"
            at = k + 1 + (u[k + 1].kind == "d")
            if at + 2 < len(u) and u[at].low in language.sets["leadership"] and u[at + 1].low == "of":
                leader = u[at + 2].m
        if leader is not None and leader.country not in (None, "INT") and leader.kind in ("state", "place"):
            m.owner = leader


def _place_like(units: list[Unit], i: int, locative: frozenset[str], nearby: frozenset[str]) -> bool:
    """Whether the word before says that a place follows: "di X", "dekat X"."""
    before = units[i - 1] if i else None
    last = before.low.rpartition(" ")[2] if before is not None else ""
    return before is not None and (before.kind == "P" and (last in locative or last in nearby) or before.low in nearby)


def _beside_place(units: list[Unit], i: int, locative: frozenset[str], nearby: frozenset[str]) -> bool:
    """“di Hadramaut dan Shabwah”, "dari A, B, dan C": a name joined to a place is one too."""
    j = _linked(units, i, -1)
    first = j
    while j > 0 and not _place_like(units, j, locative, nearby):
        j = _linked(units, j, -1)
    if j <= 0 or first <= 0 or units[j].mention_kind != "place":
        return False
    if units[i - 1].kind == "C" and first == j:
        return True
    end = i
    while (after := _linked(units, end, 1)) > 0:
        end = after
    ends = units[end + 1].kind if end + 1 < len(units) else ""
    m = units[i].m
    person = m is not None and len(m.words) > 1 and units[j - 1].low not in ("di", "in")  # "gugatan dari Ana Kerling, Budi Sato, dan ..."
    return units[end - 1].kind == "C" and ends not in ("V", "A") and not person  # nor "Di Hilla, Ali dan Omar berkata"


def _linked(units: list[Unit], i: int, step: int) -> int:
    """Where the name stands that commas or "and" link to the one at ``i``, before it (-1) or behind it (1); 0 where none does."""
    j = i + step
    links = 0
    while 0 < j < len(units) and units[j].kind in (",", "C"):
        j, links = j + step, links + 1
    return j if links and 0 < j < len(units) and units[j].m is not None and units[j].mention_kind in ("name", "place") else 0


def _next_to_speech(units: list[Unit], i: int, speech: frozenset[str]) -> bool:
    after = units[i + 1] if i + 1 < len(units) else None
    before = units[i - 1] if i else None
    return (after is not None and after.low in speech) or (before is not None and before.low in speech)
