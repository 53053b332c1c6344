"""One promise: its own words first, then what became of it, each piece with its quotation, source and day."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ikrar.ledger import page as pages
from ikrar.web.render import address, exported, language_of, page
from ikrar.web.site import reading, site


def commitment(request: Request) -> Response:
    """The page of a promise; of one that is told again, the page of the promise."""
    number = request.path_params["number"]
    with reading(request) as c:
        found = pages.page(c, f"C-{number}", site(request).today())
    if found is None:
        raise HTTPException(404)
    if found["id"] != f"C-{number}":
        return RedirectResponse(address(language_of(request), found["id"]), 303)
    return exported(request, [found], (), found["id"]) or page(request, "commitment.html", promise=found)


routes = [Route("/c/{number:int}", commitment)]
