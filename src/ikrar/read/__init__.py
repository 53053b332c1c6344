"""Readers: from a file, an address or a pipe to the raw text of documents, one module a format."""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from ikrar.read.decode import decode
from ikrar.read.source import LIMIT, ReadError, Source, check_size

__all__ = ["LIMIT", "ReadError", "Source", "fetched", "load", "of_bytes"]

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")  # any: ftp:// is refused, not looked for as a file
_HTML = frozenset((".html", ".htm", ".xhtml"))
_JSONL = frozenset((".jsonl", ".ndjson"))


def load(source: str, stdin: BinaryIO | None = None) -> Iterator[Source | ReadError]:
    """The documents of one source: a path, an http(s) address, or ``-`` for ``stdin``.

    What cannot be read comes as the error itself, not raised, so that one bad line of a file does not end the others.
    """
    try:
        yield from _load(source, stdin)
    except ReadError as error:
        yield error


def _load(source: str, stdin: BinaryIO | None) -> Iterator[Source | ReadError]:
    from ikrar.read import html, text

    if source == "-":
        import sys

        data = (stdin or sys.stdin.buffer).read(LIMIT + 1)
        check_size(data, "standard input")
        yield html.read(data, "standard input") if html.is_html(data) else text.read(data, "standard input")
    elif _SCHEME.match(source):
        from ikrar.read import url  # here, since urllib and TLS take 40 ms to import

        yield fetched(source, *url.fetch(source))
    else:
        yield from _file(source)


def fetched(source: str, data: bytes, kind: str | None, charset: str | None, address: str) -> Source:
    """The document in what `url.fetch` has brought."""
    from ikrar.read import html, text

    as_html = html.is_html(data) or kind in ("text/html", "application/xhtml+xml")
    if not as_html and kind is not None and not kind.startswith("text/") and kind != "application/octet-stream":
        check_size(data, source)
        decode(data, source)  # which names what it is, where it is a PDF, a picture ...
        raise ReadError(source, "kind", kind=kind)
    found: Source = (html if as_html else text).read(data, source, charset, address)
    return found


def of_bytes(data: bytes, name: str) -> Iterator[Source | ReadError]:
    """The documents of a file that somebody has sent, by what its ``name`` ends in; the name is used for nothing else."""
    import gzip
    import io

    def opened(packed: bool) -> BinaryIO:
        stream = io.BytesIO(data)
        return gzip.open(stream, "rb") if packed else stream  # type: ignore[return-value]  # as in `gzip_open`

    try:
        yield from _of_stream(opened, name)
    except ReadError as error:
        yield error


def gzip_open(source: str) -> BinaryIO:
    """A packed file, unpacked as it is read: what reads it stops at the limit, so that a small file cannot fill memory."""
    import gzip  # here, since few files are

    return gzip.open(source, "rb")  # type: ignore[return-value]  # a BufferedIOBase reads as well


def _file(source: str) -> Iterator[Source | ReadError]:
    name = os.fsencode(source).decode("utf-8", "replace")  # a name that is no UTF-8 must not break the JSON it goes into
    yield from _of_stream(lambda packed: gzip_open(source) if packed else open(source, "rb"), name)  # noqa: SIM115 - closed there


def _of_stream(opened: Callable[[bool], BinaryIO], name: str) -> Iterator[Source | ReadError]:
    """The documents of a file. ``opened`` opens it, unpacking it where it is told that it is packed."""
    from ikrar.read import html, jsonl, text

    suffixes = [suffix.lower() for suffix in Path(name).suffixes]
    packed = suffixes[-1:] == [".gz"]
    suffix = "".join(suffixes[:-1][-1:] if packed else suffixes[-1:])
    try:
        with opened(packed) as stream:
            if suffix in _JSONL:
                yield from jsonl.read(stream, name)
                return
            data = stream.read(LIMIT + 1)
    except FileNotFoundError:
        raise ReadError(name, "missing") from None
    except IsADirectoryError:
        raise ReadError(name, "folder") from None
    except PermissionError:
        raise ReadError(name, "forbidden") from None
    except (OSError, EOFError, ValueError, zlib.error) as error:
        if packed and not getattr(error, "strerror", None):  # nothing that the system says, but what unpacking came upon
            raise ReadError(name, "damaged") from error
        raise ReadError(name, "broken", error=getattr(error, "strerror", None) or str(error)) from error
    check_size(data, name)
    yield (html if suffix in _HTML or html.is_html(data) else text).read(data, name)
