"""Where things happened: a map of the latest happenings that are asked for, with a list that says the same."""

from __future__ import annotations

from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ikrar.ledger import ask
from ikrar.ledger.spots import Spot, confirmed, event_rows, happened, spots
from ikrar.model.codes import EVENT_TYPES
from ikrar.web.days import since, unread, until
from ikrar.web.render import exported, language_of, page
from ikrar.web.site import asked, reading
from ikrar.web.speak import speaker

MOST: Final = 2_000  # happenings that are placed, the latest
PLACES: Final = 300  # on the map and in its list, those of most
LISTED: Final = 100  # happenings of a place, and of those without one
COLUMNS: Final = (
    "id", "date", "reported", "type", "mode", "factuality", "actors", "recipients", "place", "country", "precision", "lat", "lon",
    "quote", "document",
)  # fmt: skip
BARE: Final[ask.Answer] = {"time": None, "factuality": "actual"}
"""What a line leaves out that the text, or a person, tells nothing of."""


def mapping(request: Request) -> Response:
    """The map."""
    fields = asked(request, "actor", "type", "since", "until", "at")
    types = [fields["type"]] if fields.get("type") in EVENT_TYPES else []
    actor = fields.get("actor")
    with reading(request) as c:
        when = {"since": since(request, "since"), "until": until(request, "until")}
        ids = happened(c, MOST + 1, actor=actor, type_=types, **when)
        found, unplaced = spots(c, ids[:MOST])
        chosen = next((spot for spot in found if spot.key == fields.get("at")), None)
        if "as" in request.query_params:
            rows = _rows(c, [chosen] if chosen else found, [] if chosen else unplaced)
            if file := exported(request, rows, COLUMNS, "places"):
                return file
        latest = {f"E-{spot.happenings[0]}": spot.key for spot in found[:PLACES]}
        return page(
            request,
            "map.html",
            unread=unread(request, ("since", "until")),
            fields=fields,
            words=_words(request),
            types=sorted(EVENT_TYPES),
            spots=found[:PLACES],
            beyond=found[PLACES:],
            number=sum(len(spot.happenings) for spot in found),
            cut=len(ids) > MOST,
            most=MOST,
            latest={latest[row["id"]]: BARE | row for row in ask.events_of(c, [int(id_[2:]) for id_ in latest])},
            chosen=chosen,
            there=_shown(c, list(chosen.happenings)) if chosen else [],
            unplaced=len(unplaced),
            nowhere=_shown(c, unplaced),
            listed=LISTED,
        )


def _shown(c: Any, ids: list[int]) -> list[ask.Answer]:
    """The latest of these happenings, as the page lists them."""
    strong = confirmed(c, ids[:LISTED])
    return [BARE | row | {"confirmed": int(row["id"][2:]) in strong} for row in ask.events_of(c, ids[:LISTED])]


def _words(request: Request) -> dict[str, str]:
    """What the script says, in the reader's language."""
    t = speaker(language_of(request))
    return {name: t.texts[f"map.{name}"] for name in ("places", "several", "closer", "failed")} | {"language": t.language}


def _rows(c: Any, found: list[Spot], unplaced: list[int]) -> list[ask.Answer]:
    """All happenings for a file, the latest first."""
    where: dict[int, Spot | None] = {line: spot for spot in found for line in spot.happenings}
    where |= dict.fromkeys(unplaced)
    return event_rows(c, where)


routes = [Route("/map", mapping)]
