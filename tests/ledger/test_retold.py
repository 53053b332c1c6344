"""Promises told again, who is who over reports, and how much of a promise a sentence counts. All names are made up."""

from __future__ import annotations

from collections import namedtuple

import pytest
import sqlalchemy as sa

from ikrar.ledger import Ledger, amounts, enter, keys, meaning, retold, told
from ikrar.ledger.schema import commitments, entities
from ikrar.pipeline import read_text

Row = namedtuple("Row", "quote made_on published deadline", defaults=(None,))


@pytest.mark.parametrize(
    ("language", "quote", "recalled"),
    [
        ("en", "Bolivia had promised in Oslo to open the port.", True),
        ("en", "It paid 20 of the promised 60 million.", True),
        ("en", "Bolivia will open the port by May.", False),
        ("id", "Jumlah yang dijanjikannya di Oslo belum dibayar.", True),
        ("id", "Pemerintah mulai membayar sebelum Mei.", False),
    ],
)
def test_what_was_promised_before_the_report(language: str, quote: str, recalled: bool) -> None:
    assert retold.recalled(quote, language) is recalled


@pytest.mark.parametrize(
    ("made", "quote", "point"),
    [
        ("2021-03-01", "Peru agreed in March to open the port.", "told-month"),
        ("2021-01-01", "Peru agreed in 2021 to open the port.", "told-year"),
        ("2021-03-11", "Peru agreed on 11 March to open the port.", "told-day"),
        ("2021-05-01", "Peru agreed in May to open the port.", None),
        ("2022-02-02", "Peru had agreed to open the port.", "recalled"),
    ],
)
def test_a_retelling_fits_what_was_promised_then(made: str, quote: str, point: str | None) -> None:
    told_then = retold.commitment(Row(quote, made, "2022-02-02"), "en")
    assert told_then is not None
    assert retold.fits(told_then, "2021-03-12", "2021-03-12") == point


def test_news_and_a_promise_made_again_are_no_retellings() -> None:
    assert retold.commitment(Row("Peru agreed to open the port.", "2022-02-01", "2022-02-02"), "en") is None
    assert retold.commitment(Row("Peru renewed a promise it had made in 2021.", "2021-01-01", "2022-02-02"), "en") is None


def test_names_for_comparing() -> None:
    assert keys.whole_name("PT Tirta Laras Abadi Tbk") == keys.whole_name("Tirta Laras Abadi")
    assert set(keys.of_body("Laskar Tirta Laras", "armed-group", "PER", "id", ["LTL"])) & set(
        keys.of_body("LTL", "organization", None, "en")
    )
    assert not any(k.startswith("~") for k in keys.of_body("DPRD", "organization", "IDN", "id"))  # many go by it


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("TLA merampungkan dua jembatan.", True),
        ("Pabrik Tirta Laras Abadi dibuka.", True),
        ("Tirta dan Laras berdamai.", False),
    ],
)
def test_a_body_is_named_by_words_or_letters_of_its_name(sentence: str, named: bool) -> None:
    assert told.names(["PT Tirta Laras Abadi"], sentence) is named


@pytest.mark.parametrize(
    ("sentence", "fewer", "part"),
    [
        ("The front freed 60 of the 150 men.", True, 1),
        ("The front freed 90 of the 150 men.", True, 2),
        ("The front freed 150 men.", False, 1),
        ("The front freed the men.", False, 1),
        ("Of $150 million Lima has paid 40 million.", True, 1),
    ],
)
def test_how_much_is_counted(sentence: str, fewer: bool, part: int) -> None:
    assert amounts.fewer([("en", "free 150 men")], sentence) is fewer
    assert amounts.part([("en", "free 150 men")], sentence) == part


def test_who_sits_across_from_a_state_is_of_it() -> None:
    text = (
        "Two sides sign\n\nOSLO (Kawat) - The Peruvian government and the Tirta Liberation Front signed a truce in Oslo on Monday, "
        "the Norwegian foreign ministry said. The front promised to free 40 soldiers by May."
    )
    record = read_text(text, source="a.txt", published="2021-03-02").record
    fronts = {e.country for e in record.entities if e.type == "armed-group"}
    assert fronts == {"PER"}


TALA = "Tala Liberation Front"
ATTACK = f"The {TALA} (TLF) attacked a police post in Kenya."


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        (ATTACK, "TLF menyerang pos polisi di Kenya.", (TALA, "TLF")),
        (f"{ATTACK} The rebels refused talks.", "Peru condemned Chile.", (TALA, "The rebels")),
        (f"{ATTACK} The Budi Liberation Front did too. The Front refused talks.", "Peru condemned Chile.", None),
        ("Kenya's minister Ali Hassan condemned Peru.", "Menteri Kenya Ali Hassan mengecam Bolivia.", ("Ali Hassan", "Ali Hassan")),
        ("Kenya's minister Ali Hassan condemned Peru.", "Yemen's minister Ali Hassan condemned Peru.", None),
    ],
)
def test_who_is_one_over_reports(ledger: Ledger, first: str, second: str, one: tuple[str, str] | None) -> None:
    for number, text in enumerate((first, second), 1):
        enter.add(ledger, read_text(text, published=f"2024-03-0{number}"))
    with ledger.read() as c:
        rows = c.execute(sa.select(entities.c.name, entities.c.actor, entities.c.type).order_by(entities.c.id)).all()
    joined = {(a.name, b.name) for i, a in enumerate(rows) for b in rows[i + 1 :] if a.actor == b.actor and a.type != "state"}
    assert joined == ({one} if one else set())


