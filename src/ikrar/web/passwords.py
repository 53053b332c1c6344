"""Passwords: hashed with Argon2id, and tried in such a way that trying tells nothing and cannot be done fast."""

from __future__ import annotations

import threading
import time
import unicodedata
from collections.abc import Callable
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

SHORTEST: Final = 10  # characters of a password
LONGEST: Final = 1000
_HASHER: Final = PasswordHasher()  # Argon2id with the parameters of RFC 9106 for little memory: 64 MiB, 3 passes
AT_ONCE: Final = 2  # passwords; each takes 64 MiB: many who sign in at once must not fill the memory
_AT_ONCE: Final = threading.BoundedSemaphore(AT_ONCE)
_NOBODY: Final = "$argon2id$v=19$m=65536,t=3,p=4$BOBAlZSAnIpaBq1SHvngNQ$tDzvQEyQ4HiN5VNwwhNeKg/7stCFl5qHV5WRo0bCr2U"
"""A hash that no password has, tried where there is no such user: it takes as long."""


def weak(password: str) -> str | None:
    """What is wrong with a password that is to be used; None where nothing is."""
    if len(password) < SHORTEST:
        return f"a password has at least {SHORTEST} characters"
    if len(password) > LONGEST:
        return f"a password has at most {LONGEST} characters"
    if len(set(password)) < 4:
        return "a password has more than three different characters"
    return None


def hashed(password: str) -> str:
    """What is kept of a password."""
    with _AT_ONCE:
        return _HASHER.hash(_same(password))


def fits(hash_: str | None, password: str) -> bool:
    """Whether a password is the one of ``hash_``; it takes as long where there is none."""
    with _AT_ONCE:
        try:
            return _HASHER.verify(hash_ or _NOBODY, _same(password[:LONGEST])) and hash_ is not None
        except (Argon2Error, InvalidHashError):
            return False


def _same(password: str) -> str:
    """The password as it is hashed: keyboards write é in two ways."""
    return unicodedata.normalize("NFC", password)


class Tries:
    """How often signing in has failed of late, and how long the next try has to wait.

    Counted by name and address together, by address alone and by name alone: the first stops who tries one name, the second who tries
    many, the third those who try one name from many addresses. The last waits a minute at most, so that nobody can lock another out.
    """

    FREE: Final = (3, 20, 30)  # failures before one has to wait: by both, by address, by name
    MOST: Final = (900.0, 900.0, 60.0)  # seconds to wait at most
    FORGOTTEN: Final = 3600.0  # seconds after which failures count no more
    KEPT: Final = 10_000  # names and addresses remembered at most: those whose last failure is longest ago go first

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self._failed: dict[tuple[int, str, str], tuple[int, float]] = {}
        self._lock = threading.Lock()

    def begin(self, name: str, address: str) -> float:
        """A try begins: how long it has to wait, or 0, and then it counts as failed until `succeeded`, so that many at once are counted."""
        now = self.clock()
        with self._lock:
            waits = max(0.0, *(self._until(key) - now for key in self._keys(name, address)))
            if waits:
                return waits
            for key in self._keys(name, address):
                number, at = self._failed.pop(key, (0, now))
                self._failed[key] = (number + 1 if now - at < self.FORGOTTEN else 1, now)
            while len(self._failed) > self.KEPT:
                self._failed.pop(next(iter(self._failed)))
            return 0.0

    def succeeded(self, name: str, address: str) -> None:
        """The try was right: what failed before is forgotten, but for the address, from which others may be tried."""
        with self._lock:
            both, alone, named = self._keys(name, address)
            self._failed.pop(both, None)
            self._failed.pop(named, None)
            if alone in self._failed:
                number, at = self._failed[alone]
                self._failed[alone] = number - 1, at

    def _until(self, key: tuple[int, str, str]) -> float:
        number, at = self._failed.get(key, (0, 0.0))
        over = number - self.FREE[key[0]]
        if over < 0 or self.clock() - at > self.FORGOTTEN:
            return 0.0
        return at + min(2.0 ** min(over, 20), self.MOST[key[0]])

    def _keys(self, name: str, address: str) -> tuple[tuple[int, str, str], ...]:
        name = name[:200]
        return (0, name, address), (1, "", address), (2, name, "")
