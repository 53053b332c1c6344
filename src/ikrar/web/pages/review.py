"""What waits for a person, one card after another, gravest first; each answer is told, and can be taken back."""

from __future__ import annotations

from typing import Any, Final

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ikrar.ledger import LedgerError, cards, queue
from ikrar.model.codes import STATUSES
from ikrar.web import guard
from ikrar.web.render import address, exported, language_of, page
from ikrar.web.site import needs, reading, site
from ikrar.web.speak import speaker

ROLE: Final = "editor"
MOST: Final = 100  # cards that are walked at once; the next come as these are decided
IN_FILE: Final = 10_000
LONGEST: Final = 4000  # characters of a reason
DONE: Final = 100  # decisions that are told of together
COLUMNS: Final = ("what", "gravity", "id", "other", "quote", "proposal", "told")
ORDER: Final = ("open", "under-way", "fulfilled", "breached", "contested", "lapsed", "withdrawn")


def review(request: Request) -> Response:
    """The card that is asked for, or the first that waits."""
    needs(request, ROLE)
    if request.query_params.get("as"):
        with reading(request) as c:
            waiting = queue.waiting(c, site(request).today(), IN_FILE, _only(request), brief=True)
        if file := exported(request, map(_row, waiting), COLUMNS, "review"):
            return file
    return _page(request, request.query_params.get("card"))


def _only(request: Request) -> str | None:
    asked = request.query_params.get("what")
    return asked if asked in queue.KINDS else None


def _row(item: dict[str, Any]) -> dict[str, Any]:
    proposal = item["proposal"]
    row = {key: item.get(key) for key in ("what", "gravity", "id", "other", "quote")}
    told = (item.get("line", {}).get("document") or {}).get("id") or "; ".join(str(line["told"]) for line in item.get("pair", ()))
    return row | {"proposal": proposal.get("verdict") or proposal.get("status"), "told": told}


def _page(
    request: Request,
    asked: str | None,
    status: int = 200,
    wrong: str | None = None,
    detail: str = "",
    typed: dict[str, str] | None = None,
) -> Response:
    """The page of a card. Where it waits no more, what stands of it is shown alone, or simply the next after a decision."""
    day, done, undone = site(request).today(), _entries(request, "done"), _entries(request, "undone")
    with reading(request) as c:
        items = queue.waiting(c, day, MOST, _only(request))
        keys = [cards.key(item) for item in items]
        item = next((item for item in items if cards.key(item) == asked), None) or (cards.find(c, day, asked) if asked else None)
        gone = None
        if item is None and asked and not done:
            gone = cards.stands(c, day, asked)
        if item is None and items and not gone:  # else its keys would answer another card than the one that was asked for
            item = items[0]
        at = keys.index(cards.key(item)) if item and cards.key(item) in keys else None
        card = cards.shown(c, item) if item else None
        told = cards.told(c, done or undone)
    before = keys[at - 1] if at else None
    after = (keys[at + 1] if at + 1 < len(keys) else None) if at is not None else (keys[0] if keys else None)
    return page(
        request,
        "review.html",
        status,
        card=card,
        number=None if at is None else at + 1,
        many=len(items),
        most=MOST,
        before=before,
        after=after,
        only=_only(request),
        kinds=tuple(queue.KINDS),
        told=told,
        undone=bool(undone),
        gone=gone,
        wrong=wrong,
        detail=detail,
        typed=typed or {},
        statuses=ORDER,
    )


def _entries(request: Request, field: str) -> list[int]:
    """Numbers of entries of the book in the address."""
    parts = request.query_params.get(field, "").split(",")[:DONE]
    return [int(part) for part in parts if part.isdecimal() and len(part) < 10]


@guard.posted
def decide(request: Request, data: FormData) -> Response:
    """An answer to a card: written down, and on to the next; or, where somebody was faster, what stands is shown and nothing written."""
    who, at = needs(request, ROLE), site(request)
    typed = {field: str(data.get(field, "")).strip() for field in ("card", "seen", "answer", "why", "status", "extent", "next")}
    typed["why"] = typed["why"].replace("\r\n", "\n")
    if len(typed["why"]) > LONGEST:
        return _page(request, typed["card"], 422, "review.wrong.long", typed=typed)
    if typed["answer"] == "e" and typed["status"] not in STATUSES:
        return _page(request, typed["card"], 422, "review.wrong.status", typed=typed)
    extent = int(typed["extent"]) if typed["extent"] in {"0", "1", "2", "3"} else None
    seen = int(typed["seen"]) if typed["seen"].isdecimal() and len(typed["seen"]) < 12 else -1
    edited = (typed["status"], extent) if typed["answer"] == "e" else (None, None)
    try:
        made = cards.settle(at.ledger, who.name, at.today(), typed["card"], seen, typed["answer"], typed["why"], *edited)
    except cards.Overtaken:
        return _page(request, typed["card"], 409, "review.wrong.overtaken", typed=typed)
    except LedgerError as error:
        return _page(request, typed["card"], 422, "review.wrong.refused", speaker(language_of(request)).wrong(error), typed)
    return _on(request, card=typed["next"] or None, done=",".join(map(str, made)))


@guard.posted
def undo(request: Request, data: FormData) -> Response:
    """Takes decisions back: those that the form names, or one's last; the card is there again."""
    who, at = needs(request, ROLE), site(request)
    named = [int(part) for part in str(data.get("entries", "")).split(",")[:DONE] if part.isdecimal() and len(part) < 10]
    try:
        taken = cards.undo(at.ledger, who.name, named or None)
    except LedgerError as error:
        return _page(request, str(data.get("card", "")) or None, 409, "review.wrong.refused", speaker(language_of(request)).wrong(error))
    with at.ledger.read() as c:
        told = cards.told(c, taken)
    return _on(request, card=told[0]["key"] if told else None, undone=",".join(map(str, taken)))


def _on(request: Request, **fields: str | None) -> Response:
    """To the next card, among those of the kind that is walked."""
    return RedirectResponse(address(language_of(request), "/review", what=_only(request), **fields), 303)


routes = [
    Route("/review", review, methods=["GET"]),
    Route("/review", decide, methods=["POST"]),
    Route("/review/undo", undo, methods=["POST"]),
]
