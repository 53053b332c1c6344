"""What who writes has at hand: of the ledger what was read or written lately, for as long as nobody else writes.

A writer takes in one report after another, and each is set against much of what the last ones were. The book tells whether that still
stands: while its last entry is the one that was written here, nobody has changed anything since. Whatever a person decides, and a later
reading of a known text, may change anything, and so all is put away.
"""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa

KEY: Final = "ikrar.at-hand"
"""Under which the connection of a writer has it."""
MOST: Final = 20_000  # of each kind: what came first is put away first
WORDS: Final = 2_000  # words of which the reports are known that have them


Telling = tuple[tuple[int, int, int], ...]
"""The sentences of a report: where each stands, and the bits of what its words say (`meaning.bits`)."""


class AtHand:
    """What is at hand, by kind; each function that reads the ledger for the next report says what it keeps here."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Puts all away."""
        self.last: tuple[int, str] | None = None
        """The last entry of the book, when it was true."""
        self.withdrawn: frozenset[int] | None = None
        """The documents that were taken out."""
        self.news: dict[int, tuple[str | None, frozenset[str]]] = {}
        """By document the day on which it was published, and the countries that it names."""
        self.tellings: dict[int, Telling] = {}
        """By document."""
        self.holding: dict[str, int] = {}
        """By stem the documents that have it, each a bit."""


def of(connection: sa.Connection) -> AtHand:
    """What is at hand to who writes on ``connection``; nothing to who only reads."""
    found: AtHand | None = connection.info.get(KEY)
    return AtHand() if found is None else found


def keep(into: dict[Any, Any], key: Any, value: Any, most: int = MOST) -> Any:
    """Keeps one thing more; the value."""
    if len(into) >= most:
        del into[next(iter(into))]
    into[key] = value
    return value
