"""What holds the words that are asked for: reports, promises and actors."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ikrar.ledger import actors, ask, find
from ikrar.web.render import address, exported, language_of, page
from ikrar.web.site import asked, reading, site, start

SHOWN: Final = 20  # reports on a page
MOST: Final = 500  # in a file, and the last that pages lead to
BESIDE: Final = 6  # promises, and actors
COLUMNS: Final = ("id", "title", "outlet", "agency", "published", "language", "url", "snippet")


def search(request: Request) -> Response:
    """The best matches first; the number of a line leads to that line."""
    fields = asked(request, "q")
    query, at, as_file = fields.get("q", ""), min(start(request), MOST), "as" in request.query_params
    with reading(request) as c:
        if (ref := ask.parse(query)) and ask.group_of(c, *ref) is not None and not as_file:
            return RedirectResponse(address(language_of(request), ask.name(*ref)), 303)
        most = MOST if as_file else SHOWN + 1
        best = find.best(c, query, max(at + most, find.REPORTS)) if query else []
        rows = find.search(c, query, most, at, best) if query else []
        if file := exported(request, rows, COLUMNS, "search"):
            return file
        return page(
            request,
            "search.html",
            query=query,
            rows=rows[:SHOWN],
            parts=lambda text, language=None: find.parts(text or "", query, language),
            promises=find.promised(c, site(request).today(), query, BESIDE, best) if query and not at else [],
            people=actors.listed(c, BESIDE, words=query) if query and not at else [],
            at=at,
            more=len(rows) > SHOWN and at + SHOWN < MOST,
            shown=SHOWN,
        )


routes = [Route("/search", search)]
