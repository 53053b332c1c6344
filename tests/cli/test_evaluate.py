"""``ikrar evaluate`` and ``ikrar annotate`` as a person calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ikrar.cli import app

TEXT = "Peru dan Kenya sepakat untuk menghapus tarif impor ikan.\n\nKenya mengecam serangan pemberontak di Nairobi.\n"


def run(*args: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [str(a) for a in args])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def coded(tmp_path: Path) -> Path:
    """A folder with one text, coded from the machine's record without a change."""
    (tmp_path / "ikan.txt").write_text(TEXT, "utf-8")
    assert run("annotate", tmp_path / "ikan.txt")[0] == 0
    assert run("annotate", tmp_path / "ikan.txt")[0] == 0
    return tmp_path


def change(folder: Path, **fields: object) -> None:
    code = folder / "ikan.code.json"
    code.write_text(json.dumps({**json.loads(code.read_text("utf-8")), **fields}), "utf-8")


def test_the_machine_agrees_with_itself(coded: Path) -> None:
    code, out, _ = run("evaluate", coded)
    assert code == 0
    assert "events             F1 1.000" in out


def test_a_coding_is_never_written_over(coded: Path) -> None:
    change(coded, events=[])
    assert run("annotate", coded / "ikan.txt")[0] == 0
    assert json.loads((coded / "ikan.code.json").read_text("utf-8"))["events"] == []
    assert json.loads((coded / "ikan.gold.json").read_text("utf-8"))["events"] == []


def test_a_wrong_coding_is_told_and_makes_no_gold(coded: Path) -> None:
    before = (coded / "ikan.gold.json").read_bytes()
    change(coded, events=[{"type": "AGREE", "actors": ["PER:GOV"], "trigger": "tidak ada"}])
    code, _, err = run("annotate", coded / "ikan.txt")
    assert code == 1
    assert "not in the text: 'tidak ada'" in err
    assert (coded / "ikan.gold.json").read_bytes() == before


def test_misses_extras_and_confusion_are_shown(coded: Path) -> None:
    wanted = [{"type": "CONSULT", "actors": ["PER:GOV", "KEN:GOV"], "trigger": "sepakat"}]
    change(coded, events=wanted)
    run("annotate", coded / "ikan.txt")
    code, out, _ = run("evaluate", coded, "--misses", "--extras", "--confusion")
    assert code == 0
    assert "ikan: missed CONSULT PER:GOV KEN:GOV -> - [sepakat]" in out
    assert "agree.undertake by 'sepakat' became v1" in out
    assert "ikan: extra AGREE v1 [sepakat]" in out
    assert "CONSULT        0 of 1   AGREE 1" in out


def test_floors_decide_the_exit_code(coded: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.yaml"
    floors.write_text("events: 0.9\n", "utf-8")
    assert run("evaluate", coded, "--floors", floors)[0] == 0
    change(coded, events=[])
    run("annotate", coded / "ikan.txt")
    code, _, err = run("evaluate", coded, "--floors", floors)
    assert code == 1
    assert "events 0.0000 is below its floor 0.9" in err
    floors.write_text("event: 0.9\n", "utf-8")
    assert run("evaluate", coded, "--floors", floors)[0] == 2
    floors.write_text("- 3\n", "utf-8")
    assert run("evaluate", coded, "--floors", floors)[0] == 2


def test_records_that_were_made_before(coded: Path, tmp_path: Path) -> None:
    records = tmp_path / "records"
    records.mkdir()
    code, out, _ = run("evaluate", coded, "--records", records, "--json")
    assert code == 0
    assert json.loads(out)["events"]["found"] == 0
    (records / "ikan.json").write_text(run("read", "--json", coded / "ikan.txt")[1], "utf-8")
    assert json.loads(run("evaluate", coded, "--records", records, "--json")[1])["events"]["f1"] == 1
    (records / "ikan.json").write_text("{", "utf-8")
    assert run("evaluate", coded, "--records", records)[0] == 2


@pytest.mark.parametrize("what", ["none", "empty"])
def test_no_gold(tmp_path: Path, what: str) -> None:
    folder = tmp_path / what
    if what == "empty":
        folder.mkdir()
    code, _, err = run("evaluate", folder)
    assert code == 2
    assert err.startswith("ikrar: ")
    assert run("annotate", folder / "x.txt")[0] == 2
