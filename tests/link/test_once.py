"""How many acts a text of our own tells, who did them to whom, and what binds: what is told again is one, what only looks so another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from ikrar.pipeline import read_text

TABLE: dict[str, list[Any]] = yaml.safe_load((Path(__file__).parent / "once.yaml").read_text("utf-8"))


def _name(row: list[Any]) -> str:
    return f"{row[1]} {row[0][:40]}"


@pytest.mark.parametrize("row", TABLE["number"], ids=_name)
def test_how_many(row: list[Any]) -> None:
    text, type_, number = row
    assert sum(e.type == type_ for e in read_text(text, language="id").record.events) == number


@pytest.mark.parametrize("row", TABLE["sides"], ids=_name)
def test_who_to_whom(row: list[Any]) -> None:
    text, type_, actors, recipients = row
    record = read_text(text, language="id").record
    sector = {e.id: e.sector for e in record.entities}
    events = [e for e in record.events if e.type == type_]
    assert [sector[i] for e in events for i in e.actors] == actors
    assert [sector[i] for e in events for i in e.recipients] == recipients


@pytest.mark.parametrize("row", TABLE["bound"], ids=_name)
def test_what_binds(row: list[Any]) -> None:
    text, kind, provision = row
    assert [(c.kind, c.provision) for c in read_text(text, language="id").record.commitments] == [(kind, provision)]


@pytest.mark.parametrize("row", TABLE["promises"], ids=_name)
def test_how_many_are_promised(row: list[Any]) -> None:
    text, provision, number = row
    assert [c.provision for c in read_text(text, language="id").record.commitments] == [provision] * number
