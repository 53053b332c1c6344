"""What the frame library covers, counted from its files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ikrar.cli.console import complain, plain
from ikrar.cli.paint import put, terminal
from ikrar.model import EVENT_TYPES
from ikrar.model.written import strings
from ikrar.read.language import READ

NO_EVENT: Final = "(no event)"
FEWEST: Final = 2  # examples a language that every frame owes


@dataclass(frozen=True, slots=True)
class Frame:
    """One file's counts: patterns and examples by language, and examples in which it must not fire."""

    name: str
    type: str
    file: Path
    patterns: Counter[str]
    examples: Counter[str]
    nothing: int


def read_frames(*places: Path) -> list[Frame]:
    """All frames of these files and folders, by type and name; a file that does not parse is told and passed over."""
    import yaml

    frames = []
    for file in [file for place in places for file in (sorted(place.rglob("*.yaml")) if place.is_dir() else [place])]:
        try:
            raw = strings(file.read_text("utf-8"), str(file))
            frames.append(_frame(raw, file))
        except (OSError, ValueError, yaml.YAMLError, AttributeError, TypeError, KeyError) as error:
            complain(f"{file}: not a frame ({' '.join(str(error).split()) or type(error).__name__})")
    return sorted(frames, key=lambda f: (f.type == NO_EVENT, f.type, f.name))


def _frame(raw: dict[str, Any], file: Path) -> Frame:
    patterns: Counter[str] = Counter()
    for language, kinds in (raw.get("patterns") or {}).items():
        lists = kinds.values() if isinstance(kinds, dict) else [kinds]
        patterns[language] += sum(1 if isinstance(texts, str) else len(texts) for texts in lists)
    examples = raw.get("examples") or []
    counted = Counter(language for example in examples for language in READ if language in example)
    nothing = sum("nothing" in example for example in examples)
    event = raw.get("event") or {}
    return Frame(str(raw["frame"]), str(event.get("type", NO_EVENT)), file, patterns, counted, nothing)


def show_matrix(frames: Sequence[Frame], console: Console | None = None) -> None:
    """Print the language-by-frame matrix, then the gaps."""
    out = console or terminal()
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="dim", show_footer=True, footer_style="dim")
    table.add_column("frame", f"{len(frames)} frames", no_wrap=True)
    for language in READ:
        table.add_column(f"{language} patterns", str(sum(f.patterns[language] for f in frames)), justify="right")
        table.add_column(f"{language} examples", str(sum(f.examples[language] for f in frames)), justify="right")
    table.add_column("nothing", str(sum(f.nothing for f in frames)), justify="right")
    for type_, group in groupby(frames, key=lambda f: f.type):
        of_type = list(group)
        table.add_row(
            Text(plain(type_), style="bold cyan"),
            *(_total(count[language] for count in counts) for language in READ for counts in _both(of_type)),
            _total(f.nothing for f in of_type),
        )
        for frame in of_type:
            cells = [
                _cell(count[language], needed) for language in READ for count, needed in ((frame.patterns, 1), (frame.examples, FEWEST))
            ]
            table.add_row(Text(f"  {plain(frame.name)}"), *cells, _cell(frame.nothing, 1))
    found = gaps(frames)
    heading = Text().append(f"Gaps: {len(found)}" if found else "No gaps.", style="bold")
    put(out, [table, heading, *(Text(f"  {plain(gap)}") for gap in found)])


def gaps(frames: Sequence[Frame]) -> list[str]:
    """What the library owes: types without a frame in a language, frames without enough examples or without a ``nothing``."""
    found = []
    for type_ in sorted(EVENT_TYPES):
        lacking = [language for language in READ if not any(f.type == type_ and f.patterns[language] for f in frames)]
        if lacking:
            found.append(f"{type_}: no frame in {' and '.join(lacking)}")
    for frame in frames:
        for language in READ:
            if not frame.patterns[language] and any(frame.patterns.values()):
                found.append(f"{frame.name}: no pattern in {language}")
            elif (count := frame.examples[language]) < FEWEST:
                found.append(f"{frame.name}: {count} example{'' if count == 1 else 's'} in {language}, {FEWEST} needed")
        if not frame.nothing:
            found.append(f"{frame.name}: no `nothing` example")
    for name, count in Counter(frame.name for frame in frames).items():
        if count > 1:
            found.append(f"{name}: {count} files of that name")
    return found


def _both(frames: Sequence[Frame]) -> tuple[list[Counter[str]], list[Counter[str]]]:
    return [f.patterns for f in frames], [f.examples for f in frames]


def _total(counts: Any) -> Text:
    return Text(str(sum(counts)), style="dim")


def _cell(count: int, needed: int) -> Text:
    return Text(str(count) if count else "·", style="" if count >= needed else "yellow")
