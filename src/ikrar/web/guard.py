"""Who gets in: the host that is asked, where a form comes from, who has signed in, how much is sent, and what a page may load."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import re
import secrets
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Final
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ikrar.web.site import NOBODY, Site
from ikrar.web.speak import LANGUAGES, speaker

COOKIE: Final = "ikrar"
SECURE: Final = "__Host-ikrar"  # with https: browsers take it from this host alone, and only so
FIELD: Final = "token"
LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")
TESTED: Final = (*LOOPBACK, "testserver")
ANY_ADDRESS: Final = "*"
"""Among the hosts: any address in numbers, which nobody can bind to a name of theirs."""
MOST: Final = 20_000_000  # bytes of a form: a text of 5 MB, written in %XX
MOST_FILES: Final = 60_000_000  # with files
FILES: Final = 1000  # of them at once
MOST_OUTSIDE: Final = 2_000_000  # of somebody who has not signed in
MOST_DROPPED: Final = 200_000_000
"""What is taken and thrown away of what is too much: a browser shows no answer to a form before it has sent it."""
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
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_COOKIE: Final = re.compile(r"[A-Za-z0-9_-]{32}")
_OURS: Final = re.compile(rf"/(?:{'|'.join(LANGUAGES)})(?:/[!-\[\]-~]*)?", re.ASCII)  # printable, without a backslash
SIGN_IN: Final = "/signin"
AGAIN: Final = "/signin/again"
"""Where a form is led whose sender has signed out meanwhile: what was written is kept while one signs in."""


class Guard:
    """Stands before every page."""

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...] = TESTED) -> None:
        self.app = app
        self.hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets in who asks for one of our hosts, from a page of ours, and may read; all that leaves has our headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        secure = request.url.scheme == "https"
        came = request.cookies.get(SECURE if secure else COOKIE, "")
        cookie = came if _COOKIE.fullmatch(came) else secrets.token_urlsafe(24)
        request.state.cookie = cookie
        request.state.person = NOBODY
        still = request.url.path.startswith("/static/")

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                _guarded(headers)
                if not still:
                    headers.setdefault("Cache-Control", "no-store")
                    if request.state.cookie != came:  # new, or changed with signing in or out
                        _give(headers, request.state.cookie, secure=secure)
            await send(message)

        answer = self._refused(request)
        if answer is None and not still:
            site: Site = scope["app"].state.site
            request.state.person = await run_in_threadpool(site.who, cookie if cookie == came else None)
            answer = _led_to_sign_in(request)
        if answer is not None:
            await answer(scope, receive, sent)
            return
        most = MOST if request.state.person.role else MOST_OUTSIDE
        if request.state.person.role and scope["path"].endswith("/import"):
            most = MOST_FILES
        dropped = MOST_DROPPED if request.state.person.role else 0
        await self.app(scope, _bounded(receive, request.headers, most, dropped), sent)

    def _refused(self, request: Request) -> Response | None:
        """What is said to who does not get in at all."""
        if not self._ours(request.headers.get("host", "")):  # a name that somebody else has bound to this machine
            return _plainly(request, "wrong.421", 421)
        if request.method not in {"GET", "HEAD", "POST"}:
            return _plainly(request, "wrong.405", 405)
        where = request.headers.get("sec-fetch-site", "same-origin")
        if request.method != "POST":
            reads = where in {"cross-site", "same-site"} and request.headers.get("sec-fetch-mode", "navigate") != "navigate"
            return _plainly(request, "wrong.read", 403) if reads else None
        origin = request.headers.get("origin")
        elsewhere = origin is not None and origin.partition("://")[2].lower() != request.headers.get("host", "").lower()
        if elsewhere or where not in {"same-origin", "none"}:
            return _plainly(request, "wrong.form", 403)
        return None

    def _ours(self, host: str) -> bool:
        """Whether we are asked by one of our names, whatever the port."""
        found = re.fullmatch(r"(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::\d{1,5})?", host.lower(), re.ASCII)
        if not found:
            return False
        name = found[1] or found[2].removesuffix(".")
        return name in self.hosts or (ANY_ADDRESS in self.hosts and _address(name))


def _address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _guarded(headers: MutableHeaders) -> None:
    for name, value in HEADERS.items():
        headers.setdefault(name, value)


def guarded(response: Response) -> Response:
    """A response that does not pass the guard on its way out, because all has gone wrong: with its headers all the same."""
    _guarded(response.headers)
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def _give(headers: MutableHeaders, cookie: str, *, secure: bool) -> None:
    """Lax, not strict: who follows a link from a mail is signed in; forms have more than the cookie to show."""
    flags = "; Secure" if secure else ""
    headers.append("Set-Cookie", f"{SECURE if secure else COOKIE}={cookie}; Path=/; HttpOnly; SameSite=Lax{flags}")


def _plainly(request: Request, text: str, status: int) -> Response:
    """A line for who gets no page, in the language of the address that was asked for."""
    return PlainTextResponse(speaker(_language(request))(text), status)


def _led_to_sign_in(request: Request) -> Response | None:
    """Who has not signed in is led there, and may load nothing else; a form that they sent is kept for afterwards."""
    language, here = _language(request), request.url.path
    if request.state.person.may("reader") or here == f"/{language}{SIGN_IN}":
        return None
    if request.method != "POST" and here.split("/")[1] not in LANGUAGES:  # no page, but at most the way to one
        return None
    if request.method == "POST":
        request.scope.update({"path": f"/{language}{AGAIN}", "raw_path": f"/{language}{AGAIN}".encode()})
        request.state.meant_for = here
        return None
    query = f"?{request.url.query}" if request.url.query else ""
    to = f"/{language}{SIGN_IN}?next={quote(here + query)}"
    if "hx-request" in request.headers:  # the whole page goes there, not the part that was asked for
        return Response(status_code=401, headers={"HX-Redirect": to})
    return Response(status_code=303, headers={"Location": to})


def _language(request: Request) -> str:
    first = request.url.path.split("/")[1] if "/" in request.url.path else ""
    return first if first in LANGUAGES else LANGUAGES[0]


def _bounded(receive: Receive, headers: Headers, most: int, dropped: int) -> Receive:
    """What is sent, up to so much: more is not kept, and beyond ``dropped`` not waited for either."""
    declared = headers.get("content-length", "0")
    whole = int(declared) if declared.isdecimal() and len(declared) < 19 else 0
    taken = 0
    over = False

    async def bounded() -> Message:
        nonlocal taken, over
        if whole <= most and not over:
            message = await receive()
            taken += len(message.get("body", b""))
            if taken <= most:
                return message
            over = not message.get("more_body")
        while not over and max(whole, taken) <= dropped:
            message = await receive()
            taken += len(message.get("body", b""))
            over = not message.get("more_body")
        over = True  # who asks once more is told so, and waits for nothing
        raise HTTPException(413, str(most // 1_000_000))

    return bounded


def new_cookie(request: Request) -> str:
    """Another cookie, from now on: with signing in or out none that was known before goes on."""
    request.state.cookie = secrets.token_urlsafe(24)
    return str(request.state.cookie)


def ours(address: str) -> bool:
    """Whether an address leads to a page of ours, and nowhere else."""
    return len(address) < 2000 and _OURS.fullmatch(address) is not None and "//" not in address.partition("?")[0]


def token(request: Request) -> str:
    """What a form of ours carries, and nobody else knows: it hangs on the cookie, and so on the session."""
    return hmac.new(str(request.state.cookie).encode(), b"ikrar form", hashlib.sha256).hexdigest()


def posted(handle: Callable[[Request, FormData], Response]) -> Callable[[Request], Awaitable[Response]]:
    """What answers to a form of ours: the form is read and checked first, and answered in a thread, since the ledger is waited for."""

    @wraps(handle)
    async def answer(request: Request) -> Response:
        return await run_in_threadpool(handle, request, await form(request))

    return answer


class Stale(HTTPException):
    """A form that does not carry what ours do now: mostly it was opened before its sender signed in anew, in another window."""

    def __init__(self, data: FormData) -> None:
        super().__init__(403, "form")
        self.data = FormData([(name, value) for name, value in data.multi_items() if isinstance(value, str) and name != FIELD])
        """What was written in it, without files: nothing is done with it unless its sender says so once more."""


async def sent(request: Request) -> FormData:
    """The form that was sent, whoever sent it.

    Raises:
        HTTPException: 400, there are more files in it than may be sent at once, or it is no form; 413, a text in it is too long.
    """
    try:
        return await request.form(max_files=FILES, max_fields=5000, max_part_size=MOST)
    except HTTPException as error:
        if "maximum size" in error.detail:
            raise HTTPException(413, str(MOST // 1_000_000)) from None
        raise HTTPException(error.status_code, str(FILES) if "files" in error.detail else error.detail) from None


def carries(request: Request, data: FormData) -> bool:
    """Whether a form carries what ours do."""
    return hmac.compare_digest(str(data.get(FIELD, "")).encode(), token(request).encode())


async def form(request: Request) -> FormData:
    """The form that was sent, if it is one of ours.

    Raises:
        Stale: 403, it does not carry what ours do.
    """
    data = await sent(request)
    if not carries(request, data):
        await data.close()
        raise Stale(data)
    return data
