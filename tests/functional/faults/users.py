"""Programs that use a generated package, written once for the sync and the async clients."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from types import ModuleType
from typing import Any

import anyio

from .scripts import RETRIES

USERS = ("sync", "asyncio", "trio")
TOKEN = "t0p-s3cret"


class User:
    """A program of one kind; ``kind`` is one of ``USERS``."""

    def __init__(self, kind: str, package: ModuleType) -> None:
        self.kind = kind
        self.package = package

    def options(self, url: str, **more: Any) -> dict[str, Any]:
        """Arguments of a client that tries twice again, almost at once."""
        policy = self.package.RetryPolicy(max_retries=RETRIES, initial_interval=1, max_interval=50)
        return {"base_url": url, "access_token": TOKEN, "timeout": 5.0, "retries": policy, **more}

    def run(self, url: str, use: Callable[[Any], Awaitable[Any]], **more: Any) -> Any:
        """What ``use`` gives, a function of the calls of a client: those of a sync one are awaitable too."""
        options = self.options(url, **more)
        if self.kind == "sync":
            with self.package.FaultsClient(**options) as client:
                return _finish(use(_Calls(client.things)))

        async def work() -> Any:
            async with self.package.AsyncFaultsClient(**options) as client:
                return await use(client.things)

        return anyio.run(work, backend=self.kind)

    def caught(self, url: str, method: str, *args: Any, client: dict[str, Any] | None = None, **more: Any) -> Any:
        """What a call raises, or else returns."""

        async def use(calls: Any) -> Any:
            try:
                return await getattr(calls, method)(*args, **more)
            except self.package.errors.FaultsError as error:
                return error

        return self.run(url, use, **(client or {}))


class _Calls:
    """The methods of a sync client, to be awaited."""

    def __init__(self, calls: Any) -> None:
        self._calls = calls

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._calls, name)

        async def call(*args: Any, **more: Any) -> Any:
            return method(*args, **more)

        return call


def _finish(work: Any) -> Any:
    """The result of a coroutine that never waits."""
    try:
        work.send(None)
    except StopIteration as done:
        return done.value
    raise RuntimeError("a sync program waits for nothing")
