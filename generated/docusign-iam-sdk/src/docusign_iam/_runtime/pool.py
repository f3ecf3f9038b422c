"""The HTTP client behind an SDK's clients: made late, shared, closed once, and not shared with a fork."""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Generic, TypeVar

import httpx2

from .errors import ClosedClientError

H = TypeVar("H", bound=httpx2.Client | httpx2.AsyncClient)


class Pool(Generic[H]):
    """An HTTP client that is made when it is first needed, once for each process."""

    def __init__(self, make: Callable[[], H], given: H | None) -> None:
        self._make = make
        self._given = given
        self._client = given
        self._lock = threading.Lock()
        self.is_closed = False
        self.abandoned: list[Any] = []
        """Streams of an async client that nobody holds any more, to be closed when that can be awaited."""
        self.tasks: set[Any] = set()
        """Tasks that close them: an event loop does not hold its tasks."""
        self._open: weakref.WeakSet[Any] = weakref.WeakSet()
        _POOLS.add(self)

    def get(self) -> H:
        """The client. Raises ``ClosedClientError``."""
        client = self._client
        if client is None and not self.is_closed:
            with self._lock:
                client = self._client = self._client or self._make()
        if self.is_closed or client is None or client.is_closed:
            raise ClosedClientError("this client has been closed: make a new one")
        return client

    def close(self) -> H | None:
        """Lend no more; returns what is to be closed: nothing that the caller made."""
        self.is_closed = True
        client, self._client = self._client, None
        return None if client is self._given else client

    def track(self, connection: object) -> None:
        """Note an open stream: closing the client closes it."""
        with self._lock:
            self._open.add(connection)

    def tracked(self) -> list[Any]:
        """The open streams."""
        with self._lock:
            return list(self._open)

    def after_fork(self) -> None:
        """Forget connections and lock in a child process: they belong to its parent too.

        The connections are not closed, which the server would take for the parent's word.
        """
        self._lock = threading.Lock()
        if self._client is not self._given:
            _ORPHANS.append(self._client)
            self._client = self._given

    def __del__(self) -> None:
        """Close what nobody closed, where that takes no event loop."""
        with suppress(Exception):
            client = self.close()
            if isinstance(client, httpx2.Client):
                client.close()


_POOLS: weakref.WeakSet[Pool[Any]] = weakref.WeakSet()
_ORPHANS: list[object] = []


def _after_fork() -> None:
    for pool in list(_POOLS):
        pool.after_fork()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
