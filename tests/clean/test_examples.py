"""Every example in data/outlets: what must go goes as a whole, what must stay stays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ikrar.clean import Cleaned, Cleaner, load

DATA = load()
CLEANER = Cleaner.from_data(DATA)
LEAD = "Parlemen Ruritania mengesahkan anggaran baru pada sidang di Strelsau. Menteri keuangan menyambut putusan itu."
NEXT = "Oposisi menolak anggaran tersebut dan meminta pemungutan suara ulang."
LEAD_EN = "The parliament of Ruritania passed a new budget in Strelsau. The finance minister welcomed the vote."


def left_out(cleaned: Cleaned, start: int, end: int) -> bool:
    return not any(left < end and start < right for left, right in cleaned.body)


def entries() -> Iterator[tuple[str, dict[str, Any]]]:
    for entry in DATA["boilerplate"] + DATA["navigation"]["phrases"]:
        yield str(entry["phrase"])[:50], entry
    yield "spam", DATA["spam"]
    yield "captions", DATA["captions"]


ENTRIES = list(entries())


@pytest.mark.parametrize(("name", "entry"), ENTRIES, ids=[name for name, _ in ENTRIES])
def test_examples(name: str, entry: dict[str, Any]) -> None:
    assert entry["drop"], "a phrase without an example that it must drop"
    for text in entry["drop"]:
        raw = f"{LEAD}\n\n{text}\n"
        at = raw.index(text)
        cleaned = CLEANER.clean(raw)
        assert left_out(cleaned, at, at + len(text)), text
        assert (0, len(LEAD)) in cleaned.body, text
    for text in entry.get("keep", ()):
        for raw in (f"{LEAD}\n\n{text}\n\n{NEXT}", f"{LEAD} {text} {NEXT}", f"{LEAD_EN}\n\n{text}"):
            cleaned = CLEANER.clean(raw)
            assert not cleaned.dropped, (text, cleaned.dropped)
