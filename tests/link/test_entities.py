"""One entity a name: short and long names, abbreviations and common nouns of one body are joined; others are not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ikrar.lexicon.tables import load_yaml
from ikrar.pipeline import read_text

TABLE = load_yaml(Path(__file__).with_name("entities.yaml"))


@pytest.mark.parametrize("row", TABLE, ids=[row["one"][0] for row in TABLE])
def test_one_entity(row: dict[str, Any]) -> None:
    text = row["text"]
    owner = {text[a:b]: e.id for e in read_text(text, language=row.get("language", "id")).record.entities for a, b in e.mentions}
    ids = [owner.get(words) for words in row["one"]]
    assert None not in ids, owner
    assert len(set(ids)) == 1, owner
    for words in row.get("other", ()):
        assert owner.get(words) not in (None, ids[0]), owner
