"""What the pages say of results: their type, and how streams and downloads are read."""

from __future__ import annotations

from collections.abc import Sequence

from ...model import NullableType, Operation, Response, Streaming, TypeRef, UnionType
from ..markdown import code, table
from ..reading import is_read_in_pieces, reading_sentences, streamed_sentence
from ..results import STREAMS
from .types import TypeWriter

_STREAMS = {Streaming.SSE: "EventStream", Streaming.JSON_LINES: "Stream"}
_PAGED = (
    "`.items` are those of this page alone, and `.data` is its whole answer; `.pages()` gives the pages, "
    "`.next_page()` the next one. With the async client, the call is awaited for an `AsyncPage`, or looped over by "
    "`async for`."
)
_LEAVING = "It is a context manager, and an `Async{name}` with the async client."


def response_section(operation: Operation, types: TypeWriter, *, padded: bool) -> str:
    """The type of the result, and how to read it where it comes in pieces; empty where no answer has content."""
    answers = [response for response in operation.responses if response.type is not None]
    kinds = list(
        dict.fromkeys(_written(response, types) for response in answers if is_read_in_pieces(response.streaming))
    )
    values: list[TypeRef] = [r.type for r in answers if r.type is not None and not is_read_in_pieces(r.streaming)]
    if not kinds and not values:
        return ""
    empty = any(response.type is None for response in operation.responses)
    whole = _whole(values, kinds, types, empty=empty)
    if operation.pagination is not None:
        whole = f"Page[{types.text(operation.pagination.item)}, {whole}]"
    text = f"**{whole}**"
    said = dict.fromkeys(
        f"{streamed_sentence(r.streaming)} {_LEAVING.format(name=_name(r))}"
        for r in answers
        if is_read_in_pieces(r.streaming)
    )
    if operation.pagination is not None:
        said[f"{reading_sentences(operation)[-1]} {_PAGED}"] = None
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
