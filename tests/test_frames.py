"""Every frame of the library: its format, and its examples, which are its tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from ikrar.frame_check import FRAMES, check_frames

FILES = sorted(FRAMES.rglob("*.yaml"))


def test_there_are_frames() -> None:
    assert len(FILES) > 100


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}.{p.stem}")
def test_frame(path: Path) -> None:
    assert [f"line {p.line}: {p.message}" for p in check_frames([path])] == []


SOUND = "frame: agree.x\nevent: {type: AGREE}\nroles: {actor: {is: actor}}\npatterns: {id: {verb: ['{actor} [berjanji]']}}\n"
BROKEN = [
    (SOUND.replace("[berjanji]", "[berjanji] {nobody}"), "'nobody'"),
    (SOUND.replace("AGREE", "MEET"), "unknown event type"),
    (SOUND.replace("agree.x", "AgreeX"), "TYPE.idea"),
    (SOUND.replace("[berjanji]", "berjanji"), "words outside of"),
    (SOUND.replace("is: actor", "is: somebody"), "none of"),
    ("frame: [", "not YAML"),
    ("- 1", "not a frame"),
    (SOUND + "foo: 1\n", "unknown field 'foo'"),
    (SOUND + "examples: [{id: A berjanji.}]\n", "1 example in id, 2 needed"),
    (SOUND + "examples: [{id: a}, {id: b}]\n", "no `nothing` example"),
    (SOUND + "examples: [{id: a, wer: b}]\n", "no role of the frame"),
]


@pytest.mark.parametrize(("text", "problem"), BROKEN, ids=[p for _, p in BROKEN])
def test_what_is_wrong_is_told(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(text, "utf-8")
    assert any(problem in p.message for p in check_frames([path])), check_frames([path])
