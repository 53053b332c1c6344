"""What a sentence says to one before it: what was asked is refused, what was told is denied (data/ledger/turns.yaml)."""

from __future__ import annotations

from ikrar.ledger.clause import Clause, parts, plainly, table
from ikrar.ledger.stems import stands
from ikrar.ledger.turns import turn


def refuses(sentence: str, language: str) -> bool:
    """Whether a sentence tells that what was asked right before it is refused: "the ministry rejected the demand"."""
    if turn("refused").search(sentence) is None:  # and so in no part of it
        return False
    return any(turn("refused").search(part) is not None and not Clause.to_come_in(part, language) for part in parts(sentence))


def denies_later(sentence: str) -> bool:
    """Whether a sentence denies what was said before it by what that was: "denied the finding", "accused the firm of lying"."""
    return turn("the-figure").search(sentence) is not None or turn("called-false").search(sentence) is not None


def denies_a_breach(sentence: str) -> bool:
    """Whether a sentence tells that somebody denies what is said of him."""
    return turn("the-figure").search(sentence) is not None or turn("outright").search(sentence) is not None


def denies(sentence: str, language: str) -> bool:
    """Whether a sentence denies what was said right before it: "The families denied that"."""
    first = next(iter(parts(sentence)), "")
    said = turn("argued").sub(" ", plainly(sentence, language))
    if turn("denied-it").search(said) or turn("called-false").search(sentence):
        return True
    if not stands(table().disputed, said, language):
        return False
    return stands(table().that, first, language) or turn("the-figure").search(said) is not None
