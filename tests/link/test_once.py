"""How many acts of a type a text of our own tells: the same told again is one, and what only looks like it is another."""

from __future__ import annotations

import pytest

from ikrar.pipeline import read_text

# text, type, how many acts of it
TABLE = [
    # whose promise is told, and then quoted, has promised once
    ("Menteri Perhubungan Kenya Juma Oteno menawarkan kerja sama pelabuhan kepada Peru, Senin 2 September 2024. “Kami siap bekerja sama dengan Peru untuk membangun pelabuhan,” kata Juma, Senin.", "AGREE", 1),
    # who blames another, and in the next sentence goes on to
    ("Duta Besar Kenya, Juma Oteno, mengecam laporan PBB. Dia menuding PBB menyamakan Kenya dengan Peru.", "ACCUSE", 1),
    ("Duta Besar Kenya, Juma Oteno, mengecam laporan PBB. Dia juga menuding PBB menyamakan Kenya dengan Peru.", "ACCUSE", 2),
    # a clash at home is not the strike on another state; nobody known by name dies twice
    ("Tentara Kenya menembak jatuh pesawat Peru. Bentrokan antara demonstran dan polisi Kenya juga tak terelakkan.", "ASSAULT", 2),
    ("Pasukan Kenya menewaskan tokoh Boko Haram, Abu Yusuf. Yusuf tewas dalam serangan udara.", "ASSAULT", 1),
    # those who joined a protest
    ("Ratusan demonstran berunjuk rasa di Nairobi memprotes militer Kenya. Protes pada akhir pekan lalu itu diikuti ratusan mahasiswa.", "PROTEST", 1),
    # what is no act: of a kind, only aimed at, or what is to come counts from it
    ("Menteri Kenya menegaskan serangan terhadap rumah sakit merupakan pelanggaran hukum.", "ASSAULT", 0),
    ("Tim independen itu bertujuan menyelidiki polisi Peru.", "ACCUSE", 0),
    ("Peru dan Kenya membahas rencana untuk membangun jembatan dua pekan setelah keduanya meneken perjanjian dagang.", "AGREE", 0),
    ("Masyarakat diimbau menggunakan masker di luar rumah.", "REQUEST", 0),
    ("Partai yang didukung Kenya itu memecat ketuanya.", "SUPPORT", 0),
    ("Komisi II DPR yang bermitra dengan Ombudsman memanggil menteri itu.", "COOPERATE", 0),
]  # fmt: skip


@pytest.mark.parametrize(("text", "type_", "number"), TABLE, ids=[f"{row[1]} {row[0][:40]}" for row in TABLE])
def test_how_many(text: str, type_: str, number: int) -> None:
    assert sum(e.type == type_ for e in read_text(text, language="id").record.events) == number


# text, type, sectors of who did its one act of that type, sectors of those to whom it was done
SIDES = [
    ("Uskup Agung Lima menemui Presiden Peru di istana.", "CONSULT", ["REL"], ["GOV"]),
    ("Menteri Kesehatan Peru bertemu keluarga korban di Lima.", "CONSULT", ["GOV"], ["CVL"]),
    ("Presiden Kenya menemui Presiden Peru di Lima.", "CONSULT", ["GOV", "GOV"], []),
    ("Dia mengatakan lima anggota Boko Haram juga tewas dalam serangan tentara Nigeria.", "ASSAULT", ["MIL"], ["REB"]),
    ("Paguyuban Tari melayangkan surat ke KJRI Karachi, Pakistan, untuk meminta klarifikasi soal pencurian topeng.", "REQUEST", ["NGO"], ["GOV"]),
    ("DPR RI bersidang. Ribuan mahasiswa turun ke jalan menentang revisi UU Pertanahan.", "PROTEST", ["EDU"], ["LEG"]),
    ("Bupati Nduga mengatakan KKB menyandera warga. Menurutnya, tentara sudah turun ke Lembah Baliem.", "MOBILIZE", ["MIL"], []),
    ("Oposisi Peru menuduh Presiden Luis Rojas menyuap hakim. Juru bicara presiden, Ana Kerling, membantah tudingan itu dan menyebutnya sebagai fitnah. Warga diam.", "ACCUSE", ["OPP", "GOV"], ["GOV", "OPP"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "type_", "actors", "recipients"), SIDES, ids=[row[0][:40] for row in SIDES])
def test_who_to_whom(text: str, type_: str, actors: list[str], recipients: list[str]) -> None:
    record = read_text(text, language="id").record
    sector = {e.id: e.sector for e in record.entities}
    events = [e for e in record.events if e.type == type_]
    assert [sector[i] for e in events for i in e.actors] == actors
    assert [sector[i] for e in events for i in e.recipients] == recipients


# text, kind and provision of its one commitment
BOUND = [
    ("Majelis hakim memvonis Bupati Garut Asep Hidayat sembilan tahun penjara. Bupati Garut tersebut harus membayar uang pengganti Rp9 miliar.", "obligation", "anti-corruption"),
    ("Sekjen PBB Antonio Guterres menyampaikan duka. Negara-negara anggota PBB harus menjamin keselamatan pasukan PBB. “Tak ada yang boleh gugur,” kata dia.", "demand", "protection"),
    ("Menteri Koordinator Politik Karto Wijaya meminta Kapolri untuk menyebar pasukan ke tiap kabupaten.", "demand", "deployment"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "provision"), BOUND, ids=[row[0][:40] for row in BOUND])
def test_what_binds(text: str, kind: str, provision: str) -> None:
    assert [(c.kind, c.provision) for c in read_text(text, language="id").record.commitments] == [(kind, provision)]
