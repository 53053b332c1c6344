"""Whose somebody most likely is: signs for each country, weighed in a report that is long enough to have some."""

from __future__ import annotations

import pytest

from ikrar.lexicon import lexicon
from ikrar.lexicon.store import DATA
from ikrar.lexicon.tables import load_yaml
from ikrar.link.likely import SHORT
from ikrar.pipeline import read_text

MORE = {"en": "The market sold maize in row", "id": "Pasar itu menjual jagung di baris"}
REPORTS = {
    # the police of where it is all about, though another state is named just before them
    "police at home": (
        "en",
        "LUSAKA - Zambia's opposition leader Mutale Sampa was fined on Monday. The court in Lusaka heard ten witnesses. "
        "Zambia will vote in August. {more} Supporters of Mr Sampa sang outside. A Peruvian diplomat looked on from a car. "
        "Later police arrested twelve demonstrators in the market.",
        ("police", "ZMB"),
    ),
    # residents are of the place of the report
    "residents": (
        "id",
        "JUBA - Sudan Selatan mengirim bantuan ke Bor pada Senin. Juru bicara pemerintah Sudan Selatan mengatakan tiga truk sudah tiba. "
        "Uganda mengirim satu dokter. {more} Banjir merendam pasar Bor. Sudan Selatan berjanji memperbaiki tanggul. "
        "Warga memprotes lambatnya pekerjaan itu di depan kantor gubernur.",
        ("Warga", "SSD"),
    ),
}


@pytest.mark.parametrize("name", REPORTS)
def test_whose_somebody_is_in_a_report(name: str) -> None:
    language, told, (words, country) = REPORTS[name]
    text = told.replace("{more}", " ".join(f"{MORE[language]} {n}." for n in range(SHORT)))
    start = text.index(words)
    entities = read_text(text, language=language, published="2024-05-06").record.entities
    assert {e.country for e in entities if any(a <= start < b for a, b in e.mentions)} == {country}


def test_every_sign_of_the_table_is_asked_for() -> None:
    table = load_yaml(DATA / "ontology" / "whose.yaml")
    source = (DATA.parent / "link" / "likely.py").read_text("utf-8")
    unknown = [sign for sign in table["signs"] if f'"{sign}"' not in source and not sign.startswith("last before, ")]
    assert not unknown
    for code in lexicon().codes:
        weights = lexicon().language(code).whose
        assert set(weights) == set(table["kinds"])
        assert all(set(signs) == set(table["signs"]) for signs in weights.values())
