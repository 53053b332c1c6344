"""Puts the record together: events, commitments, instruments, processes and the entities they name, each with its words."""

from __future__ import annotations

from datetime import date
from typing import Any

from ikrar.lexicon import Language
from ikrar.lexicon.words import words
from ikrar.lexicon.wordtable import WordTable
from ikrar.link import apologies, at_large, clashes, instruments, one_act, processes, quantities, restraint, suspects
from ikrar.link.cast import SPOKEN, is_wide, seats, spoke_first, standing, stands_for_state
from ikrar.link.entities import Registry
from ikrar.link.happenings import Happening, join, stand_in
from ikrar.link.implied import imply
from ikrar.link.promised_once import distinct
from ikrar.link.same_act import Counts
from ikrar.link.times import Times
from ikrar.link.told_again import fold, topics
from ikrar.model import (
    Attribution,
    Commitment,
    Document,
    Engine,
    Entity,
    Event,
    Evidence,
    Fill,
    Place,
    Quantity,
    Quote,
    Record,
    Span,
    Trace,
)
from ikrar.model.annotation import Annotated, Mention, Sentence
from ikrar.model.codes import LEAVING

SENT = frozenset(("AGREE", "AID", "CONCEDE", "MOBILIZE", "COOPERATE"))
"""Types of acts by which forces are sent, trained or helped."""
OPENING = 4  # sentences that tell what a report is about
EVIDENCE_LIMIT = 800
SENTENCE_LIMIT = 500  # characters of a sentence that are cited; the trigger always is


class Composer:
    """Builds one record from what annotation and extraction found."""

    def __init__(self, doc: Annotated, language: Language, published: date | None) -> None:
        self.doc, self.lang = doc, language
        self.registry = Registry(doc, language)
        self.times = Times(doc, language, published)
        self.counts: dict[int, tuple[Quantity, ...]] = {}
        self.contexts = _contexts(language)
        self.seats = seats(doc)
        self.seen_sentences: dict[int, tuple[str, ...]] = {}

    # -- parts --------------------------------------------------------------------------------------------------

    def ids(self, members: list[Mention]) -> tuple[str, ...]:
        """Entity ids of mentions, each once; a capital that acts is its state."""
        out: dict[str, None] = {}
        for m in members:
            if m.capital:
                m.entity = "state"
            out[self.registry.id(m)] = None
        return tuple(out)

    def evidence(self, spans: list[tuple[Span, str]], sentences: list[Sentence]) -> tuple[Evidence, ...]:
        """Trigger and other words first, then the sentences they stand in, as far as the limit allows."""
        out: dict[Span, Evidence] = {}
        total = 0
        for span, part in spans:
            if span not in out and total + span[1] - span[0] <= EVIDENCE_LIMIT:
                out[span] = Evidence(span, part)
                total += span[1] - span[0]
        for s in sentences:
            size = min(s.end - s.start, SENTENCE_LIMIT)
            span = (s.start, s.start + size)
            if span not in out and total + size <= EVIDENCE_LIMIT:
                out[span] = Evidence(span, "sentence")
                total += size
        return tuple(out.values())

    def attribution(self, s: Sentence, at: int, actors: list[Mention]) -> Attribution | None:
        """Who said what stands at ``at``, where it is heard from somebody who is not the one who acts."""
        if s.speaker is None or s.speech is None:
            return None
        leads = s.speaker.start == s.speech[0] and self.doc.raw[s.start : s.speech[0]].rstrip()[-1:] not in ',"”'
        if leads and at < s.speech[0]:
            return None  # "X menyerang Y, dan Z menyatakan ...": Z does not say the first
        who = s.speaker.refers[0] if s.speaker.pronoun and s.speaker.refers else s.speaker
        if who.kind in ("instrument", "pronoun") or who.sector == "JRN" or any(who is a for a in actors):
            return None
        return Attribution(entity=self.ids([self.heard_for(who)])[0], span=s.speech)

    def heard_for(self, who: Mention) -> Mention:
        """“US officials said ...”: officials without a name, who do nothing else in the report, are heard for their state."""
        state = next((o for o in (who.owner, who.of) if o is not None and o.kind == "state"), None)
        unnamed = not who.named and who.kind in ("person", "group") and who.sector == "GOV"
        return state if state is not None and unnamed and self.registry.key(who) not in self.registry.keys else who

    def context(self, s: Sentence) -> tuple[str, ...]:
        """PLOVER contexts by the words of the sentence."""
        found = self.seen_sentences.get(s.index)
        if found is None:
            known = [m.span for m in s.mentions if m.named and m.gazetteer is not None and m.kind == "armed-group"]  # "Islamic State"
            told = [t.low for t in s.tokens if not any(a <= t.start < b for a, b in known)] if known else s.lows
            found = self.seen_sentences[s.index] = self.contexts.find(told)
        return found

    # -- lines --------------------------------------------------------------------------------------------------

    def event(self, h: Happening, n: int) -> Event:
        """The event of one happening."""
        lead = h.lead
        spans: list[tuple[Span, str]] = [((lead.start, lead.end), "trigger")]
        spans += [((d.start, d.end), "retelling" if d.sentence is not lead.sentence else "trigger") for d in h.tellings if d is not lead]
        spans += [(span, "retelling") for d in h.tellings for span in d.beside]
        sentences = [lead.sentence]
        place = None
        m = next((d.place for d in h.tellings if d.place is not None and d.place.named), None)
        if m is not None:  # "at a base" is no place on a map
            only_said = h.type in SPOKEN and (stands_for_state(m, self.registry) or spoke_first(m, self.doc.sentences[m.sentence]))
            if id(m) not in self.seats and not only_said and not is_wide(m):
                self.registry.id(m)
            g = m.gazetteer or {}
            place = Place(name=m.name or m.head, span=m.span, country=m.country, lat=_number(g.get("lat")), lon=_number(g.get("lon")))
        return Event(
            id=f"v{n}",
            type=h.type,
            factuality="actual" if lead.type == "AGREE" and lead.factuality == "planned" else lead.factuality,  # it was promised
            evidence=self.evidence(spans, sentences),
            mode=next((d.mode for d in h.tellings if d.mode), None),
            contexts=self.context(lead.sentence),
            actors=self.ids(h.actors),
            recipients=self.ids(h.recipients),
            time=self.times.of(h),
            place=place,
            attribution=self.attribution(lead.sentence, lead.start, h.actors),
            quantities=self.counts.get(id(h), ()),
        )

    def day(self, h: Happening) -> str | None:
        """When a happening was, as far as is known."""
        found = self.times.of(h)
        return None if found is None else found.value

    def commitment(self, p: Any, n: int, made_of: dict[int, str]) -> Commitment:
        """The commitment of one promise."""
        d = p.draft
        spans: list[tuple[Span, str]] = [((d.start, d.end), "trigger"), *p.evidence]
        made = self.times.at(d.time) if d.time is not None else None
        due = None
        if p.deadline is not None:
            due = self.times.deadline(p.deadline, made.value if made is not None else None, told=self.times.retold(d))
        filled = (made_of.get(id(m)) for g in d.fills.values() for m in g.members)
        instrument = next((id_ for id_ in filled if id_), None) or instruments.told_in(p.sentence, made_of, self.lang)
        return Commitment(
            id=f"c{n}",
            kind=p.kind,
            provision=p.provision,
            evidence=self.evidence(spans, [p.sentence]),
            promisors=self.ids(p.promisors),
            beneficiaries=self.ids(stand_in(p.beneficiaries, p.promisors)),
            action=self.quote(p.action),
            condition=self.quote(p.condition),
            deadline=due,
            made_on=made,
            instrument=instrument,
            attribution=self.attribution(p.sentence, d.start, p.promisors),
        )

    def quote(self, span: Span | None) -> Quote | None:
        """The words of a span."""
        return None if span is None else Quote(text=self.doc.raw[span[0] : span[1]], span=span)


