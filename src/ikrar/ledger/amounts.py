"""How much of what was promised a sentence counts: "60 of the 150 men"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final

import msgspec

from ikrar.ledger import meaning
from ikrar.ledger.meaning import undated
from ikrar.ledger.packaged import as_type
from ikrar.ledger.turns import turn, written

REMEMBERED: Final = 4096  # sentences that came lately
NUMBER: Final = re.compile(r"\d+(?:[.,]\d{3})*")
LONGEST: Final = 15  # digits of a number that counts something
TELLING: Final = 10  # so great a number is the same by no chance
MUCH: Final = 10  # times what was promised: such a number counts another thing
Tellings = Iterable[tuple[str, str]]
"""What is promised, each telling of it with its language first."""


@lru_cache(REMEMBERED)
def numbers(text: str) -> frozenset[str]:
    """The numbers of a text that count something: no years, no days of a month with its name."""
    return frozenset(n.replace(".", "").replace(",", "") for n in NUMBER.findall(undated(text)))


@cache
def _counting() -> re.Pattern[str]:
    """A number in digits or in words, with the scale or the unit of time behind it."""
    spelt, scales, spans = (_any(words) for words in (meaning.numbers_spelt(), table().scales, table().spans))
    return re.compile(
        rf"(?<![\w.,-]){_sign()}?\s?(?P<value>\d+(?:[.,]\d+)*|{spelt}\b)(?:[ -](?:(?P<scale>{scales})|(?P<time>{spans}))\b)?", re.I
    )


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """data/ledger/amounts.yaml."""

    signs: tuple[str, ...]
    scales: dict[str, float]
    spans: tuple[str, ...]
    one: dict[str, str]


@cache
def table() -> Table:
    """What stands beside numbers."""
    return as_type("data/ledger/amounts.yaml", Table)


def _any(words: Iterable[str]) -> str:
    return rf"(?:{'|'.join(map(re.escape, words))})"


def _sign() -> str:
    """What stands right before a number, such as a currency."""
    return _any(table().signs)


@cache
def _of_all() -> re.Pattern[str]:
    """The whole of which a part is told: "three of the promised 40 boats", of which 40 are not told to be done."""
    return re.compile(rf"{written('of-all')}\s+{_sign()}?\s?\d[\d.,]*(?=\W)", re.I)


@lru_cache(REMEMBERED)
def values(text: str) -> frozenset[float]:
    """What a text counts: no dates, and no spans of time, "within 30 days"."""
    found = (m for m in _counting().finditer(meaning.undated(text)) if not m["time"] and len(m["value"]) <= LONGEST)
    return frozenset(_valued(m["value"].lower()) * table().scales.get((m["scale"] or "").lower(), 1.0) for m in found)


def _valued(number: str) -> float:
    plain = meaning.numbers_spelt().get(number, number)
    if meaning.THOUSANDS.fullmatch(plain):
        return float(re.sub(r"[.,]", "", plain))
    whole, _, rest = plain.replace(",", ".").partition(".")
    return float(f"{whole}.{rest.replace('.', '')}")


def counted(tellings: Tellings, sentence: str) -> tuple[frozenset[float], frozenset[float]]:
    """The numbers that are promised, and those of what a sentence says was done."""
    promised = frozenset(number for _, action in tellings for number in values(action))
    return promised, values(_of_all().sub(" ", sentence)) or values(sentence)


def fewer(tellings: Tellings, sentence: str, sure: bool = False) -> bool:
    """Whether a sentence counts what was done, and no number of it is one that was promised, or somewhat more.

    ``sure``: or whether it counts nothing, where something was counted that was promised.
    """
    promised, done = counted(tellings, sentence)
    if sure and promised and not done:
        return True
    return bool(promised and done) and not promised & done and not max(promised) <= min(done) <= MUCH * max(promised)


def same(tellings: Tellings, sentence: str) -> bool:
    """Whether a sentence has the greatest number of a promise, and that one is no small one: it is the same by no chance."""
    here = values(sentence)
    return any(max(numbers) >= TELLING and max(numbers) in here for _, action in tellings if (numbers := values(action)))


def part(tellings: Tellings, sentence: str) -> int:
    """How far a promise is kept that is not kept whole (1-2): 2 where half or more of the one number that was promised is counted."""
    promised, done = counted(tellings, sentence)
    whole = next(iter(promised)) if len(promised) == 1 else 0.0
    return 2 if any(whole / 2 <= number < whole for number in done) else 1


def partly(tellings: Tellings, sentence: str) -> bool:
    """Whether a sentence says in one of these ways that a part was done: with the rest, as some of a number, by some of several names."""
    return left(sentence) or of_more(sentence) or some(tellings, sentence)


@cache
def _left() -> re.Pattern[str]:
    """After what was done, what was not: "left two of the towns, but a battalion is still in the third"."""
    return re.compile(rf"(?:{written('but')}|;)[^.]*?{written('rest')}", re.I)


_NAME: Final = r"[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+)*"
LISTED: Final = re.compile(rf"({_NAME}(?:, {_NAME})*),? (?:and|dan|serta) ({_NAME})")


def left(sentence: str) -> bool:
    """Whether a sentence goes on to say what was not done, and does not say before that all was."""
    found = _left().search(sentence)
    return found is not None and not turn("all-of").search(sentence, 0, found.start())


def some(tellings: Tellings, sentence: str) -> bool:
    """Whether of several places or people that a promise names or counts one after the other a sentence has some only."""
    for _, action in tellings:
        if (parted := turn("and").split(action, maxsplit=1))[1:] and (one := values(parted[0])) and (other := values(parted[1])):
            here = values(sentence)
            if one.isdisjoint(here) != other.isdisjoint(here):  # of "41 sailors and their six boats" the sailors
                return not turn("all-of").search(sentence)
        for listed in LISTED.finditer(action):
            names = [*listed[1].split(", "), listed[2]]
            said = [name for name in names if name in sentence]
            if said and len(said) < len(names):
                return not turn("all-of").search(sentence)
    return False


@cache
def _of_more() -> re.Pattern[str]:
    """“seven of the eleven sheds", "empat dari 14 orang"."""
    count = rf"(\d+(?:[.,]\d{{3}})*|{_any(_spelt())})"
    return re.compile(rf"\b{count} (?:[^\W\d]+ )?{written('of-more')} {count}\b", re.I)


def _spelt() -> dict[str, str]:
    """The numbers that are written as words, with the one that is no number where nothing is told of more."""
    return table().one | meaning.numbers_spelt()


def of_more(sentence: str) -> bool:
    """Whether a sentence tells of some of a number: "seven of the eleven sheds"."""
    return any(_value(found[1]) < _value(found[2]) for found in _of_more().finditer(sentence))


def _value(count: str) -> int:
    return int(_spelt().get(count.lower()) or count.replace(".", "").replace(",", ""))
