"""Work that takes longer than a page: reports that are read into the ledger in the background, one after another."""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from ikrar.ledger import Ledger
from ikrar.ledger.ask import name
from ikrar.ledger.enter import add
from ikrar.model.said import Said
from ikrar.pipeline import read_source
from ikrar.read import ReadError, Source

KEPT: Final = 20  # jobs that are over, and still told of
WAITING: Final = 3  # jobs of one person that may wait or run
PATIENCE: Final = 5.0  # seconds that a stopping app waits for the report at hand
MOST: Final = 50_000  # documents of a job: a small packed file may hold any number
OVER: Final = frozenset({"done", "cancelled"})
"""The states in which nothing more comes of a job."""
TOLD: Final = 5_000  # documents of a job that are listed; beyond, they are only counted

Finds = Callable[[], Iterator["Source | ReadError | Task"]]


class Task(NamedTuple):
    """Something to be read: a file, a text, an address; a feed gives further tasks."""

    name: str
    find: Finds
    published: str | None = None
    """The day that holds for it where its text tells none."""


class Came(NamedTuple):
    """What came of one document."""

    name: str
    what: str
    """new, known, read again, taken out (by a person before), or failed."""
    document: str | None = None
    said: Said | None = None
    """Why it failed."""
    undated: bool = False
    warnings: tuple[str, ...] = ()

    def told(self) -> dict[str, Any]:
        """As a row of an export."""
        row = self._asdict() | {"why": self.said and self.said.tell(), "warnings": "; ".join(self.warnings)}
        return {name: row[name] for name in ("name", "what", "document", "undated", "why", "warnings")}


class Job:
    """One import: what is to be read, and what came of it so far."""

    def __init__(self, by: str, tasks: Sequence[Task], published: str | None, language: str | None) -> None:
        self.id = secrets.token_urlsafe(12)
        self.by = by
        self.published = published
        self.language = language
        self.tasks = list(tasks)
        self.done = 0
        self.total = len(self.tasks)
        self.now = ""
        """What is being read at the moment."""
        self.came: list[Came] = []
        self.counts: Counter[str] = Counter()
        self.new: list[str] = []
        """The documents that are new by it."""
        self.state = "waiting"
        """waiting, running, done or cancelled."""
        self._cancel = threading.Event()

    @property
    def read(self) -> int:
        """How many documents have come so far, whatever came of them."""
        return self.counts.total() - self.counts["undated"]

    @property
    def over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state in OVER

    def cancel(self) -> None:
        """No further document is read; what is in the ledger stays there."""
        self._cancel.set()
        if self.state == "waiting":
            self.state = "cancelled"

    def run(self, ledger: Ledger, turn: threading.Lock) -> None:
        """Reads all of it. ``turn``: of several jobs each reads one document in turn."""
        if self._cancel.is_set():
            self.state = "cancelled"
            return
        self.state = "running"
        while self.tasks and not self._cancel.is_set():
            task = self.tasks.pop(0)
            self.now = task.name
            more: list[Task] = []
            try:
                for found in task.find():
                    if self._cancel.is_set():
                        break
                    if isinstance(found, Task):
                        more.append(found)
                        continue
                    if self.read >= MOST:
                        self._tell(Came(task.name, "failed", said=Said("read.many", {"most": MOST})))
                        break
                    with turn:
                        self._tell(self._read(ledger, found, task))
            except Exception as error:  # a fault of ours in one source must not cost the others
                self._tell(_own_fault(task.name, error))
            self.tasks[:0] = more
            self.total += len(more)
            self.done += 1
        self.now = ""
        self.tasks.clear()  # with the files in them
        self.state = "cancelled" if self._cancel.is_set() and self.done < self.total else "done"

    def _read(self, ledger: Ledger, found: Source | ReadError, task: Task) -> Came:
        if isinstance(found, ReadError):
            within = found.name.startswith(f"{task.name}:")  # a line of a file of many reports
            return Came(found.name if within else task.name, "failed", said=found.said)
        try:
            reading = read_source(found, published=self.published, language=self.language, in_name=task.published, trace=False)
            added = add(ledger, reading)
        except Exception as error:
            return _own_fault(found.name, error)
        document = reading.record.document
        undated = document.published is None and added.what not in {"known", "taken out"}  # of a known one the ledger may know the day
        return Came(found.name, added.what, name("document", added.document), None, undated, document.warnings)

    def _tell(self, came: Came) -> None:
        self.counts[came.what] += 1
        self.counts["undated"] += came.undated
        if came.what == "new" and came.document:
            self.new.append(came.document)
        if len(self.came) < TOLD:
            self.came.append(came)


def _own_fault(name: str, error: Exception) -> Came:
    logging.getLogger("ikrar").error("reading %r failed", name, exc_info=error)
    return Came(name, "failed", said=Said("read.fault", {"error": f"{type(error).__name__}: {error}"[:300]}))


class TooMany(Exception):
    """Somebody has as many jobs under way as they may."""


class Jobs:
    """The jobs of a site."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._threads: dict[str, threading.Thread] = {}
        self._lock = threading.Lock()
        self._turn = threading.Lock()

    def begin(self, ledger: Ledger, job: Job) -> Job:
        """Starts a job.

        Raises:
            TooMany: the person has enough of them under way.
        """
        with self._lock:
            if sum(not other.over for other in self._jobs.values() if other.by == job.by) >= WAITING:
                raise TooMany
            for old in [other.id for other in self._jobs.values() if other.over][: max(0, len(self._jobs) - KEPT)]:
                del self._jobs[old]
                self._threads.pop(old, None)
            self._jobs[job.id] = job
            thread = threading.Thread(target=job.run, args=(ledger, self._turn), name=f"import {job.id}", daemon=True)
            self._threads[job.id] = thread
            thread.start()
        return job

    def get(self, id_: str) -> Job | None:
        """A job by its id."""
        return self._jobs.get(id_)

    def of(self, by: str) -> list[Job]:
        """Somebody's jobs, the latest first."""
        return [job for job in reversed(list(self._jobs.values())) if job.by == by]

    def wait(self, id_: str, seconds: float = 60) -> None:
        """Waits until a job is over."""
        if thread := self._threads.get(id_):
            thread.join(seconds)

    def stop(self) -> None:
        """Cancels all, and waits a little for the reports at hand."""
        for job in list(self._jobs.values()):
            job.cancel()
        end = time.monotonic() + PATIENCE
        for thread in list(self._threads.values()):
            thread.join(max(0.0, end - time.monotonic()))
