"""Answers that arrive piece by piece."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .types import TypeRef


class Streaming(StrEnum):
    """How a response arrives when it is not one decoded value."""

    NONE = "none"
    BINARY = "binary"
    SSE = "sse"
    JSON_LINES = "jsonl"
    PARTS = "parts"


@dataclass(frozen=True, slots=True)
class StreamEvent:
    """What server-sent events of a ``name`` hold; of any other name, where it is empty.

    Their data is JSON of the ``type``, or with ``is_text`` a text.
    """

    name: str
    type: TypeRef
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class BodyStream:
    """How a request body is sent piece by piece: as events, JSON values or parts of the type
    ``item``, or as raw bytes.

    ``events`` holds the types by the names of events, and ``sentinel`` is the data that ends the stream.
    """

    kind: Streaming
    item: TypeRef
    events: tuple[StreamEvent, ...] = ()
    sentinel: str = ""


@dataclass(frozen=True, slots=True)
class StreamSwitch:
    """The argument by which callers choose between a stream and another answer.

    With ``is_flag`` it is a boolean that the API itself has, which ``streams_by_default`` or not where it
    is left out; else it is the media type of the answer.
    """

    argument: str
    is_flag: bool
    streams_by_default: bool = False
