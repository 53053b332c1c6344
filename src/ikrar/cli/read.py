"""``ikrar read``: from reports to records."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Final

import typer

from ikrar.cli.console import put_json
from ikrar.cli.options import Json, Language, Published, Readings

if TYPE_CHECKING:
    from ikrar.model import Reading

MANY: Final = 8  # sources from which a progress bar is worth its line


def command(
    sources: Annotated[list[str] | None, typer.Argument(metavar="[FILE | URL | -]...", help="What to read; - is standard input.")] = None,
    published: Published = None,
    language: Language = None,
    json: Json = False,
    limit: Annotated[int | None, typer.Option(metavar="N", min=1, help="Stop after N documents.")] = None,
) -> None:
    """Read news reports and print the record of each, every line with the words it came from."""
    if not sources:
        if sys.stdin.isatty():
            raise typer.BadParameter("nothing to read: give a file, an address, or - for standard input")
        sources = ["-"]
    readings = Readings(sources, published, language)
    bar = len(sources) >= MANY and sys.stderr.isatty() and not sys.stdout.isatty()
    # Taken only where it can be seen without running into the records.
    for number, reading in enumerate(_with_bar(readings) if bar else readings, 1):
        if json:
            import msgspec

            put_json(msgspec.json.encode(reading.record))
        else:
            from ikrar.cli.show import show

            show(reading, first=number == 1)
        if number == limit:
            break
    raise typer.Exit(readings.code)


def _with_bar(readings: Readings) -> Iterable[Reading]:
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=len(readings.sources))
        for source in readings.sources:
            yield from readings.of(source)
            progress.advance(task)
