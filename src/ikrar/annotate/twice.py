"""A body named and abbreviated in one breath, where brackets were lost: "Partai Amanat Nasional PAN", "Komisi Pemilihan Umum KPU RI"."""

from __future__ import annotations

from itertools import pairwise

from ikrar.model.annotation import Sentence


def settle(s: Sentence) -> None:
    """Makes one mention of two that stand side by side and name one body."""
    joined = False
    for (i, a), (j, b) in reversed(list(pairwise(s.placed))):
        if j == i + 1 and a.kind == b.kind == "organization" and a.gazetteer is not None and a.name == b.name:
            one, again = s.units[i], s.units.pop(j)
            a.end = one.end = again.end
            one.last = again.last
            joined = True
    if joined:
        s.take_mentions()
