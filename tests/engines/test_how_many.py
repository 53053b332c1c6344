"""The table of counts, row by row."""

from pathlib import Path

import pytest
from written import strings

from ikrar.annotate import annotate
from ikrar.dates import load
from ikrar.engines.rules.how_many import how_many
from ikrar.lexicon import lexicon

TABLE = strings(Path(__file__).parent / "counts.yaml")
GRAMMARS = {code: load(code) for code in TABLE}
ROWS = [(code, row) for code in TABLE for row in TABLE[code]]


@pytest.mark.parametrize(("code", "row"), ROWS, ids=[f"{code}: {row[0]}" for code, row in ROWS])
def test_row(code: str, row: list[str]) -> None:
    text, *wanted = row
    language = lexicon().language(code)
    doc = annotate(text, [(0, len(text))], (), None, language, GRAMMARS[code], None)
    finder = how_many(language)
    found = [f"{c.what} {c.value:.0f} ({text[c.start : c.end]})" for s in doc.sentences for c in finder.find(s, text)]
    assert found == ([] if wanted == ["-"] else wanted)
