"""Finding expressions of time. A cheap pass over the words finds those that can begin one; only there the patterns are tried."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from ikrar.dates.expr import TimeExpr
from ikrar.dates.numerals import BEFORE, Found, Numerals, day_number, day_of, range_of
from ikrar.dates.words import Words, spaced


class Grammar:
    """The date grammar of one language, compiled once; holds no state between calls and reads no files."""

    def __init__(self, words: Words) -> None:
        self.words = words

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Grammar:
        """Compile the grammar from the content of `lang/*/dates.yaml`, read with all values as strings. KeyError: a list is missing."""
        return cls(Words(data))

    def begins(self, word: str) -> bool:
        """Whether an expression may begin with ``word``, or within it."""
        return self.words.seed.search(word) is not None

    def find(self, text: str, start: int = 0, end: int | None = None, last: int | None = None) -> list[TimeExpr]:
        """All expressions within `text[start:end]`, in order and not overlapping; spans count code points of `text`. Never raises.

        `last`: where the words end that may begin one, where that is known.
        """
        base = max(0, start - 2 * BEFORE)  # all that is looked back at: a long text is not copied for each of its sentences
        found = self._find(text[base:end], start - base, len(text) if last is None else last - base)
        return [msgspec.structs.replace(e, start=e.start + base, end=e.end + base) for e in found] if base else found

    def _find(self, text: str, start: int, last: int) -> list[TimeExpr]:
        """All expressions from ``start`` on that begin before ``last``."""
        low = text.lower()
        if len(low) != len(text):  # a letter whose small form is longer ("İ") would shift every span behind it
            low = "".join(small if len(small := char.lower()) == 1 else char for char in text)
        seeds, search = self.words.seeds, self.words.seed.search
        found: list[TimeExpr] = []
        seed = search(low, start, last)
        if seed is None:
            return found
        low = spaced(low)
        reader = _Reader(self.words, text, low)
        while seed:
            at, position, letters = seed.start(), seed.end(), seeds.get(seed[0])
            if at and low[at - 1] in "@#":
                expr = None
            else:
                expr = reader.number(at, position) if letters is None else reader.word(at, seed[0], letters)
            while expr:
                expr = reader.dress(expr)
                if found and found[-1].kind == "year" and not expr.year:
                    expr = reader.in_year(found[-1], expr)
                found.append(expr)
                position = expr.end
                # A date that ran into the next one ("9 Mar 20239 Mar 2023"): no word begins there.
                runs_on = "0" <= low[position : position + 1] <= "9" and low[position - 1].isdigit()
                expr = reader.day_words(position) if runs_on else None
            seed = search(low, position, last)
        return found


class _Reader(Numerals):
    """All patterns at work on one text: what begins with a word too."""

    def word(self, at: int, first: str, letters: str) -> Found:
        """What begins at ``at`` with the word ``first``, of the kinds ``letters``."""
        words = self.words
        for letter in letters:
            if letter == "d":
                found = self.day_word(at, first)
            elif letter == "q":
                found = self.pre(at)
            elif letter == "p":
                found = self.part(at)
            elif letter == "w":
                found = self.weekday(at)
            elif letter == "m":
                found = self.month(at)
            elif letter in "nf":
                found = self.counted(at)
            elif letter == "u":
                found = self.unit(at)
            else:
                m = words.year_word.match(self.low, at)
                found = self.year(m.start(1), licensed=True) if m else None
            if found:
                return found
        return None

    def in_year(self, year: TimeExpr, expr: TimeExpr) -> TimeExpr:
        """“mendingin pada 2021, ketika pada 11 April ...", "in 2023, when on October 8 ...": a day told in the year just named."""
        bare = expr.kind in ("day", "month") and expr.weekday < 0 and not (expr.shift or expr.year_offset or year.bound)
        if not bare or not self.words.when.match(self.low, year.end):
            return expr
        return msgspec.structs.replace(expr, year=year.year)

    def day_word(self, at: int, first: str) -> Found:
        """kemarin, hari ini, besok pagi, yesterday; keesokan harinya, the following day."""
        days = self.words.day_word(first)
        m = days.match(self.low, at) if days is not None else None
        if not m:
            return None
        name, end = " ".join(m[1].split()), self.end_of_daypart(m.end())
        if name in self.words.days:
            return TimeExpr(at, end, "relative", unit="day", offset=self.words.days[name])
        return TimeExpr(at, end, "relative", unit="day", offset=self.words.days_after[name], origin="told")

    def pre(self, at: int) -> Found:
        """last week, next month, this year, last Wednesday, next March."""
        words, low = self.words, self.low
        if m := words.told_unit.match(low, at):
            return self.from_told(at, m.end(), m[2], m[1])
        if m := words.pre_unit.match(low, at):
            shift = words.pre[" ".join(m[1].split())]
            if not low.endswith("the ", 0, at):
                return self.unit_shift(at, m.end(), m[2], shift)
            if shift != "next":  # "the last week" lasts
                return None
            told = self.unit_shift(at, m.end(), m[2], shift)  # "The next year" goes on from what was told
            return msgspec.structs.replace(told, origin="told") if told else None
        m = words.pre_any.match(low, at)
        if not m:
            return None
        found: Found = None
        if w := words.weekday.match(low, m.end()):
            if w[1] not in words.weekdays_short:
                found = TimeExpr(at, self.end_of_daypart(w.end()), "weekday", weekday=words.weekdays[w[1]])
        elif (w := words.month.match(low, m.end())) and w[1] in words.month_alone and self.capital(w.start()):
            found = TimeExpr(at, w.end(), "month", month=words.months[w[1]])
        return msgspec.structs.replace(found, shift=words.pre[" ".join(m[1].split())]) if found else None

    def unit(self, at: int) -> Found:
        """pekan lalu, bulan depan, tahun ini."""
        if m := self.words.unit_told.match(self.low, at):
            return self.from_told(at, m.end(), m[1], m[2])
        m = self.words.unit_post.match(self.low, at)
        if not m or self.before(self.words.number_before, at):
            return None
        return self.unit_shift(at, m.end(), m[1], self.words.post[" ".join(m[2].split())])

    def from_told(self, start: int, end: int, unit: str, word: str) -> Found:
        """tahun berikutnya, bulan sebelumnya, the following year: counted from what was told before."""
        if self.before(self.words.number_before, start):
            return None
        found = self.unit_shift(start, end, unit, {"after": "next", "before": "past"}[self.words.told[" ".join(word.split())]])
        return msgspec.structs.replace(found, origin="told") if found else None

    def unit_shift(self, start: int, end: int, unit: str, shift: str) -> Found:
        name = self.words.units[" ".join(unit.split())]
        if name in ("hour", "day"):  # "the coming days" settles nothing, "hari ini" is a day's word
            return None
        return TimeExpr(start, end, "relative", unit=name, offset={"past": -1, "this": 0, "next": 1}[shift])

    def part(self, at: int) -> Found:
        """akhir 2023, awal pekan ini, pertengahan Mei, mid-2024, the end of the year, earlier this month."""
        words, low = self.words, self.low
        m = words.part.match(low, at)
        if not m:
            return None
        after = m.end()
        found: Found = None
        linked = False
        while not found:
            if y := words.year_word.match(low, after):
                found = self.year(y.start(1), licensed=True)
            found = (
                found
                or self.year(after, licensed=True)
                or self.pre(after)
                or (self.month(after, licensed=True) if words.month.match(low, after) else None)
                or self.unit(after)
                or (self.weekday(after) if words.weekday.match(low, after) else None)
            )
            link = words.part_link.match(low, after)
            if not link:
                break
            after, linked = link.end(), True
        found = found or self.current(m, at, after, linked) or self.current(m, at, m.end(), False)
        if not found or found.kind == "open":
            return None
        return msgspec.structs.replace(found, start=at, part=words.parts[m[1]])

    def current(self, part: re.Match[str], at: int, after: int, linked: bool) -> Found:
        """The unit alone, meant as this one: "sebelum akhir tahun", "by the end of the month"; a part of a week as "tengah pekan lalu"."""
        words, low = self.words, self.low
        m = words.unit_alone.match(low, after)
        if not m or words.same.match(low, m.end()):
            return None
        name = words.units[" ".join(m[1].split())]
        told = self.before(words.bound_before, at) or self.before(words.at_before, at) or (linked and words.month_first)
        if told and name in ("week", "month", "year") and part[1] not in ("earlier", "later"):
            return TimeExpr(after, m.end(), "relative", unit=name)
        return None

    def weekday(self, at: int) -> Found:
        """Rabu, Rabu malam, Rabu (7/4/2021), Rabu, 7 April 2021, Rabu pekan lalu, Wednesday night."""
        words, low = self.words, self.low
        m = words.weekday.match(low, at)
        if not m:
            return None
        day = words.weekdays[m[1]]
        short = m[1] in words.weekdays_short
        end = m.end() + 1 if short and low.startswith(".", m.end()) else self.end_of_daypart(m.end())
        for rest in dict.fromkeys((end, m.end())):
            if found := self.date_after(rest, day):
                return self.with_weekday(found, at, day)
        if short or self.is_week(at, m):
            return None
        follower = words.next_word.match(low, m.end())
        if (follower and follower[1] in words.names_after) or self.before(words.name_before, at):
            return None
        end = self.end_of_daypart(m.end())
        found = self.shifted(TimeExpr(at, end, "weekday", weekday=day))
        if found and found.end > end:  # "Rabu lalu malam"
            found = msgspec.structs.replace(found, end=self.end_of_daypart(found.end))
        return found

    def date_after(self, at: int, weekday: int) -> Found:
        """The date that follows ``weekday``: within brackets, behind a comma, or plainly; "tanggal" may stand between."""
        low, end = self.low, at
        while end < len(low) and end - at < 3 and low[end] in " ,(\n":
            end += 1
        if end == at or end == len(low):
            return None
        if low.startswith(("tanggal ", "the "), end):
            end = low.index(" ", end) + 1
        if not ("0" <= low[end : end + 1] <= "9"):
            return self.month_first(end) if self.words.month_first else None
        return self.numeric(end, loose=True) or self.day_words(end) or self.run_together(end, weekday)

    def with_weekday(self, found: TimeExpr, at: int, day: int) -> TimeExpr:
        """A date told with its weekday, up to the closing bracket where one was opened before it."""
        closes = self.low[found.end : found.end + 1] == ")" and "(" in self.low[at : found.start]
        weekday = day if found.kind == "day" else -1
        return msgspec.structs.replace(found, start=at, weekday=weekday, end=found.end + 1 if closes else found.end)

    def is_week(self, at: int, m: re.Match[str]) -> bool:
        """Whether "minggu" is the week: by its small letter, a number before it, or "Minggu lalu" where every word has a capital."""
        if m[1] not in self.words.weekday_or_week:
            return False
        if self.before(self.words.number_before, at):
            return True
        if not self.capital(at):
            return not self.low[max(0, at - 6) : at].endswith("hari ")
        tail = self.words.unit_post.match(self.low, at)
        return bool(tail and (self.sentence_start(at) or self.capital(tail.start(2))))

    def month(self, at: int, licensed: bool = False) -> Found:
        """Mei 2019; Mei lalu; in March; and, where the month comes first, April 7, 2021."""
        words, low = self.words, self.low
        if found := self.month_first(at):
            return found
        if m := words.month_month.match(low, at):
            first, last, year_end = words.months[m[1]], words.months[m[3]], int(m[4] or 0)
            year = int(m[2] or 0) or (year_end - (first > last) if year_end else 0)
            if year_end or (m[1] in words.month_alone and m[3] in words.month_alone and self.capital(at)):
                return self.shifted(range_of(at, m.end(), year, first, 0, year_end, last, 0))
        if (m := words.month_and_month.match(low, at)) and self.before(words.between_before, at):
            year = int(m[3] or 0)
            return self.shifted(range_of(at, m.end(), year, words.months[m[1]], 0, year, words.months[m[2]], 0))
        if m := words.month_year.match(low, at):
            return TimeExpr(at, m.end(), "month", year=int(m[2]), month=words.months[m[1]])
        m = words.month.match(low, at)
        if not m or m[1] not in words.month_alone:
            return None
        found = self.shifted(TimeExpr(at, m.end(), "month", month=words.months[m[1]]))
        if found is not None and found.end == m.end() and self.before(words.pointing_before, at) and self.capital(at):
            return msgspec.structs.replace(found, origin="told")  # "that October": of the year told of
        if found is None or found.end > m.end() and m[1] not in words.month_shy:
            return found
        told = licensed or self.before(words.at_before, at)
        if m[1] in words.month_shy:
            return found if told and self.capital(at) else None
        if told:
            return found
        # Alone, a month is written with a capital and is no part of a name ("Universitas Sebelas Maret", "April Jones").
        follower = words.next_word.match(low, m.end())
        named = follower is not None and self.capital(follower.start(1)) and not words.month_first
        previous = self.text[max(0, at - 24) : at].split()
        named = named or (not words.month_first and bool(previous) and previous[-1][:1].isupper() and previous[-1][-1:].isalnum())
        return found if self.capital(at) and not named and not self.before(words.name_before, at) else None

    def month_first(self, at: int) -> Found:
        words, low = self.words, self.low
        if not words.month_first:
            return None
        if m := words.month_day_month_day.match(low, at):
            first, last, year_end = words.months[m[1]], words.months[m[4]], int(m[6] or 0)
            year = int(m[3] or 0) or (year_end - (first > last) if year_end else 0)
            found = range_of(at, m.end(), year, first, day_number(m[2]), year_end, last, day_number(m[5]))
        elif m := words.month_day_day.match(low, at):
            month, year = words.months[m[1]], int(m[4] or 0)
            found = range_of(at, m.end(), year, month, day_number(m[2]), year, month, day_number(m[3]))
        elif (m := words.month_day.match(low, at)) and (m[3] or m[1] not in words.month_shy or self.capital(at)):
            found = day_of(at, m.end(), int(m[3] or 0), words.months[m[1]], day_number(m[2]))
        else:
            return None
        return self.shifted(found)
