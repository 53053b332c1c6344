"""The lists of a language's small words: none stands twice, none is left over, and no list names a word twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

import ikrar
from ikrar.lexicon.compile import Phrases, _countries, _people
from ikrar.lexicon.tables import load_yaml

SOURCE = Path(ikrar.__file__).parent
LANGUAGES = ("id", "en")


def lists(code: str) -> Path:
    return SOURCE / "data" / "lang" / code / "words.yaml"


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_list_stands_twice(code: str) -> None:
    names = Counter(re.findall(r"^(\w+):", lists(code).read_text("utf-8"), re.M))
    assert [name for name, n in names.items() if n > 1] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_list_names_a_word_twice(code: str) -> None:
    words = {name: Counter(of) for name, of in load_yaml(lists(code)).items() if isinstance(of, list)}
    assert {name: twice for name, of in words.items() if (twice := [w for w, n in of.items() if n > 1])} == {}


@pytest.mark.parametrize("code", LANGUAGES)
def test_rules_ask_for_every_list(code: str) -> None:
    asked = set(re.findall(r"[\"'](\w+)[\"']", "\n".join(p.read_text("utf-8") for p in SOURCE.rglob("*.py"))))
    assert set(load_yaml(lists(code))) - asked == set()


SPELT = [f"Ana {letter}" for letter in "lcagkbjdihef"]


@pytest.mark.parametrize(
    "named",
    [
        lambda phrases: _people([{"name": "Ana Z", "aliases": SPELT}], phrases, "en"),
        lambda phrases: _countries(
            [{"iso3": "RUR", "iso2": "", "names": {"en": ["Ruritania"]}, "capital": {"also": SPELT}}], "en", phrases
        ),
    ],
    ids=["people", "capitals"],
)
def test_what_is_compiled_is_the_same_in_every_process(named: Callable[[Phrases], object]) -> None:
    """Strings in a set have another order in each."""
    phrases = Phrases()
    named(phrases)
    found = [rest for _, rest, *_ in phrases.plain()["ana"] if rest != ["z"]]
    assert found == [[letter] for letter in "abcdefghijkl"]
