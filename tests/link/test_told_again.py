"""One act told in several sentences is one event: what a speaker asks again of the same, a meeting at home, a summons not heeded."""

from __future__ import annotations

import pytest

from ikrar.pipeline import read_text

# text, type, how many events of that type it tells of
TABLE = [
    ("Ketua Partai Surya Dodi Lasmana meminta polisi memeriksa laporan. Dodi juga mendesak polisi menangkap pelakunya.", "REQUEST", 1),
    ("Gubernur Dodi Lasmana meminta warga memakai masker. Dodi juga meminta polisi menjaga pasar.", "REQUEST", 2),
    ("Gubernur Dodi Lasmana meminta warga memakai masker. Bupati Rini Astari juga meminta warga memakai masker.", "REQUEST", 2),
    ("Borduria meminta Ruritania menarik pasukannya. Borduria juga mendesak Ruritania membuka perbatasan.", "REQUEST", 2),
    ("Mahasiswa menyampaikan tuntutan dalam audiensi dengan DPR. Dalam audiensi dengan DPR, Rabu, dosen ikut berbicara.", "CONSULT", 1),
    ('Menteri Dodi Lasmana meminta maaf kepada warga. "Saya mohon maaf," kata Dodi.', "CONCEDE", 1),
    ("Menteri Dodi Lasmana mengapresiasi para guru. Dodi mengapresiasi guru yang mengajar di desa.", "SUPPORT", 1),
    ("Gubernur Dodi Lasmana berjanji membangun pasar bagi warga. Dodi juga berjanji memperbaiki jalan bagi warga.", "AGREE", 2),
    ("Polisi Lima menangkap Pedro Quispe di Lima. Pelaku kini sudah diamankan.", "COERCE", 1),
    ("Polisi Lima menangkap Pedro Quispe di Lima. Polisi Lima juga menangkap Juan Mamani.", "COERCE", 2),
    ('"Dua orang kami tangkap," kata Kapolres Malang, Senin (2/3/2026). Dua orang itu ditangkap polisi Malang sore tadi.', "COERCE", 1),
    ("Mahasiswa menolak revisi undang-undang itu. Massa aksi menutup jalan di Lima.", "REJECT", 0),
    ("Presiden Peru Carlos Rojas bertemu Presiden Cile Juan Soto. Carlos Rojas bertemu Menteri Cile Maria Vera.", "CONSULT", 2),
]


@pytest.mark.parametrize(("text", "type_", "number"), TABLE, ids=[row[0][:50] for row in TABLE])
def test_how_often(text: str, type_: str, number: int) -> None:
    assert [e.type for e in read_text(text).record.events].count(type_) == number
