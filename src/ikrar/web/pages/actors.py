"""Who promises and acts: the list, each actor, and who is who: merging, parting, undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ikrar.ledger import Ledger, LedgerError, actors, ask, claims, decide
from ikrar.web import guard
from ikrar.web.listing import Listing, listed
from ikrar.web.render import elsewhere, exported, language_of, page
from ikrar.web.site import asked, needs, numbers, reading, site
from ikrar.web.speak import speaker
from ikrar.web.typed import Refused, back

LINES: Final = 8  # promises and acts of an actor on its page
OTHERS: Final = 10  # who may be the same
COLUMNS: Final = ("id", "name", "type", "country", "sector", "promised", "was_promised", "acted", "was_acted_on")
ACTORS: Final = Listing("actors", COLUMNS, shown=50, most=10_000)
PARTNERS: Final = ("id", "name", "country", "sector", *actors.TIES.values())


def all_actors(request: Request) -> Response:
    """Those with a name, who promises most first."""
    fields = asked(request, "q", "country")
    words = fields.get("q", "")
    return listed(request, ACTORS, fields, lambda c, many, at: actors.listed(c, many, at, words, fields.get("country")))


def actor(request: Request) -> Response:
    """All that the ledger knows of one; of one that is taken for another, that other."""
    return _actor(request)


def _actor(request: Request, error: str = "", typed: dict[str, str] | None = None) -> Response:
    number, day = request.path_params["number"], site(request).today()
    typed = asked(request, "words", "why") | (typed or {})
    words = typed.get("words", "")
    with reading(request) as c:
        if other := elsewhere(request, c, "entity"):
            return other
        found = actors.of(c, number)
        rows = [found] if request.query_params.get("as") == "json" else [p | p["ties"] for p in found["partners"]]
        if file := exported(request, rows, PARTNERS, found["id"]):
            return file
        values: dict[str, Any] = {
            "promised": ask.list_commitments(c, day, LINES + 1, by=found["id"]),
            "was_promised": ask.list_commitments(c, day, LINES + 1, to=found["id"]),
            "acts": ask.list_events(c, LINES + 1, by=found["id"]),
            "decisions": claims.decisions(c, "entity", number),
            "alike": actors.listed(c, OTHERS, words=words, but=number) if words else None,
        }
    return page(
        request, "actor.html", 422 if error else 200, actor=found, lines=LINES, error=error, typed={"words": words} | typed, **values
    )


@guard.posted
def merge(request: Request, form: FormData) -> Response:
    """A person says that two actors are one; or looks for the other, by words that were not searched for yet."""
    typed, by = _said(request, form, "other", "why", "words")
    if form.get("do") == "find" or ("do" not in form and typed["words"] != str(form.get("searched", typed["words"])).strip()):
        return _actor(request, typed=typed)

    def say(ledger: Ledger) -> None:
        _needed(request, typed, "other", "why")
        decide.say_link(ledger, by, ask.name("entity", request.path_params["number"]), typed["other"], "same", typed["why"])

    return _done(request, say, typed, "merged")


@guard.posted
def part(request: Request, form: FormData) -> Response:
    """A person says that some lines are of somebody else: those of a spelling (``A-12 all``), or one (``A-12``)."""
    typed, by = _said(request, form, "line", "parted_why")

    def say(ledger: Ledger) -> None:
        _needed(request, typed, "line", "parted_why")
        line, _, spelling = typed["line"].partition(" ")
        decide.part(ledger, by, line, typed["parted_why"], spelling=bool(spelling))

    return _done(request, say, typed, "parted")


@guard.posted
def undo(request: Request, form: FormData) -> Response:
    """Takes back what a person said of who is who."""
    by = _editor(request)
    entries = numbers(form.getlist("entry"))

    def say(ledger: Ledger) -> None:
        for entry in entries:
            decide.undo(ledger, by, entry)

    return _done(request, say, {}, "undone")


def _said(request: Request, form: FormData, *names: str) -> tuple[dict[str, str], str]:
    return {name: str(form.get(name, "")).strip() for name in names}, _editor(request)


def _needed(request: Request, typed: dict[str, str], *names: str) -> None:
    if missing := next((name for name in names if not typed[name]), None):
        raise Refused(speaker(language_of(request))(f"who.error.{missing}"))


def _done(request: Request, say: Callable[[Ledger], None], typed: dict[str, str], what: str) -> Response:
    """Says it, and goes back to the actor; where it cannot be said, the page again with what was typed."""
    try:
        say(site(request).ledger)
    except (Refused, LedgerError) as error:
        return _actor(request, speaker(language_of(request)).wrong(error), typed)
    return back(request, ask.name("entity", request.path_params["number"]), done=what)


def _editor(request: Request) -> str:
    """The name of who may say so.

    Raises:
        HTTPException: 403, they may not.
    """
    return needs(request, "editor").name


routes = [
    Route("/actors", all_actors),
    Route("/a/{number:int}", actor),
    Route("/a/{number:int}/merge", merge, methods=["POST"]),
    Route("/a/{number:int}/part", part, methods=["POST"]),
    Route("/a/{number:int}/undo", undo, methods=["POST"]),
]
