"""One report: its text with what was kept, dropped and repaired, beside what was read in it."""

from __future__ import annotations

from starlette.routing import Route

routes: list[Route] = []
