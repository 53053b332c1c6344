"""Near-duplicates: agency copy, re-writes, cut versions. Found by MinHash, settled by counting the words they share.

A copy that was cut to its first paragraphs shares few of all its neighbour's words, so the beginnings are compared as well.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Final

from rensa import RMinHash

from ikrar.ledger.stems import WORD
from ikrar.model import Record

SHINGLE: Final = 3  # words in a row
BANDS: Final = 24
ROWS: Final = 4  # so cut, a pair that shares half of its shingles is found with 0.79, one that shares six tenths with 0.96
LEAD: Final = 60  # words of a beginning
SAME: Final = (
    0.55  # of the shorter one's shingles that the longer one has too: copies have .6 and more, other reports of one event under .3
)
LEAST: Final = 12  # shingles of a text that can be compared at all


def kept(raw: str, record: Record) -> str:
    """The text that was read: without what was dropped."""
    return "\n".join(raw[start:end] for start, end in record.document.body) or ("" if record.document.dropped else raw)


def shingles(text: str) -> frozenset[str]:
    """Every three words in a row."""
    found = WORD.findall(text.lower())
    return frozenset(" ".join(found[i : i + SHINGLE]) for i in range(len(found) - SHINGLE + 1))


def keys(text: str) -> list[int]:
    """Numbers that near-duplicates are likely to share: of the whole text, and of its beginning."""
    return sorted({*_keys(shingles(text), "whole"), *_keys(shingles(" ".join(WORD.findall(text)[:LEAD])), "lead")})


def _keys(parts: frozenset[str], what: str) -> Iterable[int]:
    if len(parts) < LEAST:
        return
    minhash = RMinHash(num_perm=BANDS * ROWS, seed=1)
    minhash.update(sorted(parts))
    values = minhash.digest()
    for band in range(BANDS):
        yield key(f"{what}{band}:{values[band * ROWS : (band + 1) * ROWS]}")


def key(text: str) -> int:
    """A stable number for ``text`` that fits a column of 64 bits."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1


def shared(a: frozenset[str], b: frozenset[str]) -> float:
    """Which part of the shorter one's shingles the longer one has too (0-1)."""
    short = min(len(a), len(b))
    return len(a & b) / short if short >= LEAST else 0.0
