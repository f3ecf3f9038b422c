"""Bodies of the requests that the API sends: to webhooks, and to the URLs that calls give it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Payload(Generic[T]):
    """The JSON body of a request of the API: the document's name for it, and a function that gives its type."""

    key: str
    type: Callable[[], Any]


def read_payload(payload: Payload[T], body: bytes | str, *, strict: bool = False) -> T:
    """The body as a ``T``.

    What does not fit is kept as it is and logged, as in an answer. Raises ``pydantic.ValidationError`` (a
    ``ValueError``) for what is no JSON and, if ``strict``, for what does not fit.
    """
    from .lenient import read_json  # noqa: PLC0415 - types alone may be wanted
    from .log import LOGGER  # noqa: PLC0415

    data = body.encode() if isinstance(body, str) else body
    value, drift = read_json(payload.type, data, strict=strict)
    if drift:
        LOGGER.warning(
            "%s: what was sent does not fit the API's description: %s",
            payload.key,
            "; ".join(map(str, drift)),
        )
    made: T = value
    return made
