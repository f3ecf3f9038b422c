"""The HTTP clients behind an async client: one for each event loop, as connections cannot leave theirs."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any

import httpx2

from .errors import ClosedClientError
from .pool import Pool


class LoopPool(Pool[httpx2.AsyncClient]):
    """An HTTP client that is made when a loop first needs it. One of the caller's own serves all loops."""

    def __init__(
        self,
        make: Callable[[], httpx2.AsyncClient],
        given: httpx2.AsyncClient | None,
    ) -> None:
        super().__init__(make, given)
        self._clients: weakref.WeakKeyDictionary[Any, httpx2.AsyncClient] = (
            weakref.WeakKeyDictionary()
        )
        self._last: tuple[Callable[[], Any], httpx2.AsyncClient] | None = None

    def get(self) -> httpx2.AsyncClient:
        """The client of the loop that runs. Raises ``ClosedClientError``."""
        if self._given is not None:
            return super().get()
        loop = _running_loop()
        last = self._last
        is_last = last is not None and last[0]() is loop
        client = last[1] if last is not None and is_last else self._of_loop(loop)
        if self.is_closed or client.is_closed:
            raise ClosedClientError("this client has been closed: make a new one")
        return client

    def _of_loop(self, loop: Any) -> httpx2.AsyncClient:
        with self._lock:
            if self.is_closed:
                raise ClosedClientError("this client has been closed: make a new one")
            for other in [other for other in self._clients if _is_over(other)]:
                del self._clients[other]
            client = self._clients.get(loop)
            if client is None:
                client = self._clients[loop] = self._make()
            self._last = (weakref.ref(loop), client)
        return client

    def close(self) -> httpx2.AsyncClient | None:
        """Lend no more; returns the client of the loop that runs: no other can be closed from here."""
        self.is_closed = True
        self._last = None
        try:
            return self._clients.pop(_running_loop(), None)
        except RuntimeError:
            return None

    def after_fork(self) -> None:
        """Forget connections and lock in a child process: they belong to its parent too."""
        super().after_fork()
        _ORPHANS.append((self._clients, self._last))
        self._clients = weakref.WeakKeyDictionary()
        self._last = None


_ORPHANS: list[object] = []


def _running_loop() -> Any:
    """What stands for the loop that runs, of asyncio or of trio. Raises ``RuntimeError`` where none does."""
    from asyncio import get_running_loop  # noqa: PLC0415 - sync clients never load it

    try:
        return get_running_loop()
    except RuntimeError:
        from anyio.lowlevel import current_token  # noqa: PLC0415

        token: Any = current_token()
        return getattr(token, "native_token", token)  # anyio before 4.11 has no wrapper


def _is_over(loop: Any) -> bool:
    """Whether an event loop of asyncio is closed; the tokens of trio go away by themselves."""
    is_closed = getattr(loop, "is_closed", None)
    return is_closed is not None and bool(is_closed())
