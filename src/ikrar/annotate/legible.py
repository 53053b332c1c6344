"""Quotation marks and dashes that a wrong decoding has broken ("â€œ"), as they were, for reading: no offset moves."""

from __future__ import annotations

from ikrar.model import Repair

BROKEN = "â€"
# What stood there, padded to the three characters that it has become: an opening mark stands right before the next word.
WAS = {"œ": "  “", "˜": "  ‘", "™": "’", "“": " – ", "”": " – ", "–": " – ", "—": " – ", "¦": "...", "¢": " - "}
CLOSED = "”"


def legible(raw: str, repairs: tuple[Repair, ...]) -> str:
    """``raw`` with its broken signs told by others, character for character as long."""
    spans = [r.span for r in repairs if r.kind == "mojibake" and raw.startswith(BROKEN, r.span[0])]
    if not spans:
        return raw
    out, at = [], 0
    for start, end in spans:
        sign = WAS.get(raw[start + 2 : start + 3], CLOSED) if end - start > 2 else CLOSED
        out += [raw[at:start], sign.ljust(end - start)[: end - start]]
        at = end
    return "".join([*out, raw[at:]])
