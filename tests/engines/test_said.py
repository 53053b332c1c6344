"""What speakers do by saying it, in short reports (``said.yaml``)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from written import values

from ikrar.pipeline import read_text

ROWS: list[dict[str, Any]] = values(Path(__file__).with_name("said.yaml"))


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r["about"])
def test_what_speakers_do(row: dict[str, Any]) -> None:
    text = row.get("id") or row["en"]
    record = read_text(text, language="id" if "id" in row else "en").record
    codes = {e.id: f"{e.country}:{e.sector}" for e in record.entities}
    found = [
        f"{e.type} {text[slice(*e.evidence[0].span)]} {' '.join(codes[i] for i in e.actors)} > {' '.join(codes[i] for i in e.recipients)}"
        for e in record.events
    ]
    assert found == row["events"]
