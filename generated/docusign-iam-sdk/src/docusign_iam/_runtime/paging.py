"""How one page leads to the next: the table of it, and all of the logic that does no I/O."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, Literal, TypeVar, cast
from urllib.parse import unquote_plus

import httpx2
from pydantic import BaseModel

from .errors import PaginationError
from .operation import ApiKeyScheme, Operation
from .options import RequestOptions, Settings
from .servers import base_url

I = TypeVar("I")  # noqa: E741 - the item
B = TypeVar("B")

_MAX_EMPTY = 100
"""How many pages in a row may have no items and yet lead on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """How the pages of an operation follow each other.

    ``items``, ``next``, ``more`` and ``last`` are names of fields from the answer to the list of items, the
    next cursor or URL, the flag that there is more, and the number of pages; ``header`` is that of the
    answer in which the cursor or URL stands instead. The position goes into ``argument``, or into
    ``field`` of ``body`` where that is given whole.
    """

    style: Literal["cursor", "offset", "page", "url"]
    items: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    header: str = ""
    more: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    argument: str = ""
    body: str = ""
    field: str = ""
    first: int = 0


class PagedOperation(Operation[B], Generic[I, B], kw_only=True):
    """A call that answers with a ``B``, one page of items ``I``."""

    paging: Paging


@dataclass(frozen=True, slots=True)
class Trail:
    """The way behind a page: enough to notice any circle, however long, without keeping every step.

    The anchor is moved to the present place after 1, 2, 4, 8 ... steps (Brent's algorithm).
    """

    anchor: object = None
    steps: int = 0
    limit: int = 1
    empty: int = 0

    def to(self, place: object, *, is_empty: bool) -> Trail:
        """The trail with one step more. Raises ``PaginationError`` where it does not lead anywhere."""
        if self.steps and place == self.anchor:
            raise PaginationError(
                "the pages repeat: the server leads back to one before"
            )
        empty = self.empty + 1 if is_empty else 0
        if empty > _MAX_EMPTY:
            raise PaginationError(f"{_MAX_EMPTY} pages in a row have no items")
        if self.steps in {0, self.limit}:
            return Trail(place, 1, self.limit * 2 if self.steps else 1, empty)
        return Trail(self.anchor, self.steps + 1, self.limit, empty)


@dataclass(frozen=True, slots=True)
class Request(Generic[I, B]):
    """What a page is asked for with."""

    operation: PagedOperation[I, B]
    arguments: Mapping[str, object]
    options: RequestOptions | None
    trail: Trail = Trail()
    origin: PagedOperation[I, B] | None = None
    """The operation as the API declares it, where a URL was followed instead."""


def walk(data: Any, path: tuple[str, ...]) -> Any:
    """What stands at the end of a path of fields; ``None`` where the path breaks off."""
    for name in path:
        data = (
            data.get(name) if isinstance(data, Mapping) else getattr(data, name, None)
        )
    return data


def items_of(paging: Paging, data: object) -> list[Any]:
    """The items of a page."""
    found = walk(data, paging.items)
    return list(found) if isinstance(found, list | tuple) else []


def following(
    made: Request[I, B],
    data: object,
    count: int,
    response: httpx2.Response,
    settings: Settings,
) -> Request[I, B] | None:
    """What to ask for the next page with; ``None`` after the last one.

    ``data`` is the page, which has ``count`` items and came in ``response``; ``settings`` are those of the
    client. Raises ``PaginationError`` where the pages run in a circle or lead to another origin.
    """
    paging = made.operation.paging
    more = walk(data, paging.more) if paging.more else None
    if more is not None and not more:
        return None
    if paging.style in {"cursor", "url"}:
        place = _told(paging, data, response.headers)
        if place is None or place == "":
            return None
        if paging.style == "url":
            here = response.request.url
            return _at_url(made, _joined(here, place), count, settings)
    else:
        position = _position(made)
        last = walk(data, paging.last) if paging.last else None
        if not count or (isinstance(last, int) and position >= last):
            return None
        place = position + (count if paging.style == "offset" else 1)
    return replace(
        made,
        arguments=_with(paging, made.arguments, place),
        options=_fresh(made.options),
        trail=made.trail.to(place, is_empty=not count),
    )


