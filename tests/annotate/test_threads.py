"""Texts are read by several threads (`ikrar serve`): what is laid out when a text needs it is seen by others only when it is whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from ikrar.lexicon import Language, lexicon
from ikrar.lexicon.beginnings import Phrases, Triggers


class Slow(list[Any]):
    """A list that says, while somebody goes through it, what others see meanwhile."""

    def __init__(self, of: Any, seen: Any) -> None:
        super().__init__(of)
        self.seen = seen

    def __iter__(self) -> Iterator[Any]:
        for one in super().__iter__():
            assert self.seen() is None
            yield one


@pytest.fixture(params=["id", "en"])
def language(request: pytest.FixtureRequest) -> Language:
    return lexicon().language(request.param)


def _longest(packed: dict[str, msgspec.Raw]) -> str:
    return max(packed, key=lambda first: (len(bytes(packed[first])), first))


def test_phrases_are_whole(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    phrases = Phrases(msgspec.msgpack.encode(language.phrases._packed))
    first = _longest(phrases._packed)
    entries = phrases.get(first)
    assert entries is not None
    assert len(entries) > 1
    monkeypatch.setattr(Phrases, "get", lambda self, word: Slow(entries, lambda: self.beginning(word)))
    assert phrases.at(first, "") is not None


def test_triggers_are_whole(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    triggers = Triggers(msgspec.msgpack.encode(language.triggers._packed), language.patterns.first_need)
    first = _longest(triggers._packed)
    found = triggers.get(first)
    assert len(found) > 1
    given = iter([Slow(found, lambda: triggers._by_next.get(first))])
    monkeypatch.setattr(Triggers, "get", lambda self, word: next(given, found))
    assert triggers.at(first, "") is not None
