"""What goes to a terminal, and what must not: news text is hostile, and so are file names."""

from __future__ import annotations

import re
import sys
from typing import Final

from ikrar.model.plain import plain as plain

BAD_INPUT: Final = 2
"""Exit code where something could not be read."""
OWN_FAULT: Final = 1
"""Exit code where Ikrar itself went wrong, or `frames check` found problems."""

_HOSTILE_JSON: Final = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def examples(*lines: tuple[str, str]) -> str:
    """Examples for the end of a command's help: what to type, and what comes of it."""
    width = max(len(typed) for typed, _ in lines)
    return "\b\nExamples:\n" + "\n".join(f"  {typed:<{width}}  {what}" for typed, what in lines)


def complain(message: str) -> None:
    """One line on stderr."""
    print(f"ikrar: {plain(message)}", file=sys.stderr, flush=True)


def put_json(encoded: bytes) -> None:
    """A line of JSON on stdout; what a terminal would act on is escaped, which leaves the JSON's meaning as it is.

    JSON itself escapes only the controls below U+0020.
    """
    line = _HOSTILE_JSON.sub(lambda m: f"\\u{ord(m[0]):04x}", encoded.decode("utf-8"))
    sys.stdout.buffer.write(line.encode("utf-8") + b"\n")
    sys.stdout.buffer.flush()
