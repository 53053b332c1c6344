"""Annotation: sentences, words, times, mentions, speakers. Reads the kept text; never changes it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ikrar.annotate import called_en, lost_letters, named_media, names, phrases, posted, sentences, speech, units, word_givers
from ikrar.annotate.legible import legible
from ikrar.annotate.phrases_en import English
from ikrar.annotate.phrases_id import Indonesian
from ikrar.annotate.units import REMEMBERED
from ikrar.dates import Grammar
from ikrar.lexicon import Language
from ikrar.model import Repair, Span
from ikrar.model.annotation import Annotated, Mention, Sentence, Unit

__all__ = ["annotate"]

MAKERS = {"id": Indonesian, "en": English}  # who builds the noun phrases of a language


def _relatives(s: Sentence, have: frozenset[str]) -> None:
    """English "that" behind a noun opens a relative clause ("the agreement that both signed"), behind a verb a statement."""
    units = s.units
    for i, (before, u) in enumerate(pairwise(units)):
        if u.low != "that" or u.kind != "S" or before.low == "word":
            continue  # "gave its word that"
        day = units[i - 1] if before.kind == "," and i else before
        dated = day.kind == "T" and i + 2 < len(units) and (units[i + 2].kind == "V" or units[i + 2].low in have)
        apart = (
            before.kind == ","
            and i > 0
            and (day.mention_kind == "instrument" or day.kind == "X")
            and i + 2 < len(units)
            and units[i + 2].kind in "AV"
        )
        if before.m is not None or before.kind == "X" or dated or apart:  # "a resolution of May 5, 2020, that obliges X"
            u.kind = "R"


def _the_day(s: Sentence) -> None:
    """English "after 5 May, the day drones hit the town": behind a date "the day" opens a clause, elsewhere it is a noun."""
    for i, u in enumerate(s.units):
        if u.low == "the day" and u.kind == "S" and not (i > 1 and s.units[i - 1].kind == "," and s.units[i - 2].kind == "T"):
            u.kind = "X"


def _dated(s: Sentence, grammar: Grammar, dateless: set[str], dating: set[str]) -> Span | None:
    """Where the words of ``s`` stand that may begin an expression of time: half of all sentences have none, and are not looked through.

    ``dateless`` are the words met so far that begin none, ``dating`` those that may.
    """
    begins = s.words - dateless
    if not begins:
        return None
    if not dating.issuperset(begins):
        for known in (dateless, dating):
            if len(known) > REMEMBERED:
                known.clear()
        begins = frozenset(filter(grammar.begins, begins))
        dating |= begins
        dateless |= s.words - begins
    at = [i for i, low in enumerate(s.lows) if low in begins] if begins else []
    if not at:
        return None
    tokens = s.tokens
    whole = tokens[-1].end + 2 >= s.end  # a sentence so long that not all of its words are there is looked through to its end
    return (tokens[at[0]].start, tokens[at[-1]].end + 1 if whole else s.end)


LETTERS = 4
"""Characters of the letters by which a state goes, where other states have an adjective: "US", "U.K."."""
OF_STATES = frozenset(("MIL", "COP", "LEG", "JUD", "SPY"))  # sectors of bodies that each of several states has


def _gapped(s: Sentence) -> None:
    """“Thai and Cambodian soldiers", "the navies of Peru and Chile": an adjective or a state joined to a phrase has its noun too."""
    for i, (a, sign, b) in enumerate(zip(s.units, s.units[1:], s.units[2:], strict=False)):
        if a.m is None or b.m is None or sign.kind not in "C,":
            continue
        if b.m.kind == "state" and a.m.plural and a.m.sector in OF_STATES and a.m.owner is not None and a.m.owner.end == a.m.end:
            _each_has(s.units, i, a.m)
            continue
        letters = len(a.m.head) <= LETTERS and a.m.end - a.m.start == len(a.m.head)  # "US and Colombian police"
        if not (a.m.adjective or letters) or sign.kind != "C" or b.m.adjective:
            continue
        if b.m.owner is None:  # "Korean and US marines": a body that the gazetteer knows by its state
            whose = (
                b.m.kind == "organization"
                and b.m.gazetteer is not None
                and b.m.sector in OF_STATES
                and b.m.country not in (None, "INT", a.m.country)
            )
        else:
            whose = (b.m.owner.adjective or b.m.plural) and b.m.owner.kind == "state"
        if a.m.kind == "state" and b.m.kind != "state" and whose:
            a.m.kind, a.m.sector, a.m.head = b.m.kind, b.m.sector, b.m.head
            a.m.name, a.m.named, a.m.gazetteer, a.m.adjective, a.m.plural = None, False, None, False, b.m.plural


def _flown(s: Sentence) -> None:
    """“38 fighters and bombers": beside what flies, fighters are planes."""
    for a, sign, b in zip(s.units, s.units[1:], s.units[2:], strict=False):
        if a.m is None or b.m is None or sign.kind != "C" or {a.m.kind, b.m.kind} != {"armed-group", "equipment"}:
            continue
        planes, flies = (a.m, b.m) if b.m.kind == "equipment" else (b.m, a.m)
        if planes.head == "fighter":
            planes.kind, planes.sector, planes.country = flies.kind, flies.sector, planes.country or flies.country


