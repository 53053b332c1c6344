"""Why something stands in the book, as pages and the command line are told it: a person's words, or what the machine says by a code."""

from __future__ import annotations

from typing import Any

from ikrar.ledger.ask import Answer
from ikrar.model.said import Said, understood


def told(body: Any) -> Answer:
    """Of an entry the reason: ``why`` in a person's words, or in English, and ``because``, the code and values where it is ours.

    Older ledgers have the English words of the machine alone: they are made a code again.
    """
    why, because = body.get("why") or None, body.get("because")
    if because is None and why:
        found = understood(why, "word" if "what" in body else "because")
        because = found._asdict() if found else None
    return {"why": why or (Said(**because).tell() if because else None), "because": because}
