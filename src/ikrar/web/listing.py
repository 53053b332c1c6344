"""A page that lists lines, as many as are shown at once; or all of them in a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa
from starlette.requests import Request
from starlette.responses import Response

from ikrar.web.render import exported, page
from ikrar.web.site import reading, start

Row = dict[str, Any]


class Listing(NamedTuple):
    """What a list is called, as its template and its files are, and how much of it is shown."""

    called: str
    columns: Sequence[str]
    shown: int
    """On a page."""
    most: int
    """In a file."""


def listed(
    request: Request,
    what: Listing,
    fields: Row,
    rows: Callable[[sa.Connection, int, int], list[Row]],
    each: Callable[[sa.Connection, int], Iterable[Row]] | None = None,
    **more: Any,
) -> Response:
    """The page, or the file that is asked for. ``rows`` finds so many rows from one on; ``each``, for a file, finds them one by one."""
    at = start(request)
    with reading(request) as c:
        if "as" in request.query_params:
            whole = each(c, what.most) if each else rows(c, what.most, 0)
            if file := exported(request, whole, what.columns, what.called):
                return file
        found = rows(c, what.shown + 1, at)
    values: Row = {
        "rows": found[: what.shown],
        "at": at,
        "more": len(found) > what.shown,
        "shown": what.shown,
        "fields": fields,
        "unread": (),
    }
    return page(request, f"{what.called}.html", **(values | more))
