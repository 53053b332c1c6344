"""Addresses: a server of our own on loopback that behaves in all the ways servers do."""

from __future__ import annotations

import contextlib
import gzip
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from ikrar.read import LIMIT, ReadError, Source, load, url

TEXT = "Ruritania dan Borduria sepakat untuk menarik seluruh pasukan mereka dari lembah itu pada Rabu, kata kedua pihak.\n"
PAGE = f"<!doctype html><html><head><title>Ruritania</title></head><body><article>{f'<p>{TEXT}</p>' * 4}</article></body></html>"


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        if path == "/text":
            self._send(TEXT.encode(), "text/plain; charset=utf-8")
        elif path == "/latin":
            self._send("Orléans é à û".encode("latin-1"), "text/plain; charset=iso-8859-1")
        elif path == "/page":
            self._send(PAGE.encode(), "text/html")
        elif path == "/gzip":
            self._send(gzip.compress(TEXT.encode()), "text/plain", ("Content-Encoding", "gzip"))
        elif path == "/bomb":
            self._send(gzip.compress(b"a" * (LIMIT * 4)), "text/plain", ("Content-Encoding", "gzip"))
        elif path == "/big":
            self._send(b"a" * (LIMIT + 2), "text/plain")
        elif path == "/pdf":
            self._send(b"%PDF-1.7", "application/pdf")
        elif path == "/json":
            self._send(b'{"text": "Ruritania"}', "application/json")
        elif path == "/untyped":
            self._send(TEXT.encode(), "application/octet-stream")
        elif path == "/picture":
            self._send(b"\xff\xd8\xff\xe0 JFIF", "image/jpeg")
        elif path == "/cut":
            self._cut()
        elif path == "/empty":
            self._send(b"", "text/html")
        elif path == "/loop":
            self._redirect("/loop?" + "x" * len(self.path))
        elif path == "/once":
            self._redirect("/text")
        elif path == "/tofile":
            self._redirect("file:///etc/passwd")
        elif path == "/slow":
            self.server.stop.wait(5)  # type: ignore[attr-defined]
        else:
            self.send_error(404)

    def _send(self, body: bytes, kind: str, *headers: tuple[str, str]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for header in headers:
            self.send_header(*header)
        self.end_headers()
        with contextlib.suppress(ConnectionError):  # the reader may have had enough, as it should
            self.wfile.write(body)

    def _cut(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"Ruritania")  # and hangs up

    def _redirect(self, to: str) -> None:
        self.send_response(302)
        self.send_header("Location", to)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    httpd.stop = threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(target=httpd.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{httpd.server_address[1]}"
    httpd.stop.set()  # type: ignore[attr-defined]
    httpd.shutdown()
    httpd.server_close()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def get(address: str) -> Source | ReadError:
    (item,) = load(address)
    return item


def refusal(address: str) -> str:
    item = get(address)
    assert isinstance(item, ReadError), item
    assert "\n" not in str(item)
    return str(item)


@pytest.mark.parametrize("path", ["/text", "/gzip", "/once", "/untyped"])
def test_plain_text(server: str, path: str) -> None:
    item = get(server + path)
    assert isinstance(item, Source)
    assert item.text == TEXT
    assert item.name == server + path


def test_the_address_is_where_it_was_found(server: str) -> None:
    item = get(server + "/once")
    assert isinstance(item, Source)
    assert item.url == server + "/text"


def test_the_declared_character_set(server: str) -> None:
    item = get(server + "/latin")
    assert isinstance(item, Source)
    assert item.text == "Orléans é à û"


def test_a_page(server: str) -> None:
    item = get(server + "/page")
    assert isinstance(item, Source)
    assert item.text.startswith("Ruritania\n")


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/none", "the server answered 404 Not Found"),
        ("/big", "larger than 5 MB"),
        ("/bomb", "larger than 5 MB"),
        ("/pdf", "a PDF"),
        ("/picture", "a JPEG picture"),
        ("/json", "the server sent application/json, neither a page nor text"),
        ("/cut", "broke off, 991 bytes before the end"),
        ("/empty", "empty"),
        ("/loop", "more than 5 redirects"),
        ("/tofile", "not http or https"),
    ],
)
def test_refused(server: str, path: str, why: str) -> None:
    assert why in refusal(server + path)


def test_a_server_that_does_not_answer(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(url, "TIMEOUT", 0.1)
    assert "no answer" in refusal(server + "/slow")


def test_nobody_there() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert "cannot be reached (Connection refused)" in refusal(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("ftp://example.org/a", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("http://", "without a host"),
        ("http://[::1", "not a usable address"),
        ("http://host:port/", "not a usable address"),
        ("http://" + "a" * 70 + ".example/", "not a usable host name"),
        ("http://user:secret@example.org/", "user name or password"),
    ],
)
def test_addresses_that_are_none(address: str, why: str) -> None:
    message = refusal(address)
    assert why in message
    assert "secret" not in message
