"""Records as the book has them, read back."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from ikrar.model import Record

_RECORD: Final = msgspec.json.Decoder(Record)
"""Made as the module is loaded: msgspec lays a type out when it first meets it, and another thread that meets it then crashes (0.22)."""


def decoded(body: str | bytes) -> Record:
    """The record that is written as ``body``; raises `msgspec.MsgspecError` where that is none."""
    return _RECORD.decode(body)


def converted(body: Any) -> Record:
    """The record that stands in ``body`` as plain maps and lists."""
    return msgspec.convert(body, Record)
