"""``ikrar backup``, ``restore``, ``export``, ``import`` and ``check``: nothing of a ledger is lost."""

from __future__ import annotations

import gzip
import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from ikrar.cli.console import BAD_INPUT, OWN_FAULT, complain, examples
from ikrar.cli.ledger_options import Place, opened
from ikrar.cli.progress import Told

BACKUP: Final = examples(
    ("ikrar backup", "a file named after the day"), ("ikrar restore ikrar-2026-05-01.jsonl.gz --ledger new.db", "back again")
)
EXPORT: Final = examples(
    ("ikrar export > ledger.jsonl", "the whole book, one entry a line"),
    ("ikrar export --parquet tables", "every table as a Parquet file"),
    ("ikrar import ledger.jsonl --ledger new.db", "the same ledger again"),
)
CHECK: Final = examples(("ikrar check", "every hash and every quotation"), ("ikrar check --quick", "without making the tables anew"))
MAKING: Final = "making the tables"
EPILOGS: Final = {"backup": BACKUP, "restore": BACKUP, "import": EXPORT, "export": EXPORT, "check": CHECK}


def backup(
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="Where to; ikrar-DATE.jsonl.gz where not given.")] = None,
    ledger: Place = None,
) -> None:
    """Write the whole ledger into one compressed file, from which `ikrar restore` makes it again, on SQLite or PostgreSQL.

    Others may go on reading and writing meanwhile: what is written is the ledger of the moment of the call.
    """
    from datetime import date

    path = file or Path(f"ikrar-{date.today().isoformat()}.jsonl.gz")
    if path.exists():
        complain(f"{path} is there already: name another file")
        raise typer.Exit(BAD_INPUT)
    with opened(ledger) as book:
        from ikrar.ledger import safe

        part = path.with_name(path.name + ".part")
        try:
            with gzip.open(part, "wb", compresslevel=6) as out:
                number = safe.export(book, out)  # type: ignore[arg-type]
            part.rename(path)
        except OSError as error:
            part.unlink(missing_ok=True)
            complain(f"{path}: {error.strerror or error}")
            raise typer.Exit(BAD_INPUT) from None
    print(f"{path}: {number} entries")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `ikrar backup` or `ikrar export` wrote.")],
    ledger: Place = None,
) -> None:
    """Make a new ledger from a backup. It is checked on the way in: a changed or cut file is refused, and nothing is left of it."""
    with opened(ledger, create=True) as book:
        from ikrar.ledger import safe

        try:
            with Told(MAKING) as told:
                number = safe.read_in(book, file, told)
        except OSError as error:
            complain(f"{file}: {error.strerror or error}")
            raise typer.Exit(BAD_INPUT) from None
    print(f"{book.name}: {number} entries")


def export(
    parquet: Annotated[Path | None, typer.Option(metavar="FOLDER", help="Every table as a Parquet file into this folder, instead.")] = None,
    ledger: Place = None,
) -> None:
    """Print the whole book, one entry a line: texts, records, links, judgements, decisions, each with its hash."""
    with opened(ledger) as book:
        from ikrar.ledger import safe

        if parquet is None:
            safe.export(book, sys.stdout.buffer)
            return
        for path in safe.export_parquet(book, parquet):
            print(path)


def check(
    quick: Annotated[bool, typer.Option("--quick", help="Leave out making the tables anew to compare them.")] = False,
    mend: Annotated[bool, typer.Option("--mend", help="Make the tables anew from the book, which is never changed.")] = False,
    ledger: Place = None,
) -> None:
    """Check that nothing in the ledger was changed or lost: every hash, every text, every quotation, every table.

    Exit code 1 where something is wrong. The last line names the hash of the last entry: whoever notes it down sees later whether
    entries were cut off at the end, too.
    """
    with opened(ledger) as book:
        from ikrar.ledger import safe
        from ikrar.ledger.book import last_of

        if mend:
            with Told(MAKING) as told:
                safe.mend(book, told)
        wrong = 0
        with Told(MAKING) as told:
            for problem in safe.check(book, rebuild=not quick, told=told):
                complain(problem)
                wrong += 1
        with book.read() as connection:
            number, hash_ = last_of(connection)
    print(f"{book.name}: {number} entries, {wrong or 'no'} problem{'' if wrong == 1 else 's'}; last hash {hash_ if number else '-'}")
    raise typer.Exit(OWN_FAULT if wrong else 0)
