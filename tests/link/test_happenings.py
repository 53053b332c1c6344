"""One event per happening: what is told again is one event, what differs is two."""

from __future__ import annotations

import pytest

from ikrar.pipeline import read_text

# text, type, how many events of that type
TABLE = [
    ("Polisi Kenya menangkap 36 orang di Nairobi. Sebanyak 36 orang itu ditangkap pada Rabu.", "COERCE", 1),
    ("Sebanyak 36 tersangka ditangkap di Nairobi. Polisi Kenya telah meringkus 36 tersangka itu.", "COERCE", 1),
    ("Polisi Kenya menangkap delapan orang di Nairobi. Enam orang ditangkap di Mombasa.", "COERCE", 2),
    ("Kenya menyerang Uganda pada 3 Maret 2021. Serangan itu menewaskan tiga tentara.", "ASSAULT", 1),
    ("Kenya menyerang Uganda pada 3 Maret 2021. Kenya menyerang Uganda lagi pada 9 Maret 2021.", "ASSAULT", 2),
    ("Presiden Kenya bertemu Presiden Uganda di Nairobi. Pertemuan itu berlangsung dua jam.", "CONSULT", 1),
    ("Partai Surya mengusung Ana Rojas sebagai calon gubernur. Partai Surya mengusung Jorge Diaz sebagai calon bupati.", "SUPPORT", 2),
    ("Gubernur Lima menghadiri rapat dengan kepolisian. Rapat kerja parlemen Peru dengan Menteri Keuangan digelar Senin.", "CONSULT", 2),
    ("Ketua Partai Surya mengatakan tidak ada pembicaraan dengan Presiden Peru.", "CONSULT", 0),
    ("“Terkait dengan KTT ASEAN, itu akan diterapkan di sekolah,” kata Gubernur Lima.", "CONSULT", 0),
    ("“Pekan depan akan ada pertemuan dengan Menteri Pertahanan Kenya,” kata Presiden Peru.", "AGREE", 1),
    ("Partai Surya menggelar musyawarah nasional di Lima.", "CONSULT", 0),
    ("Pengadilan Negeri Lima menggelar sidang perkara itu.", "CONSULT", 0),
    ("Partai Surya menggelar musyawarah dengan Partai Bulan di Lima.", "CONSULT", 1),
    ("Jaksa Kenya memeriksa Mary Otieno di Nairobi. Jaksa Kenya memeriksa Paul Kimani pada Rabu.", "ACCUSE", 2),
    ("Jaksa Kenya menjadwalkan pemeriksaan terhadap Mary Otieno. Mary Otieno akan diperiksa sebagai saksi.", "ACCUSE", 1),
    ("Polisi Kenya menangkap dua orang di Nairobi. Keduanya anggota geng. Polisi Kenya mengatakan keduanya ditangkap di bar.", "COERCE", 1),
    ("Massa akan menggelar demonstrasi di Lima, Peru. Unjuk rasa itu digelar mahasiswa.", "PROTEST", 1),
    ("Buruh Peru berdemo di depan parlemen kemarin. Buruh Peru akan berdemo lagi di istana besok.", "PROTEST", 2),
    ("Kenya menyerang Uganda pada Senin. Perang Kenya di Uganda telah menewaskan 300 orang.", "ASSAULT", 1),
    ("Police in Kenya arrested 36 people in Nairobi. The 36 people were arrested on Wednesday.", "COERCE", 1),
    ("Kenya attacked Uganda on March 3, 2021. The attack killed three soldiers.", "ASSAULT", 1),
    ("Ketua Partai Surya Dodi Lasmana meminta polisi memeriksa laporan. Dodi juga mendesak polisi menangkap pelakunya.", "REQUEST", 1),
    ("Gubernur Dodi Lasmana meminta warga memakai masker. Dodi juga meminta polisi menjaga pasar.", "REQUEST", 2),
    ("Gubernur Dodi Lasmana meminta warga memakai masker. Bupati Rini Astari juga meminta warga memakai masker.", "REQUEST", 2),
    ("Borduria meminta Ruritania menarik pasukannya. Borduria juga mendesak Ruritania membuka perbatasan.", "REQUEST", 2),
    ("Mahasiswa menyampaikan tuntutan dalam audiensi dengan DPR. Dalam audiensi dengan DPR, Rabu, dosen ikut berbicara.", "CONSULT", 1),
    ('Menteri Dodi Lasmana meminta maaf kepada warga. "Saya mohon maaf," kata Dodi.', "CONCEDE", 1),
    ("Menteri Dodi Lasmana mengapresiasi para guru. Dodi mengapresiasi guru yang mengajar di desa.", "SUPPORT", 1),
    ("Gubernur Dodi Lasmana berjanji membangun pasar bagi warga. Dodi juga berjanji memperbaiki jalan bagi warga.", "AGREE", 2),
    ('Menteri Dodi Lasmana mengatakan pemerintah akan membuka pasar itu. "Kami akan membuka pasar itu," kata Dodi.', "AGREE", 1),
    ("Menteri Dodi Lasmana mengatakan akan membuka pasar. Jalan itu macet. Hujan turun. Dodi mengatakan akan menutup jalan.", "AGREE", 2),
    ("Dua polisi ditangkap di Nairobi. Polisi Kenya menangkap beberapa demonstran bulan lalu.", "COERCE", 2),
    ("Two policemen were arrested in Nairobi. Last month police in Kenya arrested several protesters.", "COERCE", 2),
    (
        "Roket Peru menghantam pasar di Arica, Cile. Sedikitnya 30 orang tewas akibat serangan Peru itu. Roket menghantam kios ikan.",
        "ASSAULT",
        1,
    ),
    ("Peru bombed Chile. Traders wept in Arica. The mayor said rockets fired by Peru had hit Chile.", "ASSAULT", 1),
    ("Peru membombardir Arica, Cile. Sebulan kemudian tentara Peru juga menyerang Iquique, Cile.", "ASSAULT", 2),
    ("Peru bombed Arica in Chile on Monday. Its army shelled Iquique in Chile on Friday.", "ASSAULT", 2),
    ("Peru menuding Cile menimbun senjata. Warga diam. Menurut Peru, Cile telah melanggar perjanjian.", "ACCUSE", 1),
    ("Peru and Chile attacked each other's budgets. Chile is accused by Peru of hoarding arms.", "ACCUSE", 2),
    ("Polisi Peru menangkap dua nelayan Cile. Peru melarang nelayan Cile melaut.", "COERCE", 2),
    ("Peru Usir Diplomat Chile\n\nLIMA - Peru menyuruh tiga diplomat pulang. Chile mengecam keputusan Peru itu pada Senin.", "SANCTION", 0),
    (
        "Chile hits out at Peru\n\nLIMA - Peru banned Chilean fish on Monday. Envoys of Chile met Peru's foreign minister in Lima.",
        "ACCUSE",
        0,
    ),
    ("Polisi Lima menangkap Pedro Quispe di Lima. Pelaku kini sudah diamankan.", "COERCE", 1),
    ("Polisi Lima menangkap Pedro Quispe di Lima. Polisi Lima juga menangkap Juan Mamani.", "COERCE", 2),
    ('"Dua orang kami tangkap," kata Kapolres Malang, Senin (2/3/2026). Dua orang itu ditangkap polisi Malang sore tadi.', "COERCE", 1),
    ("Mahasiswa menolak revisi undang-undang itu. Massa aksi menutup jalan di Lima.", "REJECT", 0),
    ("Peru mengapresiasi bantuan Kenya. Peru juga mengapresiasi sikap Kenya soal perbatasan.", "SUPPORT", 2),
    ("Peru menuduh Cile mencuri data. Peru juga menuduh Cile menyadap telepon menteri.", "ACCUSE", 2),
    ("Peru accused Chile of spying. Peru also accused Chile of shelling a village.", "ACCUSE", 2),
    ("Presiden Peru Carlos Rojas bertemu Presiden Cile Juan Soto. Carlos Rojas bertemu Menteri Cile Maria Vera.", "CONSULT", 2),
]


@pytest.mark.parametrize(("text", "type_", "wanted"), TABLE, ids=[row[0][:40] for row in TABLE])
def test_told_again(text: str, type_: str, wanted: int) -> None:
    record = read_text(text, published="2021-04-08").record
    assert [e.type for e in record.events].count(type_) == wanted


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Tentara Kenya mengklaim telah membunuh Ahmed Dirie dalam serangan di Mogadishu.", "SOM"),
        ("Tentara Myanmar menembak warga sipil di Yangon.", "MMR"),
    ],
)
def test_whose_victims(text: str, country: str) -> None:
    record = read_text(text).record
    (event,) = [e for e in record.events if e.type == "ASSAULT"]
    assert [e.country for e in record.entities if e.id in event.recipients] == [country]
