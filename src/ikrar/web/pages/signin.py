"""Signing in and out, where there are users. What somebody has written while their session ended is kept until they are back."""

from __future__ import annotations

import math
from collections.abc import Iterable
from ipaddress import ip_address, ip_network
from typing import Final
from urllib.parse import urlsplit

from anyio import to_thread
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ikrar.ledger import users
from ikrar.model.plain import plain
from ikrar.web import guard, passwords
from ikrar.web.render import address, language_of, page
from ikrar.web.site import person, site

KEPT: Final = "kept:"  # before the names of fields that were written before signing in
MOST: Final = 200  # of them
CHOSEN: Final = "chosen"
"""The field with the names of files that were sent: they are not kept for somebody who has not signed in."""


def signin(request: Request) -> Response:
    """The form, or where one wanted to go, where one is in already."""
    to = _next(request, request.query_params.get("next", ""))
    return RedirectResponse(to, 303) if person(request).may("reader") else _form(request, to)


async def sign_in(request: Request) -> Response:
    """A try to sign in. What went wrong is told in the same words whether there is such a user or not, and takes as long."""
    try:
        data = await guard.form(request)
    except guard.Stale as stale:
        return await run_in_threadpool(_opened_before, request, stale.data)
    to, name, kept = _next(request, str(data.get("next", ""))), str(data.get("name", "")).strip(), _kept(data)
    at = site(request)
    tried = await to_thread.run_sync(_tried, request, name, str(data.get("password", "")), limiter=at.doorway)
    if tried is False:
        return await run_in_threadpool(_form, request, to, 401, "signin.wrong", name, kept)
    if tried is not True:
        response = await run_in_threadpool(_form, request, to, 429, "signin.wait", name, kept, math.ceil(tried))
        response.headers["Retry-After"] = str(math.ceil(tried))
        return response
    if not kept:
        return RedirectResponse(to, 303)
    request.state.person = await run_in_threadpool(at.who, request.state.cookie)
    return await run_in_threadpool(page, request, "signin_again.html", to=to, kept=kept)


def _opened_before(request: Request, data: FormData) -> Response:
    """A sign-in that was opened before somebody signed in or out in another window: nobody signs in by it, and nothing of it is lost."""
    to, kept = _next(request, str(data.get("next", ""))), _kept(data)
    if not person(request).may("reader"):
        return _form(request, to, 403, "signin.stale", str(data.get("name", "")).strip(), kept)
    return page(request, "signin_again.html", 403, to=to, kept=kept) if kept else RedirectResponse(to, 303)


def _tried(request: Request, name: str, password: str) -> float | bool:
    """Whether the session has begun, or how many seconds the next try has to wait. It counts from when its turn has come: those of one
    house who sign in at once are not taken for somebody who tries passwords.
    """
    at, key, from_ = site(request), users.folded(name), _from(request)
    if waits := at.tries.begin(key, from_):
        return waits
    if not _begin(request, name, password):
        return False
    at.tries.succeeded(key, from_)
    return True


def _begin(request: Request, name: str, password: str) -> bool:
    """Begins a session, under a cookie that nobody has known before, where the password is right."""
    at = site(request)
    with at.ledger.read() as c:
        kept = users.hash_of(c, name) if users.there_are(c) else None
    if not passwords.fits(kept, password) or kept is None:
        return False
    before = str(request.state.cookie)
    return users.sign_in(at.ledger, name, guard.new_cookie(request), at.now(), kept, before)


async def again(request: Request) -> Response:
    """A form came whose sender is signed in no more: its fields wait beside the sign-in. It is the guard that leads it here."""
    meant_for = getattr(request.state, "meant_for", None)
    if meant_for is None:
        raise HTTPException(404)
    try:
        data = await request.form(max_files=guard.FILES, max_fields=MOST, max_part_size=guard.MOST_OUTSIDE)
    except HTTPException as error:  # of somebody who has not signed in no more is held
        return await run_in_threadpool(_form, request, _stood(request), error.status_code, "signin.large")
    kept = [(name, value) for name, value in data.multi_items() if isinstance(value, str) and name not in {guard.FIELD, "password"}]
    if files := [plain(str(file.filename)) for _, file in data.multi_items() if isinstance(file, UploadFile) and file.filename]:
        kept.append((CHOSEN, ", ".join(files)))
    await data.close()
    if not kept or not guard.ours(meant_for) or meant_for.endswith((guard.SIGN_IN, "/signout")):
        return await run_in_threadpool(_form, request, _stood(request), 401)
    return await run_in_threadpool(_form, request, meant_for, 401, "signin.over", "", kept)


def _stood(request: Request) -> str:
    """The page on which a form stood: where it was sent to may be no page."""
    came = urlsplit(request.headers.get("referer", ""))
    to = came.path + (f"?{came.query}" if came.query else "")
    return _next(request, "" if came.path.endswith(guard.SIGN_IN) else to)


@guard.posted
def sign_out(request: Request, _sent: FormData) -> Response:
    """The session ends, and its cookie with it."""
    users.sign_out(site(request).ledger, str(request.state.cookie))
    guard.new_cookie(request)
    response = RedirectResponse(address(language_of(request), guard.SIGN_IN), 303)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def _form(
    request: Request,
    to: str,
    status: int = 200,
    wrong: str | None = None,
    name: str = "",
    kept: Iterable[tuple[str, str]] = (),
    seconds: int = 0,
) -> Response:
    return page(request, "signin.html", status, to=to, wrong=wrong, name=name, kept=kept, seconds=seconds)


def _kept(data: FormData) -> list[tuple[str, str]]:
    return [(name.removeprefix(KEPT), str(value)) for name, value in data.multi_items() if name.startswith(KEPT)]


def _next(request: Request, to: str) -> str:
    """Where one goes after signing in: to a page of ours, and nowhere else."""
    return to if guard.ours(to) else address(language_of(request), "/")


def _from(request: Request) -> str:
    """The address that a try comes from; of version 6 the part that one customer has."""
    host = request.client.host if request.client else ""
    try:
        found = ip_address(host)
    except ValueError:
        return host
    return str(found if found.version == 4 else ip_network(f"{host.partition('%')[0]}/64", strict=False))


routes = [
    Route("/signin", signin, methods=["GET"]),
    Route("/signin", sign_in, methods=["POST"]),
    Route("/signin/again", again, methods=["POST"]),
    Route("/signout", sign_out, methods=["POST"]),
]
