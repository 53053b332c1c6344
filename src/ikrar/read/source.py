"""What a reader hands on: one document's text and what is known of it before a word was understood."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from ikrar.model.said import Said

LIMIT: Final = 5_000_000  # bytes; the longest newspaper page is a fiftieth of it, and 50 MB must be refused before it fills memory


class ReadError(Exception):
    """A source that cannot be read. The message is one line, names the source, and is fit to be shown as it is; pages tell ``said``."""

    def __init__(self, name: str, code: str, /, **values: Any) -> None:
        self.name = name
        self.said = Said(f"read.{code}", values)
        super().__init__(f"{name}: {self.said.tell()}")


class Source(msgspec.Struct, frozen=True):
    """One document: ``text`` is the raw text that every span will count in, and is never altered again."""

    text: str
    name: str
    language_hint: str | None = None
    published: str | None = None
    title: str | None = None
    url: str | None = None
    warnings: tuple[str, ...] = ()


def check_size(data: bytes, name: str) -> None:
    """Refuse what is larger than ``LIMIT``; readers fetch one byte more than it, so that this can tell."""
    if len(data) > LIMIT:
        raise too_large(name)


def too_large(name: str) -> ReadError:
    """The one wording for all readers."""
    return ReadError(name, "large", most=LIMIT // 1_000_000)


def with_title(title: str | None, text: str) -> str:
    """The text with its title as the first line, unless it has it there already."""
    if not title:
        return text
    first = text.lstrip().partition("\n")[0]
    return text if " ".join(first.split()) == " ".join(title.split()) else f"{title}\n\n{text}"
