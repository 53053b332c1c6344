"""What several commands take, and the walk over their sources."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from ikrar.cli.console import BAD_INPUT, OWN_FAULT, complain
from ikrar.lexicon.store import LexiconError
from ikrar.read import ReadError, load
from ikrar.read.language import READ

if TYPE_CHECKING:
    from ikrar.model import Reading


def _published(value: str | None) -> str | None:
    if value is None:
        return None
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):  # fromisoformat takes week dates and basic formats too
            raise ValueError
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise typer.BadParameter(f"{value!r} is no date of the form YYYY-MM-DD") from None


def _language(value: str | None) -> str | None:
    if value is not None and value not in READ:
        raise typer.BadParameter(f"Ikrar reads {' and '.join(READ)}, not {value!r}")
    return value


Published = Annotated[
    str | None,
    typer.Option(
        metavar="DATE", callback=_published, help="Day of publication, from which weekdays and the like are counted (YYYY-MM-DD)."
    ),
]
Language = Annotated[str | None, typer.Option(metavar="id|en", callback=_language, help="Language of the text; found out where not given.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, one line a document.")]


class Readings:
    """The documents of ``sources``, read one by one; what cannot be read is told on stderr and remembered in ``code``."""

    def __init__(self, sources: list[str], published: str | None = None, language: str | None = None, *, trace: bool = False) -> None:
        self.sources = sources
        self.trace = trace
        """Whether it is kept how each line came about."""
        self.published = published
        self.in_name: str | None = None
        """The day in the name of what is read, for what tells none of its own."""
        self.language = language
        self.code = 0

    def __iter__(self) -> Iterator[Reading]:
        for source in self.sources:
            yield from self.of(source)

    def of(self, source: str) -> Iterator[Reading]:
        """The documents of one source."""
        for item in load(source, sys.stdin.buffer if source == "-" else None):
            if isinstance(item, ReadError):
                complain(str(item))
                self.code = BAD_INPUT
                continue
            from ikrar.pipeline import read_source  # here, since it brings the whole program with it

            try:
                reading = read_source(item, published=self.published, language=self.language, in_name=self.in_name, trace=self.trace)
            except LexiconError:
                raise
            except Exception as error:  # a fault of ours in one document must not cost the reader the others
                if os.environ.get("IKRAR_DEBUG"):
                    raise
                complain(f"{item.name}: Ikrar failed here ({type(error).__name__}: {error}); IKRAR_DEBUG=1 shows where")
                self.code = max(self.code, OWN_FAULT)
                continue
            for warning in reading.record.document.warnings:
                complain(f"{item.name}: {warning}")
            yield reading
