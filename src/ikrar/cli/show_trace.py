"""The trace behind a record, for people."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from ikrar.cli.console import plain
from ikrar.cli.paint import Names, Quoted, dim, fields, join, line_of, put, section, terminal
from ikrar.model import Reading, Record, Trace

MANY: Final = 5  # alternatives from which a list is cut down
_ALTERNATIVES: Final = re.compile(r"[^\[\](){}|+\"]+(?:\|[^\[\](){}|+\"]+)+")
_ABOUT: Final = re.compile(r"([a-z]\d+): ")


def show_traces(reading: Reading, item: str | None = None, console: Console | None = None, first: bool = True) -> None:
    """Print how each line came about, or the one line ``item``."""
    out = console or terminal()
    if not first:
        out.print(Text("\n" + "═" * out.width, style="dim"))
    put(out, _parts(reading, item, out.width))


def _parts(reading: Reading, item: str | None, width: int) -> list[RenderableType]:
    names = Names(reading.record.entities)
    labels = _labels(reading.record, names)
    title = reading.record.document.title
    parts: list[RenderableType] = [Text(plain(title.text) if title else "(no title)", style="bold")]
    kept = [t for t in reading.traces if t.item is not None and t.refused is None and (item is None or t.item == item)]
    by_item: dict[str, list[Trace]] = {}
    for trace in kept:
        by_item.setdefault(trace.item or "", []).append(trace)
    for id_ in [item] if item else [id_ for id_ in labels if not id_.startswith("e")]:
        parts += [Text(""), _label(id_, labels.get(id_, ""))]
        for trace in by_item.get(id_, ()):
            parts += _trace(trace, reading, names, width)
        if id_ not in by_item:
            parts += _untraced(id_, reading, width)
    refused = [t for t in reading.traces if (t.refused is not None or t.item is None) and (item is None or t.item == item)]
    if refused:
        parts.append(section("Came to nothing", len(refused), width))
        for trace in refused:
            parts += [*_trace(trace, reading, names, width), Text("")]
    if reading.refused and item is None:
        parts.append(section("Refused for want of evidence", len(reading.refused), width))
        parts += [Text(f"  {plain(words)}") for words in reading.refused]
    return parts


def _label(id_: str, words: str) -> Text:
    return Text(f"{plain(id_):<5}", style="dim").append(plain(words), style="bold cyan")


def _labels(record: Record, names: Names) -> dict[str, str]:
    """Every line's id with a few words on what it says."""
    labels = {c.id: _says(c.kind, c.provision.replace("-", " "), c.promisors, names) for c in record.commitments}
    labels |= {e.id: _says(e.type, e.mode or "", e.actors, names) for e in record.events}
    labels |= {i.id: f"{i.kind} · {i.name}" for i in record.instruments}
    labels |= {p.id: p.name for p in record.processes}
    return labels | {e.id: f"{e.type} · {e.name}" for e in record.entities}


def _says(what: str, more: str, who: tuple[str, ...], names: Names) -> str:
    return " · ".join(part for part in (what, more, ", ".join(names.bare(id_) for id_ in who)) if part)


def abridged(rule: str, said: str) -> str:
    """A pattern or a cue with its long lists of alternatives cut down to those that are said, in the order of the rule.

    ``[sepakat|setuju|mufakat|bersepakat|bermufakat]`` over "Irak setuju" is ``[…|setuju|…]``.
    """

    def cut(match: re.Match[str]) -> str:
        words = match[0].strip().split("|")
        if len(words) < MANY:
            return match[0]
        heard = [n for n, word in enumerate(words) if re.search(rf"(?<!\w){re.escape(word.rstrip('*'))}", said, re.I)] or [0, 1]
        shown = "".join(f"{'…|' if n - before > 1 else ''}{words[n]}|" for before, n in pairwise([-1, *heard]))
        return match[0].replace(match[0].strip(), f"{shown}…" if heard[-1] < len(words) - 1 else shown[:-1])

    return _ALTERNATIVES.sub(cut, rule)


def _notes(trace: Trace, item: str | None, said: str) -> list[str]:
    """What was decided after the frame, for this line: one frame may have given several lines, each with notes of its own."""
    out = []
    for note in trace.notes:
        about = _ABOUT.match(note)
        if about is None or about[1] == item or item is None:
            out.append(abridged(note[about.end() :] if about and item else note, said))
    return out


def _trace(trace: Trace, reading: Reading, names: Names, width: int) -> list[RenderableType]:
    fills = Table.grid(padding=(0, 2, 0, 0))
    fills.add_column(no_wrap=True)
    fills.add_column(overflow="fold", ratio=1)
    fills.add_column(style="dim", overflow="fold")
    for fill in trace.fills:
        words = Text(f"“{plain(fill.text)}”")
        if fill.entity:
            words.append(" = ", style="dim").append_text(names.one(fill.entity))
        fills.add_row(Text(plain(fill.role)), words, Text(plain(fill.how)))
    line = line_of(reading.raw, trace.trigger)
    said = reading.raw[slice(*line)]
    pattern = abridged(trace.pattern.removeprefix(trace.frame).removeprefix(":"), said)
    rows: list[tuple[str, Text | str | None]] = [
        ("frame", join([Text(plain(trace.frame), style="bold"), dim(pattern)], "  ")),
        ("cues", join(trace.cues, "; ") if trace.cues else None),
    ]
    parts: list[RenderableType] = [fields(rows)]
    if trace.fills:
        grid = Table.grid()
        grid.add_column(width=15, no_wrap=True)
        grid.add_column()
        grid.add_row(dim("     filled"), fills)
        parts.append(grid)
    after: list[tuple[str, Text | str | None]] = []
    for note in _notes(trace, trace.item, said):
        after.append(("" if after else "then", note))
    if trace.refused:
        after.append(("refused", Text(plain(trace.refused), style="red")))
    elif trace.item is None:
        after.append(("refused", Text("merged into another line, or left out", style="red")))
    if after:
        parts.append(fields(after))
    parts.append(Quoted(reading.raw, line, trace.trigger))
    return parts


def _untraced(id_: str, reading: Reading, width: int) -> list[RenderableType]:
    """What can be said of a line that no frame made: where it is named."""
    record = reading.record
    mentions = {thing.id: thing.mentions for thing in record.entities}
    mentions |= {thing.id: thing.mentions for thing in record.instruments}
    mentions |= {thing.id: thing.mentions for thing in record.processes}
    if id_ in mentions:
        return [Quoted(reading.raw, line_of(reading.raw, span), span) for span in mentions[id_]]
    return [fields([("", dim("no trace was kept"))])]
