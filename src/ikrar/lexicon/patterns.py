"""Patterns of frames as the engine uses them, each laid out when it is first asked for: a report needs a few hundred of a thousand."""

from __future__ import annotations

from typing import Any

import msgspec

from ikrar.lexicon.beginnings import rarest

Json = dict[str, Any]

NARROW = frozenset(
    ("people", "land", "forces", "outlaws", "protesters", "crowd", "government", "citizens", "officers", "country", "sides", "notables")
)
"""To whom a role of one pattern may be narrowed, beside what its frame says of it."""


class Pattern:
    """One pattern of one frame, laid out in grammatical slots (see ``lexicon.frames.parse_pattern``)."""

    __slots__ = (
        "asks_action", "brought", "by_text", "commitment", "comp", "event", "frame", "index", "is_meeting", "kind", "many_needs", "must",
        "need", "need_first", "need_keys", "need_starts", "no_thing_does", "number", "obj", "obl", "roles", "slots", "src", "subj", "takes",
        "tells", "unless", "unless_first", "wants_doer", "weight",
    )  # fmt: skip

    def __init__(self, raw: Json, frame: Json, language: str, number: int) -> None:
        self.frame = frame
        self.event: Json = frame.get("event") or {}
        self.commitment: Json = frame.get("commitment") or {}
        event, commitment = self.event, self.commitment
        self.tells = event.get("type"), event.get("mode"), bool(event.get("mutual")), commitment.get("kind"), commitment.get("provision")
        """What it tells: the type and mode of an event and whether both sides do it, the kind and provision of a commitment."""
        self.kind: str = raw["kind"]
        self.src: str = raw["src"]
        self.subj: str | None = raw["subj"]
        self.obj: str | None = raw["obj"]
        self.obl: list[tuple[frozenset[str], str]] = [(frozenset(p), r) for p, r in raw["obl"]]
        self.comp: list[tuple[frozenset[str], str]] = [(frozenset(p), r) for p, r in raw["comp"]]
        self.need: list[list[tuple[str, ...]]] = [[tuple(w) for w in group] for group in raw["need"]]
        self.need_first: list[frozenset[str]] = [frozenset(w[0] for w in group) for group in self.need]
        """First words of each group of required words."""
        self.need_keys: list[frozenset[str]] = [frozenset(map(rarest, group)) for group in self.need]
        """The longest word, as the rarest, of each phrase of each group: a sentence without one of each cannot match."""
        self.need_starts: list[dict[str, list[tuple[str, ...]]]] = [_by_start(group) for group in self.need]
        """The required words of each group by the first."""
        self.unless: dict[str, list[tuple[str, ...]]] = {}
        """Words near the trigger that make something else of it, by their first word; with ``^`` where that is the trigger's own."""
        for ws in frame["unless"].get(language, ()):
            self.unless.setdefault(ws[0], []).append(tuple(ws[1:]))
        self.unless_first = frozenset(first.removeprefix("^") for first in self.unless)
        self.roles: Json = frame["roles"]
        self.number = number
        self.index = f"{frame['frame']}:{language}:{number}"
        self.takes: dict[str, str] = raw["takes"]
        self.must: frozenset[str] = frozenset(raw["must"])
        """Roles without which this pattern does not fire, though others of the frame do."""
        self.slots = [(role, self.is_(role), spec) for role, spec in self.roles.items()]
        """Each role with what it takes."""
        self.wants_doer = self.subj is not None and self.roles[self.subj]["required"] and event.get("type") != "CONSULT"
        """Whether it cannot do without the subject of its verb."""
        self.no_thing_does = self.wants_doer and self.is_(str(self.subj)) not in ("thing", "clause", "instrument")
        """Whether that must be somebody."""
        asked = [role for role, spec in self.roles.items() if spec["required"] or role in self.must]
        self.brought = [(role, self._markers(role)) for role in asked if self._only_brought(role)]
        """The markers of each role asked for that nothing but a marker brings in: a sentence without one of each cannot match."""
        self.asks_action = bool(self.comp) and "action" in asked
        """Whether it cannot do without what is promised or asked."""
        self.by_text = any(takes == "instrument" and spec["required"] for _, takes, spec in self.slots)
        """Whether it cannot do without a law, an agreement or another text."""
        self.is_meeting = event.get("type") == "CONSULT"
        self.many_needs = len(self.need) > 1
        self.weight = 10 * len(self.need) + 4 * len(self.takes)

    def _only_brought(self, role: str) -> bool:
        """Whether ``role`` is filled by a marker or not at all; who acts, promises or is a partner may be told in other ways."""
        other = role in (self.subj, self.obj, "actor", "promisor") or any(role == r for _, r in self.comp)
        other = other or self.tells[2] and role in ("recipient", "beneficiary")
        return not other and any(role == r for _, r in self.obl)

    def _markers(self, role: str) -> frozenset[str]:
        return frozenset().union(*(markers for markers, r in self.obl if r == role))

    def is_(self, role: str) -> str:
        """What a role takes in this pattern: actor, site, clause, instrument, place, thing, or one of the narrower kinds."""
        return self.takes.get(role) or str(self.roles[role]["is"])


def _by_start(group: list[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    out: dict[str, list[tuple[str, ...]]] = {}
    for ws in group:
        out.setdefault(ws[0], []).append(ws)
    return out


class Patterns:
    """The patterns of a language by index."""

    __slots__ = ("_code", "_frames", "_needs", "_number", "_of", "_packed", "ready")

    def __init__(self, packed: bytes, needs: bytes, of: list[int], frames: list[Json], code: str) -> None:
        self._packed: list[msgspec.Raw] = msgspec.msgpack.decode(packed, type=list[msgspec.Raw])
        self._needs: list[frozenset[str]] = msgspec.msgpack.decode(needs, type=list[frozenset[str]])
        self._of, self._frames, self._code = of, frames, code
        """The index of the frame of each."""
        self.ready: list[Pattern | None] = [None] * len(of)
        """Those laid out so far."""
        counts: dict[int, int] = {}
        self._number: list[int] = []
        """How manieth each is of its frame."""
        for f in of:
            counts[f] = counts.get(f, 0) + 1
            self._number.append(counts[f])

    def __len__(self) -> int:
        return len(self._of)

    def __getitem__(self, index: int) -> Pattern:
        found = self.ready[index]
        if found is None:
            raw = msgspec.msgpack.decode(self._packed[index])
            found = self.ready[index] = Pattern(raw, self._frames[self._of[index]], self._code, self._number[index])
        return found

    def first_of(self, frame: str) -> Pattern:
        """The first pattern of the frame so called; StopIteration where it has none."""
        return self[next(i for i, f in enumerate(self._of) if self._frames[f]["frame"] == frame)]

    def first_need(self, index: int) -> frozenset[str]:
        """The words of which the pattern requires one before all else; empty where it requires none."""
        return self._needs[index]
