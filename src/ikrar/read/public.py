"""Addresses that others give, fetched without reaching into the network of the machine that fetches.

The name is resolved once for each step, every address that it has is checked, and the connection is made to one of those checked: there
is no second look-up that could answer otherwise. Redirects open a new connection, so each step is checked in the same way.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from ikrar.read.source import ReadError

PORTS: Final = {80, 443, 8080, 8443}  # where pages are served; others would make of us a scanner of ports
ALSO_REFUSED: Final = (
    ipaddress.ip_network("168.63.129.16/32"),  # Azure's own, of an address that looks public
    ipaddress.ip_network("192.88.99.0/24"),  # relays to other networks
    ipaddress.ip_network("2002::/16"),  # addresses of version 4 within those of version 6, where any may hide
    ipaddress.ip_network("2001::/32"),
    ipaddress.ip_network("64:ff9b::/96"),
)
WORLD: Final = ipaddress.ip_network("2000::/3")  # where the public addresses of version 6 are


def is_public(address: str) -> bool:
    """Whether an address is of the open internet: no loopback, private, link-local, shared, reserved or many-to-many one."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        if ip.scope_id is not None or ip not in WORLD:
            return False
    special = ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback or ip.is_link_local or ip.is_private
    return ip.is_global and not special and not any(ip in refused for refused in ALSO_REFUSED if refused.version == ip.version)


class _Deadline:
    """Ends all connections of a fetch when its time is over, whatever they wait for: a server may drip for ever."""

    def __init__(self, seconds: float) -> None:
        self._open: list[socket.socket] = []
        self._lock = threading.Lock()
        self.over = False
        """Whether it came to that: what has arrived is not whole then, even where it looks so."""
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def watch(self, connection: socket.socket) -> None:
        """One more connection."""
        with self._lock:
            if self.over:
                connection.close()
                raise TimeoutError
            self._open.append(connection.dup())  # its own handle: TLS takes the other one over

    def _end(self) -> None:
        with self._lock:
            self.over = True
            for connection in self._open:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue  # it is over already

    def start(self) -> None:
        """The time begins."""
        self._timer.start()

    def close(self) -> None:
        """The fetch is done."""
        self._timer.cancel()
        with self._lock:
            for connection in self._open:
                connection.close()


def _connector(deadline: _Deadline) -> Any:
    """What connects to an address (host, port), of those that are public."""

    def connect(address: tuple[str, int], timeout: Any = None, _source: Any = None) -> socket.socket:
        host, port = address
        if port not in PORTS:
            raise ReadError(f"{host}:{port}", "ports", ports=", ".join(map(str, sorted(PORTS))))
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        if not found or not all(is_public(str(at[0])) for *_, at in found):
            raise ReadError(host, "private")
        failed: OSError | None = None
        for family, kind, protocol, _, at in found[:4]:
            connection = socket.socket(family, kind, protocol)
            try:
                connection.settimeout(timeout if isinstance(timeout, (int, float)) else None)
                deadline.watch(connection)
                connection.connect(at)
                return connection
            except OSError as error:
                connection.close()
                failed = error
        raise failed or OSError("no address")

    return connect


@contextmanager
def opener(asked: str, seconds: float, *more: urllib.request.BaseHandler) -> Iterator[urllib.request.OpenerDirector]:
    """Opens http and https addresses of the open internet, without a proxy (which would look names up by itself), for so long.

    Raises:
        ReadError: on leaving, what was ``asked`` for was not all there in time.
    """
    deadline = _Deadline(seconds)
    connect = _connector(deadline)

    class Plain(http.client.HTTPConnection):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self._create_connection = connect

    class Secure(http.client.HTTPSConnection):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self._create_connection = connect

    class OpenPlain(urllib.request.HTTPHandler):
        def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
            return self.do_open(Plain, req)

    class OpenSecure(urllib.request.HTTPSHandler):
        def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
            return self.do_open(Secure, req)

    made = urllib.request.OpenerDirector()  # with these handlers alone: none for file:, ftp: or data:
    errors = (urllib.request.HTTPDefaultErrorHandler(), urllib.request.HTTPErrorProcessor(), urllib.request.UnknownHandler())
    for handler in (OpenPlain(), OpenSecure(), *errors, *more):
        made.add_handler(handler)
    deadline.start()
    try:
        yield made
    finally:
        deadline.close()
    if deadline.over:
        raise ReadError(asked, "slow", seconds=round(seconds))
