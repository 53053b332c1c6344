"""Patterns that a sentence cannot have, seen before any role is filled: words that they require, markers that bring their roles in."""

from __future__ import annotations

from ikrar.engines.rules.clauses import first_words
from ikrar.engines.rules.markers import LONGEST_NEED, NEED_REACH, Markers
from ikrar.lexicon import Pattern


class Lacking(Markers):
    """What is not in one sentence."""

    def _lacks(self, p: Pattern, after: int) -> bool:
        """Whether some required words are not behind the trigger of an Indonesian active verb: seen before its roles are filled."""
        behind, taken_up = self._behind.get(after), self._takes_up(after - 1)
        stop = self._need_stop(self.unit_of[after - 1])
        if behind is None:  # asked again by each pattern of a trigger
            first = 0 if taken_up else after
            words = self.s.lows[first : self.s.units[stop].first + LONGEST_NEED if stop < self.syn.n else None]
            behind = self._behind[after] = self._bare(words)
        if any(map(behind.isdisjoint, p.need_keys)):
            return True
        if taken_up:
            return False
        end = self.s.units[stop].first + 1 if stop < self.syn.n else len(self.t)
        if p.obj is None and self.lang.sets["told_far"].isdisjoint(self.s.lows):  # no object over which they may stand farther off
            end = min(end, after + NEED_REACH)
        return self._begins_none(p, after, end)

    def _lacks_around(self, p: Pattern, v: int, after: int) -> bool:
        """As ``_lacks``, of an Indonesian passive whose required words do not stand for anybody: around its trigger."""
        first = self.s.units[self.syn.clause_start(v)].first
        around = self._around.get((v, after))
        if around is None:
            around = self._around[v, after] = self._bare(self.s.lows[first : after + NEED_REACH + LONGEST_NEED])
        if any(map(around.isdisjoint, p.need_keys)):
            return True
        return self._begins_none(p, first, min(len(self.t), after + NEED_REACH))

    def _begins_none(self, p: Pattern, first: int, stop: int) -> bool:
        """Whether for one of the groups of required words no phrase begins among the words from ``first`` to ``stop``."""
        return any(not self._begins(starts, first, stop) for starts in p.need_starts)

    def _begins(self, starts: dict[str, list[tuple[str, ...]]], first: int, stop: int) -> bool:
        """Whether a phrase of ``starts`` begins among the Indonesian words from ``first`` to ``stop``."""
        lows = self.s.lows
        words = enumerate(lows[first:stop], first)
        if self.suffixed:
            begin = [at for at, low in words if low in starts or low[-3:] == "nya"]
        else:
            begin = [at for at, low in words if low in starts]
        for at in begin:  # few
            for ws in self._begun(starts, lows[at]):
                if self._word_at(at, ws):
                    return True
        return False

    def _bare(self, words: tuple[str, ...]) -> set[str]:
        """``words``, with and without "-nya"."""
        out = set(words)
        if self.suffixed:
            out.update([low[:-3] for low in words if low[-3:] == "nya"])
        return out

    def _brings(self, p: Pattern, *, but: tuple[str, ...] = ()) -> bool:
        """Whether the sentence has a marker of each role, ``but`` these, that only a marker brings in: seen before any role is filled."""
        return all(role in but or self._may_mark(markers) for role, markers in p.brought)

    def _may_mark(self, markers: frozenset[str]) -> bool:
        """Whether one of ``markers`` may stand in the sentence, as a word or as the head of a mention."""
        return not (self.lows.isdisjoint(first_words(markers)) and self.heads.isdisjoint(markers))
