"""The clients: what holds the connections, and the two drivers that do the I/O of a call."""

from __future__ import annotations

import time
from collections.abc import Mapping
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar, Unpack

import httpx2

from . import inflation, security
from .client_base import BaseClient
from .loop_pool import LoopPool
from .operation import ClientTable, Operation
from .options import ClientOptions, RequestOptions, Timeout
from .pool import Pool

if TYPE_CHECKING:
    from .call import Call
    from .responses import Response

T = TypeVar("T")

_TIMEOUT = Timeout(60.0, connect=10.0)


def _no_cookies() -> CookieJar:
    """A jar that takes nothing: a call depends on its arguments, not on the calls before it."""
    return CookieJar(DefaultCookiePolicy(allowed_domains=[]))


class SyncClient(BaseClient[httpx2.Client]):
    """The base of clients whose methods return results. It may be shared by threads.

    It works with and without ``with``; leaving the block, and ``close``, close its connections.
    """

    _sleep = staticmethod(time.sleep)

    def __init__(
        self,
        table: ClientTable,
        *,
        credentials: Mapping[str, Any],
        http_client: httpx2.Client | None = None,
        **given: Unpack[ClientOptions],
    ) -> None:
        """Make a client; nothing is opened before the first call."""
        self._set_up(
            table, credentials, http_client, httpx2.Client, Pool, _make_sync, given
        )

    def close(self) -> None:
        """Close the connections, unless they are those of ``http_client``, or shared."""
        if self._is_owner:
            http = self._pool.close()
            for connection in self._pool.tracked():
                connection.close()
            if http is not None:
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
        response = self._perform(call)
        if operation.is_streamed:
            from .opening import open_sync  # noqa: PLC0415 - most APIs do without

            return open_sync(self, call, response)
        return call.result(response)

    def _fetch(
        self,
        operation: Operation[T],
        arguments: Mapping[str, object],
        options: RequestOptions | None,
    ) -> T:
        """What the call returns, without the answer around it."""
        if operation.is_streamed:
            return self._send(operation, arguments, options).data
        call = self._start(operation, arguments, options)
        return call.data(self._perform(call))

    def _perform(self, call: Call[Any]) -> httpx2.Response:
        """The last answer to a call; its body is read, unless it is a stream."""
        if call.deadline is None:
            return self._attempts(call)
        with call.deadline.in_force():
            return self._attempts(call)

    def _attempts(self, call: Call[Any]) -> httpx2.Response:
        """The answer to the last attempt."""
        while True:
            http = self._pool.get()
            known = {
                a: security.read(a, c)
                for a, c in call.authorization.credentials(http, self._sleep).items()
            }
            request = call.request(http, known)
            try:
                response = self._watched(http, call, request)
            except httpx2.RequestError as error:
                pause: float | None = call.failed(request, error)
            else:
                pause = call.answered(response)
                if pause is None:
                    return response
            self._sleep(pause or 0)

    def _watched(
        self, http: httpx2.Client, call: Call[T], request: httpx2.Request
    ) -> httpx2.Response:
        """The same exchange, told to hooks and telemetry."""
        if (watch := call.watched(request)) is None:
            return self._exchange(http, call, request)
        from .hooks import tell  # noqa: PLC0415 - few callers have hooks
        from .watch import closing_on_error  # noqa: PLC0415

        tell(watch.hooks.request, watch.attempt)
        with watch.span(call.operation.path):
            try:
                response = self._exchange(http, call, request)
            except httpx2.RequestError as error:
                watch.failed(error)
                tell(watch.hooks.error, watch.attempt)
                raise
            watch.answered(response)
            with closing_on_error(response):
                tell(watch.hooks.response, watch.attempt)
        return response

    def _exchange(
        self, http: httpx2.Client, call: Call[T], request: httpx2.Request
    ) -> httpx2.Response:
        """The answer to one attempt, redirects followed and the body read."""
        auth: Any = httpx2.USE_CLIENT_DEFAULT
        while True:
            opened = http.send(request, stream=True, auth=auth, follow_redirects=False)
            if call.is_stream(opened):
                return opened
            if call.deadline is not None:
                call.deadline.watch(opened)
            try:
                response = opened
                if "content-encoding" in opened.headers:
                    response = inflation.read(opened, call.settings.max_unpacked)
                else:
                    opened.read()
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


