"""A box to paste any text into, which is read without being kept."""

from __future__ import annotations

from starlette.routing import Route

routes: list[Route] = []
