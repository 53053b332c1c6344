"""One report: its text with what was kept, dropped and repaired, beside what was read in it."""

from __future__ import annotations

from typing import Any

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ikrar.ledger import LedgerError, decide, quoted, reading_page
from ikrar.model.codes import EVENT_TYPES, KINDS, PROVISIONS
from ikrar.web import cards, correcting, guard, typed
from ikrar.web.marked import Mark, shown
from ikrar.web.pages.undoing import entries
from ikrar.web.render import exported, language_of, page
from ikrar.web.site import person, reading, site
from ikrar.web.speak import Speaker, speaker
from ikrar.web.typed import Refused

PROMISED = ("kind", "provision", "action", "condition")


def document(request: Request) -> Response:
    """A report; ``?at=120-180`` opens it at these words, ``?edit=C-9`` with a promise or an event to be corrected."""
    return _shown(request)


def _shown(request: Request, status: int = 200, **more: Any) -> Response:
    number = request.path_params["number"]
    query = request.query_params
    with reading(request) as c:
        found = reading_page.reading(c, number)
        if found is None:
            raise HTTPException(404)
        editing = more.get("editing") or (query.get("edit") if person(request).may("editor") else None)
        said = reading_page.line(c, editing) if editing else None
    lines = cards.cards(found["reading"], found["lines"], found["besides"])
    raw = found["reading"].raw
    if query.get("as") == "json":
        record = found["reading"].record
        return exported(request, [{"id": found["told"]["id"], "text": raw, "record": record}], (), found["told"]["id"]) or Response()
    if file := exported(request, cards.rows(raw, lines), cards.COLUMNS, found["told"]["id"]):
        return file
    marks = cards.marks(found["reading"].record, lines)
    if at := typed.span(query.get("at")):
        marks.append(Mark(at, "at"))
    event, t = said is not None and said["of"] == "event", speaker(language_of(request))
    values = {
        "told": found["told"],
        "copies": found["copies"],
        "notes": found["notes"],
        "out": found["out"],
        "warnings": found["reading"].record.document.warnings,
        "lines": shown(raw, marks),
        "cards": lines,
        "may_code": person(request).may("coder"),
        "may_decide": person(request).may("editor"),
        "entries": entries(request),
        "editing": editing if said else None,
        "editing_of": said["of"] if said else None,
        "choices": correcting.choices(t, said) if said and event else {},
        "typed": (correcting.told(said, t) if event else _of(said, t))
        if said
        else {"kind": "undertaking", "provision": "other"} | {key: query[key] for key in ("words", "at", "what") if key in query},
        "kinds": sorted(KINDS),
        "provisions": sorted(PROVISIONS),
        "types": sorted(EVENT_TYPES),
        "error": None,
        "typed_note": {},
        "note_error": None,
    }
    return page(request, "document.html", status, **(values | more))


def _of(line: dict[str, Any], t: Speaker) -> dict[str, str]:
    """A promise as the form has it."""
    told = {key: line[key] for key in (*PROMISED, "deadline") if line[key]}
    return told | {side: ", ".join(typed.party(p, t) for p in line[side]) for side in ("who", "whom")}


@guard.posted
def add(request: Request, form: FormData) -> Response:
    """A line by hand, from words of the document."""
    said, t, who = typed.sent(request, form)
    number = request.path_params["number"]
    try:
        with reading(request) as c:
            raw, found = quoted.text(c, number), reading_page.reading(c, number)
        words = said.get("words", "")
        at = quoted.find(raw, words, typed.span(said.get("at")))
        if at is None:
            raise Refused(t("wrong.words" if words else "wrong.nowords"))
        fields: dict[str, Any] = {"document": f"D-{number}", "span": at}
        source = said.get("why") or f"D-{number}"
        sides = _sides(said, found, t)
        if said.get("what") == "event":
            fields |= {"type": said.get("type"), "date": typed.day(said.get("date"), t), "actor": sides[0], "recipient": sides[1]}
            if fields["type"] not in EVENT_TYPES:
                raise Refused(t("wrong.code"))
            made = decide.enter_event(site(request).ledger, who, fields, source)
        else:
            fields |= {key: said.get(key) for key in PROMISED} | {"promisor": sides[0], "beneficiary": sides[1]}
            fields |= {"deadline": typed.day(said.get("deadline"), t, open_=True)}
            fields |= {"made_on": found["told"]["published"] if found else None}
            made = decide.enter_commitment(site(request).ledger, who, fields, source)
    except (Refused, LedgerError) as error:
        return _shown(request, 422, typed=said, error=t.wrong(error))
    return typed.back(request, f"/d/{number}", made.id.lower(), done=made.entry)


