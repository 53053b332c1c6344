"""What every page has at hand: the ledger, the day, who is reading, and what the header says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, Final, NamedTuple

import sqlalchemy as sa
from starlette.requests import Request

from ikrar.ledger import Ledger, ask, queue
from ikrar.ledger.book import last_of

WAITING: Final = 100  # that the header counts at most: beyond, it says "99+"
FURTHEST: Final = 10_000  # row that pages lead to


class Person(NamedTuple):
    """Who is at the page."""

    name: str
    role: str
    """reader, coder or editor; each may do what those before it may."""

    def may(self, role: str) -> bool:
        """Whether what asks for ``role`` is allowed."""
        return ROLES.index(self.role) >= ROLES.index(role)


ROLES: Final = ("reader", "coder", "editor")


class Head(NamedTuple):
    """What the header of each page says of the ledger."""

    documents: int
    read_up_to: str | None
    waiting: int


class Site:
    """The reading room over one ledger."""

    def __init__(self, ledger: Ledger, person: str, today: Callable[[], date] = date.today) -> None:
        self.ledger = ledger
        self.owner = Person(person, "editor")
        """Who reads where nobody signs in: on one's own machine."""
        self.today = today
        self._head: tuple[tuple[int, date], Head] | None = None

    def head(self, c: sa.Connection) -> Head:
        """What the header says; asked anew only when the book has grown, or the day has changed."""
        now = last_of(c)[0], self.today()
        if self._head is None or self._head[0] != now:
            many, last = ask.read_up_to(c)
            self._head = now, Head(many, last, len(queue.waiting(c, now[1], WAITING)))
        return self._head[1]


def site(request: Request) -> Site:
    """The site that a request is made to."""
    found: Site = request.app.state.site
    return found


@contextmanager
def reading(request: Request) -> Iterator[sa.Connection]:
    """A connection that reads the ledger."""
    with site(request).ledger.read() as c:
        yield c


def person(request: Request) -> Person:
    """Who makes a request."""
    found: Person = getattr(request.state, "person", None) or site(request).owner
    return found


def asked(request: Request, *names: str) -> dict[str, Any]:
    """The fields of the address that are filled in: each as a string, by name."""
    return {name: value.strip() for name in names if (value := request.query_params.get(name, "")).strip()}


def start(request: Request) -> int:
    """From which row on a view shows (``?from=``)."""
    text = request.query_params.get("from", "0")
    return min(int(text), FURTHEST) if text.isdecimal() and len(text) < 7 else 0
