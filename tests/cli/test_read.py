"""``ikrar read``: one bad document does not stop the rest, options are checked, JSON is a line a document."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ikrar.cli import app, main
from ikrar.model import Reading

Calls = list[dict[str, object]]


def run(*args: str, stdin: str | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(args), input=stdin)
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def news(tmp_path: Path) -> str:
    path = tmp_path / "news.txt"
    path.write_text("Ruritania dan Borduria sepakat untuk menarik pasukan mereka.\n", "utf-8")
    return str(path)


def test_one_bad_file_does_not_stop_the_rest(calls: Calls, news: str, tmp_path: Path) -> None:
    code, out, err = run("read", "--json", news, str(tmp_path / "none.txt"), str(tmp_path), news)
    assert code == 2
    assert [json.loads(line)["document"]["source"] for line in out.splitlines()] == [news, news]
    assert [line.rsplit(": ", 1)[1] for line in err.splitlines()] == ["no such file", "a directory, not a file"]


def test_a_fault_of_our_own_does_not_stop_the_rest(calls: Calls, news: str, tmp_path: Path) -> None:
    bug = tmp_path / "bug.txt"
    bug.write_text("BUG", "utf-8")
    code, out, err = run("read", "--json", str(bug), news)
    assert (code, len(out.splitlines()), len(err.splitlines())) == (1, 1, 1)
    assert "ZeroDivisionError" in err
    assert "Traceback" not in err


def test_what_the_pipeline_is_told(calls: Calls, news: str) -> None:
    assert run("read", news, "--published", "2021-04-08", "--language", "id")[0] == 0
    assert run("read", "-", stdin="teks")[0] == 0
    assert run("read", stdin="teks")[0] == 0
    assert [(c["source"], c["published"], c["language"]) for c in calls] == [
        (news, "2021-04-08", "id"),
        ("standard input", None, None),
        ("standard input", None, None),
    ]


@pytest.mark.parametrize("published", ["2021-02-30", "kemarin", "2021", "20210408", "2021-W14-4", "٢٠٢١-٠٤-٠٨"])
def test_published_is_a_real_date(calls: Calls, news: str, published: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["read", news, "--published", published])
    err = capsys.readouterr().err
    assert left.value.code == 2
    assert len(err.splitlines()) == 1
    assert "YYYY-MM-DD" in err
    assert not calls


@pytest.mark.parametrize("args", [["--language", "fr"], ["--nonsense"], ["--limit", "0"], ["--published"]])
def test_options_are_checked_in_one_line(calls: Calls, news: str, args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["read", news, *args])
    assert left.value.code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_interrupted_quietly(calls: Calls, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stop = tmp_path / "stop.txt"
    stop.write_text("STOP", "utf-8")
    with pytest.raises(SystemExit) as left:
        main(["read", str(stop)])
    assert left.value.code == 130
    assert capsys.readouterr().err == ""


def test_limit(calls: Calls, tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text('{"text": "teks"}\n' * 5, "utf-8")
    code, out, _ = run("read", "--json", "--limit", "2", str(path))
    assert (code, len(out.splitlines())) == (0, 2)


def test_warnings_go_to_stderr(calls: Calls, tmp_path: Path) -> None:
    path = tmp_path / "cut.txt"
    path.write_bytes("kata “".encode()[:-1])
    code, out, err = run("read", "--json", str(path))
    assert code == 0
    assert "damaged UTF-8" in err
    assert "damaged UTF-8" in json.loads(out)["document"]["warnings"][0]


def test_json_keeps_terminals_safe_and_its_meaning(calls: Calls, tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31m\u202e\x9b31m.txt"
    path.write_text("teks", "utf-8")
    _, out, _ = run("read", "--json", str(path))
    assert not any(c in out for c in "\x1b\u202e\x9b")
    assert json.loads(out)["document"]["source"] == str(path)


def test_explain(calls: Calls, news: str) -> None:
    code, out, _ = run("explain", news)
    assert code == 0
    assert [
        word
        for word in ("agree.undertake", "complement of untuk", '"akan" -> planned', "no promisor", "outside the text")
        if word not in out
    ] == []
    code, out, _ = run("explain", news, "v2")
    assert code == 0
    assert "assault.attack" in out
    assert "agree.undertake" not in out


def test_explain_as_json(calls: Calls, news: str) -> None:
    found = json.loads(run("explain", news, "c1", "--json")[1])
    assert [t["frame"] for t in found["traces"]] == ["agree.undertake"]
    assert len(json.loads(run("explain", news, "--json")[1])["refused"]) == 1


def test_explain_of_a_line_that_is_not_there(calls: Calls, news: str) -> None:
    code, _, err = run("explain", news, "c9")
    assert code == 2
    assert "no line c9" in err
    assert "c1, v1, v2" in err
    assert len(err.splitlines()) == 1


def test_explain_of_a_missing_file(calls: Calls, tmp_path: Path) -> None:
    code, _, err = run("explain", str(tmp_path / "none.txt"), "c1")
    assert (code, len(err.splitlines())) == (2, 1)


def test_a_sample_made_right(sample: Callable[..., Reading]) -> None:
    reading = sample()
    assert next(reading.raw[slice(*e.span)] for c in reading.record.commitments for e in c.evidence) == "sepakat untuk"
