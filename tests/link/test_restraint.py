"""What is told in words of force and is no event: play, show, daily life, and what private people do among themselves."""

from __future__ import annotations

import pytest

from ikrar.pipeline import read_text

MATCH_ID = """Zemlja FC Menang Tipis di Kandang Veltra

Laga pekan kelima Liga Utama berakhir dengan skor 2-1. Zemlja FC menyerang sejak babak pertama, dan striker mereka mencetak gol
lewat tendangan bebas. Borduria menahan imbang Syldavia pada pertandingan lain. Pelatih Veltra menolak menyalahkan kiper.
Ruritania akan bertemu Syldavia di semifinal piala itu."""

MATCH_EN = """Zemlja edge Veltra in league opener

The match ended 2-1 after the striker scored two goals. Zemlja attacked from the start of the season's first league match,
and the coach praised his players. Norway will meet Peru in the semifinal of the championship at the stadium."""

FILM_ID = """Aktor Baru Bintangi Film Horor

Film horor itu mengisahkan sebuah desa yang diteror hantu. Sutradara film memuji aktor dan penyanyi lagu temanya. Penonton menyambut
trailer film itu. Dalam adegan terakhir, tentara menyerang desa, kata sutradara. Aktris pemeran utama menolak bertemu penggemar."""

RAID_ID = """Polisi Menangkap Perusuh Seusai Laga

Laga Liga Utama itu berakhir dengan skor 2-1 lewat gol pada babak kedua. Polisi menangkap 12 suporter klub tamu di stadion seusai
pertandingan. Pelatih dan pemain kedua klub meninggalkan stadion."""

STATES_ID = """Peru Menarik Pasukan dari Perbatasan

Peru menarik pasukannya dari perbatasan dengan Chili pada Senin. Presiden Peru memuji juru runding kedua negara di stadion nasional."""


def types(text: str) -> list[str]:
    return sorted(e.type for e in read_text(text).record.events)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(MATCH_ID, [], id="a match"),
        pytest.param(MATCH_EN, [], id="a match in English"),
        pytest.param(RAID_ID, ["COERCE"], id="the police at a match"),
    ],
)
def test_sport(text: str, told: list[str]) -> None:
    assert types(text) == told


PLAYED = [
    ("Wakil Ruritania menyerah 12-21 di gim kedua.", "RETREAT", False),
    ("Jet tempur Borduria menyerang Ruritania, dan militer membatalkan laga.", "ASSAULT", True),
]


@pytest.mark.parametrize(("sentence", "event", "told"), PLAYED)
def test_force_in_a_report_of_sport_is_play(sentence: str, event: str, told: bool) -> None:
    assert (event in types(f"{MATCH_ID} {sentence}")) is told


def test_an_air_show_is_no_protest() -> None:
    assert "PROTEST" not in types("Angkatan Udara Peru menggelar demonstrasi pesawat tempur di Lima.")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('Partai Surya bertemu Gubernur Lima. "Jangan ragu melangkah," kata Ketua Partai Surya Rosa Quispe.', ["CONSULT"]),
        ('Gubernur Lima diam. "Gubernur jangan ragu melangkah," kata Ketua Partai Surya Rosa Quispe.', ["REQUEST"]),
    ],
)
def test_a_call_is_put_to_somebody(text: str, told: list[str]) -> None:
    assert types(text) == told


def test_a_film_is_no_war() -> None:
    assert set(types(FILM_ID)) <= {"ASSAULT"}  # soldiers in the plot are the one thing that may slip through


def test_news_of_states_stays() -> None:
    assert "RETREAT" in types(STATES_ID)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Penyanyi Ana Petrova menggugat tetangganya.", False),
        ("Jaksa Peru menggugat tetangganya.", True),
        ("Keluarga itu menolak tawaran tetangganya.", False),
        ("Keluarga itu menolak tawaran pemerintah Peru.", True),
        ("Ribuan buruh berunjuk rasa di Lima.", True),
        ("Direktur utama PT Tirta Jaya meminta maaf kepada para pelanggan.", True),
        ("Seorang penjual bakso meminta maaf kepada para pelanggan.", False),
        ("Jemaah gereja di Lima diserang massa.", True),
        ("Seorang tukang ojek dipukul tetangganya.", False),
        ("Pria itu membakar rumah di Lima.", False),
        ("Massa membakar kantor polisi di Lima.", True),
        ("Penyanyi Ana Petrova mengamuk di Lima.", False),
        ("Gubernur Lima mengamuk di Lima.", False),
        ("Pelajar Peru itu memukul temannya hingga pingsan.", False),
        ("Seorang wartawan Peru dipukuli sekelompok pria di Lima.", True),
        ("Farmers and herders clashed in northern Peru, killing 12.", True),
        ("Villagers burned down a mine in Peru.", True),
        ("Seorang pria menikam Wali Kota Lima.", True),
        ("Two teenagers beat a third in a park in Lima.", False),
        ("A man set fire to his neighbour's shed in Lima.", False),
        ("Gubernur Lima memutuskan untuk pulang lebih awal.", False),
        ("Gubernur Lima memutuskan untuk menaikkan pajak.", True),
        ("The mayor of Lima decided to leave the hall.", False),
        ("Ana Petrova memutuskan mencari jalan lain di Lima.", False),
        ("Para sopir taksi mengamuk di Lima.", True),
        ("Penyanyi Ana Petrova mengimbau warga tidak membakar sampah.", True),
        ("Penyanyi Ana Petrova meminta adiknya tidak membakar sampah.", False),
        ("PT Tirta Jaya berjanji akan mengganti mesin itu.", True),
        ("Warga meminta perusahaan tambang itu membayar ganti rugi.", True),
        ("Ketua kelompok tani Rina Soto meminta perusahaan itu membayar bunga.", True),
        ("Rina Soto meminta tetangganya membayar utang.", False),
        ("Pelanggan itu meminta kakaknya menunggu di rumah.", False),
        ("Penyanyi Ana Petrova berjanji akan mengganti mesin itu.", False),
    ],
)
def test_private_people_among_themselves(sentence: str, told: bool) -> None:
    assert bool(types(sentence)) is told


@pytest.mark.parametrize(
    "sentence",
    [
        "Badai menyerang pesisir Peru.",
        "Presiden Peru meninggal akibat serangan jantung.",
        "Kapten Peru diserang virus.",
        "The army said that a heart attack killed the general.",
    ],
)
def test_nature_attacks_nobody(sentence: str) -> None:
    assert "ASSAULT" not in types(sentence)


@pytest.mark.parametrize(
    ("sentence", "event", "told"),
    [
        ("Menteri Olahraga Ruritania bertemu Menteri Olahraga Peru.", "CONSULT", True),
        ("Federasi Zemlja mengutuk perang Peru di Gaza.", "ACCUSE", True),
        ("Federasi Zemlja mengutuk Peru.", "ACCUSE", False),
    ],
)
def test_beside_a_match_those_in_office_act_and_a_war_is_meant(sentence: str, event: str, told: bool) -> None:
    assert (event in types(f"{MATCH_ID} {sentence}")) is told


@pytest.mark.parametrize(
    ("text", "protests"),
    [
        ("Alun-alun Lima dipadati ribuan demonstran.", 1),
        ("Ribuan guru berunjuk rasa di Lima. Massa aksi kemudian bertahan di depan gedung parlemen.", 1),
    ],
)
def test_a_crowd_tells_of_a_protest_that_is_not_told(text: str, protests: int) -> None:
    assert types(text).count("PROTEST") == protests