def _sides(said: dict[str, str], found: Any, t: Speaker) -> tuple[list[str], list[str]]:
    people = list(correcting.people(found))
    who, whom = (typed.parties(said.get(side, ""), people, t) for side in ("who", "whom"))
    if not who:
        raise Refused(t("wrong.nobody"))
    return who, whom


@guard.posted
def correct(request: Request, form: FormData) -> Response:
    """A promise or an event corrected."""
    said, t, who = typed.sent(request, form, "editor")
    number, id_ = request.path_params["number"], said.get("line", "")
    if id_.upper().startswith("E-"):
        return _correct_event(request, form, t, who)
    try:
        with reading(request) as c:
            found, before = reading_page.reading(c, number), reading_page.line(c, id_)
        if found is None or before is None:
            raise HTTPException(404)
        was = _of(before, t)
        changed: dict[str, Any] = {key: said.get(key) for key in (*PROMISED, "deadline") if said.get(key) != was.get(key)}
        if "deadline" in changed:
            changed["deadline"] = typed.day(changed["deadline"], t, open_=True)
        sides = _sides(said, found, t)
        for side, role, now in (("who", "promisor", sides[0]), ("whom", "beneficiary", sides[1])):
            if said.get(side, "") != was.get(side, ""):
                changed[role] = now
        if not changed:
            raise Refused(t("wrong.same"))
        entry = decide.edit(site(request).ledger, who, id_, changed, said.get("why", ""))
    except (Refused, LedgerError) as error:
        return _shown(request, 422, typed=said, editing=id_, error=t.wrong(error))
    return typed.back(request, f"/d/{number}", done=entry)


def _correct_event(request: Request, form: FormData, t: Speaker, who: str) -> Response:
    said, number = correcting.said(form), request.path_params["number"]
    try:
        entry = correcting.correct(request, said, who, t)
    except (Refused, LedgerError) as error:
        return _shown(request, 422, typed=said, editing=said["line"], error=t.wrong(error))
    return typed.back(request, f"/d/{number}", done=entry)


@guard.posted
def line(request: Request, form: FormData) -> Response:
    """A line confirmed or rejected."""
    said, t, who = typed.sent(request, form, "editor")
    number = request.path_params["number"]
    try:
        entry = decide.say_line(site(request).ledger, who, said.get("line", ""), right=said.get("do") == "confirm", why=said.get("why", ""))
    except LedgerError as error:
        return _shown(request, 422, error=t.wrong(error))
    return typed.back(request, f"/d/{number}", done=entry)


@guard.posted
def take_out(request: Request, form: FormData) -> Response:
    """The report is taken out of the ledger; its page stays, and from there it is put back."""
    said, t, who = typed.sent(request, form, "editor")
    number = request.path_params["number"]
    try:
        decide.withdraw(site(request).ledger, who, [f"D-{number}"], said.get("why", ""))
    except LedgerError as error:
        return _shown(request, 422, error=t.wrong(error))
    return typed.back(request, f"/d/{number}")


@guard.posted
def note(request: Request, form: FormData) -> Response:
    """A note on the document."""
    said, t, who = typed.sent(request, form)
    number = request.path_params["number"]
    if "text" not in said:
        return _shown(request, 422, typed_note=said, note_error=t("wrong.nonote"))
    entry = decide.note(site(request).ledger, who, f"D-{number}", said["text"], said.get("source"))
    return typed.back(request, f"/d/{number}", "h-notes", done=entry)


routes = [
    Route("/d/{number:int}", document),
    Route("/d/{number:int}/add", add, methods=["POST"]),
    Route("/d/{number:int}/edit", correct, methods=["POST"]),
    Route("/d/{number:int}/line", line, methods=["POST"]),
    Route("/d/{number:int}/note", note, methods=["POST"]),
    Route("/d/{number:int}/out", take_out, methods=["POST"]),
]
