"""Phrases looked up where they stand: the longest one of a list that begins at a word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ikrar.model.annotation import Token


class PhraseList:
    """A list of phrases by their first words."""

    __slots__ = ("_by_first", "firsts")

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            first, *rest = phrase.split(" ")
            self._by_first.setdefault(first, []).append(tuple(rest))
        for entries in self._by_first.values():
            entries.sort(key=len, reverse=True)
        self.firsts = frozenset(self._by_first)
        """The first words of its phrases: a sentence with none of them has none of the phrases."""

    def at(self, tokens: Sequence[Token], i: int, stop: int) -> int:
        """How many words of ``tokens`` from ``i`` on, before ``stop``, are the longest phrase of the list; 0 for none."""
        for rest in self._by_first.get(tokens[i].low, ()):
            if i + len(rest) < stop and all(tokens[i + 1 + k].low == w for k, w in enumerate(rest)):
                return len(rest) + 1
        return 0
