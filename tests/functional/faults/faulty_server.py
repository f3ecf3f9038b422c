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


@dataclass(frozen=True)
class Wait:
    """Nothing is done for so many seconds."""

    seconds: float


class Reset:
    """The connection is reset, as by a process that died."""


class Close:
    """The connection is closed in good order."""


class Deaf(Close):
    """The connection is reset before the request is read."""


Step: TypeAlias = "bytes | Wait | Reset | Close"
Script: TypeAlias = "Iterable[Step]"


class FaultyServer:
    """Answers by script until it is closed; ``requests`` holds the heads of what came, in order."""

    def __init__(self, scripts: Mapping[str, tuple[Script, ...]], context: ssl.SSLContext | None = None) -> None:
        self._scripts = scripts
        self._context = context
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=512)
        self._lock = threading.Lock()
        self._attempts: Counter[str] = Counter()
        self._open: set[socket.socket] = set()
        self.requests: list[str] = []
        self._acceptor = threading.Thread(target=self._accept, daemon=True)
        self._acceptor.start()

    @property
    def url(self) -> str:
        scheme = "https" if self._context else "http"
        return f"{scheme}://127.0.0.1:{self._listening.getsockname()[1]}"

    def attempts(self, target: str) -> int:
        """How often that target was asked for."""
        with self._lock:
            return self._attempts[target]

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
        head = _read_request(connection)
        if not head:
            return False
        target = head.split(" ", 2)[1]
        with self._lock:
            self.requests.append(head)
            self._attempts[target] += 1
            attempt = self._attempts[target]
        scripts = self._scripts[target.partition("?")[0].split("/")[2]]
        return all(_do(connection, step) for step in scripts[min(attempt, len(scripts)) - 1])


def _do(connection: socket.socket, step: Step) -> bool:
    if isinstance(step, bytes):
        connection.sendall(step)
    elif isinstance(step, Wait):
        time.sleep(step.seconds)
    elif isinstance(step, Reset):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return False
    return not isinstance(step, Close)


def _read_request(connection: socket.socket) -> str:
    """The head of the next request, whose body is read too; empty where there is none."""
    came = b""
    while b"\r\n\r\n" not in came:
        piece = connection.recv(65536)
        if not piece:
            return ""
        came += piece
    head, _, body = came.partition(b"\r\n\r\n")
    text = head.decode("latin-1")
    length = re.search(r"(?im)^content-length: *(\d+)", text)
    is_chunked = re.search(r"(?im)^transfer-encoding: *chunked", text) is not None
    while (length and len(body) < int(length[1])) or (is_chunked and not body.endswith(b"0\r\n\r\n")):
        piece = connection.recv(65536)
        if not piece:
            return ""
        body += piece
    return text
