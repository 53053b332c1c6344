"""What who writes has at hand: of the ledger what was read or written lately, for as long as nobody else writes.

A writer takes in one report after another, and each is set against much of what the last ones were. The book tells whether that still
stands: while its last entry is the one that was written here, nobody has changed anything since. Whatever a person decides, and a later
reading of a known text, may change anything, and so all is put away.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import sqlalchemy as sa

from ikrar.model import Record

KEY: Final = "ikrar.at-hand"
"""Under which the connection of a writer has it."""
MOST: Final = 20_000  # of each kind: what came first is put away first
LINES: Final = 40_000  # of each kind; then all are put away. Of 10,000 each report in a large ledger read twice as many again
WORDS: Final = 2_000  # words of which the reports are known that have them


Telling = tuple[tuple[int, int, int, frozenset[str]], ...]
"""The sentences of a report: where each stands, the bits of what its words say (`meaning.bits`), and the countries that it names."""


class Text:
    """A report as it is looked through for what became of a promise."""

    __slots__ = ("language", "named", "raw", "spans", "telling")

    def __init__(self, raw: str, language: str, spans: Sequence[tuple[int, int]], named: Sequence[frozenset[str]]) -> None:
        """``spans``: of its sentences; ``named``: the countries that each names."""
        self.raw, self.language, self.spans, self.named = raw, language, spans, named
        self.telling: Telling | None = None
        """What each says; found when it is first asked for, which of most it never is."""


class Written(NamedTuple):
    """A report that was just written for the first time: what is known of it without reading it again."""

    document: int
    raw: str
    record: Record
    first: dict[str, int]
    """By kind of line the first number that was given to one."""
    events: list[dict[str, Any]]
    commitments: list[dict[str, Any]]
    entities: list[dict[str, Any]]
    keys: list[dict[str, Any]]
    """By which its lines are found (`schema.blocks`)."""


class AtHand:
    """What is at hand, by kind; each function that reads the ledger for the next report says what it keeps here."""

    written: Written | None
    """The report that was just written."""
    newest: str | None
    """The latest day of a report but that just written, where it is known; "" where there is none."""
    _published: str | None
    """The day of that just written."""

    def __init__(self) -> None:
        self.clear()

    # -- as it changes ---------------------------------------------------------------------------------------------

    def keep_line(self, of: str, line: Any) -> None:
        """Keeps a line."""
        if len(self.lines[of]) >= LINES:
            self._clear_lines()
        self.lines[of][line.id] = line
        self._together.setdefault((of, line.group), []).append(line)
        if line.promise is not None:
            self._giving.setdefault(line.promise, []).append(line)

    def joined(self, of: str, group: int, to: int) -> None:
        """One group became part of another."""
        if of not in self.lines:
            return
        for line in (moved := self._together.pop((of, group), [])):
            line.group = to
        self._together.setdefault((of, to), []).extend(moved)
        if of == "commitment":
            self.became[group] = to
            for line in (moved := self._giving.pop(group, [])):
                line.promise = to
            self._giving.setdefault(to, []).extend(moved)
            self.promises.pop(group, None)
            self.promises.pop(to, None)

    def other_sides(self, of: str, ids: Iterable[int]) -> None:
        """Lines have other sides than before."""
        for id_ in ids:
            self.lines[of].pop(id_, None)
            if of == "event":
                self.acts.pop(id_, None)
            elif (promise := self.promise_of.pop(id_, None)) is not None:
                self.promises.pop(promise, None)

    def wrote(self, document: int, raw: str, record: Record, rows: Mapping[str, list[dict[str, Any]]]) -> None:
        """A report was written for the first time; its ``rows`` by their table."""
        said, given, who, keys = (rows.get(table, []) for table in ("events", "commitments", "entities", "blocks"))
        first = {of: found[0]["id"] for of, found in (("event", said), ("commitment", given), ("entity", who)) if found}
        self.written, self.bearing = Written(document, raw, record, first, said, given, who, keys), False
        self.claimed.clear()
        if self.newest is not None:
            self.newest = max(self.newest, self._published or "")
        self._published = record.document.published
        keep(self.news, document, self._published)
        keep(self.lands, document, frozenset(e["country"] for e in who if e["country"] is not None))

    def head(self, commitment: int) -> int | None:
        """The promise that a commitment of `heads` tells by now."""
        promise = self.heads[commitment]
        while promise in self.became:
            promise = self.became[promise]
        return promise

    def alone(self, commitment: int) -> bool:
        """Whether a commitment that was just written is no telling of a promise that was known."""
        written, line = self.written, self.lines["commitment"].get(commitment)
        return written is not None and line is not None and line.group == commitment >= written.first.get("commitment", commitment + 1)

    def is_new(self, of: str, line: int) -> bool:
        """Whether a line was just written."""
        return self.written is not None and line >= self.written.first.get(of, line + 1)

    def bears_nothing(self, happening: int) -> bool:
        """Whether a happening was just written, with all its events, and nothing was said yet of what they bear on."""
        return self.is_new("event", happening) and not self.bearing

    def _clear_lines(self) -> None:
        self.lines: dict[str, dict[int, Any]] = {"event": {}, "commitment": {}}
        """By kind and number (`lately.lines`)."""
        self._together: dict[tuple[str, int], list[Any]] = {}
        self._giving: dict[int, list[Any]] = {}
        self.acts: dict[int, Any] = {}
        """By event (`judge`); None where it is not said to have happened or not."""
        self.promises: dict[int, Any] = {}
        """By promise (`judge`)."""
        self.promise_of: dict[int, int] = {}
        """By commitment the promise among those at hand that it tells."""
        self.heads: dict[int, int | None] = {}
        """By commitment the promise that it told when that was asked (`judge`); None where it binds nobody."""
        self.became: dict[int, int] = {}
        """By promise what it is part of since."""
        self.said: dict[int, tuple[frozenset[str], frozenset[str]]] = {}
        """By document on what words it undertakes something, and what sentences accuse somebody (`judge`)."""

    def clear(self) -> None:
        """Puts all away."""
        self.last: tuple[int, str] | None = None
        """The last entry of the book, when it was true."""
        self.withdrawn: frozenset[int] | None = None
        """The documents that were taken out."""
        self.news: dict[int, str | None] = {}
        """By document the day on which it was published."""
        self.lands: dict[int, frozenset[str]] = {}
        """By document the countries that it names."""
        self.texts: dict[int, Text] = {}
        """By document."""
        self.newest = self._published = None
        self.holding: dict[int, dict[str, int]] = {}
        """By the number since which they were looked for, and by stem, the documents that have it, each a bit."""
        self.recent = 0
        """A number behind which the latest documents are."""
        self.written = None
        self.claimed: set[tuple[str, int, int]] = set()
        """What was claimed of its lines."""
        self.close: Collection[int] = ()
        """The reports that may be like it."""
        self.stems: frozenset[str] = frozenset()
        """The stems of its words."""
        self.bearing = True
        """Whether anything was said since of what bears on promises."""
        self._clear_lines()


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
