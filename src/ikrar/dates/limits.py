"""Time limits of promises that were made before the report: counted from then, not from the day of the report."""

from datetime import date

from ikrar.dates.expr import Anchor, TimeExpr
from ikrar.dates.resolve import deadline, moved, resolve

COUNTED = frozenset(("day", "month", "within"))
"""Kinds of expressions that mean another day when they were said on another."""
DAY, YEAR = len("2019-05-04"), len("2019")
MIDDLE = "15"  # the day of a month by which it is near or far


def counts_from_saying(expr: TimeExpr) -> bool:
    """Whether the expression names no year of its own, nor one by the day of the report ("this June", "Juni tahun ini")."""
    return expr.kind in COUNTED and not expr.year and not expr.shift and expr.year_offset is None and expr.origin == "now"


def since(expr: TimeExpr, made: str) -> str | None:
    """The limit of a promise made on ``made`` (YYYY[-MM[-DD]]); None where that is too vague to count from ("in 2022 ... by June")."""
    if expr.kind == "within":
        return _within(expr, made)
    if len(made) == YEAR:
        return None
    return deadline(expr, Anchor(published=date.fromisoformat(made if len(made) == DAY else f"{made}-01")))


def _within(expr: TimeExpr, made: str) -> str | None:
    """“pada Maret ... dalam enam bulan": so many units on, as fine as both are."""
    if len(made) == DAY:
        return deadline(expr, Anchor(published=date.fromisoformat(made)))
    return moved(made, expr.offset, expr.unit) if expr.unit in ("month", "year") else None


def nearest(expr: TimeExpr, anchor: Anchor) -> str | None:
    """The limit of a promise told as past, nobody says from when: what is nearest to the report; "within" counts from nothing."""
    if anchor.published is None or expr.kind == "within":
        return None if expr.kind == "within" else deadline(expr, anchor)
    ahead, back = deadline(expr, anchor), resolve(expr, anchor)
    if ahead is None or back is None:
        return ahead
    return min((ahead, back), key=lambda found: abs((_day(found) - anchor.published).days) if anchor.published else 0)


def _day(found: str) -> date:
    return date.fromisoformat(found if len(found) == DAY else f"{found}-{MIDDLE}")
