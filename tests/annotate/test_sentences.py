"""Where sentences end, in text as it is printed and as it is broken."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ikrar.annotate.sentences import split, tokenize
from ikrar.lexicon import lexicon

# The sentences of each text are joined by " | " where one ends.
TABLE = [
    "Peru menarik pasukannya.| Kenya belum.",
    'She said "no one foresaw the war in Borduria".|Syldavia lies near it.|"We were left alone," she said.',
    "The truce ended in 2022.|The unions asked for 3.5% more.| Col. J. Smith of the U.S. Army spoke.",
    '"I am here."|She left.',
    "Sedikitnya 2.500 orang mengungsi pada 12.30 WIB.|Presiden berkata demikian.",
    "Menurut H. Abdul, hal itu benar.| Ia menambahkan.",
    "BERITA.com melaporkan hal itu.",
    'Harga turun menjadi Rp 54 triliun.,|Menteri itu pergi.,|"Kami siap.",|Ana Zenda, S.H.,M.Hum. menolak.',
    "Hal itu dikatakan Kombes Pol. Ade Rahman.| AKP. Sinta hadir.",
]


SHORT = frozenset(w for code in ("id", "en") for name in ("abbreviated", "abbreviated_ranks") for w in lexicon().language(code).sets[name])


@pytest.mark.parametrize("text", TABLE)
def test_ends(text: str) -> None:
    wanted = [part.strip() for part in text.split("|")]
    raw = text.replace("|", "")
    assert [raw[s.start : s.end] for s in split(raw, [(0, len(raw))], (), None, None, SHORT)] == wanted


def test_spans_are_whole() -> None:
    raw = 'One said "yes."Two said no.\n\nThree'
    found = split(raw, [(0, len(raw))], (), None)
    assert all(0 <= a.start < a.end <= b.start for a, b in pairwise(found))


# Compounds of two names are taken apart, names with a hyphen of their own are not.
WORDS = [
    ("Perundingan AS-Irak", ["Perundingan", "AS", "-", "Irak"]),
    ("E-Kargo menggugat Peru", ["E-Kargo", "menggugat", "Peru"]),
]


@pytest.mark.parametrize(("raw", "words"), WORDS)
def test_words(raw: str, words: list[str]) -> None:
    (sentence,) = split(raw, [(0, len(raw))], (), None)
    tokenize(sentence, raw, lexicon().language("id"), frozenset())
    assert [t.text for t in sentence.tokens] == words
