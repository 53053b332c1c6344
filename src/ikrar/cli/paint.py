"""The pieces that records are shown with. Text objects throughout: Rich's markup is never parsed, whatever the news says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ikrar.cli.console import plain
from ikrar.model import Entity, Evidence, Reading, Span, Time

WIDEST: Final = 100  # columns; longer lines tire the eye
INDENT: Final = 5  # room for an id
LABEL: Final = 10
BAR: Final = "│ "
QUOTE_LINES: Final = 2
SLACK: Final = 7  # what a line loses, on average, where it breaks between words

DIM: Final = "dim"
STATUS_STYLES: Final = {
    "open": "yellow",
    "under-way": "cyan",
    "fulfilled": "green",
    "breached": "red",
    "contested": "magenta",
    "lapsed": DIM,
    "withdrawn": DIM,
    "actual": DIM,
    "planned": "cyan",
    "possible": "yellow",
    "denied": "red",
}


def terminal() -> Console:
    """Standard output: coloured where it is a terminal that has colours and NO_COLOR is not set, plain elsewhere."""
    console = Console(highlight=False, markup=False, emoji=False)
    console.width = min(console.width, WIDEST)
    return console


def put(console: Console, parts: Iterable[RenderableType]) -> None:
    """Print the parts, without the spaces that tables pad their lines with."""
    with console.capture() as captured:
        for part in parts:
            console.print(part)
    console.file.write(re.sub(r" +(?=\n)", "", captured.get()))


def dim(text: str) -> Text:
    """A quiet word."""
    return Text(plain(text), style=DIM)


def join(parts: Iterable[Text | str], by: str = ", ") -> Text:
    """Parts on one line."""
    return Text(by).join(Text(plain(part)) if isinstance(part, str) else part for part in parts)


def section(title: str, count: int, width: int) -> Text:
    """A heading with how many follow, and a line to the right edge."""
    line = Text("\n").append(f"{title} ", style="bold")
    line.append("─" * max(3, width - len(title) - len(str(count)) - 2), style=DIM)
    line.append(f" {count}", style=DIM)
    return line


def head(id_: str, left: Text, right: str, width: int) -> RenderableType:
    """The first line of an item: its id and what it is on the left, how it stands on the right."""
    grid = Table.grid(expand=True)
    grid.add_column(width=INDENT, no_wrap=True, style=DIM)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_column(justify="right", no_wrap=True)
    grid.width = width
    grid.add_row(Text(plain(id_)), left, Text(f"  {plain(right)}" if right else "", style=STATUS_STYLES.get(right, "")))
    return grid


def fields(rows: Sequence[tuple[str, Text | str | None]], indent: int = INDENT) -> RenderableType:
    """Labelled lines; a row without a value is left out."""
    grid = Table.grid()
    grid.add_column(width=LABEL, no_wrap=True)
    grid.add_column(overflow="fold")
    for label, value in rows:
        if value:
            grid.add_row(dim(label), Text(plain(value)) if isinstance(value, str) else value)
    return Padding(grid, (0, 0, 0, indent))


class Names:
    """Entities by id, as people call them, their code dimmed behind."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._by_id = {entity.id: entity for entity in entities}

    def one(self, id_: str) -> Text:
        """Name and code."""
        entity = self._by_id.get(id_)
        if entity is None:
            return dim(id_)
        text = Text(plain(entity.name))
        if code := code_of(entity):
            text.append(f" {code}", style=DIM)
        return text

    def many(self, ids: Sequence[str]) -> Text | None:
        """All of them, or nothing."""
        return join(self.one(id_) for id_ in ids) if ids else None

    def bare(self, id_: str) -> str:
        """The name alone."""
        entity = self._by_id.get(id_)
        return plain(entity.name if entity else id_)


def code_of(entity: Entity) -> str:
    """``USA:GOV``, as far as it is known."""
    return plain(":".join(part for part in (entity.country, entity.sector) if part))


