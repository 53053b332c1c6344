"""The dossier of a negotiation, and the list of them."""

from __future__ import annotations

from starlette.routing import Route

routes: list[Route] = []
