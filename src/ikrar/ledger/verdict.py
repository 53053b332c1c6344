"""What a person says of a promise on its own page: accepted, rejected or contested, as on a card of the queue, or another status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ikrar.ledger import cards, decide
from ikrar.ledger.ask import parse
from ikrar.ledger.book import Ledger, now

WORDS: Final = {"accept": "a", "reject": "x", "contest": "c"}
"""With the answers that they are to a card."""


def proposal(judgements: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """What the machine proposes that no person has answered yet: its last judgement, where no person's is later."""
    standing = [j for j in judgements if not j["undone"]]
    return standing[-1] if standing and not standing[-1]["person"] else None


def say(ledger: Ledger, by: str, id_: str, proposed: Mapping[str, Any] | None, word: str, why: str, seen: int | None = None) -> list[int]:
    """Writes down a word of WORDS on a promise; the entries that this made, all or none.

    Where the machine proposes nothing of how the promise stands, it is the line itself that is accepted or rejected. ``seen``: the
    stamp of the promise (`cards.stamp`) when it was looked at.

    Raises:
        Overtaken: somebody has decided since.
    """
    told = [{"event": ref[1]} for e in (proposed["evidence"] if proposed else ()) if (ref := parse(e["event"]))]
    offered = {"status": proposed["status"] if proposed else "open", "extent": proposed["extent"] if proposed else None, "evidence": told}
    item = {"what": "status", "id": id_, "proposal": offered}
    with ledger.write(by, now()) as pen:
        if seen is not None:
            cards.unchanged(pen.connection, id_, seen)
        together = cards.Together(pen)
        if proposed is None and word != "contest":
            return [decide.say_line(together, by, id_, right=word == "accept", why=why)]
        return cards.answer(together, by, item, WORDS[word], why) or []


def judge(
    ledger: Ledger, by: str, id_: str, said: tuple[str, int | None], why: str, evidence: list[str], seen: int | None = None
) -> list[int]:
    """Writes down a status that a person says, with its extent; else as `say`."""
    with ledger.write(by, now()) as pen:
        if seen is not None:
            cards.unchanged(pen.connection, id_, seen)
        return [decide.judge_promise(cards.Together(pen), by, id_, *said, why, evidence)]
