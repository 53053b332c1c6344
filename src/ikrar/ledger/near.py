"""Near-duplicates: agency copy, re-writes, cut versions. Found by MinHash, settled by counting the words they share.

A copy that was cut to its first paragraphs shares few of all its neighbour's words, so the beginnings are compared as well.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final

from rensa import RMinHash

from ikrar.ledger.stems import WORD, words_in

SHINGLE: Final = 3  # words in a row
BANDS: Final = 24
ROWS: Final = 4  # so cut, a pair that shares half of its shingles is found with 0.79, one that shares six tenths with 0.96
LEAD: Final = 60  # words of a beginning
SAME: Final = (
    0.55  # of the shorter one's shingles that the longer one has too: copies have .6 and more, other reports of one event under .3
)
SAME_LATER: Final = 0.9  # where days lie between them: a daily report of the weather repeats its words, a copy is nearly all the same
REMEMBERED: Final = 50_000  # keys
FINAL: Final = "\u03a3"  # a sigma is written otherwise at the end of a word
LEAST: Final = 12  # shingles of a text that can be compared at all


def kept(raw: str, body: Iterable[tuple[int, int]], *, dropped: bool) -> str:
    """The text that was read: its ``body``, or all of it where it has none and nothing was ``dropped``."""
    return "\n".join(raw[start:end] for start, end in body) or ("" if dropped else raw)


def shingles(text: str) -> frozenset[str]:
    """Every three words in a row."""
    found = WORD.findall(text.lower())
    return frozenset(" ".join(found[i : i + SHINGLE]) for i in range(len(found) - SHINGLE + 1))


def triples(text: str) -> frozenset[tuple[str, ...]]:
    """The same, without the time it takes to join them: for counting those that are shared."""
    found = words_in(text.lower())
    return frozenset(zip(found, found[1:], found[2:], strict=False))


def keys(text: str) -> list[int]:
    """Numbers that near-duplicates are likely to share: of the whole text, of its beginning, and of what follows and ends it."""
    return sorted(k for what, part in _parts(text).items() for k in _keys(part, what))


def _parts(text: str) -> dict[str, frozenset[str]]:
    """The shingles of the whole text, and of three stretches of it."""
    small = text.lower()
    if len(small) != len(text) or FINAL in text:  # letters that become small by what stands around them: stretch by stretch
        found = WORD.findall(text)
        cut = {"lead": found[:LEAD], "next": found[LEAD : 2 * LEAD], "tail": found[-LEAD:]}
        return {"whole": shingles(text)} | {what: shingles(" ".join(part)) for what, part in cut.items()}
    found = words_in(small)
    all_ = [f"{a} {b} {c}" for a, b, c in zip(found, found[1:], found[2:], strict=False)]
    most = LEAD - SHINGLE + 1
    parts = {"whole": all_, "lead": all_[:most], "next": all_[LEAD : LEAD + most], "tail": all_[max(len(found) - LEAD, 0) :]}
    return {what: frozenset(part) for what, part in parts.items()}


def _keys(parts: frozenset[str], what: str) -> Iterable[int]:
    if len(parts) < LEAST:
        return
    minhash = RMinHash(num_perm=BANDS * ROWS, seed=1)
    minhash.update(list(parts))  # the least of each hash: in whatever order
    values = minhash.digest()
    for band in range(BANDS):
        yield _number(f"{what}{band}:{values[band * ROWS : (band + 1) * ROWS]}")


@lru_cache(REMEMBERED)
def key(text: str) -> int:
    """A stable number for ``text`` that fits a column of 64 bits."""
    return _number(text)


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1


def shared(a: frozenset[Any], b: frozenset[Any]) -> float:
    """Which part of the shorter one's shingles the longer one has too (0-1)."""
    short = min(len(a), len(b))
    return len(a & b) / short if short >= LEAST else 0.0