def _each_has(units: list[Unit], i: int, bodies: Mention) -> None:
    """Gives each state in the list that goes on behind unit ``i`` the ``bodies`` named there with the first."""
    listed: list[Mention] = []
    for sign, u in zip(units[i + 1 :: 2], units[i + 2 :: 2], strict=False):
        if sign.kind not in "C," or u.m is None or u.m.kind != "state" or not u.m.named or u.m.adjective:
            return
        listed.append(u.m)
        if sign.kind == "C":
            break
    else:
        return
    for m in listed:
        m.kind, m.sector, m.head = bodies.kind, bodies.sector, bodies.head
        m.name, m.named, m.gazetteer, m.plural = None, False, None, True


def _branch(s: Sentence, raw: str) -> None:
    """“Congress obliged the executive to ...": beside a parliament the executive is the government, and no manager."""
    if any(m.sector == "LEG" for m in s.mentions):
        for m in s.mentions:
            if m.kind == "group" and raw[m.start : m.end].lower() == "the executive":
                m.kind, m.sector = "state", "GOV"


def _counted(s: Sentence, raw: str, about: frozenset[str]) -> None:
    """English "Around 300 soldiers have been sent": before a number that opens a clause the preposition says how many about."""
    for i, u in enumerate(s.units[:-1]):
        if u.kind == "P" and u.low in about and s.units[i + 1].m is not None and raw[s.units[i + 1].start].isdigit():
            if i == 0 or s.units[i - 1].kind in ",SC":
                u.kind = "D"


def _benefits(s: Sentence, for_whom: frozenset[str]) -> None:
    """Indonesian "untuk" before a noun says for whom ("bantuan untuk Ukraina"), before a verb what for."""
    units = s.units
    for i, u in enumerate(units[:-1]):
        if u.kind != "I" or u.low not in for_whom or units[i + 1].m is None:
            continue
        verb = i + 2 < len(units) and units[i + 2].kind in "VAN"
        if not verb or (i and units[i - 1].kind in "XM"):
            u.kind = "P"


def _times(s: Sentence, since: frozenset[str]) -> None:
    """Indonesian "yang sejak 2006 telah ditandatangani": before a time the conjunction opens no clause within the relative one."""
    for before, u, nxt in zip(s.units, s.units[1:], s.units[2:], strict=False):
        if before.kind == "R" and u.kind == "S" and nxt.kind == "T" and u.low in since:
            u.kind = "P"


def annotate(
    raw: str,
    spans: list[Span],
    repairs: tuple[Repair, ...],
    title: Span | None,
    language: Language,
    grammar: Grammar,
    dateline: Span | None = None,
    lost: Sequence[lost_letters.Lost] = (),
) -> Annotated:
    """The kept stretches ``spans`` of ``raw`` annotated; ``title`` is the one of them that is the headline.

    ``dateline`` is where the dateline stands: the sentence begins behind it. ``lost`` are the full stops that stand for commas.
    """
    doc = Annotated(raw, language.code)
    raw = legible(raw, repairs)
    if lost:
        raw = lost_letters.with_commas(raw, lost)
    letters = {one.at: one.char for one in lost if one.char.isalpha()}
    begin, abbreviations = sentences.after_dateline(raw, dateline), language.either("abbreviated", "abbreviated_ranks")
    doc.sentences = sentences.split(raw, spans, repairs, title, begin, abbreviations)
    for_whom, about, since = (language.sets.get(name, frozenset()) for name in ("for_whom", "about", "since_when"))
    stray = frozenset(r.span[0] for r in repairs if r.kind == "stray-full-stop")
    for s in doc.sentences:
        sentences.tokenize(s, raw, language, stray)
        if letters:
            lost_letters.restore(s, letters)
        s.tokens_read()
        if letters:
            s.times = grammar.find(raw, s.start, s.end)
        elif (dated := _dated(s, grammar, language.dateless, language.dating)) is not None:
            s.times = grammar.find(raw, dated[0], s.end, dated[1])
        units.build(s, language)
        phrases.build(s, raw, language, MAKERS[language.code])
        if language.code == "en":
            _relatives(s, language.sets["have"])
            _gapped(s)
            if "fighters" in s.words:
                _flown(s)
            if "day" in s.words:
                _the_day(s)
            if not about.isdisjoint(s.words):
                _counted(s, raw, about)
        else:
            if not for_whom.isdisjoint(s.words):
                _benefits(s, for_whom)
            if s.times and not since.isdisjoint(s.words):
                _times(s, since)
    names.settle(doc, language)
    named_media.settle(doc, language)
    where = language.sets["place_at"]
    for s in doc.sentences:
        if not where.isdisjoint(s.words):
            posted.settle(s, where)
    if language.code == "en":
        called_en.fronts(doc, language.sets["bands"])
    for s in doc.sentences:
        if not language.sets["palaces"].isdisjoint(s.words):
            called_en.houses(s, language)
        if not language.firsts("gives_word").isdisjoint(s.words):
            word_givers.settle(s, language)
    speech.find(doc, language)
    for s in doc.sentences:
        if "executive" in s.words:
            _branch(s, raw)
        doc.mentions += s.mentions
    return doc
