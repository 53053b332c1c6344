"""Text that harms nobody who sees it, on a terminal, in a cell of a spreadsheet: news text is hostile, and so are file names."""

from __future__ import annotations

import re
from typing import Any, Final

from ikrar.model.late import late

# Characters that move the cursor, recolour the screen, hide or reorder text: C0 and C1 controls, marks of direction, line separators,
# lone surrogates, tags. Zero-width joiners stay: scripts need them.
_SPACES: Final = late(r"[\t\n\v\f\r\x85\u2028\u2029]+")
_INVISIBLE: Final = late("[\u00ad\u200b\u2060\ufeff]")
_HARM: Final = "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
_HOSTILE: Final = late(_HARM)
_HARMFUL: Final = late(r"(?![\t\n])" + _HARM)  # where line breaks and tabs are wanted
_MARKS: Final = late("[\r\u061c\u200e\u200f]")
DASHES: Final = "=+-@\t\r"  # with what a spreadsheet begins a formula


def plain(text: str) -> str:
    """One harmless line: white space becomes a space, a control character its picture (␛) or U+FFFD."""
    return _HOSTILE.sub(_picture, _INVISIBLE.sub("", _SPACES.sub(" ", text)))


def visible(text: str) -> str:
    """As `plain`, but character for character, white space as it is: places in the text stay what they are."""
    return _HARMFUL.sub(_picture, text)


def shown(text: str) -> str:
    """As `visible`, without what needs no place of its own: marks of direction where none is turned, the return before a line break."""
    return visible(_MARKS.sub("", text))


def _picture(match: re.Match[str]) -> str:
    char = match[0]
    if char < " ":
        return chr(0x2400 + ord(char))
    if "\x80" <= char <= "\x9f":  # Windows' quotation marks and dashes, read as Latin-1 by somebody before us
        return bytes((ord(char),)).decode("cp1252", "replace")
    return "␡" if char == "\x7f" else "\ufffd"


def cell(value: Any) -> str:
    """A value for a cell of CSV: lists by their names, and nothing that a spreadsheet would run as a formula."""
    if value is None:
        return ""
    if isinstance(value, list):
        text = "; ".join(cell(v) for v in value)
    elif isinstance(value, dict):
        code = ":".join(v for v in (value.get("country"), value.get("sector")) if v)
        text = f"{value['name']} ({code})" if "name" in value else str(value.get("value") or value.get("text") or value.get("id") or "")
    elif isinstance(value, bool):
        text = "yes" if value else "no"
    elif isinstance(value, (int, float)):
        return str(value)  # -77.04 is no formula
    else:
        text = str(value)
    text = plain(text)
    return f"'{text}" if text[:1] and text[0] in DASHES else text
