"""Whose everybody is in a story of forces that leave: ministers, their counterparts, militias and their seconds, bases, armies.

Each entry of the table is a passage of our own; `who` gives words of it and the entity that they stand for (type, country:sector;
"-" where the place has no code), `nobody` words that stand for no entity.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ikrar.lexicon.tables import load_yaml
from ikrar.pipeline import read_text

TABLE = load_yaml(Path(__file__).with_name("tellings.yaml"))


@pytest.mark.parametrize("row", TABLE, ids=[f"{row['language']} {row['text'][:40]}" for row in TABLE])
def test_whose(row: dict[str, Any]) -> None:
    text = f"Kabar\n\n{row['text']}"  # below a headline
    entities = read_text(text, language=row["language"]).record.entities
    found: dict[str, list[str]] = {}
    for words in (*row["who"], *row.get("nobody", ())):
        start = text.index(words)
        hit = [e for e in entities if any(a < start + len(words) and start < b for a, b in e.mentions)]
        found[words] = [f"{e.type} {e.country}:{e.sector}" if e.type != "place" else "place" for e in hit]
    for words, code in row["who"].items():
        assert code in found[words], (words, found[words])
    assert not any(found[words] for words in row.get("nobody", ()))
