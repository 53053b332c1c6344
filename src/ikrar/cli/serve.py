"""``ikrar serve``: the reading room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from ikrar.cli.console import BAD_INPUT, complain, examples, plain
from ikrar.cli.ledger_options import By, Place, opened, person

if TYPE_CHECKING:
    from ikrar.ledger import Ledger

SHORT: Final = "Open the reading room: the ledger as pages, in your browser."
EXAMPLES: Final = examples(
    ("ikrar serve", "the ledger ikrar.db, begun where there is none"),
    ("ikrar serve --sample", "the made-up reports, to try things on"),
    ("ikrar serve --ledger desk.db --port 9000", "another ledger, elsewhere"),
    ("ikrar serve --host 0.0.0.0 --name desk.example.org", "for a team, once `ikrar user add` has named it"),
)
LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")
KEEPS: Final = 75  # seconds that a connection is kept for the next page: as long as one reads, so that it seldom closes under what is sent


def command(
    sample: Annotated[bool, typer.Option("--sample", help="Show the sample, in a ledger that is thrown away afterwards.")] = False,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="Where to listen; other than this machine only with users.")
    ] = "127.0.0.1",
    name: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="NAME", help="A name by which it is asked for, beside its address; may be given more than once."),
    ] = None,
    port: Annotated[int, typer.Option("--port", metavar="N", min=1, max=65535, help="On which port.")] = 8700,
    by: By = None,
    ledger: Place = None,
) -> None:
    """Show the ledger as pages: promises and what became of them, reports with what was read in them, processes, actors, review.

    It listens on this machine alone, for one person, asks for no other server and no network, and stops with Ctrl-C. For a team, users
    are named first (`ikrar user add`); then everybody signs in. Put what speaks https before it where it is reached over a network.
    """
    try:
        import uvicorn

        from ikrar.web.app import build
        from ikrar.web.guard import ANY_ADDRESS
        from ikrar.web.site import Site
    except ImportError:
        complain("the reading room needs a few more libraries: pip install 'ikrar[serve]'")
        raise typer.Exit(BAD_INPUT) from None
    import tempfile
    from pathlib import Path

    names = tuple(name or ())
    shared = host not in LOOPBACK or any(called not in LOOPBACK for called in names)
    with tempfile.TemporaryDirectory() as folder:
        place = str(Path(folder) / "sample.db") if sample else ledger
        with opened(place, create=True) as book:
            if shared and not _has_users(book):
                complain(f"{host} can be reached by others, and the ledger {book.name} has no users: `ikrar user add NAME` comes first")
                raise typer.Exit(BAD_INPUT)
            if sample:
                from ikrar.web.sample import fill

                fill(book)
            hosts = (*LOOPBACK, *names, *((ANY_ADDRESS, host.strip("[]")) if host not in LOOPBACK else ()))
            address = f"[{host}]" if ":" in host else "localhost" if host == "127.0.0.1" else host
            print(plain(f"Ikrar: http://{address}:{port}/ shows {book.name} (Ctrl-C stops)"), flush=True)
            app = build(Site(book, person(by), shared=shared), hosts)
            uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, timeout_keep_alive=KEEPS)


def _has_users(book: Ledger) -> bool:
    from ikrar.ledger import users

    with book.read() as connection:
        return users.there_are(connection)
