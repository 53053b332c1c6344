"""How far long work has come, on stderr: a bar where somebody sees it, or one line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final, Self

from ikrar.cli.console import complain

if TYPE_CHECKING:
    from rich.progress import Progress

PARTS: Final = 1000  # of work that is told of as a part of the whole


class Bar:
    """A progress bar, from its first step on."""

    def __init__(self, what: str, total: int, *, shown: bool, counted: bool = True) -> None:
        """``counted``: the steps are things that people count."""
        self.what, self.total, self.shown, self.counted = what, total, shown, counted
        self._progress: Progress | None = None

    def __enter__(self) -> Self:
        if self.shown:
            self.to(0)
        return self

    def step(self) -> None:
        """One more is done."""
        if self._progress is not None:
            self._progress.advance(self._task)

    def to(self, done: int) -> None:
        """So many are done."""
        if self._progress is None:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

            number = "{task.completed} of {task.total}" if self.counted else "{task.percentage:.0f} %"
            columns = (TextColumn(self.what), BarColumn(), TextColumn(number), TimeElapsedColumn())
            self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
            self._progress.start()
            self._task = self._progress.add_task(self.what, total=self.total)
        self._progress.update(self._task, completed=done)

    def __exit__(self, *_: object) -> None:
        if self._progress is not None:
            self._progress.stop()


class Told(Bar):
    """Of work that may be long and may not be at all: told of in a line or as a bar once it has begun."""

    def __init__(self, what: str, line: str = "") -> None:
        """``line``: what is said where nobody sees a bar, if anything."""
        super().__init__(what, PARTS, shown=False, counted=False)
        self.line = line
        self.begun = False

    def __call__(self, part: float) -> None:
        """So much of it is done, from 0 to 1."""
        if sys.stderr.isatty():
            self.to(round(part * PARTS))
        elif self.line and not self.begun:
            complain(self.line)
        self.begun = True
