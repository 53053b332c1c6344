"""`kill -9` while documents come in: whole documents or nothing, and a second run completes the ledger. At length: bench/kill.py."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "bench"))

import kill


def test_killed_at_random_moments(tmp_path: Path) -> None:
    found = kill.trial(tmp_path, number=24, kills=4, seed=7)
    assert found.problems == []
    assert (found.kills, found.documents) == (4, 24)
    assert found.at == sorted(found.at)  # what was there stays
    assert found.at[-1] > 0
