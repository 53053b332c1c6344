"""One happening, with all its tellings, and the list of happenings."""

from __future__ import annotations

from typing import Any, Final

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ikrar.ledger import LedgerError, ask, claims, decide, happening, reading_page
from ikrar.model.codes import EVENT_TYPES
from ikrar.web import correcting, guard
from ikrar.web import typed as typing
from ikrar.web.days import since, unread, until
from ikrar.web.listing import Listing, listed
from ikrar.web.pages.undoing import entries
from ikrar.web.render import elsewhere, exported, language_of, page
from ikrar.web.site import asked, needs, numbers, person, reading, site
from ikrar.web.speak import speaker
from ikrar.web.typed import Refused

COLUMNS: Final = (
    "id", "time", "type", "mode", "contexts", "actors", "recipients", "place", "factuality", "quantities", "told_in", "quote", "document",
)  # fmt: skip
TELLINGS: Final = ("id", "date", "factuality", "quote", "document", "claim")
EVENTS: Final = Listing("events", COLUMNS, shown=50, most=10_000)
FIELDS: Final = ("by", "to", "type", "place")


def events(request: Request) -> Response:
    """What happened, as it is asked for, the latest told first."""
    when = {"since": since(request, "since"), "until": until(request, "until")}
    fields = asked(request, *FIELDS) | {name: day for name, day in when.items() if day}
    filters: dict[str, Any] = {"type_" if name == "type" else name: [v] if name == "type" else v for name, v in fields.items()}
    return listed(
        request,
        EVENTS,
        fields,
        lambda c, many, at: ask.list_events(c, at + many, **filters)[at:],
        lambda c, many: ask.each_event(c, many, **filters),
        types=sorted(EVENT_TYPES),
        unread=unread(request, when),
    )


def event(request: Request) -> Response:
    """All that is told of one; of one that is the same as another, that other."""
    return _event(request)


def _event(request: Request, error: str = "", typed: dict[str, Any] | None = None, form: str = "") -> Response:
    """``form``: the one in which something is wrong, edit or apart."""
    number, t = request.path_params["number"], speaker(language_of(request))
    with reading(request) as c:
        if other := elsewhere(request, c, "event"):
            return other
        found = happening.of(c, number, site(request).today())
        said = claims.decisions(c, "event", number) if found else []
        corrections = claims.corrections(c, "event", number) if found else []
        line = reading_page.line(c, ask.name("event", number)) if found and person(request).may("editor") else None
    if found is None:
        raise HTTPException(404)
    rows = [found] if request.query_params.get("as") == "json" else found["tellings"]
    if file := exported(request, rows, TELLINGS, found["id"]):
        return file
    typed = typed or {}
    values: dict[str, Any] = {
        "edited": None,
        "sure": bool(line and line["person"]),
        "entries": entries(request),
        "corrections": corrections,
    }
    if line:
        values |= {"edited": typed if form == "edit" else correcting.told(line, t), "choices": correcting.choices(t, line)}
    return page(request, "event.html", 422 if error else 200, event=found, decisions=said, error=error, typed=typed, form=form, **values)


@guard.posted
def edit(request: Request, data: FormData) -> Response:
    """A person corrects the event, in the report that is shown of it."""
    _, t, who = typing.sent(request, data, "editor")
    said, id_ = correcting.said(data), ask.name("event", request.path_params["number"])
    try:
        entry = correcting.correct(request, said | {"line": id_}, who, t)
    except (Refused, LedgerError) as error:
        return _event(request, t.wrong(error), said, "edit")
    return typing.back(request, id_, done=entry)


@guard.posted
def line(request: Request, data: FormData) -> Response:
    """A person confirms the event, or rejects it."""
    said, t, who = typing.sent(request, data, "editor")
    id_ = ask.name("event", request.path_params["number"])
    try:
        entry = decide.say_line(site(request).ledger, who, id_, right=said.get("do") == "confirm", why=said.get("why", ""))
    except LedgerError as error:
        return _event(request, t.wrong(error), said)
    with reading(request) as c:
        where = reading_page.line(c, id_)
    if said.get("do") != "confirm":  # it has no page any more
        return typing.back(request, f"/d/{where['document']}" if where and where["document"] else "/events", done=entry)
    return typing.back(request, id_, done=entry)


@guard.posted
def apart(request: Request, data: FormData) -> Response:
    """A person says that a telling is of something else."""
    typed = {name: str(data.get(name, "")).strip() for name in ("telling", "why")}
    return _done(request, "apart", typed, [])


@guard.posted
def undo(request: Request, data: FormData) -> Response:
    """Takes back what a person said of the tellings."""
    entries = numbers(data.getlist("entry"))
    return _done(request, "undone", {}, entries)


def _done(request: Request, what: str, typed: dict[str, str], entries: list[int]) -> Response:
    """Says it, and goes back to the event; where it cannot be said, the page again with what was typed."""
    who, ledger, t = needs(request, "editor"), site(request).ledger, speaker(language_of(request))
    try:
        if what == "apart":
            if not typed["why"]:
                raise Refused(t("who.error.why"))
            decide.part(ledger, who.name, typed["telling"], typed["why"])
        for entry in entries:
            decide.undo(ledger, who.name, entry)
    except (Refused, LedgerError) as error:
        return _event(request, t.wrong(error), typed)
    return typing.back(request, ask.name("event", request.path_params["number"]), done=what)


routes = [
    Route("/events", events),
    Route("/e/{number:int}", event),
    Route("/e/{number:int}/edit", edit, methods=["POST"]),
    Route("/e/{number:int}/line", line, methods=["POST"]),
    Route("/e/{number:int}/apart", apart, methods=["POST"]),
    Route("/e/{number:int}/undo", undo, methods=["POST"]),
]
