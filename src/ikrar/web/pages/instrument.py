"""One agreement, law or resolution, and the list of them."""

from __future__ import annotations

from starlette.routing import Route

routes: list[Route] = []
