"""Texts with their mess (mess.yaml): what stands in double brackets goes, with its reason, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from written import values

from ikrar.clean import Cleaner, load

CLEANER = Cleaner.from_data(load())
TABLE: dict[str, dict[str, str]] = values(Path(__file__).parent / "mess.yaml")
CASES = [(group, name, text) for group, texts in TABLE.items() for name, text in texts.items()]
MARK = re.compile(r"\[\[(\w+)\|(.*?)\]\](?!\])", re.DOTALL)


def parse(text: str) -> tuple[str, set[tuple[int, str]]]:
    """The raw text, and every character that must go, with its reason."""
    raw, gone, at = "", set(), 0
    for m in MARK.finditer(text):
        raw += text[at : m.start()]
        reason = {"title": "duplicate-title"}.get(m[1], m[1])
        gone |= {(i, reason) for i in range(len(raw), len(raw) + len(m[2]))}
        raw, at = raw + m[2], m.end()
    raw += text[at:]
    return raw, {(i, reason) for i, reason in gone if not raw[i].isspace()}


@pytest.mark.parametrize(("group", "name", "text"), CASES, ids=[f"{group}-{name}" for group, name, _ in CASES])
def test_what_goes_and_what_stays(group: str, name: str, text: str) -> None:
    raw, wanted = parse(text)
    drops = CLEANER.clean(raw).dropped
    found = {(i, d.reason) for d in drops for i in range(*d.span) if not raw[i].isspace()}
    assert found == wanted, [(d.reason, raw[slice(*d.span)]) for d in drops]
