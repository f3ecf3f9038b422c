"""How long calls may take: for each of their steps, and in all."""

from __future__ import annotations

import math
import time
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeAlias, TypeVar

import httpx2

T = TypeVar("T")

TimeoutTypes: TypeAlias = (
    float
    | tuple[float | None, float | None, float | None, float | None]
    | httpx2.Timeout
)
"""Seconds for each step of a call; four of them for connect, read, write and pool; or an
``httpx2.Timeout``, whose ``Timeout(None)`` waits for ever."""

_STEPS = ("connect", "read", "write", "pool")


def check_timeout(timeout: object) -> None:
    """Raise ``TypeError`` or ``ValueError`` for what is no ``TimeoutTypes``."""
    if timeout is None:
        return
    if isinstance(timeout, httpx2.Timeout):
        timeout = tuple(timeout.as_dict()[step] for step in _STEPS)
    elif not isinstance(timeout, tuple):
        check_seconds("timeout", timeout)
        return
    if len(timeout) != len(_STEPS):
        raise ValueError(
            f"a timeout of several parts has four, for {', '.join(_STEPS)};"
            f" not {len(timeout)}"
        )
    for step, seconds in zip(_STEPS, timeout, strict=True):
        if seconds is not None:
            check_seconds(f"the {step} timeout", seconds)


def check_seconds(name: str, seconds: object) -> None:
    """Raise ``TypeError`` for what is no number, and ``ValueError`` for one that is not above zero."""
    if not isinstance(seconds, int | float) or isinstance(seconds, bool):
        raise TypeError(
            f"{name} must be a number of seconds, not {type(seconds).__name__}"
        )
    if not seconds > 0 or math.isinf(seconds):
        raise ValueError(f"{name} must be above zero and finite, not {seconds}")


class Deadline:
    """The end of a call as a whole; ``total`` is in seconds from when it began."""

    def __init__(self, total: float, started: float) -> None:
        self.total = total
        self._end = started + total

    def remaining(self) -> float:
        """Seconds until the end; negative after it."""
        return self._end - time.perf_counter()

    def check(self, request: httpx2.Request) -> None:
        """Raise ``httpx2.ReadTimeout`` after the end."""
        if self.remaining() <= 0:
            raise httpx2.ReadTimeout(self.verdict, request=request)

    @property
    def is_over(self) -> bool:
        """Whether nothing more can be done in time: sockets count in milliseconds."""
        return self.remaining() < 0.002

    @property
    def verdict(self) -> str:
        """What to say of a call that is not done at the end."""
        return f"not done within {self.total:g} s in all"

    @contextmanager
    def in_force(self) -> Iterator[None]:
        """Have the network keep to it within this block, in this thread."""
        token = IN_FORCE.set(self)
        try:
            yield
        finally:
            IN_FORCE.reset(token)

    def capped(self, timeout: httpx2.Timeout) -> dict[str, Any]:
        """The timeouts of an attempt, none of them longer than what remains."""
        left = max(self.remaining(), 0.001)
        return {
            step: left if seconds is None else min(seconds, left)
            for step, seconds in timeout.as_dict().items()
        }

    async def enforce(self, work: Awaitable[T]) -> T | None:
        """What is awaited, or ``None`` where it is not done in time; it is cancelled then."""
        import anyio  # noqa: PLC0415 - sync clients never load it

        with anyio.move_on_after(max(self.remaining(), 0.0)):
            return await work
        return None

    def watch(self, response: httpx2.Response) -> None:
        """Have a body that comes in small pieces end with the call."""
        if isinstance(response.stream, httpx2.SyncByteStream):
            response.stream = _TimedStream(response.stream, response.request, self)


IN_FORCE: ContextVar[Deadline | None] = ContextVar("deadline", default=None)
"""The deadline of the sync call in hand."""


class _TimedStream(httpx2.SyncByteStream):
    """A body whose pieces are taken until the deadline."""

    def __init__(
        self, stream: httpx2.SyncByteStream, request: httpx2.Request, deadline: Deadline
    ) -> None:
        self._stream = stream
        self._request = request
        self._deadline = deadline

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._stream:
            self._deadline.check(self._request)
            yield piece

    def close(self) -> None:
        """Close what is below."""
        self._stream.close()
