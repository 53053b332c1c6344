"""From an expression to what it settles: a day, a month, a year, or nothing. Never finer than the text (codebook, 1 and 6)."""

from datetime import MAXYEAR, date, timedelta

from ikrar.dates.expr import Anchor, TimeExpr

NEAR = 45  # days around a day of the same story within which a day and month without a year belong to it; beyond, the year is open
TALE = 14  # days within which a day without a year goes on the tale of the day told before it
YEAR_NEAR = 400  # days within which a weekday with its day and month is looked for: told a year ago, but not further
WEEK_SLACK = 3  # "dua pekan lalu" is meant to the week: three days on either side


def resolve(expr: TimeExpr, anchor: Anchor, *, future: bool = False) -> str | None:
    """When the expression says it was: "YYYY", "YYYY-MM", "YYYY-MM-DD", or None when the text does not settle it.

    `future`: the clause is about what is to come, so that a bare weekday, day or month is the next one and not the latest.
    A range, or a week, gives the month that holds it, else the year that holds it. Never raises.
    """
    try:
        return _resolve(expr, anchor, future)
    except (ValueError, OverflowError):  # 29 February in a year without one, a count of years beyond the calendar
        return None


def deadline(expr: TimeExpr, anchor: Anchor) -> str | None:
    """The expression read as a time limit: what is to come, and of a range with two ends the last one. Forms as in `resolve`.

    "dalam 60 hari" counts from the publication (the day of the saying where that alone is known).
    """
    try:
        if expr.kind == "within":
            return _after(expr, anchor.published or anchor.story)
        if expr.kind != "range":
            return _resolve(expr, anchor, future=True)
        last = TimeExpr(
            expr.start, expr.end, "day" if expr.day_end else "month" if expr.month_end else "year",
            year=expr.year_end, month=expr.month_end, day=expr.day_end, shift=expr.shift, year_offset=expr.year_offset,
        )  # fmt: skip
        return _resolve(last, anchor, future=True)
    except (ValueError, OverflowError):
        return None


def _resolve(expr: TimeExpr, anchor: Anchor, future: bool) -> str | None:
    kind = expr.kind
    if kind == "day":
        return _day(expr, anchor, future)
    if kind == "month":
        return _month(expr, anchor, future)
    if kind == "year":
        return f"{expr.year:04d}"
    if kind == "weekday":
        found = _weekday(expr, anchor, future)
        return found.isoformat() if found else None
    if kind == "relative":
        return _relative(expr, anchor)
    if kind == "range":
        return _range(expr, anchor, future)
    return None


def _within(first: date, last: date) -> str | None:
    """The month that holds both, else the year, else nothing."""
    if first == last:
        return first.isoformat()
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.year:04d}-{first.month:02d}"
    return f"{first.year:04d}" if first.year == last.year else None


def span_of(first: str, last: str) -> str | None:
    """From one day to another: the month that holds both, else the year, else nothing; ``first`` where they are no two days."""
    return _within(date.fromisoformat(first), date.fromisoformat(last)) if len(first) == len(last) == len("2024-05-04") else first


def _direction(expr: TimeExpr, future: bool) -> bool:
    """Whether what is to come is meant: by the expression's own word, else by its clause."""
    return expr.shift == "next" or (future and expr.shift != "past")


