"""``ikrar review``: a person goes through what waits, gravest first."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from ikrar.cli.console import complain, examples, plain, put_json
from ikrar.cli.ledger_options import By, Json, Place, cell, opened, person

if TYPE_CHECKING:
    from ikrar.ledger import Ledger

SHORT: Final = "Go through what waits for a person: breaches, fulfilments, deadlines, merges."
EXAMPLES: Final = examples(
    ("ikrar review", "one card after another; ? tells the keys"),
    ("ikrar review --list", "what waits, without deciding"),
    ("ikrar review --as dewi", "decide under another name"),
)
KEYS: Final = """  a  accept what the machine proposes        c  contest: both readings stand
  x  reject it                               e  edit: say yourself what stands
  s  skip for now                            u  undo your last decision
  q  leave                                   ?  these keys
A reason may follow a key: x the soldiers were not theirs"""


def command(
    list_: Annotated[bool, typer.Option("--list", help="Only list what waits.")] = False,
    json: Json = False,
    by: By = None,
    ledger: Place = None,
) -> None:
    """Walk what the machine proposes: what it rests on is shown, and nothing counts as certain before a person has said so.

    Decisions are kept with who, when and why; none is ever overwritten, by a person or by a newer Ikrar, and each can be undone.
    """
    with opened(ledger) as book:
        from ikrar.ledger.queue import waiting

        with book.read() as connection:
            items = waiting(connection, date.today())
        if json:
            import msgspec

            put_json(msgspec.json.encode(items))
        elif list_:
            for item in items:
                print(plain(f"{item['id']:<7}{_proposal(item):<24}{item['quote']}")[:160])
            print(f"{len(items) or 'Nothing'} wait{'s' if len(items) < 2 else ''} in {book.name}.")
        else:
            _walk(book, items, person(by))


def _walk(book: Ledger, items: list[dict[str, Any]], who: str) -> None:
    decided, at = 0, 0
    while at < len(items):
        item = items[at]
        _card(item, at + 1, len(items))
        if sys.stdin.isatty():
            print(f"[{who}] a accept, x reject, e edit, c contest, s skip, u undo, q leave, ? help > ", end="", flush=True)
        line = sys.stdin.readline()
        key, _, why = line.strip().partition(" ")
        if not line or key == "q":
            break
        if key == "?":
            print(KEYS)
            continue
        if key == "s":
            at += 1
            continue
        from ikrar.ledger import LedgerError, decide

        try:
            if key == "u":
                entry, what = decide.undo(book, who)
                print(f"undone: {what} (entry {entry})")
                decided, at = max(0, decided - 1), max(0, at - 1)
                continue
            if not _decide(book, who, item, key, why):
                complain(f"{key!r} is no key here: ? tells them")
                continue
        except LedgerError as error:
            complain(str(error))
            continue
        decided, at = decided + 1, at + 1
    print(f"{decided} decided, {len(items) - decided} left." if items else "Nothing waits.")


def _decide(book: Ledger, who: str, item: dict[str, Any], key: str, why: str) -> bool:
    """Writes down what a key means for a card; whether it means anything there."""
    from ikrar.ledger import cards

    if key != "e":
        return cards.answer(book, who, item, key, why) is not None
    status, _, rest = why.partition(" ")
    extent, _, reason = rest.partition(" ")
    number = int(extent) if extent in {"0", "1", "2", "3"} else None
    return cards.answer(book, who, item, key, reason if number is not None else rest, status, number) is not None


def _proposal(item: dict[str, Any]) -> str:
    if item["what"] == "merge":
        return f"= {item['other']}? {item['proposal']['score']:g}"
    extent = item["proposal"].get("extent")
    return (
        "deadline passed"
        if item["what"] == "overdue"
        else item["proposal"]["status"] + (f", extent {extent}" if extent is not None else "")
    )


def _card(item: dict[str, Any], number: int, of: int) -> None:
    from rich.text import Text

    from ikrar.cli.paint import STATUS_STYLES, dim, fields, put, section, terminal

    out = terminal()
    title = "Are these one?" if item["what"] == "merge" else f"{item['id']}: {_proposal(item)}"
    parts: list[Any] = [section(title, of, out.width), dim(f"{number} of {of}")]
    if item["what"] == "merge":
        for id_, line in zip((item["id"], item["other"]), item["pair"], strict=True):
            parts += [Text(f"{id_}  {plain(line['told'] or '')}", style="bold"), Text(f"  “{plain(line['quote']).strip()}”")]
        parts.append(dim("  " + ", ".join(f"{key} {value:+g}" for key, value in item["proposal"]["points"].items() if value)))
    else:
        row = item["line"]
        parts.append(Text(f"“{plain(item['quote']).strip()}”", style="italic"))
        told = [("by", cell(row["promisors"])), ("to", cell(row["beneficiaries"])), ("made", row["made"])]
        told += [("deadline", cell(row.get("deadline"))), ("stands", Text(row["status"], style=STATUS_STYLES.get(row["status"], "")))]
        parts.append(fields([(label, value or None) for label, value in told], indent=2))
    put(out, parts)
    if item["what"] == "status":
        for e in item["proposal"].get("evidence") or []:
            if "event" in e:
                print(f"  {e['bearing']}: E-{e['event']} (`ikrar show E-{e['event']}`)")


__all__ = ["EXAMPLES", "SHORT", "command"]
