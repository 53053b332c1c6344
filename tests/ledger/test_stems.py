"""Words are stemmed by several threads at once (`ikrar serve`): none gets another's letters."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from ikrar.ledger import stems

THREADS = 4
WORDS = [
    f"{verb}{ending}" for verb in ("withdraw", "pledg", "negotiat", "deliver", "violat") for ending in ("", "s", "ed", "ing", "ation")
] * 8


@pytest.fixture
def hasty() -> Iterator[None]:
    """Threads that give way to each other after every few steps."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("hasty")
def test_stems_in_threads() -> None:
    alone = [stems.english(word) for word in WORDS]
    with ThreadPoolExecutor(THREADS) as pool:
        together = pool.map(lambda _: [stems.english(word) for word in WORDS], range(THREADS))
        assert all(found == alone for found in together)