def _day(expr: TimeExpr, anchor: Anchor, future: bool) -> str | None:
    month, day = expr.month, expr.day
    if expr.year:
        choices = [date(expr.year, month, day)]
        if expr.swap:
            choices.append(date(expr.year, day, month))
            choices = [choice for choice in choices if choice.weekday() == expr.weekday] or choices
        if len(choices) > 1:
            return f"{expr.year:04d}"  # 4/7/2021: April or July
        written, near = choices[0], anchor.published
        # A slip in the year or month of a stamp ("Kamis (19/6/2026)" in a report of 2025): weekday and publication agree on another.
        if near and 0 <= expr.weekday != written.weekday() and abs(near.year - expr.year) <= 1:
            meant = _make(near.year, month if near.year != expr.year else near.month, day)
            if meant and meant.weekday() == expr.weekday and abs((meant - near).days) <= WEEK_SLACK:
                return meant.isoformat()
        return written.isoformat()
    if expr.origin == "told":  # "20 Januari tahun yang sama"
        return date(int(anchor.told[:4]), month, day).isoformat() if anchor.told else None
    now = anchor.published or anchor.story
    if expr.year_offset is not None:
        return date(now.year + expr.year_offset, month, day).isoformat() if now else None
    near = now or anchor.reference
    if near is None:
        return None
    # Eight years either way: a 29 February may be as far.
    years = [found for year in range(near.year - 8, near.year + 9) if (found := _make(year, month, day))]
    if expr.weekday >= 0:  # the weekday tells the year: only every fifth or sixth has that day on it
        right = [found for found in years if found.weekday() == expr.weekday and abs((found - near).days) < YEAR_NEAR]
        if right or now is None:
            return min(right, key=lambda found: abs((found - near).days)).isoformat() if right else None
    if now is None:  # a day of the tale itself, told beside another of its days
        found = min(years, key=lambda found: abs((found - near).days))
        return found.isoformat() if abs((found - near).days) <= NEAR else None
    if expr.shift == "this":
        return date(now.year, month, day).isoformat()
    if _direction(expr, future):
        return min(found for found in years if found >= now).isoformat()
    # "8 Februari 2022 ... Sepekan kemudian, 15 Februari": right behind a day told with its year, and far from now, it is of that year too.
    told = anchor.reference
    if told is not None and expr.shift == "" and expr.weekday < 0:
        behind = next((found for found in years if 0 <= (found - told).days <= TALE), None)
        if behind is not None and (now - behind).days > NEAR:
            return behind.isoformat()
    # With the day of a saying alone, the publication may be a day later.
    return max(found for found in years if found <= now + timedelta(days=0 if anchor.published else 1)).isoformat()


def _month(expr: TimeExpr, anchor: Anchor, future: bool) -> str | None:
    month = expr.month
    if expr.year:
        return f"{expr.year:04d}-{month:02d}"
    if expr.origin == "told":
        return f"{anchor.told[:4]}-{month:02d}" if anchor.told else None
    now = anchor.published or anchor.story
    if now is None:
        near = anchor.reference
        if near is None or expr.year_offset is not None:
            return None
        year = min(range(near.year - 1, near.year + 2), key=lambda year: abs(12 * (year - near.year) + month - near.month))
        return f"{year:04d}-{month:02d}" if abs(12 * (year - near.year) + month - near.month) <= 1 else None
    if expr.year_offset is not None:
        year = now.year + expr.year_offset
    elif expr.shift == "this":
        year = now.year
    elif _direction(expr, future):
        year = now.year + (month <= now.month if expr.shift == "next" and month == now.month else month < now.month)
    else:
        # "Juni lalu" said in June is the year before; "pada Juni" said in June is now.
        year = now.year - (month >= now.month if expr.shift == "past" else month > now.month)
    return f"{year:04d}-{month:02d}"


def _weekday(expr: TimeExpr, anchor: Anchor, future: bool) -> date | None:
    now = anchor.published
    if now is None:
        return _weekday_of_story(expr, anchor, future)
    if expr.week_offset is not None:
        monday = now - timedelta(days=now.weekday())
        return monday + timedelta(days=7 * expr.week_offset + expr.weekday)
    if expr.shift == "this":
        return now - timedelta(days=now.weekday() - expr.weekday)
    back = (now.weekday() - expr.weekday) % 7
    if _direction(expr, future):
        ahead = (7 - back) % 7
        return now + timedelta(days=7 if expr.shift == "next" and not ahead else ahead)
    return now - timedelta(days=7 if expr.shift == "past" and not back else back)


def _weekday_of_story(expr: TimeExpr, anchor: Anchor, future: bool) -> date | None:
    """Without a publication day: what the stamped days settle, whether the text came out on the last of them or the day after."""
    if expr.week_offset is not None or expr.shift in ("next", "this"):
        return None
    if anchor.reference and anchor.reference.weekday() == expr.weekday and not expr.shift:
        return anchor.reference
    story = anchor.story
    if story is None or future:
        return None
    back = (story.weekday() - expr.weekday) % 7
    # "Selasa" in a report whose last saying was on Monday: its own day, or six days ago.
    if back == 6 or (back == 0 and expr.shift == "past"):
        return None
    return story - timedelta(days=back)


