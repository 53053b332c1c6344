"""A box to paste any text into, which is read without being kept."""

from __future__ import annotations

from functools import cache
from threading import Lock
from typing import Any, Final

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ikrar.ledger.enter import add
from ikrar.model import Reading
from ikrar.model.plain import plain
from ikrar.pipeline import read_text
from ikrar.web import cards, guard, typed
from ikrar.web.marked import shown
from ikrar.web.render import exported, language_of, page
from ikrar.web.site import person, site
from ikrar.web.speak import LANGUAGES, speaker

MOST: Final = 100_000  # characters: a newspaper page is a tenth of it, and the longest wait for it is seconds

LOADING: Final = Lock()


def trying(request: Request) -> Response:
    """The box. While its reader pastes, what reading takes is loaded: that would be most of the first wait."""
    answer = _shown(request, {})
    if not LOADING.locked():  # else somebody else has it loaded, and no thread is to wait for that
        answer.background = BackgroundTask(_ready)
    return answer


def _ready() -> None:
    """Loads what reading takes, once: who comes while it is loaded waits for it rather than loading it beside."""
    with LOADING:
        _load()


@cache
def _load() -> None:
    for language in LANGUAGES:
        read_text(".", language=language, trace=False)


def _shown(request: Request, said: dict[str, str], reading: Reading | None = None, error: str | None = None) -> Response:
    lines = cards.cards(reading) if reading else {}
    values: dict[str, Any] = {"said": said, "error": error, "most": MOST, "reading": reading, "cards": lines, "lines": []}
    if reading:
        values["lines"] = shown(reading.raw, cards.marks(reading.record, lines))
    return page(request, "trying.html", 422 if error else 200, **values)


async def read(request: Request) -> Response:
    """What was pasted, read; nothing of it is kept, unless that is asked for (``do`` = keep)."""
    return await run_in_threadpool(_read, request, await guard.form(request))


def _read(request: Request, form: FormData) -> Response:
    t = speaker(language_of(request))
    text = str(form.get("text", "")).replace("\r\n", "\n")  # as browsers send line breaks
    said = typed.texts(form) | {"text": text}
    try:
        if not text.strip():
            raise typed.Refused(t("wrong.notext"))
        if len(text) > MOST:
            raise typed.Refused(t("wrong.long", many=len(text), most=MOST))
        published = typed.day(said.get("published"), t)
        if published is not None and len(published) != len("2024-05-12"):
            raise typed.Refused(t("wrong.wholeday"))
    except typed.Refused as error:
        return _shown(request, said, error=t.wrong(error))
    language = said.get("language")
    source = plain(said["source"]) if "source" in said else None
    _ready()
    reading = read_text(text, source=source, published=published, language=language if language in LANGUAGES else None, trace=False)
    if said.get("do") == "keep":
        if not person(request).may("coder"):
            raise HTTPException(403)
        return typed.back(request, f"/d/{add(site(request).ledger, reading).document}")
    lines = cards.cards(reading)
    if said.get("do") == "json":
        return exported(request, [{"text": text, "record": reading.record}], (), "try", "json") or Response()
    return exported(request, cards.rows(text, lines), cards.COLUMNS, "try", said.get("do")) or _shown(request, said, reading)


routes = [Route("/try", trying), Route("/try", read, methods=["POST"])]
