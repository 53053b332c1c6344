"""A text cut into pieces, each with all the marks that lie on it: marks overlap as they like, the pieces never do.

Nothing is nested: HTML cannot say that two marks cross, and pieces that each know their marks need not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ikrar.model import Span


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
    for start, end in zip(edges, edges[1:], strict=False):
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


def kinds(marks: Sequence[Mark]) -> list[str]:
    """Of what kinds marks are, each once."""
    return sorted({mark.kind for mark in marks})
