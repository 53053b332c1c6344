"""What all tests share: where the hand-coded texts are, and one line that says so when they are not there."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GOLD = Path(os.environ.get("IKRAR_GOLD") or ROOT.parent / "shared" / "gold")
"""The texts belong to their publishers and stay out of the repository: beside the checkout, or where IKRAR_GOLD says."""


@pytest.fixture(scope="session")
def gold_dir() -> Path:
    """Where the gold would be; may be missing."""
    return GOLD


@pytest.fixture
def gold() -> Path:
    """The gold's folder; a test that asks for it is left out where it is missing."""
    if not (GOLD / "seed").is_dir():
        pytest.skip(f"no hand-coded texts at {GOLD}")
    return GOLD


def pytest_xdist_auto_num_workers() -> int:
    """As many as there are cores, and two at least: a third on two cores reads all modules once more and gains nothing by the clock."""
    return max(os.cpu_count() or 1, 2)


def pytest_collection_finish() -> None:
    """What is there before the first test stays to the end: the collector of garbage need not look at it again and again."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was left out, if anything was."""
    if not (GOLD / "seed").is_dir():
        skipped = len([report for report in terminalreporter.stats.get("skipped", ()) if "no browser" not in str(report.longrepr)])
        terminalreporter.write_line(
            f"Left out: {skipped} tests that need the hand-coded texts or their scorer, which are not at {GOLD} (set IKRAR_GOLD)."
        )
