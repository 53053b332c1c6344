"""Small stories of promises (tests/ledger/small): is the promise read, is what became of it read and set against it, does it stand right?

small.py [-v] [FILE ...]      all files, or those named. -v lists each story that stands wrong, and where it fails.

A story has a ledger of its own: its reports are added in order, and the promise is looked at on the day of the last one. The files in
closed/ are closed: their figures may be looked at, what is wrong in them may not.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy as sa
import yaml

TESTS = Path(__file__).resolve().parent.parent / "tests" / "ledger"
sys.path.insert(0, str(TESTS))

import sample  # noqa: E402  # the tests' own measures

from ikrar.ledger import Ledger, ask  # noqa: E402
from ikrar.ledger.enter import add  # noqa: E402
from ikrar.ledger.schema import documents  # noqa: E402
from ikrar.pipeline import read_text  # noqa: E402

FOLDER = TESTS / "small"


class Stands(NamedTuple):
    """What a ledger makes of a story: ``fails`` is the first step that went wrong, empty where the promise stands right."""

    fails: str
    status: str | None
    read: str


def stories(paths: list[Path]) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The stories of some files."""
    for path in paths:
        for story in yaml.load(path.read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            yield path, story


def stands(story: dict[str, Any], place: Path) -> Stands:
    """Fills the ledger at ``place`` with a story and looks at its promise."""
    ledger = Ledger(str(place))
    try:
        for n, report in enumerate(story["reports"]):
            add(ledger, read_text(report["text"], source=f"{n}.txt", published=str(report["date"])))
        with ledger.read() as connection:
            return _judged(connection, story)
    finally:
        ledger.close()


def _judged(connection: sa.Connection, story: dict[str, Any]) -> Stands:
    in_report = {source: id_ for id_, source in connection.execute(sa.select(documents.c.id, documents.c.source))}
    promise, reports = story["promise"], story["reports"]
    told = sample.line_over(connection, "commitment", in_report["0.txt"], reports[0]["text"], promise["words"])
    if told is None:
        return Stands("promise not read", None, "")
    asked = date.fromisoformat(str(reports[-1]["date"]))
    row = ask.commitments_of(connection, asked, [ask.group_of(connection, "commitment", told)])[0]
    by = sorted({p["country"] for p in row["promisors"] if p.get("country")})
    read = f"{','.join(by)}: {row['provision']}"
    if row["status"] == story["status"]:
        return Stands("", row["status"], read)
    if by != sorted(promise["by"]):
        return Stands("promisor wrong", row["status"], read)
    if row["provision"] != promise["provision"]:
        return Stands("provision wrong", row["status"], read)
    if story.get("because"):
        last = in_report[f"{len(reports) - 1}.txt"]
        if sample.line_over(connection, "event", last, reports[-1]["text"], story["because"]) is None:
            return Stands("act not read", row["status"], read)
    return Stands("judged wrong", row["status"], read)


def main() -> None:
    """Prints a line for each file, and what fails."""
    named = [Path(a) for a in sys.argv[1:] if not a.startswith("-")]
    right: Counter[Path] = Counter()
    of: Counter[Path] = Counter()
    fails: dict[Path, Counter[str]] = {}
    with tempfile.TemporaryDirectory() as place:
        for n, (path, story) in enumerate(stories(named or sorted(FOLDER.rglob("*.yaml")))):
            found = stands(story, Path(place, f"{n}.db"))
            of[path] += 1
            right[path] += not found.fails
            fails.setdefault(path, Counter())[found.fails or "right"] += 1
            if "-v" in sys.argv and found.fails and "closed" not in path.parts:
                print(
                    f"{story['name']}: {found.fails}; {found.status or 'nothing'}, should be {story['status']}; read as {found.read or '-'}"
                )
                print(f"    promised: {story['promise']['words']}   because: {story.get('because') or '-'}")
    for path in of:
        print(
            f"{path.parent.name}/{path.stem}: {right[path]} of {of[path]} stand right;",
            ", ".join(f"{k} {n}" for k, n in fails[path].most_common()),
        )


if __name__ == "__main__":
    main()
