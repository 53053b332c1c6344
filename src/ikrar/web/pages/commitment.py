"""One promise: its own words first, then what became of it, each piece with its quotation, source and day."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ikrar.ledger import LedgerError, ask, cards, cite, decide, quoted, verdict
from ikrar.ledger import page as pages
from ikrar.ledger.days import bounds
from ikrar.model import Time
from ikrar.model.codes import STATUSES
from ikrar.model.plain import plain
from ikrar.web import guard, typed
from ikrar.web.pages.undoing import entries
from ikrar.web.render import address, exported, language_of, page
from ikrar.web.site import person, reading, site
from ikrar.web.speak import Speaker, speaker

ORDER: Final = ("open", "under-way", "fulfilled", "breached", "contested", "lapsed", "withdrawn")
NEEDS: Final = ("fulfilled", "breached")  # statuses that rest on evidence or a reason
COLUMNS: Final = ("side", "bearing", "event", "date", "quote", "document", "attribution", "rule", "why", "by", "at", "person")


def commitment(request: Request) -> Response:
    """The page of a promise; of one that is told again, the page of the promise."""
    return _shown(request)


def _found(request: Request) -> tuple[dict[str, Any], int]:
    """The promise, and the last entry of the book that it hangs on."""
    with reading(request) as c:
        found = pages.page(c, f"C-{request.path_params['number']}", site(request).today())
        stamp = cards.stamp(c, found["id"]) if found else 0
    if found is None:
        raise HTTPException(404)
    return found, stamp


def _shown(request: Request, status: int = 200, **more: Any) -> Response:
    number = request.path_params["number"]
    promise, stamp = _found(request)
    if promise["id"] != f"C-{number}":
        return RedirectResponse(address(language_of(request), promise["id"]), 303)
    if file := exported(
        request, [promise] if request.query_params.get("as") == "json" else promise.get("bears", []), COLUMNS, promise["id"]
    ):
        return file
    t = speaker(language_of(request))
    rejected = promise["rejected"]
    values = {
        "promise": promise,
        "stamp": stamp,
        "due": None if rejected else _due(promise),
        "proposed": None if rejected else verdict.proposal(promise["judgements"]),
        "timeline": [] if rejected else _timeline(promise),
        "citation": None if rejected else _citation(request, promise, t),
        "order": ORDER,
        "may_code": person(request).may("coder"),
        "may_decide": person(request).may("editor"),
        "entries": entries(request),
        "typed": {},
        "chosen": [],
        "error": None,
        "typed_note": {},
        "note_error": None,
    }
    return page(request, "commitment.html", status, **(values | more))


def _due(promise: dict[str, Any]) -> str | None:
    """The last day of the deadline."""
    deadline = promise.get("deadline")
    return bounds(Time(deadline.get("value")), None)[1] if deadline else None


def _timeline(promise: dict[str, Any]) -> list[dict[str, Any]]:
    """What happened, in order: when it was made, what bears on it, when it falls due; what has no day comes first."""
    due = _due(promise)
    steps: list[dict[str, Any]] = [{"what": "bears", "on": b["day"] or "", "side": b["side"], "bears": b} for b in promise["bears"]]
    steps.append({"what": "made", "on": promise["made"] or "", "side": "made"})
    if due:
        steps.append({"what": "due", "on": due, "side": "due"})
    rank = {"made": 0, "bears": 1, "due": 2}
    return sorted(steps, key=lambda step: (step["on"], rank[step["what"]]))


def _url(request: Request, to: str) -> str:
    return str(request.base_url).rstrip("/") + address(language_of(request), to)


def _citation(request: Request, promise: dict[str, Any], t: Speaker) -> str:
    """A promise as it is cited: its words, who told them and when, and where they stand."""
    document = promise["document"]
    told = [document["title"], document["outlet"], t.day(document["published"])] if document else [promise["source"] or t("byhand")]
    parts = [f"“{promise['quote'].strip() or t.promised(promise)}”", *(part.rstrip(".") for part in told if part)]
    where = f"Ikrar {promise['id']}"
    if document and promise["span"]:
        where += f" ({document['id']}, {promise['span'][0]}–{promise['span'][1]})"
    return plain(f"{parts[0]} {', '.join(parts[1:])}. {where}. {_url(request, promise['id'])}")


def calendar(request: Request) -> Response:
    """The deadline for a calendar."""
    promise, t = _found(request)[0], speaker(language_of(request))
    due = None if promise["rejected"] else _due(promise)
    if due is None:
        raise HTTPException(404)
    who = ", ".join(t.who(p["name"], p["country"]) for p in promise["promisors"])
    summary = t("calendar.summary", what=f"{who}: {t.promised(promise)}")
    words = promise["deadline"].get("text")
    told = [promise["quote"], t("calendar.words", words=words) if words else None, t.code("status", promise["status"])]
    url = _url(request, promise["id"])
    made = cite.calendar(
        f"{promise['id']}@ikrar", due, summary, "\n".join(part for part in told if part), url, site(request).today().isoformat()
    )
    return _file(made, "text/calendar; charset=utf-8", f"{promise['id']}.ics")


def annotation(request: Request) -> Response:
    """The promise's own words as a Web Annotation."""
    promise, _ = _found(request)
    if promise["rejected"] or not promise["document"] or not promise["span"]:
        raise HTTPException(404)
    ref = ask.parse(promise["document"]["id"])
    with reading(request) as c:
        raw = quoted.text(c, ref[1]) if ref else ""
        (told,) = ask.list_documents(c, ids=[ref[1] if ref else 0])
    who, whom = (", ".join(p["name"] for p in promise[side]) for side in ("promisors", "beneficiaries"))
    action = promise.get("action")
    body = [("classifying", promise["kind"]), ("classifying", promise["provision"]), ("tagging", f"status: {promise['status']}")]
    body += [("describing", f"{label}: {text}") for label, text in (("promisor", who), ("beneficiary", whom)) if text]
    body += [("describing", f"action: {action['text']}")] if action else []
    source = told["url"] or _url(request, told["id"])
    made = cite.annotation(
        _url(request, promise["id"]), source, raw, tuple(promise["span"]), body, told["published"] and f"{told['published']}T00:00:00Z"
    )
    return _file(msgspec.json.format(msgspec.json.encode(made)), "application/ld+json", f"{promise['id']}.jsonld")


