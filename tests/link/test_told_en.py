"""The acts that English sentences of our own tell, all of them: what is only the topic, the ground or a part of one is none beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from ikrar.pipeline import read_text

TABLE: dict[str, str] = yaml.safe_load((Path(__file__).parent / "told_en.yaml").read_text("utf-8"))


@pytest.mark.parametrize("text", TABLE, ids=lambda text: text[:60])
def test_what_is_told(text: str) -> None:
    found = [e.type if e.factuality == "actual" else f"{e.type} {e.factuality}" for e in read_text(text, language="en").record.events]
    assert sorted(found) == sorted(filter(None, TABLE[text].split(", ")))


PEOPLE = {
    "said Maria Soto, Americas director at Human Rights Watch": ("Maria Soto", "INT:NGO"),
    "said Maria Soto, director for North Africa and the Middle East at Amnesty International": ("Maria Soto", "INT:NGO"),
    "said Maria Soto, who heads the Kenyan teachers' union": ("Maria Soto", "KEN:LAB"),
    "said Norway's ambassador to Kenya, Kari Dahl": ("Kari Dahl", "NOR:GOV"),
    "said the UN special envoy for Yemen, Hans Grunder": ("Hans Grunder", "INT:IGO"),
    "said Kari Dahl, 54, Norway's minister of health": ("Kari Dahl", "NOR:GOV"),
    "said Nigeria's Inspector-General of Police, Ibrahim Idrisu": ("Ibrahim Idrisu", "NGA:COP"),
    "said the head of the Chilean Senate's Foreign Affairs Committee, Pablo Soto": ("Pablo Soto", "CHL:LEG"),
    "said Norway's deputy director of public prosecutions, Ingrid Lund": ("Ingrid Lund", "NOR:JUD"),
}


@pytest.mark.parametrize("told", PEOPLE)
def test_who_somebody_is(told: str) -> None:
    name, code = PEOPLE[told]
    record = read_text(f"“The army of Chile must stop the attack,” {told}.", language="en").record
    assert [f"{e.country}:{e.sector}" for e in record.entities if e.name == name] == [code]


def test_him_in_a_relative_clause_is_whom_the_sentence_is_about() -> None:
    text = (
        "LIMA - Peru's prosecutors arrested the Kenyan writer Juma Oteno on Monday. The deputy mayor of Lima, Ana Rojas, said the case "
        "was weak. Oteno is fighting a transfer to Chile, which accuses him of theft."
    )
    record = read_text(text, language="en").record
    name = {e.id: e.name for e in record.entities}
    assert [[name[i] for i in e.recipients] for e in record.events if e.type == "ACCUSE"] == [["Juma Oteno"]]