class AsyncClient(BaseClient[httpx2.AsyncClient]):
    """The base of clients whose methods are awaited, under asyncio or trio. It may be shared by tasks.

    It works with and without ``async with``; leaving the block, and ``aclose``, close its connections.
    """

    def __init__(
        self,
        table: ClientTable,
        *,
        credentials: Mapping[str, Any],
        http_client: httpx2.AsyncClient | None = None,
        **given: Unpack[ClientOptions],
    ) -> None:
        """Make a client; nothing is opened before the first call."""
        self._set_up(
            table,
            credentials,
            http_client,
            httpx2.AsyncClient,
            LoopPool,
            _make_async,
            given,
        )

    async def aclose(self) -> None:
        """Close the connections, unless they are those of ``http_client``, or shared."""
        if self._is_owner:
            http = self._pool.close()
            for connection in self._pool.tracked():
                await connection.aclose()
            if self._pool.abandoned:
                await self._close_abandoned()
            if http is not None:
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
        response = await self._perform(call)
        if operation.is_streamed:
            from .opening import open_async  # noqa: PLC0415 - most APIs do without

            return await open_async(self, call, response)
        return call.result(response)

    async def _fetch(
        self,
        operation: Operation[T],
        arguments: Mapping[str, object],
        options: RequestOptions | None,
    ) -> T:
        """What the call returns, without the answer around it."""
        if operation.is_streamed:
            return (await self._send(operation, arguments, options)).data
        call = self._start(operation, arguments, options)
        return call.data(await self._perform(call))

    async def _close_abandoned(self) -> None:
        """Close the streams that nobody holds any more."""
        from .connection import close  # noqa: PLC0415 - most APIs do without

        while self._pool.abandoned:
            await close(*self._pool.abandoned.pop())

    async def _perform(self, call: Call[Any]) -> httpx2.Response:
        """The last answer to a call; its body is read, unless it is a stream."""
        if self._pool.abandoned:
            await self._close_abandoned()
        if call.deadline is None:
            return await self._attempts(call)
        response = await call.deadline.enforce(self._attempts(call))
        return call.overdue() if response is None else response

    async def _attempts(self, call: Call[Any]) -> httpx2.Response:
        """The answer to the last attempt."""
        while True:
            http = self._pool.get()
            known = {
                argument: await security.read_async(argument, credential)
                for argument, credential in call.authorization.credentials(
                    http, self._sleep
                ).items()
            }
            request = call.request(http, known)
            try:
                response = await self._watched(http, call, request)
            except httpx2.RequestError as error:
                pause: float | None = call.failed(request, error)
            else:
                pause = call.answered(response)
                if pause is None:
                    return response
            await self._sleep(pause or 0)

    async def _watched(
        self, http: httpx2.AsyncClient, call: Call[T], request: httpx2.Request
    ) -> httpx2.Response:
        """The same exchange, told to hooks and telemetry."""
        if (watch := call.watched(request)) is None:
            return await self._exchange(http, call, request)
        from .hooks import tell_async  # noqa: PLC0415 - few callers have hooks
        from .watch import aclosing_on_error  # noqa: PLC0415

        await tell_async(watch.hooks.request, watch.attempt)
        with watch.span(call.operation.path):
            try:
                response = await self._exchange(http, call, request)
            except httpx2.RequestError as error:
                watch.failed(error)
                await tell_async(watch.hooks.error, watch.attempt)
                raise
            watch.answered(response)
            async with aclosing_on_error(response):
                await tell_async(watch.hooks.response, watch.attempt)
        return response

    async def _exchange(
        self, http: httpx2.AsyncClient, call: Call[T], request: httpx2.Request
    ) -> httpx2.Response:
        """The answer to one attempt, redirects followed and the body read."""
        auth: Any = httpx2.USE_CLIENT_DEFAULT
        while True:
            opened = await http.send(
                request, stream=True, auth=auth, follow_redirects=False
            )
            if call.is_stream(opened):
                return opened
            try:
                response = opened
                if "content-encoding" in opened.headers:
                    response = await inflation.aread(opened, call.settings.max_unpacked)
                else:
                    await opened.aread()
            except httpx2.RequestError as error:
                response = call.cut_off(opened, error)
            except BaseException:
                call.left(opened)
                raise
            finally:
                await opened.aclose()
            target = call.redirected(request, response)
            if target is None:
                return response
            if target.url.origin != request.url.origin:
                auth = None
            request = target


def _make_sync(verify: Any) -> httpx2.Client:
    from .network import keep_deadlines  # noqa: PLC0415 - loads the network

    return keep_deadlines(
        httpx2.Client(timeout=_TIMEOUT, cookies=_no_cookies(), verify=verify)
    )


def _make_async(verify: Any) -> httpx2.AsyncClient:
    return httpx2.AsyncClient(timeout=_TIMEOUT, cookies=_no_cookies(), verify=verify)