def _relative(expr: TimeExpr, anchor: Anchor) -> str | None:
    if expr.origin == "told":
        if expr.unit == "day" and anchor.reference:
            return (anchor.reference + timedelta(days=expr.offset)).isoformat()
        told = moved(anchor.told, expr.offset, expr.unit) if anchor.told and expr.unit != "day" else None
        latest = anchor.published or anchor.story
        return None if told and latest and told > latest.isoformat()[: len(told)] else told  # so long after it is still to come: a slip
    now, unit, offset = anchor.published, expr.unit, expr.offset
    if now is None:
        return _relative_to_story(expr, anchor.story)
    if unit == "day":
        return (now + timedelta(days=offset)).isoformat()
    if unit == "week":
        if abs(offset) <= 1:
            monday = now + timedelta(days=7 * offset - now.weekday())
            return _within(monday, monday + timedelta(days=6))
        middle, slack = now + timedelta(days=7 * offset), timedelta(days=WEEK_SLACK)
        return _within(middle - slack, middle + slack)
    if unit == "weekend":
        saturday = now - timedelta(days=now.weekday()) + timedelta(days=5 + 7 * offset)
        return _within(saturday, saturday + timedelta(days=1))
    if unit == "month":
        months = 12 * now.year + now.month - 1 + offset
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    if unit == "year":
        return f"{now.year + offset:04d}" if 0 < now.year + offset <= MAXYEAR else None
    return None


def moved(base: str, amount: int, unit: str) -> str | None:
    """The moment so many units of time from ``base``, as fine as both are: two years after "2013-05" is "2015"."""
    year, month, day = (int(part) for part in (base + "-00-00").split("-")[:3])
    if unit == "year":
        return f"{year + amount:04d}" if 0 < year + amount <= MAXYEAR else None
    if unit == "month" and month:
        months = 12 * year + month - 1 + amount
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    if unit in ("day", "week") and day:
        then = date(year, month, day) + timedelta(days=amount * (7 if unit == "week" else 1))
        slack = timedelta(days=0 if unit == "day" else WEEK_SLACK)
        return _within(then - slack, then + slack)
    return None


def _relative_to_story(expr: TimeExpr, story: date | None) -> str | None:
    """What is the same whether the report came out on the day of its last saying or on the next: months and years, as a rule."""
    if story is None:
        return None
    if expr.unit == "day":
        # "hari ini": of 22 reports that say so and stamp a saying, 18 came out on that day; said in it, it is always that day.
        return None if expr.offset else story.isoformat()
    both = {_relative(expr, Anchor(published=story)), _relative(expr, Anchor(published=story + timedelta(days=1)))}
    return both.pop() if len(both) == 1 else None


def _range(expr: TimeExpr, anchor: Anchor, future: bool) -> str | None:
    if not expr.month:
        return f"{expr.year:04d}" if expr.year == expr.year_end else None
    # A range of the past began in the past and may still go on; one to come ends in what is to come. The other end lies beside it.
    ahead = _direction(expr, future)
    known = bool(expr.year or expr.year_end)
    year, month = (expr.year_end, expr.month_end) if (ahead or (known and not expr.year)) else (expr.year, expr.month)
    day = expr.day_end if month == expr.month_end and ahead else expr.day
    only = TimeExpr(0, 0, "day" if day else "month", year=year, month=month, day=day, shift=expr.shift, year_offset=expr.year_offset)
    value = _day(only, anchor, future) if day else _month(only, anchor, future)
    if value is None:
        return None
    value = value[:7]
    if expr.year != expr.year_end if expr.year and expr.year_end else expr.month > expr.month_end:  # it runs into another year
        return None
    if expr.month != expr.month_end:
        return value[:4]
    return f"{value}-{expr.day:02d}" if expr.day and expr.day == expr.day_end else value


def _after(expr: TimeExpr, now: date | None) -> str | None:
    """The last day of a limit of so many units; months and years are given back as months and years."""
    if now is None:
        return None
    if expr.unit in ("hour", "day", "week"):
        days = {"hour": -(-expr.offset // 24), "day": expr.offset, "week": 7 * expr.offset}[expr.unit]
        return (now + timedelta(days=days)).isoformat()
    months = 12 * now.year + now.month - 1 + expr.offset
    if expr.unit == "month":
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    return f"{now.year + expr.offset:04d}" if expr.unit == "year" and now.year + expr.offset <= MAXYEAR else None


def _make(year: int, month: int, day: int) -> date | None:
    """The day, or None where that year has none (29 February, the ends of the calendar)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
