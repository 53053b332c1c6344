"""What many at once need: files that are packed once, views written down row by row, one connection a page, and threads left to readers."""

from __future__ import annotations

import csv
import gzip
import io
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import anyio
import msgspec
import pytest
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.testclient import TestClient

from ikrar.ledger import Ledger, ask
from ikrar.web import render
from ikrar.web.app import build
from ikrar.web.files import Files
from ikrar.web.pages import trying
from ikrar.web.site import Site, reading

TODAY = date(2024, 6, 30)


@pytest.fixture
def client(ledger: Ledger) -> TestClient:
    return TestClient(build(Site(ledger, "dewi", lambda: TODAY)), follow_redirects=False)


def test_a_file_is_packed_where_it_can_be_unpacked_and_kept_where_it_has_a_version(client: TestClient) -> None:
    packed = client.get("/static/app.css?v=1")
    plain = client.get("/static/app.css", headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content == (Path(render.HERE) / "static/app.css").read_bytes()
    assert int(packed.headers["content-length"]) < len(plain.content) / 2
    assert "immutable" in packed.headers["cache-control"]
    assert plain.headers["cache-control"] == "no-cache"
    assert {answer.headers["vary"] for answer in (packed, plain)} == {"Accept-Encoding"}
    assert plain.headers["content-type"].startswith("text/css")
    again = client.get("/static/app.css", headers={"if-none-match": plain.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.head("/static/app.css").content == b""


@pytest.mark.parametrize(
    "path", ["", "nothing.css", "../app.py", "..%2fapp.py", "vendor", "vendor/", "/etc/passwd", "%2e%2e/site.py", "app.css/", "app.css%00"]
)
def test_nothing_else_is_a_file(client: TestClient, path: str) -> None:
    assert client.get(f"/static/{path}").status_code == 404


def test_a_file_that_was_changed_is_read_anew(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("a { color: red }" * 100)
    client = TestClient(Files(tmp_path))
    first = client.get("/a.css")
    (tmp_path / "a.css").write_text("b { color: blue }" * 99)
    second = client.get("/a.css", headers={"if-none-match": first.headers["etag"]})
    assert second.text.startswith("b")
    (tmp_path / "late.css").write_text("c {}")
    with pytest.raises(HTTPException):
        client.get("/late.css")


ROWS: list[dict[str, Any]] = [
    {"id": "C-1", "quote": "=1+1", "who": [{"name": "Chad", "country": "TCD", "sector": "GOV"}]},
    {"id": "C-2", "quote": "two\nlines, é", "who": [], "deep": {"a": [1, {"b": None}]}},
]


@pytest.mark.parametrize("rows", [[], ROWS[:1], ROWS], ids=len)
@pytest.mark.parametrize("kept", [10, 1_000_000], ids=["beside the memory", "in it"])
def test_a_file_of_rows_says_the_same_however_it_is_written_down(
    monkeypatch: pytest.MonkeyPatch, rows: list[dict[str, Any]], kept: int
) -> None:
    monkeypatch.setattr(render, "KEPT", kept)
    monkeypatch.setattr(render, "PART", 7)

    def sent(as_: str) -> bytes:
        async def app(scope: Any, receive: Any, send: Any) -> None:
            answer = render.exported(Request(scope), iter(rows), ("id", "quote", "who"), "rows")
            assert answer is not None
            await answer(scope, receive, send)

        return TestClient(app).get("/", params={"as": as_}).content

    assert sent("json") == msgspec.json.format(msgspec.json.encode(rows))
    told = list(csv.reader(io.StringIO(sent("csv").decode("utf-8-sig"))))
    assert told[0] == ["id", "quote", "who"]
    assert [row[0] for row in told[1:]] == [row["id"] for row in rows]
    assert not any(row[1].startswith("=") for row in told[1:])


def test_a_file_that_nobody_waits_for_is_closed() -> None:
    """Who leaves a timeline before its lines have come has asked for them all the same."""
    scope: dict[str, Any] = {"type": "http", "method": "GET", "query_string": b"as=json", "headers": []}
    answer = render.exported(Request(scope), ROWS, ("id",), "rows")
    assert isinstance(answer, render.SentFile)

    async def gone(*_: Any) -> Any:
        raise OSError

    with pytest.raises((OSError, ClientDisconnect)):
        anyio.run(answer, scope | {"asgi": {"spec_version": "2.4"}}, gone, gone)
    assert answer.file.closed


@pytest.mark.parametrize("path", ["/en/", "/en/events", "/en/actors", "/en/map", "/en/timeline", "/en/review"])
def test_a_file_of_a_view_is_whole(client: TestClient, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    whole = client.get(path, params={"as": "json"})
    monkeypatch.setattr(ask, "AT_ONCE", 3)
    assert client.get(path, params={"as": "json"}).json() == whole.json() != []
    packed = client.get(path, params={"as": "json"}, headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["content-disposition"].endswith('.json"')


def test_a_page_holds_one_connection(client: TestClient, ledger: Ledger) -> None:
    """Who held one and waited for a second would, with as many others as there are connections, wait for ever."""
    request = Request({"type": "http", "app": client.app, "headers": []})
    with reading(request) as first:
        with reading(request) as second:
            assert second is first
        assert first.in_transaction()
    with reading(request) as third:
        assert third.in_transaction()


def test_nobody_waits_in_a_thread_for_what_another_loads(client: TestClient) -> None:
    with trying.LOADING:
        asked: list[int] = []
        visits = [threading.Thread(target=lambda: asked.append(client.get("/en/try").status_code)) for _ in range(3)]
        for visit in visits:
            visit.start()
        for visit in visits:
            visit.join(30)
        assert asked == [200, 200, 200]


def test_packed_pages_say_the_same(client: TestClient) -> None:
    with client.stream("GET", "/en/", headers={"accept-encoding": "gzip"}) as answer:
        raw: Iterator[bytes] = answer.iter_raw()
        packed = b"".join(raw)
    assert gzip.decompress(packed).startswith(b"<!doctype html>")
