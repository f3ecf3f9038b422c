"""What a call returns whose answer is read piece by piece."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import httpx2

from .call import Call
from .connection import AsyncConnection, Connection
from .downloads import AsyncDownload, Download
from .lenient import Drift
from .operation import ResponseCase
from .readers import EventReader, LineReader, Reader
from .responses import (
    NO_CONTENT,
    Response,
    UnfitAnswerError,
    misfits,
    opened_case,
)
from .resumption import misfit
from .streams import AsyncEventStream, AsyncStream, EventStream, Stream

if TYPE_CHECKING:
    from .client import AsyncClient, SyncClient

T = TypeVar("T")


def open_sync(
    client: SyncClient, call: Call[T], response: httpx2.Response
) -> Response[T]:
    """The result of the call: a stream or a download, or another answer that was read already.

    Raises what ``Call.result`` raises.
    """
    case = opened_case(call.operation, response)
    if case is None:
        return call.result(response)
    connection = Connection(client, call, response)
    try:
        notes = _notes(call, response, case)
        data: Any = _sync(case, connection)
    except BaseException:
        connection.close()
        raise
    return call.answer(response, data, notes)


async def open_async(
    client: AsyncClient, call: Call[T], response: httpx2.Response
) -> Response[T]:
    """The same for async clients."""
    case = opened_case(call.operation, response)
    if case is None:
        return call.result(response)
    connection = AsyncConnection(client, call, response)
    try:
        notes = _notes(call, response, case)
        data: Any = _async(case, connection)
    except BaseException:
        await connection.aclose()
        raise
    return call.answer(response, data, notes)


def _sync(case: ResponseCase, connection: Connection) -> object:
    if case.stream == "binary":
        return Download(connection)
    reader = _reader(case, connection)
    return (EventStream if case.stream == "sse" else Stream)(connection, reader)


def _async(case: ResponseCase, connection: AsyncConnection) -> object:
    if case.stream == "binary":
        return AsyncDownload(connection)
    reader = _reader(case, connection)
    kind = AsyncEventStream if case.stream == "sse" else AsyncStream
    return kind(connection, reader)


def _reader(
    case: ResponseCase, connection: Connection | AsyncConnection
) -> Reader[Any]:
    strict = connection.call.settings.strict_responses
    if case.stream == "sse":
        return EventReader(case, strict=strict)
    told = connection.response.headers.get("content-type", "")
    media_type = told if told.endswith("json-seq") else case.media_type
    return LineReader(case, media_type, strict=strict)


def _notes(
    call: Call[Any], response: httpx2.Response, case: ResponseCase
) -> tuple[Drift, ...]:
    """What does not fit before the first byte."""
    if response.status_code in NO_CONTENT:
        return ()
    notes = misfits(call.operation, response, case)
    if notes and call.settings.strict_responses:
        error = UnfitAnswerError("; ".join(map(str, notes)))
        raise misfit(call, response, error, b"") from error
    return notes
