"""One agreement, law or resolution, and the list of them."""

from __future__ import annotations

from collections import Counter
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ikrar.ledger import ask, dossier
from ikrar.web.listing import Listing, listed
from ikrar.web.render import elsewhere, exported, page
from ikrar.web.site import asked, reading, site

INSTRUMENTS: Final = Listing("instruments", ("id", "name", "kind", "date", "status", "parties", "document"), shown=50, most=5_000)
LAID: Final = (
    "id", "promisors", "beneficiaries", "kind", "provision", "action", "deadline", "status", "confirmed", "extent", "timeliness", "made",
    "quote", "document", "became",
)  # fmt: skip


def instruments(request: Request) -> Response:
    """The texts, the latest first."""
    fields = asked(request, "q")
    return listed(request, INSTRUMENTS, fields, lambda c, many, at: ask.list_instruments(c, many, fields.get("q"), skip=at))


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
