"""The table of acts and their times, row by row."""

from pathlib import Path
from typing import Any

import pytest
from written import strings

from ikrar.pipeline import read_text

TABLE = strings(Path(__file__).parent / "when.yaml")
ROWS = [(code, row) for code in ("id", "en") for row in TABLE[code]]
NAMES = [f"{code}: {next(cell for cell in row if isinstance(cell, str))}" for code, row in ROWS]


@pytest.mark.parametrize(("code", "row"), ROWS, ids=NAMES)
def test_row(code: str, row: list[Any]) -> None:
    options, (text, *wanted) = (row[0], row[1:]) if isinstance(row[0], dict) else ({}, row)
    published = options.get("published", TABLE["published"])
    record = read_text(text, language=code, published=None if published == "-" else published).record
    found = {text[slice(*e.evidence[0].span)].lower(): (e.time.value if e.time else None) or "-" for e in record.events}
    for want in wanted:
        word, value = want.rsplit(" ", 1)
        assert {v for trigger, v in found.items() if word.lower() in trigger} == {value}, found
