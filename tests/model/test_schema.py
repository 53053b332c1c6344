"""The published schema: a schema, true of every record, and false of what is none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator

from ikrar.model import record
from ikrar.model.describe import meanings, schema
from ikrar.pipeline import read_text

ROOT = Path(__file__).parents[2]
TEXTS = sorted([*ROOT.glob("examples/*.txt"), *ROOT.glob("tests/stories/**/*.txt")])
STRUCTS = [x for x in vars(record).values() if isinstance(x, type) and issubclass(x, msgspec.Struct) and x.__struct_fields__]


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    made = json.loads(msgspec.json.encode(schema()))
    Draft202012Validator.check_schema(made)
    return Draft202012Validator(made)


def encoded(path: Path) -> Any:
    return json.loads(msgspec.json.encode(read_text(path.read_text("utf-8"), source=path.name, published="2021-04-08").record))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_records_are_valid(validator: Draft202012Validator, path: Path) -> None:
    assert [error.message for error in validator.iter_errors(encoded(path))] == []


def test_a_text_that_is_not_read_gives_a_valid_record(validator: Draft202012Validator) -> None:
    found = json.loads(msgspec.json.encode(read_text("Le ministre a parlé.", language="fr").record))
    assert validator.is_valid(found)


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("events", 0, "type"), "EXPLODE"),
        (("events", 0, "contexts"), ["culinary"]),
        (("events", 0, "evidence", 0, "span"), [-1, 5]),
        (("events", 0, "evidence", 0, "span"), [1]),
        (("events", 0, "evidence", 0, "span"), [1, 2, 3]),
        (("events", 0, "time"), {"value": "kemarin"}),
        (("commitments", 0, "kind"), "wish"),
        (("commitments", 0, "provision"), "cake"),
        (("entities", 0, "sector"), "XXX"),
        (("document", "published"), "8 April"),
        (("document", "id"), "1"),
        (("document", "nonsense"), 1),
        (("ikrar",), "0"),
        (("events",), None),
    ],
    ids=str,
)
def test_what_is_no_record_is_not_valid(validator: Draft202012Validator, where: tuple[Any, ...], value: object) -> None:
    found = encoded(ROOT / "examples" / "us-iraq.txt")
    inner = found
    for step in where[:-1]:
        inner = inner[step]
    inner[where[-1]] = value
    assert not validator.is_valid(found)


@pytest.mark.parametrize("struct", STRUCTS, ids=lambda struct: struct.__name__)
def test_each_field_says_what_it_means(struct: type[msgspec.Struct]) -> None:
    said = meanings()[struct.__name__]
    assert [field for field in struct.__struct_fields__ if not said.get(field)] == []
