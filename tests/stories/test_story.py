"""The story's facts, row by row: the tables of us-iraq.md say what the record must hold, and how a row is checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from ikrar.pipeline import read_text

HERE = Path(__file__).parent
PAGE = HERE / "us-iraq.md"
LISTS = {"event": "events", "commitment": "commitments", "instrument": "instruments", "process": "processes", "entity": "entities"}
SIDES = {"actors", "recipients", "promisors", "beneficiaries", "parties"}
WORDS = re.compile(r"(?:(\w+): )?`([^`]+)`(?: #(\d+))?")

Json = dict[str, Any]


class Row(NamedTuple):
    """One row of a table: what must be in which list, with which words."""

    section: str
    text: Path
    number: int
    id: str
    claim: str
    list: str
    published: str | None
    checks: dict[str, str]
    words: list[tuple[str | None, str, int]]


def rows() -> Iterator[Row]:
    section, text, number = "", PAGE, 0
    for line in PAGE.read_text("utf-8").splitlines():
        if line.startswith("## "):
            section, number = line[3:], 0
        elif line.startswith("Text: "):
            text = Path(line[6:].strip("`"))
        elif line.startswith("| S"):
            id_, claim, list_, checks, words = (cell.strip() for cell in line.strip("|").split(" | "))
            number += 1
            published, wanted = None, {}
            for check in filter(None, checks.rstrip(" |").strip("`").split("; ")):
                name, _, value = check.partition("=")
                if name == "@published":
                    published = value
                else:
                    wanted[name] = value
            found = [(field or None, quote, int(n or 1)) for field, quote, n in WORDS.findall(words)]
            yield Row(section, text, number, id_, claim, list_, published, wanted, found)


ROWS = list(rows())


def name_of(row: Row) -> str:
    story = {"us-iraq-example": "example", "us-iraq-en": "english", "us-iraq": "seed"}[row.text.stem]
    return f"{story}-{row.number:02}-{row.id}-{row.claim.replace('`', '').replace('-', ' ')[:60]}"


@cache
def record_of(text: Path, published: str | None) -> tuple[str, Json]:
    raw = text.read_text("utf-8")
    return raw, msgspec.json.decode(msgspec.json.encode(read_text(raw, published=published).record))


def occurrence(raw: str, quote: str, n: int) -> tuple[int, int]:
    at = -1
    for _ in range(n):
        at = raw.index(quote, at + 1)
    return at, at + len(quote)


class Reader:
    """Reads one record's items the way the checks name them."""

    def __init__(self, record: Json) -> None:
        self.entities: dict[str, Json] = {e["id"]: e for e in record.get("entities", ())}

    def code(self, id_: str) -> str:
        e = self.entities[id_]
        return f"{e.get('country') or 'UNK'}:{e.get('sector') or 'UNK'}"

    def holds(self, item: Json, round_: Json, name: str, wanted: str) -> bool:
        if name in SIDES:
            return {self.code(i) for i in item.get(name, ())} == (set() if wanted == "none" else set(wanted.split("+")))
        if name == "code":
            return self.code(item["id"]) == wanted
        if name == "date":
            value = (item.get("time") or item.get("date") or {}).get("value")
            return value == (None if wanted == "null" else wanted)
        if name == "deadline":
            return (item.get("deadline") or {}).get("value") == wanted
        if name == "format":
            return round_.get("format") == wanted
        if name == "heads":
            heads = [h for h in round_.get("heads", ()) if h.get("for")]
            told = {f"{self.entities[h['entity']]['name']}:{self.entities[h['for']]['country']}" for h in heads}
            return told == set(wanted.split(", "))
        return bool(item.get(name, "open" if name == "status" else None) == wanted)  # a record leaves out what is open


def spans(item: Json, round_: Json, field: str | None) -> list[tuple[int, int]]:
    """Where an item's words stand: of one field, or its evidence."""
    if field is None:
        return [tuple(e["span"]) for e in (round_ or item).get("evidence", ())]
    if field == "mentions":
        return [tuple(s) for s in item.get("mentions", ())]
    value = item.get(field)
    return [tuple(value["span"])] if value and value.get("span") else []


def touched(found: list[tuple[int, int]], where: tuple[int, int]) -> bool:
    return any(start < where[1] and where[0] < end for start, end in found)


def topics(raw: str, round_: Json, wanted: str) -> list[str]:
    """The topics that no topic of a round tells of."""
    told = " ".join([t["text"] for t in round_.get("topics", ())] + [raw[slice(*e["span"])] for e in round_.get("evidence", ())]).lower()
    return [w for w in wanted.split(", ") if w.lower() not in told]


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_row(row: Row, request: pytest.FixtureRequest) -> None:
    text = HERE / row.text
    if "gold" in row.text.parts:  # the seed: outside the repository, where it is at hand
        text = request.getfixturevalue("gold").joinpath(*row.text.parts[row.text.parts.index("gold") + 1 :])
    raw, record = record_of(text, row.published)
    quotes = [(field, occurrence(raw, quote, n)) for field, quote, n in row.words]
    wanted = {name: value for name, value in row.checks.items() if name not in ("count", "topics")}
    if row.list == "document":
        assert {name: record["document"].get(name) for name in wanted} == wanted
        return
    if row.list in ("dropped", "repair"):
        marks = record["document"].get({"dropped": "dropped", "repair": "repairs"}[row.list], [])
        items = [m for m in marks if all(m[name] == value for name, value in wanted.items())]
        missing = [raw[slice(*where)] for _, where in quotes if not touched([tuple(m["span"]) for m in items], where)]
        assert not missing, [(m, raw[slice(*m["span"])]) for m in marks]
        assert len(items) == int(row.checks.get("count", len(items))), [raw[slice(*m["span"])] for m in items]
        return
    reader = Reader(record)
    candidates = [(item, round_) for item in record[LISTS[row.list]] for round_ in (item.get("rounds") or [{}])]
    for item, round_ in candidates:
        if not all(reader.holds(item, round_, name, value) for name, value in wanted.items()):
            continue
        if "topics" in row.checks and topics(raw, round_, row.checks["topics"]):
            continue
        if all(touched(spans(item, round_, field), where) for field, where in quotes):
            return
    near = [item for item, _ in candidates if all(item.get(k) == row.checks[k] for k in ("type", "kind", "name") if k in row.checks)]
    shown = [{**i, **{s: [reader.code(x) for x in i[s]] for s in SIDES & i.keys()}} for i in near]
    pytest.fail(f"{row.claim}: nothing in {LISTS[row.list]} with {row.checks} and the words {[q for _, q, _ in row.words]}; near: {shown}")


def test_there_are_rows_for_every_story_and_fact() -> None:
    for section in {row.section for row in ROWS}:
        assert {row.id for row in ROWS if row.section == section} == {f"S{n}" for n in range(1, 15)}
