"""Days as people and addresses write them: "2024", "2024-05" or "2024-05-12"."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import Final

from ikrar.model import Time

DAY: Final = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
TOLD_WITHIN: Final = timedelta(days=10)  # an event without a date is taken to lie so far before its report at most


def is_day(text: str) -> bool:
    """Whether a text is a day, a month or a year that there is."""
    try:
        parts = [int(part) for part in text.split("-")] if DAY.fullmatch(text) else []
        return bool(parts and date(*(*parts, 1, 1)[:3]))
    except ValueError:
        return False


def first(text: str | None) -> str | None:
    """The first day of what a text names; None where it names none."""
    return bounds(Time(text), None)[0] if text and is_day(text) else None


def last(text: str | None) -> str | None:
    """The last day, by which days are compared as text."""
    return bounds(Time(text), None)[1] if text and is_day(text) else None


def bounds(time: Time | None, published: str | None) -> tuple[str | None, str | None]:
    """First and last day that a time may mean; without one, the days before publication; (None, None) where neither is known."""
    value = time.value if time else None
    if value and value[:1].isdigit():
        year, month, day = (*(int(part) for part in value.split("-")), 0, 0)[:3]
        if day:
            return value, value
        if month:
            return f"{value}-01", f"{value}-{calendar.monthrange(year, month)[1]:02}"
        return f"{value}-01-01", f"{value}-12-31"
    if published:
        day_ = date.fromisoformat(published)
        return (day_ - TOLD_WITHIN).isoformat(), published
    return None, None