def _file(content: bytes, type_: str, name: str) -> Response:
    return Response(content, media_type=type_, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@guard.posted
def decided(request: Request, form: FormData) -> Response:
    """A person's word on how the promise stands."""
    said, t, who = typed.sent(request, form, "editor")
    ledger, promise, word = site(request).ledger, _found(request)[0], said.get("do", "")
    id_, why = promise["id"], said.get("why", "")
    try:
        if word in verdict.WORDS:
            proposed = None if promise["rejected"] else verdict.proposal(promise["judgements"])
            if word == "contest" and not why:
                raise typed.Refused(t("wrong.nowhy"))
            made = verdict.say(ledger, who, id_, proposed, word, why, _seen(said))
        elif word in ("confirm", "disown"):
            made = [decide.say_line(ledger, who, id_, right=word == "confirm", why=why)]
        else:
            made = _judged(request, said, [str(e) for e in form.getlist("evidence")], id_, t, who)
    except cards.Overtaken:
        return _shown(request, 409, typed=said, error=t("wrong.overtaken"))
    except (typed.Refused, LedgerError) as error:
        return _shown(request, 422, typed=said, chosen=[str(e) for e in form.getlist("evidence")], error=t.wrong(error))
    return typed.back(request, id_, done=made)


def _judged(request: Request, said: dict[str, str], evidence: list[str], id_: str, t: Speaker, who: str) -> list[int]:
    """A status that a person says."""
    status, why, extent = said.get("status", ""), said.get("why", ""), said.get("extent", "")
    if status not in STATUSES:
        raise typed.Refused(t("wrong.nostatus"))
    if not why and not (status in NEEDS and evidence):
        raise typed.Refused(t("wrong.nowhy"))
    number = int(extent) if extent in {"0", "1", "2", "3"} else None
    return verdict.judge(site(request).ledger, who, id_, (status, number), why, evidence, _seen(said))


def _seen(said: dict[str, str]) -> int | None:
    """The stamp of the promise when it was looked at."""
    text = said.get("seen", "")
    return int(text) if text.isdecimal() and len(text) < 19 else None


@guard.posted
def bearing(request: Request, form: FormData) -> Response:
    """A person's word on how an event bears on the promise."""
    said, t, who = typed.sent(request, form, "editor")
    id_ = f"C-{request.path_params['number']}"
    try:
        made = decide.say_bearing(site(request).ledger, who, id_, said.get("event", ""), said.get("bearing", ""), said.get("why", ""))
    except LedgerError as error:
        return _shown(request, 422, typed=said, error=t.wrong(error))
    return typed.back(request, id_, done=made)


@guard.posted
def note(request: Request, form: FormData) -> Response:
    """A note on the promise."""
    said, t, who = typed.sent(request, form)
    if "text" not in said:
        return _shown(request, 422, typed_note=said, note_error=t("wrong.nonote"))
    id_ = _found(request)[0]["id"]
    return typed.back(request, id_, "h-notes", done=decide.note(site(request).ledger, who, id_, said["text"], said.get("source")))


routes = [
    Route("/c/{number:int}", commitment),
    Route("/c/{number:int}/deadline.ics", calendar),
    Route("/c/{number:int}/annotation.jsonld", annotation),
    Route("/c/{number:int}/decide", decided, methods=["POST"]),
    Route("/c/{number:int}/bearing", bearing, methods=["POST"]),
    Route("/c/{number:int}/note", note, methods=["POST"]),
]
