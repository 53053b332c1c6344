"""Who gets in: the host that is asked, where a form comes from, and what a page may load."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable
from typing import Final

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

COOKIE: Final = "ikrar"
FIELD: Final = "token"
LOOPBACK: Final = ("localhost", "127.0.0.1", "[::1]", "testserver")
HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
Next = Callable[[Request], Awaitable[Response]]


class Guard(BaseHTTPMiddleware):
    """Stands before every page."""

    def __init__(self, app: object, hosts: tuple[str, ...] = LOOPBACK) -> None:
        super().__init__(app)  # type: ignore[arg-type]
        self.hosts = hosts

    async def dispatch(self, request: Request, call_next: Next) -> Response:
        """Lets in who asks for one of our hosts; a form from elsewhere is refused."""
        host = request.headers.get("host", "").rpartition(":")[0] or request.headers.get("host", "")
        if self.hosts and host not in self.hosts:  # a name that somebody else has bound to this machine
            return PlainTextResponse("This address is not served here.", 421)
        came = request.headers.get("sec-fetch-site", "same-origin")
        if request.method not in {"GET", "HEAD"} and came not in {"same-origin", "none"}:
            return PlainTextResponse("A form from another site is not taken.", 403)
        request.state.token = request.cookies.get(COOKIE) or secrets.token_urlsafe(24)
        response = await call_next(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if not request.url.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        if request.cookies.get(COOKIE) != request.state.token:
            response.set_cookie(COOKIE, request.state.token, httponly=True, samesite="strict", secure=request.url.scheme == "https")
        return response


def token(request: Request) -> str:
    """What a form of ours carries, and nobody else knows."""
    found: str = request.state.token
    return found


async def form(request: Request) -> FormData:
    """The form that was sent, if it is one of ours.

    Raises:
        HTTPException: 403, it does not carry what ours do.
    """
    data = await request.form(max_files=1000, max_fields=5000)
    if not hmac.compare_digest(str(data.get(FIELD, "")), token(request)):
        raise HTTPException(403, "form")
    return data
