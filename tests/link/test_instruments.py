"""One text, however it is written: long names, short forms and numbers are joined; laws of a kind are no text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ikrar.lexicon.compile import load_yaml
from ikrar.pipeline import read_text

TABLE = load_yaml(Path(__file__).with_name("instruments.yaml"))


@pytest.mark.parametrize("row", TABLE, ids=[row["name"] for row in TABLE])
def test_texts(row: dict[str, Any]) -> None:
    text = row["text"]
    found = [[text[a:b] for a, b in i.mentions] for i in read_text(text, language="id").record.instruments]
    assert len(found) == len(row["texts"]), found
    for want, mentions in zip(row["texts"], found, strict=True):
        assert set(want) <= set(mentions), found
