"""Phrases of several words by their first word, and among these by their second: of hundreds that begin so, a text may go on with few."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

Json = dict[str, Any]
Entry = list[Any]
Trigger = tuple[tuple[str, ...], str, int]  # the rest of its words, the mark of its form, the index of its pattern


REMEMBERED = 50_000  # plain words kept, so that a long run does not grow without end
KINDS = {"name": "n", "noun": "h", "title": "t", "body": "b", "place": "l", "instrument": "i", "adj": "a", "mod": "m"}
"""The kinds of the units that phrases make; those of the closed classes say it themselves."""
ORDER = {kind: n for n, kind in enumerate("name closed title noun instrument body place mod adj".split())}


def unit_kind(payload: Json) -> str:
    """The kind of the unit that a phrase makes, by what the lexicon says of it."""
    return str(payload["u"]) if payload["k"] == "closed" else KINDS[payload["k"]]


def foremost(payloads: list[Json]) -> int:
    """Which of what a phrase may be it is taken for first, by its number."""
    if len(payloads) == 1:
        return 0
    return min(range(len(payloads)), key=lambda i: (ORDER[payloads[i]["k"]], payloads[i].get("family", 0), "capital" not in payloads[i]))


def leading(payloads: list[Json], first: int | None = None) -> Json:
    """Of what a phrase may be, that which it is taken for first (``first``, where that is known), with all of them."""
    if len(payloads) == 1:
        return payloads[0]
    return {**payloads[foremost(payloads) if first is None else first], "all": payloads}


def rarest(phrase: Sequence[str]) -> str:
    """The longest word of ``phrase``: a sentence without it need not be searched for the others."""
    return phrase[0] if len(phrase) == 1 else max(phrase, key=len)


class Met(msgspec.Struct, frozen=True, gc=False):
    """What a word, written so, was found to be by itself, for its next time."""

    low: str
    """Its look-up form."""
    kind: str
    longer: dict[str, list[Entry]] | None
    """The words that may follow it in a longer phrase."""
    pay: Json | None
    """What the lexicon says of it."""
    maybe_verb: bool
    """Whether it may yet be a verb."""


class Phrases:
    """Phrases by their first word, ``[n, rest, payloads, cased, bodies, leading, kind]`` each, decoded when a text has that word.

    ``cased`` says whether any of the payloads is a name, which needs its capital; ``bodies`` whether any is a word that makes the name
    of a body; ``leading`` is what it is where all may be, and ``kind`` the kind of the unit that it then makes.
    """

    __slots__ = ("_by_next", "_packed", "_ready", "alone", "met", "plain")

    def __init__(self, packed: bytes) -> None:
        self._packed: dict[str, msgspec.Raw] = msgspec.msgpack.decode(packed, type=dict[str, msgspec.Raw])
        self._ready: dict[str, list[Entry]] = {}
        self._by_next: dict[str, dict[str, list[Entry]]] = {}
        self.alone: dict[str, tuple[dict[str, list[Entry]], str, Json]] = {}
        """Words seen that are the same however they are written ("dan", "serangan"): the words that may follow in a longer phrase, the
        kind of the unit that each makes by itself, and what it is."""
        self.met: dict[str, Met] = {}
        """Words seen, as they are written, that are the same wherever they stand."""
        self.plain: set[str] = set()
        """Words seen that begin no phrase: most names and verbs, and the same come again in every sentence."""

    def __contains__(self, first: str) -> bool:
        return first in self._packed

    def remember(self, low: str) -> None:
        """Notes that ``low`` begins no phrase."""
        if len(self.plain) > REMEMBERED:
            self.plain.clear()
        self.plain.add(low)

    def meet(self, text: str, what: Met) -> None:
        """Notes what the word ``text`` is by itself."""
        if len(self.met) > REMEMBERED:
            self.met.clear()
        self.met[text] = what

    def beginning(self, first: str) -> dict[str, list[Entry]] | None:
        """The phrases that begin with ``first`` by their second word, as far as it was looked up; None where there is none."""
        return self._by_next.get(first)

    def only_begins(self, first: str, following: str) -> bool:
        """Whether phrases that were looked up begin with ``first``, and neither is it one alone, nor with the word ``following`` it."""
        by_next = self._by_next.get(first)
        return by_next is not None and not by_next[""] and following not in by_next

    def get(self, first: str) -> list[Entry] | None:
        """The phrases that begin with ``first``, longest first; None where there is none."""
        found = self._ready.get(first)
        if found is None and (raw := self._packed.get(first)) is not None:
            found = msgspec.msgpack.decode(raw)
            for entry in found:
                entry[5] = leading(entry[2], entry[5])
            self._ready[first] = found  # whole: texts may be read by more threads than one
        return found

    def called(self, *words: str) -> list[Json]:
        """What the phrase of just these ``words`` may be; empty where none has them."""
        first, *rest = words
        return [p for _, others, payloads, *_ in self.get(first) or () if list(others) == rest for p in payloads]

    def body(self, *words: str) -> Json | None:
        """The body of the gazetteer that goes by just these ``words``."""
        names = (p["e"] for p in self.called(*words) if p["k"] == "name")
        return next((e for e in names if e["t"] == "organization"), None)

    def at(self, first: str, following: str) -> list[Entry] | None:
        """As ``get``, but only those that are one word or go on with ``following``; the last word of two may have "-nya"."""
        by_next = self._by_next.get(first)
        if by_next is None:
            if first not in self._packed:
                return None  # most names and verbs
            entries = self.get(first) or []
            by_next = {}
            for entry in entries:
                for second in ("",) if entry[0] == 1 else entry[1][:1] if entry[0] > 2 else (entry[1][0], entry[1][0] + "nya"):
                    by_next.setdefault(second, []).append(entry)
            alone = by_next.setdefault("", [])
            for second in by_next.keys() - {""}:
                by_next[second] += alone
            if alone and not alone[0][3] and not alone[0][4]:  # no name, which needs its capital, nor what makes one
                self.alone[first] = by_next, alone[0][6], alone[0][5]
            self._by_next[first] = by_next  # whole, for other threads
        return by_next.get(following) or by_next[""]


class Alike:
    """Triggers that begin alike; those that require words are found by the words that a sentence has, for most sentences have few."""

    __slots__ = ("_all", "_free_at", "_needing", "free", "words")

    def __init__(self, triggers: list[Trigger], needs: Callable[[int], frozenset[str]]) -> None:
        self._all = triggers
        self.free: list[Trigger] = []
        self._free_at: list[int] = []
        """Those that require no word, and where they stand among all."""
        self._needing: dict[str, list[int]] = {}
        """Where those stand that require one of some words, by each of them."""
        for at, trigger in enumerate(triggers):
            need = needs(trigger[2])
            if not need:
                self.free.append(trigger)
                self._free_at.append(at)
            for word in need:
                self._needing.setdefault(word, []).append(at)
        self.words = frozenset(self._needing)

    def among(self, present: frozenset[str]) -> list[Trigger]:
        """Those that require none or one of the words ``present``, in their order."""
        if self.words.isdisjoint(present):
            return self.free
        needing, found = self._needing, set(self._free_at)
        for word in self.words & present:
            found.update(needing[word])
        return [self._all[at] for at in sorted(found)]


class Triggers:
    """What may trigger a frame, by its first word; laid out when a text has that word."""

    __slots__ = ("_by_next", "_needs", "_packed", "_ready", "firsts")

    def __init__(self, packed: bytes, needs: Callable[[int], frozenset[str]]) -> None:
        self._packed: dict[str, msgspec.Raw] = msgspec.msgpack.decode(packed, type=dict[str, msgspec.Raw])
        self._needs = needs
        self.firsts = frozenset(self._packed)
        """Their first words: a word that is none of them is the first of no trigger."""
        self._ready: dict[str, list[Trigger]] = {}
        self._by_next: dict[str, dict[str, Alike | None]] = {}
        """By the second word, "" for none; None where no text has gone on so yet."""

    def __contains__(self, first: str) -> bool:
        return first in self._packed

    def get(self, first: str) -> list[Trigger] | tuple[()]:
        """The triggers that begin with ``first``, longest first."""
        if first not in self._packed:
            return ()
        found = self._ready.get(first)
        if found is None:
            found = msgspec.msgpack.decode(self._packed[first], type=list[Trigger])
            found.sort(key=lambda trigger: -len(trigger[0]))
            self._ready[first] = found
        return found

    def at(self, first: str, following: str) -> Alike:
        """As ``get``, but only those that are one word or go on with ``following``, by the words that they require."""
        by_next = self._by_next.get(first)
        if by_next is None:
            by_next = {"": None, **{rest[0]: None for rest, _, _ in self.get(first) if rest}}
            self._by_next[first] = by_next  # whole, for other threads
        second = following if following in by_next else ""
        alike = by_next[second]
        if alike is None:
            begun = [trigger for trigger in self.get(first) if not trigger[0] or trigger[0][0] == second]
            alike = by_next[second] = Alike(begun, self._needs)
        return alike

    def among(self, first: str, following: str, present: frozenset[str]) -> list[Trigger]:
        """Of those that ``at`` gives, the ones that require no word or one of ``present``, in their order."""
        by_next = self._by_next.get(first)
        alike = None if by_next is None else by_next[following if following in by_next else ""]
        if alike is None:
            alike = self.at(first, following)
        return alike.free if alike.words.isdisjoint(present) else alike.among(present)
