"""Examples of the table of acts that bear on promises (data/ledger/status.yaml), read into what the rules look at."""

from __future__ import annotations

import re
from typing import Any

from ikrar.ledger.promise import Act, Party, Promise


def parse_example(text: str, language: str = "en") -> tuple[Promise, Act]:
    """An example of the table: ``[demand of] PROVISION by WHOM to WHOM on DAY (action) | TYPE/MODE by WHOM on WHOM on DAY (sentence)``."""
    side = r"([A-Z:+]+|-)"
    match = re.fullmatch(
        rf"(?:(demand) of )?([a-z-]+) by {side} to {side} on (\S+) \((.*)\) \| ([A-Z]+)(?:/(\S+))? by {side} on {side} on (\S+) \((.*)\)",
        text,
    )
    if match is None:
        raise ValueError(f"not of the form of an example: {text}")
    kind, provision, by, to, made, action, type_, mode, actor, recipient, day, quote = match.groups()
    promise = Promise(provision, made, {language: action}, _parties(by), _parties(to), kind=kind or "undertaking")
    return promise, Act(type_, mode, day, True, quote, language, _parties(actor), _parties(recipient))


def _parties(text: str) -> tuple[Party, ...]:
    codes: list[Any] = [] if text == "-" else [code.split(":") for code in text.split("+")]
    return tuple(Party(None, country, sector) for country, sector in codes)
