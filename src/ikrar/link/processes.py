"""Processes: a series of meetings under one name, with its rounds, their heads, format and topics."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from ikrar.lexicon import Language
from ikrar.link.happenings import Happening
from ikrar.model import Evidence, Head, Process, Quote, Round, Span, Time
from ikrar.model.annotation import Annotated, Mention, Sentence

MOST_TOPICS = 10
FOLLOWING = 3  # sentences behind one that tells of a meeting which may go on about it


class Words:
    """How a language tells of meetings: ``lang/*/processes.yaml``."""

    def __init__(self, language: Language) -> None:
        data = language.raw["extras"]["processes"]
        self.names, self.inner = frozenset(data["names"]), frozenset(data["inner"])
        self.formats = [(form, _any(texts)) for form, texts in data["formats"].items()]
        self.topics, self.agenda = _any(data["topics"]), _any(data["agenda"])
        self.besides = _any(data["besides"])
        self.saying = frozenset(data["saying"])


def _any(texts: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(texts, key=len, reverse=True)))})(?!\w)", re.I)


@lru_cache(maxsize=4)
def _words(language: Language) -> Words:
    return Words(language)


def find(
    doc: Annotated,
    language: Language,
    happenings: list[Happening],
    entity: Callable[[Mention], str],
    time_of: Callable[[Any], Time],
) -> list[Process]:
    """The processes that the meetings of the document belong to: those with the same parties, told by a noun."""
    words = _words(language)
    groups: dict[frozenset[str], list[Happening]] = {}
    for h in happenings:
        if h.type != "CONSULT" or len(h.actors) < 2:
            continue
        if not any(d.pattern.kind == "noun" for d in h.tellings):
            continue
        groups.setdefault(frozenset(entity(m) for m in h.actors), []).append(h)
    out: list[Process] = []
    for parties, hs in groups.items():
        nouns = [d for h in hs for d in h.tellings if d.pattern.kind == "noun" and not d.pattern.frame["frame"].endswith("delegation")]
        named = [n for n in (_name(doc, d, words) for d in nouns) if n is not None]
        if not named:
            continue
        name, span = max(named, key=lambda n: (sum(c.isupper() for c in n[0]) > 1, len(n[0])))
        out.append(
            Process(
                id=f"p{len(out) + 1}",
                name=name,
                mentions=tuple(dict.fromkeys([span, *(n[1] for n in named)])),
                parties=tuple(sorted(parties, key=lambda e: int(e[1:]))),
                rounds=tuple(_round(doc, h, words, entity, time_of) for h in hs),
            )
        )
    return out


def _name(doc: Annotated, d: Any, words: Words) -> tuple[str, Span] | None:
    """The words under which the meetings go: the noun with its capitals and its parties ("US-Iraq Strategic Dialogue")."""
    units = d.sentence.units
    first = last = d.unit
    if words.names.isdisjoint(doc.raw[d.start : d.end].lower().split()):
        return None

    def capital(i: int) -> bool:
        return doc.raw[units[i].start].isupper()

    while first > 0 and not d.sentence.title:
        u = units[first - 1]
        if not (u.kind in "XKM" and capital(first - 1) or u.kind == "-" and first > 1 and capital(first - 2)):
            break
        first -= 1
    end = max(d.end, units[last].end)
    while last + 1 < len(units):
        u = units[last + 1]
        if not (
            u.kind in "XK"
            and (capital(last + 1) or u.low in words.inner)
            or u.kind == "-"
            or u.m is not None
            and u.m.kind == "state"
            and not u.m.adjective
        ):
            break
        last += 1
        end = u.end
    while first < d.unit and units[first].kind == "-":
        first += 1
    start = units[first].start
    text = " ".join(doc.raw[start:end].split())
    return (text, (start, end)) if " " in text else None


def _round(doc: Annotated, h: Happening, words: Words, entity: Callable[[Mention], str], time_of: Callable[[Any], Time]) -> Round:
    heads: dict[str, Head] = {}
    for d in h.tellings:
        for m, side in d.heads:
            if side.kind != "name":  # "the Peru-Chad Consultations": the occasion is no side
                heads.setdefault(entity(m), Head(entity=entity(m), for_=entity(side)))
    form: str | None = None
    topics: list[Quote] = []
    evidence = [Evidence((d.start, d.end), "trigger") for d in h.tellings[:4]]
    for s in _about(doc, h, words):
        if form is None:
            for name, pattern in words.formats:
                told = pattern.search(doc.raw, s.start, s.end)
                if told is not None:
                    form = name
                    evidence.append(Evidence(told.span(), "format"))
                    break
        topics = topics or _topics(doc, s, words)
    return Round(
        evidence=tuple(evidence),
        date=time_of(h.time) if h.time is not None else None,
        format=form,
        heads=tuple(heads.values()),
        topics=tuple(topics),
    )


def _about(doc: Annotated, h: Happening, words: Words) -> list[Sentence]:
    """The sentences that tell of a meeting: its tellings, and those behind one that name it again or go on about it."""
    out = {d.sentence.index: d.sentence for d in h.tellings if not d.sentence.title}
    for index in sorted(out):
        for s in doc.sentences[index + 1 : index + 1 + FOLLOWING]:
            if s.index in out:
                break
            if not words.names.isdisjoint(s.words) or words.topics.search(doc.raw, s.start, s.end):
                out[s.index] = s
            elif any(u.m is not None and u.m.named for u in s.units[:1]):
                break  # somebody else's doings
    return [out[i] for i in sorted(out)]


def _topics(doc: Annotated, s: Sentence, words: Words) -> list[Quote]:
    """What a meeting was about: the list behind "mencakup", "covered", before "were on the agenda", behind "selain", "besides"."""
    told = words.topics.search(doc.raw, s.start, s.end)
    before = words.agenda.search(doc.raw, s.start, s.end) if told is None or told.group().lower() in words.agenda.pattern else None
    if told is None and before is None:
        return []
    out: list[Quote] = []
    if told is not None:
        opened = words.besides.search(doc.raw, s.start, told.start())
        if opened is not None:
            out += _list(doc, s, opened.end(), told.start(), words)
    if told is not None:
        out += _list(doc, s, told.end(), s.end, words)
    if before is not None and not out:
        out += _list(doc, s, s.start, before.start(), words)
    return out[:MOST_TOPICS]


def _list(doc: Annotated, s: Sentence, start: int, end: int, words: Words) -> list[Quote]:
    """The things listed between two places of a sentence; commas part them, and "and" where there are none."""
    units = [u for u in s.units if start <= u.start and u.end <= end]
    stop = 0
    while stop < len(units) and not (units[stop].kind in ".;:QSRVB" or units[stop].low in words.saying):
        stop += 1
    if stop < len(units):  # "..., the statement said": its subject is no topic
        cut = stop
        while cut > 0 and units[cut - 1].kind != ",":
            cut -= 1
        if cut or units[stop].kind in "VB" or units[stop].low in words.saying:
            stop = cut or stop
    units = units[:stop]
    commas = sum(u.kind == "," for u in units)
    out: list[Quote] = []
    part: list[Any] = []
    for u in [*units, None]:
        if u is None or u.kind == "," or (not commas and u.kind == "C"):
            while part and part[0].kind in "CDdP,(":
                part.pop(0)
            while part and part[-1].kind in "CDP,":
                part.pop()
            if part and part[-1].end - part[0].start > 2:
                span = (part[0].start, part[-1].end)
                out.append(Quote(text=doc.raw[span[0] : span[1]], span=span))
            part = []
        else:
            part.append(u)
    return out
