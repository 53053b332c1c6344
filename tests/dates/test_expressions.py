"""The table of expressions, row by row."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from written import strings

from ikrar.dates import Anchor, Grammar, deadline, load, resolve

TABLE = strings(Path(__file__).parent / "expressions.yaml")
GRAMMARS: dict[str, Grammar] = {language: load(language) for language in ("id", "en")}
ROWS = [(language, row) for language in GRAMMARS for row in TABLE[language]]


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text and text != "-" else None


@pytest.mark.parametrize(("language", "row"), ROWS, ids=[f"{language}: {row[0]} [{row[1]}]" for language, row in ROWS])
def test_row(language: str, row: list[Any]) -> None:
    text, words, *rest = row
    found = GRAMMARS[language].find(text)
    told = [text[expr.start : expr.end] for expr in found]
    if words == "-":
        assert told == []
        return
    value, options = rest[0], rest[1] if len(rest) > 1 else {}
    match = [expr for expr, said in zip(found, told, strict=True) if said in words.split("|")]
    assert match, told
    expr = match[0]
    reference = day(options.get("reference"))
    before = options.get("told") or (reference.isoformat() if reference else None)
    anchor = Anchor(day(options.get("published", TABLE["published"])), reference, day(options.get("story")), before)
    assert (resolve(expr, anchor, future=options.get("future") == "yes") or "-") == value
    if "deadline" in options:
        assert deadline(expr, anchor) == options["deadline"]
    for field in ("bound", "kind"):
        if field in options:
            assert getattr(expr, field) == options[field]
    assert expr.since == (expr.bound not in ("", "after"))


@pytest.mark.parametrize("language", list(GRAMMARS))
def test_the_table_is_long_enough(language: str) -> None:
    assert len(TABLE[language]) >= 80
