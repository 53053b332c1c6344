"""The tables that the lexicon is compiled of, as they are written: what is given twice, and would be lost without a word, is refused."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

from ikrar.lexicon.frames import as_list
from ikrar.lexicon.store import LexiconError
from ikrar.model.written import GivenTwice, strings

T = TypeVar("T")


def load_yaml(path: Path) -> Any:
    """A YAML file with all scalars as strings, for ``NO`` is Norway."""
    try:
        return strings(path.read_text("utf-8"), str(path))
    except GivenTwice as error:
        raise LexiconError(str(error)) from error


def other_forms(path: Path) -> dict[str, list[str]]:
    """Words with their other forms, from a file that a language need not have."""
    return {k: as_list(v) for k, v in (load_yaml(path) or {}).items()} if path.exists() else {}


def merged(folder: Path, tables: dict[str, Any], *names: str) -> dict[str, Any]:
    """The ``tables`` of these files of a folder as one, which share their keys: none may be in two of them."""
    out: dict[str, Any] = {}
    home: dict[str, str] = {}
    for name in names:
        for key, value in (tables.get(name) or {}).items():
            if key in out:
                file, other = (folder / f"{n}.yaml" for n in (name, home[key]))
                raise LexiconError(
                    f"{file}, line {_line(file, key)}: the key {key!r} is also in {other}, line {_line(other, key)}: keep one"
                )
            out[key], home[key] = value, name
    return out


def _line(file: Path, key: str) -> int:
    """The line of a key of the outermost map of a file."""
    return next((n for n, line in enumerate(file.read_text("utf-8").splitlines(), 1) if line.startswith(f"{key}:")), 1)


def by_word(pairs: Iterable[tuple[str, T]], file: str) -> dict[str, T]:
    """What each word means, of a table that lists the words of each meaning: one that has two would keep the later."""
    out: dict[str, T] = {}
    for word, meant in pairs:
        if out.setdefault(word, meant) != meant:
            raise LexiconError(f"{file}: {word!r} is listed under {out[word]!r} and under {meant!r}: keep one")
    return out
