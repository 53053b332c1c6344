"""``ikrar explain``: how each line of a record came about, and what came to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from ikrar.cli.console import BAD_INPUT, complain, examples, put_json
from ikrar.cli.options import Json, Language, Published, Readings

if TYPE_CHECKING:
    from ikrar.model import Reading

SHORT: Final = "Explain how the lines of a record came about."
EXAMPLES: Final = examples(
    ("ikrar explain article.txt", "all lines, and what came to nothing"),
    ("ikrar explain article.txt c1", "one line; `ikrar read` shows the ids"),
)


def command(
    source: Annotated[str, typer.Argument(metavar="FILE", help="A file, an address, or - for standard input.")],
    item: Annotated[str | None, typer.Argument(metavar="[ID]", help="One line of the record, such as c1 or v2.")] = None,
    published: Published = None,
    language: Language = None,
    json: Json = False,
) -> None:
    """Explain a record: frame, pattern, cues, what filled which role and how, what was refused and why."""
    readings = Readings([source], published, language, trace=True)
    found = item is None
    ids: list[str] = []
    for number, reading in enumerate(readings, 1):
        record = reading.record
        here = [x.id for group in (record.commitments, record.events, record.instruments, record.processes, record.entities) for x in group]
        ids += here
        if item is not None and item not in here:
            continue
        found = True
        if json:
            put_json(_json(reading, item))
        else:
            from ikrar.cli.show_trace import show_traces

            show_traces(reading, item, first=number == 1)
    if not found and readings.code == 0:
        complain(f"{source}: no line {item} in this record; it has {', '.join(dict.fromkeys(ids)) or 'none'}")
        raise typer.Exit(BAD_INPUT)
    raise typer.Exit(readings.code)


def _json(reading: Reading, item: str | None) -> bytes:
    import msgspec

    traces = [t for t in reading.traces if item is None or t.item == item]
    refused = reading.refused if item is None else ()
    return msgspec.json.encode({"document": reading.record.document.id, "traces": traces, "refused": refused})
