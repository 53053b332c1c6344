"""Whose officers, militiamen and ministers are, and that their army or militia is in the record with them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ikrar.lexicon.tables import load_yaml
from ikrar.pipeline import read_text

TABLE = load_yaml(Path(__file__).with_name("officers.yaml"))
OPENING: dict[str, str] = TABLE["opening"]


def _codes(row: dict[str, Any]) -> dict[str, str]:
    language = row.get("language", "id")
    record = read_text(OPENING[language] + row["text"], language=language).record
    return {e.name: f"{e.country}:{e.sector}" for e in record.entities}


@pytest.mark.parametrize("row", TABLE["told"], ids=[row["text"][:40] for row in TABLE["told"]])
def test_of_whom(row: dict[str, Any]) -> None:
    codes = _codes(row)
    assert {name: code for name, code in row["codes"].items() if not codes.get(name, "-").endswith(code)} == {}


@pytest.mark.parametrize("row", TABLE["not_there"], ids=[row["text"][:40] for row in TABLE["not_there"]])
def test_nobody_else(row: dict[str, Any]) -> None:
    assert set(row["unwanted"]).isdisjoint(_codes(row))
