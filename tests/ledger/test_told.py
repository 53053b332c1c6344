"""What two wordings have in common, and what a sentence says of a promise: the examples of deeds.yaml, and a glossary that is sound."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib import resources

import pytest

from ikrar.ledger import denials, meaning, told, wanted
from ikrar.ledger.promise import Promise

LANGUAGES = ("id", "en")


def _examples() -> Iterator[tuple[str, str, str, str, str]]:
    for language in LANGUAGES:
        for example in told.table().examples[language]:
            action, sentence, bearing = (part.strip() for part in example.split("|"))
            yield language, action, language, sentence, bearing
    for example in told.table().examples["both"]:
        first, second = (key for key in example if key != "bearing")
        yield first, example[first], second, example[second], example["bearing"]


@pytest.mark.parametrize(("tongue", "action", "language", "sentence", "bearing"), list(_examples()))
def test_the_examples_of_the_table(tongue: str, action: str, language: str, sentence: str, bearing: str) -> None:
    found = told.told(Promise("other", "2020-01-01", {tongue: action}, (), ()), sentence, language)
    assert (found.bearing if found else "-") == bearing


@pytest.mark.parametrize(
    ("language", "action", "sentence", "bearing", "spoken"),
    [
        ("en", "free the divers held in Kelo", "On Sunday the divers walked out of prison.", None, "for"),
        ("en", "dismiss no workers of the mill", "It laid off 300 staff of the mill.", None, "against"),
        ("en", "free 27 divers held in Kelo", "An aide said that the divers would be freed.", None, None),
        ("id", "membuka kembali pasar ternak", "Pasar itu sudah dibuka pada Rabu.", None, "for"),
        ("id", "membuka kembali pasar ternak", "Pasar itu akan dibuka pada Rabu.", None, None),
    ],
)
def test_fewer_words_tell_a_promise_of_which_the_report_speaks(
    language: str, action: str, sentence: str, bearing: str | None, spoken: str | None
) -> None:
    promise = Promise("other", "2020-01-01", {language: action}, (), ())
    for found, expected in (
        (told.told(promise, sentence, language), bearing),
        (told.told(promise, sentence, language, spoken=True), spoken),
    ):
        assert (found.bearing if found else None) == expected


@pytest.mark.parametrize(
    ("sentence", "bearing"),
    [
        ("Jumat lalu PT Rimba Toba mengalirkan limbah ke Danau Toba.", "against"),
        ("PT Rimba Toba memasang lampu di Danau Toba.", None),
    ],
)
def test_at_home_another_verb_of_the_family_tells_it(sentence: str, bearing: str | None) -> None:
    promise = Promise("environment", "2020-01-01", {"id": "tidak lagi membuang limbah ke Danau Toba"}, (), ())
    found = told.told(promise, sentence, "id", loose=False, akin=True)
    assert (found.bearing if found else None) == bearing
    assert told.told(promise, sentence, "id", loose=False) is None


@pytest.mark.parametrize(
    ("provision", "action", "kind", "sentence", "bearing"),
    [
        ("ceasefire", "menggelar plebisit di tujuh kota", "obligation", "Warga tujuh kota memberikan suara dalam plebisit itu.", "for"),
        ("ceasefire", "menghentikan tembakan di Lembah Sulo", "undertaking", "Tembakan di Lembah Sulo sudah dihentikan.", "under-way"),
        ("humanitarian-access", "membuka jalan konvoi ke Sulo", "demand", "Jalan konvoi ke Sulo dibuka pada Mei.", "under-way"),
        ("humanitarian-access", "membuka jalan konvoi ke Sulo", "demand", "Jalan konvoi ke Sulo dibuka, seperti yang diminta PBB.", "for"),
    ],
)
def test_what_goes_on_is_kept_from_day_to_day(provision: str, action: str, kind: str, sentence: str, bearing: str) -> None:
    found = told.told(Promise(provision, "2020-01-01", {"id": action}, (), (), kind=kind), sentence, "id")
    assert found is not None and found.bearing == bearing


@pytest.mark.parametrize(
    ("provision", "language", "sentence", "bearing"),
    [
        ("ceasefire", "en", "The truce has been observed for a year.", "under-way"),
        ("ceasefire", "en", "Shelling on Sunday shattered the truce.", "against"),
        ("ceasefire", "id", "Serangan itu menghancurkan gencatan senjata.", "against"),
        ("ceasefire", "id", "Kedua pihak diminta mematuhi gencatan senjata.", None),
        ("ceasefire", "en", "The army denied that it had broken the truce.", "disputed"),
        ("ceasefire", "id", "Kedua pihak mematuhi penghentian tembak-menembak itu.", "under-way"),
        ("ceasefire", "en", "Both sides observed the truce to its last day.", "for"),
        ("amnesty", "id", "Presiden membatalkan amnesti itu.", "withdrawn"),
        ("amnesty", "en", "Amnesty was discussed at length.", None),
    ],
)
def test_what_is_said_of_a_promise_by_its_name(provision: str, language: str, sentence: str, bearing: str | None) -> None:
    assert told.provision_called(sentence, language) == provision
    found = told.told_of(provision, sentence, language)
    assert (found.bearing if found else None) == bearing


@pytest.mark.parametrize(
    ("language", "sentence", "denies"),
    [
        ("en", "The families denied that.", True),
        ("id", "Warga membantah klaim tersebut.", True),
        ("id", "Warga menerima uang itu.", False),
        ("en", "He denied any wrongdoing.", False),
    ],
)
def test_a_sentence_that_denies_the_one_before_it(language: str, sentence: str, denies: bool) -> None:
    assert denials.denies(sentence, language) is denies


@pytest.mark.parametrize(
    ("sentence", "later", "breach"),
    [
        ("The head of the agency denied the finding.", True, True),
        ("Kepala badan itu membantah temuan tersebut.", True, True),
        ("The union accused the ministry of lying.", True, False),  # that he has kept his word, and not that he has broken it
        ("Paguyuban itu menuduh kementerian berbohong.", True, False),
        ("Menteri itu membantah dan menyebut semua akses terbuka.", False, True),
        ("Its leader did not contest the figure.", False, False),
    ],
)
def test_what_denies_what_was_said_before(sentence: str, later: bool, breach: bool) -> None:
    assert (denials.denies_later(sentence), denials.denies_a_breach(sentence)) == (later, breach)


@pytest.mark.parametrize(
    ("action", "refrains"),
    [
        ("crews from the lake would no longer be held", True),
        ("no village will be moved", True),
        ("kapal dari danau itu tidak akan lagi dihalau", True),
        ("boats that would not leave would be towed", False),
        ("kebijakan itu akan diterapkan di semua kota", False),
    ],
)
def test_a_clause_may_promise_that_something_is_not_done(action: str, refrains: bool) -> None:
    assert wanted.refrains(action) is refrains


@pytest.mark.parametrize(
    ("a", "b", "least", "most"),
    [
        (("id", "membebaskan 45 tahanan dari penjara Koral"), ("en", "freed 45 prisoners from Koral prison"), 0.9, 1.0),
        (("id", "mencabut sanksi terhadap bank itu"), ("en", "lifted its sanctions on the bank"), 0.9, 1.0),
        (("en", "build a bridge at Sewa"), ("en", "withdraw its troops from Sewa"), 0.0, 0.4),
        (("id", "membebaskan para sandera"), ("id", "menyerang pos itu"), 0.0, 0.1),
        (("id", "membayar 1.500 keluarga"), ("en", "paid 1,500 families"), 0.9, 1.0),
        (("id", "membayar 2,5 juta dolar"), ("en", "paid 2.5 million dollars"), 0.9, 1.0),
    ],
)
def test_what_two_wordings_share(a: tuple[str, str], b: tuple[str, str], least: float, most: float) -> None:
    one, other = (meaning.words(text, language) for language, text in (a, b))
    assert least <= meaning.likeness(one, other) <= most


@pytest.mark.parametrize(
    ("indonesian", "english"),
    [("Front Danau Sewa", "Sewa Lake Front"), ("Gerakan Pembebasan Toba", "the Toba Liberation Movement")],
)
def test_a_body_finds_itself_under_its_name_in_the_other_language(indonesian: str, english: str) -> None:
    assert set(meaning.name_keys(indonesian, "id")) & set(meaning.name_keys(english, "en"))


def test_one_word_is_no_name_that_tells_a_body() -> None:
    assert meaning.name_keys("Hamas", "en") == []


def test_the_glossary_is_sound() -> None:
    with (resources.files("ikrar") / "data/ledger/glossary.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == sorted({row["id"] for row in rows})
    for row in rows:
        english = row["en"].split("|")
        assert len(english) == len(set(english)), row
        assert all(word == word.strip().lower() and " " not in word for word in (row["id"], *english)), row


def test_a_front_of_liberation_frees_nobody_by_its_name() -> None:
    said = meaning.unnamed("Tentara menyerang pos Front Pembebasan Toba.", "id", ("Front Pembebasan Toba",))
    assert not meaning.likeness(meaning.words("membebaskan para sandera", "id"), said)
