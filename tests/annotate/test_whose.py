"""Whose somebody is, told by the words that stand for him, and not guessed from who is named beside."""

from __future__ import annotations

from pathlib import Path

import pytest

import ikrar
from ikrar.lexicon.tables import load_yaml
from ikrar.pipeline import read_text

TABLE = load_yaml(Path(__file__).with_name("whose.yaml"))
ABOUT = {"id": "{} mengecam Peru pada Senin.", "en": "{} condemned Peru on Monday."}
# Every state has a palace, though the word alone means Indonesia's; CAR is no car.
ALIKE = frozenset(("istana presiden", "istana kepresidenan", "car bomber"))


@pytest.mark.parametrize(("code", "words"), [(code, words) for code, rows in TABLE.items() for words in rows])
def test_whose(code: str, words: str) -> None:
    record = read_text(ABOUT[code].format(words[0].upper() + words[1:]), language=code).record
    by_id = {e.id: e for e in record.entities}
    assert [f"{by_id[i].country}:{by_id[i].sector}" for e in record.events for i in e.actors] == [TABLE[code][words]]


@pytest.mark.parametrize("code", ["id", "en"])
def test_words_that_begin_with_a_state_have_its_country(code: str) -> None:
    """An office or a noun in the lists hides the name of the state in it, unless the list says whose it is."""
    data = Path(ikrar.__file__).parent / "data"
    lists = [load_yaml(data / "lang" / code / f"{name}.yaml") for name in ("nouns", "titles")]
    states = {
        word.lower()
        for row in load_yaml(data / "gazetteer" / "countries.yaml")
        for word in (*row["names"].get(code, ()), *row.get("adjectives", {}).get(code, ()), *row.get("houses", ()))
    }
    hidden = []
    for row in (row for rows in lists for row in rows if not row.get("country")):
        for words in row["words"]:
            parts = words.lower().partition("/")[0].split()
            if len(parts) > 1 and words not in ALIKE and any(" ".join(parts[:n]) in states for n in range(1, len(parts))):
                hidden.append(words)
    assert hidden == []
