"""The table of acts and their places, row by row."""

from pathlib import Path

import pytest
from written import strings

from ikrar.lexicon import lexicon
from ikrar.pipeline import read_text

TABLE = strings(Path(__file__).parent / "where.yaml")
ROWS = [(code, row) for code in TABLE for row in TABLE[code]]


@pytest.mark.parametrize(("code", "row"), ROWS, ids=[f"{code}: {row[0]}" for code, row in ROWS])
def test_row(code: str, row: list[str]) -> None:
    text, *wanted = row
    record = read_text(text, language=code).record
    found = {text[slice(*e.evidence[0].span)].lower(): f"{e.place.name} ({e.place.country})" if e.place else "-" for e in record.events}
    for want in wanted:
        word, place = want.split(" ", 1)
        assert {v for trigger, v in found.items() if word in trigger} == {place}, found


def test_a_city_has_its_coordinates() -> None:
    record = read_text("Israeli police arrested six people in Tulkarem on Monday.", language="en").record
    place = record.events[0].place
    assert place is not None
    assert (place.lat, place.lon) == pytest.approx((32.31, 35.03), abs=0.05)


def test_cities_are_found_by_any_spelling_and_nothing_else_is() -> None:
    cities = lexicon().cities
    assert [c.country for c in cities.find("Tulkarem")] == ["PSE"]
    assert cities.find("Paris")[0].country == "FRA"
    assert cities.find("") == [] == cities.find("Qqqq")
