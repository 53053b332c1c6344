"""Sheets of many reports (`sheet`), made by other processes beside the one that takes them into the ledger.

They are begun as programs of their own (`python -m ikrar.ledger.beside`) that are asked and answer over pipes, whoever it is that opens a
ledger: a script would be run a second time by the means of `multiprocessing`. Where one does not come or goes wrong, nothing is lost but
time: the sheets are made here.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import IO, Final

import msgspec

from ikrar.ledger import records, sheet
from ikrar.ledger.sheet import Asked, Sheet

MOST: Final = 3  # processes: one that takes in sheets keeps no more of them at work
MODULE: Final = "ikrar.ledger.beside"
SIZE: Final = 8  # bytes that say how long a message is
_ASKED: Final = msgspec.msgpack.Decoder(list[Asked])
_SHEETS: Final = msgspec.msgpack.Decoder(list[Sheet])


def made(asked: Sequence[Asked]) -> list[Sheet]:
    """The sheets of some reports, in order."""
    return [sheet.of(a.raw, records.decoded(a.record), first=a.first) for a in asked]


class Beside:
    """The processes, for as long as it is held."""

    def __init__(self, many: int | None = None) -> None:
        """``many`` processes: as the machine has processors to spare, where not given."""
        self.many = min(MOST, max(1, _processors() - 1)) if many is None else many
        self._running: list[subprocess.Popen[bytes]] = []
        self._free: SimpleQueue[subprocess.Popen[bytes] | None] = SimpleQueue()

    def __enter__(self) -> Beside:
        self._threads = ThreadPoolExecutor(max(1, self.many))
        for _ in range(self.many):
            self._free.put(self._begun())
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(cancel_futures=True)
        for process in self._running:
            process.kill()
            process.communicate()

    def ask(self, asked: Sequence[Asked]) -> Future[list[Sheet] | None]:
        """The sheets to come of some reports; None if they are to be made by who asks."""
        return self._threads.submit(self._answer, asked)

    def _begun(self) -> subprocess.Popen[bytes] | None:
        if not sys.executable or getattr(sys, "frozen", False):  # no Python, or a program that has one in it
            return None
        command = [sys.executable, "-m", MODULE]
        try:
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603
        except OSError:
            return None
        self._running.append(process)
        return process

    def _answer(self, asked: Sequence[Asked]) -> list[Sheet] | None:
        process = self._free.get() if self.many else None
        if process is None or process.stdin is None or process.stdout is None:
            if self.many:
                self._free.put(None)
            return None
        try:
            _send(process.stdin, msgspec.msgpack.encode(asked))
            answer = _SHEETS.decode(_received(process.stdout))
        except (OSError, ValueError, msgspec.MsgspecError):
            process.kill()
            self._free.put(None)
            return None
        self._free.put(process)
        return answer


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _send(to: IO[bytes], message: bytes) -> None:
    to.write(len(message).to_bytes(SIZE, "big") + message)
    to.flush()


def _received(of: IO[bytes]) -> bytes:
    return of.read(int.from_bytes(of.read(SIZE), "big"))


def main() -> None:
    """Answers until nothing more is asked."""
    while message := _received(sys.stdin.buffer):
        _send(sys.stdout.buffer, msgspec.msgpack.encode(made(_ASKED.decode(message))))


if __name__ == "__main__":
    main()
