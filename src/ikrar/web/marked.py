"""A text cut into pieces, each with all the marks that lie on it: marks overlap as they like, the pieces never do.

Nothing is nested: HTML cannot say that two marks cross, and pieces that each know their marks need not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from ikrar.model import Span
from ikrar.model.plain import visible


class Mark(NamedTuple):
    """A stretch of the text and what it is."""

    span: Span
    kind: str
    """keep, drop, repair, line, hang or at."""
    of: str = ""
    """The line that rests on it (c1), or why it was dropped or repaired."""


class Piece(NamedTuple):
    """A piece of the text in which no mark begins or ends, nor a line."""

    start: int
    text: str
    marks: tuple[Mark, ...]
    """Those that lie on it, the widest first."""


def cut(raw: str, marks: Iterable[Mark]) -> list[list[Piece]]:
    """The lines of ``raw``, each in pieces; line breaks are left out. What of a mark lies outside the text is not there."""
    inside = [mark._replace(span=_within(raw, mark.span)) for mark in marks]
    inside = sorted((m for m in inside if m.span[0] < m.span[1]), key=lambda m: (m.span[0], -m.span[1], m.kind, m.of))
    edges = sorted({0, len(raw), *(edge for mark in inside for edge in mark.span), *_breaks(raw)})
    lines: list[list[Piece]] = [[]]
    open_: list[Mark] = []
    coming = 0
    for start, end in pairwise(edges):
        while coming < len(inside) and inside[coming].span[0] <= start:
            open_.append(inside[coming])
            coming += 1
        open_ = [mark for mark in open_ if mark.span[1] > start]
        if raw[start] == "\n":
            lines.append([])
        else:
            lines[-1].append(Piece(start, raw[start:end], tuple(sorted(open_, key=_widest))))
    return lines


def _within(raw: str, span: Span) -> Span:
    return max(0, min(span[0], len(raw))), max(0, min(span[1], len(raw)))


def _breaks(raw: str) -> Iterable[int]:
    at = raw.find("\n")
    while at >= 0:
        yield at
        yield at + 1
        at = raw.find("\n", at + 1)


def _widest(mark: Mark) -> tuple[int, int, str, str]:
    return mark.span[0] - mark.span[1], mark.span[0], mark.kind, mark.of


class Shown(NamedTuple):
    """A piece as a page shows it."""

    start: int
    text: str
    """Its characters, one for one; those that would harm who sees them by their pictures."""
    classes: str
    of: str
    """The lines that rest on it, by a space between each."""
    to: str | None
    """The line that hangs on it."""
    first: tuple[str, ...]
    """The lines whose words begin here."""
    why: tuple[tuple[str, str], ...]
    """What was left out or is damaged from here on: drop or repair, and its code."""
    at: bool
    """Whether what was asked for begins here."""


def shown(raw: str, marks: Sequence[Mark]) -> list[list[Shown]]:
    """The lines of a text for a page, which need no anchor twice."""
    met: set[object] = set()
    read = any(mark.kind in {"keep", "title"} for mark in marks)

    def new(what: object) -> bool:
        return not (what in met or met.add(what))  # type: ignore[func-returns-value]

    def one(piece: Piece) -> Shown:
        kinds = {mark.kind for mark in piece.marks}
        classes = kinds - {"keep"} if kinds & {"keep", "title", "drop"} or not read else kinds | {"aside"}
        hangs = [mark.of for mark in piece.marks if mark.kind == "hang"]
        lines = list(dict.fromkeys(mark.of for mark in piece.marks if mark.kind in {"line", "hang", "named"}))
        classes |= {f"of-{key[0]}" for key in hangs}
        why = tuple((mark.kind, mark.of) for mark in piece.marks if mark.kind in {"drop", "repair"} and new(mark))
        first = tuple(key for key in lines if new(key))
        asked = "at" in kinds and new("at")
        return Shown(
            piece.start, visible(piece.text), " ".join(sorted(classes)), " ".join(lines), hangs[0] if hangs else None, first, why, asked
        )

    return [[one(piece) for piece in line] for line in cut(raw, marks)]
