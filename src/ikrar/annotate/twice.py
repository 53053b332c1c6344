"""A body named and abbreviated in one breath, where brackets were lost: "Partai Amanat Nasional PAN", "Komisi Pemilihan Umum KPU RI"."""

from __future__ import annotations

from ikrar.model.annotation import Sentence


def settle(s: Sentence) -> None:
    """Makes one mention of two that stand side by side and name one body."""
    units, i = s.units, 0
    while i + 1 < len(units):
        one, again = units[i], units[i + 1]
        a, b = one.m, again.m
        same = a is not None and b is not None and a.kind == b.kind == "organization" and a.gazetteer is not None and a.name == b.name
        if a is None or not same:
            i += 1
            continue
        a.end = one.end = again.end
        one.last = again.last
        del units[i + 1]
