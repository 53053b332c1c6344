"""``ikrar user`` and what ``ikrar serve`` refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from ikrar.cli import app
from ikrar.cli import user as user_command
from ikrar.ledger import Ledger, users

SECRET = "kuda nil di sungai"


@pytest.fixture
def place(tmp_path: Path) -> str:
    return str(tmp_path / "book.db")


def run(*args: str, stdin: str | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(args), input=stdin)
    return result.exit_code, result.stdout, result.stderr


def test_users_come_change_and_go(place: str) -> None:
    assert run("user", "add", "Dewi", "--role", "editor", "--ledger", place, stdin=SECRET + "\n")[:2] == (0, "Dewi: editor\n")
    assert run("user", "add", "Budi", "--ledger", place, stdin=SECRET)[:2] == (0, "Budi: reader\n")
    code, out, _ = run("user", "list", "--ledger", place)
    assert (code, [line.split()[:2] for line in out.splitlines()]) == (0, [["Budi", "reader"], ["Dewi", "editor"]])
    assert run("user", "role", "budi", "coder", "--ledger", place)[0] == 0
    ledger = Ledger(place)
    with ledger.read() as c:
        before = users.hash_of(c, "dewi")
    assert run("user", "password", "dewi", "--ledger", place, stdin=SECRET + "\n")[0] == 0
    with ledger.read() as c:
        assert users.hash_of(c, "dewi") != before
        assert [user.role for user in users.everybody(c)] == ["coder", "editor"]
    ledger.close()
    assert run("user", "remove", "dewi", "--ledger", place)[0] == 0
    assert run("user", "remove", "dewi", "--ledger", place)[0] == 2


@pytest.mark.parametrize(
    ("args", "stdin", "said"),
    [
        (("add", "x"), "short\n", "at least 10 characters"),
        (("add", "x"), "", "at least 10 characters"),
        (("add", "x", "--role", "king"), SECRET, "'king' is no role: reader, coder, editor"),
        (("add", "a\x1bb"), SECRET, "1 to 64 characters"),
        (("password", "x"), SECRET, "there is no user x"),
        (("role", "x", "reader"), "", "there is no user x"),
        (("role", "x", "king"), "", "no role"),
        (("remove", "x"), "", "there is no user x"),
    ],
)
def test_what_cannot_be_is_told_in_a_line(place: str, args: tuple[str, ...], stdin: str, said: str) -> None:
    Ledger(place).close()
    code, out, err = run("user", *args, "--ledger", place, stdin=stdin)
    assert (code, out) == (2, "")
    assert said in err
    assert "\x1b" not in err
    assert err.count("\n") == 1
    assert SECRET not in err


def test_at_a_terminal_the_password_is_asked_for_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([SECRET, SECRET + "x"])
    monkeypatch.setattr("sys.stdin", type("Terminal", (), {"isatty": lambda self: True})())
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(answers))
    with pytest.raises(user_command.typer.Exit):
        user_command._hash()


@pytest.mark.parametrize(
    "args",
    [("--host", "0.0.0.0"), ("--host", "::"), ("--host", "192.0.2.1"), ("--host", "desk.example"), ("--name", "desk.example")],
)
def test_nothing_is_shown_beyond_this_machine_without_users(place: str, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...]) -> None:
    began: list[Any] = []
    monkeypatch.setattr("uvicorn.run", lambda app, **how: began.append((app, how)))
    code, _, err = run("serve", *args, "--ledger", place)
    assert (code, began) == (2, [])
    assert "has no users: `ikrar user add NAME` comes first" in err
    assert run("user", "add", "Dewi", "--ledger", place, stdin=SECRET)[0] == 0
    assert run("serve", *args, "--ledger", place)[0] == 0
    assert began[0][0].state.site.shared


def test_on_this_machine_it_needs_none(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    began: list[Any] = []
    monkeypatch.setattr("uvicorn.run", lambda app, **how: began.append(app))
    assert run("serve", "--ledger", place)[0] == 0
    assert not began[0].state.site.shared
    assert "testserver" not in str(began[0].user_middleware)
