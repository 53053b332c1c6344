"""Who and what is kept in the record, with what code, and what is left out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ikrar.lexicon.tables import load_yaml
from ikrar.pipeline import read_text

TABLE = load_yaml(Path(__file__).with_name("cast.yaml"))


@pytest.mark.parametrize("row", TABLE, ids=[row["name"] for row in TABLE])
def test_cast(row: dict[str, Any]) -> None:
    entities = {e.name: e for e in read_text(row["text"], language=row["language"]).record.entities}
    assert set(row["kept"]) <= set(entities)
    assert not set(row.get("left", ())) & set(entities)
    if isinstance(row["kept"], dict):
        assert {name: entities[name].sector for name in row["kept"]} == row["kept"]
    for name, kind in row.get("types", {}).items():
        assert entities[name].type == kind
    for name, country in row.get("countries", {}).items():
        assert entities[name].country == country
