"""What waits for a person, one card after another."""

from __future__ import annotations

from starlette.routing import Route

routes: list[Route] = []
