"""Days as addresses have them: "2024", "2024-05" or "2024-05-12"."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.requests import Request

from ikrar.ledger import days


def since(request: Request, name: str) -> str | None:
    """The first day of what a field of the address names; None where it names none."""
    return days.first(request.query_params.get(name, "").strip())


def until(request: Request, name: str) -> str | None:
    """Its last day, by which days are compared as text."""
    return days.last(request.query_params.get(name, "").strip())


def unread(request: Request, names: Iterable[str]) -> list[str]:
    """What stands in fields of the address that should name days, and names none: it is told, since nothing is asked by it."""
    return [text for name in names if (text := request.query_params.get(name, "").strip()) and not days.is_day(text)]
