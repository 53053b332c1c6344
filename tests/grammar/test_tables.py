"""The tables of sentences are read about as well as the figures here say; raise a floor when reading gets better, never lower it."""

from __future__ import annotations

import pytest
from table import HERE, figures, load, read

FLOORS = {"en": {"type": 0.94, "country+sector": 0.88, "right": 0.82}}
CEILINGS = {"en": {"extra": 5.0}}


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_table(language: str) -> None:
    lines = load(language)
    for line in lines:
        read(line, language)
    got = figures(lines)
    low = {k: (round(got[k], 3), v) for k, v in FLOORS[language].items() if got[k] < v}
    high = {k: (round(got[k], 3), v) for k, v in CEILINGS[language].items() if got[k] > v}
    assert not low and not high, f"{low} {high}; python tests/grammar/table.py {language} lists the sentences"


def test_every_table_has_floors() -> None:
    assert {p.stem for p in HERE.glob("*.yaml")} == set(FLOORS) == set(CEILINGS)


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_no_sentence_stands_twice(language: str) -> None:
    texts = [line.text for line in load(language)]
    assert len(texts) == len(set(texts))
