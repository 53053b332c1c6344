"""Whom a short name stands for: the person of the text first, the one of the gazetteer only with support."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.annotate.test_bodies import read

from ikrar.lexicon.tables import load_yaml

TABLE = load_yaml(Path(__file__).with_name("people.yaml"))
ROWS = [(row["text"], words, name) for row in TABLE for words, name in row["who"].items()]


@pytest.mark.parametrize(("text", "words", "name"), ROWS, ids=[f"{words}: {name}" for _, words, name in ROWS])
def test_short_name(text: str, words: str, name: str) -> None:
    doc = read("id", text)
    found = [m for m in doc.mentions if text[m.start : m.end] == words]
    assert found, f"mentions: {doc.mentions}"
    assert found[-1].name == name


@pytest.mark.parametrize("row", [row for row in TABLE if "nobody" in row], ids=lambda row: row["text"][:30])
def test_words_with_capitals_that_are_nobody(row: dict[str, Any]) -> None:
    named = [row["text"][m.start : m.end] for m in read("id", row["text"]).mentions if m.named]
    assert not set(row["nobody"]) & set(named)


def test_a_line_may_end_with_the_letters_of_a_name() -> None:
    assert [m.name for m in read("id", "Menurut laporan itu, Komisi Pemberantasan Korupsi (KPK)").mentions if m.named]
