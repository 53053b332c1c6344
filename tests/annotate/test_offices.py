"""Unknown people are known by their offices: who it is, of what, and with which code."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.annotate.test_bodies import read

from ikrar.lexicon.tables import load_yaml

TABLE = load_yaml(Path(__file__).with_name("offices.yaml"))


@pytest.mark.parametrize("row", TABLE, ids=[row[0][:40] for row in TABLE])
def test_office_and_name(row: list[str]) -> None:
    text, name, codes, *body = row
    people = {m.name: m for m in read("id", text).mentions if m.kind == "person" and m.named}
    assert name in people, f"people read: {sorted(map(str, people))}"
    person = people[name]
    assert f"{person.country}:{person.sector}" == codes
    if body:
        assert person.of is not None
        assert person.of.name == body[0]
