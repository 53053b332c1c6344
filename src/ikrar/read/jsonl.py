"""JSON lines: one document an object, with ``text``, and ``title``, ``date``, ``language``, ``url`` and ``id`` where they are known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, BinaryIO, Final

import msgspec

from ikrar.model.said import Said
from ikrar.read.decode import decode
from ikrar.read.source import LIMIT, ReadError, Source, too_large, with_title

if TYPE_CHECKING:
    from ikrar.dates import Grammar

LONGEST_DATE: Final = 100  # characters


class _Line(msgspec.Struct):
    text: str
    title: str | None = None
    date: str | None = None
    language: str | None = None
    url: str | None = None
    id: str | int | None = None


_LINE: Final = msgspec.json.Decoder(_Line)


def read(stream: BinaryIO, name: str) -> Iterator[Source | ReadError]:
    """Every line's document, or what is wrong with the line: a bad line does not end the file."""
    number = 0
    while line := stream.readline(LIMIT + 1):
        number += 1
        here = f"{name}:{number}"
        if len(line) > LIMIT:
            yield too_large(here)
            return  # the rest of that line would be read as lines of its own
        if not line.strip():
            continue
        try:
            yield _document(line, here)
        except ReadError as error:
            yield error
    if number == 0:
        yield ReadError(name, "empty")


def _document(line: bytes, here: str) -> Source:
    text, warnings = decode(line, here)
    try:
        item = _LINE.decode(text)
    except msgspec.MsgspecError as error:
        raise ReadError(here, "json", error=str(error)) from error
    if not item.text.strip():
        raise ReadError(here, "text")
    published = _day(item) if item.date else None
    if item.date and published is None:
        warnings += (Said("warning.day", {"date": item.date[:40]}).tell(),)
    name = str(item.id) if item.id is not None else here
    return Source(with_title(item.title, item.text), name, item.language, published, item.title, item.url, warnings)


def _day(item: _Line) -> str | None:
    """The day that a document's date names: an ISO date, or as news sites print it ("Rabu, 26 Sep 2025 19:10 WIB").

    04/05/2021 is in May over an Indonesian text, and no day over an English one, which may be American.
    """
    value = (item.date or "").strip()
    try:
        return date.fromisoformat(value[:10]).isoformat()
    except ValueError:
        pass
    from ikrar.dates.publication import full_day
    from ikrar.read.language import detect

    grammar = _grammar(item.language or detect(item.text)[0])
    days = {day for found in grammar.find(value[:LONGEST_DATE]) if (day := full_day(found))} if grammar else set()
    return days.pop().isoformat() if len(days) == 1 else None


@cache
def _grammar(language: str) -> Grammar | None:
    from ikrar.lexicon import lexicon  # here, since most files have ISO dates

    return lexicon().language(language).date_grammar if language in lexicon().codes else None
