"""Bodies of JSON values one after the other, written while they are sent."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any

from .jsonl import write_lines
from .operation import TypeThunk
from .styles import encode_json
from .wire import to_wire, validate_input


def write_items(items: Iterable[Any], media_type: str) -> bytes:
    """Checked items as one body."""
    texts = (encode_json(to_wire(item)) for item in items)
    return b"".join(write_lines(texts, media_type))


class ItemUpload:
    """Items that come one by one, such as those of a generator: never held in memory, and sent only once.

    ``type_`` is that of a list of them; each item is checked when its turn comes.
    """

    is_replayable = False

    def __init__(self, type_: TypeThunk, items: Iterable[Any], media_type: str) -> None:
        self._type = type_
        self._items = items
        self._media_type = media_type

    def size(self) -> None:
        """Nobody knows how long it is before the end."""

    def sync_pieces(self) -> Iterator[bytes]:
        """The items, each in one piece. Raises ``pydantic.ValidationError`` for one that does not fit."""
        for item in self._items:
            checked = validate_input(self._type, [item])
            yield write_items(checked, self._media_type)

    async def async_pieces(self) -> AsyncIterator[bytes]:
        """The same; the items are asked for in threads."""
        from anyio import to_thread  # noqa: PLC0415 - sync clients never load it

        pieces = self.sync_pieces()
        while piece := await to_thread.run_sync(next, pieces, b""):
            yield piece