TOLD = [  # a promise, and how a later report tells it again
    (
        "en",
        "Peru promised on Monday to publish the findings of the Cusco inquiry within 90 days.",
        "Lawyers asked Peru to lay open the findings of the Cusco inquiry. Peru had vowed to make them public.",
    ),
    (
        "id",
        "Peru berjanji mengesahkan RUU Ganti Rugi Tambang sebelum akhir 2023.",
        "RUU Ganti Rugi Tambang belum selesai dibahas, meski Peru berjanji merampungkannya pada 2023.",
    ),
]


@pytest.mark.parametrize(("language", "first", "later"), TOLD)
def test_a_promise_told_with_a_word_for_it_is_the_one_it_points_to(ledger: Ledger, language: str, first: str, later: str) -> None:
    for text, published in ((first, "2023-02-06"), (later, "2024-05-20")):
        enter.add(ledger, read_text(text, source=published, published=published, language=language))
    with ledger.read() as c:
        told = c.execute(sa.select(commitments.c.promise).where(commitments.c.kind == "undertaking")).scalars().all()
    assert len(told) == 2
    assert len(set(told)) == 1


def test_what_was_due_before_the_report_was_promised_before_it() -> None:
    told_then = retold.commitment(Row("The troops had to be withdrawn by May.", "2022-08-02", "2022-08-02", "2022-05"), "en")
    assert told_then is not None
    assert told_then.fine == "before"


@pytest.mark.parametrize(
    ("language", "quote"),
    [
        ("en", "The port stayed shut, although Bolivia vowed to open it."),
        ("en", "Six months after pledging to do so, Bolivia opened the port."),
        ("en", "The port was supposed to be open by now."),
        ("id", "Pelabuhan itu tetap tutup, meski pemerintah Bolivia berjanji membukanya."),
        ("id", "Pelabuhan itu mestinya dibuka pada Mei."),
    ],
)
def test_a_clause_of_background_tells_what_was_promised_before(language: str, quote: str) -> None:
    assert retold.recalled(quote, language)


@pytest.mark.parametrize(
    ("language", "quote"),
    [
        ("en", "After talks in Lima on Monday, Bolivia agreed to open the port."),
        ("id", "Setelah perundingan, Bolivia sepakat membuka pelabuhan."),
    ],
)
def test_what_is_agreed_after_talks_is_news(language: str, quote: str) -> None:
    assert not retold.recalled(quote, language)


BESIDE = [  # promises of one that are two
    ("Peru agreed in Oslo to free 40 miners.", "Peru had agreed to reopen the Cusco railway."),
    (
        "Peru agreed in Oslo to open the Cusco report.",
        "Peru had promised the Lima tunnel by May. Guards shut it. Peru had vowed to keep it open.",
    ),
]
ONE = [  # and told in other ways, that are one
    ("President Ana Kerling of Peru agreed to free 40 jailed miners.", "Peru had agreed to free the 40 jailed miners."),
    (
        "Peru pledged to free 40 jailed miners by May 2023.",
        "The miners had to be freed by May 2023, but Peru had pledged to free 40 and freed none.",
    ),
]


def _promises(ledger: Ledger, texts: tuple[str, str]) -> set[int]:
    for text, published in zip(texts, ("2023-02-06", "2024-05-20"), strict=True):
        enter.add(ledger, read_text(text, source=published, published=published, language="en"))
    with ledger.read() as c:
        return set(c.execute(sa.select(commitments.c.promise)).scalars())


@pytest.mark.parametrize("texts", BESIDE)
def test_two_promises_of_one_stay_two(ledger: Ledger, texts: tuple[str, str]) -> None:
    assert len(_promises(ledger, texts)) >= 2


@pytest.mark.parametrize("texts", ONE)
def test_one_promise_by_a_state_or_who_speaks_for_it(ledger: Ledger, texts: tuple[str, str]) -> None:
    assert len(_promises(ledger, texts)) == 1


@pytest.mark.parametrize(
    ("name", "own"), [("Front Pembebasan Tarimba", True), ("Tarimba Liberation Front", True), ("Front Pembebasan Rakyat", False)]
)
def test_a_name_with_a_word_of_its_own(name: str, own: bool) -> None:
    assert meaning.has_own_name(name) is own


def test_a_demand_for_what_was_promised_is_another_line(ledger: Ledger) -> None:
    asked = "Chile urged Peru on Monday to free the 40 jailed miners."
    assert len(_promises(ledger, ("Peru agreed in Oslo to free 40 jailed miners.", asked))) == 2


def test_a_body_is_found_by_the_letters_behind_its_name(ledger: Ledger) -> None:
    first = "The Tarimba Liberation Front (TLF) promised to free 40 miners by September."
    assert len(_promises(ledger, (first, "TLF had promised to free the 40 miners."))) == 1
