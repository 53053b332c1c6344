"""Dates in Indonesian and English: found in the text, and resolved to what the text settles and no finer."""

from ikrar.dates.expr import Anchor, TimeExpr
from ikrar.dates.grammar import Grammar
from ikrar.dates.load import load
from ikrar.dates.publication import anchors, lacks_year, published, story_of, told_years
from ikrar.dates.resolve import deadline, moved, resolve, span_of

__all__ = [
    "Anchor",
    "Grammar",
    "TimeExpr",
    "anchors",
    "deadline",
    "lacks_year",
    "load",
    "moved",
    "published",
    "resolve",
    "span_of",
    "story_of",
    "told_years",
]
