"""Turns of phrase by which sentences answer each other or count what was done (data/ledger/turns.yaml), as expressions."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from ikrar.ledger.packaged import packaged

PART: Final = re.compile(r"<([a-z-]+)>")


@cache
def turn(name: str) -> re.Pattern[str]:
    """The expression for a turn of phrase, in either language, whatever the letters."""
    return re.compile(written(name), re.I)


@cache
def written(name: str) -> str:
    """The same as it is written, for an expression that has it in it."""
    return rf"(?:{'|'.join(one for language in ('id', 'en') for one in _whole(name, language))})"


def _whole(name: str, language: str) -> list[str]:
    return [PART.sub(lambda part: "|".join(_whole(part[1], language)), one) for one in _table()[name][language]]


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = packaged("data/ledger/turns.yaml")
    return found
