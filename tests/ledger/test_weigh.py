"""What bears on a promise counts the same in the table of promises, on its page, on its card, and in the dossier of a negotiation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import sample
from places import filled

from ikrar.ledger import Added, Ledger, ask, cards, decide, dossier, page, weigh
from ikrar.ledger.safe import check

TODAY = date(2024, 6, 30)
Tell = Callable[..., Added]


@pytest.mark.parametrize(
    ("bearing", "factuality", "comes_to", "side"),
    [
        ("for", "actual", "for", "for"),
        ("for", "denied", "not", "against"),
        ("under-way", "actual", "under-way", "for"),
        ("under-way", "denied", "not", "against"),
        ("against", "actual", "against", "against"),
        ("against", "denied", "cleared", "for"),
        ("disputed", "actual", "disputed", "against"),
        ("disputed", "denied", "disputed", "against"),
        ("withdrawn", "actual", "withdrawn", "against"),
        ("none", "denied", "none", "neutral"),
    ],
)
def test_what_an_act_comes_to(bearing: str, factuality: str, comes_to: str, side: str) -> None:
    assert (weigh.weighed(bearing, factuality), weigh.side(bearing, factuality)) == (comes_to, side)


def agree(ledger: Ledger) -> int:
    """Holds that all count alike; how many pieces of evidence there are."""
    many = 0
    with ledger.read() as c:
        for row in ask.list_commitments(c, TODAY):
            number = int(row["id"][2:])
            shown = Counter(b["side"] for b in page.page(c, row["id"], TODAY)["bears"])  # type: ignore[index]
            counted = {"for": row["evidence_for"], "against": row["evidence_against"]}
            assert counted == {side: shown[side] for side in counted}, row["id"]
            story = Counter(weigh.SIDES[act["weighed"]] for act in dossier.evidence(c, [number]).get(number, ()))
            assert counted == {side: story[side] for side in counted} or sum(story.values()) == dossier.ACTS, row["id"]
            if (card := cards.find(c, TODAY, row["id"])) is not None:
                assert {side: len(held) for side, held in cards.shown(c, card)["sides"].items()} == counted, row["id"]
            many += shown.total()
    return many


def test_all_count_alike_on_the_sample(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    ledger = Ledger(filled(request, "sqlite", tmp_path, "sample", sample.fill))
    assert agree(ledger) > 20
    ledger.close()


def test_what_is_denied_counts_on_the_other_side(ledger: Ledger, tell: Tell) -> None:
    tell("Irak berjanji akan menarik pasukannya dari Basra sebelum Juni 2021.", "2021-04-08")
    tell("Irak menarik seluruh pasukannya dari Basra pada Senin (10/5).", "2021-05-11")
    with ledger.read() as c:
        (row,) = ask.list_commitments(c, TODAY)
        event = page.page(c, "C-1", TODAY)["bears"][0]["event"]  # type: ignore[index]
    assert (row["evidence_for"], row["evidence_against"]) == (1, 0)
    decide.edit(ledger, "dewi", event, {"factuality": "denied"}, "the ministry denies it")
    with ledger.read() as c:
        (row,) = ask.list_commitments(c, TODAY)
    assert (row["evidence_for"], row["evidence_against"]) == (0, 1)
    assert agree(ledger) == 1
    assert list(check(ledger)) == []
