"""Whether a promise is in time, by the day it is asked."""

from __future__ import annotations

from datetime import date

import pytest

from ikrar.ledger.due import VALUES, timeliness


@pytest.mark.parametrize(
    ("status", "due", "today", "kept_on", "expected"),
    [
        ("open", None, "2024-06-30", None, "no-deadline"),
        ("open", "2024-12-31", "2024-06-30", None, "not-due"),
        ("open", "2024-07-15", "2024-06-30", None, "due"),
        ("open", "2024-06-30", "2024-06-30", None, "due"),  # the last day is still in time
        ("open", "2024-06-29", "2024-06-30", None, "overdue"),  # and never "breached"
        ("under-way", "2024-06-29", "2024-06-30", None, "overdue"),
        ("fulfilled", "2024-06-29", "2024-06-30", "2024-06-01", "on-time"),
        ("fulfilled", "2024-06-29", "2024-07-30", "2024-07-01", "late"),
        ("fulfilled", "2024-06-29", "2024-07-30", None, "on-time"),
        ("withdrawn", "2024-06-29", "2024-07-30", None, "not-due"),
    ],
)
def test_timeliness(status: str, due: str | None, today: str, kept_on: str | None, expected: str) -> None:
    said = timeliness(status, due, date.fromisoformat(today), kept_on)
    assert said == expected
    assert said in VALUES
