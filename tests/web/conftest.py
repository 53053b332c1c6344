"""The reading room, running, with a browser that looks at it; where there is no browser, one line says what was left out."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from places import filled

from ikrar.ledger import Ledger
from ikrar.ledger.book import last_of
from ikrar.web.sample import fill

if TYPE_CHECKING:
    from browsing import Room, Visitor

NO_BROWSER = "no browser at /usr/bin/chromium-headless-shell, nor at /usr/bin/chromium"


@pytest.fixture(scope="session")
def sample_book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A ledger that holds the sample. It is not to be written to: `own_book` is a copy."""
    place = Path(filled(request, "sqlite", tmp_path_factory.mktemp("book"), "sample", fill))
    before = _last(place)
    yield place
    assert _last(place) == before, "a test has written into the ledger that all tests read"


def _last(place: Path) -> tuple[int, str]:
    ledger = Ledger(str(place))
    try:
        with ledger.read() as connection:
            return last_of(connection)
    finally:
        ledger.close()


@pytest.fixture
def own_book(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of the sample's ledger, for a test that writes."""
    return Path(filled(request, "sqlite", tmp_path, "sample", fill))


@pytest.fixture
def empty_book(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A ledger in which nothing is."""
    return Path(filled(request, "sqlite", tmp_path, "empty", lambda _: None))


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


@pytest.fixture(scope="session")
def door(browser: Any) -> Iterator[socket.socket]:
    """Where all reading rooms of tests that write are asked for, one after another: to the browser they are one site."""
    from browsing import opened_door

    with opened_door() as listening:
        yield listening


@pytest.fixture
def own_room(browser: Any, own_book: Path, door: socket.socket) -> Iterator[Room]:
    """A reading room over a copy of the sample, for a test that writes."""
    from browsing import served

    with served(own_book, door=door) as running:
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
            f"Left out: {len(skipped)} tests of pages in a browser: {NO_BROWSER} (on Debian: apt install chromium-headless-shell)."
        )
