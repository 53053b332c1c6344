"""What was read in a text, line by line, as the page of a document shows it: the same for a report of the ledger and for any text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from ikrar.model import Commitment, Entity, Event, Evidence, Instrument, Process, Reading, Record, Span, Time
from ikrar.web.marked import Mark

Card = dict[str, Any]
"""``key`` (c1), ``of``, ``id`` (C-1, where the ledger has it), ``line`` (its own number), ``name``, ``codes`` (kind and code), ``who``,
``whom``, ``fields`` (label, text and note of each), ``at`` (its words), ``person``, ``rejected``.
"""

COLUMNS: Final = (
    "id",
    "of",
    "key",
    "codes",
    "name",
    "status",
    "who",
    "whom",
    "action",
    "condition",
    "deadline",
    "date",
    "place",
    "quote",
    "start",
    "end",
)


def cards(reading: Reading, lines: Mapping[str, Any] | None = None, besides: Iterable[Any] = ()) -> dict[str, list[Card]]:
    """The lines by kind, in the order of the record.

    ``lines``: what the ledger says of them (`ledger.reading_page`), by their ids in the record; ``besides``: those that are in none.
    """
    made = _Cards(reading, lines or {})
    found = {
        "commitment": [made.commitment(c) for c in reading.record.commitments],
        "event": [made.event(e) for e in reading.record.events],
        "instrument": [made.instrument(i) for i in reading.record.instruments],
        "process": [made.process(p) for p in reading.record.processes],
        "entity": [made.entity(e) for e in reading.record.entities],
    }
    for line in besides:
        found[line["of"]].append(_said(_known({"key": line["id"].lower()}, line), line, line["span"]))
    return found


def marks(record: Record, shown: Mapping[str, Sequence[Card]]) -> list[Mark]:
    """What lies on the text: what was dropped and repaired, and the words of each line."""
    out = [Mark(span, "keep") for span in record.document.body]
    if record.document.title:
        out.append(Mark(record.document.title.span, "title"))
    out += [Mark(drop.span, "drop", drop.reason) for drop in record.document.dropped]
    out += [Mark((r.span[0], max(r.span[1], r.span[0] + 1)), "repair", r.kind) for r in record.document.repairs]
    for of, lines in shown.items():
        for card in lines:
            kind = "named" if of in {"instrument", "process", "entity"} else "line"
            out += [Mark(span, kind, card["key"]) for span in card["spans"]]
            if card["hangs"]:
                out.append(Mark(card["hangs"], "hang", card["key"]))
    return out


def rows(raw: str, shown: Mapping[str, Sequence[Card]]) -> list[dict[str, Any]]:
    """The lines as rows of a table, for CSV and JSON."""
    out = []
    for of, lines in shown.items():
        for card in lines:
            row = {"id": card["id"], "of": of, "key": card["key"], "codes": [code for _, code in card["codes"]], "name": card["name"]}
            row |= {"status": card["status"], "who": card["who"], "whom": card["whom"]} | {
                label: _plain(text) for label, text, _ in card["fields"]
            }
            if card["at"]:
                start, end = card["at"]
                row |= {"quote": raw[start:end], "start": start, "end": end}
            out.append(row)
    return out


class _Cards:
    """Makes the cards of one record."""

    def __init__(self, reading: Reading, lines: Mapping[str, Any]) -> None:
        self.raw, self.lines = reading.raw, lines
        self.entities = {e.id: e for e in reading.record.entities}
        self.instruments = {i.id: i for i in reading.record.instruments}

    def commitment(self, c: Commitment) -> Card:
        """A promise; a person's word on it comes first."""
        card = self._card(c.id, "commitment", c.evidence)
        if c.id in self.lines and "said" in self.lines[c.id]:
            return _said(card, self.lines[c.id], card["at"])
        instrument = self.instruments.get(c.instrument or "")
        card["codes"] = [("kind", c.kind), ("provision", c.provision)]
        card |= {"status": c.status, "who": self._who(c.promisors), "whom": self._who(c.beneficiaries)}
        card["fields"] = _filled(
            ("action", c.action.text if c.action else None, None),
            ("condition", c.condition.text if c.condition else None, None),
            ("deadline", *_time(c.deadline)),
            ("made", *_time(c.made_on)),
            ("instrument", instrument.name if instrument else None, None),
            ("speaker", self._name(c.attribution.entity) if c.attribution else None, None),
        )
        return card

    def event(self, e: Event) -> Card:
        """A happening."""
        card = self._card(e.id, "event", e.evidence)
        if e.id in self.lines and "said" in self.lines[e.id]:
            return _said(card, self.lines[e.id], card["at"])
        card["codes"] = [("type", e.type), *([("mode", e.mode)] if e.mode else []), *(("context", context) for context in e.contexts)]
        card |= {"factuality": e.factuality, "who": self._who(e.actors), "whom": self._who(e.recipients)}
        numbers = [(q.value, q.what, self.raw[slice(*q.span)]) for q in e.quantities]
        card["fields"] = _filled(
            ("date", *_time(e.time)),
            ("place", e.place.name if e.place else None, None),
            ("numbers", numbers or None, None),
            ("speaker", self._name(e.attribution.entity) if e.attribution else None, None),
        )
        return card

    def instrument(self, i: Instrument) -> Card:
        """A text that binds or declares."""
        card = self._card(i.id, "instrument", (), i.mentions) | {"name": i.name, "codes": [("instrument", i.kind)]}
        card |= {"who": self._who(i.parties), "fields": _filled(("date", *_time(i.date)), ("state", i.status, None))}
        return card

    def process(self, p: Process) -> Card:
        """A series of meetings."""
        card = self._card(p.id, "process", (), p.mentions) | {"name": p.name, "who": self._who(p.parties)}
        card["fields"] = [(label, text, note) for r in p.rounds for label, text, note in _filled(("round", *_time(r.date)))]
        card["fields"] += _filled(*(("topics", ", ".join(topic.text for topic in r.topics) or None, None) for r in p.rounds))
        return card

    def entity(self, e: Entity) -> Card:
        """Who is spoken of."""
        card = self._card(e.id, "entity", (), e.mentions) | {"name": e.name, "codes": [("entity", e.type)]}
        roles = [(role.title, self._name(role.of) if role.of else None) for role in e.roles]
        card |= {"country": e.country, "sector": e.sector, "fields": _filled(("roles", roles or None, None))}
        return card

    def _card(self, key: str, of: str, evidence: Sequence[Evidence], mentions: Sequence[Span] = ()) -> Card:
        spans = [e.span for e in evidence] or list(mentions)
        whole = next((e.span for e in evidence if e.part == "sentence"), spans[0] if spans else None)
        hangs = next((e.span for e in evidence if e.part == "trigger"), None)
        card = _empty(key, of) | {"spans": spans, "at": whole, "hangs": hangs}
        return _known(card, self.lines[key]) if key in self.lines else card

    def _who(self, ids: Iterable[str]) -> list[dict[str, Any]]:
        return [
            {"id": self.lines[id_]["head"] if id_ in self.lines else None, "name": e.name, "country": e.country, "sector": e.sector}
            for id_ in ids
            if (e := self.entities.get(id_))
        ]

    def _name(self, id_: str) -> str:
        return self.entities[id_].name if id_ in self.entities else id_


