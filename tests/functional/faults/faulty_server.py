"""A server of raw sockets that fails in the ways of real networks.

The second segment of a request's path names a script: what is done in answer to each attempt, the last of
which goes for all attempts that follow. Attempts are counted for each whole target, so calls that differ
in their query do not count for each other.
"""

from __future__ import annotations

import contextlib
import re
import socket
import ssl
import struct
import threading
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

PATIENCE = 10.0
"""Seconds for which the server waits for the other side, so that no test hangs for ever."""
_TLS = b"\x16\x03"
"""How a handshake begins (RFC 8446 section 5.1)."""


@dataclass(frozen=True)
class Wait:
    """Nothing is done for so many seconds."""

    seconds: float


class Reset:
    """The connection is reset, as by a process that died."""


class Close:
    """The connection is closed in good order."""


class Deaf:
    """As the first step: the body of the request is not read."""


class Drain:
    """What else comes is read and thrown away."""


Step: TypeAlias = "bytes | Wait | Reset | Close | Deaf | Drain"
Script: TypeAlias = "Iterable[Step]"


class FaultyServer:
    """Answers by script until it is closed; ``requests`` holds the heads of what came, in order."""

    def __init__(self, scripts: Mapping[str, tuple[Script, ...]], context: ssl.SSLContext | None = None) -> None:
        self._scripts = scripts
        self._context = context
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=512)
        scheme = "https" if context else "http"
        self.url = f"{scheme}://127.0.0.1:{self._listening.getsockname()[1]}"
        self._lock = threading.Lock()
        self._attempts: Counter[str] = Counter()
        self._open: set[socket.socket] = set()
        self.requests: list[str] = []
        self._acceptor = threading.Thread(target=self._accept, daemon=True)
        self._acceptor.start()

    def attempts(self, target: str) -> int:
        """How often that target was asked for."""
        with self._lock:
            return self._attempts[target]

    @property
    def is_busy(self) -> bool:
        """Whether any connection is open."""
        with self._lock:
            return bool(self._open)

    def forget(self) -> None:
        """Count from the beginning again."""
        with self._lock:
            self._attempts.clear()
            self.requests.clear()

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        with self._lock:
            left = list(self._open)
        for connection in left:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self._acceptor.join()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            connection.settimeout(PATIENCE)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._lock:
                self._open.add(connection)
            threading.Thread(target=self._serve, args=[connection], daemon=True).start()

    def _serve(self, plain: socket.socket) -> None:
        connection = plain
        try:
            if self._context is not None:
                connection = self._context.wrap_socket(plain, server_side=True)
            while self._exchange(connection):
                pass
        except OSError:
            pass
        finally:
            connection.close()
            with self._lock:
                self._open.discard(plain)

    def _exchange(self, connection: socket.socket) -> bool:
        """Answer one request. Returns whether the connection stays."""
        head, body = _read_head(connection)
        if not head:
            return False
        target = head.split(" ", 2)[1]
        with self._lock:
            self.requests.append(head)
            self._attempts[target] += 1
            attempt = self._attempts[target]
        scripts = self._scripts[target.partition("?")[0].split("/")[2]]
        script = scripts[min(attempt, len(scripts)) - 1]
        is_deaf = isinstance(next(iter(script)), Deaf)
        if not is_deaf and not _read_body(connection, head, body):
            return False
        return all(_do(connection, step) for step in script)


def _do(connection: socket.socket, step: Step) -> bool:
    if isinstance(step, bytes):
        connection.sendall(step)
    elif isinstance(step, Wait):
        time.sleep(step.seconds)
    elif isinstance(step, Drain):
        while connection.recv(65536):
            pass
    elif isinstance(step, Reset):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return False
    return not isinstance(step, Close)


def _read_head(connection: socket.socket) -> tuple[str, bytes]:
    """The head of the next request, and what came of its body; both empty where there is none."""
    came = b""
    while b"\r\n\r\n" not in came:
        piece = connection.recv(65536)
        if not piece:
            return "", b""
        came += piece
        if came.startswith(_TLS):
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            return "", b""
    head, _, body = came.partition(b"\r\n\r\n")
    return head.decode("latin-1"), body


def _read_body(connection: socket.socket, head: str, body: bytes) -> bool:
    """Read the rest of a body. Returns whether it came to its end."""
    length = re.search(r"(?im)^content-length: *(\d+)", head)
    is_chunked = re.search(r"(?im)^transfer-encoding: *chunked", head) is not None
    while (length and len(body) < int(length[1])) or (is_chunked and not body.endswith(b"0\r\n\r\n")):
        piece = connection.recv(65536)
        if not piece:
            return False
        body += piece
    return True
