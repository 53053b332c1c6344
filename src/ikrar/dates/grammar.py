"""Finding expressions of time. A cheap pass over the words finds those that can begin one; only there the patterns are tried."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from ikrar.dates.expr import TimeExpr
from ikrar.dates.words import Words

BEFORE = 48  # code points before an expression in which its preposition stands: "paling lambat pada hari Rabu tanggal" and more
SENTENCE_ENDS = frozenset(".!?\"”“':\n|*")

SLASHES = frozenset("/-.–—")  # behind the first number of a numeric date
DASHES = frozenset("-–—")

Found = TimeExpr | None


class Grammar:
    """The date grammar of one language, compiled once; holds no state between calls and reads no files."""

    def __init__(self, words: Words) -> None:
        self.words = words

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Grammar:
        """Compile the grammar from the content of `lang/*/dates.yaml`, read with all values as strings. KeyError: a list is missing."""
        return cls(Words(data))

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[TimeExpr]:
        """All expressions within `text[start:end]`, in order and not overlapping; spans count code points of `text`. Never raises."""
        base = max(0, start - 2 * BEFORE)  # all that is looked back at: a long text is not copied for each of its sentences
        found = self._find(text[base:end], start - base)
        return [msgspec.structs.replace(e, start=e.start + base, end=e.end + base) for e in found] if base else found

    def _find(self, text: str, start: int) -> list[TimeExpr]:
        """All expressions from ``start`` on."""
        low = text.lower()
        if len(low) != len(text):  # a letter whose small form is longer ("İ") would shift every span behind it
            low = "".join(small if len(small := char.lower()) == 1 else char for char in text)
        seeds, search, reader = self.words.seeds, self.words.seed.search, _Reader(self.words, text, low)
        found: list[TimeExpr] = []
        seed = search(low, start)
        while seed:
            at, position, letters = seed.start(), seed.end(), seeds.get(seed[0])
            if at and low[at - 1] in "@#":
                expr = None
            else:
                expr = reader.number(at, position) if letters is None else reader.word(at, letters)
            while expr:
                expr = reader.dress(expr)
                found.append(expr)
                position = expr.end
                # A date that ran into the next one ("9 Mar 20239 Mar 2023"): no word begins there.
                runs_on = "0" <= low[position : position + 1] <= "9" and low[position - 1].isdigit()
                expr = reader.day_words(position) if runs_on else None
            seed = search(low, position)
        return found


class _Reader:
    """The patterns at work on one text. `low` is the text in lower case, of the same length."""

    def __init__(self, words: Words, text: str, low: str) -> None:
        self.words, self.text, self.low = words, text, low

    # -- what stands around -------------------------------------------------------------------------------------------------------

    def before(self, pattern: re.Pattern[str], at: int) -> re.Match[str] | None:
        return pattern.search(self.low, max(0, at - BEFORE), at)

    def capital(self, at: int) -> bool:
        return self.text[at].isupper()

    def sentence_start(self, at: int) -> bool:
        rest = self.low[max(0, at - 4) : at].rstrip(" ")
        return not rest or rest[-1] in SENTENCE_ENDS

    def dress(self, expr: TimeExpr) -> TimeExpr:
        """Add what the words before the expression say: a bound, a law's name, the stamp of a saying."""
        at = expr.start
        if self.low[expr.end - 1] == ".":  # an abbreviation's full stop is the sentence's more often than not
            expr = msgspec.structs.replace(expr, end=expr.end - 1)
        if expr.kind == "year" and self.before(self.words.law_before, at):
            return msgspec.structs.replace(expr, kind="law")
        bound = self.before(self.words.bound_before, at)
        if bound:
            name = self.words.bounds[" ".join(bound[1].split())]
            expr = msgspec.structs.replace(expr, bound=name, since=name != "after")
        elif expr.weekday >= 0 and expr.day and self.low[max(0, at - 3) : at].rstrip()[-1:] in tuple(",;(.—–-"):
            expr = msgspec.structs.replace(expr, stamp=True)
        return expr

    # -- what begins with a number ------------------------------------------------------------------------------------------------

    def number(self, at: int, after: int) -> Found:
        """What begins with the digits `at` to `after`."""
        low = self.low
        if at > 1 and low[at - 1] in ".,/:-–" and low[at - 2].isdigit():  # the rest of a price, a score, a clock time, a law's number
            return None
        if after - at > 4 or (at and low[at - 1] in "$€£/_="):
            return None
        if after - at <= 2:
            return (
                (self.numeric(at, loose=False) if low[after : after + 1] in SLASHES or low[after + 1 : after + 2] in DASHES else None)
                or self.day_words(at)
                or self.counted(at)
            )
        if after - at == 3:
            return self.counted(at)
        return self.numeric(at, loose=False) or self.year(at)

    def numeric(self, at: int, loose: bool) -> Found:
        """21/10/2025, 2025-10-21, 20.05.2024, 31/10-1/11; `loose` (behind a weekday, within brackets): also 7/4, 26-28/10."""
        words, low = self.words, self.low
        if m := words.iso.match(low, at):
            return _day(at, m.end(), int(m[1]), int(m[3]), int(m[4]))
        if m := words.full.match(low, at):
            year = int(m[4]) if len(m[4]) == 4 else 2000 + int(m[4])
            return self.turned(at, m.end(), int(m[1]), int(m[3]), year)
        bracketed = at > 0 and low[at - 1] == "("
        if m := words.days_slash.match(low, at):
            first_month = int(m[2]) if m[2] else int(m[4])
            if (loose or bracketed or m[2]) and _valid(first_month, int(m[1])) and _valid(int(m[4]), int(m[3])):
                year = int(m[5]) if m[5] else 0
                first_year = year - 1 if year and first_month > int(m[4]) else year
                return _range(at, m.end(), first_year, first_month, int(m[1]), year, int(m[4]), int(m[3]))
        if m := words.day_slash.match(low, at):
            closed = low[m.end() : m.end() + 1] == ")"
            if loose or (bracketed and closed and not words.month_first):
                return self.turned(at, m.end(), int(m[1]), int(m[2]), 0)
        return None

    def turned(self, start: int, end: int, first: int, second: int, year: int) -> Found:
        """A numeric date in the language's order, or the other way round where only that makes a day."""
        if _valid(second, first):
            swap = self.words.order == "either" and first != second and _valid(first, second)
            found = _day(start, end, year, second, first)
            return msgspec.structs.replace(found, swap=True) if found and swap else found
        return _day(start, end, year, first, second)

    def day_words(self, at: int) -> Found:
        """4 Mei 2019; 15-16 November 2022; 30 April-2 Mei."""
        words, low = self.words, self.low
        if not words.day_gate.match(low, at):
            return None
        if m := words.day_month_day_month.match(low, at):
            first, last = words.months[m[2]], words.months[m[5]]
            year_end = int(m[6] or 0)
            year = int(m[3] or 0) or (year_end - (first > last) if year_end else 0)
            found = _range(at, m.end(), year, first, _int(m[1]), year_end, last, _int(m[4]))
        elif m := words.day_day_month.match(low, at):
            month, year = words.months[m[3]], int(m[4] or 0)
            found = _range(at, m.end(), year, month, _int(m[1]), year, month, _int(m[2]))
        elif m := words.day_month.match(low, at):
            if m[2] in words.month_shy and not m[3] and not self.capital(m.start(2)):  # "the 12 may have"
                return None
            found = _day(at, m.end(), int(m[3] or 0), words.months[m[2]], _int(m[1]))
        else:
            return None
        return self.shifted(found)

    def year(self, at: int, licensed: bool = False) -> Found:
        """A bare year only behind a word that makes it one ("pada 2008"); ranges and decades always."""
        words, low = self.words, self.low
        m = words.year.match(low, at)
        if not m:
            return None
        year = int(m[1])
        if r := words.years.match(low, at):
            last = int(r[2]) if len(r[2]) == 4 else year // 100 * 100 + int(r[2])
            if year < last and (len(r[2]) == 4 or last == year + 1 or r[0][4] != "-"):
                return TimeExpr(at, r.end(), "range", year=year, year_end=last)
        pair = words.years_words.match(low, at) or (words.years_and.match(low, at) if self.before(words.between_before, at) else None)
        if pair and year < int(pair[2]):
            return TimeExpr(at, pair.end(), "range", year=year, year_end=int(pair[2]))
        if r := words.decade.match(low, at):
            return TimeExpr(at, r.end(), "open", year=year, unit="decade")
        if low[m.end() : m.end() + 1] in ("-", "/", "_") and low[m.end() + 1 : m.end() + 2].isalnum():
            return None
        follower = words.next_word.match(low, m.end())
        if follower and follower[1] in words.counters:
            return None
        told = licensed or self.before(words.at_before, at) or words.year_past.match(low, m.end())
        if told or (self.before(words.determiner_before, at) and words.year_noun.match(low, m.end())):
            return TimeExpr(at, m.end(), "year", year=year)
        return None

    def counted(self, at: int) -> Found:
        """dua hari lalu; two weeks ago; sepekan kemudian; dalam 60 hari."""
        words, low = self.words, self.low
        if m := words.count.match(low, at):
            number = " ".join(m[1].split())
            amount = int(number) if number.isdigit() else words.numbers.get(number, 0)
            unit = words.units[" ".join(m[2].split())]
        elif m := words.fused_unit.match(low, at):
            amount, unit = 1, words.fused[m[1]]
        else:
            return None
        if words.lasting.match(low, m.end()) or self.before(words.duration_before, at):
            return None
        tail = words.count_tail.match(low, m.end())
        if tail:
            direction = words.counted[" ".join(tail[1].split())]
            if not amount:
                return TimeExpr(at, tail.end(), "open", unit=unit, shift="next" if direction in ("next", "later") else "past")
            sign = 1 if direction in ("next", "later") else -1
            origin = "now" if direction in ("past", "next") else "told"
            return TimeExpr(at, tail.end(), "relative", unit=unit, offset=sign * amount, origin=origin)
        limit = words.limit.match(low, m.end())
        if amount and (limit or self.before(words.within_before, at)):
            return TimeExpr(at, m.end(), "within", unit=unit, offset=amount)
        return None

    # -- what begins with a word --------------------------------------------------------------------------------------------------

    def word(self, at: int, letters: str) -> Found:
        words = self.words
        for letter in letters:
            if letter == "d":
                found = self.day_word(at)
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

    def day_word(self, at: int) -> Found:
        """kemarin, hari ini, besok pagi, yesterday; keesokan harinya, the following day."""
        m = self.words.day_word.match(self.low, at)
        if not m:
            return None
        name, end = " ".join(m[1].split()), self.end_of_daypart(m.end())
        if name in self.words.days:
            return TimeExpr(at, end, "relative", unit="day", offset=self.words.days[name])
        return TimeExpr(at, end, "relative", unit="day", offset=self.words.days_after[name], origin="told")

    def pre(self, at: int) -> Found:
        """last week, next month, this year, last Wednesday, next March."""
        words, low = self.words, self.low
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
        m = self.words.unit_post.match(self.low, at)
        if not m or self.before(self.words.number_before, at):
            return None
        return self.unit_shift(at, m.end(), m[1], self.words.post[" ".join(m[2].split())])

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
            if found := self.date_after(rest):
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

    def date_after(self, at: int) -> Found:
        """The date that follows a weekday: within brackets, behind a comma, or plainly; "tanggal" may stand between."""
        low, end = self.low, at
        while end < len(low) and end - at < 3 and low[end] in " ,(\xa0\n":
            end += 1
        if end == at or end == len(low):
            return None
        if low.startswith(("tanggal ", "the "), end):
            end = low.index(" ", end) + 1
        if not ("0" <= low[end : end + 1] <= "9"):
            return self.month_first(end) if self.words.month_first else None
        return self.numeric(end, loose=True) or self.day_words(end)

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
                return self.shifted(_range(at, m.end(), year, first, 0, year_end, last, 0))
        if (m := words.month_and_month.match(low, at)) and self.before(words.between_before, at):
            year = int(m[3] or 0)
            return self.shifted(_range(at, m.end(), year, words.months[m[1]], 0, year, words.months[m[2]], 0))
        if m := words.month_year.match(low, at):
            return TimeExpr(at, m.end(), "month", year=int(m[2]), month=words.months[m[1]])
        m = words.month.match(low, at)
        if not m or m[1] not in words.month_alone:
            return None
        found = self.shifted(TimeExpr(at, m.end(), "month", month=words.months[m[1]]))
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
            found = _range(at, m.end(), year, first, _int(m[2]), year_end, last, _int(m[5]))
        elif m := words.month_day_day.match(low, at):
            month, year = words.months[m[1]], int(m[4] or 0)
            found = _range(at, m.end(), year, month, _int(m[2]), year, month, _int(m[3]))
        elif (m := words.month_day.match(low, at)) and (m[3] or m[1] not in words.month_shy or self.capital(at)):
            found = _day(at, m.end(), int(m[3] or 0), words.months[m[1]], _int(m[2]))
        else:
            return None
        return self.shifted(found)

    # -- what follows -------------------------------------------------------------------------------------------------------------

    def end_of_daypart(self, at: int) -> int:
        m = self.words.daypart.match(self.low, at)
        return m.end() if m else at

    def shifted(self, expr: Found) -> Found:
        """Take in what follows: "lalu", "mendatang", "pekan lalu", "tahun ini", "last year"."""
        if expr is None:
            return None
        words = self.words
        m = words.tail.match(self.low, expr.end)
        if not m:
            return expr
        if m[1]:
            return msgspec.structs.replace(expr, end=m.end(), shift=words.post[" ".join(m[1].split())])
        unit = words.units[" ".join((m[2] or m[5]).split())]
        shift = words.post[" ".join(m[3].split())] if m[2] else words.pre[" ".join(m[4].split())]
        offset = {"past": -1, "this": 0, "next": 1}[shift]
        if unit == "year" and not expr.year and expr.month:
            return msgspec.structs.replace(expr, end=m.end(), year_offset=offset)
        if unit == "week" and expr.kind == "weekday":
            return msgspec.structs.replace(expr, end=m.end(), week_offset=offset)
        return expr


def _int(day: str) -> int:
    """12 from "12th"."""
    return int(day.rstrip("stndrh"))


def _valid(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31)


def _day(start: int, end: int, year: int, month: int, day: int) -> Found:
    """A day, or None where the calendar has none."""
    if not _valid(month, day) or (month == 2 and day == 29 and year and (year % 4 or (year % 100 == 0 and year % 400))):
        return None
    return TimeExpr(start, end, "day", year=year, month=month, day=day)


def _range(start: int, end: int, year: int, month: int, day: int, year_end: int, month_end: int, day_end: int) -> Found:
    if (day and not _valid(month, day)) or (day_end and not _valid(month_end, day_end)):
        return None
    return TimeExpr(start, end, "range", year=year, month=month, day=day, year_end=year_end, month_end=month_end, day_end=day_end)
