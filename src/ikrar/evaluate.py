"""How near a record comes to a careful human's: the measures of ``ikrar evaluate``.

A hand-coded document is a :class:`Gold` (``NAME.gold.json``: codes, and spans that point into the raw text). :func:`compare` holds one
record against one gold, :func:`pool` adds up over documents (micro-average). What counts as the same:

- ``events.type``: the type, and the record's evidence touches the sentence of the gold trigger; ``events``: that, and the countries of
  actors and of recipients agree by half (Jaccard). ``dates``, ``events.sector``, ``factuality``: shares of the events so matched.
- ``commitments.kind``: kind and promisors, evidence in the sentence; ``commitments``: that, and the provision. ``deadlines``: a share.
- ``entities``: type and code, by a touched mention. ``instruments``: kind, by a touched mention. ``dropped``: characters left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from ikrar.engines.verify import EVIDENCE_LIMIT
from ikrar.model import Commitment, Entity, Event, Evidence, Instrument, Record, Span, Time

HALF = 0.5
"""How far two sets of countries must overlap to be one side: one of two found is enough, one of three is not."""


class GoldEvent(msgspec.Struct, frozen=True):
    """An event as a person coded it; ``scope`` is the sentence of its trigger."""

    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    trigger: Span
    scope: Span
    date: str | None = None
    factuality: str = "actual"


class GoldCommitment(msgspec.Struct, frozen=True):
    """A commitment as a person coded it."""

    kind: str
    provision: str
    promisors: tuple[str, ...]
    trigger: Span
    scope: Span
    beneficiaries: tuple[str, ...] = ()
    deadline: str | None = None
    status: str = "open"


class GoldEntity(msgspec.Struct, frozen=True):
    """An entity as a person coded it: ``code`` is COUNTRY:SECTOR, or None where any will do."""

    name: str
    type: str
    mention: Span
    code: str | None = None


class GoldInstrument(msgspec.Struct, frozen=True):
    """An instrument as a person coded it."""

    kind: str
    mention: Span


class Gold(msgspec.Struct, frozen=True):
    """A document coded by hand. ``blank`` are its runs of white space, which count for nothing."""

    id: str
    language: str = "id"
    published: str | None = None
    blank: tuple[Span, ...] = ()
    dropped: tuple[tuple[int, int, str], ...] = ()
    entities: tuple[GoldEntity, ...] = ()
    events: tuple[GoldEvent, ...] = ()
    commitments: tuple[GoldCommitment, ...] = ()
    instruments: tuple[GoldInstrument, ...] = ()


class F1(msgspec.Struct, frozen=True):
    """Things found, against things to find."""

    hit: int
    gold: int
    found: int

    @property
    def value(self) -> float:
        """2PR / (P + R); 1 where there was nothing to find and nothing was found."""
        return 2 * self.hit / (self.gold + self.found) if self.gold + self.found else 1.0

    @property
    def precision(self) -> float:
        """How much of what was found is right."""
        return self.hit / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """How much of what was to be found is."""
        return self.hit / self.gold if self.gold else 0.0

    def __add__(self, other: F1) -> F1:
        return F1(self.hit + other.hit, self.gold + other.gold, self.found + other.found)


class Share(msgspec.Struct, frozen=True):
    """How many of some things are right."""

    right: int
    of: int

    @property
    def value(self) -> float:
        """The share; 0 where there was nothing."""
        return self.right / self.of if self.of else 0.0

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.of + other.of)


class Comparison(msgspec.Struct, frozen=True):
    """One record held against one gold: the measures, and what was missed and invented."""

    name: str
    f1: dict[str, F1]
    shares: dict[str, Share]
    missed_events: tuple[GoldEvent, ...]
    extra_events: tuple[Event, ...]
    missed_commitments: tuple[GoldCommitment, ...]
    extra_commitments: tuple[Commitment, ...]


def load(path: Path) -> Gold:
    """Reads ``NAME.gold.json``."""
    return msgspec.json.decode(path.read_bytes(), type=Gold)


def golds(folder: Path) -> Iterator[tuple[str, Gold, str]]:
    """Name, gold and raw text of every document coded in ``folder``, by name."""
    for path in sorted(folder.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        yield name, load(path), (folder / f"{name}.txt").read_bytes().decode("utf-8")


def compare(gold: Gold, record: Record, name: str = "") -> Comparison:
    """Holds ``record`` against ``gold``."""
    codes = {e.id: _code(e) for e in record.entities}
    events, commitments = record.events, record.commitments

    def sides(ids: Iterable[str]) -> set[str]:
        return {codes.get(i, "UNK:UNK") for i in ids}

    def same_type(g: GoldEvent, e: Event) -> bool:
        return g.type == e.type and _touches(_evidence(e.evidence), g.scope)

    def same_event(g: GoldEvent, e: Event) -> bool:
        return same_type(g, e) and _agree(g.actors, sides(e.actors)) and _agree(g.recipients, sides(e.recipients))

    def same_kind(g: GoldCommitment, c: Commitment) -> bool:
        return g.kind == c.kind and _touches(_evidence(c.evidence), g.scope) and _agree(g.promisors, sides(c.promisors))

    def same_commitment(g: GoldCommitment, c: Commitment) -> bool:
        return same_kind(g, c) and g.provision == c.provision

    def same_entity(g: GoldEntity, e: Entity) -> bool:
        return g.type == e.type and _touches(e.mentions, g.mention) and g.code in (None, codes[e.id])

    def same_instrument(g: GoldInstrument, i: Instrument) -> bool:
        return g.kind == i.kind and _touches(i.mentions, g.mention)

    typed = match(gold.events, events, same_type)
    whole = match(gold.events, events, same_event)
    kind = match(gold.commitments, commitments, same_kind)
    kept = match(gold.commitments, commitments, same_commitment)
    entities = match(gold.entities, record.entities, same_entity)
    instruments = match(gold.instruments, record.instruments, same_instrument)
    matched = [(gold.events[i], events[j]) for i, j in whole.items()]
    dated = [(g, events[whole[i]] if i in whole else None) for i, g in enumerate(gold.events) if g.date]
    blank = _characters(gold.blank)
    out = _characters((start, end) for start, end, _ in gold.dropped) - blank
    left_out = _characters(d.span for d in record.document.dropped) - blank
    return Comparison(
        name=name,
        f1={
            "events.type": F1(len(typed), len(gold.events), len(events)),
            "events": F1(len(whole), len(gold.events), len(events)),
            "commitments.kind": F1(len(kind), len(gold.commitments), len(commitments)),
            "commitments": F1(len(kept), len(gold.commitments), len(commitments)),
            "entities": F1(len(entities), len(gold.entities), len(record.entities)),
            "instruments": F1(len(instruments), len(gold.instruments), len(record.instruments)),
            "dropped": F1(len(out & left_out), len(out), len(left_out)),
        },
        shares={
            "dates": Share(sum(e is not None and _value(e.time) == g.date for g, e in dated), len(dated)),
            "events.sector": Share(sum(set(g.actors) == sides(e.actors) for g, e in matched), len(matched)),
            "factuality": Share(sum(g.factuality == e.factuality for g, e in matched), len(matched)),
            "deadlines": Share(sum(gold.commitments[i].deadline == _value(commitments[j].deadline) for i, j in kept.items()), len(kept)),
        },
        missed_events=tuple(g for i, g in enumerate(gold.events) if i not in whole),
        extra_events=_left(events, whole),
        missed_commitments=tuple(g for i, g in enumerate(gold.commitments) if i not in kept),
        extra_commitments=_left(commitments, kept),
    )


def pool(comparisons: Iterable[Comparison]) -> dict[str, F1 | Share]:
    """The measures over all documents together, by name."""
    found: dict[str, F1] = {}
    shares: dict[str, Share] = {}
    for c in comparisons:
        for name, part in c.f1.items():
            found[name] = found[name] + part if name in found else part
        for name, share in c.shares.items():
            shares[name] = shares[name] + share if name in shares else share
    return {**found, **shares}


def confusion(gold: Gold, record: Record) -> Counter[tuple[str, str]]:
    """How often events of a type were read as which: ``(gold type, type found in that sentence)``, "-" where there is none.

    Each event is counted once: first those that agree, then what is left over in the same sentence.
    """
    events = record.events
    same = match(gold.events, events, lambda g, e: g.type == e.type and _touches(_evidence(e.evidence), g.scope))
    rest_gold = [g for i, g in enumerate(gold.events) if i not in same]
    rest = list(_left(events, same))
    other = match(rest_gold, rest, lambda g, e: _touches(_evidence(e.evidence), g.scope))
    out: Counter[tuple[str, str]] = Counter((gold.events[i].type, gold.events[i].type) for i in same)
    out.update((g.type, rest[other[i]].type if i in other else "-") for i, g in enumerate(rest_gold))
    out.update(("-", e.type) for e in _left(rest, other))
    return out


def fallen(pooled: Mapping[str, F1 | Share], floors: Mapping[str, float]) -> list[str]:
    """What lies below its floor, in words; a floor for a measure that there is not is an error."""
    values = {name: pooled[name].value for name in floors}
    return [f"{name} {values[name]:.4f} is below its floor {floor}" for name, floor in floors.items() if values[name] < floor - 5e-5]


def match(golds: Sequence[Any], found: Sequence[Any], same: Callable[[Any, Any], bool]) -> dict[int, int]:
    """The largest set of pairs, each thing in one pair at most (bipartite matching): index in ``golds`` -> index in ``found``."""
    edges = [[j for j, f in enumerate(found) if same(g, f)] for g in golds]
    owner: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j in edges[i]:
            if j not in seen:
                seen.add(j)
                if j not in owner or place(owner[j], seen):
                    owner[j] = i
                    return True
        return False

    for i in range(len(golds)):
        place(i, set())
    return {i: j for j, i in owner.items()}


def _left(found: Sequence[Any], pairs: Mapping[int, int]) -> tuple[Any, ...]:
    taken = set(pairs.values())
    return tuple(f for j, f in enumerate(found) if j not in taken)


def _value(time: Time | None) -> str | None:
    return None if time is None else time.value


def _code(e: Entity) -> str:
    return f"{e.country or 'UNK'}:{e.sector or 'UNK'}"


def _evidence(items: Sequence[Evidence]) -> list[Span]:
    """The spans of evidence; none where it claims more of the article than a record may."""
    spans = [e.span for e in items]
    return spans if sum(end - start for start, end in spans) <= EVIDENCE_LIMIT else []


def _touches(spans: Iterable[Span], target: Span) -> bool:
    return any(start < target[1] and target[0] < end for start, end in spans)


def _agree(gold: Iterable[str], found: Iterable[str]) -> bool:
    a, b = ({c.split(":")[0] for c in codes} for codes in (gold, found))
    return (len(a & b) / len(a | b) if a or b else 1.0) >= HALF


def _characters(spans: Iterable[Span]) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}
