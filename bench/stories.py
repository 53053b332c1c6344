"""The ledger's stories (tests/ledger): how many lines are read, linked and judged as a careful reader does.

stories.py [-v] [SET ...]      all sets, or those named: packaged second third ... eleventh; a folder will do. -v lists what is wrong.

F1 is over pairs of lines that are read; "told" is the part of a set's tellings that are read at all. The fifth, sixth and eleventh are
closed: their figures may be looked at, what is wrong in them may not.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parent.parent / "tests" / "ledger"
sys.path.insert(0, str(TESTS))

import sample  # noqa: E402  # the tests' own measures

from ikrar.ledger import Ledger  # noqa: E402

CLOSED = frozenset(("fifth", "sixth", "eleventh"))


def folder_of(name: str) -> Path:
    """Where a set stands."""
    return sample.FOLDER if name == "packaged" else Path(name) if "/" in name else TESTS / name


def told(found: sample.Sample, of: str, section: str) -> str:
    """Of the tellings of a set, how many are lines of the ledger."""
    lines = [found.line(of, named) for _, members in found.groups(section) for named in members]
    return f"{sum(line is not None for line in lines)} of {len(lines)} told"


def wrong(found: sample.Sample, standing: dict[str, dict[str, Any] | None]) -> None:
    """Prints the promises that stand otherwise than they should, with the lines of their tellings and of their evidence."""
    for name, row in standing.items():
        should = found.expected["promises"][name]
        if row is not None and row["status"] == should["status"]:
            continue
        print(f"    {name}: {row['status'] if row else 'not there'}, should be {should['status']}")
        for side in ("told", "for", "against"):
            for named in should.get(side) or ():
                print(f"        {side:8}{found.line('commitment' if side == 'told' else 'event', named) or '-':>6}  {named}")


def main() -> None:
    """Fills a ledger with each set, and prints a line for it."""
    named = [a for a in sys.argv[1:] if not a.startswith("-")]
    sets = named or ["packaged", *sorted(p.parent.name for p in TESTS.glob("*/expected.yaml"))]
    for name in sets:
        with tempfile.TemporaryDirectory() as place:
            ledger = Ledger(str(Path(place) / "ledger.db"))
            sample.fill(ledger, folder=folder_of(name))
            with ledger.read() as connection:
                found = sample.Sample(connection, folder_of(name))
                events, promises = found.pairs("event"), found.pairs("commitment")
                standing = {promise: found.standing(promise) for promise in found.expected["promises"]}
                right = sum(row is not None and row["status"] == found.expected["promises"][p]["status"] for p, row in standing.items())
                print(
                    f"{name:9} events {events.f1:.3f} ({told(found, 'event', 'happenings')})  commitments {promises.f1:.3f} "
                    f"({told(found, 'commitment', 'promises')})  {right} of {len(standing)} stand right",
                    flush=True,
                )
                if "-v" in sys.argv and name not in CLOSED:
                    wrong(found, standing)
            ledger.close()


if __name__ == "__main__":
    main()
