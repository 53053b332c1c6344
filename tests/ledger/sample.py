"""The sample and what a careful reader makes of it: `expected.yaml` read, and a ledger measured against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy as sa
import yaml

import ikrar
from ikrar.ledger import Ledger, ask
from ikrar.ledger.enter import add
from ikrar.ledger.schema import CLUSTER, LINES, commitments, documents, events
from ikrar.pipeline import read_text

FOLDER = Path(ikrar.__file__).parent / "data" / "sample"
SECOND = Path(__file__).parent / "second"
"""Another such set, by somebody who knew neither the tables of points nor the rules."""


@cache
def expected(folder: Path) -> dict[str, Any]:
    """What a careful reader makes of a set."""
    found: dict[str, Any] = yaml.load((folder / "expected.yaml").read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return found


EXPECTED = expected(FOLDER)
TODAY: date = EXPECTED["today"]
FILES = sorted(path.name for path in FOLDER.glob("*.txt"))

Named = dict[str, str]
"""``{file: words}``."""


def fill(ledger: Ledger, files: Iterable[str] | None = None, folder: Path = FOLDER) -> None:
    """Adds reports of a set, each published on the day that its name begins with."""
    for name in sorted(path.name for path in folder.glob("*.txt")) if files is None else files:
        add(ledger, read_text((folder / name).read_text("utf-8"), source=name, published=name[:10]))


class Score(NamedTuple):
    """Pairs that belong together: how many are linked, and how many of those rightly."""

    right: int
    linked: int
    expected: int

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.linked + self.expected) if self.linked + self.expected else 1.0


def line_over(connection: sa.Connection, of: str, document: int, text: str, said: str) -> int | None:
    """The event or commitment of a document whose trigger touches the words ``said`` of its ``text``; None where there is none."""
    start = text.index(said)
    table = events if of == "event" else commitments
    rows = connection.execute(sa.select(table.c.id, table.c.span).where(table.c.document == document, ~table.c.withdrawn))
    for id_, span in rows:
        first, last = map(int, span.split("-"))
        if first < start + len(said) and start < last:
            return int(id_)
    return None


class Sample:
    """A ledger that holds reports of a set."""

    def __init__(self, connection: sa.Connection, folder: Path = FOLDER) -> None:
        self.connection = connection
        self.expected = expected(folder)
        self.document = {source: id_ for id_, source in connection.execute(sa.select(documents.c.id, documents.c.source))}
        self.texts = {name: (folder / name).read_text("utf-8") for name in self.document}

    def line(self, of: str, named: Named) -> int | None:
        """The line that ``file: words`` names; None where it is not in the ledger."""
        ((file, said),) = named.items()
        if file not in self.document:
            return None
        return line_over(self.connection, of, self.document[file], self.texts[file], said)

    def groups(self, section: str) -> Iterator[tuple[str, list[Any]]]:
        """What belongs together, by the name it has in the file."""
        for name, what in self.expected[section].items():
            yield name, what["told"] if section == "promises" else what

    def pairs(self, of: str) -> Score:
        """How the links of documents, events or commitments agree with the file, pair by pair."""
        section = {"document": "stories", "event": "happenings", "commitment": "promises"}[of]
        where: dict[int, str] = {}
        for name, members in self.groups(section):
            for member in members:
                id_ = self.document.get(member) if of == "document" else self.line(of, member)
                if id_ is not None:
                    where[id_] = name
        column = CLUSTER[of]
        query = sa.select(LINES[of].c.id, column).where(LINES[of].c.id.in_(where))
        found = dict(self.connection.execute(query).all())
        pairs = list(combinations(sorted(where), 2))
        linked = {pair for pair in pairs if found[pair[0]] == found[pair[1]]}
        expected = {pair for pair in pairs if where[pair[0]] == where[pair[1]]}
        self.wrong = sorted(linked ^ expected)
        return Score(len(linked & expected), len(linked), len(expected))

    def standing(self, promise: str) -> dict[str, Any] | None:
        """Status, extent and timeliness of a promise on the day of the file, by most of its tellings; None where none is there."""
        told = [id_ for named in self.expected["promises"][promise]["told"] if (id_ := self.line("commitment", named)) is not None]
        if not told:
            return None
        heads = [ask.group_of(self.connection, "commitment", id_) for id_ in told]
        head = max(set(heads), key=lambda h: (heads.count(h), -h))
        row = ask.commitments_of(self.connection, self.expected["today"], [head])[0]
        return {key: row[key] for key in ("id", "status", "extent", "timeliness", "evidence_for", "evidence_against")}
