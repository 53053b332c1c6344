"""What two sides agree to when it is told in pieces: the act in one sentence, the agreement, the meeting and the text in others.

Each entry of the table is a passage of our own with all events that it tells (``TYPE actors > recipients``, countries by commas, with the
date where it settles one) and all promises (``provision promisors``).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ikrar.lexicon.tables import load_yaml
from ikrar.pipeline import read_text

TABLE = load_yaml(Path(__file__).with_name("agreed.yaml"))


@pytest.mark.parametrize("row", TABLE, ids=[row["text"][:50] for row in TABLE])
def test_agreed(row: dict[str, Any]) -> None:
    record = read_text(f"Kabar\n\n{row['text']}", language=row["language"], published="2024-05-17").record  # below a headline
    country = {e.id: e.country or "-" for e in record.entities}

    def side(ids: tuple[str, ...]) -> str:
        return ",".join(sorted({country[i] for i in ids})) or "-"

    events = [
        f"{e.type} {side(e.actors)} > {side(e.recipients)}" + (f" {e.time.value}" if e.time and e.time.value else "") for e in record.events
    ]
    promises = [f"{c.provision} {side(c.promisors)}" for c in record.commitments]
    assert sorted(events) == sorted(row["events"])
    assert sorted(promises) == sorted(row["promises"])
