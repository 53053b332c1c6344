"""Plain text: a file, a pipe, or the body of a text/plain answer."""

from __future__ import annotations

from ikrar.read.decode import decode
from ikrar.read.source import Source


def read(data: bytes, name: str, charset: str | None = None, url: str | None = None) -> Source:
    """The text as it stands, line ends included, since every span counts in it."""
    text, warnings = decode(data, name, charset)
    return Source(text=text, name=name, url=url, warnings=warnings)
