"""Words of one family, and the countries that a text names."""

from __future__ import annotations

import pytest

from ikrar.ledger import amounts, kin, lands

LANGUAGES = frozenset(("id", "en"))


@pytest.mark.parametrize(
    ("language", "action", "other", "sentence", "akin"),
    [
        ("en", "publish the report", "en", "The ministry made the findings public and released them in print.", True),
        ("en", "publish the report", "id", "Kementerian merilis laporan itu.", True),
        ("id", "penarikan pasukan dari Bara", "en", "The troops have pulled out.", True),
        ("id", "penarikan pasukan dari Bara", "id", "Tentara angkat kaki dari Bara.", True),
        ("en", "release 41 sailors", "en", "The bank released 41 million dollars in cash.", True),
        ("en", "release 41 sailors", "en", "The ministry published the figures.", False),  # sailors are not put in print
        ("en", "dismiss nobody", "en", "The mill laid off half of its staff.", True),
        ("en", "set up a joint committee", "id", "Komite itu bersidang untuk pertama kalinya.", True),
        ("en", "no longer detain crews", "id", "Polisi meringkus tujuh awak kapal.", True),
        ("id", "membebaskan para nelayan", "id", "Kapal itu karam di lepas pantai Sulo.", False),  # offshore
        ("en", "open the border post", "en", "Guards opened fire at the border post.", False),
        ("en", "build a bridge", "en", "The minister praised the bridge.", False),
        ("id", "menerima pengungsi", "id", "Pertahanan negara itu kuat.", False),
        ("id", "penyerahan senjata", "id", "Mereka menyerahkan mortir.", True),  # each form of a rare root is stemmed in another way
        ("id", "perundingan damai", "id", "Utusan keduanya berunding di Tasra.", True),
        ("id", "mengekstradisi buron itu", "id", "Ia diekstradisi pada Mei.", True),
        ("id", "pengesahan undang-undang pertanahan", "id", "Parlemen mengesahkan beleid itu.", True),
        ("id", "pengesahan undang-undang pertanahan", "id", "Menteri itu merasa resah.", False),
    ],
)
def test_a_deed_is_told_by_any_word_of_its_family(language: str, action: str, other: str, sentence: str, akin: bool) -> None:
    assert bool(kin.head(action, language) & kin.of(sentence, other).deeds) is akin


def test_one_form_of_a_word_may_be_meant() -> None:
    assert "prisoners" in kin.of("para tahanan", "id").things
    assert "prisoners" not in kin.of("pertahanan udara", "id").things


@pytest.mark.parametrize("families", [kin.table().deeds, kin.table().things], ids=["deeds", "things"])
def test_families_are_of_both_languages(families: dict[str, dict[str, tuple[str, ...]]]) -> None:
    for family, by in families.items():
        assert frozenset(by) == LANGUAGES, family
        assert all(words and len(words) == len(set(words)) for words in by.values()), family


def test_what_deeds_are_done_to_is_known() -> None:
    for family, things in kin.table().whose.items():
        assert family in kin.table().deeds
        assert set(things) <= set(kin.table().things), family


@pytest.mark.parametrize(
    ("language", "text", "named"),
    [
        ("id", "Port Moresby mengklaim, menurut Papua Nugini", ["PNG", "PNG"]),
        ("en", "Addis Ababa said that Sudanese troops had left", ["ETH", "SDN"]),
        ("id", "kapal AS dan kapal Amerika Serikat", ["USA", "USA"]),
        ("id", "Sebagai gantinya ia datang", []),
    ],
)
def test_the_countries_that_a_text_names(language: str, text: str, named: list[str]) -> None:
    assert [land.country for land in lands.lands(text, language)] == named


def test_a_people_is_no_government() -> None:
    assert [land.government for land in lands.lands("Accra freed two Ghanaians", "en")] == [True, False]


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("The army left Bara, but a company is still in Teng.", True),
        ("Tiga perahu dikembalikan, sedangkan tiga lagi tetap ditahan.", True),
        ("The last soldiers left Bara, but mines are still there.", False),
        ("The army left Bara on Friday.", False),
    ],
)
def test_what_a_sentence_says_was_not_done(sentence: str, left: bool) -> None:
    assert amounts.left(sentence) is left


def test_some_of_a_number_and_some_of_the_places_named() -> None:
    assert amounts.of_more("Tim memeriksa tujuh dari sebelas gudang.")
    assert not amounts.of_more("Tim memeriksa sebelas gudang.")
    promised = (("en", "leave Bara, Sulo and Teng"),)
    assert amounts.some(promised, "The army has left Bara and Sulo.")
    assert not amounts.some(promised, "The army has left Bara, Sulo and Teng.")
    assert not amounts.some(promised, "The army has left the last of them, Teng.")
    two = [("en", "free 41 sailors and their six boats")]
    assert amounts.some(two, "The 41 sailors went home.")
    assert not amounts.some(two, "The 41 sailors went home with six boats.")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("sepuluh hari setelah dua kapal berlayar", {2.0}),
        ("within 30 days", set()),
        ("Rp1,5 miliar", {1.5e9}),
        ("2,900 employees", {2900.0}),
        ("seratus tentara pada 3 Mei", set()),
    ],
)
def test_what_a_text_counts(text: str, values: set[float]) -> None:
    assert amounts.values(text) == values


@pytest.mark.parametrize(
    ("promised", "sentence", "fewer"),
    [
        ("recall two patrol boats within 30 days", "The two boats left, ten days after 37 men were freed.", False),
        ("recall two patrol boats within 30 days", "It paid 12 million dollars.", True),  # counts another thing
        ("membayar Rp1,2 miliar", "Perusahaan membayar Rp900 juta.", True),
        ("plant 60 hectares", "It has planted 64 hectares.", False),
    ],
)
def test_fewer_than_promised(promised: str, sentence: str, fewer: bool) -> None:
    assert amounts.fewer([("id" if promised.startswith("m") else "en", promised)], sentence) is fewer
