"""A package that is generated once, and its clients on a network in which everybody steals."""

from __future__ import annotations

import importlib
import ssl
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import anyio
import httpx2
import pytest

from generator.diagnostics import Report
from generator.pipeline import generate

from .net import Net

CLIENTS = ("sync", "asyncio", "trio")


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    folder = tmp_path_factory.mktemp("thieves")
    config = folder / "sdk.toml"
    config.write_text('[package]\nname = "guarded_sdk"\nclient = "GuardedClient"\n', "utf-8")
    for path, file in generate(Path(__file__).with_name("api.yaml"), config, report=Report()).files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(file.content, "utf-8")
    sys.path.insert(0, str(folder / "src"))
    yield importlib.import_module("guarded_sdk")
    sys.path.remove(str(folder / "src"))


class World:
    """Runs programs of each kind with the clients as they are made without arguments, on a ``Net``."""

    def __init__(self, package: ModuleType, kind: str, patch: pytest.MonkeyPatch) -> None:
        self.package = package
        self.kind = kind
        self._patch = patch

    def play(self, net: Net, use: Callable[[Any, Any], Awaitable[Any]], **client: Any) -> Any:
        """What ``use`` returns, or what it raises; it is given a client, and what awaits its results."""

        def handle(_: object, request: httpx2.Request) -> httpx2.Response:
            request.read()
            return net.answer(request)

        async def handle_async(_: object, request: httpx2.Request) -> httpx2.Response:
            await request.aread()
            return net.answer(request)

        # To read the certificates of the system takes longer than all the rest, and nobody is verified here.
        self._patch.setattr(ssl.SSLContext, "load_verify_locations", lambda *_, **__: None)
        self._patch.setattr(httpx2.HTTPTransport, "handle_request", handle)
        self._patch.setattr(httpx2.AsyncHTTPTransport, "handle_async_request", handle_async)
        try:
            return self._run(use, client)
        except self.package.errors.GuardedError as error:
            return error

    def _run(self, use: Callable[[Any, Any], Awaitable[Any]], client: dict[str, Any]) -> Any:
        if self.kind == "sync":
            with self.package.GuardedClient(**client) as sdk:
                return _finish(use(sdk, _given))

        async def work() -> Any:
            async with self.package.AsyncGuardedClient(**client) as sdk:
                return await use(sdk, _awaited)

        return anyio.run(work, backend=self.kind)


async def _given(result: Any) -> Any:
    """What a sync call returned; pages, streams and files are read to their end."""
    if hasattr(result, "read"):
        return result.read()
    if hasattr(result, "__iter__") and not isinstance(result, list):
        list(result)
    return result


async def _awaited(result: Any) -> Any:
    result = await result
    if hasattr(result, "read"):
        return await result.read()
    if hasattr(result, "__aiter__"):
        async for _ in result:
            pass
    return result


def _finish(work: Any) -> Any:
    try:
        work.send(None)
    except StopIteration as done:
        return done.value
    raise RuntimeError("a sync program waits for nothing")


@pytest.fixture(params=CLIENTS)
def world(request: pytest.FixtureRequest, package: ModuleType, monkeypatch: pytest.MonkeyPatch) -> World:
    return World(package, request.param, monkeypatch)
