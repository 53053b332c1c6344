"""The app: its pages, its files, and what is said where something goes wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.convertors import StringConvertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from ikrar.web import guard
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
from ikrar.web.site import Site
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


class _Language(StringConvertor):
    regex = "|".join(LANGUAGES)


register_url_convertor("language", _Language())


class _Files(StaticFiles):
    """Files that a version of Ikrar brings: their address has the version, so they may be kept."""

    async def get_response(self, path: str, scope: Any) -> Response:
        """The file."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if b"v=" in scope["query_string"] else "no-cache"
        return response


def build(site: Site, hosts: tuple[str, ...] = guard.TESTED) -> Starlette:
    """The app over a site. ``hosts``: the names it is asked by."""
    routes = [route for module in PAGES for route in module.routes]
    app = Starlette(
        routes=[
            Route("/", _start),
            Mount("/static", _Files(directory=Path(__file__).parent / "static"), name="static"),
            Mount("/{language:language}", routes=routes),
        ],
        middleware=[Middleware(GZipMiddleware, minimum_size=1000), Middleware(guard.Guard, hosts=hosts)],
        exception_handlers={HTTPException: _wrong, 500: _failed},
        lifespan=_lifespan,
    )
    app.state.site = site
    return app


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    """When the app stops, so do the jobs that run in the background: after the report at hand, which is kept whole or not at all."""
    yield
    app.state.site.jobs.stop()


def _start(request: Request) -> Response:
    """To the ledger, in the language that the reader's browser likes best."""
    liked = [part.split(";")[0].strip()[:2].lower() for part in request.headers.get("accept-language", "").split(",")]
    chosen = next((language for language in liked if language in LANGUAGES), LANGUAGES[0])
    return RedirectResponse(f"/{chosen}/", 303)


def _wrong(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    _place(request)
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
