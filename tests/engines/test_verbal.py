"""Verbal acts in short reports (``verbal.yaml``): each row says which events and commitments come of it, and that no others do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from written import values

from ikrar.pipeline import read_text

ROWS: list[dict[str, Any]] = values(Path(__file__).with_suffix("").with_name("verbal.yaml"))
VERBAL = frozenset("AGREE CONSULT SUPPORT CONCEDE REQUEST REJECT THREATEN PROTEST MOBILIZE ASSAULT".split())


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r["about"])
def test_what_a_report_tells(row: dict[str, Any]) -> None:
    text = row.get("id") or row["en"]
    record = read_text(text, language="id" if "id" in row else "en").record
    if "events" in row:
        found = [f"{e.type} {text[slice(*e.evidence[0].span)]}" for e in record.events if e.type in VERBAL]
        assert sorted(found) == sorted(e for e in row["events"])
    if "commitments" in row:
        assert sorted(f"{c.kind} {c.provision}" for c in record.commitments) == sorted(row["commitments"])
