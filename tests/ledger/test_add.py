"""Documents come in: whole or not at all, and once."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from ikrar.ledger import Added, Ledger, judge, match
from ikrar.ledger.book import NOTHING
from ikrar.ledger.enter import add
from ikrar.ledger.safe import check
from ikrar.ledger.schema import book, commitments, documents, events
from ikrar.pipeline import read_text

Tell = Callable[..., Added]
PROMISE = "Irak dan Amerika Serikat sepakat untuk menarik pasukan tempur koalisi yang tersisa dari Irak, kata pernyataan bersama pada Rabu."


def _count(ledger: Ledger, table: sa.Table) -> int:
    with ledger.read() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())


def test_a_report_is_kept_with_its_lines(ledger: Ledger, tell: Tell) -> None:
    assert tell(PROMISE) == Added(1, "new")
    with ledger.read() as connection:
        document = connection.execute(sa.select(documents)).one()
        promise = connection.execute(sa.select(commitments)).one()
    assert (document.published, document.language) == ("2021-04-08", "id")
    assert (promise.provision, promise.made_on, promise.quote) == ("withdrawal-of-forces", "2021-04-07", PROMISE)


def test_the_same_text_twice_changes_nothing(ledger: Ledger, tell: Tell) -> None:
    tell(PROMISE)
    before = _count(ledger, book)
    assert tell(PROMISE) == Added(1, "known")
    assert _count(ledger, book) == before


@pytest.mark.parametrize("stage", ["match.link", "judge.judge"])
def test_a_document_that_fails_half_way_leaves_nothing(ledger: Ledger, tell: Tell, monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the power went")

    module, name = {"match": match, "judge": judge}[stage.split(".")[0]], stage.split(".")[1]
    with monkeypatch.context() as patch:
        patch.setattr(module, name, fail)
        with pytest.raises(RuntimeError, match="the power went"):
            tell(PROMISE)
    assert [_count(ledger, table) for table in (book, documents, commitments, events)] == [0, 0, 0, 0]
    assert tell(PROMISE).what == "new"  # a second run completes it
    assert list(check(ledger)) == []


def test_two_writers_lose_nothing(place: str) -> None:
    """Each with a connection of its own, at once."""
    Ledger(place).close()
    readings = [
        read_text(f"Presiden Suriah nomor {n} bertemu Presiden Turki di Ankara pada Senin.", published="2024-05-07") for n in range(20)
    ]
    failed: list[BaseException] = []

    def write(part: list[object]) -> None:
        mine = Ledger(place)
        try:
            for reading in part:
                add(mine, reading)  # type: ignore[arg-type]
        except BaseException as error:
            failed.append(error)
        finally:
            mine.close()

    threads = [threading.Thread(target=write, args=(readings[i::2],)) for i in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ledger = Ledger(place)
    assert failed == []
    assert _count(ledger, documents) == 20
    assert list(check(ledger)) == []
    ledger.close()


def test_each_entry_is_chained_to_the_one_before(ledger: Ledger, tell: Tell) -> None:
    tell(PROMISE)
    tell("Polisi menangkap tiga aktivis di Kairo.")
    with ledger.read() as connection:
        hashes = [entry.hash for entry, _ in ledger.entries(connection)]
    assert len(set(hashes)) == len(hashes) >= 4
    assert NOTHING not in hashes


HOSTILE = [
    "Rusia\x00 menyerang Ukraina pada Senin.",
    "'; DROP TABLE book; -- Rusia menyerang Ukraina pada Senin.",
    "Rusia menyerang Ukraina pada Senin. " + "a" * 100_000,
    "😀 Rusia menyerang Ukraina pada Senin. \u202e",
    "",
    "Der Kanzler traf am Montag den Präsidenten in Berlin, und beide sprachen lange über die Lage im Osten des Landes.",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_is_kept_as_it_is(ledger: Ledger, tell: Tell, text: str) -> None:
    assert tell(text).what == "new"
    assert list(check(ledger)) == []
