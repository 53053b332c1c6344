"""Who does what to whom, sentence by sentence: the tables in `id/` and `en/`, one idea a file.

Each entry is a short text of our own and, for each act in it, the words that tell the act with the countries of those who do it
and of those it is done to: ``menyerang: PER > CHL``. ``-`` is nobody; ``nothing`` says that the words tell no event. A word that
stands twice in the text is told apart by more words of its neighbourhood.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from written import strings

from ikrar.model import Event, Record
from ikrar.pipeline import read_text

TABLES = sorted(Path(__file__).parent.glob("*/*.yaml"))
FEWEST = 120  # sentences that the tables hold at least


def _cases() -> list[Any]:
    out = []
    for table in TABLES:
        for number, entry in enumerate(strings(table), 1):
            out.append(pytest.param(entry, table.parent.name, id=f"{table.parent.name}-{table.stem}-{number}"))
    return out


def acts(text: str, words: str, record: Record) -> list[Event]:
    """The events whose trigger touches ``words`` in ``text``."""
    start = text.index(words)
    end = start + len(words)
    return [
        e for e in record.events if any(x.part in ("trigger", "retelling") and x.span[0] < end and start < x.span[1] for x in e.evidence)
    ]


def sides(event: Event, record: Record) -> str:
    """``PER > CHL``: the countries of both sides of ``event``."""
    country = {e.id: e.country or "?" for e in record.entities}

    def side(ids: tuple[str, ...]) -> str:
        return " ".join(sorted({country[i] for i in ids})) or "-"

    return f"{side(event.actors)} > {side(event.recipients)}"


def told(entry: dict[str, str], language: str) -> dict[str, str]:
    """What the program says of each act that ``entry`` names."""
    text = entry["text"]
    record = read_text(text, language=language).record
    out = {}
    for words in entry:
        if words not in ("text", "why"):
            found = acts(text, words, record)
            out[words] = " / ".join(sides(e, record) for e in found) or "nothing"
    return out


@pytest.mark.parametrize(("entry", "language"), _cases())
def test_sides(entry: dict[str, str], language: str) -> None:
    expected = {k: _normal(v) for k, v in entry.items() if k not in ("text", "why")}
    assert expected, "an entry without an act tests nothing"
    assert told(entry, language) == expected


def _normal(line: str) -> str:
    if line == "nothing":
        return line
    actors, _, recipients = line.partition(" > ")
    return f"{' '.join(sorted(actors.split()))} > {' '.join(sorted(recipients.split()))}"


def test_enough_sentences() -> None:
    assert len(_cases()) >= FEWEST
