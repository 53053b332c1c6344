"""Gives the compiled lexicon: the one shipped with the package, else one cached, else compiled now and cached."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from ikrar.model.late import sha256

DATA = Path(__file__).resolve().parent.parent / "data"
SHIPPED = DATA / "_compiled.msgpack"


FORMAT = 7
"""Raised whenever the compiled structure changes, so that an old cache is not read."""


class LexiconError(ValueError):
    """Knowledge that cannot be compiled. The message is one line and names the file."""


def own_frames() -> tuple[Path, ...]:
    """Frames of the user's own, besides the library: the files and folders that IKRAR_FRAMES names."""
    named = tuple(Path(name).resolve() for name in os.environ.get("IKRAR_FRAMES", "").split(os.pathsep) if name)
    for path in named:
        if not path.exists():
            raise LexiconError(f"IKRAR_FRAMES: {path}: no such file or folder")
    return named


def digest(data: Path, own: tuple[Path, ...] = ()) -> str:
    """A fingerprint of every file under ``data`` and ``own``, and of the code that compiles it: names, sizes and times of change."""
    files = [str(path) for path in own if path.is_file()]
    for root in (str(data), str(Path(__file__).parent), *(str(path) for path in own if path.is_dir())):
        for folder, _, names in os.walk(root):
            files += [f"{folder}/{name}" for name in names if name.endswith((".yaml", ".py"))]
    lines = []
    for file in files:
        stat = os.stat(file)
        lines.append(f"{file} {stat.st_size} {stat.st_mtime_ns}")
    return sha256("\n".join([str(FORMAT), *sorted(lines)]).encode()).hexdigest()


BY_NAME = frozenset(("phrases", "triggers", "said_phrases"))
"""Parts of a language of which a text needs a few entries only: what begins with its own words, a few lists."""


def _by_name(table: dict[str, Any]) -> dict[str, msgspec.Raw]:
    return {name: msgspec.Raw(msgspec.msgpack.encode(entry)) for name, entry in table.items()}


def pack(built: dict[str, Any]) -> bytes:
    """What ``build`` gave, in parts that are decoded only when asked for: a text of one language needs no other's words."""
    encode = msgspec.msgpack.encode
    languages = {}
    for code, language in built["languages"].items():
        languages[code] = {k: encode(_by_name(v) if k in BY_NAME else v) for k, v in language.items()}
    return encode(
        {
            "format": built["format"],
            "digest": built["digest"],
            "frames": encode(built["frames"]),
            "outlets": encode(built["outlets"]),
            "languages": languages,
            "cities": built["cities"],
            "gazetteer": built["gazetteer"],
        }
    )


def cache_file(own: tuple[Path, ...]) -> Path:
    """Where what was compiled is kept, with frames of the user's ``own`` apart."""
    base = os.environ.get("IKRAR_CACHE") or os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "ikrar" / ("lexicon-own.msgpack" if own else "lexicon.msgpack")


def _read(path: Path) -> dict[str, Any] | None:
    """What was compiled before, if it is there and whole."""
    try:
        return msgspec.msgpack.decode(path.read_bytes(), type=dict[str, Any])
    except (OSError, msgspec.DecodeError):
        return None


@cache
def compiled() -> dict[str, Any]:
    """The compiled lexicon, packed: its parts are bytes until they are asked for (see ``compile.pack``).

    A wheel carries it beside the data. In a checkout the data's files are looked at (some milliseconds) and compiled anew when one changed.
    """
    own = own_frames()
    if SHIPPED.exists() and not own:
        return msgspec.msgpack.decode(SHIPPED.read_bytes(), type=dict[str, Any])
    path = cache_file(own)
    want = digest(DATA, own)
    found = _read(path)
    if found and found.get("digest") == want:
        return found
    from ikrar.lexicon.compile import compile_all  # YAML and Babel: only where there is something to compile

    fresh = compile_all(DATA, own, known=found or _read(cache_file(())) or _read(SHIPPED))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}")
        part.write_bytes(fresh)
        part.replace(path)  # whole or not at all, for two may compile at once
    except OSError:
        pass  # a read-only home costs time, not the answer
    return msgspec.msgpack.decode(fresh, type=dict[str, Any])
