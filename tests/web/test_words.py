"""The words of the reading room: every code has a name, every text is used and there, in both languages, with the same values."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import jinja2.nodes
import pytest
from written import strings

import ikrar
from ikrar.ledger.lines import DEED
from ikrar.ledger.schema import LETTERS, ROLES
from ikrar.link.same_act import COUNTED
from ikrar.model import codes
from ikrar.web.render import environment
from ikrar.web.speak import speaker

SOURCE = Path(ikrar.__file__).parent
DATA = SOURCE / "data"
UI = sorted((DATA / "web/ui").glob("*.yaml"))


@cache
def table(path: Path) -> Any:
    return strings(path)


NAMES: dict[str, dict[str, list[str]]] = table(DATA / "web/codes.yaml")
TEXTS: dict[str, list[str]] = {key: both for path in UI for key, both in table(path).items()}


# -- codes ------------------------------------------------------------------------------------------------------


def _modes() -> set[str]:
    """All modes that the frames give to events, and that the table of acts asks for."""

    def walk(node: Any) -> Iterator[str]:
        for key, value in node.items() if isinstance(node, dict) else ():
            if key == "mode" and isinstance(value, str):
                yield value
            elif key == "modes":
                yield from value
            yield from walk(value)
        for value in node if isinstance(node, list) else ():
            yield from walk(value)

    asked = {event.partition("/")[2] for rule in table(DATA / "ledger/status.yaml")["rules"] for event in rule["event"] if "/" in event}
    return {mode for path in (DATA / "frames").rglob("*.yaml") for mode in walk(table(path))} | asked


def _formats() -> set[str]:
    return {form for path in (DATA / "lang").glob("*/processes.yaml") for form in table(path)["formats"]}


CODES: dict[str, set[str] | frozenset[str]] = {
    "status": codes.STATUSES,
    "kind": codes.KINDS,
    "provision": codes.PROVISIONS,
    "type": codes.EVENT_TYPES | {DEED},
    "mode": _modes(),
    "context": codes.CONTEXTS,
    "factuality": codes.FACTUALITIES,
    "sector": codes.SECTORS,
    "entity": codes.ENTITY_TYPES,
    "instrument": codes.INSTRUMENT_KINDS,
    "drop": codes.DROP_REASONS,
    "repair": codes.REPAIR_KINDS,
    "format": _formats(),
    "quantity": set(COUNTED),
    "role": {*ROLES, "party"},
    "line": set(LETTERS),
    "bearing": {"for", "under-way", "against", "disputed", "withdrawn", "neutral", "none", "not", "cleared"},
    "side": {"promisor", "beneficiary"},
    "verdict": {"same", "different", "unsure"},
    "extent": set("0123"),
    "timeliness": {"no-deadline", "not-due", "due", "overdue", "on-time", "late"},
    "deadline": {"open", "none"},
    "signed": {"signed", "issued"},
}
MORE = {"country", "language"}
"""Tables that name a few of a list that has no end."""


@pytest.mark.parametrize("kind", sorted(CODES))
def test_every_code_has_a_name(kind: str) -> None:
    assert set(NAMES[kind]) == CODES[kind]


def test_every_table_of_names_is_known(used: Used) -> None:
    """One that is not of the record is at least asked for."""
    assert set(CODES) | MORE <= set(NAMES) <= set(CODES) | MORE | used.kinds


@pytest.mark.parametrize("kind", sorted(NAMES))
def test_names_are_two_and_tell_codes_apart(kind: str) -> None:
    assert {code: both for code, both in NAMES[kind].items() if len(both) != 2 or not all(text.strip() for text in both)} == {}
    for at in (0, 1):
        assert [text for text, often in Counter(both[at] for both in NAMES[kind].values()).items() if often > 1] == []


# -- texts ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", UI, ids=lambda path: path.stem)
def test_texts_are_in_two_languages_with_the_same_values(path: Path) -> None:
    def values(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}

    assert {k: both for k, both in table(path).items() if len(both) != 2 or not all(text.strip() for text in both)} == {}
    assert {k: both for k, both in table(path).items() if values(both[0]) != values(both[1])} == {}


def test_no_text_stands_twice() -> None:
    often = Counter(key for path in UI for key in table(path))
    assert [key for key, number in often.items() if number > 1] == []


class Used:
    """What the templates and modules ask for."""

    def __init__(self) -> None:
        self.asked: dict[str, set[str]] = {}
        """Texts that are asked for by their names, with the values that are given each time."""
        self.begun: set[str] = set()
        """How the names of those begin that are put together: ``"nav." ~ name``."""
        self.words: set[str] = set()
        """All words that stand somewhere, which may be the names of texts."""
        self.kinds: set[str] = set()
        """Tables of names that are asked for."""
        for name in environment().list_templates(["html", "xml", "svg"]):
            self._template(environment().parse((SOURCE / "web/templates" / name).read_text("utf-8")))
        for path in (SOURCE / "web").rglob("*.py"):
            self._module(ast.parse(path.read_text("utf-8")))

    def _template(self, tree: jinja2.nodes.Template) -> None:
        for const in tree.find_all(jinja2.nodes.Const):
            if isinstance(const.value, str):
                self.words.add(const.value)
        for joined in (*tree.find_all(jinja2.nodes.Concat), *tree.find_all(jinja2.nodes.Add)):
            first = joined.left if isinstance(joined, jinja2.nodes.Add) else joined.nodes[0]  # type: ignore[attr-defined]
            if isinstance(first, jinja2.nodes.Const) and isinstance(first.value, str):
                self.begun.add(first.value)
        for call in tree.find_all(jinja2.nodes.Call):
            first = call.args[0] if call.args else None
            if not isinstance(first, jinja2.nodes.Const) or not isinstance(first.value, str):
                continue
            if isinstance(call.node, jinja2.nodes.Name) and call.node.name == "t":
                given = {pair.key for pair in call.kwargs}
                self.asked[first.value] = self.asked[first.value] & given if first.value in self.asked else given
            elif isinstance(call.node, jinja2.nodes.Getattr) and call.node.attr == "code":
                self.kinds.add(first.value)

    def _module(self, tree: ast.Module) -> None:
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                self.words.add(node.value)
            elif isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[0], ast.Constant):
                self.begun.add(str(node.values[0].value))
            elif (
                isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
            ):
                if isinstance(node.func, ast.Name) and node.func.id in {"t", "say"}:
                    given = {keyword.arg for keyword in node.keywords if keyword.arg}
                    self.asked[node.args[0].value] = self.asked.get(node.args[0].value, given) & given
                elif isinstance(node.func, ast.Attribute) and node.func.attr == "code" and len(node.args) == 2:
                    self.kinds.add(node.args[0].value)


@pytest.fixture(scope="module")
def used() -> Used:
    return Used()


def test_every_text_that_is_asked_for_is_there(used: Used) -> None:
    assert set(used.asked) - set(TEXTS) == set()


def test_every_text_gets_its_values(used: Used) -> None:
    wanted = {key: {name for _, name, _, _ in Formatter().parse(TEXTS[key][0]) if name} for key in used.asked if key in TEXTS}
    assert {key: names - used.asked[key] for key, names in wanted.items() if names - used.asked[key]} == {}


def test_every_text_is_asked_for(used: Used) -> None:
    begun = tuple(start for start in used.begun if re.fullmatch(r"[\w.-]+\.", start))
    assert [key for key in TEXTS if key not in used.words and not key.startswith(begun or "\0")] == []


def test_every_table_of_names_that_is_asked_for_is_there(used: Used) -> None:
    assert used.kinds - set(NAMES) == set()


@pytest.mark.parametrize("status", [403, 404, 405, 409, 413, 500])
def test_what_goes_wrong_is_told(status: int) -> None:
    assert f"wrong.{status}" in TEXTS


@pytest.mark.parametrize(
    ("language", "name", "country", "called"),
    [
        ("id", "African Union", "INT", "Uni Afrika"),
        ("en", "African Union", "INT", "African Union"),
        ("id", "Chad", "TCD", "Chad"),
        ("id", "United States", "USA", "Amerika Serikat"),
        ("id", "Front Nobody Knows", "TCD", "Front Nobody Knows"),
    ],
)
def test_states_and_known_bodies_go_by_the_readers_language(language: str, name: str, country: str, called: str) -> None:
    assert speaker(language).who(name, country) == called
