"""``ikrar user``: who may sign in to the reading room."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import Annotated, Final

import typer

from ikrar.cli.console import BAD_INPUT, complain, examples, plain
from ikrar.cli.ledger_options import Place, opened

app = typer.Typer(
    help="Who may sign in to the reading room (`ikrar serve`). With users in the ledger everybody signs in, and no password is in it.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
ADD: Final = examples(
    ("ikrar user add dewi --role editor", "asks for a password, twice"),
    ("pass show ikrar/budi | ikrar user add budi", "or reads it from a pipe"),
)
Name = Annotated[str, typer.Argument(metavar="NAME", help="The user's name, under which decisions are signed.")]
Role = Annotated[str, typer.Option("--role", metavar="ROLE", help="reader reads; coder adds reports, notes and lines; editor decides.")]


@app.command("add", epilog=ADD)
def add(name: Name, role: Role = "reader", ledger: Place = None) -> None:
    """Let somebody in. The password is asked for twice, or read from a pipe; of it only an Argon2 hash is kept."""
    with opened(ledger, create=True) as book:
        from ikrar.ledger import LedgerError, users

        if role not in users.ROLES:
            raise LedgerError(f"{role!r} is no role: {', '.join(users.ROLES)}")
        users.add(book, name, role, _hash(), datetime.now(UTC))
    print(plain(f"{name}: {role}"))


@app.command("list")
def list_(ledger: Place = None) -> None:
    """Name the users, each with their role and since when they are."""
    with opened(ledger) as book:
        from ikrar.ledger import users

        with book.read() as connection:
            found = users.everybody(connection)
        for user in found:
            print(plain(f"{user.name:<24} {user.role:<8} {user.since[:10]}"))
        if not found:
            complain(f"{book.name} has no users: whoever is at this machine is let in")


@app.command("role")
def role_(name: Name, role: Annotated[str, typer.Argument(metavar="ROLE", help="reader, coder or editor.")], ledger: Place = None) -> None:
    """Change what somebody may do, from their next page on."""
    with opened(ledger) as book:
        from ikrar.ledger import users

        users.change_role(book, name, role)
    print(plain(f"{name}: {role}"))


@app.command("password")
def password(name: Name, ledger: Place = None) -> None:
    """Give somebody another password, asked for as with `add`. Wherever they were signed in, they are no more."""
    with opened(ledger) as book:
        from ikrar.ledger import LedgerError, users

        with book.read() as connection:
            if not users.there_are(connection) or users.hash_of(connection, name) is None:  # told before a password is asked for
                raise LedgerError(f"there is no user {name}: `ikrar user list` names them")
        users.change_password(book, name, _hash())
    print(plain(f"{name}: the password is changed"))


@app.command("remove")
def remove(name: Name, ledger: Place = None) -> None:
    """Let somebody in no more, from this moment on. What they have decided stays."""
    with opened(ledger) as book:
        from ikrar.ledger import users

        users.remove(book, name)
    print(plain(f"{name} is let in no more"))


def _hash() -> str:
    """The hash of a password that is asked for twice at a terminal, and read as one line elsewhere."""
    try:
        from ikrar.web import passwords
    except ImportError:
        complain("users need a few more libraries: pip install 'ikrar[serve]'")
        raise typer.Exit(BAD_INPUT) from None
    if sys.stdin.isatty():
        import getpass

        given = getpass.getpass("Password: ")
        if getpass.getpass("Once more: ") != given:
            complain("the two are not the same")
            raise typer.Exit(BAD_INPUT)
    else:
        given = sys.stdin.readline().rstrip("\r\n")
    if wrong := passwords.weak(given):
        complain(wrong)
        raise typer.Exit(BAD_INPUT)
    return passwords.hashed(given)
