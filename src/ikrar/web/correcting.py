"""An event corrected by a form: from its own page, and from that of a report that tells it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from starlette.datastructures import FormData
from starlette.requests import Request

from ikrar.ledger import decide, reading_page
from ikrar.ledger.lines import DEED
from ikrar.model.codes import CONTEXTS, EVENT_TYPES, FACTUALITIES
from ikrar.web import typed
from ikrar.web.site import reading, site
from ikrar.web.speak import Speaker
from ikrar.web.typed import Refused

FIELDS: Final = {"type": "type", "mode": "mode", "factuality": "factuality", "value": "date", "place": "place", "country": "country"}
"""The columns of an event, with the fields of the form and of `decide.edit`."""
SIDES: Final = {"who": "actor", "whom": "recipient"}


def told(line: Mapping[str, Any], t: Speaker) -> dict[str, Any]:
    """An event as the form has it, in the reader's language."""
    said = {field: line[column] for column, field in FIELDS.items() if line[column]}
    said |= {side: ", ".join(typed.party(p, t) for p in line[side]) for side in SIDES}
    return said | {"contexts": sorted(line["contexts"])}


def choices(t: Speaker, line: Mapping[str, Any]) -> dict[str, list[str]]:
    """What a form offers, in the order of the reader's language."""
    types = {*EVENT_TYPES, line["type"]} - {DEED} | ({DEED} if line["type"] == DEED else set())
    lists = {"type": types, "mode": decide.modes(), "context": CONTEXTS}
    found = {kind: sorted(codes, key=lambda code: t.code(kind, code).casefold()) for kind, codes in lists.items()}
    return found | {"factuality": sorted(FACTUALITIES, key="actual planned possible denied".split().index)}


def said(form: FormData) -> dict[str, Any]:
    """What was typed, to be shown again."""
    return typed.texts(form) | {"contexts": sorted({str(code) for code in form.getlist("contexts")})}


def correct(request: Request, typed_: Mapping[str, Any], who: str, t: Speaker) -> int:
    """Writes down what was changed; the entry of the book.

    Raises:
        Refused, LedgerError: it cannot be taken.
    """
    with reading(request) as c:
        line = reading_page.line(c, typed_.get("line", ""))
        if line is None or line["of"] != "event":
            raise Refused(t("wrong.noevent"))
        found = reading_page.reading(c, line["document"]) if line["document"] else None
    was = told(line, t)
    changed: dict[str, Any] = {field: typed_.get(field) for field in FIELDS.values() if typed_.get(field) != was.get(field)}
    if "country" in changed:
        changed["country"] = _country(changed["country"], t)
    if "date" in changed:
        changed["date"] = typed.day(changed["date"], t)
    if typed_["contexts"] != was["contexts"]:
        changed["contexts"] = typed_["contexts"]
    for side, role in SIDES.items():
        if typed_.get(side, "") != was[side]:
            changed[role] = typed.parties(typed_.get(side, ""), people(found), t)
    if not changed:
        raise Refused(t("wrong.same"))
    return decide.edit(site(request).ledger, who, line["id"], changed, typed_.get("why", ""))


def _country(text: str | None, t: Speaker) -> str | None:
    if not text:
        return None
    code = text.upper()
    if t.country(code) == code:
        raise Refused(t("wrong.country", text=text))
    return code


def people(found: Any) -> Iterable[dict[str, Any]]:
    """Who is named in the report."""
    lines = found["lines"] if found else {}
    named = found["reading"].record.entities if found else ()
    return [{"name": e.name, "country": e.country, "id": lines[e.id]["head"]} for e in named if e.id in lines]
