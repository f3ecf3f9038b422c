"""The clients: what holds the connections, and the two drivers that do the I/O of a call."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Mapping
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from typing import Any, Generic, Self, TypeVar, Unpack

import httpx2

from . import security
from .call import Call
from .log import HideQuery
from .operation import ClientTable, Operation, RetryPolicy
from .options import RequestOptions, Settings, Timeout, TimeoutTypes
from .pool import Pool
from .responses import Response
from .servers import parse
from .types import AsyncCredential, Credential

T = TypeVar("T")
H = TypeVar("H", bound=httpx2.Client | httpx2.AsyncClient)

_TIMEOUT = Timeout(60.0, connect=10.0)


def _no_cookies() -> CookieJar:
    """A jar that takes nothing: a call depends on its arguments, not on the calls before it."""
    return CookieJar(DefaultCookiePolicy(allowed_domains=[]))


@cache
def _hide_in_logs(names: frozenset[str]) -> None:
    logging.getLogger("httpx2").addFilter(HideQuery(names))


class _Client(Generic[H]):
    """What both clients share."""

    _settings: Settings
    _pool: Pool[H]
    _secrets: frozenset[str]
    _is_owner = True

    def _set_up(
        self,
        settings: Settings,
        make: Callable[[], H],
        http_client: H | None,
        kind: type[H],
    ) -> None:
        """Take the settings of the caller, and the rest from the environment.

        Raises ``ConfigurationError`` for a base URL that cannot be called, and ``TypeError`` for an HTTP
        client that is not of this ``kind``.
        """
        if not isinstance(http_client, kind | None):
            raise TypeError(
                f"http_client must be an httpx2.{kind.__name__},"
                f" not {type(http_client).__name__}"
            )
        table = settings.table
        base_url = settings.base_url
        if base_url is None and settings.server is None:
            name = security.variable(table, "base_url")
            base_url = os.environ.get(name) or None
        if base_url is not None:
            parse(base_url)
        self._settings = settings.with_defaults(
            base_url, security.with_environment(table, settings.credentials)
        )
        self._secrets = security.secret_names(table)
        self._pool = Pool(make, http_client)
        if names := security.secret_query_names(table):
            _hide_in_logs(names)

    def with_options(self, **options: Unpack[RequestOptions]) -> Self:
        """A client with these options on top of its own; it shares the connections of this one.

        Only closing this client closes them.
        """
        if "idempotency_key" in options:
            raise TypeError("an idempotency_key is for one call: give it in options=")
        twin = object.__new__(type(self))
        twin._settings = self._settings.merged(options)
        twin._pool = self._pool
        twin._secrets = self._secrets
        twin._is_owner = False
        return twin

    @property
    def is_closed(self) -> bool:
        """Whether the client was closed."""
        return self._pool.is_closed

    def _start(
        self,
        operation: Operation[T],
        arguments: Mapping[str, object],
        options: RequestOptions | None,
    ) -> Call[T]:
        settings = self._settings.merged(options)
        return Call(settings, operation, arguments, self._secrets)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}{' (closed)' if self.is_closed else ''}>"


class SyncClient(_Client[httpx2.Client]):
    """The base of clients whose methods return results. It may be shared by threads.

    It works with and without ``with``; leaving the block, and ``close``, close its connections.
    """

    _sleep = staticmethod(time.sleep)

    def __init__(
        self,
        table: ClientTable,
        *,
        credentials: Mapping[str, Credential | None],
        server: str | None = None,
        base_url: str | None = None,
        timeout: TimeoutTypes | None = None,
        retries: RetryPolicy | int | None = None,
        headers: Mapping[str, str] | None = None,
        http_client: httpx2.Client | None = None,
        strict_responses: bool = False,
    ) -> None:
        """Make a client; nothing is opened before the first call."""
        settings = Settings(
            table=table,
            credentials=credentials,
            server=server,
            base_url=base_url,
            timeout=timeout,
            retries=retries,
            headers=headers or {},
            strict_responses=strict_responses,
        )
        self._set_up(settings, _make_sync, http_client, httpx2.Client)

    def close(self) -> None:
        """Close the connections, unless they are those of ``http_client``, or shared."""
        if self._is_owner and (http := self._pool.close()) is not None:
            http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _send(
        self,
        operation: Operation[T],
        arguments: Mapping[str, object],
        options: RequestOptions | None,
    ) -> Response[T]:
        call = self._start(operation, arguments, options)
        while True:
            http = self._pool.get()
            known = {a: security.read(a, c) for a, c in call.credentials().items()}
            request = call.request(http, known)
            try:
                response = self._exchange(http, call, request)
            except httpx2.RequestError as error:
                pause: float | None = call.failed(request, error)
            else:
                pause = call.answered(response)
                if pause is None:
                    return call.result(response)
            self._sleep(pause or 0)

    def _exchange(
        self, http: httpx2.Client, call: Call[T], request: httpx2.Request
    ) -> httpx2.Response:
        """The answer to one attempt, redirects followed and the body read."""
        auth: Any = httpx2.USE_CLIENT_DEFAULT
        while True:
            opened = http.send(request, stream=True, auth=auth, follow_redirects=False)
            try:
                opened.read()
                response = opened
            except httpx2.RequestError as error:
                response = call.cut_off(opened, error)
            finally:
                opened.close()
            target = call.redirected(request, response)
            if target is None:
                return response
            if target.url.origin != request.url.origin:
                auth = None
            request = target


class AsyncClient(_Client[httpx2.AsyncClient]):
    """The base of clients whose methods are awaited, under asyncio or trio. It may be shared by tasks.

    It works with and without ``async with``; leaving the block, and ``aclose``, close its connections.
    """

    def __init__(
        self,
        table: ClientTable,
        *,
        credentials: Mapping[str, AsyncCredential | None],
        server: str | None = None,
        base_url: str | None = None,
        timeout: TimeoutTypes | None = None,
        retries: RetryPolicy | int | None = None,
        headers: Mapping[str, str] | None = None,
        http_client: httpx2.AsyncClient | None = None,
        strict_responses: bool = False,
    ) -> None:
        """Make a client; nothing is opened before the first call."""
        settings = Settings(
            table=table,
            credentials=credentials,
            server=server,
            base_url=base_url,
            timeout=timeout,
            retries=retries,
            headers=headers or {},
            strict_responses=strict_responses,
        )
        self._set_up(settings, _make_async, http_client, httpx2.AsyncClient)

    async def aclose(self) -> None:
        """Close the connections, unless they are those of ``http_client``, or shared."""
        if self._is_owner and (http := self._pool.close()) is not None:
            await http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()

    @staticmethod
    async def _sleep(seconds: float) -> None:
        import anyio  # noqa: PLC0415 - sync clients never load it

        await anyio.sleep(seconds)

    async def _send(
        self,
        operation: Operation[T],
        arguments: Mapping[str, object],
        options: RequestOptions | None,
    ) -> Response[T]:
        call = self._start(operation, arguments, options)
        while True:
            http = self._pool.get()
            known = {
                argument: await security.read_async(argument, credential)
                for argument, credential in call.credentials().items()
            }
            request = call.request(http, known)
            try:
                response = await self._exchange(http, call, request)
            except httpx2.RequestError as error:
                pause: float | None = call.failed(request, error)
            else:
                pause = call.answered(response)
                if pause is None:
                    return call.result(response)
            await self._sleep(pause or 0)

    async def _exchange(
        self, http: httpx2.AsyncClient, call: Call[T], request: httpx2.Request
    ) -> httpx2.Response:
        """The answer to one attempt, redirects followed and the body read."""
        auth: Any = httpx2.USE_CLIENT_DEFAULT
        while True:
            opened = await http.send(
                request, stream=True, auth=auth, follow_redirects=False
            )
            try:
                await opened.aread()
                response = opened
            except httpx2.RequestError as error:
                response = call.cut_off(opened, error)
            finally:
                await opened.aclose()
            target = call.redirected(request, response)
            if target is None:
                return response
            if target.url.origin != request.url.origin:
                auth = None
            request = target


def _make_sync() -> httpx2.Client:
    return httpx2.Client(timeout=_TIMEOUT, cookies=_no_cookies())


def _make_async() -> httpx2.AsyncClient:
    return httpx2.AsyncClient(timeout=_TIMEOUT, cookies=_no_cookies())