def moment(time: Time | None) -> Text | None:
    """The date, with the words it was read from; the words alone where they settle none."""
    if time is None:
        return None
    words = Text(f"“{plain(time.text).strip()}”") if time.text else None
    if time.value is None:
        return join([words, dim("date not settled")]) if words else None
    value = Text(plain(time.value))
    if words and time.text != time.value:
        words.stylize(DIM)
        return join([value, words], " ")
    return value


def span_of(evidence: Sequence[Evidence], part: str) -> Span | None:
    """The first evidence of that part."""
    return next((e.span for e in evidence if e.part == part), None)


def quote(reading: Reading, evidence: Sequence[Evidence]) -> RenderableType | None:
    """The words themselves: the trigger's sentence, cut around the trigger to about two lines."""
    trigger = span_of(evidence, "trigger") or (evidence[0].span if evidence else None)
    if trigger is None:
        return None
    sentence = next((e.span for e in evidence if e.part == "sentence" and e.span[0] <= trigger[0] and trigger[1] <= e.span[1]), trigger)
    return Quoted(reading.raw, sentence, trigger, again=sum(e.part == "retelling" for e in evidence))


def line_of(raw: str, words: Span) -> Span:
    """The line that the words stand in: what to quote from where no sentence is cited."""
    end = raw.find("\n", words[1])
    return raw.rfind("\n", 0, words[0]) + 1, len(raw) if end < 0 else end


def mention(reading: Reading, mentions: Sequence[Span]) -> RenderableType | None:
    """The first mention in its surroundings."""
    return Quoted(reading.raw, line_of(reading.raw, mentions[0]), mentions[0]) if mentions else None


class Quoted:
    """``within`` with ``trigger`` picked out, behind a bar, about two lines long at most. ``again``: how often it is told elsewhere.

    Where a terminal has no bold type, and in pipes, the trigger stands between » and «.
    """

    def __init__(self, raw: str, within: Span, trigger: Span, again: int = 0) -> None:
        self.raw, self.within, self.trigger, self.again = raw, within, trigger, again

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Called by Rich, which knows the width and what the terminal can do."""
        width = max(20, options.max_width - INDENT - len(BAR))
        start, end = self._cut(max(40, QUOTE_LINES * (width - SLACK)))
        raw, (first, last), whole = self.raw, self.trigger, self.within
        marks = ("", "") if console.color_system else ("»", "«")
        text = Text("…" if start > whole[0] else "")
        text.append(plain(raw[start:first]).lstrip())
        text.append(plain(raw[first:last]).strip().join(marks), style="bold not italic")
        text.append(plain(raw[last:end]).rstrip())
        text.append("…" if end < whole[1] else "")
        text.stylize_before("italic")
        for line in text.wrap(console, width):
            line.rstrip()
            yield Text(" " * INDENT).append(BAR, style=DIM).append_text(line)
        if self.again:
            yield Text(" " * INDENT).append(f"{BAR}(told {self.again} more time{'s' * (self.again > 1)})", style=DIM)

    def _cut(self, room: int) -> Span:
        """What is shown: a third of the room goes to what leads to the trigger, unless the sentence ends before the rest is used up."""
        (start, end), (first, last) = self.within, self.trigger
        if end - start > room:
            start = max(start, min(first - room // 3, end - room))
            end = min(end, max(start + room, last))
            start = _word_edge(self.raw, start, self.within[0], forward=True)
            end = _word_edge(self.raw, end, self.within[1], forward=False)
        return min(start, first), max(end, last)


def _word_edge(raw: str, at: int, bound: int, *, forward: bool) -> int:
    """Move a cut to the nearest space, at most a word's length away."""
    if at == bound:
        return at
    step = 1 if forward else -1
    for moved in range(at, at + 25 * step, step):
        if raw[moved - 1 if forward else moved : moved if forward else moved + 1].isspace():
            return moved
        if moved == bound:
            break
    return at