def compose(
    doc: Annotated, extraction: Any, document: Document, engine: Engine, language: Language, published: date | None, *, trace: bool
) -> tuple[Record, list[Trace]]:
    """The record of a document, before verification, and where ``trace`` asks for it that of each line and of each refusal."""
    c = Composer(doc, language, published)
    counts = Counts(extraction.counts, language)
    happenings = [h for h in join(extraction.drafts, counts) if _stands(h)]
    imply(happenings, doc, language)
    apologies.shared(happenings, language)
    at_large.at_home(happenings, doc)
    happenings = clashes.fold(topics(fold(happenings, c.registry.key, language.sets), c.registry.key))
    kind = restraint.genre(doc, language)
    if happenings or extraction.promises:
        happenings = restraint.weigh(happenings, extraction.promises, kind, language)
    suspects.settle(doc, language, happenings)
    c.registry.leaving = any(p.provision in LEAVING for p in extraction.promises) or _leave(doc, language.sets["leaving"])
    c.registry.forces = {id(m) for h in happenings if h.type in SENT for m in (*h.actors, *h.recipients)}
    c.times.run_on(happenings, extraction.sayings)
    happenings = one_act.gather(happenings, counts, c.day)
    for h in happenings:
        h.actors, h.recipients = ([m for m in side if not _occasion(m, language)] for side in (h.actors, h.recipients))
    c.counts = quantities.assign(happenings, extraction.counts)
    events = [c.event(h, n) for n, h in enumerate(happenings, 1)]
    found, made_of = instruments.Finder(doc, language, happenings, c.times.at, lambda m: c.ids([m])[0]).find()
    kept = distinct(extraction.promises, doc.raw, language)
    commitments = [c.commitment(p, n, made_of) for n, p in enumerate(kept, 1)]
    series = processes.find(doc, language, happenings, lambda m: c.ids([m])[0], c.times.at)
    if (happenings or kept or series or found or _heard(doc, kind)) and not restraint.of_play(kind):
        promised = [p.action for p in kept if p.action is not None and p.provision in LEAVING]
        guarded = [p.action for p in kept if p.action is not None and p.provision == "protection"]
        opening = document.dateline.span if document.dateline is not None else (-1, -1)
        standing(c.registry, doc, language, opening, happenings, promised, guarded)
    c.registry.claim()
    record = Record(
        engine=engine,
        document=document,
        entities=c.registry.entities(),
        events=tuple(events),
        commitments=tuple(commitments),
        instruments=tuple(found),
        processes=tuple(series),
    )
    return record, _traces(c, extraction, happenings, kept) if trace else []


