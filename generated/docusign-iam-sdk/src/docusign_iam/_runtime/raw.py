"""Access to the whole answer of a call."""

from __future__ import annotations

import copy
from collections.abc import Awaitable, Callable
from types import MethodType
from typing import Any, ParamSpec, TypeVar, overload

from .resource import AsyncResource, Resource
from .responses import Response

P = ParamSpec("P")
T = TypeVar("T")

__all__ = ["Response", "with_response"]


# A method that is awaited also returns something, its awaitable: the first overload that fits is meant.
@overload
def with_response(  # type: ignore[overload-overlap]
    method: Callable[P, Awaitable[T]],
) -> Callable[P, Awaitable[Response[T]]]: ...
@overload
def with_response(method: Callable[P, T]) -> Callable[P, Response[T]]: ...
def with_response(method: Any) -> Any:
    """The same method, returning its result in a ``Response`` with status, headers and the like.

    It takes the same arguments: ``with_response(sdk.pets.get)(pet_id=1).headers``. Raises ``TypeError``
    for what is not a method of the SDK.
    """
    owner = getattr(method, "__self__", None)
    is_method = isinstance(method, MethodType) and not method.__name__.startswith("_")
    if not is_method or not isinstance(owner, Resource | AsyncResource):
        raise TypeError(
            "with_response takes a method of the SDK, such as with_response(sdk.group.method),"
            f" not {method!r}"
        )
    twin = copy.copy(owner)
    twin.__dict__["_call"] = owner._client._send
    twin.__dict__["_page"] = _paged(owner)
    return MethodType(method.__func__, twin)


def _paged(owner: Resource | AsyncResource) -> Callable[..., Any]:
    """What fetches a page, and returns the answer that it came in."""

    def fetch(operation: Any, arguments: Any, options: Any) -> Any:
        from .pages import open_page, open_page_async  # noqa: PLC0415
        from .paging import Request  # noqa: PLC0415 - most APIs do without

        made: Request[Any, Any] = Request(operation, arguments, options)
        if isinstance(owner, Resource):
            return open_page(owner._client, made)
        return open_page_async(owner._client, made)

    return fetch
