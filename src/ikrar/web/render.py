"""Pages made of templates: escaped everywhere, in the reader's language, and the same view as JSON and CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final
from urllib.parse import urlencode

import jinja2
import msgspec
import sqlalchemy as sa
from markupsafe import escape
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from ikrar import __version__
from ikrar.ledger import ask
from ikrar.model.plain import cell, shown
from ikrar.web import guard
from ikrar.web.site import person, reading, site
from ikrar.web.speak import LANGUAGES, speaker

HERE: Final = Path(__file__).parent
KEPT: Final = 2_000_000  # bytes of a file that are held in memory
PART: Final = 65_536  # of them are sent at once


def _shown(value: Any) -> Any:
    """A value as a page shows it: of text from elsewhere no character turns around, or hides, what stands beside it."""
    return value if type(value) is not str or value.isprintable() else shown(value)


class _Environment(jinja2.Environment):
    def getattr(self, obj: Any, attribute: str) -> Any:
        """What ``obj.attribute`` is in a template: of a row, which is a dict, what it holds. Looked for as Jinja does it, among its methods
        first, each would cost an exception, and a page has thousands.
        """
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


@cache
def environment() -> jinja2.Environment:
    """The templates. All that is put into one is escaped; a name that is not there is an error."""
    made = _Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        finalize=_shown,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["version"] = __version__
    made.filters["typed"] = escape  # what somebody has typed, or pasted, comes back as it was
    return made


def page(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """A page in the language of its address, with header and footer."""
    with reading(request) as c:
        head = site(request).head(c) if person(request).role else None  # who has not signed in is told nothing of the ledger
    language = language_of(request)
    path = request.url.path.removeprefix(f"/{language}") or "/"
    query = f"?{request.url.query}" if request.url.query else ""
    common = {
        "request": request,
        "t": speaker(language),
        "language": language,
        "others": {other: f"/{other}{path}{query}" for other in LANGUAGES if other != language},
        "here": path,
        "head": head,
        "person": person(request),
        "today": site(request).today().isoformat(),
        "token": guard.token(request),
        "link": lambda to, /, **fields: address(language, to, **fields),
        "again": lambda **fields: again(request, **fields),
    }
    text = environment().get_template(template).render(common | values)
    return Response(text, status, media_type="text/html")


def language_of(request: Request) -> str:
    """The language of an address."""
    return str(request.path_params.get("language", LANGUAGES[0]))


def address(language: str, to: str, /, **fields: Any) -> str:
    """The address of a page (``/d/4``) or of a line by its name (``D-4``), with fields."""
    path = to if to.startswith("/") else f"/{to[:1].lower()}/{to[2:]}"
    filled = {name: value for name, value in fields.items() if value not in (None, "", [])}
    return f"/{language}{path}" + (f"?{urlencode(filled, doseq=True)}" if filled else "")


def elsewhere(request: Request, c: sa.Connection, of: str) -> Response | None:
    """The way to the page of the line that the one in the address is the same as; None where it is that one itself.

    Raises:
        HTTPException: 404, there is no such line.
    """
    number = request.path_params["number"]
    group = ask.group_of(c, of, number)
    if group is None:
        raise HTTPException(404)
    if group == number:
        return None
    return RedirectResponse(address(language_of(request), ask.name(of, group), done=request.query_params.get("done")), 303)


def again(request: Request, **fields: Any) -> str:
    """The address of the same view with some fields changed; those that are None are left out."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name not in fields]
    more = [(name, str(value)) for name, value in fields.items() if value is not None]
    asked = urlencode([*kept, *more])
    return request.url.path + (f"?{asked}" if asked else "")


def exported(
    request: Request, rows: Iterable[dict[str, Any]], columns: Sequence[str], called: str, as_: str | None = None
) -> Response | None:
    """What a view shows as JSON or CSV, where ``?as=`` (or ``as_``, of a form) asks for that; None where it is to be a page.

    ``rows`` are written down one by one, beyond some beside the memory, so that a long file takes no more of it than a short one.
    """
    as_ = as_ or request.query_params.get("as")
    if as_ not in _WRITES:
        return None
    write, type_ = _WRITES[as_]
    file = SpooledTemporaryFile(KEPT)  # noqa: SIM115 - it is closed when it has been sent
    try:
        write(file, rows, columns)
        size = file.tell()
        file.seek(0)
    except BaseException:
        file.close()
        raise
    headers = {"Content-Disposition": f'attachment; filename="{called}.{as_}"', "Content-Length": str(size)}
    return SentFile(file, media_type=type_, headers=headers)


class SentFile(StreamingResponse):
    """A file that is sent part by part and closed then, also where the reader has gone on before its first."""

    def __init__(self, file: IO[bytes], **more: Any) -> None:
        super().__init__(iter(lambda: file.read(PART), b""), **more)
        self.file = file

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self.file.close()


def _write_json(file: IO[bytes], rows: Iterable[dict[str, Any]], _columns: Sequence[str]) -> None:
    """A list as `msgspec.json.format` writes it."""
    between = b"[\n  "
    for row in rows:
        file.write(between + msgspec.json.format(msgspec.json.encode(row)).replace(b"\n", b"\n  "))
        between = b",\n  "
    file.write(b"[]" if between.startswith(b"[") else b"\n]")


def _write_csv(file: IO[bytes], rows: Iterable[dict[str, Any]], columns: Sequence[str]) -> None:
    told = io.TextIOWrapper(file, "utf-8-sig", newline="")
    writer = csv.writer(told)
    writer.writerow(columns)
    writer.writerows([cell(row.get(column)) for column in columns] for row in rows)  # `cell` makes no formula of any text
    told.detach()  # else it would close the file


_WRITES: Final = {"json": (_write_json, "application/json"), "csv": (_write_csv, "text/csv; charset=utf-8")}
