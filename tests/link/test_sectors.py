"""A site of a body that is named is of that body's sector, whatever sort of site it is."""

from __future__ import annotations

import pytest

from ikrar.pipeline import read_text

SITES = [
    ("Warga membakar pos Kopassus di Nduga.", "pos Kopassus", "MIL"),
    ("Massa membakar gedung Partai Surya di Lima, Peru.", "gedung Partai Surya", "PTY"),
    ("Pria bersenjata menembaki markas Brigade Surya di Peru.", "markas Brigade Surya", "MIL"),
]


@pytest.mark.parametrize(("text", "site", "sector"), SITES)
def test_a_site_is_of_its_bodys_sector(text: str, site: str, sector: str) -> None:
    record = read_text(text, language="id", published="2024-05-17").record
    assert [e.sector for e in record.entities if e.name == site] == [sector]
