"""Ikrar as a process: exit codes, streams, and what start-up costs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SRC = str(Path(__file__).parents[2] / "src")
ENV = {**os.environ, "PYTHONPATH": SRC}


def ikrar(*args: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "ikrar", *args], input=stdin, capture_output=True, env=ENV, timeout=60)


@pytest.mark.parametrize(
    ("args", "stdin"),
    [
        (["read", "none.txt"], b""),
        (["read", "."], b""),
        (["read", "-"], b""),
        (["read", "-"], b" \n\t "),
        (["read", "-"], b"\x00\x01\x02"),
        (["read", "-"], b"%PDF-1.4"),
        (["read", "-"], b"a " * 25_000_000),
        (["read", "-"], b"<html><body><nav>Menu</nav></body></html>"),
        (["read", "ftp://example.org/"], b""),
        (["read", "http://127.0.0.1:9/"], b""),
        (["read", "-", "--published", "2021-02-30"], b"teks"),
        (["read", "-", "--language", "xx"], b"teks"),
        (["nonsense"], b""),
        (["explain", "none.txt"], b""),
        (["frames", "show", "none.such"], b""),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else repr(value[:12]),
)
def test_bad_input_is_one_line_and_exit_code_2(args: list[str], stdin: bytes) -> None:
    done = ikrar(*args, stdin=stdin)
    assert done.returncode == 2
    assert done.stdout == b""
    assert len(done.stderr.decode().splitlines()) == 1
    assert done.stderr.startswith(b"ikrar: ")
    assert b"Traceback" not in done.stderr


def test_the_example_beside_a_file_that_is_not_there() -> None:
    example = str(Path(SRC).parent / "examples" / "us-iraq.txt")
    done = ikrar("read", "--json", example, "none.txt", example)
    assert done.returncode == 2
    first, second = done.stdout.splitlines()
    assert first == second
    assert json.loads(first)["commitments"]
    assert done.stderr.decode().splitlines() == ["ikrar: none.txt: no such file"]


def test_a_language_that_is_not_read_is_a_record_with_a_warning() -> None:
    done = ikrar("read", "--json", "-", stdin="Le ministre des affaires étrangères a déclaré que le gouvernement allait agir.".encode())
    record = json.loads(done.stdout)
    assert done.returncode == 0
    assert record["document"]["language"] == "fr"
    assert (record["events"], record["commitments"], record["entities"]) == ([], [], [])
    assert len(done.stderr.decode().splitlines()) == 1


def test_explain_the_example() -> None:
    done = ikrar("explain", str(Path(SRC).parent / "examples" / "us-iraq.txt"), "c1")
    assert done.returncode == 0
    assert "frame" in done.stdout.decode()


def test_version() -> None:
    from ikrar import __version__

    assert ikrar("--version").stdout.decode() == f"ikrar {__version__}\n"


def test_schema_is_a_schema() -> None:
    schema = json.loads(ikrar("schema").stdout)
    assert schema["title"] == "Ikrar record"
    assert schema["$id"] == "urn:ikrar:record:1"
    assert schema["$ref"] == "#/$defs/Record"
    assert "commitments" in schema["$defs"]["Record"]["properties"]


def test_a_broken_pipe_is_quiet() -> None:
    process = subprocess.Popen([sys.executable, "-m", "ikrar", "schema"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENV)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(10) == 141


def test_nothing_heavy_is_imported_at_start() -> None:
    heavy = ("rich", "trafilatura", "lxml", "py3langid", "numpy", "babel", "yaml", "urllib.request", "pydantic", "_hashlib")
    code = f"import sys, ikrar.cli, ikrar.cli.read, ikrar.cli.options, ikrar.pipeline\nprint([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=ENV, timeout=30)
    assert done.stdout.decode().strip() == "[]", done.stderr.decode()


def test_help_names_every_command() -> None:
    text = ikrar("--help").stdout.decode()
    assert [name for name in ("read", "explain", "schema", "frames") if name not in text] == []


def test_without_a_command_the_help_is_the_answer() -> None:
    done = ikrar()
    assert done.returncode == 2
    assert done.stderr.decode().startswith("Usage: ikrar")
    assert len(done.stderr.decode().splitlines()) > 5
