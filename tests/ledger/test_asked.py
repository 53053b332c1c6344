"""Whichever condition a search begins with, it finds the same; and it goes through no table as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sample
import sqlalchemy as sa
from places import filled

from ikrar.ledger import Added, Ledger, anew, ask, asked, find, migrate, words
from ikrar.ledger.schema import VERSION, meta


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger with all reports of the sample."""
    ledger = Ledger(filled(request, request.param, tmp_path_factory.mktemp("asked"), "sample", sample.fill))
    yield ledger
    ledger.close()


PROMISED = [
    {},
    {"by": "IRQ"},
    {"by": "TCD:REB"},
    {"by": "Batha"},
    {"by": "A-1"},
    {"by": "XXX"},
    {"by": "nobody of that name"},
    {"to": "USA", "by": "IRQ"},
    {"by": "a", "status": ["open", "breached"]},
    {"status": ["open"], "due_before": "2022-12-31"},
    {"due_after": "2022-01-01", "confirmed": False},
    {"confirmed": True},
    {"instrument": "a"},
    {"instrument": "no such text"},
    {"instrument": "a", "by": "IRQ", "kind": ["obligation", "undertaking"]},
    {"provision": ["ceasefire"], "made_after": "2020-01-01", "made_before": "2023-12-31"},
    {"who": "IRQ", "made_after": "2021-01-01", "provision": ["withdrawal-of-forces"]},
    {"who": "A-1", "due_after": "2020-01-01"},
    {"who": "a", "made_before": "2022-12-31"},
]
DONE = [
    {},
    {"by": "IRQ"},
    {"by": "TCD:REB", "type_": ["assault"]},
    {"by": "a", "to": "a"},
    {"to": "A-1"},
    {"since": "2021-01-01"},
    {"until": "2021-12-31", "place": "a"},
    {"since": "2021-03-01", "until": "2021-04-30", "by": "IRQ"},
    {"place": "IRQ"},
    {"place": "nowhere of that name"},
    {"place": "A", "type_": ["ASSAULT", "CONSULT"]},
    {"who": "IRQ"},
    {"who": "IRQ", "since": "2021-01-01", "until": "2021-12-31", "type_": ["CONSULT"]},
    {"who": "A-1", "until": "2023-12-31"},
    {"who": "a", "since": "2021-01-01"},
]
EMPTY: list[dict[str, Any]] = [
    {"by": "XXX"},
    {"by": "nobody of that name"},
    {"confirmed": True},
    {"instrument": "no such text"},
    {"instrument": "a", "by": "IRQ", "kind": ["obligation", "undertaking"]},
    {"to": "A-1"},
    {"place": "nowhere of that name"},
]
"""In the sample."""
BOTH = [*((asked.the_commitments, conditions) for conditions in PROMISED), *((asked.the_events, conditions) for conditions in DONE)]


