"""What the pages say of results: their type, and how streams and downloads are read."""

from __future__ import annotations

from collections.abc import Sequence

from ...model import NullableType, Operation, Response, Streaming, TypeRef, UnionType
from ..markdown import code, table
from ..results import STREAMS
from .types import TypeWriter

_STREAMS = {Streaming.SSE: "EventStream", Streaming.JSON_LINES: "Stream"}
_SAID = {
    Streaming.SSE: (
        "Server-sent events: a loop over it gives the data of each event as it comes, and one over `.events()` also "
        "its name and id."
    ),
    Streaming.JSON_LINES: "A loop over it gives the items one after the other, as they come.",
    Streaming.BINARY: (
        "Raw bytes, of which nothing is read until they are asked for: `.write_to(path)` writes them to a file, "
        "`.iter_bytes()` gives them in pieces, `.read()` gives all of them."
    ),
}
_PAGED = (
    "A loop over it gives the items of this page and of all that follow, each page fetched when it is reached. "
    "`.items` are those of this page alone, and `.data` is its whole answer; `.pages()` gives the pages, "
    "`.next_page()` the next one. With the async client, the call is awaited for an `AsyncPage`, or looped over by "
    "`async for`."
)
_LEAVING = "It is a context manager, and an `Async{name}` with the async client."


def response_section(operation: Operation, types: TypeWriter, *, padded: bool) -> str:
    """The type of the result, and how to read it where it comes in pieces; empty where no answer has content."""
    answers = [response for response in operation.responses if response.type is not None]
    kinds = list(dict.fromkeys(_written(response, types) for response in answers if response.streaming in _SAID))
    values: list[TypeRef] = [r.type for r in answers if r.type is not None and r.streaming not in _SAID]
    if not kinds and not values:
        return ""
    empty = any(response.type is None for response in operation.responses)
    whole = _whole(values, kinds, types, empty=empty)
    if operation.pagination is not None:
        whole = f"Page[{types.text(operation.pagination.item)}, {whole}]"
    text = f"**{whole}**"
    said = dict.fromkeys(
        f"{_SAID[r.streaming]} {_LEAVING.format(name=_name(r))}" for r in answers if r.streaming in _SAID
    )
    if operation.pagination is not None:
        said[_PAGED] = None
    tables = [_events(response, types, padded=padded) for response in answers if response.events]
    return "\n\n".join([text, *said, *tables])


def _whole(values: Sequence[TypeRef], kinds: Sequence[str], types: TypeWriter, *, empty: bool) -> str:
    """The type of the result. Types alone are written as they are everywhere."""
    distinct = tuple(dict.fromkeys(values))
    whole = distinct[0] if len(distinct) == 1 else UnionType(distinct)
    if not kinds:
        return types.text(NullableType(whole) if empty else whole)
    members = [*([types.text(whole)] if distinct else []), *kinds]
    text = members[0] if len(members) == 1 else f"Union[{', '.join(members)}]"
    return f"Optional[{text}]" if empty else text


def _name(response: Response) -> str:
    return _STREAMS.get(response.streaming, "Download")


def _written(response: Response, types: TypeWriter) -> str:
    if response.type is None or response.streaming not in STREAMS:
        return _name(response)
    return f"{_name(response)}[{types.text(response.type)}]"


def _events(response: Response, types: TypeWriter, *, padded: bool) -> str:
    """The names of events, and the types of their data."""
    rows = [(code(event.name) if event.name else "any other", types.in_table(event.type)) for event in response.events]
    return table(("Event", "Data"), rows, padded=padded)
