"""Files that were sent with a form in which something else was wrong: kept for a while, since a browser does not send them again."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

LASTS: Final = 1800.0  # seconds
MOST: Final = 10  # forms whose files are kept at once; the oldest go first
MOST_BYTES: Final = 150_000_000  # of them all; the latest are kept whatever they weigh


class File(NamedTuple):
    """A file that was sent; ``data`` is None where it was too large to be kept."""

    name: str
    data: bytes | None


class Kept:
    """The files, by a name that only who sent them is told."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self._held: dict[str, tuple[str, float, Sequence[File]]] = {}
        self._lock = threading.Lock()

    def put(self, by: str, files: Sequence[File]) -> str:
        """Keeps files of somebody; under which name."""
        id_ = secrets.token_urlsafe(12)
        with self._lock:
            now = self.clock()
            self._held = {key: held for key, held in self._held.items() if now - held[1] < LASTS}
            self._held[id_] = by, now, tuple(files)
            while len(self._held) > 1 and (len(self._held) > MOST or sum(map(_weight, self._held.values())) > MOST_BYTES):
                del self._held[next(iter(self._held))]
        return id_

    def take(self, by: str, id_: str) -> Sequence[File]:
        """The files that somebody has sent, once; none where they are not theirs, or are there no more."""
        with self._lock:
            held = self._held.get(id_)
            if held is None or held[0] != by:
                return ()
            del self._held[id_]
            return held[2] if self.clock() - held[1] < LASTS else ()


def _weight(held: tuple[str, float, Sequence[File]]) -> int:
    return sum(len(file.data or b"") for file in held[2])
