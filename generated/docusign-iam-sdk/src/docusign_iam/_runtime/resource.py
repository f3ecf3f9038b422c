"""The bases of the classes that hold an API's methods."""

from __future__ import annotations

from collections.abc import Coroutine, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from .operation import Operation, StreamOperation

if TYPE_CHECKING:
    from .client import AsyncClient, SyncClient
    from .options import RequestOptions
    from .pages import AsyncPageCall, Page
    from .paging import PagedOperation

T = TypeVar("T")
A = TypeVar("A")
I = TypeVar("I")  # noqa: E741 - the item


class Resource:
    """A group of methods that return results."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def _call(
        self,
        operation: Operation[T],
        arguments: Mapping[str, object],
        options: RequestOptions | None,
    ) -> T:
        return self._client._fetch(operation, arguments, options)

    def _page(
        self,
        operation: PagedOperation[I, T],
        arguments: Mapping[str, object],
        options: RequestOptions | None,
    ) -> Page[I, T]:
        """The same for answers that are one page of several."""
        from .pages import open_page  # noqa: PLC0415 - most APIs do without
        from .paging import Request  # noqa: PLC0415

        return open_page(self._client, Request(operation, arguments, options)).data


class AsyncResource:
    """A group of methods that are awaited."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    def _call(
        self,
        operation: Operation[T],
        arguments: Mapping[str, object],
        options: RequestOptions | None,
    ) -> Coroutine[Any, Any, T]:
        return self._client._fetch(operation, arguments, options)

    async def _open(
        self,
        operation: StreamOperation[Any, A],
        arguments: Mapping[str, object],
        options: RequestOptions | None,
    ) -> A:
        """The same for answers of which the async form is a type of its own."""
        data: A = await self._call(operation, arguments, options)
        return data

    def _page(
        self,
        operation: PagedOperation[I, T],
        arguments: Mapping[str, object],
        options: RequestOptions | None,
    ) -> AsyncPageCall[I, T]:
        """The same for answers that are one page of several."""
        from .pages import page_call  # noqa: PLC0415 - most APIs do without
        from .paging import Request  # noqa: PLC0415

        return page_call(self._client, Request(operation, arguments, options))
