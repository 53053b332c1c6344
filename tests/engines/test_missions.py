"""A mission that has changed is declared by the state whose forces leave, whoever is heard to say so."""

import pytest

from ikrar.pipeline import read_text

AGREED = {
    "id": "LIMA - Kenya dan Peru sepakat menarik pasukan Kenya dari Peru, menurut pernyataan bersama. ",
    "en": "LIMA - Kenya and Peru agreed to withdraw Kenyan troops from Peru, a joint statement said. ",
}


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("id", '"Tugas pasukan kami sekarang beralih ke pelatihan dan pemberian nasihat," demikian bunyi pernyataan itu.'),
        ("id", "Pasukan Kenya selanjutnya hanya bertugas melatih dan memberi nasihat."),
        ("en", "Its mission has now been changed to training and advice because Peruvian troops have become more capable."),
        ("en", "The troops have been reassigned to training and advisory duties, the statement said."),
    ],
)
def test_mission_of_those_who_leave(language: str, told: str) -> None:
    record = read_text(AGREED[language] + told, language=language, published="2024-05-16").record
    countries = {e.id: e.country for e in record.entities}
    changed = [c for c in record.commitments if c.provision == "mission-change"]
    assert [{countries[i] for i in c.promisors} for c in changed] == [{"KEN"}]
