"""A ledger that tests use one after another has nothing in it of what the last one did."""

from __future__ import annotations

from pathlib import Path

import pytest
import sample
import sqlalchemy as sa
from places import emptied, empty, stands

from ikrar.ledger import Ledger, decide
from ikrar.ledger.schema import meta


def test_a_ledger_is_used_again_with_nothing_in_it(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    place = empty(request, "postgresql", tmp_path)
    ledger = Ledger(place)
    stood = stands(ledger)
    assert ("events", "id", "r") in stood
    sample.fill(ledger, sample.FILES[:2])
    decide.withdraw(ledger, "dewi", ["D-1"])
    emptied(place, ledger, stood)
    ledger.close()
    assert empty(request, "postgresql", tmp_path) == place
    again = Ledger(place)
    with again.read() as connection:
        tables = sa.inspect(connection).get_table_names()
        rows = {name: connection.execute(sa.select(sa.func.count()).select_from(sa.table(name))).scalar_one() for name in tables}
    assert {name for name, many in rows.items() if many} == {"settings"}
    assert {"words", "book", *meta.tables} <= set(tables)
    sample.fill(again, sample.FILES[:2])
    with again.engine.begin() as connection:
        connection.execute(sa.text("DROP INDEX sides_actor"))
    emptied(place, again, stood)
    again.close()
    other = empty(request, "postgresql", tmp_path)
    assert other != place, "one that is made of something else is not used again"
