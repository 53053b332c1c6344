"""One agreement, law or resolution, and the list of them."""

from __future__ import annotations

from collections import Counter
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ikrar.ledger import ask, dossier
from ikrar.web.render import elsewhere, exported, page
from ikrar.web.site import asked, reading, site, start

SHOWN: Final = 50  # on a page
MOST: Final = 5_000  # in a file
COLUMNS: Final = ("id", "name", "kind", "date", "status", "parties", "document")
LAID: Final = (
    "id", "promisors", "beneficiaries", "kind", "provision", "action", "deadline", "status", "confirmed", "extent", "timeliness", "made",
    "quote", "document", "became",
)  # fmt: skip


def instruments(request: Request) -> Response:
    """The texts, the latest first."""
    fields, at, as_file = asked(request, "q"), start(request), "as" in request.query_params
    with reading(request) as c:
        rows = ask.list_instruments(c, MOST if as_file else SHOWN + 1, fields.get("q"), skip=at)
    if file := exported(request, rows, COLUMNS, "instruments"):
        return file
    return page(request, "instruments.html", rows=rows[:SHOWN], at=at, more=len(rows) > SHOWN, shown=SHOWN, fields=fields)


def instrument(request: Request) -> Response:
    """What a text lays down, and what became of it; of one that is told again, that of the first telling."""
    number = request.path_params["number"]
    with reading(request) as c:
        if other := elsewhere(request, c, "instrument"):
            return other
        found = dossier.of_instrument(c, number, site(request).today())
    if found is None:
        raise HTTPException(404)
    rows = [found] if request.query_params.get("as") == "json" else found["promises"]
    if file := exported(request, rows, LAID, found["id"]):
        return file
    standing = Counter(promise["status"] for promise in found["promises"])
    return page(request, "instrument.html", text=found, standing=standing)


routes = [Route("/instruments", instruments), Route("/i/{number:int}", instrument)]
