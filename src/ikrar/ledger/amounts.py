"""How much of what was promised a sentence counts: "60 of the 150 men"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from ikrar.ledger.meaning import undated

REMEMBERED: Final = 4096  # sentences that came lately
NUMBER: Final = re.compile(r"\d+(?:[.,]\d{3})*")
LONGEST: Final = 15  # digits of a number that counts something
OF_ALL: Final = re.compile(
    r"\b(?:out of|of(?: the| its| their| all)?(?: promised)?|dari(?: total| jumlah)?)\s+(?:US\$|A\$|Rp|[$€£])?\s?\d[\d.,]*(?=\W)", re.I
)
"""“60 of the 150 men", "60 dari 150 orang": the number of all those of whom another one tells how many."""

Tellings = Iterable[tuple[str, str]]
"""What is promised, each telling of it with its language first."""


@lru_cache(REMEMBERED)
def numbers(text: str) -> frozenset[str]:
    """The numbers of a text that count something: no years, no days of a month with its name."""
    return frozenset(n.replace(".", "").replace(",", "") for n in NUMBER.findall(undated(text)))


def counted(tellings: Tellings, sentence: str) -> tuple[frozenset[str], frozenset[str]]:
    """The numbers that are promised, and those of what a sentence says was done."""
    promised = frozenset(number for _, action in tellings for number in numbers(action))
    return promised, numbers(OF_ALL.sub(" ", sentence)) or numbers(sentence)


def fewer(tellings: Tellings, sentence: str) -> bool:
    """Whether a sentence counts what was done, and no number of it is one that was promised."""
    promised, done = counted(tellings, sentence)
    return bool(promised and done) and not promised & done


def part(tellings: Tellings, sentence: str) -> int:
    """How far a promise is kept that is not kept whole (1-2): 2 where half or more of the one number that was promised is counted."""
    promised, done = counted(tellings, sentence)
    some = [int(number) for number in done if len(number) <= LONGEST]
    if len(promised) != 1 or any(len(number) > LONGEST for number in promised):
        return 1
    whole = int(next(iter(promised)))
    return 2 if any(whole / 2 <= number < whole for number in some) else 1
