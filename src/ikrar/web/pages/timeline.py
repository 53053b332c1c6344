"""When things happened: promises as bars to their deadline and happenings as marks, in lanes, with a list that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ikrar.ledger.lanes import KINDS, OTHER, Lane, laid, lasting, lines
from ikrar.web.days import since, unread, until
from ikrar.web.render import exported, language_of, page
from ikrar.web.site import asked, reading, site
from ikrar.web.speak import speaker

MOST: Final = 500  # lines, the latest
LISTED: Final = 200  # of these, the latest, in the list below what is drawn, unless all are asked for
LANES: Final = 12  # of which the fullest are drawn
COLUMNS: Final = (
    "id", "what", "day", "told", "due", "status", "timeliness", "confirmed", "type", "kind", "by", "to", "words", "lanes", "document",
)  # fmt: skip
SIGNS: Final = {"open": "○", "under-way": "◐", "fulfilled": "●", "breached": "✕", "contested": "⇄", "lapsed": "∅", "withdrawn": "↩"}
"""Those of macros.html."""
FIELDS: Final = ("lanes", "actor", "since", "until", "from_day", "to_day", "list")


def timeline(request: Request) -> Response:
    """The timeline. ``from_day`` and ``to_day`` choose a stretch of it: the list and the files are of that alone."""
    fields = asked(request, *FIELDS)
    kind = fields["lanes"] if fields.get("lanes") in KINDS else KINDS[0]
    first, last = since(request, "from_day"), until(request, "to_day")
    today = site(request).today()
    when = {"since": since(request, "since"), "until": until(request, "until")}
    actor = fields.get("actor")
    with reading(request) as c:
        found, cut = lines(c, today, MOST, actor=actor, **when)
        lanes = laid(c, kind, found, LANES, language_of(request))
        chosen = [line for line in found if lasting(line, first, last)] if first or last else found
        who = _who(request, found)
        lanes = [lane._replace(name=who.get(lane.key, lane.name)) for lane in lanes]
        called = {lane.key: lane.name for lane in lanes}
        if "as" in request.query_params:
            rows = [line | {"lanes": [_lane(key, called) for key in line["lanes"]]} for line in chosen]
            if file := exported(request, rows, COLUMNS, "timeline"):
                return file
        listed = chosen if fields.get("list") == "all" else chosen[-LISTED:]
        for line in listed:  # here, for a macro of the template takes as long as all the rest of a line
            line["who"] = [", ".join(who.get(one["id"], one["name"]) for one in line[side]) or "–" for side in ("by", "to")]
        return page(
            request,
            "timeline.html",
            unread=unread(request, ("since", "until", "from_day", "to_day")),
            fields=fields,
            kind=kind,
            kinds=KINDS,
            lanes=lanes,
            called=called,
            drawn=len(found),
            months=[(month, list(told)) for month, told in groupby(listed, lambda line: (line["day"] or "")[: len("2024-05")])],
            number=len(chosen),
            listed=len(listed),
            first=first,
            last=last,
            cut=cut,
            most=MOST,
            promises=sum(line["what"] == "promise" for line in chosen),
            says=_says(request, lanes, kind) | {"who": who},
        )


def _lane(key: str, called: dict[str, str]) -> dict[str, Any]:
    """A lane in a file: what it goes by, and its name."""
    return {"id": key or None, "name": called[key] if key != OTHER else ""}


def _who(request: Request, found: Sequence[dict[str, Any]]) -> dict[str, str]:
    """The actors that the reader's language calls otherwise than the ledger, by their numbers."""
    t = speaker(language_of(request))
    told = [(who["id"], who["name"], who["country"]) for line in found for who in (*line["by"], *line["to"])]
    calls: dict[str, str] = {}
    for id_, name, country in dict.fromkeys(reversed(told)):  # each once: as they are called last
        if (called := t.who(name, country)) != name:
            calls.setdefault(id_, called)
    return calls


def _says(request: Request, lanes: Sequence[Lane], kind: str) -> dict[str, Any]:
    """What the script needs to draw: where the lines come from, the lanes in order, and the words of the reader's language."""
    t = speaker(language_of(request))
    texts = "drawing today due overdue no_deadline reported by_machine".split()
    return {
        "source": f"{request.url.path}?{urlencode([*_but(request, 'from_day', 'to_day', 'list', 'as'), ('as', 'json')])}",
        "language": t.language,
        "lanes": [
            {"key": lane.key, "name": lane.name or t(f"timeline.other.{kind}"), "page": lane.id, "number": lane.number} for lane in lanes
        ],
        "signs": SIGNS,
        "codes": {name: t.codes.get(name, {}) for name in ("status", "type", "provision", "kind", "timeliness", "factuality")},
        "texts": {name: t.texts[f"timeline.{name}"] for name in texts},
    }


def _but(request: Request, *names: str) -> list[tuple[str, str]]:
    return [(name, value) for name, value in request.query_params.multi_items() if name not in names]


routes = [Route("/timeline", timeline)]
