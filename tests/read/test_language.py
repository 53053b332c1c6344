"""Which language a text is in."""

from __future__ import annotations

from pathlib import Path

import pytest

from ikrar.read.language import detect

CASES = [
    ("id", "Pemerintah Ruritania berkomitmen untuk melindungi konvoi di wilayah itu, kata menteri luar negeri pada Rabu."),
    ("id", "Ruritania dan Borduria sepakat"),
    ("en", "The government of Ruritania agreed on Wednesday to protect the convoys in the valley, its foreign minister said."),
    ("en", "Police arrested five Kenyans in Kampala."),
    ("en", "Peru condemned Chile."),
    ("id", "Polisi menangkap Ali Otieno di Nairobi."),
    ("es", "La policía detuvo a cinco kenianos en Kampala."),
    ("ms", "Kerajaan berkata pihaknya akan membantu kerana mangsa memerlukan makanan, kata menteri itu pada Khamis."),
    ("fr", "Le ministre des affaires étrangères a déclaré mercredi que le gouvernement allait protéger les convois."),
    ("nl", "De minister van Buitenlandse Zaken zei woensdag dat de regering de konvooien in het dal zal beschermen."),
    ("nl", "De premier was in Brussel en zei dat er in de stad of in het land niets is veranderd, want het was er altijd zo."),
    ("it", "Il ministro di Stato ha detto che il governo di Roma intende di nuovo inviare aiuti ai paesi di confine."),
    ("de", "Der Minister will in Berlin an den Gesprächen teilnehmen, was in der Regierung so nicht abgesprochen war."),
    ("es", "El ministro viajó para reunirse con sus homólogos para tratar la ayuda para los refugiados."),
    ("tl", "Sinabi ng pangulo na hindi siya pupunta sa Maynila dahil sa bagyo, at ang mga tao ay naghihintay."),
    ("ru", "Министр иностранных дел заявил в среду, что правительство будет защищать конвои."),
    ("und", "12.345 — 67%"),
    ("id", "“" * 10_000 + "Pemerintah itu sepakat untuk menarik pasukan dari lembah, kata menteri luar negeri pada Rabu." + "”" * 10_000),
    ("und", ""),
]


@pytest.mark.parametrize(("language", "text"), CASES)
def test_languages(language: str, text: str) -> None:
    found, sure = detect(text)
    assert found == language
    assert 0.0 <= sure <= 1.0


@pytest.mark.parametrize(("folder", "language"), [("dev", "id"), ("dev-en", "en"), ("seed", "id")])
def test_the_hand_coded_texts(gold: Path, folder: str, language: str) -> None:
    for path in (gold / folder).glob("*.txt"):
        assert detect(path.read_text("utf-8"))[0] == language, path.name


def test_sources_in_another_language_below_the_report() -> None:
    report = "Menteri itu menolak usulan yang disampaikan oleh parlemen pada hari Senin. " * 30
    sources = "The minister has said that he would not accept the offer of the parliament. " * 80
    assert detect(report + "\n\nSumber:\n" + sources)[0] == "id"
