"""Addresses that others give: none leads into the network of the machine that fetches, at no step, and none holds it up."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from ikrar.read import ReadError, public, url

INSIDE = """127.0.0.1 127.8.8.8 0.0.0.0 10.1.2.3 172.16.0.1 172.31.255.255 192.168.0.1 169.254.169.254 100.64.0.1 100.100.100.200
    192.0.0.170 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 168.63.129.16 192.88.99.1
    ::1 :: fe80::1 fe80::1%eth0 fec0::1 fc00::1 fd00:ec2::254 ff02::1 ::ffff:10.0.0.1 ::ffff:127.0.0.1 ::127.0.0.1 2002:7f00:1::
    2002:a00:1:: 64:ff9b::7f00:1 2001:0:53aa:64c:: 2001:db8::1 100::1 nonsense 1.2.3 1.2.3.4.5 0177.0.0.1""".split()
OUTSIDE = "1.1.1.1 8.8.8.8 93.184.216.34 172.32.0.1 100.128.0.1 2606:4700::1111 2a00:1450:4009::1 ::ffff:8.8.8.8".split()


@pytest.mark.parametrize("address", INSIDE)
def test_addresses_that_are_not_of_the_open_internet(address: str) -> None:
    assert not public.is_public(address)


@pytest.mark.parametrize("address", OUTSIDE)
def test_addresses_of_the_open_internet(address: str) -> None:
    assert public.is_public(address)


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked.append(f"{self.headers['Host'].partition(':')[0]}{self.path}")  # type: ignore[attr-defined]
        port = self.server.server_address[1]
        match self.path.split("/")[1]:
            case "to":
                self._redirect(self.path.removeprefix("/to/").replace("PORT", str(port)))
            case "circle":
                self._redirect(f"http://news.example:{port}/circle/{len(self.path)}{'x' * len(self.path)}")
            case "drip":
                self.wfile.write(b"HTTP/1.0 200 OK\r\nX-Slow: ")
                while not self.server.stop.wait(0.05):  # type: ignore[attr-defined]
                    try:
                        self.wfile.write(b"x")
                    except OSError:
                        return
            case _:
                self.send_response(200)
                self.send_header("Content-Type", "text/plain")
                self.end_headers()
                self.wfile.write(b"Ruritania menarik pasukannya.")

    def _redirect(self, to: str) -> None:
        self.send_response(302)
        self.send_header("Location", to)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Any]:
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    httpd.stop = threading.Event()  # type: ignore[attr-defined]
    httpd.asked = []  # type: ignore[attr-defined]
    threading.Thread(target=httpd.serve_forever, args=(0.02,), daemon=True).start()
    yield httpd
    httpd.stop.set()  # type: ignore[attr-defined]
    httpd.shutdown()
    httpd.server_close()


@pytest.fixture
def names(server: Any, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Names, and what they resolve to, in turn. The machine's own server stands for the open internet: it is at 127.0.0.1, which is let
    pass where ``names`` says ``public``."""
    known: dict[str, list[str]] = {"news.example": ["public"]}
    real = socket.getaddrinfo

    def look_up(host: str, port: int, *args: Any, **more: Any) -> Any:
        if host not in known:
            return real(host, port, *args, **more)
        answers = known[host]
        now = answers.pop(0) if len(answers) > 1 else answers[0]
        return [
            (socket.AF_INET6 if ":" in at else socket.AF_INET, socket.SOCK_STREAM, 6, "", (("127.0.0.1" if at == "public" else at), port))
            for at in now.split("+")
        ]

    def passes(address: str) -> bool:
        return address == "127.0.0.1" and passes.open or real_check(address)  # type: ignore[attr-defined]

    real_check = public.is_public
    passes.open = True  # type: ignore[attr-defined]
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(public, "is_public", passes)
    monkeypatch.setattr(public, "PORTS", {server.server_address[1]})
    return known


Get = Callable[..., str]


@pytest.fixture
def get(server: Any, names: dict[str, list[str]]) -> Get:
    """Fetches a path of a host; what came, or why nothing did."""

    def fetched(path: str, host: str = "news.example", **more: str) -> str:
        try:
            return url.fetch(f"http://{host}:{server.server_address[1]}{path}", guarded=True)[0].decode()
        except ReadError as error:
            assert "\n" not in str(error)
            return f"refused: {error}"

    return fetched


def test_a_page_of_the_open_internet(get: Get, server: Any) -> None:
    assert get("/page") == "Ruritania menarik pasukannya."
    assert server.asked == ["news.example/page"]


@pytest.mark.parametrize("inside", ["10.0.0.1", "169.254.169.254", "::1", "192.168.1.1", "public+10.0.0.1", "10.0.0.1+public", "fd00::1"])
def test_a_name_of_which_any_address_is_inside(get: Get, server: Any, names: dict[str, list[str]], inside: str) -> None:
    names["evil.example"] = [inside]
    assert "not an address of the open internet" in get("/page", "evil.example")
    assert server.asked == []


def test_a_name_is_looked_up_once_and_the_address_that_was_checked_is_the_one_that_is_asked(
    get: Get, server: Any, names: dict[str, list[str]]
) -> None:
    names["evil.example"] = ["public", "10.0.0.1"]  # another answer the second time
    assert get("/page", "evil.example") == "Ruritania menarik pasukannya."
    assert names["evil.example"] == ["10.0.0.1"]
    assert "not an address of the open internet" in get("/page", "evil.example")


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("http://inside.example:PORT/secret", "not an address of the open internet"),
        ("http://169.254.169.254:PORT/", "not an address of the open internet"),
        ("http://news.example:22/", "ports"),
        ("http://news.example:1/", "ports"),
        ("file:///etc/passwd", "not http or https"),
        ("ftp://news.example/", "not http or https"),
        ("gopher://news.example/", "not http or https"),
    ],
)
def test_no_redirect_leads_inside(get: Get, server: Any, names: dict[str, list[str]], to: str, said: str) -> None:
    names["inside.example"] = ["10.0.0.1"]
    assert said in get(f"/to/{to}")
    assert len(server.asked) == 1


def test_redirects_are_few(get: Get, server: Any) -> None:
    assert "redirects" in get("/circle/")
    assert len(server.asked) <= 5


def test_a_redirect_within_the_open_internet(get: Get) -> None:
    assert get("/to/http://news.example:PORT/page") == "Ruritania menarik pasukannya."


def test_a_server_that_drips_is_left(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(url, "DEADLINE", 0.4)
    began = time.monotonic()
    assert get("/drip").startswith("refused: ")
    assert time.monotonic() - began < 8


def test_no_proxy_looks_names_up_for_us(get: Get, server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert get("/page") == "Ruritania menarik pasukannya."


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://news.example/", "data:text/plain,x", "http://", "http://a b/", "x"])
def test_nothing_but_web_addresses(names: dict[str, list[str]], address: str) -> None:
    with pytest.raises(ReadError):
        url.fetch(address, guarded=True)
