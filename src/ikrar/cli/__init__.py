"""The command line: one module a command. Nothing heavy is imported here; start-up is part of every reading."""

from __future__ import annotations

import gc
import os
import sys
from typing import Annotated, NoReturn

import typer
from typer.exceptions import TyperException

from ikrar import __version__
from ikrar.cli import annotate, evaluate, explain, frames, read, schema
from ikrar.cli.console import BAD_INPUT, complain, examples
from ikrar.lexicon.store import LexiconError

app = typer.Typer(
    name="ikrar",
    help="Read the news and keep the record: who agreed to what, who did what, what was promised.",
    epilog=examples(
        ("ikrar read article.txt", "the record of one report"),
        ("ikrar read --json *.txt > records.jsonl", "one record a line"),
        ("ikrar explain article.txt c1", "how line c1 came about"),
        ("ikrar COMMAND --help", "more on a command"),
    ),
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help: Rich takes 0.1 s to import
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (read, explain, schema, evaluate, annotate):
    app.command(module.__name__.rpartition(".")[2], short_help=module.SHORT, epilog=module.EXAMPLES)(module.command)
app.add_typer(frames.app, name="frames")


OBJECTS = 400_000
"""New objects between two looks for garbage in cycles. The lexicon and a first report make 210,000, and none of it is garbage: one look
through them takes a twelfth of the start-up, and at Python's 700 they took an eighth."""


def _version(wanted: bool) -> None:
    if wanted:
        print(f"ikrar {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")] = False,
) -> None:
    pass


def main(args: list[str] | None = None) -> NoReturn:
    """Run the command line; every way out is an exit code, none a traceback."""
    gc.set_threshold(OBJECTS)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace" if stream is sys.stdout else "backslashreplace")  # a terminal without UTF-8 gets "?"
    try:
        code = app(args, prog_name="ikrar", standalone_mode=False)
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
    sys.exit(code if isinstance(code, int) else 0)


__all__ = ["BAD_INPUT", "app", "main"]
