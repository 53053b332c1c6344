"""A bare "reached a deal" is spelled out by the next agreement; a promise of something else is another event."""

from __future__ import annotations

import pytest

from ikrar.pipeline import read_text

DEAL = "Peru and Chile have reached a deal. They agreed to withdraw the Peruvian troops from Chile."
LEAVING = "Peru will pull its last troops out of Chile. The agreement with Santiago was announced on Wednesday in a joint statement."
TABLE = [
    (DEAL, 1),
    (DEAL + " The two sides reaffirmed their commitment to security cooperation.", 2),
    (LEAVING + " Peru and Chile confirmed once more their resolve to go on working together on security.", 2),
    (LEAVING + " “The timing of the troops' return will be decided by technical teams,” the two sides said.", 1),
    (LEAVING + " Now Peru will bring its combat troops home from Chile.", 1),
]


@pytest.mark.parametrize(("text", "agreements"), TABLE)
def test_agreements(text: str, agreements: int) -> None:
    assert [e.type for e in read_text(text).record.events].count("AGREE") == agreements
