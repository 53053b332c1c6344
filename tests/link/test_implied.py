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
    ("Polisi Peru menggerebek sebuah percetakan.", "COERCE", {"PER"}),
    ("Warga Peru mengeluh. Kementerian Keuangan Peru memberlakukan pembatasan perjalanan.", "COERCE", {"PER"}),
    ("Nilai dolar Chile naik di Chile. Pasar Chile lesu. Presiden Peru mengimbau para menteri untuk tetap waspada.", "REQUEST", {"PER"}),
    ("Peru menolak laporan Kenya. Menteri Peru menilainya kebohongan untuk menggambarkan Peru sebagai pihak jahat.", "ACCUSE", {"KEN"}),
]


@pytest.mark.parametrize(("text", "type_", "wanted"), DONE_TO, ids=[row[0][:40] for row in DONE_TO])
def test_done_to(text: str, type_: str, wanted: set[str]) -> None:
    record = read_text(text).record
    (event,) = [e for e in record.events if e.type == type_]
    assert {e.country for e in record.entities if e.id in event.recipients} == wanted
