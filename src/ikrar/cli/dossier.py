"""``ikrar dossier``: pages of the reading room as files, to be carried away."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from ikrar.cli.console import BAD_INPUT, complain, examples
from ikrar.cli.ledger_options import Place, opened

SHORT: Final = "Write a negotiation, or what a question finds, as pages that open from a memory stick."
EXAMPLES: Final = examples(
    ("ikrar dossier P-3 -o talks", "a negotiation: its promises, events, documents, actors"),
    ("ikrar dossier 'by=IRQ&status=open' -o open", "what the ledger is asked, as its address has it"),
    ("ikrar dossier penarikan pasukan -o found", "what holds these words"),
)


def command(
    what: Annotated[
        list[str],
        typer.Argument(metavar="PROCESS|QUERY", help="A line such as P-3, fields of the ledger such as 'by=IRQ&status=open', or words."),
    ],
    folder: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="Where to; made where there is none.")],
    language: Annotated[str, typer.Option("--language", metavar="id|en", help="In which language: id or en.")] = "id",
    force: Annotated[bool, typer.Option("--force", help="Write into a folder that is not empty, over an older dossier.")] = False,
    ledger: Place = None,
) -> None:
    """Write the pages of a negotiation, or of what a question finds, as files: they need no server, no network and no script.

    index.html is where to begin, print.html is one page to be printed. The texts that the pages rest on lie in texts/, and
    `sha256sum -c SHA256SUMS` checks every file; manifest.json says what the dossier is of.
    """
    try:
        from ikrar.web.dossier import write
        from ikrar.web.speak import LANGUAGES
    except ImportError:
        complain("a dossier needs a few more libraries: pip install 'ikrar[serve]'")
        raise typer.Exit(BAD_INPUT) from None
    from datetime import date

    if language not in LANGUAGES:
        complain(f"{language!r} is no language of the reading room: {' and '.join(LANGUAGES)} are")
        raise typer.Exit(BAD_INPUT)
    with opened(ledger) as book:
        try:
            found = write(book, " ".join(what), folder, language, date.today(), force=force)
        except OSError as error:  # a stick that is full, or may not be written to
            complain(f"{error.filename or folder}: {error.strerror or error}; what is there is no whole dossier")
            raise typer.Exit(BAD_INPUT) from None
    if not found.documents:
        complain("nothing in the ledger fits that: the dossier is empty")
    print(f"{folder}: pages {found.pages}, documents {found.documents}, files {found.files}. Begin with {folder / 'index.html'}")
