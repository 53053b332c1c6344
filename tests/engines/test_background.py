"""What a report only tells as known: lands held, kinds of people, old stands and wars, and what years are counted from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ikrar.lexicon.tables import load_yaml
from ikrar.pipeline import read_text

TABLE = load_yaml(Path(__file__).with_name("background.yaml"))


@pytest.mark.parametrize("row", TABLE, ids=[f"{row['language']} {row['text'][:40]}" for row in TABLE])
def test_what_is_told(row: dict[str, Any]) -> None:
    record = read_text(row["text"], language=row["language"], published="2024-05-08").record
    assert sorted(e.type for e in record.events) == sorted(row["types"])
