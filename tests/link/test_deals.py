"""A bare "reached a deal" is spelled out by the next agreement; a promise of something else is another event."""

from __future__ import annotations

import pytest

from ikrar.pipeline import read_text

DEAL = "Peru and Chile have reached a deal. They agreed to withdraw the Peruvian troops from Chile."
TABLE = [
    (DEAL, 1),
    (DEAL + " The two sides reaffirmed their commitment to security cooperation.", 2),
]


@pytest.mark.parametrize(("text", "agreements"), TABLE)
def test_agreements(text: str, agreements: int) -> None:
    assert [e.type for e in read_text(text).record.events].count("AGREE") == agreements
