"""What the grammar finds, and the days from which it is understood."""

from datetime import date

import msgspec


class TimeExpr(msgspec.Struct, frozen=True, gc=False):
    """One expression of time in a text, taken apart but not yet resolved.

    `start`, `end`: span in code points of the given text, without prepositions ("pada", "on", "sejak").
    `kind`: "day" (a day and month, with or without a year), "month", "year", "weekday", "relative" (from the day of speaking, or
    from the day told of before: `origin`), "range" (two ends), "within" (a time limit: "dalam 60 hari"), "open" (a time that settles
    nothing: "1990-an", "beberapa hari lalu"), "law" (the year in a law's name: never the date of anything told).
    `since`: the words before it make it a bound and not the moment (sejak, hingga, sebelum, since, until, by): see `bound`.
    Numbers are 0 where absent; `weekday` is 0 (Monday) to 6, or -1.
    """

    start: int
    end: int
    kind: str
    since: bool = False
    bound: str = ""  # "from" "until" "before" "after" or nothing
    year: int = 0
    month: int = 0
    day: int = 0
    weekday: int = -1
    year_end: int = 0  # the second end of a range
    month_end: int = 0
    day_end: int = 0
    unit: str = ""  # "hour" "day" "week" "weekend" "month" "year": of `offset`
    offset: int = 0  # how many units from the origin; in "within", how many are given
    year_offset: int | None = None  # "Oktober tahun lalu": -1
    week_offset: int | None = None  # "Rabu pekan lalu": -1
    shift: str = ""  # "past" (lalu), "this" (ini), "next" (mendatang): which of the possible ones
    part: str = ""  # "early" "mid" "late"
    origin: str = "now"  # "now": the day of speaking; "told": the day told of before ("dua hari kemudian")
    swap: bool = False  # a numeric date that could be read either way round: 4/7/2021
    stamp: bool = False  # a weekday with its date that no preposition introduces: the day of a saying, close to the publication


class Anchor(msgspec.Struct, frozen=True, gc=False):
    """The days from which an expression is understood; each None when unknown.

    `published`: the publication day. `reference`: the latest full day that the text itself gave before the expression.
    `told`: the latest moment that the text gave before it, as fine as it was told ("2013", "2013-05"), from which years are counted.
    `story`: the latest day stamped on a saying anywhere in the text ("kata Aswin, Senin 2 September 2024"): the report came out on
    that day or the next, so without `published` it settles what is the same from both.
    """

    published: date | None = None
    reference: date | None = None
    story: date | None = None
    told: str | None = None
