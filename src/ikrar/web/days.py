"""Days as addresses have them: "2024", "2024-05" or "2024-05-12"."""

from __future__ import annotations

from starlette.requests import Request

from ikrar.ledger import days


def since(request: Request, name: str) -> str | None:
    """The first day of what a field of the address names; None where it names none."""
    return days.first(request.query_params.get(name, "").strip())


def until(request: Request, name: str) -> str | None:
    """Its last day, by which days are compared as text."""
    return days.last(request.query_params.get(name, "").strip())
