"""Tables of single sentences with the events that they tell, and how well they are read.

    python tests/grammar/table.py en [--all] [WORDS]     figures, and each sentence that is read otherwise than the table says

A sentence's events are written ``TYPE actors > recipients (date)``: actors and recipients as ``COUNTRY:SECTOR``, several by commas,
``-`` for nobody; the date where the sentence settles one. One table a language, its sentences grouped by what they try; the group
``nothing`` lists sentences that tell no event.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

from written import values

from ikrar.model import Reading
from ikrar.pipeline import read_text

HERE = Path(__file__).resolve().parent
EVENT = re.compile(r"(?P<type>[A-Z]+) (?P<actors>[^>]+?) > (?P<recipients>[^>(]+?)(?: \((?P<date>[\d-]+)\))?$")


@dataclass(frozen=True)
class Telling:
    """One event as the table writes it."""

    type: str
    actors: frozenset[str]
    recipients: frozenset[str]
    date: str | None = None

    def __str__(self) -> str:
        sides = [",".join(sorted(side)) or "-" for side in (self.actors, self.recipients)]
        return f"{self.type} {sides[0]} > {sides[1]}" + (f" ({self.date})" if self.date else "")

    @property
    def codes(self) -> set[tuple[str, str]]:
        """Who has which part."""
        return {("actor", c) for c in self.actors} | {("recipient", c) for c in self.recipients}


@dataclass
class Line:
    """A sentence, what it tells, and what was read."""

    group: str
    text: str
    wanted: list[Telling]
    found: list[Telling] = field(default_factory=list)
    pairs: list[tuple[Telling, Telling]] = field(default_factory=list)

    @property
    def right(self) -> bool:
        """Whether the same events were read, types and sides alike."""
        return len(self.wanted) == len(self.found) == len(self.pairs) and all(
            a.codes == b.codes and (a.date is None or a.date == b.date) for a, b in self.pairs
        )


def load(language: str) -> list[Line]:
    """The table of ``language``."""
    lines: list[Line] = []
    for group, rows in values(HERE / f"{language}.yaml").items():
        for row in rows:
            if isinstance(row, str):
                row = {"text": row, "is": []}
            lines.append(Line(group, row["text"], [_telling(entry) for entry in row["is"]]))
    return lines


def _telling(entry: str) -> Telling:
    found = EVENT.match(entry)
    if found is None:
        raise ValueError(f"not TYPE actors > recipients (date): {entry!r}")
    return Telling(found["type"], _codes(found["actors"]), _codes(found["recipients"]), found["date"])


def _codes(text: str) -> frozenset[str]:
    return frozenset(c.strip() for c in text.split(",") if c.strip() not in ("", "-"))


def read(line: Line, language: str) -> Reading:
    """Reads the sentence of ``line`` and pairs what is found with what the table wants, best fits first."""
    reading = read_text(line.text, language=language)
    by_id = {e.id: f"{e.country or 'UNK'}:{e.sector or 'UNK'}" for e in reading.record.entities}
    for e in reading.record.events:
        if e.factuality == "denied":
            continue
        sides = [frozenset(by_id[i] for i in ids) for ids in (e.actors, e.recipients)]
        line.found.append(Telling(e.type, sides[0], sides[1], e.time.value if e.time is not None else None))
    left = list(line.found)
    for w in line.wanted:
        same = [f for f in left if f.type == w.type]
        if same:
            best = max(same, key=lambda f: len(w.codes & f.codes) - len(w.codes ^ f.codes))
            left.remove(best)
            line.pairs.append((w, best))
    return reading


def figures(lines: list[Line]) -> dict[str, float]:
    """Type F1, F1 of country and sector with the part played, extra events a hundred sentences, and share of sentences read just so."""
    pairs = [p for line in lines for p in line.pairs]
    wanted, found = [t for line in lines for t in line.wanted], [t for line in lines for t in line.found]
    return {
        "type": _f1(len(pairs), len(wanted), len(found)),
        "country+sector": _f1(
            sum(len(a.codes & b.codes) for a, b in pairs), sum(len(t.codes) for t in wanted), sum(len(t.codes) for t in found)
        ),
        "extra": 100 * (len(found) - len(pairs)) / len(lines),
        "right": sum(line.right for line in lines) / len(lines),
    }


def _f1(hits: int, wanted: int, found: int) -> float:
    return 2 * hits / (wanted + found) if wanted + found else 1.0


def main() -> None:
    """Prints figures, and the sentences that are read otherwise."""
    language, words = sys.argv[1], [w for w in sys.argv[2:] if not w.startswith("--")]
    lines = [x for x in load(language) if not words or any(w in x.text or w == x.group for w in words)]
    for line in lines:
        reading = read(line, language)
        if line.right and "--all" not in sys.argv:
            continue
        print(f"\n[{line.group}] {line.text}")
        print("   wanted:", "; ".join(map(str, line.wanted)) or "nothing")
        print("   found: ", "; ".join(map(str, line.found)) or "nothing")
        for t in reading.traces:
            fills = " ".join(f"{f.role}={f.text!r}" for f in t.fills)
            print(f"      {t.item or '-'} {t.frame} {line.text[slice(*t.trigger)]!r} {fills} {t.refused or ''}")
    print({k: round(v, 3) for k, v in figures(lines).items()}, len(lines), "sentences")


if __name__ == "__main__":
    main()
