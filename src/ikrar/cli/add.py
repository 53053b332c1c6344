"""``ikrar add``: reports into the ledger."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Annotated, Final

import typer

from ikrar.cli.console import complain, examples
from ikrar.cli.ledger_options import Place, opened
from ikrar.cli.options import Language, Published, Readings
from ikrar.cli.progress import Bar

SHORT: Final = "Read reports into the ledger."
EXAMPLES: Final = examples(
    ("ikrar add reports/*.txt", "into ikrar.db, begun where there is none"),
    ("ikrar add --sample --ledger try.db", "something to try things on"),
    ("ikrar add --ledger desk.db feed.jsonl", "into another ledger"),
    ("ikrar list commitments", "what was promised, and how it stands"),
)


def command(
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE | FOLDER | URL | -]...", help="What to read; - is standard input.")
    ] = None,
    published: Published = None,
    language: Language = None,
    dated_names: Annotated[
        bool,
        typer.Option(
            "--dated-names/--no-dated-names", help="Files whose names begin with a date (2021-04-08-...) were published on that day."
        ),
    ] = True,
    sample: Annotated[
        bool, typer.Option("--sample", help="Add the sample: 28 made-up reports of two peace processes over three years, to try things on.")
    ] = False,
    ledger: Place = None,
) -> None:
    """Read news reports and keep what they say in the ledger, linked with what is there already.

    Each report is kept whole or not at all, also when the program is stopped. The same text twice changes nothing, so a run that was
    stopped is simply run again. A later Ikrar reads known texts anew; what people have decided stays.
    """
    if sample:
        sources = [*(sources or ()), str(SAMPLE)]
    if not sources:
        raise typer.BadParameter("nothing to read: give a file, a folder, an address, or - for standard input (--sample: a sample)")
    readings = Readings(within(sources), published, language)
    came: Counter[str] = Counter()
    undated = 0
    bar = len(readings.sources) >= 8 and sys.stderr.isatty()
    with opened(ledger, create=True) as book:
        from ikrar.ledger.enter import add

        with Bar("adding", len(readings.sources), shown=bar) as progress:
            for source in readings.sources:
                readings.in_name = day_in_name(source) if dated_names or sample else None
                for reading in readings.of(source):
                    came[add(book, reading).what] += 1
                    undated += reading.record.document.published is None
                progress.step()
        told = ", ".join(f"{number} {what}" for what, number in sorted(came.items(), key=lambda kind: ORDER.index(kind[0])))
        print(f"{book.name}: {told or 'nothing added'}")
        if undated:
            complain(f"{undated} of no known day of publication, so that nothing can be said of when: --published DATE tells it")
    raise typer.Exit(readings.code)


SAMPLE: Final = Path(__file__).parent.parent / "data" / "sample"
ORDER: Final = ("new", "known", "read again", "taken out")


def within(sources: list[str]) -> list[str]:
    """The sources, a folder replaced by the files in it, by name."""
    found: list[str] = []
    for source in sources:
        path = Path(source)
        if "://" not in source and path.is_dir():
            inside = sorted(str(p) for p in path.iterdir() if p.is_file() and not p.name.startswith(".") and p.suffix != ".yaml")
            if not inside:
                complain(f"{source}: no files in this folder")
            found += inside
        else:
            found.append(source)
    return found


def day_in_name(source: str) -> str | None:
    """The day with which the name of a file begins, if it does."""
    try:
        return date.fromisoformat(Path(source).name[:10]).isoformat()
    except ValueError:
        return None
