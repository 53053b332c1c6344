"""``ikrar annotate``: a document coded by hand, by quotes, starting from the machine's record."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from ikrar.cli.console import BAD_INPUT, OWN_FAULT, complain, examples, plain
from ikrar.cli.options import Language, Published, Readings

SHORT: Final = "Code a document by hand, starting from the machine's record."
EXAMPLES: Final = examples(
    ("ikrar annotate article.txt", "writes article.code.json to correct; again: checks it, writes article.gold.json"),
    ("ikrar annotate article.txt --edit", "both in one, with your editor between"),
)


def command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The text, NAME.txt; NAME.code.json and NAME.gold.json stand beside it.")],
    published: Published = None,
    language: Language = None,
    edit: Annotated[bool, typer.Option("--edit", help="Open the coding in $VISUAL or $EDITOR before it is checked.")] = False,
) -> None:
    """Code a document by hand: the first call writes NAME.code.json from the machine's record, for you to correct by quotes.

    Every later call checks your coding and, where nothing is wrong with it, writes NAME.gold.json, which `ikrar evaluate` reads. A coding
    that is there is never written over. A quote is copied from the text; "quote #2" is its second occurrence.
    """
    name = file.name.removesuffix(".txt")
    code, gold = file.with_name(f"{name}.code.json"), file.with_name(f"{name}.gold.json")
    text = _text(file)
    if not code.exists():
        _begin(file, code, name, published, language)
        if not edit:
            print(plain(f"{code}: written from the machine's record. Correct it, then call this again to check it and write {gold.name}."))
            return
    if edit:
        _open(code)
    import msgspec

    from ikrar.coding import gold_of

    try:
        coding = msgspec.json.decode(code.read_bytes(), type=dict[str, Any])
        built, problems = gold_of(text, coding)
    except (ValueError, TypeError, AttributeError, KeyError, OSError) as error:
        complain(f"{code}: not a coding: {error}")
        raise typer.Exit(BAD_INPUT) from None
    for problem in problems:
        complain(f"{code}: {problem}")
    if problems:
        raise typer.Exit(OWN_FAULT)
    gold.write_bytes(msgspec.json.format(msgspec.json.encode(built), indent=1) + b"\n")
    print(plain(f"{gold}: {len(built['events'])} events, {len(built['commitments'])} commitments, {len(built['entities'])} entities"))


def _open(path: Path) -> None:
    """Opens ``path`` in the person's editor, and waits."""
    import subprocess

    editor = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
    try:
        subprocess.run([*editor, str(path)], check=False)  # noqa: S603 - the person's own editor
    except OSError as error:
        complain(f"{editor[0]}: {error.strerror}; set EDITOR to an editor of yours")
        raise typer.Exit(BAD_INPUT) from None


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")  # as it is: newlines are not translated, offsets count
    except (OSError, UnicodeDecodeError) as error:
        complain(f"{file}: {error.strerror if isinstance(error, OSError) else 'not UTF-8'}")
        raise typer.Exit(BAD_INPUT) from None


def _begin(file: Path, code: Path, name: str, published: str | None, language: str | None) -> None:
    import msgspec

    from ikrar.coding import coding_of

    readings = Readings([str(file)], published, language)
    reading = next(iter(readings), None)
    if reading is None:
        raise typer.Exit(readings.code or BAD_INPUT)
    coding = coding_of(reading.raw, reading.record, name)
    with code.open("xb") as out:  # never over a coding that is there
        out.write(msgspec.json.format(msgspec.json.encode(coding), indent=1) + b"\n")
