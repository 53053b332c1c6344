"""Every country and territory is known by its usual name in both languages, its adjective in English, its capital and its seat."""

from __future__ import annotations

import pytest
from babel import Locale
from tests.annotate.test_bodies import read

from ikrar.lexicon.store import DATA
from ikrar.lexicon.tables import load_yaml

ROWS = load_yaml(DATA / "gazetteer" / "countries.yaml")
BY_CODE = {row["iso2"]: row for row in ROWS if row.get("iso2")}
# CLDR's regions that are no territory of ISO 3166-1, and one name that no report writes.
NO_TERRITORY = frozenset("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split())
UNUSED = frozenset(("SGS",))
SENTENCE = {"id": "Pasukan {} menyerang kota itu.", "en": "The government of {} condemned the attack."}


def countries(code: str, text: str) -> set[str | None]:
    doc = read(code, text)
    return {x.country for m in doc.mentions for x in (m, m.of, m.owner) if x is not None and x.country}


@pytest.mark.parametrize("code", ["id", "en"])
def test_no_territory_is_missing(code: str) -> None:
    territories = {c for c in Locale.parse(code).territories if len(c) == 2 and c.isalpha()}
    assert territories - NO_TERRITORY - set(BY_CODE) == set()


@pytest.mark.parametrize("code", ["id", "en"])
def test_names(code: str) -> None:
    names = Locale.parse(code).territories
    wrong = {}
    for iso2, row in BY_CODE.items():
        name = (row.get("names", {}).get(code) or [names.get(iso2)])[0] if iso2 in ("SZ", "CG") else names.get(iso2)
        if name and row["iso3"] not in UNUSED:
            found = countries(code, SENTENCE[code].format(name))
            if row["iso3"] not in found:
                wrong[name] = found
    assert wrong == {}


def test_english_adjectives() -> None:
    wrong = {}
    for row in ROWS:
        for word in row.get("adjectives", {}).get("en", [])[:1]:
            found = countries("en", f"The {word} government condemned the attack.")
            if row["iso3"] not in found:
                wrong[word] = found
    assert wrong == {}


@pytest.mark.parametrize("code", ["id", "en"])
def test_capitals(code: str) -> None:
    wrong = {}
    for row in ROWS:
        name = (row.get("capital") or {}).get(code)
        if name:
            text = f"Pertemuan itu digelar di {name} kemarin." if code == "id" else f"The meeting was held in {name} on Monday."
            found = countries(code, text)
            if row["iso3"] not in found:
                wrong[name] = found
    assert wrong == {}
