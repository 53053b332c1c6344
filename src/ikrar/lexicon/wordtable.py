"""Lists of words by name, laid out by word: which lists does a text touch, and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

# The lists that have a word; the phrases that it begins, by their second word, each with its list.
Lists = tuple[tuple[str, ...], dict[str, list[tuple[tuple[str, ...], str]]]]
REMEMBERED = 50_000  # words whose lists are remembered, so that a long run does not grow without end


class WordTable:
    """Named lists of words, phrases ("perdana menteri") and prefixes ("tentara*")."""

    __slots__ = ("_exact", "_known", "_none", "_phrases", "_prefix")

    def __init__(self, lists: Mapping[str, list[str]]) -> None:
        self._exact: dict[str, list[str]] = {}
        self._known: dict[str, Lists] = {}
        self._none: set[str] = set()
        """Words looked up that are in no list: most words, and the same come again in every sentence."""
        self._prefix: dict[str, list[tuple[str, str]]] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name, texts in lists.items():
            for text in texts:
                if " " in text:
                    ws = tuple(text.rstrip("*").split())
                    self._phrases.setdefault(ws[0], []).append((ws, name))
                elif text.endswith("*"):
                    self._prefix.setdefault(text[:3], []).append((text[:-1], name))
                else:
                    self._exact.setdefault(text, []).append(name)

    def _look_up(self, w: str) -> Lists | None:
        """The lists that have the word ``w`` alone or as a prefix's, and the phrases that it begins, remembered; None where it has none."""
        names = [*self._exact.get(w, ()), *(name for stem, name in self._prefix.get(w[:3], ()) if w.startswith(stem))]
        phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for ws, name in self._phrases.get(w, ()):
            phrases.setdefault(ws[1], []).append((ws, name))
        found = (tuple(names), phrases)
        if len(self._known) > REMEMBERED or len(self._none) > REMEMBERED:
            self._known, self._none = {}, set()
        if not any(found):
            self._none.add(w)
            return None
        self._known[w] = found
        return found

    def hits(self, tokens: Sequence[str]) -> list[str]:
        """The name of a list for each of ``tokens`` that it has."""
        none = self._none
        out: list[str] = []
        if none.issuperset(tokens):
            return out
        for i in [i for i, w in enumerate(tokens) if w not in none]:  # few
            lists = self._known.get(tokens[i]) or self._look_up(tokens[i])
            if lists is None:
                continue
            names, phrases = lists
            out += names
            for ws, name in phrases.get(tokens[i + 1], ()) if phrases and i + 1 < len(tokens) else ():
                if tuple(tokens[i : i + len(ws)]) == ws:
                    out.append(name)
        return out

    def places(self, tokens: Sequence[str]) -> list[tuple[int, tuple[str, ...]]]:
        """Where ``tokens`` touch lists, and which: a phrase counts for all its words, a word in it not again ("konferensi pers")."""
        none = self._none
        out: list[tuple[int, tuple[str, ...]]] = []
        if none.issuperset(tokens):
            return out
        behind = 0  # the phrase found last
        for i in [i for i, w in enumerate(tokens) if w not in none]:  # few
            lists = self._known.get(tokens[i]) or self._look_up(tokens[i]) if i >= behind else None
            if lists is None:
                continue
            names, phrases = lists
            longest = 1
            if phrases and i + 1 < len(tokens) and (follow := phrases.get(tokens[i + 1])) is not None:
                told = [(len(ws), name) for ws, name in follow if tuple(tokens[i : i + len(ws)]) == ws]
                if told:
                    longest = max(told)[0]
                    names = tuple([name for n, name in told if n == longest])
            if names:
                out.append((i, names))
            behind = i + longest
        return out

    def find(self, tokens: Sequence[str]) -> tuple[str, ...]:
        """The names of the lists that ``tokens`` touch, in order of the alphabet."""
        return tuple(sorted(set(self.hits(tokens))))

    def count(self, tokens: Sequence[str]) -> Counter[str]:
        """How many of ``tokens`` each list has."""
        return Counter(self.hits(tokens))
