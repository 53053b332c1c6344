"""One text, however it is written: long names, short forms and numbers are joined; laws of a kind are no text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ikrar.lexicon.tables import load_yaml
from ikrar.pipeline import read_text

TABLE = load_yaml(Path(__file__).with_name("instruments.yaml"))


@pytest.mark.parametrize("row", TABLE, ids=[row["name"] for row in TABLE])
def test_texts(row: dict[str, Any]) -> None:
    text = row["text"]
    found = [[text[a:b] for a, b in i.mentions] for i in read_text(text, language="id").record.instruments]
    assert len(found) == len(row["texts"]), found
    for want, mentions in zip(row["texts"], found, strict=True):
        assert set(want) <= set(mentions), found


@pytest.mark.parametrize(
    ("text", "language", "of"),
    [
        ("Dalam pernyataan bersama, Kenya berjanji menarik pasukannya dari Somalia.", "id", "pernyataan bersama"),
        ("Uganda sepakat membuka perbatasan, menurut perjanjian yang diteken pada Senin.", "id", "perjanjian"),
        ("Berdasarkan Kesepakatan Entebbe, Uganda wajib membebaskan 40 tahanan Kenya.", "id", "Kesepakatan Entebbe"),
        ("In a joint statement, Kenya pledged to withdraw its troops from Somalia.", "en", "joint statement"),
        ("Uganda promised Kenya under the Entebbe Agreement to open the border.", "en", "Entebbe Agreement"),
        ("Uganda berjanji menarik pasukannya setelah Kenya meneken Kesepakatan Entebbe.", "id", None),
    ],
)
def test_in_which_text_it_is_promised(text: str, language: str, of: str | None) -> None:
    record = read_text(text, language=language).record
    names = {i.id: i.name for i in record.instruments}
    assert {names.get(c.instrument or "") for c in record.commitments} == {of}
