"""The acts that English sentences of our own tell, all of them: what is only the topic, the ground or a part of one is none beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from ikrar.pipeline import read_text

TABLE: dict[str, str] = yaml.safe_load((Path(__file__).parent / "told_en.yaml").read_text("utf-8"))


@pytest.mark.parametrize("text", TABLE, ids=lambda text: text[:60])
def test_what_is_told(text: str) -> None:
    found = [e.type if e.factuality == "actual" else f"{e.type} {e.factuality}" for e in read_text(text, language="en").record.events]
    assert sorted(found) == sorted(filter(None, TABLE[text].split(", ")))
