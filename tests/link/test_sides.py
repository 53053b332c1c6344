"""Who acts and to whom it is done, where others than those meant stand nearer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ikrar.lexicon.tables import load_yaml
from ikrar.pipeline import read_text

TABLE = load_yaml(Path(__file__).with_name("sides.yaml"))


@pytest.mark.parametrize("row", TABLE, ids=[row["text"][:40] for row in TABLE])
def test_sides(row: dict[str, Any]) -> None:
    record = read_text(row["text"], language=row.get("language", "id")).record
    by_id = {e.id: e for e in record.entities}
    for kind, sides in row["events"].items():
        event = next(e for e in reversed(record.events) if e.type == kind)
        found = [" ".join(sorted({f"{by_id[i].country}:{by_id[i].sector}" for i in ids})) for ids in (event.actors, event.recipients)]
        assert found == sides
