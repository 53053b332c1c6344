"""What a promise hangs on, and what only tells how long it is for, or along what. All sentences are our own."""

from __future__ import annotations

import pytest

from ikrar.pipeline import read_text


@pytest.mark.parametrize(
    ("said", "condition"),
    [
        ("Peru berjanji menahan tembakan selama Bolivia menaati perjanjian", "selama Bolivia menaati perjanjian"),
        ("Peru berjanji menahan tembakan selama 30 hari", None),
        ("Peru berjanji menahan tembakan selama enam bulan", None),
        ("Peru berjanji membangun jalan sepanjang 14 kilometer di Puno", None),
        ("Peru berjanji menarik pasukan di sepanjang Sungai Ilo", None),
        ("Peru berjanji membebaskan tahanan jika 500 orang mendaftar", "500 orang mendaftar"),
    ],
)
def test_what_a_promise_hangs_on(said: str, condition: str | None) -> None:
    record = read_text(
        f"Janji Peru\n\nLIMA (Kawat) - Pemerintah {said}, kata Menteri Luar Negeri Rosa Quispe.", published="2022-03-01"
    ).record
    assert [c.condition.text if c.condition else None for c in record.commitments] == [condition]
