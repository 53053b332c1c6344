"""To whom a promise is made whose words do not say it: whoever its action names, and a government's else the public."""

from __future__ import annotations

import pytest

from ikrar.pipeline import read_text

# text, the names of those to whom the one AGREE of the text is made
TABLE = [
    ("Ketua Partai Surya menyatakan siap memenuhi panggilan Komisi Antikorupsi Peru.", ["Komisi Antikorupsi Peru"]),
    ("Warga Lima mengeluh. “Jembatan itu akan kami perbaiki,” kata Menteri Perhubungan Peru.", ["Warga Lima"]),
    ("“Jembatan itu akan kami perbaiki,” kata Menteri Perhubungan Peru.", []),
    ("Peru dan Kenya sepakat membuka jalur kapal bagi nelayan.", []),
]


@pytest.mark.parametrize(("text", "wanted"), TABLE, ids=[row[0][:40] for row in TABLE])
def test_to_whom(text: str, wanted: list[str]) -> None:
    record = read_text(text).record
    (event,) = [e for e in record.events if e.type == "AGREE"]
    assert [e.name for e in record.entities if e.id in event.recipients] == wanted


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("Partai Surya di Peru membentuk koalisi. Koalisi itu mendaftarkan Ana Rojas sebagai calon gubernur.", "PTY"),
        ("Pasukan Peru bergabung. Partai Surya diam. Koalisi itu menyerang Kenya.", "MIL"),
    ],
)
def test_whose_coalition(text: str, sector: str) -> None:
    record = read_text(text).record
    assert [e.sector for e in record.entities if e.name.startswith("Koalisi")] == [sector]


# text, type, the countries of those to whom its one act of that type was done
DONE_TO = [
    ("Anggota parlemen Peru mengkritik rancangan undang-undang itu.", "ACCUSE", {"PER"}),
    ("Warga Peru mengeluh. Gubernur Lima, Peru, mewajibkan pemasangan pompa air di gedung tinggi.", "REQUEST", {"PER"}),
    ("Kepala Kepolisian Peru meminta maaf atas kekurangan itu. Pemerintah Peru diam.", "CONCEDE", {"PER"}),
    ("Warga Peru mengeluh. Presiden Chile diam. Pemerintah Peru mencabut aturan itu.", "CONCEDE", {"PER"}),
    ("Warga Peru menolak relokasi. Presiden Chile diam.", "REJECT", {"PER"}),
    ("Kementerian Sosial Peru mengecam kekerasan terhadap perempuan dan anak.", "ACCUSE", set()),
    ("Ratusan sopir truk Peru berunjuk rasa.", "PROTEST", {"PER"}),
    ("Menteri Pertanian Peru Luis Rojas ikut berunjuk rasa.", "PROTEST", set()),
    ("Kerusuhan pecah di Lima. Ratusan pemuda Peru mengamuk.", "PROTEST", set()),
    ("Menteri Perhubungan Peru menandatangani aturan baru soal taksi.", "REQUEST", {"PER"}),
    ("Mahasiswa Peru menyerukan gencatan senjata di Chad.", "REQUEST", {"TCD"}),
    ("Peru's transport minister apologised for the delays.", "CONCEDE", {"PER"}),
    ("Peruvian President Luis Rojas called for calm after Kenyan police had arrested his envoy.", "REQUEST", {"PER"}),
    ("Kenyan police arrested an envoy. Peru's foreign minister Luis Rojas appealed for calm in Kenya.", "REQUEST", {"KEN"}),
    ("Gubernur Lima, Peru, menyerukan ketenangan. Presiden Chile diam.", "REQUEST", {"PER"}),
    ("Polisi Peru menggerebek sebuah percetakan.", "COERCE", {"PER"}),
    ("Warga Peru mengeluh. Kementerian Keuangan Peru memberlakukan pembatasan perjalanan.", "COERCE", {"PER"}),
    ("Nilai dolar Chile naik di Chile. Pasar Chile lesu. Presiden Peru mengimbau para menteri untuk tetap waspada.", "REQUEST", {"PER"}),
    ("Peru menolak laporan Kenya. Menteri Peru menilainya kebohongan untuk menggambarkan Peru sebagai pihak jahat.", "ACCUSE", {"KEN"}),
]


def test_an_order_by_nobody_named_is_of_those_who_rule() -> None:
    record = read_text("Setiap guru di Peru diwajibkan mengirim laporan.").record
    (event,) = [e for e in record.events if e.type == "REQUEST"]
    assert [(e.country, e.sector) for e in record.entities if e.id in event.actors] == [("PER", "GOV")]


@pytest.mark.parametrize(("text", "type_", "wanted"), DONE_TO, ids=[row[0][:40] for row in DONE_TO])
def test_done_to(text: str, type_: str, wanted: set[str]) -> None:
    record = read_text(text).record
    (event,) = [e for e in record.events if e.type == type_]
    assert {e.country for e in record.entities if e.id in event.recipients} == wanted
