"""The ledger: all promises as a table, by what is asked of them, with what is due soon."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ikrar.ledger import ask, counts
from ikrar.ledger.asked import Party
from ikrar.model.codes import KINDS, PROVISIONS
from ikrar.web.days import since, unread, until
from ikrar.web.render import exported, page
from ikrar.web.site import asked, reading, site, start

SHOWN: Final = 50  # promises on a page
MOST: Final = 10_000  # in a file
SOON: Final = timedelta(days=90)
STRIP: Final = 8  # in the strip of what is due
COLUMNS: Final = (
    "id", "promisors", "beneficiaries", "kind", "provision", "action", "condition", "deadline", "status", "confirmed", "extent",
    "timeliness", "evidence_for", "evidence_against", "last_evidence", "told_in", "made", "quote", "document",
)  # fmt: skip
ORDER: Final = ("open", "under-way", "fulfilled", "breached", "contested", "lapsed", "withdrawn")
DAYS: Final = {"due_before": until, "due_after": since, "made_before": until, "made_after": since}
FIELDS: Final = ("by", "to", "status", "provision", "kind", "instrument")
ASKED: Final = (*FIELDS, *DAYS, "confirmed")
"""All that the ledger may be asked by."""


def ledger(request: Request) -> Response:
    """The promises that are asked for, the latest first."""
    fields = asked(request, *FIELDS) | {name: found for name, read in DAYS.items() if (found := read(request, name))}
    at = start(request)
    filters: dict[str, Any] = fields | {name: [fields[name]] for name in ("status", "provision", "kind") if name in fields}
    if (confirmed := request.query_params.get("confirmed")) in {"yes", "no"}:
        fields["confirmed"], filters["confirmed"] = confirmed, confirmed == "yes"
    day = site(request).today()
    with reading(request) as c:
        filters |= {side: Party(c, fields[side]) for side in ("by", "to") if side in fields}  # found out once for rows and facets
        others = {name: value for name, value in filters.items() if name != "status"}
        if "as" in request.query_params:
            if file := exported(request, ask.each_commitment(c, day, MOST, **filters), COLUMNS, "commitments"):
                return file
        rows = ask.list_commitments(c, day, at + SHOWN + 1, **filters)
        standing = counts.by_status_of(c, **others) if others else site(request).standing(c)
        return page(
            request,
            "ledger.html",
            rows=rows[at : at + SHOWN],
            at=at,
            more=len(rows) > at + SHOWN,
            shown=SHOWN,
            fields=fields,
            unread=unread(request, DAYS),
            facets=[(status, None if standing is None else standing.get(status, 0)) for status in ORDER],
            total=None if standing is None else sum(standing.values()),
            due=ask.list_due(c, day, (day + SOON).isoformat(), STRIP),
            kinds=sorted(KINDS),
            provisions=sorted(PROVISIONS),
        )


routes = [Route("/", ledger)]
