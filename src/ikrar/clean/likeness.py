"""Whether a line is a headline told again: the same words, signed by its house, cut short, shortened, or a little reworded."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from ikrar.clean.blocks import compiled, words
from ikrar.model.late import late

NEAR = 0.9  # likeness of words at which a line is the headline again: a changed word or two in ten
SHARED = 0.75  # share of a line's own words that a reworded copy beside the headline has from it
STEM = 5  # letters that two forms of one word share at their beginning
_MARKS = late(r"^[#*_>\s\"“”'🏷️|]+|[*_\s|]+$")
_CUT = late(r"(?:\.{2,}|…)\W*$")
# What a house hangs behind a headline: " - Suara Negeri", " | World | The Post", " (VOA)".
_SIGNED = late(r"(?:\s+(?:[-–—|»]|::)\s+[^-–—|»\n.?!]{2,32}(?:\.\w{2,4})?|\s*\([\w .&/-]{2,24}\))$")
PARTED = late(r"(?:[-–—|»]|::)\s")  # what parts a headline from a house's name: without it there is none


class Likeness:
    """Compares lines with a headline. ``suffix`` is how known houses sign; ``joining`` are small words that carry no news."""

    def __init__(self, suffix: str, joining: Iterable[str]) -> None:
        self.suffix = suffix
        self.joining = frozenset(joining)

    def bare(self, line: str) -> str:
        """A headline without what its house hung behind it; at least three words stay."""
        return self._shorn(self._unsigned(line))

    def _unsigned(self, line: str) -> str:
        """A headline without the name of a known house behind it."""
        return compiled(self.suffix).sub("", line) if PARTED.search(line) is not None else line

    def _shorn(self, line: str) -> str:
        """A headline without what any house may have hung behind it."""
        for _ in range(3):
            found = _SIGNED.search(line) if line[-1:] == ")" or PARTED.search(line) is not None else None
            if found is None or len(words(line[: found.start()])) < 3:
                break
            line = line[: found.start()]
        return line

    def same(self, title: tuple[str, ...], line: str, *, beside: bool = False) -> bool:
        """Whether ``line`` is the headline again; ``beside`` it, a shortened or reworded copy counts too."""
        line = line.strip()
        if not title or len(line) * 3 < len(" ".join(title)) or not line:
            return False
        read = words(line)
        if read == title:
            return True
        if len(set(title).intersection(read)) * 2 < min(len(title), 8) and not beside:
            return False
        bare = self._unsigned(line)
        other = read if bare == line and "_" not in line else words(_MARKS.sub("", bare))  # the other marks are no words
        short = self._shorn(bare)
        shorn = other if short == bare else words(_MARKS.sub("", short))
        if title in (other, shorn):
            return True
        if not other:
            return False
        if _CUT.search(bare) and len(other) >= 3:
            whole = other[:-1]  # the last word may be cut too
            return title[: len(whole)] == whole
        if line[-1] == "." or line[-1] in '"”' and line[-2:-1] == ".":
            return False
        if len(other) >= 5 and abs(len(other) - len(title)) <= 2:
            if SequenceMatcher(None, title, other, autojunk=False).ratio() >= NEAR:
                return True
        return beside and self._reworded(title, shorn)

    def _reworded(self, title: tuple[str, ...], other: tuple[str, ...]) -> bool:
        """Whether nearly all that a line says stands in the headline too, and at least half of the headline in it."""
        if len(other) > len(title) + 3:
            return False
        mine, theirs = set(other) - self.joining, set(title) - self.joining
        shared = sum(_kin(w, theirs) for w in mine)
        return shared >= 3 and shared >= SHARED * len(mine) and sum(_kin(w, mine) for w in theirs) * 2 >= len(theirs)


def _kin(word: str, words: set[str]) -> bool:
    """Whether one of ``words`` is a form of ``word``: the same beginning or end, or one inside the other ("tarik", "menarik")."""
    if word in words:
        return True
    for other in words:
        short, long = (word, other) if len(word) <= len(other) else (other, word)
        if len(short) < 4 or short.isdigit():
            continue
        if short in long or len(short) >= STEM and (short[:STEM] == long[:STEM] or short[1 - STEM :] == long[1 - STEM :]):
            return True
    return False