def _few(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    for name in ("FEW", "FEW_TOLD"):
        monkeypatch.setattr(asked, name, dict.fromkeys(asked.FEW, number))
    for name in ("FEW_ENTITIES", "FEW_NAMES", "FEW_PROMISES"):
        monkeypatch.setattr(asked, name, number)


@pytest.mark.parametrize(("the", "conditions"), BOTH, ids=lambda given: getattr(given, "__name__", str(given)))
def test_with_what_a_search_begins_is_the_same_for_what_it_finds(
    whole: Ledger, monkeypatch: pytest.MonkeyPatch, the: Callable[..., list[int]], conditions: dict[str, Any]
) -> None:
    found = []
    for few in (0, 1, 10**6):
        _few(monkeypatch, few)
        with whole.read() as connection:
            found.append(the(connection, None, **conditions))
            assert the(connection, 3, **conditions) == found[-1][:3]
    assert found[0] == found[1] == found[2] == sorted(set(found[0]), reverse=True)
    assert bool(found[0]) == (conditions not in EMPTY)


@pytest.mark.parametrize("who", ["IRQ", "TCD:REB", "A-1", "a"])
@pytest.mark.parametrize("days", [{}, {"since": "2021-01-01", "until": "2022-12-31"}], ids=str)
def test_who_takes_part_does_so_on_one_side_or_the_other(whole: Ledger, who: str, days: dict[str, str]) -> None:
    made = {name.replace("since", "made_after").replace("until", "made_before"): day for name, day in days.items()}
    with whole.read() as connection:
        for the, conditions, sides in ((asked.the_events, days, ("by", "to")), (asked.the_commitments, made, ("by", "to"))):
            each: set[int] = set()
            for side in sides:
                each |= set(the(connection, None, **{side: who}, **conditions))  # type: ignore[operator]
            assert the(connection, None, who=who, **conditions) == sorted(each, reverse=True)  # type: ignore[operator]


@pytest.mark.parametrize("few", [0, 10**6])
def test_no_table_is_gone_through_as_a_whole(whole: Ledger, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    if whole.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL goes through a table of few rows as a whole, and may")
    _few(monkeypatch, few)
    ran: list[tuple[str, Any]] = []

    def note(_c: object, _cursor: object, statement: str, parameters: Any, *_more: object) -> None:
        ran.append((statement, parameters))

    sa.event.listen(whole.engine, "before_cursor_execute", note)
    try:
        with whole.read() as connection:
            for the, conditions in BOTH:
                the(connection, 100, **conditions)
    finally:
        sa.event.remove(whole.engine, "before_cursor_execute", note)
    with whole.read() as connection:
        for statement, parameters in ran:
            plan = [step[3] for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
            whole_tables = [step for step in plan if step.startswith("SCAN") and step.split()[1] in meta.tables and "INDEX" not in step]
            assert whole_tables in ([], ["SCAN names"]), (statement, plan)


def test_a_timeline_tells_each_day_once(whole: Ledger) -> None:
    with whole.read() as connection:
        rows = find.timeline(connection, sample.TODAY, who="IRQ", since="2020-01-01", until="2023-12-31", limit=1000)
    assert rows and [row["date"] for row in rows] == sorted(row["date"] for row in rows)
    assert len({(row["id"], row["what"]) for row in rows}) == len(rows)


def test_of_what_falls_due_the_last_are_shown(whole: Ledger) -> None:
    with whole.read() as connection:
        rows = ask.list_due(connection, sample.TODAY, "2030-12-31")
        last = ask.list_due(connection, sample.TODAY, "2030-12-31", 2)
        chosen = ask.list_commitments(
            connection, sample.TODAY, due_before="2030-12-31", status=["open", "under-way", "breached", "contested"]
        )
    assert len(rows) > 2 and last == rows[-2:]
    assert {row["id"] for row in rows} == {row["id"] for row in chosen}


def test_of_words_that_stand_everywhere_the_latest_reports_are_ranked(
    ledger: Ledger, tell: Callable[..., Added], monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in range(1, 5):
        tell(f"The minister of fishing spoke on day {day} about nets, boats and number {day * 100}.", f"2021-04-0{day}")
    with ledger.read() as connection:
        assert sorted(words.search(connection, "minister", 10)) == [1, 2, 3, 4]
        monkeypatch.setattr(words, "RANKED", 2)
        assert sorted(words.search(connection, "minister", 10)) == [3, 4]
        assert words.search(connection, "minister 100", 10) == [1]


def test_a_ledger_with_other_indices_gets_those_of_today_and_keeps_its_tables(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = Ledger(place)
    sample.fill(ledger, sample.FILES[:2])
    with ledger.engine.begin() as connection:
        before = _indices(connection)
        connection.execute(sa.text("DROP INDEX events_heads"))
        connection.execute(sa.text("DROP INDEX sides_code"))
        connection.execute(sa.text("CREATE INDEX sides_country ON sides (country)"))
        connection.execute(sa.text("UPDATE settings SET value = '3' WHERE name = 'schema'"))
    ledger.close()
    monkeypatch.setattr(migrate, "INDICES_ONLY", frozenset(range(4, VERSION + 1)))
    monkeypatch.setattr(anew, "make", None)  # nothing is thrown away
    again = Ledger(place)
    with again.read() as connection:
        assert _indices(connection) == before
        assert ask.list_events(connection)
        assert connection.execute(sa.text("SELECT value FROM settings WHERE name = 'schema'")).scalar() == str(VERSION)
    again.close()


def _indices(connection: sa.Connection) -> set[tuple[str, str]]:
    looked = sa.inspect(connection)
    return {(name, str(index["name"])) for name in meta.tables for index in looked.get_indexes(name)}
