"""Every provision of the codebook has cues and examples in both languages, and each example is told apart from all other provisions."""

from __future__ import annotations

from typing import Any

import pytest

from ikrar.annotate.sentences import tokenize
from ikrar.engines.rules.provisions import provisions
from ikrar.lexicon import lexicon
from ikrar.lexicon.cues import of_provisions
from ikrar.lexicon.store import DATA, LexiconError
from ikrar.lexicon.tables import load_yaml
from ikrar.model import PROVISIONS
from ikrar.model.annotation import Sentence

TABLE: dict[str, Any] = load_yaml(DATA / "ontology" / "provisions.yaml")
EXAMPLES = [(name, code, text) for name, spec in TABLE.items() for e in spec["examples"] for code, text in e.items()]


def test_the_table_is_that_of_the_codebook() -> None:
    assert set(TABLE) == set(PROVISIONS)


@pytest.mark.parametrize("code", ["id", "en"])
def test_each_provision_has_cues_and_two_examples_a_language(code: str) -> None:
    assert not [n for n, spec in TABLE.items() if not spec["cues"].get(code)]
    assert not [n for n in TABLE if sum(1 for name, c, _ in EXAMPLES if (name, c) == (n, code)) < 2]


@pytest.mark.parametrize(("name", "code", "text"), EXAMPLES, ids=lambda x: str(x)[:40])
def test_an_example_is_of_its_provision(name: str, code: str, text: str) -> None:
    assert provisions(lexicon().language(code)).best(text)[0] == name


@pytest.mark.parametrize("code", ["id", "en"])
def test_the_quick_look_passes_over_nothing_that_a_cue_tells(code: str) -> None:
    language = lexicon().language(code)
    table = provisions(language)
    passed_over = 0
    for name in TABLE:
        cues = table.begins([name], 0)
        for text in [text for _, c, text in EXAMPLES if c == code]:
            s = Sentence(0, 0, len(text), 0, title=False)
            tokenize(s, text, language, frozenset())
            s.tokens_read()
            may = table.may_tell(s, cues)
            assert may or name not in {hit[0] for hit in table.hits(text)}, (name, text)
            passed_over += not may
    assert passed_over > len(TABLE) * 10


SHARED = {"stop": {"id": {"verbs": ["menghentikan"], "words": ["penghentian"]}, "en": {"verbs": ["call off"], "words": ["halt to"]}}}


@pytest.mark.parametrize(
    ("code", "cue", "group"),
    [
        ("id", "@stop|berhenti + tembakan", ["menghentikan", "dihentikan", "hentikan", "penghentian", "berhenti"]),
        ("en", "@stop + fire", ["call off", "calls off", "calling off", "called off", "halt to"]),
    ],
)
def test_words_that_cues_share_stand_for_all_their_forms(code: str, cue: str, group: list[str]) -> None:
    ((name, groups, told),) = of_provisions({"ceasefire": {"cues": {code: [cue]}}}, SHARED, code, {})
    assert (name, groups[0], told) == ("ceasefire", group, cue)


@pytest.mark.parametrize(("cue", "error"), [("@halt + fire", "no words 'halt'"), ("ceasefire", "no en cue has stop")])
def test_shared_words_that_are_not_there_or_not_used_are_refused(cue: str, error: str) -> None:
    with pytest.raises(LexiconError, match=error):
        of_provisions({"ceasefire": {"cues": {"en": [cue]}}}, SHARED, "en", {})
