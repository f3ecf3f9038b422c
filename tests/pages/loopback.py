"""A real server on loopback to which every connection of httpx2 leads, whatever host it asks for.

TLS is left out; what the client sends and reads is HTTP all the same, and ``Host`` says whom it meant.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from unittest.mock import patch

import httpcore2
from httpcore2._backends import anyio as async_backend
from httpcore2._backends import sync as sync_backend

from .player import Player, Request


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    player: Player

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that reads no further has seen enough."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def answer(self) -> None:
        url = f"https://{self.headers['Host']}{self.path}"
        request = Request(self.command, url, tuple(self.headers.items()), self._body())
        reply = self.server.player.answer(request)
        self.send_response(reply.status)
        if reply.media_type:
            self.send_header("Content-Type", reply.media_type)
        if reply.status >= 200 and reply.status != 204:
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if reply.status != 204:
            self.wfile.write(reply.body)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_OPTIONS = do_TRACE = do_QUERY = answer  # noqa: N815

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", "0")))
        body = b""
        while size := int(self.rfile.readline().partition(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """The report is all that is printed."""


@contextmanager
def loopback(player: Player) -> Iterator[None]:
    """Within the block, every connection leads to the player."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.player = player
    port = server.server_address[1]
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    connect, connect_async = sync_backend.SyncBackend.connect_tcp, async_backend.AnyIOBackend.connect_tcp

    def connect_tcp(self: Any, host: str, *_: Any, **more: Any) -> Any:
        if player.failure == "connect":
            raise httpcore2.ConnectError("there is no connection")
        if player.failure == "time out":
            raise httpcore2.ConnectTimeout
        return connect(self, "127.0.0.1", port, more.get("timeout"))

    async def connect_tcp_async(self: Any, host: str, *_: Any, **more: Any) -> Any:
        return await connect_async(self, "127.0.0.1", port, more.get("timeout"))

    async def start_tls_async(self: Any, *_: Any, **__: Any) -> Any:
        return self

    with (
        patch.object(sync_backend.SyncBackend, "connect_tcp", connect_tcp),
        patch.object(sync_backend.SyncStream, "start_tls", lambda self, *_, **__: self),
        patch.object(async_backend.AnyIOBackend, "connect_tcp", connect_tcp_async),
        patch.object(async_backend.AnyIOStream, "start_tls", start_tls_async),
    ):
        yield
    server.shutdown()
    server.server_close()
