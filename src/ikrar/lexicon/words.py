"""Cutting text into words, the same way for articles and for the knowledge that is looked up in them."""

from __future__ import annotations

import re
import unicodedata

WORD = re.compile(
    r"[A-Za-z]++(?=[ ,\n])"  # most words: what follows settles that none of the other forms begins here
    r"|(?:[^\W\d_]\.){2,}"  # U.S., a.n.
    r"|\d+(?:[.,:/-]\d+)*"  # 2.500, 12/6/2020
    r"|['’]s\b(?=\W|$)"  # the possessive, a word of its own
    r"|n['’]t\b"
    r"|[^\W\d_]+(?:(?:['’`](?!s\b)|-|‑)[^\W_]+)*(?:\d+)?"  # words, with hyphens and inner apostrophes
    r"|[^\w\s]|_"
)
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
    return tuple(map(fold, WORD.findall(text)))
