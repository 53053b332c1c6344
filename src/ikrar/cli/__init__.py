"""The command line: one module a command. Nothing heavy is imported here; start-up is part of every reading."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from typer.exceptions import TyperException

from ikrar import __version__
from ikrar.cli.console import BAD_INPUT, complain, examples
from ikrar.lexicon.store import LexiconError

if TYPE_CHECKING:
    app: typer.Typer

COMMANDS = {
    "read": "read",
    "explain": "explain",
    "add": "add",
    "list": "listing:app",
    "show": "show_line",
    "search": "search:search",
    "timeline": "search:timeline",
    "due": "search:due",
    "review": "review",
    "serve": "serve",
    "user": "user:app",
    "dossier": "dossier",
    "judge": "by_hand:judge",
    "link": "by_hand:link",
    "commitment": "by_hand:commitment",
    "event": "by_hand:event",
    "note": "by_hand:note",
    "withdraw": "by_hand:withdraw",
    "undo": "by_hand:undo",
    "check": "keep:check",
    "backup": "keep:backup",
    "restore": "keep:restore",
    "export": "keep:export",
    "import": "keep:restore",
    "frames": "frames:app",
    "schema": "schema",
    "evaluate": "evaluate",
    "annotate": "annotate",
}
"""Each command, and where it is: ``command`` of a module, a function of it, or a group of commands."""


def build(only: str | None = None) -> typer.Typer:
    """The command line, with all commands or with the one that is asked for: setting up all of them takes longer than reading a report."""
    made = typer.Typer(
        name="ikrar",
        help="Read the news and keep the record: who agreed to what, who did what, what was promised, and what became of it.",
        epilog=examples(
            ("ikrar read article.txt", "the record of one report"),
            ("ikrar read --json *.txt > records.jsonl", "one record a line"),
            ("ikrar explain article.txt c1", "how line c1 came about"),
            ("ikrar add reports/", "reports into a ledger"),
            ("ikrar list commitments", "what was promised, and how it stands"),
            ("ikrar COMMAND --help", "more on a command"),
        ),
        no_args_is_help=True,
        rich_markup_mode=None,  # plain help: Rich takes 0.1 s to import
        pretty_exceptions_enable=False,
        add_completion=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    made.callback()(_options)
    for name in (only,) if only is not None else COMMANDS:
        where, _, function = COMMANDS[name].partition(":")
        module = import_module(f"ikrar.cli.{where}")
        found = getattr(module, function or "command")
        if isinstance(found, typer.Typer):
            made.add_typer(found, name=name)
        else:
            epilog = getattr(module, "EPILOGS", {}).get(name) or getattr(module, "EXAMPLES", None)
            made.command(name, short_help=getattr(module, "SHORT", None) if not function else None, epilog=epilog)(found)
    return made


def __getattr__(name: str) -> Any:
    if name == "app":
        return build()
    raise AttributeError(name)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"ikrar {__version__}")
        raise typer.Exit


def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")] = False,
) -> None:
    pass


def main(args: list[str] | None = None) -> NoReturn:
    """Run the command line; every way out is an exit code, none a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace" if stream is sys.stdout else "backslashreplace")  # a terminal without UTF-8 gets "?"
    asked = next((arg for arg in (sys.argv[1:] if args is None else args) if not arg.startswith("-")), None)
    try:
        code = build(asked if asked in COMMANDS else None)(args, prog_name="ikrar", standalone_mode=False)
        sys.stdout.flush()  # here, where a broken pipe can still be met quietly
    except TyperException as error:
        message = error.format_message()
        if message.startswith("Usage:"):  # a command without arguments: the help is the answer
            print(message, file=sys.stderr)
        else:
            complain(message.removeprefix("Invalid value: "))
        code = error.exit_code
    except LexiconError as error:  # a frame of the user's own that does not compile, say
        complain(str(error))
        code = BAD_INPUT
    except (KeyboardInterrupt, typer.Abort):
        code = 130
    except (BrokenPipeError, SystemExit):  # typer turns the first into the second, and leaves by no other SystemExit in this mode
        # The reader has left (`| head`). Python flushes stdout once more on its way out: let that go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 141
    if args is None:  # the process ends here: what is left need not be looked through for cycles, a twelfth of the time of one report
        gc.freeze()
    sys.exit(code if isinstance(code, int) else 0)


__all__ = ["BAD_INPUT", "app", "main"]