OFFICIAL = frozenset(("GOV", "LEG", "MIL", "COP", "JUD", "PTY", "IGO"))
"""Sectors whose people, where one of them is heard, make a report one of public life though nothing that it tells of is an act."""


def _heard(doc: Annotated, kind: restraint.Genre | None) -> bool:
    """Whether somebody known in office speaks in a report that is none of play or show."""
    return kind is None and any(
        s.speaker is not None and s.speaker.kind == "person" and s.speaker.named and s.speaker.sector in OFFICIAL for s in doc.sentences
    )


def _leave(doc: Annotated, words: frozenset[str]) -> bool:
    """Whether the report opens with forces that leave."""
    for s in doc.sentences[:OPENING]:
        if any(m.sector == "MIL" and m.kind == "organization" for m in s.mentions) and not words.isdisjoint(u.low for u in s.units):
            return True
    return False


def _occasion(m: Mention, language: Language) -> bool:
    """“the Peru-Chad Dialogue": whether a name of one word is that of talks, which are nobody."""
    last = (m.name or "").rpartition(" ")[2].lower()
    unknown = m.kind in ("person", "name") and len(m.words) == 1 or m.kind == "organization" and m.sector is None and m.gazetteer is None
    return unknown and (language.tails.get(last) or {}).get("t") == "thing"


def _stands(h: Happening) -> bool:
    """Whether a happening says enough: somebody acts or is acted on."""
    if h.lead.mutual and h.type == "ASSAULT" and len(h.actors) + len(h.recipients) < 2:
        return False  # fighting has two sides; a side that merely fights is a standing situation
    # a bomb in a named place says enough: its author is unknown, and whom it was meant for
    somewhere = h.type == "ASSAULT" and h.lead.place is not None and bool(h.lead.pattern.frame["event"].get("mode"))
    return bool(h.actors or h.recipients) or somewhere or _made(h)


MADE = frozenset(("support.pass", "support.sign"))


def _made(h: Happening) -> bool:
    """“Konvensi itu diadopsi pada 1993": whether a text is told to have been passed or signed on a day of its own, by whomever."""
    d = h.lead
    own = d.fills.get("instrument") or d.subject
    told = d.mark == "passive" and d.time is not None and not d.heard and d.factuality == "actual"
    return told and d.pattern.frame["frame"] in MADE and own is not None and own.how == "subject"


def _traces(c: Composer, extraction: Any, happenings: list[Happening], promises: list[Any]) -> list[Trace]:
    item: dict[int, list[str]] = {}
    for n, h in enumerate(happenings, 1):
        for d in h.tellings:
            item.setdefault(id(d), []).append(f"v{n}")
    chosen: dict[int, list[str]] = {}
    for n, p in enumerate(promises, 1):
        item.setdefault(id(p.draft), []).append(f"c{n}")
        if p.cue:
            chosen.setdefault(id(p.draft), []).append(f'c{n}: provision {p.provision} by "{p.cue}"')
    out: list[Trace] = []
    for d in extraction.drafts:
        fills = []
        for role, g in d.fills.items():
            for m in g.members:
                entity = c.registry.keys.get(c.registry.key(m)) if m.kind not in ("pronoun", "instrument") else None
                fills.append(Fill(role=role, text=c.doc.raw[m.start : m.end], span=m.span, how=g.how, entity=entity))
            if not g.members and g.thing is not None:
                fills.append(Fill(role=role, text=g.thing.low, span=(g.thing.start, g.thing.end), how=g.how))
        for role, (_, _, span) in d.clauses.items():
            fills.append(Fill(role=role, text=c.doc.raw[span[0] : span[1]], span=span, how="clause"))
        base = {
            "frame": d.pattern.frame["frame"],
            "pattern": f"{d.pattern.index} {d.pattern.src}",
            "trigger": (d.start, d.end),
            "fills": tuple(fills),
            "cues": tuple(d.cues),
            "notes": (*d.notes, *chosen.get(id(d), [])),
        }
        lines = item.get(id(d), [])
        for line in lines:
            out.append(Trace(item=line, **base))
        if not lines:
            out.append(Trace(item=None, refused=d.refused or "nobody acts and nobody is acted on", **base))
    return out


def _number(text: Any) -> float | None:
    return float(text) if text not in (None, "") else None


_context_cache: dict[str, WordTable] = {}


def _contexts(language: Language) -> WordTable:
    if language.code not in _context_cache:
        _context_cache[language.code] = WordTable(language.raw["contexts"])
    return _context_cache[language.code]


__all__ = ["Composer", "Entity", "compose", "words"]