def _empty(key: str, of: str) -> Card:
    none: Card = dict.fromkeys(("id", "line", "name", "status", "factuality", "at", "hangs", "country", "sector"))
    return none | {"key": key, "of": of, "codes": [], "who": [], "whom": [], "fields": [], "spans": [], "person": False, "rejected": False}


def _known(card: Card, line: Mapping[str, Any]) -> Card:
    """With what the ledger says of the line."""
    told = {"id": line["head"], "line": line["id"], "person": line["person"], "rejected": line["withdrawn"]}
    return _empty(card["key"], line["of"]) | card | told


def _said(card: Card, line: Mapping[str, Any], at: Sequence[int] | None) -> Card:
    """A line as a person has it, or as no record has it."""
    said = line["said"]
    span = (at[0], at[1]) if at else None
    card |= {"who": said["who"], "whom": said["whom"], "at": span, "spans": card.get("spans") or ([span] if span else [])}
    if line["of"] == "commitment":
        words = said["deadline_words"] if said["deadline_words"] != said["deadline"] else None
        card["codes"] = [("kind", said["kind"]), ("provision", said["provision"])]
        card["fields"] = _filled(
            ("action", said["action"], None),
            ("condition", said["condition"], None),
            ("deadline", said["deadline"] or words, words),
            ("made", said["made_on"], None),
            ("instrument", said["instrument"], None),
        )
    else:
        card["codes"] = [("type", said["type"]), *([("mode", said["mode"])] if said["mode"] else [])]
        card["codes"] += [("context", context) for context in said["contexts"]]
        card["factuality"] = said["factuality"]
        card["fields"] = _filled(("date", said["value"], None), ("place", said["place"], None))
    return card


def _plain(text: Any) -> Any:
    """Roles and numbers, which pages word in the reader's language, as one text: their parts as they stand in the record."""
    return "; ".join(" ".join(str(part) for part in of if part is not None) for of in text) if isinstance(text, list) else text


def _time(time: Time | None) -> tuple[str | None, str | None]:
    """A time and the words that it was read from, where those say it otherwise."""
    if time is None:
        return None, None
    if time.value is None:
        return time.text, None
    return time.value, time.text if time.text != time.value else None


def _filled(*fields: tuple[str, Any, str | None]) -> list[tuple[str, Any, str | None]]:
    return [(label, text, note) for label, text, note in fields if text]
