"""Whose somebody most likely is whom nothing near says it of: each country that the report names is weighed by signs.

A sign is something that speaks for a country or against it: that it is named just before, that the report is about it most, that the
sentence before begins with it. How much each counts, by the kind of who is meant and by language, stands in ``ontology/whose.yaml``;
``bench/whose.py`` finds these numbers from hand-coded documents. Rules in a row, each mended by the last article, knew the articles that
they were mended on, and others no better than the one word "home" does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial

from ikrar.lexicon import Language
from ikrar.link.locative import locative
from ikrar.model.annotation import Annotated, Mention, Sentence, Unit

Signs = dict[str, dict[str, float]]
"""Of each country, the signs that speak of it, and how strongly: 1 but for shares."""

NO_HOME = frozenset(("instrument", "equipment"))
"""Kinds that say nothing of whose the people beside them are: "a French warplane killed village chief X"."""
DOES = frozenset(("state", "organization", "person", "armed-group"))
Add = Callable[..., None]
JUST_BEFORE = 3  # units back
NEXT = 2  # units on
SHORT = 14
"""Sentences of a report that is long enough for signs to tell more than who is named nearest; as many as most articles have."""
LEADS = 3  # units from "led" to who leads


def kind_of(m: Mention) -> str:
    """The kinds that signs are weighed for: a named person is mostly of another country than a crowd beside the same words."""
    if m.kind == "person":
        return "named person" if m.named else "person"
    if m.kind in ("organization", "armed-group", "name"):
        return "named body" if m.named else "body"
    return m.kind if m.kind in ("state", "group") else "site"


def _tells(m: Mention | None) -> bool:
    """Whether ``m`` tells a country that somebody beside it may be of."""
    return m is not None and m.country not in (None, "INT") and m.sector != "JRN" and m.kind not in NO_HOME


def _points(signs: dict[str, float], weights: dict[str, float], points: float = 0.0) -> float:
    """What ``signs`` weigh, beside ``points``."""
    return sum([weights.get(sign, 0.0) * strength for sign, strength in signs.items()], points)


def _add(found: Signs, country: str | None, sign: str, strength: float = 1.0) -> None:
    if country is not None and country != "INT":
        found.setdefault(country, {})[sign] = strength


class Likely:
    """A report, as far as it tells whose those are of whom nothing near says it."""

    def __init__(
        self, doc: Annotated, main: str | None, here: str | None, home: str | None, language: Language, passing: frozenset[str]
    ) -> None:
        """``main`` is the country that the report is about, ``here`` where it takes place, ``home`` where it was written; ``passing`` are
        those that it names but once.
        """
        self.passing = passing
        self.weights, self.heading = language.whose, language.sets["heading"]
        self.short = len(doc.sentences) < SHORT
        self.of_report: Signs = {}
        """What the whole report tells of a country, whoever is asked for."""
        self._of_whole: dict[str, dict[str, float]] = {}
        """What that weighs, by the kind of who is asked for."""
        self.of_sector: dict[str | None, str] = {}
        if self.short:
            return
        told = [m for m in doc.mentions if _tells(m) and not m.guessed]
        for m in told:
            self.of_sector.setdefault(m.sector, m.country or "")
        whole = (("about most", main), ("takes place", here), ("written", home), ("readers' own", language.home), ("party", doc.party))
        for sign, country in whole:
            _add(self.of_report, country, sign)
        for country, n in Counter(m.country or "" for m in told).items():
            _add(self.of_report, country, "named")
            _add(self.of_report, country, "share", n / len(told))
            if n == 1:
                _add(self.of_report, country, "once")
        for sign, s in zip(("headline", "lead"), doc.sentences, strict=False):
            for m in s.mentions:
                if _tells(m) and not m.guessed:
                    _add(self.of_report, m.country, sign)

    def country(self, m: Mention, s: Sentence, i: int, seen: list[Mention]) -> str | None:
        """The country of ``m`` at unit ``i``, after those ``seen`` before; ``None`` where the report names none."""
        kind = kind_of(m)
        weights = self.weights.get(kind, {})
        whole = self._of_whole.get(kind)
        if whole is None:
            whole = self._of_whole[kind] = {country: _points(signs, weights) for country, signs in self.of_report.items()}
        points = dict(whole)
        for country, signs in self._near(m, s, i, seen).items():
            points[country] = _points(signs, weights, points.get(country, 0.0))
        return max(points, key=points.__getitem__, default=None)

    def signs(self, m: Mention, s: Sentence, i: int, seen: list[Mention]) -> Signs:
        """All countries that ``m`` at unit ``i`` may be of, each with what speaks of it."""
        found = {country: dict(signs) for country, signs in self.of_report.items()}
        for country, signs in self._near(m, s, i, seen).items():
            found.setdefault(country, {}).update(signs)
        return found

    def _near(self, m: Mention, s: Sentence, i: int, seen: list[Mention]) -> Signs:
        """What speaks of a country near ``m``, beside what the whole report tells."""
        found: Signs = {}
        add = partial(_add, found)
        self._beside(m, s, i, add)
        self._before(m, s, seen, add)
        return found

    def _beside(self, m: Mention, s: Sentence, i: int, add: Add) -> None:
        """Signs of the sentence."""
        units = s.units
        before = [(j, one) for j, one in s.placed if j < i and _tells(one)]
        after = [(j, one) for j, one in s.placed if j > i and _tells(one) and not one.guessed]
        if before:
            first, (at, last) = before[0][1], before[-1]
            add(first.country, "first before")
            add(last.country, "last before")
            add(last.country, f"last before, {_sort(last)}")
            if len({one.country for _, one in before}) == 1:
                add(first.country, "only one before")
            if at >= i - JUST_BEFORE:
                add(last.country, "just before")
            does = [one for j, one in before if (one.kind in DOES or one.capital) and not locative(s, j)]
            if does:
                add(does[0].country, "first before who does")
                add(does[-1].country, "last before who does")
            person = next((one for _, one in reversed(before) if one.kind == "person"), None)
            if person is not None:
                add(person.country, "last person before")  # "... killed X and his deputy, Y"
            if any(u.low in self.heading for u in units[max(0, i - LEADS) : i]):
                add(last.country, "leads")  # "the Kenyan delegation was led by Minister X"
            for j, one in before:
                add(one.country, "before")
                if locative(s, j):
                    add(one.country, "in the capital, before" if one.capital else "where, before")  # where they but talk
        if after:
            at, first = after[0]
            add(first.country, "first behind")
            if len({one.country for _, one in after}) == 1:
                add(first.country, "only one behind")
            if at <= i + NEXT:
                add(first.country, "just behind")
            for j, one in after:
                if locative(s, j):
                    add(one.country, "in the capital, behind" if one.capital else "where, behind")
            if units[i + 1].kind == ",":  # "X, a commander of Peru's army, ..."
                end = next((j for j in range(i + 2, len(units)) if units[j].kind in ",V"), len(units))
                add(next((one.country for j, one in after if j < end), None), "apposed")
        if len(beside := {one.country for _, one in (*before, *after)}) == 1:
            add(beside.pop(), "only one in the sentence")
        if i > 1 and units[i - 1].kind in "C," and (joined := units[i - 2].m) is not None and _tells(joined):
            add(joined.country, "joined")
        if s.speaker is not None and s.speaker is not m and _tells(s.speaker):
            add(s.speaker.country, "speaks")
        if (subject := subject_of(units, m)) is not None:
            add(subject.country, "subject")

    def _before(self, m: Mention, s: Sentence, seen: list[Mention], add: Add) -> None:
        """Signs of the sentences before."""
        last = next((one for one in reversed(seen) if one.sentence < s.index and one.kind != "name" and _tells(one)), None)
        if last is not None:
            add(last.country, "last told")
        near = s.index - 1
        before = [one.country for one in seen if one.sentence == near and one.kind != "name" and _tells(one)]
        if before:
            add(before[0], "first of the sentence before")
            add(before[-1], "last of the sentence before")
            if len(set(before)) == 1:
                add(before[0], "only one of the sentence before")
        if m.sector not in (None, "-", "of"):
            add(self.of_sector.get(m.sector), "of its sector")
            add(next((one.country for one in reversed(seen) if one.sector == m.sector and _tells(one)), None), "last of its sector")
        add(next((one.country for one in reversed(seen) if one.head == m.head and one is not m and _tells(one)), None), "last of its word")


def _sort(m: Mention) -> str:
    return "state" if m.kind == "state" else "place" if m.kind in ("place", "facility") else "somebody"


def subject_of(units: list[Unit], but: Mention) -> Mention | None:
    """Who is told of before the first verb of a sentence."""
    for u in units:
        if u.kind == "V":
            return None
        if u.m is not None and u.m is not but and (u.m.kind in DOES or u.m.kind == "group") and _tells(u.m):
            return u.m
    return None
