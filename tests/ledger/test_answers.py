"""What reports tell of promises beside telling them again, and what one sentence answers to another. All names are made up."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from ikrar.ledger import Ledger, enter
from ikrar.ledger.schema import events, promises
from ikrar.pipeline import read_text

MADE = (
    "Peru promises\n\nLIMA (Kawat) - Peru pledged on Monday to free 27 Bolivian fishermen held in Ilo by the end of May, "
    "its foreign ministry said."
)
BROKEN = (
    "Bolivia dan Peru\n\nLA PAZ (Kawat) - Tentara Peru pada Senin menembaki perahu nelayan Bolivia di Danau Titicaca, "
    "meskipun Lima tahun lalu berjanji tidak akan lagi menembaki perahu nelayan."
)


def _statuses(ledger: Ledger, *reports: tuple[str, str]) -> list[str]:
    for published, text in reports:
        enter.add(ledger, read_text(text, source=f"{published}.txt", published=published))
    with ledger.read() as c:
        return list(c.execute(sa.select(promises.c.status).where(promises.c.status != "open").order_by(promises.c.id)).scalars())


def _later(said: str) -> tuple[str, str]:
    return "2022-06-20", f"Two neighbours talk\n\nLA PAZ (Kawat) - Ministers met on Sunday. {said}"


@pytest.mark.parametrize(
    ("said", "statuses"),
    [
        ("The 27 fishermen walked free in May. Peru had promised in March to free the 27 Bolivian fishermen.", ["fulfilled"]),
        ("A band played. Peru had promised in March to free the 27 Bolivian fishermen.", []),
    ],
)
def test_what_stands_beside_a_promise_told_again(ledger: Ledger, said: str, statuses: list[str]) -> None:
    assert _statuses(ledger, ("2022-03-15", MADE), _later(said)) == statuses


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Menteri Luar Negeri Peru Rosa Quispe membantah laporan itu.", "contested"),
        ("Menteri Luar Negeri Bolivia Ana Rojas membantah laporan itu.", "breached"),  # it is not he who promised
        ("Cuaca di danau itu cerah.", "breached"),
    ],
)
def test_who_is_told_to_have_broken_a_promise_may_deny_it(ledger: Ledger, said: str, status: str) -> None:
    first = "Janji Peru\n\nLIMA (Kawat) - Peru berjanji tidak akan lagi menembaki perahu nelayan Bolivia di Danau Titicaca, Senin (1/3)."
    statuses = _statuses(ledger, ("2021-03-02", first), ("2022-03-15", f"{BROKEN} {said}"))
    assert status in statuses
    with ledger.read() as c:
        denied = c.execute(sa.select(sa.func.count()).select_from(events).where(events.c.factuality == "denied")).scalar()
    assert bool(denied) is (status == "contested")
