"""A call whose answer is read piece by piece: what happens to it when the connection fails on the way."""

from __future__ import annotations

import time
from typing import Any

import httpx2

from . import retries
from .call import Call
from .errors import ResponseValidationError
from .responses import NO_CONTENT, UnfitAnswerError
from .timeouts import Deadline


def interrupted(
    call: Call[Any],
    response: httpx2.Response,
    error: httpx2.RequestError,
    received: bytes,
    *,
    resumable: bool,
) -> float:
    """Seconds to wait before a stream that was cut off is opened again.

    Raises ``APIConnectionError`` where that is not to be; ``received`` is what had come of an item.
    """
    request = response.request
    call.log(f"%s: the stream was cut off ({type(error).__name__})", request)
    if resumable:
        pause = call.pause(retries.failed_connection(error))
        if pause is not None:
            return pause
    raise call.connection_error(
        request, error, response=response, received=received
    ) from error


def progressed(call: Call[Any]) -> None:
    """A stream gave something: attempts and time before that count no more."""
    call.attempts = 1
    call.started = time.perf_counter()
    if call.settings.total_timeout is not None:
        call.deadline = Deadline(call.settings.total_timeout, call.started)


def resume(call: Call[Any], last_event_id: str) -> None:
    """The requests that follow ask for what comes after this event (HTML standard section 9.2.3)."""
    call.last_event_id = last_event_id


def check(call: Call[Any], response: httpx2.Response) -> None:
    """Look at the answer with which a stream is to go on, or to end where it has no content.

    Raises what ``Call.result`` raises.
    """
    if response.status_code in NO_CONTENT or call.is_stream(response):
        return
    call.result(response)
    raise call.unfit(response, UnfitAnswerError("this is no stream"))


def misfit(
    call: Call[Any], response: httpx2.Response, error: Exception, item: bytes
) -> ResponseValidationError:
    """What to raise for an item that cannot be read; it is the body of the error."""
    part = httpx2.Response(response.status_code, content=item, request=response.request)
    part.headers = response.headers
    return call.unfit(part, error)
