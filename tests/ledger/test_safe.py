"""Nothing lost: out and in again is the same ledger, on both databases and across them; what was changed behind its back shows."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import sample
import sqlalchemy as sa
from places import filled, fresh

from ikrar.ledger import Ledger, LedgerError, anew, decide, safe
from ikrar.ledger.schema import book, documents, meta, promises

SOME = sample.FILES[:8]


@pytest.fixture(params=["sqlite", "postgresql"])
def full(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    """Reports, links, judgements and decisions."""
    opened = Ledger(filled(request, request.param, tmp_path, "full", _fill))
    yield opened
    opened.close()


def _fill(ledger: Ledger) -> None:
    sample.fill(ledger, SOME)
    decide.judge_promise(ledger, "dewi", "C-1", "contested", None, "trainers stayed")
    decide.undo(ledger, "dewi")
    decide.note(ledger, "dewi", "C-1", "seen", None)
    decide.enter_commitment(ledger, "dewi", {"kind": "undertaking", "provision": "talks", "promisor": ["SDN:GOV"]}, "a text")


def _tables(ledger: Ledger) -> dict[str, list[str]]:
    with ledger.read() as connection:
        return {t.name: sorted(repr(tuple(row)) for row in connection.execute(sa.select(t))) for t in meta.sorted_tables}


@pytest.mark.parametrize("other", ["sqlite", "postgresql"])
@pytest.mark.parametrize("form", ["jsonl", "jsonl.gz", "parquet"])
def test_out_and_in_again_is_the_same_ledger(full: Ledger, request: pytest.FixtureRequest, tmp_path: Path, form: str, other: str) -> None:
    path = tmp_path / f"out.{form}"
    if form == "parquet":
        path = next(p for p in safe.export_parquet(full, tmp_path / "tables") if p.name == "book.parquet")
    else:
        with gzip.open(path, "wb") if form.endswith("gz") else path.open("wb") as out:
            safe.export(full, out)
    again = Ledger(fresh(request, other, tmp_path))
    assert safe.read_in(again, path) > 0
    assert _tables(again) == _tables(full)
    assert list(safe.check(again)) == []
    again.close()


def test_a_whole_ledger_is_read_into_an_empty_one_only(full: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with path.open("wb") as out:
        safe.export(full, out)
    with pytest.raises(LedgerError, match="is not empty"):
        safe.read_in(full, path)


def _broken(lines: list[str], how: str) -> list[str]:
    if how == "cut":
        return lines[:-1]
    if how == "changed":
        entry = json.loads(lines[2])
        entry["by"] = "somebody else"
        return [*lines[:2], json.dumps(entry), *lines[3:]]
    if how == "left out":
        return [*lines[:2], *lines[3:]]
    if how == "half a line":
        return [*lines[:-1], lines[-1][:40]]
    return ["this is no ledger"]


@pytest.mark.parametrize("how", ["cut", "changed", "left out", "half a line", "another file"])
def test_a_broken_export_is_refused_and_nothing_is_left_of_it(full: Ledger, tmp_path: Path, how: str) -> None:
    path = tmp_path / "out.jsonl"
    with path.open("wb") as out:
        safe.export(full, out)
    path.write_text("\n".join(_broken(path.read_text("utf-8").splitlines(), how)) + "\n", "utf-8")
    again = Ledger(str(tmp_path / "again.db"))
    with pytest.raises(LedgerError):
        safe.read_in(again, path)
    assert _tables(again)["book"] == []
    again.close()


CHANGES = [
    (sa.update(book).where(book.c.seq == 3).values(by="somebody else"), "entry 3 of the book"),
    (sa.update(book).where(book.c.seq == 1).values(body=sa.func.replace(book.c.body, "Irak", "Iran")), "entry 1 of the book"),
    (sa.delete(book).where(book.c.seq == 3), "entry 3 of the book is missing"),
    (sa.update(promises).where(promises.c.id == 1).values(status="breached"), "the table promises is not what the book says"),
    (sa.update(documents).where(documents.c.id == 1).values(published="1999-01-01"), "the table documents is not what the book says"),
]


@pytest.mark.parametrize(("change", "said"), CHANGES, ids=range(len(CHANGES)))
def test_a_change_behind_its_back_shows(full: Ledger, change: sa.Executable, said: str) -> None:
    assert list(safe.check(full)) == []
    with full.engine.begin() as connection:
        connection.execute(change)
    assert any(said in problem for problem in list(safe.check(full)))


def test_the_tables_are_made_anew_from_the_book(full: Ledger) -> None:
    before = _tables(full)
    with full.engine.begin() as connection:
        connection.execute(sa.update(promises).values(status="breached"))
        connection.execute(sa.delete(documents))
    safe.mend(full)
    assert _tables(full) == before


# -- older and newer ledgers ---------------------------------------------------------------------------------------

RELEASED = sorted((Path(__file__).parent / "schemas").glob("*.jsonl"))


@pytest.mark.parametrize("path", RELEASED, ids=lambda p: p.stem)
def test_a_book_of_each_released_version_is_still_read(path: Path, ledger: Ledger) -> None:
    assert safe.read_in(ledger, path) > 0
    assert list(safe.check(ledger)) == []


def test_a_ledger_of_a_newer_version_is_left_alone(place: str) -> None:
    ledger = Ledger(place)
    with ledger.engine.begin() as connection:
        connection.execute(sa.text("UPDATE settings SET value = '99' WHERE name = 'schema'"))
    ledger.close()
    with pytest.raises(LedgerError, match="written by a newer Ikrar"):
        Ledger(place)


@pytest.mark.parametrize("path", RELEASED, ids=lambda p: p.stem)
def test_a_ledger_of_each_released_version_is_brought_up_to_date_when_it_is_opened(path: Path, place: str, ledger: Ledger) -> None:
    safe.read_in(ledger, path)
    expected = _tables(ledger)
    with ledger.engine.begin() as connection:  # it becomes one of that version: its tables as they were, and the book
        anew.clear(connection)
        for name in sa.inspect(connection).get_table_names():
            if name != "book" and not name.startswith("words"):
                connection.execute(sa.text(f"DROP TABLE {name}"))
        for statement in path.with_suffix(".sql").read_text("utf-8").split(";"):
            if (told := statement.strip()) and "CREATE TABLE book" not in told:
                connection.execute(sa.text(told))
        connection.execute(sa.text("INSERT INTO settings (name, value) VALUES ('schema', :version)"), {"version": path.stem})
    ledger.close()
    for _ in range(2):  # once brought up, it is left as it is
        again = Ledger(place)
        assert _tables(again) == expected
        assert list(safe.check(again)) == []
        again.close()
