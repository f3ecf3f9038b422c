"""From the bytes of a stream to its items, typed: what sync and async streams share. No I/O here."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Any, Generic, TypeAlias, TypeVar

from pydantic import ValidationError
from pydantic_core import from_json

from . import jsonl
from .bodies import essence
from .events import ServerSentEvent
from .lenient import Drift, read_json
from .operation import EventCase, ResponseCase
from .responses import UnfitAnswerError, read_text
from .sse import EventParser, RawEvent

T = TypeVar("T")
I = TypeVar("I")  # noqa: E741 - what is ready and not yet typed

_DONE = "[DONE]"
"""How streams of text/event-stream say by custom that nothing more comes."""


@dataclass(frozen=True, slots=True)
class Item(Generic[T]):
    """A value of a stream that has nothing but values."""

    data: T
    drift: tuple[Drift, ...] = field(default=(), repr=False)


Found: TypeAlias = ServerSentEvent[Any] | Item[Any]


class Reader(Generic[I]):
    """Takes bytes, gives items.

    ``is_over`` says that nothing more will come. ``has_moved`` says whether an item came since the
    connection was opened, ``has_given`` whether one was taken ever. ``rejected`` is an item that could not
    be read, as it came. ``retry`` is the pause before a reconnection, where the stream told one.
    """

    retry: int | None = None

    def __init__(self, case: ResponseCase, *, strict: bool) -> None:
        self.case = case
        self.rejected = b""
        self.is_over = False
        self.has_moved = False
        self.has_given = False
        self._strict = strict
        self._ready: deque[I] = deque()

    @property
    def partial(self) -> bytes:
        """What has come of an item that is not complete."""
        raise NotImplementedError

    @property
    def last_event_id(self) -> str:
        """What to name when the stream is opened again; empty where the stream tells no ids."""
        return ""

    def feed(self, data: bytes) -> None:
        """Take what came."""
        found = self._parse(data)
        if found:
            self.has_moved = True
            self._ready.extend(found)

    def end(self) -> bool:
        """The connection came to its end; false where that is in the middle of an item."""
        return not self.partial

    @property
    def is_drained(self) -> bool:
        """Whether everything that came was taken."""
        return not self._ready

    def reopen(self) -> None:
        """Begin again on a new connection: what was not complete will come once more."""
        self.has_moved = False

    def take(self) -> Found | None:
        """The next item, or ``None`` where more bytes are needed, or the stream is over.

        An event without data is none where its data would be JSON: servers send it to keep a connection.

        Raises ``pydantic.ValidationError`` and ``UnfitAnswerError`` for an item that cannot be read.
        """
        while self._ready and not self.is_over:
            item = self._ready.popleft()
            try:
                found = self._decode(item)
            except (ValidationError, UnfitAnswerError):
                self.rejected = self._bytes(item)
                raise
            if found is not None:
                self.has_given = True
                return found
        return None

    def _parse(self, data: bytes) -> list[I]:
        raise NotImplementedError

    def _decode(self, item: I) -> Found | None:
        raise NotImplementedError

    def _bytes(self, item: I) -> bytes:
        raise NotImplementedError


class LineReader(Reader[bytes]):
    """Reads JSON Lines, and JSON text sequences."""

    def __init__(self, case: ResponseCase, media_type: str, *, strict: bool) -> None:
        super().__init__(case, strict=strict)
        self._parser = jsonl.parser(essence(media_type))

    @property
    def partial(self) -> bytes:
        return self._parser.partial

    def end(self) -> bool:
        """The last text need not be followed by anything, but it must be whole."""
        rest = self._parser.partial
        if rest and not jsonl.is_json(rest):
            return False
        self._ready.extend(self._parser.end())
        return True

    def _parse(self, data: bytes) -> list[bytes]:
        return self._parser.feed(data)

    def _decode(self, item: bytes) -> Found:
        type_ = self.case.type or _anything
        return Item(*read_json(type_, item, strict=self._strict))

    def _bytes(self, item: bytes) -> bytes:
        return item


class EventReader(Reader[RawEvent]):
    """Reads server-sent events."""

    def __init__(self, case: ResponseCase, *, strict: bool) -> None:
        super().__init__(case, strict=strict)
        self._parser = EventParser()
        self._cases = {event.name: event for event in case.events}

    @property
    def partial(self) -> bytes:
        return self._parser.partial

    @property
    def last_event_id(self) -> str:
        return self._parser.last_event_id

    def reopen(self) -> None:
        super().reopen()
        self._parser = EventParser(self.last_event_id, self._parser.retry)

    def end(self) -> bool:
        """An event that is not complete is not given; a last word may lack its blank line."""
        rest = self._parser.partial
        return not rest or rest in {b"data: [DONE]", b"data:[DONE]"}

    def _parse(self, data: bytes) -> list[RawEvent]:
        found = self._parser.feed(data)
        self.retry = self._parser.retry
        return found

    def _decode(self, item: RawEvent) -> Found | None:
        case = self._case(item.event)
        if self._is_last(item.data, case):
            self.is_over = True
            self._ready.clear()
            return None
        if not item.data and not (case is None or case.text):
            return None
        if case is None:
            data, drift = self._undeclared(item)
        elif case.text:
            data, drift = read_text(case.type, item.data, strict=self._strict)
        else:
            data, drift = read_json(case.type, item.data.encode(), strict=self._strict)
        return ServerSentEvent(item.event, data, item.id, item.retry, drift)

    def _case(self, name: str) -> EventCase | None:
        if self._cases:
            return self._cases.get(name) or self._cases.get("")
        type_ = self.case.type or _anything
        return EventCase("", type_, text=type_() is str)

    def _is_last(self, data: str, case: EventCase | None) -> bool:
        if self.case.sentinel:
            return data == self.case.sentinel
        return data == _DONE and not (case and case.text)

    def _undeclared(self, item: RawEvent) -> tuple[Any, tuple[Drift, ...]]:
        """The data of an event that the API does not describe: JSON where it is JSON, else text."""
        said = f"the event {item.event!r} is not declared"
        if self._strict:
            raise UnfitAnswerError(said)
        try:
            data: Any = from_json(item.data)
        except ValueError:
            data = item.data
        return data, (Drift("", said, data),)

    def _bytes(self, item: RawEvent) -> bytes:
        return item.data.encode()


def _anything() -> Any:
    return Any
