"""What a person says of a promise in one word: accept, reject or contest what the machine proposes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ikrar.ledger import decide
from ikrar.ledger.book import Ledger

WORDS: Final = ("accept", "reject", "contest")


def proposal(judgements: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """What the machine proposes that no person has answered yet: its last judgement, where no person's is later."""
    standing = [j for j in judgements if not j["undone"]]
    return standing[-1] if standing and not standing[-1]["person"] else None


def say(ledger: Ledger, by: str, id_: str, proposed: Mapping[str, Any] | None, word: str, why: str) -> list[int]:
    """Writes down a word of WORDS on a promise; the entries that this made.

    Where the machine proposes nothing of how the promise stands, it is the line itself that is accepted or rejected.
    """
    told = [e["event"] for e in proposed["evidence"]] if proposed else []
    if word == "contest":
        return [decide.judge_promise(ledger, by, id_, "contested", None, why, told)]
    if proposed is None:
        return [decide.say_line(ledger, by, id_, right=word == "accept", why=why)]
    if word == "accept":
        return [decide.judge_promise(ledger, by, id_, proposed["status"], proposed["extent"], why or "accepted", told)]
    if told:
        return [decide.say_bearing(ledger, by, id_, event, "none", why or "rejected") for event in told]
    return [decide.judge_promise(ledger, by, id_, "open", None, why or "rejected")]
