"""What the commands of the ledger share: which ledger, who writes, how answers are printed."""

from __future__ import annotations

import csv
import getpass
import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from ikrar.cli.console import BAD_INPUT, complain, put_json
from ikrar.cli.progress import Told
from ikrar.model.plain import cell as cell

if TYPE_CHECKING:
    from ikrar.ledger import Ledger

Place = Annotated[
    str | None,
    typer.Option(
        "--ledger", metavar="URL", help="Which ledger: a file, sqlite:///FILE or postgresql://USER@HOST/NAME.", envvar="IKRAR_LEDGER"
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV, for spreadsheets.")]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="On or after.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="On or before.")]
Limit = Annotated[int, typer.Option("--limit", metavar="N", min=1, help="At most N lines.")]
By = Annotated[str | None, typer.Option("--as", metavar="NAME", help="Who decides; your login name where not given.", envvar="IKRAR_USER")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, kept with the decision.")]


OLDER: Final = "the ledger is of an older version: bringing it up to date, which may take some minutes"


@contextmanager
def opened(place: str | None, *, create: bool = False) -> Iterator[Ledger]:
    """The ledger; what is wrong with it is told in a line, and the exit code is 2."""
    from ikrar.ledger import Ledger, LedgerError

    try:
        with Told("bringing the ledger up to date", OLDER) as told:
            ledger = Ledger(place, create=create, told=told)
        try:
            yield ledger
        finally:
            ledger.close()
    except LedgerError as error:
        complain(str(error))
        raise typer.Exit(BAD_INPUT) from None


def person(name: str | None) -> str:
    """Who decides."""
    if name and name.strip():
        return name.strip()
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user id without a name, in a container say
        return f"user {os.getuid()}" if hasattr(os, "getuid") else "somebody"


def day(value: str | None) -> str | None:
    """A day, month or year as it is compared: 2021, 2021-04 and 2021-04-08 are all understood."""
    if value is None:
        return None
    from ikrar.ledger.days import is_day

    if not is_day(value):
        raise typer.BadParameter(f"{value!r} is no date of the form YYYY, YYYY-MM or YYYY-MM-DD")
    return value


def last_day(value: str | None) -> str | None:
    """The last day that ``value`` may mean."""
    from ikrar.ledger.days import last

    return last(day(value))


def first_day(value: str | None) -> str | None:
    """The first day that ``value`` may mean."""
    from ikrar.ledger.days import first

    return first(day(value))


def answer(rows: Sequence[dict[str, Any]], *, json: bool, csv_: bool, columns: Sequence[str]) -> bool:
    """Prints ``rows`` as JSON (an array) or CSV (``columns``) where that is asked for; whether it was."""
    if json:
        import msgspec

        put_json(msgspec.json.encode(rows))
    elif csv_:
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([[cell(row.get(column)) for column in columns] for row in rows])
        sys.stdout.write(out.getvalue())
    return json or csv_