def _told(paging: Paging, data: object, headers: httpx2.Headers) -> object:
    """The cursor or URL of the next page that an answer names."""
    if not paging.header:
        return walk(data, paging.next)
    told = headers.get(paging.header)
    if told is None or paging.header.lower() != "link":
        return told
    from .links import next_link  # noqa: PLC0415 - few APIs page so

    return next_link(told)


def _position(made: Request[Any, Any]) -> int:
    """The position that a page was asked for with."""
    paging = made.operation.paging
    body = made.arguments.get(paging.body) if paging.body else None
    given = (
        made.arguments.get(paging.argument)
        if body is None
        else walk(body, (paging.field,))
    )
    try:
        return int(cast("Any", given))
    except (TypeError, ValueError):
        return paging.first


def _with(
    paging: Paging, arguments: Mapping[str, object], place: object
) -> dict[str, object]:
    """The arguments with another position."""
    body = arguments.get(paging.body) if paging.body else None
    if isinstance(body, BaseModel):
        moved: object = body.model_copy(update={paging.field: place})
        return {**arguments, paging.body: moved}
    if isinstance(body, Mapping):
        return {**arguments, paging.body: {**body, paging.field: place}}
    if not paging.argument:
        return {**arguments, paging.body: {paging.field: place}}
    return {**arguments, paging.argument: place}


def _fresh(options: RequestOptions | None) -> RequestOptions | None:
    """The options of the next call: a key that makes calls one holds for the first alone."""
    if not options or "idempotency_key" not in options:
        return options
    kept = {k: v for k, v in options.items() if k != "idempotency_key"}
    return cast("RequestOptions", kept)


def _joined(here: httpx2.URL, place: object) -> httpx2.URL:
    """The URL that a page names. Raises ``PaginationError`` where it is none."""
    try:
        return here.join(str(place))
    except (httpx2.InvalidURL, ValueError):
        raise PaginationError("the next page is at no URL that can be read") from None


def _at_url(
    made: Request[I, B], target: httpx2.URL, count: int, settings: Settings
) -> Request[I, B]:
    """The request for a URL that a page names: of the API's origin, by GET, with the headers of the first.

    The origin is that of the base URL: an answer that came from elsewhere, by a redirect, has no say in
    where credentials go. What the client adds by itself to the query, keys and the caller's own
    parameters, is taken out of it.
    """
    home = base_url(settings.merged(made.options), made.operation).url
    if target.origin != home.origin:
        raise PaginationError(
            f"the next page is at another origin, {target.scheme}://{target.host}:"
            " it is not followed, since credentials would go there"
        )
    options = _fresh(made.options)
    schemes = settings.table.schemes.values()
    own = {
        s.name for s in schemes if isinstance(s, ApiKeyScheme) and s.location == "query"
    }
    own |= set((options or {}).get("extra_query", {}))
    path, _, query = target.raw_path.decode("ascii").partition("?")
    parts = [
        p
        for p in query.split("&")
        if p and unquote_plus(p.partition("=")[0]) not in own
    ]
    written = f"{path}?{'&'.join(parts)}" if parts else path
    declared = made.origin or made.operation
    kept = tuple(p for p in declared.parameters if p.location in {"header", "cookie"})
    operation = declared.replaced(
        method="GET",
        path=written.replace("{", "%7B").replace("}", "%7D"),
        parameters=kept,
        body=None,
    )
    names = {parameter.argument for parameter in kept}
    root = str(home.copy_with(raw_path=b"/"))
    return Request(
        operation,
        {name: value for name, value in made.arguments.items() if name in names},
        cast("RequestOptions", {**(options or {}), "base_url": root}),
        made.trail.to(written, is_empty=not count),
        declared,
    )
