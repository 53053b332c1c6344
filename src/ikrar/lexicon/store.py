"""Gives the compiled lexicon: the one shipped with the package, else one cached, else compiled now and cached."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

DATA = Path(__file__).resolve().parent.parent / "data"
SHIPPED = DATA / "_compiled.msgpack"


def _cache_file() -> Path:
    base = os.environ.get("IKRAR_CACHE") or os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "ikrar" / "lexicon.msgpack"


@cache
def compiled() -> dict[str, Any]:
    """The compiled lexicon as plain lists and dicts.

    A wheel carries it beside the data. In a checkout the data is fingerprinted (some milliseconds) and compiled anew when it changed.
    """
    if SHIPPED.exists():
        return msgspec.msgpack.decode(SHIPPED.read_bytes(), type=dict[str, Any])
    from ikrar.lexicon.compile import build, digest

    path = _cache_file()
    want = digest(DATA)
    try:
        found = msgspec.msgpack.decode(path.read_bytes(), type=dict[str, Any])
        if found.get("digest") == want:
            return found
    except (OSError, msgspec.DecodeError):
        pass
    fresh = build(DATA)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}")
        part.write_bytes(msgspec.msgpack.encode(fresh))
        part.replace(path)  # whole or not at all, for two may compile at once
    except OSError:
        pass  # a read-only home costs time, not the answer
    return fresh
