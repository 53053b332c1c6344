"""Other stories of the same kind, in both languages, each with its own gold: how well they are read, and that this never falls."""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest
from written import values

from ikrar import evaluate
from ikrar.model import Record
from ikrar.pipeline import read_text

HERE = Path(__file__).parent
FLOORS: dict[str, dict[str, float]] = values(HERE / "floors.yaml")["floors"]
"""By the folder (under tests/stories, or of the hand-coded texts): the least that each measure may be. Only ever raised."""


@cache
def records(folder: Path) -> list[tuple[str, evaluate.Gold, Record]]:
    return [(name, gold, read_text(raw, published=gold.published).record) for name, gold, raw in evaluate.golds(folder)]


def folder_of(name: str, request: pytest.FixtureRequest) -> Path:
    if name.startswith("gold/"):
        return Path(request.getfixturevalue("gold")) / name.removeprefix("gold/")
    return HERE / name


@pytest.mark.parametrize("name", FLOORS)
def test_no_measure_lies_below_its_floor(name: str, request: pytest.FixtureRequest) -> None:
    pooled = evaluate.pool(evaluate.compare(gold, record, doc) for doc, gold, record in records(folder_of(name, request)))
    assert not evaluate.fallen(pooled, FLOORS[name]), {measure: round(part.value, 4) for measure, part in pooled.items()}


@pytest.fixture(scope="module")
def shared(gold_dir: Path) -> dict[str, ModuleType]:
    """The scorer and the builder that the hand-coded texts come with."""
    out = {}
    for name in ("score", "build"):
        path = gold_dir / f"{name}.py"
        if not path.exists():
            pytest.skip(f"no {name}.py at {gold_dir}")
        spec = importlib.util.spec_from_file_location(f"shared_{name}", path)
        assert spec is not None and spec.loader is not None
        out[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(out[name])
    return out


@pytest.mark.parametrize("name", [*FLOORS, "gold/dev", "gold/dev-en"])
def test_the_measures_are_those_of_the_shared_scorer(name: str, shared: dict[str, ModuleType], request: pytest.FixtureRequest) -> None:
    folder = folder_of(name, request)
    theirs, ours = shared["score"].Tally(), []
    for doc, gold, record in records(folder):
        plain: dict[str, Any] = json.loads(msgspec.json.encode(record))
        shared["score"].score_one(json.loads((folder / f"{doc}.gold.json").read_text("utf-8")), plain, theirs, doc)
        ours.append(evaluate.compare(gold, record, doc))
    pooled = evaluate.pool(ours)
    report = theirs.report()
    assert {m: v["f1"] for m, v in report.items() if "f1" in v} == {m: p.value for m, p in pooled.items() if isinstance(p, evaluate.F1)}
    assert {m: (v["accuracy"], v["of"]) for m, v in report.items() if "accuracy" in v and v["of"]} == {
        m: (p.value, p.of) for m, p in pooled.items() if isinstance(p, evaluate.Share) and p.of
    }
    missed = sum(len(c.missed_events) + len(c.missed_commitments) for c in ours)
    assert missed == len(theirs.misses)


@pytest.mark.parametrize("path", sorted(HERE.rglob("*.code.json")), ids=lambda p: p.name.removesuffix(".code.json"))
def test_gold_is_what_the_coding_says(path: Path, shared: dict[str, ModuleType]) -> None:
    name = path.name.removesuffix(".code.json")
    built, problems = shared["build"].convert((path.parent / f"{name}.txt").read_text("utf-8"), json.loads(path.read_text("utf-8")))
    assert not problems
    assert built == json.loads((path.parent / f"{name}.gold.json").read_text("utf-8"))
