"""People have the office that the text gives them, else the one they held on the day; descriptions stand for people."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ikrar.annotate import annotate
from ikrar.lexicon import lexicon
from ikrar.lexicon.tables import load_yaml
from ikrar.link.coref import resolve

TABLE = load_yaml(Path(__file__).with_name("persons.yaml"))
ROWS = [(row["text"], row["on"], words, who) for row in TABLE for words, who in row["who"].items()]


@pytest.mark.parametrize(("text", "on", "words", "who"), ROWS, ids=[f"{on} {words}" for _, on, words, _ in ROWS])
def test_person(text: str, on: str, words: str, who: str) -> None:
    language = lexicon().language("id")
    doc = annotate(text, [(0, len(text))], (), None, language, language.date_grammar)
    resolve(doc, language, "IDN", None if on == "-" else date.fromisoformat(on))
    found = [m for m in doc.mentions if text[m.start : m.end] == words]
    assert found, f"mentions: {doc.mentions}"
    m = found[-1]
    assert f"{m.name} {m.country}:{m.sector}".startswith(who)
