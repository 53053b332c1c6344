"""What was decided is taken back: from the page it was decided on."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ikrar.ledger import LedgerError, ask, cards
from ikrar.web import guard
from ikrar.web.render import address, language_of
from ikrar.web.site import numbers, person, reading, site

MOST: Final = 50  # entries that one decision makes


def entries(request: Request) -> list[int]:
    """The entries that a page says it has written down (``?done=18&done=19``): they can be taken back."""
    found = [value for value in request.query_params.getlist("done") if value.isdecimal() and len(value) < 19]
    return [int(value) for value in found[:MOST]]


@guard.posted
def undo(request: Request, form: FormData) -> Response:
    """Takes back some entries, the last first, and goes back to the page."""
    who = person(request)
    if not who.may("coder"):
        raise HTTPException(403)
    named = numbers(form.getlist("entry"))[:MOST]
    back = str(form.get("back", "/"))
    if not who.may("editor"):
        with reading(request) as c:
            if any(said["by"] != who.name for said in ask.history(c, named)):  # a coder takes back their own words only
                raise HTTPException(403)
    try:
        cards.undo(site(request).ledger, who.name, named)
    except LedgerError as error:
        raise HTTPException(409, str(error)) from None
    return RedirectResponse(address(language_of(request), "/" + back.lstrip("/\\")), 303)


routes = [Route("/undo", undo, methods=["POST"])]
