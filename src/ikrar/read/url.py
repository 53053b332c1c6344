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
            raise ReadError(f"{req.full_url}: redirects to what is not http or https")  # ftp, which urllib would follow
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
            why = (
                "redirects to what is not http or https"
                if "not allowed" in error.msg
                else f"more than {MAX_REDIRECTS} redirects, or in a circle"
            )
            raise ReadError(f"{address}: {why}") from error
        raise ReadError(f"{address}: the server answered {error.code} {error.reason}") from error
    except urllib.error.URLError as error:
        raise ReadError(f"{address}: cannot be reached ({_why(error.reason)})") from error
    except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
        raise ReadError(f"{address}: cannot be read ({_why(error)})") from error


def _normal(address: str) -> str:
    """The address as it may be sent: scheme checked, letters beyond ASCII quoted, without what must not go on the wire."""
    try:
        parts = urllib.parse.urlsplit(address.strip())
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise ReadError(f"{address}: not a usable address ({error})") from error
    if parts.scheme.lower() not in ("http", "https"):
        raise ReadError(f"{address}: only http and https addresses are read")
    if not host or any(c.isspace() or ord(c) < 32 for c in host):
        raise ReadError(f"{address}: an address without a host")
    try:
        name = f"[{host}]" if ":" in host else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise ReadError(f"{address}: not a usable host name") from error
    user = f"{parts.netloc.rpartition('@')[0]}@" if "@" in parts.netloc else ""
    if user:
        raise ReadError(f"{name}: addresses with a user name or password are not read")  # and not repeated: they may be secret
    netloc = name if port is None else f"{name}:{port}"
    safe = "%/:=&?~#+!$,;'@()*[]"
    return urllib.parse.urlunsplit((parts.scheme, netloc, urllib.parse.quote(parts.path, safe), urllib.parse.quote(parts.query, safe), ""))


def _body(answer: http.client.HTTPResponse, address: str) -> bytes:
    """At most ``LIMIT`` bytes, unpacked where the server packed them unasked."""
    encoding = (answer.headers.get("Content-Encoding") or "identity").strip().lower()
    if encoding not in ("identity", "gzip", "x-gzip", "deflate", ""):
        raise ReadError(f"{address}: packed as {encoding}, which was not asked for")
    unpack = None if encoding in ("identity", "") else zlib.decompressobj(zlib.MAX_WBITS | 32)
    end = time.monotonic() + DEADLINE
    body = bytearray()
    while chunk := answer.read1(65_536):
        body += unpack.decompress(chunk, LIMIT + 1 - len(body)) if unpack else chunk
        if len(body) > LIMIT:
            raise too_large(address)
        if time.monotonic() > end:
            raise ReadError(f"{address}: not all there after {DEADLINE:.0f} seconds")
    if answer.length:  # what http.client still waits for: read1 does not say that the server hung up
        raise ReadError(f"{address}: broke off, {answer.length:,} bytes before the end")
    return bytes(body)


def _why(reason: object) -> str:
    if isinstance(reason, TimeoutError):
        return f"no answer in {TIMEOUT:.0f} seconds"
    if isinstance(reason, OSError) and reason.strerror:
        return reason.strerror
    return " ".join(str(reason).split()) or type(reason).__name__
