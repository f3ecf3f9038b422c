"""Pages of long answers, and the two drivers that fetch the one after."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Coroutine, Generator, Iterator
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from .paging import Request, following, items_of
from .responses import Response

if TYPE_CHECKING:
    from .client import AsyncClient, SyncClient

I = TypeVar("I")  # noqa: E741 - the item
B = TypeVar("B")


class _Page(Generic[I, B]):
    """What pages of both colours have in common."""

    def __init__(self, client: Any, made: Request[I, B], answer: Response[B]) -> None:
        self.data: B = answer.data
        """The whole answer, as the API describes it."""
        self.items: list[I] = items_of(made.operation.paging, answer.data)
        """The items of this page alone."""
        self._client = client
        self._made = made
        self._response = answer.http_response

    def _following(self) -> Request[I, B] | None:
        settings = self._client._settings
        count = len(self.items)
        return following(self._made, self.data, count, self._response, settings)

    @property
    def has_next(self) -> bool:
        """Whether another page may follow. Raises ``PaginationError`` as going there would."""
        return self._following() is not None

    def __repr__(self) -> str:
        name = type(self).__name__
        return f"<{name} of {self._made.operation.id}, {len(self.items)} items>"


class Page(_Page[I, B]):
    """One page; a loop over it gives its items and those of all the pages that follow."""

    _client: SyncClient

    def next_page(self) -> Page[I, B] | None:
        """The page after this one; ``None`` after the last.

        Raises ``PaginationError`` where pages repeat or lead to another origin, and what a call raises.
        """
        made = self._following()
        return None if made is None else open_page(self._client, made).data

    def pages(self, limit: int | None = None) -> Iterator[Page[I, B]]:
        """Itself and all pages that follow, each fetched when it is reached; at most ``limit`` of them."""
        page: Page[I, B] | None = self
        count = 0
        while page is not None and count != limit:
            yield page
            count += 1
            page = None if count == limit else page.next_page()

    def __iter__(self) -> Iterator[I]:
        for page in self.pages():
            yield from page.items


class AsyncPage(_Page[I, B]):
    """One page; ``async for`` over it gives its items and those of all the pages that follow."""

    _client: AsyncClient

    async def next_page(self) -> AsyncPage[I, B] | None:
        """The page after this one; ``None`` after the last.

        Raises ``PaginationError`` where pages repeat or lead to another origin, and what a call raises.
        """
        made = self._following()
        return (
            None if made is None else (await open_page_async(self._client, made)).data
        )

    async def pages(self, limit: int | None = None) -> AsyncIterator[AsyncPage[I, B]]:
        """Itself and all pages that follow, each fetched when it is reached; at most ``limit`` of them."""
        page: AsyncPage[I, B] | None = self
        count = 0
        while page is not None and count != limit:
            yield page
            count += 1
            page = None if count == limit else await page.next_page()

    async def __aiter__(self) -> AsyncIterator[I]:
        async for page in self.pages():
            for item in page.items:
                yield item


class AsyncPageCall(Coroutine[Any, Any, AsyncPage[I, B]], Generic[I, B]):
    """A call not yet made: ``await`` gives its first page, ``async for`` all items.

    It is a coroutine, so it may be given to ``asyncio.create_task`` and the like, and awaited once.
    """

    def __init__(
        self, start: Callable[[], Coroutine[Any, Any, AsyncPage[I, B]]]
    ) -> None:
        self._start = start
        self._running: Coroutine[Any, Any, AsyncPage[I, B]] | None = None

    def _coroutine(self) -> Coroutine[Any, Any, AsyncPage[I, B]]:
        if self._running is None:
            self._running = self._start()
        return self._running

    def __await__(self) -> Generator[Any, Any, AsyncPage[I, B]]:
        return self._coroutine().__await__()

    def send(self, value: Any) -> Any:
        """Go on with the call, as the event loop does."""
        return self._coroutine().send(value)

    def throw(
        self,
        typ: Any,
        val: BaseException | object = None,
        tb: TracebackType | None = None,
    ) -> Any:
        """Raise an exception where the call waits, as the event loop does to cancel it."""
        error: Any = typ if val is None else val
        return self._coroutine().throw(
            error if tb is None else error.with_traceback(tb)
        )

    def close(self) -> None:
        """Give the call up."""
        if self._running is not None:
            self._running.close()

    async def pages(self, limit: int | None = None) -> AsyncIterator[AsyncPage[I, B]]:
        """All pages, each fetched when it is reached; at most ``limit`` of them."""
        async for page in (await self).pages(limit):
            yield page

    async def __aiter__(self) -> AsyncIterator[I]:
        async for item in await self:
            yield item


def open_page(client: SyncClient, made: Request[I, B]) -> Response[Page[I, B]]:
    """Fetch a page."""
    answer = client._send(made.operation, made.arguments, made.options)
    page: Page[I, B] = Page(client, made, answer)
    return replace(answer, data=page)  # type: ignore[arg-type, return-value]


async def open_page_async(
    client: AsyncClient, made: Request[I, B]
) -> Response[AsyncPage[I, B]]:
    """Fetch a page."""
    answer = await client._send(made.operation, made.arguments, made.options)
    page: AsyncPage[I, B] = AsyncPage(client, made, answer)
    return replace(answer, data=page)  # type: ignore[arg-type, return-value]


def page_call(client: AsyncClient, made: Request[I, B]) -> AsyncPageCall[I, B]:
    """The call of an async client."""

    async def start() -> AsyncPage[I, B]:
        return (await open_page_async(client, made)).data

    return AsyncPageCall(start)
