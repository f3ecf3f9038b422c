"""Server-sent events, from bytes in any chunking (HTML standard, sections 9.2.5 and 9.2.6). No I/O here."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE_END = re.compile(rb"\r\n|\r|\n")
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class RawEvent:
    """An event as it came: ``data`` is text still; ``retry`` is in milliseconds, where it was told.

    ``id`` is the last one that the stream told, in this event or before.
    """

    event: str
    data: str
    id: str
    retry: int | None = None


class EventParser:
    """Takes bytes, gives the events that are complete.

    ``last_event_id`` and ``retry`` are what to reconnect with: the last id of a block that was complete,
    and the last pause that was told, in milliseconds. After a reconnection, make a new parser that
    begins with them.
    """

    def __init__(self, last_event_id: str = "", retry: int | None = None) -> None:
        self.last_event_id = last_event_id
        self.retry = retry
        self._id = last_event_id
        self._begun = False
        self._after_cr = False
        self._rest: list[bytes] = []
        self._block: list[bytes] = []
        self._data: list[str] = []
        self._event = ""
        self._told_retry: int | None = None

    @property
    def partial(self) -> bytes:
        """What has come of an event that is not complete, comments left out."""
        lines = [*self._block, b"".join(self._rest)]
        return b"\n".join(line for line in lines if line[:1] not in {b"", b":"})

    def feed(self, data: bytes) -> list[RawEvent]:
        """The events that these bytes complete."""
        found = (self._line(line) for line in self._lines(data))
        return [event for event in found if event is not None]

    def _lines(self, data: bytes) -> list[bytes]:
        if self._after_cr and data[:1] == b"\n":
            data = data[1:]
            self._after_cr = False
        if not data:
            return []
        self._after_cr = data.endswith(b"\r")
        lines = _LINE_END.split(data)
        self._rest.append(lines[0])
        if len(lines) == 1:
            return []
        lines[0] = b"".join(self._rest)
        self._rest = [lines.pop()]
        if not self._begun:
            self._begun = True
            lines[0] = lines[0].removeprefix(_BOM)
        return lines

    def _line(self, raw: bytes) -> RawEvent | None:
        if not raw:
            return self._dispatch()
        self._block.append(raw)
        name, colon, value = raw.decode("utf-8", "replace").partition(":")
        if colon and not name:
            return None
        self._field(name, value.removeprefix(" "))
        return None

    def _field(self, name: str, value: str) -> None:
        if name == "data":
            self._data.append(value)
        elif name == "event":
            self._event = value
        elif name == "id" and "\0" not in value:
            self._id = value
        elif name == "retry" and value.isascii() and value.isdigit():
            self.retry = self._told_retry = int(value)

    def _dispatch(self) -> RawEvent | None:
        self.last_event_id = self._id
        event = None
        if self._data:
            data = "\n".join(self._data)
            event = RawEvent(self._event or "message", data, self._id, self._told_retry)
        self._begin_block()
        return event

    def _begin_block(self) -> None:
        self._block.clear()
        self._data = []
        self._event = ""
        self._told_retry = None
