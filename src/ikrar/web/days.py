"""Days as addresses have them: "2024", "2024-05" or "2024-05-12"."""

from __future__ import annotations

import re
from typing import Final

from starlette.requests import Request

DAY: Final = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def since(request: Request, name: str) -> str | None:
    """The first day of what a field of the address names; None where it names none."""
    text = request.query_params.get(name, "").strip()
    return text + "-01-01"[len(text) - 4 :] if DAY.fullmatch(text) else None


def until(request: Request, name: str) -> str | None:
    """Its last day, by which days are compared as text."""
    text = request.query_params.get(name, "").strip()
    return text + "-12-31"[len(text) - 4 :] if DAY.fullmatch(text) else None
