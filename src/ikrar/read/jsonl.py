"""JSON lines: one document an object, with ``text``, and ``title``, ``date``, ``language``, ``url`` and ``id`` where they are known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

import msgspec

from ikrar.read.decode import decode
from ikrar.read.source import LIMIT, ReadError, Source, too_large, with_title


class _Line(msgspec.Struct):
    text: str
    title: str | None = None
    date: str | None = None
    language: str | None = None
    url: str | None = None
    id: str | int | None = None


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
        yield ReadError(f"{name}: empty")


def _document(line: bytes, here: str) -> Source:
    text, warnings = decode(line, here)
    try:
        item = msgspec.json.decode(text, type=_Line)
    except msgspec.MsgspecError as error:
        raise ReadError(f"{here}: not a document in JSON: {error}") from error
    if not item.text.strip():
        raise ReadError(f"{here}: empty text")
    published = None
    if item.date:
        try:
            published = date.fromisoformat(item.date[:10]).isoformat()
        except ValueError:
            warnings += (f"date {item.date[:40]!r} is no ISO date: left out",)
    name = str(item.id) if item.id is not None else here
    return Source(with_title(item.title, item.text), name, item.language, published, item.title, item.url, warnings)
