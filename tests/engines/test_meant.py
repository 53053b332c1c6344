"""What a promise in few words points back to. All names are made up, or of countries that have promised nothing of the kind."""

from __future__ import annotations

import pytest

from ikrar.pipeline import read_text

EN = [
    # a pronoun for what the sentence before is about
    ("Lawyers asked Peru to open the Cusco report. Peru had vowed to make it public by May.", "make it public", "open the Cusco report"),
    # for what the same sentence is about
    ("The vote was held a week before the date by which Peru had promised to hold it.", "hold it", "The vote was held"),
    # a noun that was told in more words
    ("Kenya issued 500 fishing permits on Monday. Kenya had promised the permits by March.", "the permits", "500 fishing permits"),
    ("Rebels let eleven food trucks pass in May. Kenya had promised that such trucks would pass.", "such trucks", "eleven food trucks"),
    # an act without its object
    ("Peru scrapped the central bank money it had agreed to free.", "free", "the central bank money"),
]
ID = [
    ("RUU Tambang belum selesai dibahas, meski Peru berjanji merampungkannya pada 2023.", "merampungkannya", "RUU Tambang"),
    ("Kenya menangkap 41 nelayan Somalia pada Mei. Kenya berjanji membebaskan mereka.", "membebaskan mereka", "41 nelayan Somalia"),
    ("Kapal Kenya menyeret perahu pengungsi. Kenya berjanji menghentikan praktik semacam itu.", "praktik semacam itu", "menyeret perahu"),
]
WHOLE = [
    ("en", "Lawyers asked Peru to open the Cusco report. Peru vowed to publish the findings of its inquiry."),
    ("en", "Floods hit Lima on Monday. Peru promised to end the presence of foreign troops."),
    ("id", "Banjir melanda Lima. Peru berjanji membangun dua jembatan di Cusco."),
]


@pytest.mark.parametrize(("language", "text", "action", "meant"), [*(("en", *row) for row in EN), *(("id", *row) for row in ID)])
def test_what_a_promise_points_back_to(language: str, text: str, action: str, meant: str) -> None:
    found = read_text(text, language=language).record
    promise = next(c for c in found.commitments if c.action and action in c.action.text)
    assert any(meant in text[slice(*e.span)] for e in promise.evidence if e.part == "meant")


@pytest.mark.parametrize(("language", "text"), WHOLE)
def test_a_promise_that_says_it_itself_points_to_nothing(language: str, text: str) -> None:
    found = read_text(text, language=language).record
    assert found.commitments
    assert not [e for c in found.commitments for e in c.evidence if e.part == "meant"]


AS_PROMISED = [  # what was done, by whose word, and when that was given
    ("en", "Peru freed four miners on 3 May 2024, a day before the time it had pledged in Oslo ran out.", "PER", "freed four miners"),
    ("en", "Kenya reopened the port of Mombasa on Monday, as it had promised in May 2023.", "KEN", "reopened the port"),
    ("en", "Kenya passed a law on mining, six months after the date that its government had promised in 2022.", "KEN", "passed a law"),
    ("id", "Kenya menghapus bea masuk atas kopi, seperti yang disanggupinya dalam pakta itu.", "KEN", "menghapus bea masuk"),
    ("id", "Tentara Peru memulangkan dua batalion dari Cusco, tiga hari sebelum tenggat yang disanggupi Lima.", "PER", "dua batalion"),
    ("id", "Peru telah membuka pelabuhan Cusco, sebagaimana disepakati dengan Chili.", "PER", "membuka pelabuhan"),
]


@pytest.mark.parametrize(("language", "text", "country", "action"), AS_PROMISED)
def test_an_act_done_as_it_was_promised(language: str, text: str, country: str, action: str) -> None:
    record = read_text(text, language=language).record
    (promise,) = record.commitments
    by_id = {e.id: e.country for e in record.entities}
    assert promise.kind == "undertaking"
    assert promise.action is not None
    assert action in promise.action.text
    assert {by_id[id_] for id_ in promise.promisors} == {country}
    assert promise.deadline is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Kenya reopened the port on Monday, as the storm had passed."),
        ("en", "Peru freed four miners on the day that the storm ended."),
        ("id", "Hujan turun di Lima, seperti yang diperkirakan para ahli."),
    ],
)
def test_nobody_gave_their_word(language: str, text: str) -> None:
    assert not read_text(text, language=language).record.commitments


def test_who_gave_the_word_that_is_told_with_a_suffix() -> None:
    record = read_text("Kenya membatalkan jalan tol yang dijanjikannya setahun lalu.", language="id").record
    (promise,) = record.commitments
    assert [e.country for e in record.entities if e.id in promise.promisors] == ["KEN"]


def test_what_was_done_stands_behind_who_tells_of_it() -> None:
    record = read_text("Both sides noted that the boat had left Lima in August, as Peru had pledged in Oslo.", language="en").record
    assert [c.action.text for c in record.commitments if c.action] == ["the boat had left Lima in August"]
