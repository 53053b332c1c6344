"""``ikrar search``, ``timeline`` and ``due``: finding things in the ledger."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Final

import typer

from ikrar.cli.console import examples, plain
from ikrar.cli.ledger_options import Csv, Json, Limit, Place, Since, Until, answer, cell, first_day, last_day, opened

SEARCH: Final = examples(
    ("ikrar search penarikan pasukan", "any form of the words: ditarik, menarik ..."),
    ("ikrar search truce --json", "for programs"),
)
TIMELINE: Final = examples(("ikrar timeline --who IRQ --since 2021", "promises, deadlines and acts by day"))
DUE: Final = examples(("ikrar due", "what falls due within 30 days, and what is overdue"), ("ikrar due --within 90", "further ahead"))
FOUND: Final = ("id", "published", "title", "outlet", "snippet")
DAYS: Final = ("date", "id", "what", "who", "words")
EPILOGS: Final = {"search": SEARCH, "timeline": TIMELINE, "due": DUE}


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="All of them must stand in the report, in any form.")],
    limit: Limit = 20,
    json: Json = False,
    csv: Csv = False,
    ledger: Place = None,
) -> None:
    """Find reports by their words. Stems find their forms: "tarik" finds "menarik", "ditarik", "penarikan"."""
    with opened(ledger) as book, book.read() as connection:
        from ikrar.ledger import find

        rows = find.search(connection, " ".join(words), limit)
        if answer(rows, json=json, csv_=csv, columns=FOUND):
            return
        for row in rows:
            print(plain(f"{row['id']:<6}{row['published'] or 'undated':<12}{row['title'] or ''}"))
            print(plain(f"      {row['snippet']}"))
        if not rows:
            print(f"No report in {book.name} holds all of these words.")


def timeline(
    who: Annotated[str | None, typer.Option(metavar="WHO", help="A code, an actor's number or words of a name, on either side.")] = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = 200,
    json: Json = False,
    csv: Csv = False,
    ledger: Place = None,
) -> None:
    """Promises made, deadlines and acts, in the order of their days."""
    with opened(ledger) as book, book.read() as connection:
        from ikrar.ledger import find

        rows = find.timeline(connection, date.today(), who=who, since=first_day(since), until=last_day(until), limit=limit)
        if answer(rows, json=json, csv_=csv, columns=DAYS):
            return
        for row in rows:
            print(plain(f"{row['date']:<11} {row['id']:<6} {row['what']:<24} {cell(row['who'])}"))
        if not rows:
            print(f"Nothing in {book.name} has a day in that time.")


def due(
    within: Annotated[int, typer.Option(metavar="DAYS", min=0, help="How far ahead to look.")] = 30,
    limit: Limit = 100,
    json: Json = False,
    csv: Csv = False,
    ledger: Place = None,
) -> None:
    """Promises that fall due soon, and those whose day has passed with nothing known. Overdue is not breached: silence is no evidence."""
    from ikrar.cli.listing import COMMITMENTS

    with opened(ledger) as book, book.read() as connection:
        from ikrar.ledger import ask

        until = (date.today() + timedelta(days=within)).isoformat()
        rows = ask.list_due(connection, date.today(), until, limit)
        if answer(rows, json=json, csv_=csv, columns=COMMITMENTS):
            return
        for row in rows:
            when = row["deadline"]["value"]
            print(
                plain(
                    f"{when:<11} {row['timeliness']:<8} {row['id']:<6} {cell(row['promisors'])}: {cell(row.get('action')) or row['quote']}"
                )
            )
        if not rows:
            print(f"Nothing in {book.name} falls due within {within} days.")
        elif len(rows) == limit:
            print(f"The last {limit}; --limit shows more.")
