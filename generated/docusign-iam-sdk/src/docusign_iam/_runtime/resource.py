"""The bases of the classes that hold an API's methods."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

from .operation import Operation

if TYPE_CHECKING:
    from .client import AsyncClient, SyncClient
    from .options import RequestOptions

T = TypeVar("T")


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
        return self._client._send(operation, arguments, options).data


class AsyncResource:
    """A group of methods that are awaited."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def _call(
        self,
        operation: Operation[T],
        arguments: Mapping[str, object],
        options: RequestOptions | None,
    ) -> T:
        return (await self._client._send(operation, arguments, options)).data
