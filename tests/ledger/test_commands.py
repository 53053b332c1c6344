"""The commands of the ledger, as a person types them."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
import sample
from typer.testing import CliRunner

from ikrar.cli import app, main
from ikrar.cli.ledger_options import OLDER
from ikrar.cli.progress import Told


class Ran(NamedTuple):
    """What a command printed, and its exit code."""

    out: str
    err: str
    code: int


Run = Callable[..., Ran]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A ledger with the sample, added by the command."""
    path = tmp_path_factory.mktemp("commands") / "ledger.db"
    result = CliRunner().invoke(app, ["add", "--sample", "--ledger", str(path)])
    assert result.exit_code == 0, result.output
    assert result.stdout.strip() == f"{path}: {len(sample.FILES)} new"
    yield path


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], filled: Path) -> Run:
    """Runs a command on the sample's ledger."""
    monkeypatch.setenv("IKRAR_LEDGER", str(filled))
    monkeypatch.setenv("COLUMNS", "100")

    def _run(*args: str, typed: str = "") -> Ran:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed.encode()), "utf-8"))
        with pytest.raises(SystemExit) as left:
            main(list(args))
        out, err = capfd.readouterr()
        return Ran(out, err, int(left.value.code or 0))

    return _run


def test_adding_again_changes_nothing(run: Run, filled: Path) -> None:
    assert run("add", "--sample").out.strip() == f"{filled}: {len(sample.FILES)} known"


@pytest.mark.parametrize(
    ("name", "options", "published"),
    [
        ("2021-04-08-talks.txt", [], "2021-04-08"),
        ("2021-04-08-talks.txt", ["--published", "2021-04-10"], "2021-04-10"),
        ("2021-04-08-talks.txt", ["--no-dated-names"], None),
        ("talks.txt", [], None),
    ],
)
def test_a_date_in_a_name_is_the_day_of_publication(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, options: list[str], published: str | None
) -> None:
    monkeypatch.setenv("IKRAR_LEDGER", str(tmp_path / "named.db"))
    (tmp_path / name).write_text("Chad promised on Monday to free the captives.\n", "utf-8")
    told = run("add", *options, str(tmp_path / name))
    assert ("of no known day" in told.err) is (published is None)
    [document] = json.loads(run("list", "documents", "--json").out)
    assert document["published"] == published


def test_an_event_is_corrected_and_the_correction_undone(run: Run) -> None:
    def stands() -> dict[str, object]:
        row = json.loads(run("show", "E-1", "--json").out)
        return {key: row.get(key) for key in ("type", "mode", "contexts", "place", "time", "actors")}

    before = stands()
    args = [
        "--type",
        "aid",
        "--mode",
        "",
        "--context",
        "health",
        "--context",
        "military",
        "--place",
        "",
        "--country",
        "",
        "--date",
        "2021-04",
    ]
    assert "entry" in run("event", "edit", "E-1", *args, "--by", "IDN:MIL", "--why", "seen", "--as", "dewi").out
    now = stands()
    assert (now["type"], now["mode"], now["contexts"], now["place"], now["time"]) == (
        "AID",
        None,
        ["health", "military"],
        None,
        {"value": "2021-04"},
    )
    assert "undone: edit" in run("undo", "--as", "dewi").out
    assert stands() == before


def test_promises_as_json_and_csv(run: Run) -> None:
    rows = json.loads(run("list", "commitments", "--by", "TCD:GOV", "--json").out)
    assert rows and all(any(p["country"] == "TCD" for p in row["promisors"]) for row in rows)
    table = list(csv.DictReader(io.StringIO(run("list", "commitments", "--by", "TCD:GOV", "--csv").out)))
    assert [row["id"] for row in table] == [row["id"] for row in rows]


@pytest.mark.parametrize("what", ["commitments", "events", "actors", "instruments", "processes", "documents"])
def test_each_list_is_for_people_programs_and_spreadsheets(run: Run, what: str) -> None:
    assert "28 documents read, up to 2024-03-21" in run("list", what).out
    assert isinstance(json.loads(run("list", what, "--json", "--limit", "3").out), list)
    assert len(list(csv.reader(io.StringIO(run("list", what, "--csv", "--limit", "3").out)))) >= 2


