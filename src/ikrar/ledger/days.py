"""Days as people and addresses write them: "2024", "2024-05" or "2024-05-12"."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from ikrar.ledger.lines import bounds
from ikrar.model import Time

DAY: Final = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)


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
