"""The reading room, running, with a browser that looks at it; where there is no browser, one line says what was left out."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from places import filled

from ikrar.ledger import Ledger
from ikrar.web.sample import fill

if TYPE_CHECKING:
    from browsing import Room, Visitor

NO_BROWSER = "no browser at /usr/bin/chromium"


@pytest.fixture(scope="session")
def sample_book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger that holds the sample. It is not to be written to: `own_book` is a copy."""
    return Path(filled(request, "sqlite", tmp_path_factory.mktemp("book"), "sample", fill))


@pytest.fixture
def own_book(sample_book: Path, tmp_path: Path) -> Path:
    """A copy of the sample's ledger, for a test that writes."""
    for file in sample_book.parent.glob(f"{sample_book.name}*"):
        shutil.copy(file, tmp_path)
    return tmp_path / sample_book.name


@pytest.fixture
def ledger(own_book: Path) -> Iterator[Ledger]:
    """That copy, opened."""
    opened = Ledger(str(own_book))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The browser, one for all tests."""
    from browsing import CHROMIUM, chromium

    if not CHROMIUM.exists():
        pytest.skip(NO_BROWSER)
    with chromium() as found:
        yield found


@pytest.fixture(scope="session")
def room(sample_book: Path, browser: Any) -> Iterator[Room]:
    """The reading room over the sample, for tests that only read."""
    from browsing import served

    with served(sample_book) as running:
        yield running


@pytest.fixture
def own_room(browser: Any, own_book: Path) -> Iterator[Room]:
    """A reading room over a copy of the sample, for a test that writes."""
    from browsing import served

    with served(own_book) as running:
        yield running


@pytest.fixture
def visitor(browser: Any, room: Room) -> Iterator[Visitor]:
    """Somebody who looks at `room`. The test fails if anything went wrong on the way, or anybody but the server was asked."""
    yield from _visiting(browser, room)


@pytest.fixture
def coder(browser: Any, own_room: Room) -> Iterator[Visitor]:
    """Somebody who looks at `own_room` and decides there; else as `visitor`."""
    yield from _visiting(browser, own_room)


def _visiting(browser: Any, room: Room) -> Iterator[Visitor]:
    from browsing import Visitor

    found = Visitor(browser, room.base)
    yield found
    found.close()
    assert found.wrong == []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was left out, if anything was."""
    skipped = [report for report in terminalreporter.stats.get("skipped", ()) if NO_BROWSER in str(report.longrepr)]
    if skipped:
        terminalreporter.write_line(
            f"Left out: {len(skipped)} tests of pages in a browser: {NO_BROWSER} (on Debian: apt install chromium)."
        )
