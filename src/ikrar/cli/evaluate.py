"""``ikrar evaluate``: records held against documents coded by hand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from ikrar.cli.console import BAD_INPUT, OWN_FAULT, complain, examples, plain, put_json

if TYPE_CHECKING:
    from ikrar.evaluate import F1, Comparison, Gold, Share
    from ikrar.model import Reading, Record, Span

    Pooled = dict[str, F1 | Share]

SHORT: Final = "Measure records against documents coded by hand."
EXAMPLES: Final = examples(
    ("ikrar evaluate coded/", "the measures"),
    ("ikrar evaluate coded/ --misses --extras", "and what was missed or invented, with how that came about"),
    ("ikrar evaluate coded/ --floors floors.yaml", "exit code 1 where a measure has fallen"),
)


def command(
    folder: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="Folder of NAME.gold.json with NAME.txt beside each.")],
    records: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Measure the NAME.json of this folder; the texts are read anew where not given.")
    ] = None,
    misses: Annotated[bool, typer.Option("--misses", help="List what was missed: its sentence, and what came to nothing in it.")] = False,
    extras: Annotated[bool, typer.Option("--extras", help="List what gold does not have: its sentence, and how it came about.")] = False,
    confused: Annotated[bool, typer.Option("--confusion", help="Show which types were read as which.")] = False,
    floors: Annotated[
        Path | None, typer.Option(metavar="FILE", help="YAML of measure: least value; exit code 1 where one is not reached.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the measures as JSON.")] = False,
) -> None:
    """Measure records against documents coded by hand: F1 and shares over all of them, by the same rules as gold/score.py.

    A text is read with the publication date that its gold has. --floors is for CI: `events: 0.6` and so on, one a line.
    """
    from ikrar import evaluate

    try:
        coded = list(evaluate.golds(folder))
        least = _floors(floors) if floors else {}
    except (OSError, ValueError) as error:  # msgspec's errors are ValueErrors
        complain(f"{folder}: {error}")
        raise typer.Exit(BAD_INPUT) from None
    if not coded:
        complain(f"{folder}: no NAME.gold.json in it")
        raise typer.Exit(BAD_INPUT)
    compared: list[tuple[Comparison, str, Reading | None]] = []
    table: Counter[tuple[str, str]] = Counter()
    for name, gold, raw in coded:
        record, reading = _record(records, name, gold, raw)
        compared.append((evaluate.compare(gold, record, name), raw, reading))
        table += evaluate.confusion(gold, record)
    pooled = evaluate.pool(c for c, _, _ in compared)
    unknown = sorted(set(least) - set(pooled))
    if unknown:
        complain(f"{floors}: no measure {', '.join(unknown)}; there are {', '.join(pooled)}")
        raise typer.Exit(BAD_INPUT)
    if json:
        _print_json(pooled)
    else:
        _print(pooled, len(coded))
    if confused:
        _print_confusion(table)
    for c, raw, reading in compared:
        if misses:
            _print_misses(c, raw, reading)
        if extras:
            _print_extras(c, raw, reading)
    low = evaluate.fallen(pooled, least)
    for line in low:
        complain(line)
    raise typer.Exit(OWN_FAULT if low else 0)


def _floors(path: Path) -> dict[str, float]:
    import yaml

    try:
        found = yaml.safe_load(path.read_text("utf-8"))
        return {str(name): float(value) for name, value in found.items()}
    except (yaml.YAMLError, AttributeError, TypeError) as error:
        raise ValueError(f"{path} is no list of measure: least value ({error})") from None


def _record(folder: Path | None, name: str, gold: Gold, raw: str) -> tuple[Record, Reading | None]:
    """The record of one document: from ``folder``, where a missing one counts as empty, or read now."""
    if folder is None:
        from ikrar.pipeline import read_text

        reading = read_text(raw, source=name, published=gold.published, language=gold.language)
        return reading.record, reading
    import msgspec

    from ikrar.model import Document, Engine, Record

    path = folder / f"{name}.json"
    if not path.exists():
        return Record(engine=Engine("none", ""), document=Document(id="", language=gold.language)), None
    try:
        return msgspec.json.decode(path.read_bytes(), type=Record), None
    except ValueError as error:
        complain(f"{path}: no record: {error}")
        raise typer.Exit(BAD_INPUT) from None


def _print(pooled: Pooled, documents: int) -> None:
    from ikrar.evaluate import F1

    print(f"{documents} document{'s' * (documents != 1)}")
    for name, part in pooled.items():
        if isinstance(part, F1):
            print(f"{name:18} F1 {part.value:.3f}  P {part.precision:.3f}  R {part.recall:.3f}  gold {part.gold}  found {part.found}")
        else:
            print(f"{name:18} accuracy {part.value:.3f} of {part.of}")


def _print_json(pooled: Pooled) -> None:
    import msgspec

    from ikrar.evaluate import F1

    out: dict[str, dict[str, float]] = {}
    for name, part in pooled.items():
        if isinstance(part, F1):
            out[name] = {"f1": part.value, "precision": part.precision, "recall": part.recall, "gold": part.gold, "found": part.found}
        else:
            out[name] = {"accuracy": part.value, "of": part.of}
    put_json(msgspec.json.encode(out))


def _print_confusion(table: Counter[tuple[str, str]]) -> None:
    """Each gold type on a line: how many were read as it, then what the others were read as."""
    print("\nType, read as itself of all; read as others (- is not read; the last line is what no gold event answers to)")
    for kind in [*sorted({g for g, _ in table if g != "-"}), "-"]:
        row = {found: n for (g, found), n in table.items() if g == kind}
        others = ", ".join(f"{found} {n}" for found, n in sorted(row.items(), key=lambda x: (-x[1], x[0])) if found != kind)
        right = f"{row.get(kind, 0)} of {sum(row.values())}" if kind != "-" else str(sum(row.values()))
        print(f"{kind:10} {right:>10}   {others}".rstrip())


def _words(raw: str, span: Span) -> str:
    return plain(raw[span[0] : span[1]])


def _around(raw: str, span: Span) -> str:
    """The sentence around ``span``."""
    from ikrar.coding import sentence_at

    return _words(raw, sentence_at(raw, span)).strip()


def _print_misses(c: Comparison, raw: str, reading: Reading | None) -> None:
    for e in c.missed_events:
        print(f"\n{c.name}: missed {e.type} {' '.join(e.actors) or '-'} -> {' '.join(e.recipients) or '-'} [{_words(raw, e.trigger)}]")
        _print_sentence(raw, e.scope, reading)
    for p in c.missed_commitments:
        print(f"\n{c.name}: missed {p.kind} {p.provision} by {' '.join(p.promisors) or '-'} [{_words(raw, p.trigger)}]")
        _print_sentence(raw, p.scope, reading)


def _print_sentence(raw: str, scope: Span, reading: Reading | None) -> None:
    print(f"  {_words(raw, scope).strip()}")
    for t in reading.traces if reading else ():
        if scope[0] <= t.trigger[0] < scope[1]:
            became = t.item or f"nothing: {t.refused}"
            print(f"    {t.frame} by {_words(raw, t.trigger)!r} became {plain(became)}")


def _print_extras(c: Comparison, raw: str, reading: Reading | None) -> None:
    named = [(e.type, e.id, e.evidence[0].span) for e in c.extra_events]
    named += [(f"{p.kind} {p.provision}", p.id, p.evidence[0].span) for p in c.extra_commitments]
    for what, id_, span in named:
        print(f"\n{c.name}: extra {what} {id_} [{_words(raw, span)}]")
        print(f"  {_around(raw, span)}")
        for t in reading.traces if reading else ():
            if t.item == id_:
                print(f"    {t.frame} by {_words(raw, t.trigger)!r}: {'; '.join(plain(n) for n in (*t.cues, *t.notes)) or t.pattern}")
