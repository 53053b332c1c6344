"""Commitments told by single sentences: their kind, and who is bound."""

from __future__ import annotations

from pathlib import Path

import pytest
from written import values

from ikrar.pipeline import read_text

TABLE = values(Path(__file__).parent / "promises.yaml")


@pytest.mark.parametrize("entry", TABLE, ids=lambda e: e["text"][:40])
def test_promises(entry: dict[str, object]) -> None:
    record = read_text(str(entry["text"]), language=str(entry.get("language", "id"))).record
    by_id = {e.id: e for e in record.entities}
    codes = [sorted({f"{by_id[i].country}:{by_id[i].sector}" for i in c.promisors}) for c in record.commitments]
    assert sorted(f"{c.kind} {','.join(who)}" for c, who in zip(record.commitments, codes, strict=True)) == entry["tells"]
