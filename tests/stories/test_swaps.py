"""The same story with other countries, names and dates (``swaps.yaml``): nothing of it is known by heart."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from written import strings

from ikrar.coding import CODE, gold_of
from ikrar.evaluate import Gold, compare
from ikrar.pipeline import read_text

HERE = Path(__file__).parent
SWAPS: dict[str, dict[str, dict[str, str]]] = strings(HERE / "swaps.yaml")
TEXTS = {"id": "us-iraq-example", "en": "us-iraq-en"}
LEAST = {"events": 1.0, "commitments": 1.0, "instruments": 1.0, "dates": 1.0, "deadlines": 1.0, "dropped": 1.0, "entities": 0.9}


def swapper(words: dict[str, str]) -> Any:
    """Swaps whole words, longer phrases first."""
    longest = sorted(words, key=len, reverse=True)
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(w)}(?!\w)" for w in longest))
    return lambda text: pattern.sub(lambda m: words[m[0]], text)


def swapped(coding: Any, swap: Any, codes: dict[str, str], dates: dict[str, str], key: str = "") -> Any:
    """The coding of the swapped text."""
    if isinstance(coding, dict):
        return {k: swapped(v, swap, codes, dates, k) for k, v in coding.items()}
    if isinstance(coding, list):
        return [swapped(v, swap, codes, dates, key) for v in coding]
    if not isinstance(coding, str):
        return coding
    if key in ("quote", "trigger"):
        return swap(coding)
    if m := CODE.fullmatch(coding):
        return f"{codes.get(m[1], m[1])}:{m[2]}"
    return dates.get(coding, coding)


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("name", SWAPS)
def test_told_of_others(name: str, language: str) -> None:
    spec, text = SWAPS[name], HERE / f"{TEXTS[language]}.txt"
    swap = swapper(spec[language])
    raw = swap(text.read_bytes().decode("utf-8"))
    coding = json.loads((HERE / f"{TEXTS[language]}.code.json").read_text("utf-8"))
    built, problems = gold_of(raw, swapped(coding, swap, spec["codes"], spec["dates"]))
    assert not problems
    found = compare(msgspec.convert(built, Gold), read_text(raw).record)
    reached = {**{k: v.value for k, v in found.f1.items()}, **{k: v.value for k, v in found.shares.items()}}
    assert {k: reached[k] for k in LEAST if reached[k] < LEAST[k]} == {}