@pytest.mark.parametrize("status", ["breached", "open,contested"])
def test_a_status_is_asked_for(run: Run, status: str) -> None:
    rows = json.loads(run("list", "commitments", "--status", status, "--json").out)
    assert {row["status"] for row in rows} <= set(status.split(","))


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["list", "commitments", "--status", "kept"], "'kept' is no status"),
        (["list", "commitments", "--due-before", "soon"], "'soon' is no date"),
        (["list", "events", "--since", "2021-13"], "is no date"),
        (["show", "C-9999"], "there is no C-9999"),
        (["show", "x"], "there is no x"),
        (["add"], "nothing to read"),
        (["add", "no-such-file.txt"], "no-such-file.txt"),
        (["judge", "C-1", "kept"], "'kept' is no status"),
        (["judge", "C-1", "breached"], "needs evidence"),
        (["link", "C-1", "E-1", "same"], "cannot be one"),
        (["commitment", "edit", "C-1"], "nothing to correct"),
        (["event", "edit", "E-1"], "nothing to correct"),
        (["event", "edit", "E-1", "--type", "party"], "'PARTY' is no type of event"),
        (["event", "edit", "C-1", "--context", "fun"], "cannot be corrected"),
        (["event", "add", "PARTY", "x", "--source", "y"], "is no type of event"),
        (["list", "events", "--ledger", "no-such.db"], "there is no ledger at no-such.db"),
        (["list", "events", "--ledger", "mysql://x/y"], "mysql://x/y"),
        (["restore", "no-such.jsonl", "--ledger", "{new}"], "no-such.jsonl"),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, list) else None,
)
def test_what_cannot_be_is_told_in_a_line(run: Run, tmp_path: Path, args: list[str], said: str) -> None:
    ran = run(*(a.replace("{new}", str(tmp_path / "new.db")) for a in args))
    assert (ran.code, "Traceback" in ran.err) == (2, False)
    assert said in ran.err


def test_a_file_that_is_no_ledger_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear Sir, " * 1000, "utf-8")
    ran = run("list", "events", "--ledger", str(path))
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert path.read_text("utf-8").startswith("Dear Sir"), "and left as it is"


def test_that_an_older_ledger_is_brought_up_to_date_is_said_once(run: Run, filled: Path, tmp_path: Path) -> None:
    path = tmp_path / "older.db"
    shutil.copy(filled, path)
    with closing(sqlite3.connect(path)) as older:
        older.execute("UPDATE settings SET value = '3' WHERE name = 'schema'")
        older.commit()
    ran = run("list", "documents", "--ledger", str(path), "--json")
    assert (ran.code, ran.err) == (0, f"ikrar: {OLDER}\n")
    again = run("list", "documents", "--ledger", str(path), "--json")
    assert (again.err, again.out) == ("", ran.out)


def test_a_bar_is_shown_where_somebody_sees_it(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with Told("bringing it", "a line") as told:
        told(0.25)
        told(1)
    shown = capsys.readouterr().err
    assert "bringing it" in shown
    assert "a line" not in shown


def test_a_page_shows_the_words_the_evidence_and_why(run: Run) -> None:
    row = json.loads(run("list", "commitments", "--status", "fulfilled", "--by", "USA", "--json").out)[0]
    out = run("show", row["id"]).out
    for part in ("fulfilled (not confirmed)", "Evidence for", "forces-leave", "Judgements", "Also told", "points"):
        assert part in out


def test_search_timeline_and_due(run: Run) -> None:
    assert "Moundou" in run("search", "Moundou").out
    assert "No report" in run("search", "submarine").out
    assert "2021-04-07" in run("timeline", "--who", "USA", "--until", "2021-12").out
    due = run("due").out.splitlines()
    assert due and all(" overdue " in line or " due " in line for line in due)


def test_reviewing_from_the_keyboard(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IKRAR_LEDGER", str(tmp_path / "own.db"))
    run("add", "--sample")
    waiting = json.loads(run("review", "--json").out)
    assert [item["gravity"] for item in waiting] == sorted(item["gravity"] for item in waiting)
    first, second = waiting[0]["id"], waiting[1]["id"]
    ran = run("review", "--as", "dewi", typed="?\nz\na seen on site\nx not theirs\nu\nq\n")
    assert "'z' is no key here" in ran.err
    assert "1 decided" in ran.out
    left = json.loads(run("review", "--json").out)
    assert first not in {item["id"] for item in left if item["what"] == "status"}
    assert second in {item["id"] for item in left}
    assert "dewi" in run("show", first).out
    assert run("check").code == 0


def test_what_a_spreadsheet_would_run_is_only_text(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IKRAR_LEDGER", str(tmp_path / "own.db"))
    run("commitment", "add", "undertaking", "talks", "--by", "SDN:GOV==cmd|' /C calc'!A0", "--action", "=1+1", "--source", "x")
    (row,) = list(csv.DictReader(io.StringIO(run("list", "commitments", "--csv").out)))
    assert row["action"] == "'=1+1"
    assert row["promisors"].startswith("'=")


def test_backup_and_restore(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "b.jsonl.gz"
    assert run("backup", str(path)).code == 0
    assert "is there already" in run("backup", str(path)).err
    assert run("restore", str(path), "--ledger", str(tmp_path / "again.db")).code == 0
    assert "no problems" in run("check", "--ledger", str(tmp_path / "again.db")).out
