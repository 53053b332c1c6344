"""An event as a person has corrected it: laid over what the record says of it, by which a later reading finds it again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec

FIELDS: Final = ("type", "mode", "contexts", "factuality", "date", "place", "country")
"""What can be corrected of an event, besides its parties."""
OVER: Final = "corrected"
"""Where in the body of a line the corrections stand."""


def event(body: str) -> dict[str, Any]:
    """An event as its record has it, with what a person has corrected; what is not there is left out.

    What was entered by hand was seen: it is ``actual``.
    """
    told: dict[str, Any] = msgspec.json.decode(body)
    over = told.pop(OVER, {})
    said = {key: value for key, value in (told | over).items() if key not in over or value}
    return said if "factuality" in said else said | {"factuality": "actual"}


def laid_over(body: str, fields: Mapping[str, Any], place: tuple[str | None, str | None]) -> str:
    """The body of a line with ``fields`` corrected; ``place`` is its place and country now. What is again as it was is no correction."""
    told = msgspec.json.decode(body)
    over = told.pop(OVER, {}) | {key: fields[key] for key in ("type", "mode", "contexts", "factuality") if key in fields}
    if "date" in fields:
        over["time"] = {"value": fields["date"]} if fields["date"] else None
    if {"place", "country"} & set(fields):
        over["place"] = {key: value for key, value in zip(("name", "country"), place, strict=True) if value}
    over = {key: value for key, value in over.items() if _plain(key, value) != _plain(key, told.get(key))}
    return msgspec.json.encode(told | ({OVER: over} if over else {})).decode()


def as_read(body: str) -> str:
    """The body of a line without corrections."""
    told = msgspec.json.decode(body)
    told.pop(OVER, None)
    return msgspec.json.encode(told).decode()


def _plain(key: str, value: Any) -> Any:
    """What a form can say of a value: of a time the day, of a place its name and country."""
    if key == "factuality":
        return value or "actual"
    if key == "time":
        return (value or {}).get("value")
    if key == "place":
        return (value or {}).get("name"), (value or {}).get("country")
    return value or None
