"""What settles the publication day, what only stands near it, and the anchors of a text."""

from datetime import date

import pytest

from ikrar.dates import Anchor, anchors, load, published, resolve

ID, EN = load("id"), load("en")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Kompas.com - 10/05/2024, 18:01 WIB\n\nMenteri itu berkata.", "2024-05-10"),
        ("Senin, 09 Sep 2024 23:16 WIB\nMenteri itu berkata.", "2024-09-09"),
        ("Diterbitkan 3 Mei 2024\nMenteri itu berkata.", "2024-05-03"),
        ("JAKARTA, 3 Mei 2024 - Menteri itu berkata.", "2024-05-03"),
        ('"Begitu," kata Wirya kepada wartawan, Minggu (3/12/2023).', None),  # the saying's day, not the report's
        ("Copyright © ANTARA 2025", None),
        ("Acara yang tayang Selasa (28/2/2023) itu.", None),
        ("Diterbitkan 3 Mei 2024\nDiterbitkan 4 Mei 2024", None),  # two that differ
        ("Menteri itu berkata.", None),
    ],
)
def test_published(text: str, day: str | None) -> None:
    assert published(text, ID, []) == day


def test_published_in_english_even_when_printed_twice() -> None:
    assert published("[Photo]Published On 9 Mar 20239 Mar 2023The harbour was closed.", EN, []) == "2023-03-09"


def test_published_looks_only_at_the_given_parts() -> None:
    text = "Menteri itu berkata.\nDiterbitkan 3 Mei 2024"
    assert published(text, ID, [(0, 20)]) is None
    assert published(text, ID, [(0, 20), (21, len(text))]) == "2024-05-03"


def test_anchors_carry_the_running_day_and_the_day_of_the_sayings() -> None:
    text = "Dilansir AFP, Sabtu 18 Januari 2020, massa berkumpul pada Jumat 17 januari. Serangan terjadi pada 8 Januari lalu."
    found = ID.find(text)
    each = anchors(found)
    assert each[0] == Anchor(story=date(2020, 1, 18))
    assert each[1] == Anchor(reference=date(2020, 1, 18), story=date(2020, 1, 18), told="2020-01-18")
    assert [resolve(expr, anchor) for expr, anchor in zip(found, each, strict=True)] == ["2020-01-18", "2020-01-17", "2020-01-08"]


def test_a_weekday_that_contradicts_its_date_anchors_nothing() -> None:
    found = ID.find("kata Wirya, Selasa 3 Agustus 2024. Pada Jumat mereka bertemu.")
    assert anchors(found)[1] == Anchor()
