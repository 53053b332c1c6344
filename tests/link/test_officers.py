"""Whose officers, militiamen and ministers are, and that their army or militia is in the record with them."""

from __future__ import annotations

import pytest

from ikrar.pipeline import read_text

OPENING = {
    "id": "Peru dan Togo bersepakat bahwa tentara Peru akan ditarik dari Togo. ",
    "en": "Peru and Togo agreed that Peruvian troops will leave Togo. ",
}

TOLD = [
    (
        "id",
        "Pesawat nirawak Peru menewaskan Jenderal Kodjo Amegan, perwira militer Benin.",
        {"Kodjo Amegan": "BEN:MIL", "militer Benin": "BEN:MIL"},
    ),
    (
        "id",
        "Dalam serangan udara Peru, komandan Brigade Perisai Utara Kodjo Amegan dan ajudannya, Yao Mensa, tewas. "
        "Brigade itu adalah milisi propemerintah.",
        {"Kodjo Amegan": ":PRM", "Yao Mensa": ":PRM", "Brigade Perisai Utara": ":PRM"},
    ),
    (
        "id",
        "Dalam serangan udara Peru, dua komandan milisi Katana yang pro-pemerintah, Kodjo Amegan dan Yao Mensa, tewas.",
        {"Kodjo Amegan": "TGO:PRM", "Yao Mensa": "TGO:PRM", "Katana": "TGO:PRM"},
    ),
    (
        "id",
        "Kodjo Amegan, komandan milisi pro-pemerintah Liwa al-Bahr, dan wakilnya, Yao Mensa, tewas dihantam rudal Peru.",
        {"Kodjo Amegan": ":PRM", "Yao Mensa": ":PRM", "Liwa al-Bahr": ":PRM"},
    ),
    (
        "id",
        "Pesawat Peru menewaskan Kodjo Amegan, komandan milisi Darwa yang dibiayai pemerintah Togo, dan Yao Mensa, kepala logistiknya.",
        {"Kodjo Amegan": "TGO:PRM", "Yao Mensa": "TGO:PRM", "Darwa": "TGO:PRM"},
    ),
    ("id", "Pasukan Peru dikerahkan untuk membantu tentara Togo memerangi pemberontak CPC.", {"CPC": ":REB"}),
    (
        "en",
        "A Peruvian drone killed Beninese army general Kodjo Amegan.",
        {"Kodjo Amegan": "BEN:MIL", "Beninese army": "BEN:MIL"},
    ),
    (
        "en",
        "A Peruvian drone killed Colonel Kodjo Amegan, an officer in the Beninese army.",
        {"Kodjo Amegan": "BEN:MIL", "the Beninese army": "BEN:MIL"},
    ),
    (
        "en",
        "A Peruvian drone killed Yao Mensa, leader of the pro-government Lome Shield militia.",
        {"Yao Mensa": "TGO:PRM"},
    ),
    (
        "en",
        "A Peruvian drone killed two heads of the pro-government Katana militia. The dead were Kodjo Amegan and his deputy, Yao Mensa.",
        {"Kodjo Amegan": ":PRM", "Yao Mensa": ":PRM", "Katana": ":PRM"},
    ),
    (
        "id",
        "Serangan roket menyasar pangkalan militer Togo di Kara. Milisi tak dikenal berada di balik rangkaian serangan itu.",
        {"Milisi tak dikenal": "TGO:UAF"},
    ),
    (
        "en",
        "Attacks followed, carried out by unknown armed groups on Togolese bases and on the Peruvian embassy in Lome.",
        {"unknown armed groups": "TGO:UAF"},
    ),
    (
        "id",
        "Lima diwakili Menteri Luar Negeri Carlos Vela. Dari kubu Lome ada Menteri Pertahanan Kofi Ayite.",
        {"Carlos Vela": "PER:GOV", "Kofi Ayite": "TGO:GOV"},
    ),
    (
        "id",
        "Dialog itu berlangsung dengan Menteri Pertahanan Carlos Vela bagi Peru dan Wakil Presiden Kofi Ayite bagi Togo.",
        {"Carlos Vela": "PER:GOV", "Kofi Ayite": "TGO:GOV"},
    ),
    (
        "id",
        "Peru dan Togo bertemu di Lima. Delegasi tuan rumah dipimpin Menteri Luar Negeri Carlos Vela, "
        "sedangkan tamunya dipimpin Menteri Luar Negeri Kofi Ayite.",
        {"Carlos Vela": "PER:GOV", "Kofi Ayite": "TGO:GOV"},
    ),
    (
        "en",
        "Peru and Togo met in Lome. The hosts were led by Foreign Minister Kofi Ayite, the visitors by Foreign Minister Carlos Vela.",
        {"Carlos Vela": "PER:GOV", "Kofi Ayite": "TGO:GOV"},
    ),
    (
        "id",
        "Menteri Pertahanan Saudi Turki al-Hamdi meminta Peru menarik tentaranya dari Togo.",
        {"Turki al-Hamdi": "SAU:GOV"},
    ),
    (
        "id",
        "Serangan Peru menewaskan Brigadir Ali Oke, komandan pada angkatan bersenjata Benin.",
        {"Ali Oke": "BEN:MIL"},
    ),
    (
        "en",
        "A Peruvian drone killed Yao Mensa, a commander of the Kara Volunteers, a Togolese pro-government militia.",
        {"Yao Mensa": "TGO:PRM"},
    ),
    ("en", "They were deployed to help the Togolese army fight the rebel group CPC.", {"CPC": ":REB"}),
]

NOT_THERE = [
    ("id", "Pasukan Peru dikerahkan untuk membantu tentara Togo memerangi pemberontak CPC.", {"Chinese Communist Party"}),
    ("en", "A Peruvian drone killed Colonel Kodjo Amegan, an officer of the Beninese army.", {"an officer of the Beninese army"}),
    (
        "en",
        "Peru and Togo met in Lome. The hosts were led by Foreign Minister Kofi Ayite, the visitors by Foreign Minister Carlos Vela.",
        {"The hosts", "the hosts", "the visitors"},
    ),
]


def _codes(language: str, text: str) -> dict[str, str]:
    record = read_text(OPENING[language] + text, language=language).record
    return {e.name: f"{e.country}:{e.sector}" for e in record.entities}


@pytest.mark.parametrize(("language", "text", "expected"), TOLD)
def test_of_whom(language: str, text: str, expected: dict[str, str]) -> None:
    codes = _codes(language, text)
    assert {name: code for name, code in expected.items() if not codes.get(name, "-").endswith(code)} == {}


@pytest.mark.parametrize(("language", "text", "unwanted"), NOT_THERE)
def test_nobody_else(language: str, text: str, unwanted: set[str]) -> None:
    assert unwanted.isdisjoint(_codes(language, text))
