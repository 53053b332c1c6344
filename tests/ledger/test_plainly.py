"""What is found in a faster way is what was found before: words, names and countries of plain texts, and the lines that have keys."""

from __future__ import annotations

import pytest
import sample
import sqlalchemy as sa

from ikrar.ledger import Ledger, lands, meaning, sql, stems
from ikrar.ledger.schema import blocks

SENTENCES = [
    ("id", "Menteri Tala berjanji membangun 1.500 rumah di Desa Rimba pada 3 Mei 2021."),
    ("id", "“Kami menarik pasukan,” kata Jenderal Oru – juru bicara Front Sewa (FS): Mali dan Brasil setuju."),
    ("id", "tidak ada nama di sini, hanya kata"),
    ("en", 'The mayor of Lorn said: "Boats will be returned." Peru-Chile talks went on; 2,5 per cent of it is paid.'),
    ("en", "Élan Côté met İlker of Türkiye. Ångström's plan’s second part began."),
    ("en", "  Rivers rose. A-frame huts, AND THE NAMES OF ALL..."),
    ("en", ""),
]


@pytest.mark.parametrize(("language", "text"), SENTENCES)
def test_words_of_plain_letters_are_those_found_letter_by_letter(language: str, text: str) -> None:
    slowly = {}
    plain = meaning.undated(text)
    for match in meaning.TOKEN.finditer(plain):
        if (word := meaning._word(match[0], language, meaning._is_name(plain, match))) is not None:
            slowly.setdefault((word.senses, word.capital), word)
    assert meaning.words(text, language) == tuple(slowly.values())
    assert not meaning.bits_of(slowly.values()) & ~meaning.bits(text, language)
    assert stems.words_in(text.lower()) == stems.WORD.findall(text.lower())


@pytest.mark.parametrize("language", ["id", "en"])
def test_countries_of_many_sentences_are_those_of_each(language: str) -> None:
    texts = [text for _, text in SENTENCES]
    each = [frozenset(land.country for land in lands.lands(text, language)) for text in texts]
    assert lands.named(texts, language) == each
    assert any(each)
    assert lands.named([texts[2], ""], language) == [frozenset(), frozenset()]


def test_the_latest_lines_of_keys_are_the_same_row_by_row(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = Ledger(place)
    sample.fill(ledger, sample.FILES[:8])
    with ledger.read() as c:
        keys = {*c.execute(sa.select(blocks.c.key).where(blocks.c.of == "event")).scalars(), 0}
        for most in (2, 50):
            found = []
            for few in (0, 1_000_000):
                monkeypatch.setattr(sql, "FEW", few)
                found.append({key: sorted(lines) for key, lines in sql.latest(c, "event", keys, most)})
            assert found[0] == found[1]
            assert len(found[0]) == len(keys) - 1
    ledger.close()
