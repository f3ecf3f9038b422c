"""Attempts as hooks and telemetry see them, around what both drivers do."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import httpx2

from .hooks import Attempt, HookSet

_NO_HOOKS = HookSet()


class Watch:
    """One attempt that is watched."""

    def __init__(self, attempt: Attempt, hooks: HookSet | None, spans: Any) -> None:
        self.attempt = attempt
        self.hooks = hooks or _NO_HOOKS
        self._spans = spans

    @contextmanager
    def span(self, template: str) -> Iterator[None]:
        """The span of the attempt, where there is telemetry; it ends however the block does."""
        if self._spans is None:
            yield
            return
        span = self._spans.start(self.attempt, template)
        error: BaseException | None = None
        try:
            yield
        except BaseException as caught:
            error = caught
            raise
        finally:
            self._spans.end(span, self.attempt.response, error)

    def answered(self, response: httpx2.Response) -> None:
        """Note the answer."""
        self.attempt.response = response

    def failed(self, error: httpx2.RequestError) -> None:
        """Note that there was none."""
        self.attempt.error = error


@contextmanager
def closing_on_error(response: httpx2.Response) -> Iterator[None]:
    """Close an answer where the block raises: nobody would get to read it."""
    try:
        yield
    except BaseException:
        response.close()
        raise


@asynccontextmanager
async def aclosing_on_error(response: httpx2.Response) -> AsyncIterator[None]:
    """The same for async clients."""
    try:
        yield
    except BaseException:
        await response.aclose()
        raise
