"""``ikrar list``: what stands in the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Final

import typer

from ikrar.cli.console import examples, plain
from ikrar.cli.ledger_options import Csv, Json, Limit, Place, Since, Until, answer, cell, first_day, last_day, opened

EXAMPLES: Final = examples(
    ("ikrar list commitments --by IRQ --to USA --status open", "who promised whom what"),
    ("ikrar list commitments --due-before 2024-07 --csv", "for a spreadsheet"),
    ("ikrar list events --type ASSAULT --place IRQ --since 2021", "what was done"),
    ("ikrar list actors --country IRQ", "who appears"),
)
app = typer.Typer(
    help="What stands in the ledger: commitments, events, actors, instruments, processes, documents.", no_args_is_help=True, epilog=EXAMPLES
)

Words = Annotated[str | None, typer.Argument(metavar="[WORDS]", help="Words of the name.")]
Who = "A code (IRQ, IRQ:MIL), an actor's number (A-12) or words of a name."


def _several(values: list[str] | None) -> list[str]:
    """``--status open --status breached`` and ``--status open,breached`` are one."""
    return [part.strip() for value in values or () for part in value.split(",") if part.strip()]


@app.command("commitments", epilog=EXAMPLES)
def _commitments(
    by: Annotated[str | None, typer.Option(metavar="WHO", help=f"Who promised. {Who}")] = None,
    to: Annotated[str | None, typer.Option(metavar="WHO", help="To whom.")] = None,
    status: Annotated[
        list[str] | None, typer.Option(metavar="STATUS", help="open, under-way, fulfilled, breached, contested, lapsed, withdrawn.")
    ] = None,
    provision: Annotated[list[str] | None, typer.Option(metavar="CODE", help="What it is about: ceasefire, protection ...")] = None,
    kind: Annotated[
        list[str] | None, typer.Option(metavar="KIND", help="undertaking, obligation, demand, declaration, permission.")
    ] = None,
    due_before: Annotated[str | None, typer.Option(metavar="DATE", help="Deadline on or before.")] = None,
    due_after: Annotated[str | None, typer.Option(metavar="DATE", help="Deadline on or after.")] = None,
    made_before: Annotated[str | None, typer.Option(metavar="DATE", help="Made on or before.")] = None,
    made_after: Annotated[str | None, typer.Option(metavar="DATE", help="Made on or after.")] = None,
    instrument: Annotated[str | None, typer.Option(metavar="WORDS", help="Laid down in a text of that name.")] = None,
    confirmed: Annotated[bool | None, typer.Option("--confirmed/--unconfirmed", help="Only what a person has judged, or has not.")] = None,
    limit: Limit = 100,
    json: Json = False,
    csv: Csv = False,
    ledger: Place = None,
) -> None:
    """Promises, obligations and demands, the latest first, each once however often it was told, with how it stands today."""
    from ikrar.ledger import ask
    from ikrar.ledger.decide import KINDS, PROVISIONS, STATUSES

    asked = {"status": _several(status), "provision": _several(provision), "kind": _several(kind)}
    for name, values in (("status", STATUSES), ("provision", PROVISIONS), ("kind", KINDS)):
        for value in asked[name]:
            if value not in values:
                raise typer.BadParameter(f"{value!r} is no {name}: {', '.join(sorted(values))}", param_hint=f"--{name}")
    with opened(ledger) as book, book.read() as connection:
        rows = ask.list_commitments(
            connection,
            date.today(),
            limit,
            by=by,
            to=to,
            due_before=last_day(due_before),
            due_after=first_day(due_after),
            made_before=last_day(made_before),
            made_after=first_day(made_after),
            instrument=instrument,
            confirmed=confirmed,
            **asked,
        )
        _put(connection, rows, COMMITMENTS, json, csv, limit, "promises")


@app.command("events", epilog=EXAMPLES)
def _events(
    by: Annotated[str | None, typer.Option(metavar="WHO", help=f"Who acted. {Who}")] = None,
    to: Annotated[str | None, typer.Option(metavar="WHO", help="On whom.")] = None,
    type_: Annotated[list[str] | None, typer.Option("--type", metavar="TYPE", help="ASSAULT, AGREE ...")] = None,
    since: Since = None,
    until: Until = None,
    place: Annotated[str | None, typer.Option(metavar="WHERE", help="A country's code or words of a place.")] = None,
    limit: Limit = 100,
    json: Json = False,
    csv: Csv = False,
    ledger: Place = None,
) -> None:
    """What was done, the latest first, each happening once however many reports tell it."""
    from ikrar.ledger import ask

    with opened(ledger) as book, book.read() as connection:
        when = {"since": first_day(since), "until": last_day(until)}
        rows = ask.list_events(connection, limit, by=by, to=to, type_=_several(type_), place=place, **when)
        _put(connection, rows, EVENTS, json, csv, limit, "events")


@app.command("actors", epilog=EXAMPLES)
def _actors(
    words: Words = None,
    country: Annotated[str | None, typer.Option(metavar="CODE", help="ISO 3166-1 alpha-3.")] = None,
    limit: Limit = 100,
    json: Json = False,
    csv: Csv = False,
    ledger: Place = None,
) -> None:
    """Who promised and acted, each once, with how often."""
    from ikrar.ledger import ask

    with opened(ledger) as book, book.read() as connection:
        _put(connection, ask.list_actors(connection, limit, words, country), ACTORS, json, csv, limit, "actors")


@app.command("instruments", epilog=EXAMPLES)
def _instruments(
    words: Words = None,
    limit: Limit = 100,
    json: Json = False,
    csv: Csv = False,
    ledger: Place = None,
) -> None:
    """Agreements, resolutions, laws and the like."""
    from ikrar.ledger import ask

    with opened(ledger) as book, book.read() as connection:
        _put(connection, ask.list_instruments(connection, limit, words), INSTRUMENTS, json, csv, limit, "instruments")


@app.command("processes", epilog=EXAMPLES)
def _processes(
    words: Words = None,
    limit: Limit = 100,
    json: Json = False,
    csv: Csv = False,
    ledger: Place = None,
) -> None:
    """Series of meetings under one name, with their rounds."""
    from ikrar.ledger import ask

    with opened(ledger) as book, book.read() as connection:
        _put(connection, ask.list_processes(connection, limit, words), PROCESSES, json, csv, limit, "processes")


@app.command("documents", epilog=EXAMPLES)
def _documents(
    copies: Annotated[bool, typer.Option("--copies", help="Each copy on a line of its own, not one line a story.")] = False,
    limit: Limit = 100,
    json: Json = False,
    csv: Csv = False,
    ledger: Place = None,
) -> None:
    """What was read: each story by its fullest telling, copies named beside it."""
    from ikrar.ledger import ask

    with opened(ledger) as book, book.read() as connection:
        _put(connection, ask.list_documents(connection, limit, copies=copies), DOCUMENTS, json, csv, limit, "documents")


COMMITMENTS: Final = (
    "id status confirmed extent timeliness kind provision promisors beneficiaries action condition deadline made instrument "
    "evidence_for evidence_against told_in last_evidence quote document"
).split()
EVENTS: Final = "id type mode factuality actors recipients time place told_in quote document".split()
ACTORS: Final = "id name type country sector promised was_promised acted was_acted_on".split()
INSTRUMENTS: Final = "id name kind date status parties document".split()
PROCESSES: Final = "id name parties rounds".split()
DOCUMENTS: Final = "id title outlet agency published language copies source url sha".split()
SHOWN: Final = {
    "promises": ("id", "status", "promisors", "action", "deadline"),
    "events": ("id", "time", "type", "actors", "quote"),
    "actors": ("id", "name", "country", "sector", "promised", "was_promised", "acted"),
    "instruments": ("id", "name", "kind", "date", "parties"),
    "processes": ("id", "name", "parties", "rounds"),
    "documents": ("id", "published", "title", "outlet", "copies"),
}
"""The columns that a terminal has room for."""


def _put(connection: Any, rows: Sequence[dict[str, Any]], columns: Sequence[str], json: bool, csv: bool, limit: int, what: str) -> None:
    if answer(rows, json=json, csv_=csv, columns=columns):
        return
    from rich.table import Table
    from rich.text import Text

    from ikrar.cli.paint import STATUS_STYLES, dim, put, terminal
    from ikrar.ledger.ask import read_up_to

    out = terminal()
    number, last = read_up_to(connection)
    if rows:
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
        for column in SHOWN[what]:
            table.add_column(column, overflow="fold", no_wrap=column in {"id", "status", "published", "type"})
        for row in rows:
            table.add_row(*(_cell(column, row, STATUS_STYLES, Text) for column in SHOWN[what]))
        put(out, [table])
    so_far = f"{number} document{'' if number == 1 else 's'} read" + (f", up to {last}" if last else "")
    if not rows:
        put(out, [dim(f"No {what} of that kind in the ledger ({so_far}).")])
    elif len(rows) == limit:
        put(out, [dim(f"The first {limit}; --limit shows more ({so_far}).")])
    else:
        put(out, [dim(f"{len(rows)} {what} ({so_far}).")])


def _cell(column: str, row: dict[str, Any], styles: dict[str, str], text: Any) -> Any:
    value = row.get(column)
    if column == "status" and value in styles:
        return text(value + ("" if row.get("confirmed") else "?"), style=styles[value])
    if column == "rounds":
        from ikrar.ledger.ask import meeting

        return text(", ".join(plain(meeting(r)) for r in value or ()))
    if column in {"action", "quote"}:
        value = value or row.get("quote")
        words = cell(value)
        return text(words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…")
    return text(cell(value))


LONGEST: Final = 90  # characters of a sentence in a table
