"""Whose an office is with which a report opens: the table tells, of each sentence, the countries of who acts and to whom."""

from __future__ import annotations

from pathlib import Path

import pytest

from ikrar.lexicon.tables import load_yaml
from ikrar.pipeline import read_text

TABLE = load_yaml(Path(__file__).with_name("openers.yaml"))


@pytest.mark.parametrize("row", TABLE, ids=[row["text"][:50] for row in TABLE])
def test_openers(row: dict[str, str]) -> None:
    record = read_text(row["text"], language="id", published="2024-05-17").record
    country = {e.id: e.country or "-" for e in record.entities}

    def side(ids: tuple[str, ...]) -> str:
        return ",".join(sorted({country[i] for i in ids})) or "-"

    told = {e.type: f"{side(e.actors)} > {side(e.recipients)}" for e in record.events}
    assert told == {k: v for k, v in row.items() if k != "text"}
