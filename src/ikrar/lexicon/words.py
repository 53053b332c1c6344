"""Cutting text into words, the same way for articles and for the knowledge that is looked up in them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import chain

WORD = re.compile(
    r"[A-Za-z]++(?=[ ,\n])"  # most words: what follows settles that none of the other forms begins here
    r"|(?:[^\W\d_]\.){2,}"  # U.S., a.n.
    r"|\d+(?:[.,:/-]\d+)*"  # 2.500, 12/6/2020
    r"|['’]s\b(?=\W|$)"  # the possessive, a word of its own
    r"|n['’]t\b"
    r"|[^\W\d_]+(?:(?:['’`](?!s\b)|-|‑)[^\W_]+)*(?:\d+)?"  # words, with hyphens and inner apostrophes
    r"|[^\w\s]|_"
)
RUN = re.compile(r"\w+")
REMEMBERED = 20_000  # stretches between blanks whose words are remembered: some MB
_SIGN = re.compile(r"[^\x00-\x7f\w]")
"""Signs beyond ASCII: curly quotation marks, dashes, bullets, blanks that do not break."""
_RUNS = "".join(char if char.isalnum() or char == "_" else " " for char in map(chr, range(128)))
"""ASCII with a blank for each sign: a text without other letters is cut at the blanks, in half the time of a look for its words."""
_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "‑": "-"})


def fold(text: str) -> str:
    """The look-up form of a word: lower case, one kind of apostrophe and hyphen, no accents ("Bogotá" is found as "Bogota")."""
    low = text.lower()
    if low.isascii():
        return low
    low = low.translate(_QUOTES)
    return low if low.isascii() else "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))


def words(text: str) -> tuple[str, ...]:
    """The words of ``text`` in look-up form."""
    return tuple(chain.from_iterable(map(_cut, text.split())))


@lru_cache(maxsize=REMEMBERED)
def _cut(piece: str) -> tuple[str, ...]:
    """The words of what stands between two blanks: no word goes over one, and the same stretches come again in every text."""
    return tuple(map(fold, WORD.findall(piece)))


def runs(text: str) -> list[str]:
    """The runs of letters, figures and underscores in ``text``: all that are ``RUN``."""
    plain = ascii_only(text)
    return RUN.findall(text) if plain is None else plain.translate(_RUNS).split()


def ascii_only(text: str) -> str | None:
    """``text`` with a blank or a question mark for each sign beyond ASCII; None where it has letters beyond."""
    if text.isascii():
        return text
    data = text.encode("utf-8", "surrogatepass")
    if 2 * data.count(b"\xe2\x80") == len(data) - len(text):  # curly quotation marks and dashes, U+2000 to U+203F, and nothing else
        return text.encode("ascii", "replace").decode("ascii")
    text = _SIGN.sub(" ", text)
    return text if text.isascii() else None
