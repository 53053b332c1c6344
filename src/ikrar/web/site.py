"""What every page has at hand: the ledger, the day, who is reading, and what the header says."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any, Final, NamedTuple, TypeVar, cast

import sqlalchemy as sa
from anyio import CapacityLimiter
from starlette.exceptions import HTTPException
from starlette.requests import Request

from ikrar.ledger import Ledger, ask, counts, queue, users
from ikrar.ledger.book import last_of
from ikrar.ledger.users import ROLES
from ikrar.web.jobs import Jobs
from ikrar.web.kept import Kept
from ikrar.web.passwords import AT_ONCE, Tries

WAITING: Final = 100  # that the header counts at most: beyond, it says "99+"
FURTHEST: Final = 10_000  # row that pages lead to
Counted = TypeVar("Counted")


class Person(NamedTuple):
    """Who is at the page."""

    name: str
    role: str
    """reader, coder or editor, each of which may do what those before it may; empty where nobody has signed in."""
    signed_in: bool = False
    """Whether it is one of the ledger's users, who can sign out."""

    def may(self, role: str) -> bool:
        """Whether what asks for ``role`` is allowed."""
        return self.role in ROLES and ROLES.index(self.role) >= ROLES.index(role)


NOBODY: Final = Person("", "")


class Head(NamedTuple):
    """What the header of each page says of the ledger."""

    documents: int
    read_up_to: str | None
    waiting: int
    empty: bool
    """There is nothing at all yet, neither reports nor what was entered by hand."""


class Site:
    """The reading room over one ledger."""

    def __init__(
        self,
        ledger: Ledger,
        person: str,
        today: Callable[[], date] = date.today,
        *,
        shared: bool = False,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.ledger = ledger
        self.shared = shared
        """Whether others can reach it: then nobody reads without signing in, also where the last user was removed."""
        self.now = now
        self.tries = Tries(clock)
        self.doorway = CapacityLimiter(AT_ONCE)
        """Who signs in waits here, not in a thread that a page could have: it takes long on purpose."""
        self.jobs = Jobs()
        self.kept = Kept(clock)
        self.owner = Person(person, "editor")
        """Who reads where nobody signs in: on one's own machine."""
        self.today = today
        self._counted: dict[str, tuple[tuple[int, date], Any]] = {}
        self._counting = threading.Lock()

    def head(self, c: sa.Connection) -> Head:
        """What the header says."""
        return self._same(c, "head", lambda day: self._head(c, day))

    @staticmethod
    def _head(c: sa.Connection, day: date) -> Head:
        documents, last = ask.read_up_to(c)
        return Head(documents, last, len(queue.waiting(c, day, WAITING)), empty=not documents and not counts.any_lines(c))

    def standing(self, c: sa.Connection) -> dict[str, int]:
        """How many promises stand in each status."""
        return self._same(c, "standing", lambda _: counts.by_status(c))

    def _same(self, c: sa.Connection, what: str, count: Callable[[date], Counted]) -> Counted:
        """What many pages show; asked anew only when the book has grown or the day has changed, by one page while others wait for it."""
        now = last_of(c)[0], self.today()
        found = self._counted.get(what)
        if found is None or found[0] != now:
            with self._counting:
                found = self._counted.get(what)
                if found is None or found[0] != now:
                    found = self._counted[what] = now, count(now[1])
        return cast("Counted", found[1])

    def who(self, cookie: str | None) -> Person:
        """Who has come with a cookie: a user, nobody, or the owner of the machine where the ledger has no users."""
        with self.ledger.read() as c:
            if not users.there_are(c):
                return NOBODY if self.shared else self.owner
            user = users.who(c, cookie, self.now()) if cookie else None
        return Person(user.name, user.role, signed_in=True) if user else NOBODY


def site(request: Request) -> Site:
    """The site that a request is made to."""
    found: Site = request.app.state.site
    return found


@contextmanager
def reading(request: Request) -> Iterator[sa.Connection]:
    """A connection that reads the ledger. One within another is the same: who holds one never waits for a second, and all of a page is of
    one moment.
    """
    held: sa.Connection | None = getattr(request.state, "reading", None)
    if held is not None:
        yield held
        return
    with site(request).ledger.read() as c:
        request.state.reading = c
        try:
            yield c
        finally:
            request.state.reading = None


def person(request: Request) -> Person:
    """Who makes a request, as the guard has found out."""
    found: Person = getattr(request.state, "person", NOBODY)
    return found


def needs(request: Request, role: str) -> Person:
    """Who makes a request that asks for a role.

    Raises:
        HTTPException: 403, they have not got it.
    """
    found = person(request)
    if not found.may(role):
        raise HTTPException(403, role)
    return found


def asked(request: Request, *names: str) -> dict[str, Any]:
    """The fields of the address that are filled in: each as a string, by name."""
    return {name: value.strip() for name in names if (value := request.query_params.get(name, "")).strip()}


def start(request: Request) -> int:
    """From which row on a view shows (``?from=``)."""
    text = request.query_params.get("from", "0")
    return min(int(text), FURTHEST) if text.isdecimal() and len(text) < 7 else 0


def numbers(values: Iterable[object]) -> list[int]:
    """The numbers of entries among what a form holds, the last first; what is none, or is too long for one, is passed over."""
    return sorted({int(value) for value in map(str, values) if value.isdecimal() and len(value) < 19}, reverse=True)
