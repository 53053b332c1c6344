"""What people type into forms, understood or refused in a line of their language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ikrar.ledger.days import is_day
from ikrar.model import Span
from ikrar.web.render import address, language_of
from ikrar.web.site import person
from ikrar.web.speak import Speaker, speaker

PARTY: Final = re.compile(r"A-\d{1,18}|[A-Z]{3}(:[A-Z]{3})?(=.+)?")
LONGEST: Final = 10_000  # characters of a field
SHOWN: Final = 80  # of what was typed, where it is told what is wrong with it


class Refused(Exception):
    """What was typed cannot be taken; the message says why, in the reader's language."""


def texts(form: FormData) -> dict[str, str]:
    """The fields of a form that are filled in."""
    return {
        key: value.strip()[:LONGEST] for key, value in form.multi_items() if isinstance(value, str) and key != "token" and value.strip()
    }


def sent(request: Request, form: FormData, role: str = "coder") -> tuple[dict[str, str], Speaker, str]:
    """What was typed, the reader's language, and who it is, if they may do what asks for a role.

    Raises:
        HTTPException: 403, they may not.
    """
    if not person(request).may(role):
        raise HTTPException(403)
    return texts(form), speaker(language_of(request)), person(request).name


def span(text: str | None) -> Span | None:
    """A stretch of text as addresses and forms write it: 120-180."""
    match = re.fullmatch(r"(\d{1,8})-(\d{1,8})", text or "")
    return (int(match[1]), int(match[2])) if match and int(match[1]) < int(match[2]) else None


def day(text: str | None, t: Speaker, *, open_: bool = False) -> str | None:
    """A day, a month or a year; with ``open_`` also "open", for a deadline still to be set.

    Raises:
        Refused: it is none.
    """
    if not text or (open_ and text == "open"):
        return text or None
    if not is_day(text):
        raise Refused(t("wrong.day", text=text))
    return text


def party(who: Mapping[str, Any], t: Speaker) -> str:
    """An actor as a form has it, by name and number, and `parties` takes it back: "Irak (A-2)"."""
    return f"{re.sub(r'[,;()]+', ' ', t.who(who['name'], who['country'])).strip()} ({who['id']})"


def parties(text: str, people: Iterable[Mapping[str, Any]], t: Speaker) -> list[str]:
    """Who is meant by names and codes with commas between them: actors of the document by name, anybody by number or code.

    Raises:
        Refused: somebody is not known.
    """
    known = {called.casefold(): p["id"] for p in people if p["id"] for called in (t.who(p["name"], p["country"]), p["name"])}
    found = []
    for part in (part.strip() for part in re.split(r"[,;]", text)):
        if numbered := re.fullmatch(r".*\((A-\d{1,18})\)", part):
            found.append(numbered[1])
        elif part.casefold() in known:
            found.append(known[part.casefold()])
        elif PARTY.fullmatch(code := part if "=" in part else part.upper()):
            found.append(code)
        elif part:
            raise Refused(t("wrong.party", text=part if len(part) <= SHOWN else f"{part[:SHOWN]}…"))
    return found


def back(request: Request, to: str, anchor: str = "main", **fields: Any) -> Response:
    """To a page of ours, after something was written down: to its head, which says so, where no other place does. Without a place of its
    own the browser would go to that of the form.
    """
    return RedirectResponse(f"{address(language_of(request), to, **fields)}#{anchor}", 303)
