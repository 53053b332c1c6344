"""Who promises and acts: the list, each actor, merging and parting, the graph."""

from __future__ import annotations

from starlette.routing import Route

routes: list[Route] = []
