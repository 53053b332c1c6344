"""Expressions of time that begin with a number: dates in figures, days with their month, years, counted units ("dua hari lalu")."""

from __future__ import annotations

import re
from datetime import date

import msgspec

from ikrar.dates.expr import TimeExpr
from ikrar.dates.words import Words

BEFORE = 48  # code points before an expression in which its preposition stands: "paling lambat pada hari Rabu tanggal" and more
SENTENCE_ENDS = frozenset(".!?\"”“':\n|*")

SLASHES = frozenset("/-.–—")  # behind the first number of a numeric date
DASHES = frozenset("-–—")

NEAR = 20  # code points behind a day or a year within which the word ends that joins it to another

Found = TimeExpr | None


class Numerals:
    """The patterns for numbers at work on one text. `low` is the text in lower case, of the same length."""

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
            return day_of(at, m.end(), int(m[1]), int(m[3]), int(m[4]))
        if m := words.full.match(low, at):
            year = int(m[4]) if len(m[4]) == 4 else 2000 + int(m[4])
            return self.turned(at, m.end(), int(m[1]), int(m[3]), year)
        bracketed = at > 0 and low[at - 1] == "("
        if m := words.days_slash.match(low, at):
            first_month = int(m[2]) if m[2] else int(m[4])
            if (loose or bracketed or m[2]) and valid(first_month, int(m[1])) and valid(int(m[4]), int(m[3])):
                year = int(m[5]) if m[5] else 0
                first_year = year - 1 if year and first_month > int(m[4]) else year
                return range_of(at, m.end(), first_year, first_month, int(m[1]), year, int(m[4]), int(m[3]))
        if m := words.day_slash.match(low, at):
            closed = low[m.end() : m.end() + 1] == ")"
            if loose or (bracketed and closed and not words.month_first):
                return self.turned(at, m.end(), int(m[1]), int(m[2]), 0)
        return None

    def run_together(self, at: int, weekday: int) -> Found:
        """A date that has lost its slashes, behind its weekday: "Jumat (2692025)"; only where the weekday leaves one reading."""
        m = self.words.run_together.match(self.low, at)
        if not m:
            return None
        digits, year = m[1], int(m[2])
        readings = [(int(digits[:n]), int(digits[n:])) for n in (1, 2) if digits[n : n + 1] not in ("", "0") and len(digits) - n < 3]
        fitting = [(d, mo) for d, mo in readings if valid(mo, d) and _weekday(year, mo, d) == weekday]
        return day_of(at, m.end(), year, fitting[0][1], fitting[0][0]) if len(fitting) == 1 else None

    def turned(self, start: int, end: int, first: int, second: int, year: int) -> Found:
        """A numeric date in the language's order, or the other way round where only that makes a day."""
        if valid(second, first):
            swap = self.words.order == "either" and first != second and valid(first, second)
            found = day_of(start, end, year, second, first)
            return msgspec.structs.replace(found, swap=True) if found and swap else found
        return day_of(start, end, year, first, second)

    def day_words(self, at: int) -> Found:
        """4 Mei 2019; 15-16 November 2022; 30 April-2 Mei."""
        words, low = self.words, self.low
        gate = words.day_gate.match(low, at)
        if gate is None:
            return None
        day = words.day_month.match(low, at) if gate[1] else None
        if day is not None and self.joined(day.end()) and (m := words.day_month_day_month.match(low, at)):
            first, last = words.months[m[2]], words.months[m[5]]
            year_end = int(m[6] or 0)
            year = int(m[3] or 0) or (year_end - (first > last) if year_end else 0)
            found = range_of(at, m.end(), year, first, day_number(m[1]), year_end, last, day_number(m[4]))
        elif not gate[1] and (m := words.day_day_month.match(low, at)):
            month, year = words.months[m[3]], int(m[4] or 0)
            found = range_of(at, m.end(), year, month, day_number(m[1]), year, month, day_number(m[2]))
        elif day is not None:
            if day[2] in words.month_shy and not day[3] and not self.capital(day.start(2)):  # "the 12 may have"
                return None
            found = day_of(at, day.end(), int(day[3] or 0), words.months[day[2]], day_number(day[1]))
        else:
            return None
        return self.shifted(found)

    def joined(self, at: int) -> bool:
        """Whether what stands behind ``at`` may join it to the end of a range."""
        behind = self.low[at : at + NEAR].lstrip()
        return behind[:1] in DASHES or not self.words.to.isdisjoint(behind.split()[:1])

    def year(self, at: int, licensed: bool = False) -> Found:
        """A bare year only behind a word that makes it one ("pada 2008"); ranges and decades always."""
        words, low = self.words, self.low
        m = words.year.match(low, at)
        if not m:
            return None
        year = int(m[1])
        end = m.end()
        if not SLASHES.isdisjoint(low[end : end + 2]) and (r := words.years.match(low, at)):
            last = int(r[2]) if len(r[2]) == 4 else year // 100 * 100 + int(r[2])
            if year < last and (len(r[2]) == 4 or last == year + 1 or r[0][4] != "-"):
                return TimeExpr(at, r.end(), "range", year=year, year_end=last)
        pair = None
        if not words.joining.isdisjoint(low[end : end + NEAR].split()[:1]):
            pair = words.years_words.match(low, at) or (words.years_and.match(low, at) if self.before(words.between_before, at) else None)
        if pair and year < int(pair[2]):
            return TimeExpr(at, pair.end(), "range", year=year, year_end=int(pair[2]))
        if low.startswith(words.decade_ends, end) and (r := words.decade.match(low, at)):
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

    # -- what follows -------------------------------------------------------------------------------------------------------------

    def end_of_daypart(self, at: int) -> int:
        m = self.words.daypart.match(self.low, at)
        return m.end() if m else at

    def shifted(self, expr: Found) -> Found:
        """Take in what follows: "lalu", "mendatang", "pekan lalu", "tahun ini", "last year", "of the same year"."""
        if expr is None:
            return None
        words = self.words
        m = words.tail.match(self.low, expr.end)
        if not m:
            same = words.same_year.match(self.low, expr.end) if expr.month and not expr.year and expr.kind in ("day", "month") else None
            return msgspec.structs.replace(expr, end=same.end(), origin="told") if same else expr
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


def day_number(day: str) -> int:
    """12 from "12th"."""
    return int(day.rstrip("stndrh"))


def valid(month: int, day: int) -> bool:
    """Whether the calendar has such a day in some year."""
    return 1 <= month <= 12 and 1 <= day <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31)


def _weekday(year: int, month: int, day: int) -> int | None:
    """The day of the week, 0 for Monday; None where the calendar has no such day."""
    try:
        return date(year, month, day).weekday()
    except ValueError:
        return None


def day_of(start: int, end: int, year: int, month: int, day: int) -> Found:
    """A day, or None where the calendar has none."""
    if not valid(month, day) or (month == 2 and day == 29 and year and (year % 4 or (year % 100 == 0 and year % 400))):
        return None
    return TimeExpr(start, end, "day", year=year, month=month, day=day)


def range_of(start: int, end: int, year: int, month: int, day: int, year_end: int, month_end: int, day_end: int) -> Found:
    """From one day or month to another, or None where the calendar has no such day."""
    if (day and not valid(month, day)) or (day_end and not valid(month_end, day_end)):
        return None
    return TimeExpr(start, end, "range", year=year, month=month, day=day, year_end=year_end, month_end=month_end, day_end=day_end)
