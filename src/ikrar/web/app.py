"""The app: its pages, its files, and what is said where something goes wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from anyio import to_thread
from starlette.applications import Starlette
from starlette.convertors import StringConvertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route

from ikrar.web import guard
from ikrar.web.files import Files
from ikrar.web.pages import (
    actors,
    commitment,
    document,
    event,
    importing,
    instrument,
    ledger,
    mapping,
    process,
    review,
    search,
    signin,
    timeline,
    trying,
    undoing,
)
from ikrar.web.render import page
from ikrar.web.site import Site, person
from ikrar.web.speak import LANGUAGES

PAGES = (
    ledger,
    commitment,
    document,
    trying,
    process,
    instrument,
    event,
    actors,
    search,
    mapping,
    timeline,
    review,
    importing,
    signin,
    undoing,
)
"""Each with its ``routes``."""
THREADS: Final = 12
"""In which pages are made. More would make none of them sooner, and each holds a connection with what it keeps at hand."""
PACKED: Final = 5  # of 9: what is beyond takes several times as long for the last percent


class _Language(StringConvertor):
    regex = "|".join(LANGUAGES)


register_url_convertor("language", _Language())


def build(site: Site, hosts: tuple[str, ...] = guard.TESTED) -> Starlette:
    """The app over a site. ``hosts``: the names it is asked by."""
    routes = [route for module in PAGES for route in module.routes]
    app = Starlette(
        routes=[
            Mount("/static", Files(Path(__file__).parent / "static"), name="static"),
            Mount("/{language:language}", routes=routes),
            *(Route(path, _start) for path in dict.fromkeys(route.path for route in routes if "GET" in (route.methods or ()))),
        ],
        middleware=[Middleware(GZipMiddleware, minimum_size=1000, compresslevel=PACKED), Middleware(guard.Guard, hosts=hosts)],
        exception_handlers={HTTPException: _wrong, 500: _failed},
        lifespan=_lifespan,
    )
    app.state.site = site
    return app


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    """When the app stops, so do the jobs that run in the background: after the report at hand, which is kept whole or not at all."""
    to_thread.current_default_thread_limiter().total_tokens = THREADS
    yield
    app.state.site.jobs.stop()


def _start(request: Request) -> Response:
    """From an address without a language to the page in the one that the reader's browser likes best."""
    liked = [part.split(";")[0].strip()[:2].lower() for part in request.headers.get("accept-language", "").split(",")]
    chosen = next((language for language in liked if language in LANGUAGES), LANGUAGES[0])
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/{chosen}{request.url.path}{query}", 303)


def _wrong(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    _place(request)
    if isinstance(error, guard.Stale) and person(request).may("reader") and not request.url.path.endswith("/signout"):
        return page(request, "signin_again.html", error.status_code, to=request.url.path, kept=error.data.multi_items())
    return page(request, "wrong.html", error.status_code, what=f"wrong.{error.status_code}", detail=error.detail)


def _failed(request: Request, _error: Exception) -> Response:
    _place(request)
    return guard.guarded(page(request, "wrong.html", 500, what="wrong.500", detail=""))


def _place(request: Request) -> None:
    """Where no page was found, its language is not known from the routes."""
    first = request.url.path.split("/")[1] if "/" in request.url.path else ""
    request.path_params.setdefault("language", first if first in LANGUAGES else LANGUAGES[0])
    if not hasattr(request.state, "cookie"):  # the guard itself went wrong
        request.state.cookie = ""
