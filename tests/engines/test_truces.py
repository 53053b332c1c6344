"""A truce in force that names nobody is kept, and owed, by the two who fight in the report."""

from __future__ import annotations

import pytest

from ikrar.pipeline import read_text

TEXTS = [
    "Kenya menyerang Somalia pada Senin. Somalia menembaki pasukan Kenya. Itu terjadi meski gencatan senjata telah berlaku sejak April.",
    "Kenya attacked Somalia on Monday. Somalia shelled Kenyan troops. A ceasefire had been in place since April.",
]


@pytest.mark.parametrize("text", TEXTS, ids=["id", "en"])
def test_whose_truce(text: str) -> None:
    record = read_text(text).record
    countries = {e.id: e.country for e in record.entities}
    (kept,) = [e for e in record.events if e.type == "RETREAT"]
    assert {countries[i] for i in kept.actors} == {"KEN", "SOM"}
    (owed,) = record.commitments
    assert (owed.kind, owed.provision, {countries[i] for i in owed.promisors}) == ("undertaking", "ceasefire", {"KEN", "SOM"})


def test_nobody_fights() -> None:
    assert read_text("Gencatan senjata telah berlaku sejak April. Warga Kenya lega.").record.commitments == ()
