"""The one gate for every engine: a statement whose words are not in the text, or that points at nothing, is turned away and counted."""

from __future__ import annotations

import msgspec

from ikrar.model import (
    CONTEXTS,
    ENTITY_TYPES,
    EVENT_TYPES,
    FACTUALITIES,
    INSTRUMENT_KINDS,
    KINDS,
    PROVISIONS,
    SECTORS,
    STATUSES,
    Commitment,
    Event,
    Evidence,
    Quote,
    Record,
    Span,
    Time,
)

EVIDENCE_LIMIT = 800
"""Characters; a record cannot claim a whole article as the evidence of one event (record.md)."""


class Gate:
    """Checks one record against its raw text and collects what was refused, in words."""

    def __init__(self, raw: str, record: Record) -> None:
        self.raw, self.record = raw, record
        self.refused: list[str] = []
        self.dropped = sorted(d.span for d in record.document.dropped)
        self.ids = {e.id for e in record.entities}

    def inside(self, span: Span | None) -> bool:
        """Whether a span lies in the text and holds something."""
        return span is None or 0 <= span[0] < span[1] <= len(self.raw)

    def quote(self, q: Quote | None) -> bool:
        """Whether a quote is exactly the words of its span."""
        return q is None or (self.inside(q.span) and self.raw[q.span[0] : q.span[1]] == q.text)

    def time(self, t: Time | None) -> bool:
        """Whether a time's words stand where it says."""
        if t is None or t.span is None:
            return True
        return self.inside(t.span) and (t.text is None or self.raw[t.span[0] : t.span[1]] == t.text)

    def evidence(self, items: tuple[Evidence, ...]) -> str | None:
        """What is wrong with the evidence of a statement; None where nothing is."""
        if not items:
            return "no evidence"
        length = 0
        for e in items:
            if not self.inside(e.span):
                return "evidence outside of the text"
            length += e.span[1] - e.span[0]
        if self.dropped and any(s < e.span[1] and e.span[0] < t for e in items for s, t in self.dropped):
            return "evidence in a dropped stretch"
        return None if length <= EVIDENCE_LIMIT else f"more than {EVIDENCE_LIMIT} characters of evidence"

    def known(self, ids: tuple[str, ...]) -> bool:
        """Whether every entity that is referred to exists."""
        return self.ids.issuperset(ids)

    def event(self, e: Event) -> str | None:
        """Why an event cannot stand; None where it can."""
        wrong = self.evidence(e.evidence)
        if e.type not in EVENT_TYPES or e.factuality not in FACTUALITIES or not set(e.contexts) <= CONTEXTS:
            wrong = wrong or "a code that the codebook does not have"
        if not (self.known(e.actors) and self.known(e.recipients)):
            wrong = wrong or "an entity that does not exist"
        if not self.time(e.time) or (e.place is not None and not self.inside(e.place.span)):
            wrong = wrong or "words that are not in the text"
        if e.attribution is not None and not (e.attribution.entity in self.ids and self.inside(e.attribution.span)):
            wrong = wrong or "an attribution that points at nothing"
        if not all(self.inside(q.span) for q in e.quantities):
            wrong = wrong or "a quantity outside of the text"
        return wrong

    def commitment(self, c: Commitment) -> str | None:
        """Why a commitment cannot stand; None where it can."""
        wrong = self.evidence(c.evidence)
        if c.kind not in KINDS or c.provision not in PROVISIONS or c.status not in STATUSES:
            wrong = wrong or "a code that the codebook does not have"
        if not (self.known(c.promisors) and self.known(c.beneficiaries)):
            wrong = wrong or "an entity that does not exist"
        if not (self.quote(c.action) and self.quote(c.condition) and self.time(c.deadline) and self.time(c.made_on)):
            wrong = wrong or "words that are not in the text"
        if c.status != "open" and self.evidence(c.status_evidence):
            wrong = wrong or "a status without evidence"
        return wrong


def verify(raw: str, record: Record) -> tuple[Record, tuple[str, ...]]:
    """``record`` without the statements that its text does not bear, and what was refused."""
    gate, length = Gate(raw, record), len(raw)
    entities = []
    for e in record.entities:
        spans = e.mentions
        if len(inside := [s for s in spans if 0 <= s[0] < s[1] <= length]) < len(spans):
            spans = tuple(inside)
        if not spans or e.type not in ENTITY_TYPES or (e.sector is not None and e.sector not in SECTORS):
            gate.refused.append(f"entity {e.id} {e.name!r}: no mention in the text, or an unknown code")
            continue
        roles = tuple(r for r in e.roles if gate.inside(r.span) and (r.of is None or r.of in gate.ids))
        whole = spans is e.mentions and len(roles) == len(e.roles)
        entities.append(e if whole else msgspec.structs.replace(e, mentions=spans, roles=roles))
    gate.ids = {e.id for e in entities}
    events = []
    for v in record.events:
        why = gate.event(v)
        if why:
            gate.refused.append(f"event {v.id} {v.type}: {why}")
        else:
            events.append(v)
    instruments = [
        i for i in record.instruments if i.kind in INSTRUMENT_KINDS and all(gate.inside(s) for s in i.mentions) and gate.known(i.parties)
    ]
    names = {i.id for i in instruments}
    commitments = []
    for c in record.commitments:
        why = gate.commitment(c)
        if why is None and c.instrument is not None and c.instrument not in names:
            why = "an instrument that does not exist"
        if why:
            gate.refused.append(f"commitment {c.id} {c.kind}: {why}")
        else:
            commitments.append(c)
    processes = [p for p in record.processes if all(gate.inside(s) for s in p.mentions) and gate.known(p.parties)]
    refused = tuple(gate.refused)
    clean = msgspec.structs.replace(
        record,
        entities=tuple(entities),
        events=tuple(events),
        commitments=tuple(commitments),
        instruments=tuple(instruments),
        processes=tuple(processes),
    )
    return clean, refused
