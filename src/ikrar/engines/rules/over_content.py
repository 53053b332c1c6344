"""The main verb over a subject that tells its own content: "Permintaan X agar Y membuka pintu, yang diulang Z, ditolak ..."."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ikrar.engines.rules.clauses import Clauses

FRONT = 12  # units that may stand before a comma in front of the subject
ASIDE = 24  # units between the commas of an aside behind the content


class Over(NamedTuple):
    """Of a sentence: the head of its subject, where the content of it begins and ends, and the main verb behind."""

    head: int
    begin: int
    end: int
    main: int


def over_content(syn: Clauses) -> Over | None:
    """Where a noun opens the sentence whose content ("agar ...", "untuk ...", "that ...") stands before the main verb; else None."""
    head = _head(syn)
    if head is None:
        return None
    j, kinds = head + 1, syn.kinds
    while j < syn.n and (kinds[j] in "XMd#'D" or kinds[j] == "P" and (syn.u[j].low in syn.by or syn.u[j].low in syn.lang.sets["owners"])):
        j += 1
    begin = j + 1
    bare = syn.id and j < syn.n and kinds[j] == "V" and syn.u[j].low.startswith("me") and syn.u[head].low in syn.lang.said["judged_acts"]
    if j >= syn.n - 3 or not (bare or _opens(syn, j)):
        return None
    v = j if bare else kinds.find("V", begin)
    if v < 0:
        return None
    if bare:
        begin = j
    for c in range(v + 1, syn.n - 1):
        if kinds[c] in ".;:Q":
            return None
        if kinds[c] == "," and not syn.skip[c]:
            main = _behind_aside(syn, c)
            return Over(head, begin, c, main) if main is not None else None
        if syn.id and _takes_up(syn, c) and (kinds[c - 1] in "XMTDA" or syn.u[c - 1].low.startswith("ber")):
            end = c
            while kinds[end - 1] in "DAN":
                end -= 1
            return Over(head, begin, end, c)
    return None


def _head(syn: Clauses) -> int | None:
    """The plain noun with which the sentence, or what follows a phrase of place or time in front, opens."""
    kinds = syn.kinds
    start = 0
    if syn.n and kinds[0] in "PT":
        comma = kinds.find(",", 0, FRONT)
        if comma < 0 or "V" in kinds[:comma]:
            return None
        start = comma + 1
    while start < syn.n and (kinds[start] in "dD#'" or not syn.id and kinds[start] == "M" and kinds[start + 1 : start + 2] == "'"):
        start += 1
    if not syn.id:
        while kinds[start : start + 1] == "X" and kinds[start + 1 : start + 2] == "X":
            start += 1
    return start if kinds[start : start + 1] == "X" else None


def _opens(syn: Clauses, j: int) -> bool:
    """Whether the unit at ``j`` opens what the noun before it is about."""
    low, kind = syn.u[j].low, syn.u[j].kind
    return kind == "I" or (kind in "SR" and low in syn.that) or (kind in "SI" and low in syn.lang.modes["asked"])


def _behind_aside(syn: Clauses, comma: int) -> int | None:
    """The verb behind the aside that opens at ``comma`` with "yang", "which" or a participle; None where the sentence goes on otherwise."""
    u, kinds = syn.u, syn.kinds
    first = u[comma + 1]
    aside = first.kind == "R" or (not syn.id and first.kind == "V" and bool({"part", "ing"} & set(first.forms)))
    if not aside:
        return None
    close = kinds.find(",", comma + 2, comma + ASIDE)
    while close >= 0:
        j = close + 1
        finite = False
        while j < syn.n and kinds[j] in "ADNT":
            finite = finite or kinds[j] == "A"
            j += 1
        if j < syn.n and kinds[j] in "VB" and (syn.id or finite or bool({"past", "s"} & set(u[j].forms))):
            return j
        close = kinds.find(",", close + 1, comma + ASIDE)
    return None


def _takes_up(syn: Clauses, j: int) -> bool:
    """Whether the verb at ``j`` says what became of a request, a plan or a claim."""
    low = syn.u[j].low
    return syn.kinds[j] == "V" and (low in syn.lang.sets["taken_up"] or low in syn.lang.sets["said_passive"])
