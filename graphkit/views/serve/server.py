"""A server for this machine alone: it only reads, knows a handful of addresses, and touches no file for any of them."""

from __future__ import annotations

import ipaddress
import json
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from graphkit.version import __version__
from graphkit.views.serve.shell import Shell
from graphkit.views.serve.site import Site, State

_HEARTBEAT = 15.0
"""Seconds after which something is sent to whoever waits, so that a page that is gone is noticed."""
_IDLE = 30.0
"""Seconds that a request may take to arrive."""

_HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_PAGE_POLICY = "frame-ancestors 'self'"
"""What a page cannot say itself; all else is in the policy that it brings."""
_HTML, _TEXT, _EVENTS = "text/html; charset=utf-8", "text/plain; charset=utf-8", "text/event-stream; charset=utf-8"


@dataclass(frozen=True)
class Address:
    """Where a server listens.

    Attributes:
        host: A name or number.
        port: A port; 0 for any that is free.
    """

    host: str = "127.0.0.1"
    port: int = 0

    @property
    def local(self) -> bool:
        """Nobody but this machine reaches it."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


class Server(ThreadingHTTPServer):
    """Serves the pages of a site.

    Args:
        address: Where it listens.
        site: The pages.
        model: What is followed, in words.

    Raises:
        OSError: When it cannot listen there.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, address: Address, site: Site, model: str) -> None:
        self.address_family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
        self.site = site
        self.shell = Shell(site.names, model)
        self._host = address.host
        super().__init__((address.host, address.port), _Handler)

    def server_bind(self) -> None:
        """Listen, without asking a name server what this machine is called."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = self._host, int(self.server_address[1])

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that has gone away."""

    @property
    def url(self) -> str:
        """Where the pages are."""
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self._host, self._host)  # noqa: S104 - only compared with
        return (
            f"http://[{host}]:{self.server_port}/"
            if ":" in host and "[" not in host
            else f"http://{host}:{self.server_port}/"
        )

    def knows(self, host: str | None) -> bool:
        """Whether a request names this server; another name is a page elsewhere that pretends to be it.

        Args:
            host: The header `Host`.
        """
        try:
            named = urlsplit(f"//{host or ''}")
            name, port = named.hostname or "", named.port or 80
        except ValueError:
            return False
        return port == self.server_port and (name in ("localhost", self._host.lower()) or _is_number(name))


def _is_number(name: str) -> bool:
    """Whether a host is named by its number, which no name server can turn to another."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


class _Handler(BaseHTTPRequestHandler):
    server: Server
    server_version = f"graphkit/{__version__}"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    timeout = _IDLE

    def do_GET(self) -> None:
        """Answer a request."""
        if not self.server.knows(self.headers.get("Host")):
            self._send(HTTPStatus.MISDIRECTED_REQUEST, "this server is not known by that name\n")
            return
        found = self._routes().get(urlsplit(self.path).path)
        if found is None:
            self._send(HTTPStatus.NOT_FOUND, "there is no such page\n")
        else:
            found()

    do_HEAD = do_GET  # noqa: N815 - as the standard library has it

    def _refuse(self) -> None:
        self.close_connection = True  # what it brings is not read
        self._send(
            HTTPStatus.METHOD_NOT_ALLOWED, "nothing can be changed here\n", Allow="GET, HEAD", Connection="close"
        )

    do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_TRACE = do_CONNECT = _refuse  # noqa: N815 - likewise

    def _routes(self) -> dict[str, Callable[[], None]]:
        site, shell = self.server.site, self.server.shell
        routes: dict[str, Callable[[], None]] = {"/events": self._events}
        for name in site.names:
            routes[f"/{name}"] = partial(self._send_shell, shell, name)
            routes[f"/{name}.html"] = partial(self._send_page, name)
        return routes | {"/": routes[f"/{site.names[0]}"]}

    def _send_shell(self, shell: Shell, name: str) -> None:
        self._send(HTTPStatus.OK, shell.page(name), _HTML, Content_Security_Policy=shell.policy)

    def _send_page(self, name: str) -> None:
        page = self.server.site.state.pages.get(name)
        if page is None:
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, "there is no page yet\n")
        else:
            self._send(HTTPStatus.OK, page, _HTML, Content_Security_Policy=_PAGE_POLICY)

    def _send(self, status: HTTPStatus, body: str | bytes, type_: str = _TEXT, **headers: str) -> None:
        data = body.encode() if isinstance(body, str) else body
        self._begin(status, type_, Content_Length=str(len(data)), **headers)
        if self.command != "HEAD":
            self.wfile.write(data)

    def _begin(self, status: HTTPStatus, type_: str, **headers: str) -> None:
        self.send_response(status)
        for name, value in {**_HEADERS, "Content-Type": type_, **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def _events(self) -> None:
        """Say how things stand, again whenever that changes, for as long as somebody listens."""
        self.close_connection = True
        self._begin(HTTPStatus.OK, _EVENTS, Connection="close")
        if self.command == "HEAD":
            return
        state = self.server.site.state
        self._tell(state)
        while not self.server.site.closed:
            newer = self.server.site.newer(state.version, _HEARTBEAT)
            if newer is state:
                self.wfile.write(b": still here\n\n")
                self.wfile.flush()
            else:
                state = newer
                self._tell(state)

    def _tell(self, state: State) -> None:
        said = json.dumps({"trouble": state.trouble, "pages": state.made})
        self.wfile.write(f"event: state\ndata: {said}\n\n".encode())
        self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name of the standard library
        """Say nothing of requests: they are all of one reader's."""
