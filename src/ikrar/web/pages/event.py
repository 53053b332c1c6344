"""One happening, with all its tellings."""

from __future__ import annotations

from starlette.routing import Route

routes: list[Route] = []
