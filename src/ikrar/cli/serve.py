"""``ikrar serve``: the reading room."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from ikrar.cli.console import BAD_INPUT, complain, examples
from ikrar.cli.ledger_options import By, Place, opened, person

SHORT: Final = "Open the reading room: the ledger as pages, in your browser."
EXAMPLES: Final = examples(
    ("ikrar serve", "the ledger ikrar.db, begun where there is none"),
    ("ikrar serve --sample", "the made-up reports, to try things on"),
    ("ikrar serve --ledger desk.db --port 9000", "another ledger, elsewhere"),
)


def command(
    sample: Annotated[bool, typer.Option("--sample", help="Show the sample, in a ledger that is thrown away afterwards.")] = False,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="Where to listen; other than this machine only with users.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="N", min=1, max=65535, help="On which port.")] = 8700,
    by: By = None,
    ledger: Place = None,
) -> None:
    """Show the ledger as pages: promises and what became of them, reports with what was read in them, processes, actors, review.

    It listens on this machine alone, for one person, asks for no other server and no network, and stops with Ctrl-C.
    """
    try:
        import uvicorn

        from ikrar.web.app import build
        from ikrar.web.site import Site
    except ImportError:
        complain("the reading room needs a few more libraries: pip install 'ikrar[serve]'")
        raise typer.Exit(BAD_INPUT) from None
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        place = str(Path(folder) / "sample.db") if sample else ledger
        with opened(place, create=True) as book:
            if sample:
                from ikrar.web.sample import fill

                fill(book)
            print(f"Ikrar: http://{'localhost' if host == '127.0.0.1' else host}:{port}/ shows {book.name} (Ctrl-C stops)", flush=True)
            uvicorn.run(build(Site(book, person(by))), host=host, port=port, log_level="warning", server_header=False)
