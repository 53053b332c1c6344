"""What is said of a report by itself, whatever else the ledger holds: by what its lines are found, and the words of its text.

It takes more than half of the time in which a report is taken in, and nothing of the ledger: so where many reports are taken in, other
processes do it beside (`beside`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Final

import msgspec

from ikrar.ledger import keys, marks, near, words
from ikrar.ledger.days import bounds
from ikrar.ledger.keys import folded
from ikrar.ledger.near import key
from ikrar.ledger.points import table
from ikrar.ledger.sql import clean
from ikrar.model import Commitment, Entity, Event, Evidence, Record

SHORT: Final = re.compile(r"\s?\(([A-Z]+)\)")  # behind a name: "Laskar Tirta Laras (LTL)"
UNNAMED: Final = {"group", "place", "facility"}  # "pengunjuk rasa" here are not those there
BODIES: Final = ("organization", "armed-group")
NAMED: Final = (*BODIES, "person")


class Line(msgspec.Struct, array_like=True, gc=False):
    """Of an event or a commitment: by what others are found that may be the same, and what may bear on it."""

    blocks: list[int]
    marks: list[tuple[int, str, str, str | None]]
    """Each with its key, first and last day, and words."""
    promisors: list[str] = []
    made_on: str | None = None


class Sheet(msgspec.Struct, array_like=True, gc=False):
    """What is said of one record."""

    entities: list[list[int]]
    """Of each by what it is found, where it has a name by which it is one over reports."""
    events: list[Line]
    commitments: list[Line]
    near: list[int] = []
    """By what near-duplicates are found."""
    stems: str = ""
    """The words of the text, for searching."""


class Asked(msgspec.Struct, array_like=True, gc=False):
    """A report of which the sheet is asked for."""

    raw: str
    record: str
    """As the book has it."""
    first: bool


def of(raw: str, record: Record, *, first: bool) -> Sheet:
    """The sheet of a record of the text ``raw``; near-duplicates and words are those of its ``first`` reading."""
    made = _Made(raw, record)
    told = record.document
    if not first:
        return Sheet(made.entities(), made.events(), made.commitments())
    kept = near.kept(raw, told.body, dropped=bool(told.dropped))
    return Sheet(made.entities(), made.events(), made.commitments(), near.keys(kept), words.told(kept, told.language))


class _Made:
    def __init__(self, raw: str, record: Record) -> None:
        self.raw, self.record, self.language = raw, record, record.document.language
        self.entity = {e.id: e for e in record.entities}

    def entities(self) -> list[list[int]]:
        return [self._entity(e) for e in self.record.entities]

    def _entity(self, e: Entity) -> list[int]:
        if e.type not in NAMED or key_of(e) is None:
            return []
        return _keys(keys.of_body(e.name, e.type, e.country, self.language, self._letters(e)))

    def _letters(self, e: Entity) -> list[str]:
        """The letters that stand behind a name: "Laskar Tirta Laras (LTL)"."""
        return [letters[1] for _, end in e.mentions if (letters := SHORT.match(self.raw, end)) is not None]

    def events(self) -> list[Line]:
        return [self._event(e) for e in self.record.events]

    def _event(self, e: Event) -> Line:
        days = bounds(e.time, self.record.document.published)
        doers, hit, place = self._countries(e.actors), self._countries(e.recipients), e.place.country if e.place else None
        blocks = _keys(keys.of_event(e.type, doers or hit or [place or ""], *days))
        said = quote(self.raw, e.evidence), self.language
        return Line(blocks, _marks(marks.of_act(0, e.type, days, (doers, [*hit, *([place] if place else [])]), said)))

    def commitments(self) -> list[Line]:
        given = {span(e.evidence): e.time for e in self.record.events if e.time and e.factuality == "actual"}
        found = []
        for c in self.record.commitments:
            made_on = bounds(c.made_on or given.get(span(c.evidence)), None)[0] or self.record.document.published
            found.append(self._commitment(c, made_on))
        return found

    def _commitment(self, c: Commitment, made_on: str | None) -> Line:
        promisors = self._with_bodies(c.promisors)
        action = clean(c.action.text) if c.action else None
        told_as = action or "", self.language
        found = keys.of_promise(c.provision, self._countries(promisors), made_on, *told_as, meant=meant(self.raw, c.evidence))
        named = [self.entity[id_] for id_ in promisors if self.entity[id_].type in NAMED and key_of(self.entity[id_])]
        names = [(name, e.type) for e in named for name in (e.name, *self._letters(e))]
        blocks = _keys([*found, *(k for name, type_ in names for k in keys.of_promisor(name, type_, self.language))])
        called = [clean(self.entity[id_].name) or "" for id_ in (*promisors, *c.beneficiaries)]
        said = action or quote(self.raw, c.evidence), self.language, called
        lands = [[self.entity[id_].country for id_ in ids] for ids in (promisors, c.beneficiaries)]
        return Line(blocks, _marks(marks.of_promise(0, c.provision, made_on, (lands[0], lands[1]), said)), promisors, made_on)

    def _with_bodies(self, ids: Sequence[str]) -> list[str]:
        """Who promises, with the bodies for which some of them speak: a spokesman's word is that of his front."""
        offices = (role for id_ in ids for role in self.entity[id_].roles if not role.former and role.of in self.entity)
        bodies = (role.of for role in offices if role.of and self.entity[role.of].type in BODIES)
        return list(dict.fromkeys((*ids, *bodies)))

    def _countries(self, ids: Iterable[str]) -> list[str]:
        return sorted({self.entity[id_].country or "" for id_ in ids} - {""})


def _keys(found: Iterable[str]) -> list[int]:
    return [key(k) for k in sorted(set(found))]


def _marks(rows: Iterable[dict[str, Any]]) -> list[tuple[int, str, str, str | None]]:
    return [(row["key"], row["first"], row["last"], row["words"]) for row in rows]


def quote(raw: str, evidence: Sequence[Evidence]) -> str:
    """The sentence that says so."""
    whole = next((e for e in evidence if e.part == "sentence"), evidence[0] if evidence else None)
    return (clean(raw[slice(*whole.span)]) if whole else None) or ""


def meant(raw: str, evidence: Sequence[Evidence]) -> str | None:
    """What a promise points back to that does not say it itself: "make it public"."""
    return " ".join(clean(raw[slice(*e.span)]) or "" for e in evidence if e.part == "meant") or None


def span(evidence: Sequence[Evidence]) -> str:
    """Where the word stands that a line hangs on."""
    hangs = next((e for e in evidence if e.part == "trigger"), evidence[0] if evidence else None)
    return f"{hangs.span[0]}-{hangs.span[1]}" if hangs else ""


# -- names -------------------------------------------------------------------------------------------------------


def key_of(e: Entity) -> str | None:
    """What entities of one name share: the folded name with type and country; None for those who have no name of their own."""
    if e.type in UNNAMED or not e.name:
        return None
    if e.name[:1].islower() or described(e.name):  # "a gang leader", "two suspects", "The rebels": described, not named
        return None
    return named_key(e.name, e.type, e.country)


def described(name: str) -> bool:
    """Whether a name says no more than that they are armed: "the rebels", or "Rebels" at the start of a sentence."""
    said = set(folded(name).split())
    return bool(said) and said <= _armed()


@cache
def _armed() -> frozenset[str]:
    return frozenset(word for listed in table().armed.values() for word in listed.split())


def named_key(name: str, type_: str, country: str | None) -> str:
    """What those of one name, type and country share."""
    return f"{folded(name)}|{type_}|{country or ''}"
