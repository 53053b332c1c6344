"""A review list that is cut holds the gravest."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from ikrar.ledger import Ledger, queue
from ikrar.web.sample import fill


def test_a_cut_list_is_the_beginning_of_the_whole(tmp_path: Path) -> None:
    ledger = Ledger(str(tmp_path / "sample.db"), create=True)
    fill(ledger)
    with ledger.read() as c:
        whole = queue.waiting(c, date(2026, 6, 30))
        assert len({item["what"] for item in whole}) > 1
        for limit in range(len(whole) + 2):
            assert queue.waiting(c, date(2026, 6, 30), limit) == whole[:limit]
            brief = queue.waiting(c, date(2026, 6, 30), limit, brief=True)
            assert [_told(item) for item in brief] == [_told(item) for item in whole[:limit]]
    ledger.close()


def _told(item: dict[str, Any]) -> dict[str, Any]:
    """All of an item but what is told of its promise beside its report."""
    return item | {"line": ((item.get("line") or {}).get("document") or {}).get("id")}
