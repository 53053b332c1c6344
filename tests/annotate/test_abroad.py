"""Whose the people are of whom a report tells that was written where others talked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ikrar.lexicon.tables import load_yaml
from ikrar.pipeline import read_text

TABLE = load_yaml(Path(__file__).with_name("abroad.yaml"))


@pytest.mark.parametrize("row", TABLE, ids=[row["text"].partition("\n")[0] for row in TABLE])
def test_whose_people_are_told_of_from_abroad(row: dict[str, Any]) -> None:
    record = read_text(row["text"], language=row.get("language", "id"), published="2024-03-06").record
    told = {e.name: ":".join(filter(None, (e.country, e.sector))) for e in record.entities}
    assert {name: told.get(name) for name in row["who"]} == row["who"], told
