"""A coding by quotes: quotes find their words again, gold is what the coding says, a record makes a coding that says the same."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikrar.coding import coding_of, gold_of, locate, quote_of
from ikrar.evaluate import Gold, compare
from ikrar.pipeline import read_text

STORIES = Path(__file__).parent / "stories"
CODINGS = sorted(STORIES.rglob("*.code.json"))


@given(st.text(alphabet="ab #2\n", max_size=30), st.integers(0, 29), st.integers(1, 8))
def test_a_quote_finds_its_words_again(text: str, start: int, size: int) -> None:
    start = min(start, max(len(text) - 1, 0))
    span = (start, min(start + size, len(text)))
    if span[0] < span[1]:
        assert locate(text, quote_of(text, span)) == span


@pytest.mark.parametrize("quote", ["Kenya", "Peru #3", "", "Peru #9"])
def test_a_quote_that_is_not_there(quote: str) -> None:
    with pytest.raises(ValueError, match="not in the text"):
        locate("Peru dan Peru", quote)


@pytest.mark.parametrize("path", CODINGS, ids=lambda p: p.name.removesuffix(".code.json"))
def test_gold_is_what_the_coding_says(path: Path) -> None:
    name = path.name.removesuffix(".code.json")
    gold, problems = gold_of(path.with_name(f"{name}.txt").read_bytes().decode("utf-8"), json.loads(path.read_text("utf-8")))
    assert not problems
    assert gold == json.loads(path.with_name(f"{name}.gold.json").read_text("utf-8"))


def test_gold_of_the_hand_coded_texts(gold: Path) -> None:
    for path in sorted(gold.glob("*/*.code.json")):
        name = path.name.removesuffix(".code.json")
        built, problems = gold_of(path.with_name(f"{name}.txt").read_bytes().decode("utf-8"), json.loads(path.read_text("utf-8")))
        assert not problems
        assert built == json.loads(path.with_name(f"{name}.gold.json").read_text("utf-8")), name


@pytest.mark.parametrize("path", CODINGS, ids=lambda p: p.name.removesuffix(".code.json"))
def test_a_coding_made_of_a_record_agrees_with_it(path: Path) -> None:
    name = path.name.removesuffix(".code.json")
    text = path.with_name(f"{name}.txt").read_bytes().decode("utf-8")
    record = read_text(text).record
    built, problems = gold_of(text, coding_of(text, record, name))
    assert not problems
    found = compare(msgspec.convert(built, Gold), record)
    assert all(part.value == 1 for part in found.f1.values()), {k: v.value for k, v in found.f1.items()}


BAD = [
    ({"events": [{"type": "MEET", "actors": [], "trigger": "Peru"}]}, "type 'MEET' is none of"),
    ({"events": [{"type": "AGREE", "actors": ["Peru"], "trigger": "Peru"}]}, "'Peru' is no COUNTRY:SECTOR"),
    ({"events": [{"type": "AGREE", "actors": ["PER:XXX"], "trigger": "Peru"}]}, "'PER:XXX' is no COUNTRY:SECTOR"),
    ({"events": [{"type": "AGREE", "actors": [], "trigger": "Chile"}]}, "not in the text: 'Chile'"),
    ({"events": [{"type": "AGREE", "actors": [], "trigger": "Peru", "date": "Rabu"}]}, "date 'Rabu' is no YYYY"),
    ({"commitments": [{"kind": "vow", "provision": "talks", "promisors": [], "trigger": "Peru"}]}, "kind 'vow'"),
    ({"dropped": [{"quote": "Peru", "reason": "dull"}]}, "reason 'dull'"),
]


@pytest.mark.parametrize(("coding", "problem"), BAD, ids=[p for _, p in BAD])
def test_what_is_wrong_is_said(coding: dict[str, object], problem: str) -> None:
    _, problems = gold_of("Peru sepakat.", coding)
    assert len(problems) == 1
    assert problem in problems[0]
