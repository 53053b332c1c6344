"""Phrases looked up where they stand: the longest one of a list that begins at a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ikrar.model.annotation import Token

QUOTES = frozenset("\"“”'‘’")
REACH = 9  # words within which a phrase ends, quotation marks among them


def spelled(phrases: Iterable[str], same: Iterable[str]) -> Iterator[str]:
    """``phrases``, those that begin with a word of ``same`` ("tidak : tak") in its other spellings too."""
    spellings = [pair.split(" : ") for pair in sorted(same)]
    for phrase in phrases:
        yield phrase
        for usual, other in spellings:
            if phrase.startswith(usual + " "):
                yield other + phrase[len(usual) :]


Layout = dict[str, dict[str, list[tuple[str, ...]]]]


def lay_out(phrases: Iterable[str]) -> Layout:
    """Phrases by their first words, and those of several words by their second: "tidak" alone begins hundreds."""
    out: Layout = {}
    for phrase in sorted(set(phrases), key=lambda p: (-p.count(" "), p)):
        first, *rest = phrase.split(" ")
        out.setdefault(first, {}).setdefault(rest[0] if rest else "", []).append(tuple(rest))
    return out


class PhraseList:
    """A list of phrases, as ``lay_out`` gives it."""

    __slots__ = ("_by_first", "firsts")

    def __init__(self, layout: Layout) -> None:
        self._by_first = layout
        self.firsts = frozenset(self._by_first)
        """The first words of its phrases: a sentence with none of them has none of the phrases."""

    def at(self, tokens: Sequence[Token], i: int, stop: int) -> int:
        """How many words of ``tokens`` from ``i`` on, before ``stop``, are the longest phrase of the list; 0 for none."""
        by_next = self._by_first.get(tokens[i].low)
        if by_next is None or i >= stop:
            return 0
        if i + 1 == stop or (nxt := tokens[i + 1].low) not in by_next and nxt not in QUOTES:  # most
            return 1 if "" in by_next else 0
        for t in tokens[i + 1 : min(stop, i + REACH)]:
            if t.low in QUOTES:  # 'tried to "divide" us'
                kept = [k for k in range(i, min(stop, i + REACH)) if tokens[k].low not in QUOTES]
                size = self.at([tokens[k] for k in kept], 0, len(kept))
                return kept[size - 1] - i + 1 if size else 0
        for rest in by_next.get(nxt, ()):
            if i + len(rest) < stop and all(tokens[i + 1 + k].low == w for k, w in enumerate(rest)):
                return len(rest) + 1
        return 1 if "" in by_next else 0
