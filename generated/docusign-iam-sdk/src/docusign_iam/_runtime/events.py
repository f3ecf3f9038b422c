"""Server-sent events as programs hold them, and as they are written (HTML standard section 9.2). No I/O here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from .lenient import Drift

T_co = TypeVar("T_co", covariant=True)

_LINE_END = re.compile(r"\r\n|\r|\n")
USUAL_NAME = "message"
"""The name of an event that tells none."""


@dataclass(frozen=True, slots=True)
class ServerSentEvent(Generic[T_co]):
    """An event of a stream (HTML standard section 9.2).

    ``event`` is its name, ``message`` where the server tells none. ``id`` is the last one that the server
    told, in this event or before it, or empty; ``retry`` is the pause before a reconnection, in
    milliseconds, where this event tells one. ``drift`` lists where ``data`` does not fit the API's
    description. Of an event to be sent, id and pause are written where they are given.
    """

    event: str
    data: T_co
    id: str = ""
    retry: int | None = None
    drift: tuple[Drift, ...] = field(default=(), repr=False)


def write_event(
    data: str, event: str = "", id_: str = "", retry: int | None = None
) -> bytes:
    """An event as it is sent, each line of its data in a field of its own.

    Raises ``ValueError`` for a name or an id that would end its line.
    """
    return "".join(f"{line}\n" for line in _fields(data, event, id_, retry)).encode()


def _fields(data: str, event: str, id_: str, retry: int | None) -> Iterator[str]:
    if _LINE_END.search(event) or _LINE_END.search(id_) or "\0" in id_:
        raise ValueError("the name and the id of an event cannot hold line ends")
    if event and event != USUAL_NAME:
        yield f"event: {event}"
    if id_:
        yield f"id: {id_}"
    if retry is not None:
        yield f"retry: {retry:d}"
    for line in _LINE_END.split(data):
        yield f"data: {line}"
    yield ""
