"""Fact-checks: the claim that is printed to be refuted is denied, the explanation is not."""

from __future__ import annotations

import pytest

from ikrar.pipeline import read_text

REFUTED = """SUMBER: Media Sosial

NARASI: “Polisi menahan Bupati Sorong kemarin.”

PENJELASAN: Unggahan itu tidak benar. Polisi menangkap dua pembuat unggahan itu.
"""
TRUE = REFUTED.replace("Unggahan itu tidak benar", "Unggahan itu sesuai dengan kenyataan")
ENGLISH = """CLAIM: The Kenyan army shelled the town of Garissa on Monday.

THE FACTS: The claim is false. Police arrested two men over the video.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (REFUTED, [("menahan", "denied"), ("menangkap", "actual")]),
        (TRUE, [("menahan", "actual"), ("menangkap", "actual")]),
        (ENGLISH, [("shelled", "denied"), ("arrested", "actual")]),
    ],
)
def test_factuality(text: str, expected: list[tuple[str, str]]) -> None:
    record = read_text(text).record
    found = [(text[slice(*e.evidence[0].span)], e.factuality) for e in record.events]
    assert sorted(found) == sorted(expected)
