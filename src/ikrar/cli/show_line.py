"""``ikrar show``: one line of the ledger, with its history and what bears on it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from ikrar.cli.console import BAD_INPUT, complain, examples, plain, put_json
from ikrar.cli.ledger_options import Json, Place, cell, opened

if TYPE_CHECKING:
    from rich.console import RenderableType

SHORT: Final = "One line of the ledger, with its words, its history and what bears on it."
EXAMPLES: Final = examples(
    ("ikrar show C-17", "a promise: its words, parties, history, evidence for and against"),
    ("ikrar show E-4", "a happening: who tells it, and on which promises it bears"),
    ("ikrar show D-2", "a document: its lines, and its copies"),
)


def command(
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="C-17, E-4, A-3, I-1, P-1 or D-2, as `ikrar list` prints them.")],
    json: Json = False,
    ledger: Place = None,
) -> None:
    """Show what the ledger knows of a line: the words it rests on, what it is the same as and why, who said what of it and when."""
    code = 0
    with opened(ledger) as book, book.read() as connection:
        from ikrar.ledger import page

        for number, id_ in enumerate(ids):
            found = page.page(connection, id_, date.today())
            if found is None:
                complain(f"there is no {plain(id_)} in {book.name}: `ikrar list commitments` shows what there is")
                code = BAD_INPUT
            elif json:
                import msgspec

                put_json(msgspec.json.encode(found))
            else:
                _print(found, first=number == 0)
    raise typer.Exit(code)


def _print(found: dict[str, Any], first: bool) -> None:
    from rich.text import Text

    from ikrar.cli.line_told import told
    from ikrar.cli.paint import STATUS_STYLES, dim, fields, put, section, terminal

    out, line = terminal(), told(found)
    parts: list[RenderableType] = [] if first else [Text("")]
    quote = found.get("quote")
    head = Text(f"{found['id']}  ", style="bold").append(plain(line.title), style="bold")
    if found["of"] == "commitment" and (status := found.get("status")):
        head.append("   ").append(status, style=STATUS_STYLES.get(status, "")).append(
            "" if found.get("confirmed") else " (not confirmed)", style="dim"
        )
    parts.append(head)
    if quote:
        parts.append(Text(f"“{plain(quote).strip()}”", style="italic"))
    shown = {label: plain(value) if isinstance(value, str) else cell(value) for label, value in line.fields.items()}
    parts.append(fields(list(shown.items()), indent=0))
    for title, hung in line.sections.items():
        if hung:
            parts.append(section(title, len(hung), out.width))
            for one in hung:
                parts.append(Text(plain(one.head), style="bold" if one.strong else ""))
                if one.quote:
                    parts.append(Text(f"     “{plain(one.quote).strip()}”"))
                if one.why:
                    parts.append(dim(f"     {one.why}"))
    if line.silence:
        parts += [Text(""), dim(line.silence)]
    put(out, parts)
