"""Whether a promise is in time. Computed when it is asked for, never stored: it depends on the day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

SOON: Final = timedelta(days=30)  # a deadline so close ahead is due
RUNNING: Final = frozenset(("open", "under-way", "contested", "breached"))
VALUES: Final = ("no-deadline", "not-due", "due", "overdue", "on-time", "late")


def timeliness(status: str, due: str | None, today: date, kept_on: str | None = None) -> str:
    """One of VALUES. ``due`` is the last day of the deadline as it was told; ``kept_on`` the day of the act that kept the promise.

    A passed deadline alone makes a promise overdue, never breached: that nobody has told of it does not say that it was not done.
    """
    if due is None:
        return "no-deadline"
    last = date.fromisoformat(due)
    if status == "fulfilled":
        return "late" if kept_on is not None and kept_on > due else "on-time"
    if status not in RUNNING or today < last - SOON:
        return "not-due"
    return "due" if today <= last else "overdue"
