"""``ikrar frames``: the matrix, its gaps, skeletons."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from ikrar.cli import app, frames
from ikrar.cli.frame_matrix import gaps, read_frames
from ikrar.lexicon import lexicon, store

FRAME = """
frame: assault.attack
event: {type: ASSAULT}
patterns: {id: {verb: ["[menyerang]", "[menggempur]"]}, en: {verb: "[attack]"}}
examples: [{id: a}, {id: b}, {en: c}, {id: d, nothing: why}]
"""


def run(*args: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["frames", *args])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "assault").mkdir()
    (tmp_path / "assault" / "attack.yaml").write_text(FRAME, "utf-8")
    monkeypatch.setattr(frames, "FRAMES", tmp_path)
    return tmp_path


def test_counts_and_gaps(library: Path) -> None:
    (frame,) = read_frames(library)
    assert (frame.patterns["id"], frame.patterns["en"], frame.examples["id"], frame.examples["en"], frame.nothing) == (2, 1, 3, 1, 1)
    found = gaps([frame])
    assert "assault.attack: 1 example in en, 2 needed" in found
    assert "AGREE: no frame in id and en" in found
    assert not any(gap.startswith("ASSAULT") for gap in found)


def test_the_matrix_is_shown(library: Path) -> None:
    code, out, _ = run("show")
    assert code == 0
    assert "assault.attack" in out
    assert "Gaps: 16" in out


def test_one_frame_is_shown_as_it_is_written(library: Path) -> None:
    assert run("show", "assault.attack")[1].strip() == FRAME.strip()


def test_a_frame_that_is_not_there(library: Path) -> None:
    code, _, err = run("show", "assault.ram")
    assert code == 2
    assert "assault.attack" in err


def test_a_broken_file_is_told_and_passed_over(library: Path) -> None:
    (library / "bad.yaml").write_text("frame: [", "utf-8")
    code, out, err = run("show")
    assert code == 0
    assert "bad.yaml: not a frame" in err
    assert "assault.attack" in out


def test_new_makes_a_frame_that_owes_nothing(library: Path, tmp_path: Path) -> None:
    code, out, _ = run("new", "protest.sit-in", "--dir", str(tmp_path / "new"))
    assert code == 0
    path = Path(out.strip())
    assert yaml.safe_load(path.read_text("utf-8"))["frame"] == "protest.sit-in"
    (frame,) = read_frames(tmp_path / "new")
    assert [gap for gap in gaps([frame]) if gap.startswith("protest.sit-in")] == []
    assert run("new", "protest.sit-in", "--dir", str(tmp_path / "new"))[0] == 2  # never over what is there


def test_new_writes_beside_the_reader_where_ikrar_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "SHIPPED", tmp_path)  # what a wheel has and a checkout has not
    monkeypatch.chdir(tmp_path)
    assert run("new", "protest.sit-in")[1].strip() == "frames/protest/sit-in.yaml"
    assert (tmp_path / "frames/protest/sit-in.yaml").exists()


RAM = """
# A vessel is driven into another one on purpose.
frame: assault.ram
event: {type: ASSAULT}
roles: {actor: {is: actor, required: true}, recipient: {is: site, required: true}}
patterns: {id: {verb: "{actor} [menabraki] {recipient}"}}
examples:
  - {id: Ruritania menabraki kapal Borduria., actor: Ruritania, recipient: kapal Borduria}
  - {id: Chad menabraki konvoi Sudan pada Rabu., actor: Chad, recipient: konvoi Sudan}
  - {id: Harga menabraki rekor., nothing: a manner of speaking}
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "ram.yaml").write_text(RAM, "utf-8")
    return tmp_path / "own"


def ikrar(*args: str, stdin: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    src = str(Path(frames.__file__).parents[2])
    return subprocess.run(
        [sys.executable, "-m", "ikrar", *args],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": src, "PYTHONUTF8": "1", **env},
        timeout=60,
    )


@pytest.fixture
def cache(tmp_path: Path) -> dict[str, str]:
    """A cache of its own, with the library compiled as it is now."""
    lexicon()
    shutil.copytree(store.cache_file(()).parent, tmp_path / "ikrar")
    return {"IKRAR_CACHE": str(tmp_path)}


def test_frames_of_ones_own_are_checked_with_their_examples(own: Path, cache: dict[str, str]) -> None:
    done = ikrar("frames", "check", str(own), **cache)
    assert (done.returncode, done.stdout) == (0, "No problems found.\n")
    (own / "ram.yaml").write_text(RAM.replace("recipient: konvoi Sudan}", "recipient: Yaman}"), "utf-8")
    done = ikrar("frames", "check", str(own / "ram.yaml"), **cache)
    assert done.returncode == 1
    assert "ram.yaml:9: recipient is ['konvoi Sudan'], not 'Yaman'" in done.stdout


def test_frames_of_ones_own_are_read_where_they_are_named(own: Path, tmp_path: Path, cache: dict[str, str]) -> None:
    text = "Kapal itu berlayar pada Rabu. Rusia menabraki kapal Ukraina di Laut Hitam, kata pemerintah."
    named = cache | {"IKRAR_FRAMES": str(own)}
    assert "ASSAULT" not in ikrar("read", stdin=text).stdout
    assert "ASSAULT" in ikrar("read", stdin=text, **named).stdout
    assert "assault.ram" in ikrar("frames", "show", "assault.ram", **named).stdout
    (own / "ram.yaml").write_text(RAM.replace("[menabraki]", "[menabraki"), "utf-8")
    done = ikrar("read", stdin=text, **named)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert "ram.yaml: not a frame" in done.stderr
    assert "no such file or folder" in ikrar("read", stdin=text, IKRAR_FRAMES=str(tmp_path / "none")).stderr


def test_the_skeleton_is_no_frame_yet(tmp_path: Path) -> None:
    run("new", "protest.sit-in", "--dir", str(tmp_path))
    done = ikrar("frames", "check", str(tmp_path))
    assert done.returncode == 1
    assert "still the skeleton's words" in done.stdout


@pytest.mark.parametrize("name", ["protest", "Protest.x", "nosuch.x", "../../x.y", "protest.", "protest.a b"])
def test_new_refuses_bad_names(library: Path, name: str) -> None:
    assert run("new", name)[0] == 2


def test_check_of_what_is_not_there(tmp_path: Path) -> None:
    assert run("check", str(tmp_path / "none"))[0] == 2
