"""The dossier of a negotiation, and the list of them."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

import sqlalchemy as sa
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ikrar.ledger import ask, dossier
from ikrar.web.listing import Listing, listed
from ikrar.web.render import elsewhere, exported, language_of, page
from ikrar.web.site import asked, reading, site

PROCESSES: Final = Listing("processes", ("id", "name", "parties", "rounds"), shown=30, most=2_000)
STORY: Final = (
    "round", "round_date", "round_told", "id", "promisors", "beneficiaries", "kind", "provision", "action", "deadline", "status",
    "confirmed", "extent", "timeliness", "made", "quote", "document", "became",
)  # fmt: skip


def processes(request: Request) -> Response:
    """The series of talks, the latest first."""
    fields = asked(request, "q")

    def rows(c: sa.Connection, many: int, at: int) -> list[dict[str, Any]]:
        found = ask.list_processes(c, many, fields.get("q"), skip=at)
        names = dossier.names_of(c, [row["id"] for row in found])
        return [row | {"names": names[row["id"]]} for row in found]

    return listed(request, PROCESSES, fields, rows, called=lambda row: called(row, language_of(request)))


def process(request: Request) -> Response:
    """One of them, as a story in time; of one that is told again, that of the first telling."""
    number = request.path_params["number"]
    with reading(request) as c:
        if other := elsewhere(request, c, "process"):
            return other
        found = dossier.of_process(c, number, site(request).today())
    if found is None:
        raise HTTPException(404)
    rows = [found] if request.query_params.get("as") == "json" else list(_rows(found))
    if file := exported(request, rows, STORY, found["id"]):
        return file
    return page(
        request,
        "process.html",
        process=found,
        title=called(found, language_of(request)),
        standing=Counter(p["status"] for chapter in found["chapters"] for p in chapter["promises"]),
    )


def called(found: dict[str, Any], language: str) -> str:
    """A name in the reader's language, where a report in that language gives one."""
    names = [name["name"] for name in found["names"] if name["language"] == language]
    name = str(names[0] if names else found["name"]).removeprefix("the ")
    return name[:1].upper() + name[1:]


def _rows(found: dict[str, Any]) -> list[dict[str, Any]]:
    """Each promise of the story with its round, for a table."""
    return [
        {"round": met["number"], "round_date": met["date"], "round_told": met["told"]} | promise
        for chapter in found["chapters"]
        for met in [chapter["round"] or {"number": None, "date": None, "told": None}]
        for promise in chapter["promises"]
    ]


routes = [Route("/processes", processes), Route("/p/{number:int}", process)]
