"""The files that pages load: scripts, styles, pictures. Few and small, so each is read and compressed once and then kept."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from pathlib import Path
from typing import Final, NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

FOR_EVER: Final = "public, max-age=31536000, immutable"
"""Of what is asked for with the version that brings it: another version asks otherwise."""
SMALL: Final = 1000  # bytes that are not worth compressing
PACKED: Final = frozenset((".png", ".gz", ".woff2"))


class _File(NamedTuple):
    changed: tuple[int, int]
    """When it was changed, and how many bytes it had then."""
    plain: bytes
    packed: bytes | None
    tag: str
    type_: str


class Files:
    """The files of a folder, as they were named when the app began: no other is ever opened."""

    def __init__(self, folder: Path) -> None:
        self._paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
        self._kept: dict[str, _File] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One file, packed where the browser can unpack it, or the word that it has not changed."""
        request = Request(scope)
        if request.method not in {"GET", "HEAD"}:
            raise HTTPException(405)
        name = str(scope["path"]).removeprefix(str(scope.get("root_path", ""))).lstrip("/")
        if name not in self._paths:
            raise HTTPException(404)
        file = self._read(name)
        headers = {"ETag": file.tag, "Cache-Control": FOR_EVER if "v" in request.query_params else "no-cache"}
        if file.tag in (tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")):
            await Response(status_code=304, headers=headers)(scope, receive, send)
            return
        packed = file.packed if "gzip" in request.headers.get("accept-encoding", "") else None
        if packed is not None:
            headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}  # of what is plain the app says it
        await Response(file.plain if packed is None else packed, headers=headers, media_type=file.type_)(scope, receive, send)

    def _read(self, name: str) -> _File:
        """A file as it is now: it changes only under who works on it."""
        path = self._paths[name]
        stat = path.stat()
        changed, kept = (stat.st_mtime_ns, stat.st_size), self._kept.get(name)
        if kept is not None and kept.changed == changed:
            return kept
        plain = path.read_bytes()
        packed = gzip.compress(plain, mtime=0) if len(plain) > SMALL and path.suffix not in PACKED else None
        tag = f'"{hashlib.sha256(plain).hexdigest()[:32]}"'
        file = self._kept[name] = _File(changed, plain, packed, tag, mimetypes.guess_type(name)[0] or "application/octet-stream")
        return file
