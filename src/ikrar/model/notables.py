"""Whose work is in public, in whosever service: harm to them is no private quarrel, and is told without its doer."""

from __future__ import annotations

from ikrar.model.annotation import Mention

NOTABLE = frozenset("JRN NGO OPP LEG JUD COP MIL".split())
"""Sectors of such people: reporters, activists, members of parliament, officers."""


def notable(m: Mention) -> bool:
    """Whether ``m`` is one of them, or serves a faith."""
    return m.sector in NOTABLE or m.sector == "REL"
