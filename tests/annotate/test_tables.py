"""What a table of the data gives twice is refused with its file, its line and its name: YAML would keep the later one and say nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ikrar.frame_check import check_frames
from ikrar.lexicon.compile import build
from ikrar.lexicon.store import DATA, LexiconError
from ikrar.lexicon.tables import by_word, load_yaml, merged
from ikrar.model.written import GivenTwice, strings

TESTS = Path(__file__).parent.parent

HOLDS = [
    ("a: 1\nb: [x, {c: 'no', d: NO}]\n", {"a": "1", "b": ["x", {"c": "no", "d": "NO"}]}),
    ("", None),
    ("- ~\n- ''\n", ["~", ""]),
    ("one: {a: 1}\ntwo: {a: 2}\n", {"one": {"a": "1"}, "two": {"a": "2"}}),
]
TWICE = [
    ("a: 1\nb: 2\na: 3\n", "t.yaml, line 3: the key 'a' is given twice, first in line 1"),
    ("x:\n- short: {pp: one, uu: two, pp: three}\n", "t.yaml, line 2: the key 'pp' is given twice, first in line 2"),
    ("a: 1\n'a': 1\n", "t.yaml, line 2: the key 'a' is given twice"),
]


@pytest.mark.parametrize(("text", "holds"), HOLDS)
def test_yaml_is_read_as_strings(text: str, holds: object) -> None:
    assert strings(text) == holds


@pytest.mark.parametrize(("text", "message"), TWICE)
def test_a_key_given_twice_is_refused(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(GivenTwice) as refused:
        strings(text, "t.yaml")
    assert message in str(refused.value)
    (tmp_path / "t.yaml").write_text(text)
    with pytest.raises(LexiconError) as of_file:
        load_yaml(tmp_path / "t.yaml")
    assert str(tmp_path / message) in str(of_file.value)


@pytest.mark.parametrize("root", [DATA, TESTS], ids=["data", "tests"])
def test_no_table_gives_a_key_twice(root: Path) -> None:
    for file in sorted(root.rglob("*.yaml")):
        strings(file.read_text("utf-8"), str(file))


SPOILT = [  # a table, what is added to it, and the words of the compiler
    ("lang/id/processes.yaml", "\nordinals: {}\n", "processes.yaml, line {last}: the key 'ordinals' is given twice, first in line"),
    ("lang/en/parts.yaml", "\nnegators: [never]\n", "parts.yaml, line {last}: the key 'negators' is also in"),
    ("ontology/acts.yaml", "\nzz: {id: [bertemu]}\n", "acts.yaml: 'bertemu' is listed under"),
    (
        "frames/consult/zz.yaml",
        "frame: consult.visit\nevent: {type: CONSULT}\nroles: {actor: {is: actor}}\n",
        "zz.yaml: consult.visit is also the name of",
    ),
]


@pytest.mark.parametrize(("file", "more", "message"), SPOILT)
def test_the_compiler_refuses_what_is_given_twice(file: str, more: str, message: str, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data, ignore=shutil.ignore_patterns("web", "sample", "ledger", "*.msgpack"))
    with (data / file).open("a", encoding="utf-8") as table:
        table.write(more)
    last = len((data / file).read_text("utf-8").splitlines())
    with pytest.raises(LexiconError) as refused:
        build(data)
    assert message.format(last=last) in str(refused.value)


def test_files_of_one_language_share_their_keys(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("# of a\none: [x]\n")
    (tmp_path / "b.yaml").write_text("two: [y]\none: [z]\n")
    assert merged(tmp_path, {"a": {"one": ["x"]}, "b": {"two": ["y"]}}, "a", "b", "none") == {"one": ["x"], "two": ["y"]}
    with pytest.raises(LexiconError) as refused:
        merged(tmp_path, {"a": {"one": ["x"]}, "b": {"two": ["y"], "one": ["z"]}}, "a", "b")
    assert str(refused.value) == f"{tmp_path}/b.yaml, line 2: the key 'one' is also in {tmp_path}/a.yaml, line 2: keep one"


def test_a_word_means_one_thing() -> None:
    assert by_word([("a", 1), ("b", 2), ("a", 1)], "t.yaml") == {"a": 1, "b": 2}
    with pytest.raises(LexiconError, match=r"t\.yaml: 'a' is listed under 1 and under 2: keep one"):
        by_word([("a", 1), ("a", 2)], "t.yaml")


def test_a_frame_of_ones_own_is_told_its_line(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text("frame: consult.own\nroles:\n  actor: {is: actor}\n  actor: {is: site}\n")
    assert [(p.line, p.message.partition(",")[0]) for p in check_frames([file])] == [(4, "the key 'actor' is given twice")]
