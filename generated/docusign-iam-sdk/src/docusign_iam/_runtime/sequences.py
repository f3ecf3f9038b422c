"""Bodies that are sent piece by piece: raw bytes, JSON values and events, written when their turn comes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence, Set
from typing import Any, TypeAlias

from pydantic import BaseModel, ValidationError

from .arguments import refuse
from .events import USUAL_NAME, ServerSentEvent, write_event
from .jsonl import write_lines
from .operation import BodyMedia, EventCase
from .styles import encode_json
from .uploads import InThreads
from .wire import as_request, to_wire_as, validate_input

Write: TypeAlias = Callable[[Any], bytes]

_END: Any = object()
_NO_PIECES = (str, bytes, bytearray, memoryview, Mapping, BaseModel)


def is_sequence(value: object, *, is_parts: bool = False) -> bool:
    """Whether a value gives pieces or items, all of them there or one by one, async ones included.

    ``is_parts``: a list of parts is taken as a value, so that files in it are read as they are sent.
    """
    if isinstance(value, _NO_PIECES) or (is_parts and isinstance(value, Sequence)):
        return False
    return hasattr(value, "__iter__") or hasattr(value, "__aiter__")


def write_sequence(
    media: BodyMedia, value: Any, operation: str, argument: str
) -> bytes | PieceUpload:
    """A body of pieces or items: written at once where all of them are there, else when it is sent.

    Raises ``TypeError`` and ``ValueError`` for an item that cannot be written, by its number.
    """
    if media.stream == "parts":
        return _parts(media, value, operation, argument)
    write = _writer(media)
    last = write_event(media.sentinel) if media.sentinel else b""

    def numbered(number: int, item: Any) -> bytes:
        try:
            return write(item)
        except (TypeError, ValueError) as error:
            refuse(operation, f"{argument}[{number}]", error)

    upload = PieceUpload(value, numbered, last)
    if isinstance(value, Sequence | Set):
        return b"".join(upload.sync_pieces())
    return upload


def _parts(media: BodyMedia, value: Any, operation: str, argument: str) -> PieceUpload:
    from . import forms  # noqa: PLC0415 - few bodies are one

    boundary = forms.new_boundary()
    write = forms.part_writer(media, boundary)

    def numbered(number: int, item: Any) -> bytes:
        try:
            (checked,) = validate_input(media.type, [item])
            return write(number, checked)
        except (TypeError, ValueError) as error:
            refuse(operation, f"{argument}[{number}]", error)

    upload = PieceUpload(value, numbered, forms.closing(boundary))
    upload.content_type = f"{media.media_type}; boundary={boundary}"
    return upload


class PieceUpload:
    """What a caller gives piece by piece: never held as a whole.

    An iterator can be sent only once: from the moment it is asked for something there is no way back.
    ``content_type`` is set where it says more than the media type does.
    """

    content_type = ""

    def __init__(
        self, source: Any, write: Callable[[int, Any], bytes], last: bytes
    ) -> None:
        self.source = source
        self.write = write
        self.last = last
        self.is_begun = False
        again = iter if hasattr(source, "__iter__") else aiter
        self._is_once = again(source) is source

    @property
    def is_replayable(self) -> bool:
        """Whether it can be sent from its beginning."""
        return not (self.is_begun and self._is_once)

    def size(self) -> None:
        """Nobody knows how long it is before the end."""

    def sync_pieces(self) -> Iterator[bytes]:
        """What to send, none of it empty. Raises ``TypeError`` for what only async clients can send."""
        if not hasattr(self.source, "__iter__"):
            raise TypeError("an async iterable can only be sent by an async client")
        return self._pieces()

    def async_pieces(self) -> AsyncIterator[bytes]:
        """The same; what is no async iterable is asked in threads."""
        if hasattr(self.source, "__aiter__"):
            return _AsyncPieces(self)
        return InThreads(self._pieces())

    def _pieces(self) -> Iterator[bytes]:
        self.is_begun = True
        for number, item in enumerate(self.source):
            if piece := self.write(number, item):
                yield piece
        if self.last:
            yield self.last


class _AsyncPieces(AsyncIterator[bytes]):
    """The pieces of an async iterable. An async generator would not do: trio warns of one that is left."""

    def __init__(self, upload: PieceUpload) -> None:
        self._upload = upload
        self._items = aiter(upload.source)
        self._last = upload.last
        self._number = -1

    async def __anext__(self) -> bytes:
        self._upload.is_begun = True
        while (item := await anext(self._items, _END)) is not _END:
            self._number += 1
            if piece := self._upload.write(self._number, item):
                return piece
        last, self._last = self._last, b""
        if not last:
            raise StopAsyncIteration
        return last


def _writer(media: BodyMedia) -> Write:
    if media.stream == "binary":
        return _raw
    return (_event_writer if media.stream == "sse" else _line_writer)(media)


def _raw(piece: Any) -> bytes:
    if not isinstance(piece, bytes | bytearray | memoryview):
        raise TypeError(f"a piece must be bytes, not {type(piece).__name__}")
    return bytes(piece)


def _line_writer(media: BodyMedia) -> Write:
    def write(item: Any) -> bytes:
        text = encode_json(
            as_request(to_wire_as, media.type, validate_input(media.type, item))
        )
        return b"".join(write_lines([text], media.media_type))

    return write


def _event_writer(media: BodyMedia) -> Write:
    cases = media.events or (EventCase("", media.type, text=media.type() is str),)

    def write(item: Any) -> bytes:
        given = item if isinstance(item, ServerSentEvent) else None
        if given is None:
            case, data = _fitting(cases, item)
            return write_event(_data(case, data), case.name)
        case = _named(cases, given.event)
        data = validate_input(case.type, given.data)
        return write_event(_data(case, data), given.event, given.id, given.retry)

    return write


def _fitting(cases: Sequence[EventCase], item: Any) -> tuple[EventCase, Any]:
    """The first kind of event that an item fits, and the item as that has it."""
    for case in cases[:-1]:
        try:
            return case, validate_input(case.type, item)
        except ValidationError:
            continue
    return cases[-1], validate_input(cases[-1].type, item)


def _named(cases: Sequence[EventCase], name: str) -> EventCase:
    known = {case.name: case for case in cases}
    found = known.get(name) or known.get("")
    if found is None:
        names = ", ".join(repr(case.name or USUAL_NAME) for case in cases)
        raise ValueError(f"an event must be one of {names}, not {name!r}")
    return found


def _data(case: EventCase, value: Any) -> str:
    return (
        str(value)
        if case.text
        else encode_json(as_request(to_wire_as, case.type, value)).decode()
    )
