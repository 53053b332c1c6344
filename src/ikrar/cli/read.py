"""``ikrar read``: from reports to records."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Final

import typer

from ikrar.cli.console import examples, put_json
from ikrar.cli.options import Json, Language, Published, Readings

if TYPE_CHECKING:
    from ikrar.model import Reading

SHORT: Final = "Read reports and print their records."
EXAMPLES: Final = examples(
    ("ikrar read article.txt page.html", "files: text, web pages, JSON lines"),
    ("ikrar read https://example.org/article", "the article of a page"),
    ("ikrar read --published 2021-04-08 < a.txt", "standard input; weekdays become dates"),
    ("ikrar read --json *.txt > records.jsonl", "records for programs"),
)
MANY: Final = 8  # sources from which a progress bar is worth its line


def command(
    sources: Annotated[list[str] | None, typer.Argument(metavar="[FILE | URL | -]...", help="What to read; - is standard input.")] = None,
    published: Published = None,
    language: Language = None,
    json: Json = False,
    limit: Annotated[int | None, typer.Option(metavar="N", min=1, help="Stop after N documents.")] = None,
) -> None:
    """Read news reports and print the record of each, every line with the words it came from.

    Printed are the commitments, events, instruments, processes and entities, then what was left out of reading and why. The word
    that a line hangs on stands out in its quotation. What cannot be read is told on stderr, and the rest is read all the same:
    exit code 0 says that all was read, 2 that something was not.
    """
    if not sources:
        if sys.stdin.isatty():
            raise typer.BadParameter("nothing to read: give a file, an address, or - for standard input")
        sources = ["-"]
    readings = Readings(sources, published, language)
    many = len(sources) >= MANY or any(".jsonl" in source.lower() for source in sources)
    bar = many and sys.stderr.isatty() and not sys.stdout.isatty()  # only where it can be seen without running into the records
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
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    count = "{task.fields[read]} read"
    columns = (TextColumn("reading"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"), TextColumn(count), TimeElapsedColumn())
    sources = len(readings.sources)
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=sources if sources > 1 else None, read=0)
        read = 0
        for source in readings.sources:
            for reading in readings.of(source):
                read += 1
                progress.update(task, read=read)
                yield reading
            progress.advance(task)
