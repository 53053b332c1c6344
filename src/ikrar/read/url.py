"""Pages of the web: http and https only, with bounds on time, size and redirects."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.parse
import urllib.request
import zlib
from typing import IO, Final

from ikrar import __version__
from ikrar.model.said import Said
from ikrar.read.source import LIMIT, ReadError, too_large

TIMEOUT: Final = 10.0  # seconds for each wait
DEADLINE: Final = 30.0  # seconds for the whole page, against servers that drip
MAX_REDIRECTS: Final = 5


class _Redirects(urllib.request.HTTPRedirectHandler):
    max_redirections = MAX_REDIRECTS

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: http.client.HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        if urllib.parse.urlsplit(newurl).scheme.lower() not in ("http", "https"):
            raise ReadError(req.full_url, "scheme")  # ftp, which urllib would follow
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class _FewRedirects(_Redirects):
    max_redirections = 3


def fetch(address: str, *, guarded: bool = False) -> tuple[bytes, str | None, str | None, str]:
    """The body at ``address``, its media type, its declared character set, and the address it was found at in the end.

    ``guarded``: the address comes from somebody else than who owns this machine, and must not lead into its network (`public`).
    """
    if guarded:
        from ikrar.read import public

        with public.opener(address, DEADLINE, _FewRedirects()) as opener:
            return _fetch(address, opener)
    return _fetch(address, urllib.request.build_opener(_Redirects()))


def _fetch(address: str, opener: urllib.request.OpenerDirector) -> tuple[bytes, str | None, str | None, str]:
    request = urllib.request.Request(  # noqa: S310 - the scheme has been checked
        _normal(address),
        headers={"User-Agent": f"ikrar/{__version__}", "Accept": "text/html,text/plain;q=0.9", "Accept-Encoding": "identity"},
    )
    try:
        with opener.open(request, timeout=TIMEOUT) as answer:
            if int(answer.headers.get("Content-Length") or 0) > LIMIT:
                raise too_large(address)
            body = _body(answer, address)
            declared = answer.headers.get("Content-Type")
            kind = answer.headers.get_content_type() if declared else None
            return body, kind, answer.headers.get_content_charset(), answer.geturl()
    except urllib.error.HTTPError as error:
        if 300 <= error.code < 400:
            if "not allowed" in error.msg:
                raise ReadError(address, "scheme") from error
            raise ReadError(address, "redirects", most=MAX_REDIRECTS) from error
        raise ReadError(address, "answer", code=str(error.code), reason=error.reason) from error
    except urllib.error.URLError as error:
        raise ReadError(address, "unreached", why=_why(error.reason)) from error
    except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
        raise ReadError(address, "unread", why=_why(error)) from error


def _normal(address: str) -> str:
    """The address as it may be sent: scheme checked, letters beyond ASCII quoted, without what must not go on the wire."""
    try:
        parts = urllib.parse.urlsplit(address.strip())
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise ReadError(address, "address", error=str(error)) from error
    if parts.scheme.lower() not in ("http", "https"):
        raise ReadError(address, "http")
    if not host or any(c.isspace() or ord(c) < 32 for c in host):
        raise ReadError(address, "host")
    try:
        name = f"[{host}]" if ":" in host else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise ReadError(address, "hostname") from error
    user = f"{parts.netloc.rpartition('@')[0]}@" if "@" in parts.netloc else ""
    if user:
        raise ReadError(name, "user")  # and not repeated: they may be secret
    netloc = name if port is None else f"{name}:{port}"
    safe = "%/:=&?~#+!$,;'@()*[]"
    return urllib.parse.urlunsplit((parts.scheme, netloc, urllib.parse.quote(parts.path, safe), urllib.parse.quote(parts.query, safe), ""))


def _body(answer: http.client.HTTPResponse, address: str) -> bytes:
    """At most ``LIMIT`` bytes, unpacked where the server packed them unasked."""
    encoding = (answer.headers.get("Content-Encoding") or "identity").strip().lower()
    if encoding not in ("identity", "gzip", "x-gzip", "deflate", ""):
        raise ReadError(address, "packed", encoding=encoding)
    unpack = None if encoding in ("identity", "") else zlib.decompressobj(zlib.MAX_WBITS | 32)
    end = time.monotonic() + DEADLINE
    body = bytearray()
    while chunk := answer.read1(65_536):
        body += unpack.decompress(chunk, LIMIT + 1 - len(body)) if unpack else chunk
        if len(body) > LIMIT:
            raise too_large(address)
        if time.monotonic() > end:
            raise ReadError(address, "slow", seconds=round(DEADLINE))
    if answer.length:  # what http.client still waits for: read1 does not say that the server hung up
        raise ReadError(address, "off", many=answer.length)
    return bytes(body)


def _why(reason: object) -> str | Said:
    if isinstance(reason, TimeoutError):
        return Said("read.silence", {"seconds": round(TIMEOUT)})
    if isinstance(reason, OSError) and reason.strerror:
        return reason.strerror
    return " ".join(str(reason).split()) or type(reason).__name__
