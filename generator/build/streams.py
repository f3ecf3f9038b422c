"""Streams: what one item of them is (OpenAPI 3.2 section 4.14.4, and the customs of older documents).

An ``itemSchema`` describes one item. Without it, the ``schema`` of a stream of JSON values is that of one
of them, or a list of them. The schema of server-sent events describes the event, if it has no other
properties than events have, and else the JSON that their data is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..document import Node
from ..model import (
    ArrayType,
    BinaryType,
    Body,
    BodyStream,
    Location,
    NullableType,
    Parameter,
    PrimitiveKind,
    PrimitiveType,
    Response,
    StreamEvent,
    Streaming,
    StreamSwitch,
    TypeRef,
    UnionType,
    UnknownType,
)
from . import media_types
from .joining import Shape
from .types import TypeReader

_EVENT_FIELDS = {"data", "event", "id", "retry"}
_SENTINELS = ("x-sdk-sse-sentinel", "x-speakeasy-sse-sentinel")
_TEXT = PrimitiveType(PrimitiveKind.STRING)
_LAST_WORD = "[DONE]"
_STREAMS = {Streaming.SSE, Streaming.JSON_LINES}
RAW_BODY = BodyStream(Streaming.BINARY, BinaryType())
"""Raw bytes, piece by piece."""


class Stream(NamedTuple):
    """What a stream holds: the type of an item, that of events by their names, and what ends it."""

    type: TypeRef
    events: tuple[StreamEvent, ...] = ()
    sentinel: str = ""


class _Data(NamedTuple):
    """One kind of event: its name, and the schema of its data."""

    event: str
    data: Node


def read_stream(streaming: Streaming, media: Node, operation: Node, types: TypeReader) -> Stream:
    """What the items of a media type are."""
    item = media.get("itemSchema")
    schema = item if item is not None else media.get("schema")
    if streaming is Streaming.JSON_LINES:
        return Stream(_line_type(schema, types, is_item=item is not None))
    if schema is None:
        return Stream(_TEXT, sentinel=_sentinel(media, operation))
    found = list(_envelopes(schema, types))
    if found:
        stream = _of_events(found, types)
        return stream._replace(sentinel=_sentinel(media, operation) or stream.sentinel)
    return Stream(_plain(types.read(schema).whole), sentinel=_sentinel(media, operation))


def read_body_stream(media_type: str, media: Node, types: TypeReader) -> BodyStream | None:
    """How a body of values or events one after the other is sent; ``None`` for other media types.

    Where nothing is said of the items, they are pieces of a text.
    """
    kind = media_types.streaming(media_type, None)
    if kind not in _STREAMS:
        return None
    stream = read_stream(kind, media, media, types)
    if "itemSchema" not in media and stream.type in (_TEXT, UnknownType()):
        return RAW_BODY
    return BodyStream(kind, stream.type, stream.events, stream.sentinel)


def whole_body(stream: BodyStream) -> TypeRef:
    """What is sent of a stream at once: a list of its items or a file that holds them, or a text."""
    return _TEXT if stream is RAW_BODY else UnionType((ArrayType(stream.item), BinaryType()))


def switch(
    operation: Node, parameters: tuple[Parameter, ...], body: Body | None, responses: tuple[Response, ...]
) -> StreamSwitch | None:
    """How callers choose, where an operation answers with a stream or with something else."""
    kinds = {response.streaming in _STREAMS for response in responses if response.type is not None}
    if len(kinds) < 2:
        return None
    condition = operation["x-fern-streaming"].text("stream-condition").rpartition(".")[2]
    wanted = condition or "stream"
    fields = body.alternatives[0].spread if body is not None else ()
    flags = [(f.wire_name, f.argument, f.type, f.cardinality) for f in fields]
    flags += [(p.wire_name, p.name, p.type, p.cardinality) for p in parameters if p.location is Location.QUERY]
    for wire_name, argument, type_, cardinality in flags:
        if wire_name == wanted and isinstance(type_, PrimitiveType) and type_.kind is PrimitiveKind.BOOLEAN:
            default = cardinality.default
            return StreamSwitch(argument, True, default is not None and default.value is True)
    taken = {argument for _, argument, _, _ in flags} | {p.name for p in parameters} | ({body.name} if body else set())
    return StreamSwitch("accept" if "accept" not in taken else "accept_type", False)


def _plain(type_: TypeRef) -> TypeRef:
    """A string is the text itself, whatever its format is."""
    inner = type_.inner if isinstance(type_, NullableType) else type_
    is_text = isinstance(inner, PrimitiveType) and inner.kind is PrimitiveKind.STRING
    return _TEXT if is_text or media_types.is_binary(type_) else type_


def _line_type(schema: Node | None, types: TypeReader, *, is_item: bool) -> TypeRef:
    """The type of one line. A schema that calls the whole a string says nothing of its lines."""
    if schema is None:
        return UnknownType()
    shape = types.shapes.opened(types.shapes.of(schema))
    if not is_item and shape.own_types == ("array",) and shape.items is not None:
        return types.read(shape.items).whole
    if not is_item and shape.own_types == ("string",):
        return UnknownType()
    return types.read(schema).whole


def _envelopes(schema: Node, types: TypeReader) -> Iterator[_Data]:
    """The kinds of event that a schema describes; none where it describes the data alone."""
    shape = types.shapes.opened(types.shapes.of(schema))
    variants = [types.shapes.opened(types.shapes.of(v)) for v in shape.variants]
    shapes = variants or [shape]
    found = [variant.properties.get("data", shape.properties.get("data")) for variant in shapes]
    known = all(set(variant.properties) <= _EVENT_FIELDS for variant in (shape, *variants))
    if known and all(data is not None for data in found):
        for variant, data in zip(shapes, found, strict=True):
            if data is not None:
                yield _Data(_event_name(variant, types) or _event_name(shape, types), data)


def _event_name(shape: Shape, types: TypeReader) -> str:
    node = shape.properties.get("event")
    values = types.shapes.opened(types.shapes.of(node)).scalar_values if node is not None else ()
    return str(values[0]) if len(values) == 1 else ""


def _of_events(found: list[_Data], types: TypeReader) -> Stream:
    sentinel, events = "", []
    for event, data in found:
        word = _last_word(data, types)
        if word and (word == _LAST_WORD or (not event and len(found) > 1)):
            sentinel = sentinel or word
        else:
            events.append(_event(event, data, types))
    members = tuple(dict.fromkeys(event.type for event in events)) or (_TEXT,)
    type_ = members[0] if len(members) == 1 else UnionType(members)
    is_plain = len(events) == 1 and not events[0].name and events[0].is_text == (type_ == _TEXT)
    return Stream(type_, () if is_plain else tuple(events), sentinel)


def _last_word(data: Node, types: TypeReader) -> str:
    """The text that an event's data always is."""
    shape = types.shapes.opened(types.shapes.of(data))
    said = shape.node.text("contentMediaType")
    is_fixed = shape.is_const and len(shape.scalar_values) == 1 and isinstance(shape.scalar_values[0], str)
    return str(shape.scalar_values[0]) if is_fixed and not (said and media_types.is_json(said)) else ""


def _event(name: str, data: Node, types: TypeReader) -> StreamEvent:
    """One kind of event. ``contentMediaType`` says what the data is, and ``contentSchema`` describes it."""
    shape = types.shapes.opened(types.shapes.of(data))
    said, inner = shape.node.text("contentMediaType"), shape.node.get("contentSchema")
    is_text = not media_types.is_json(said) if said else inner is None and shape.own_types == ("string",)
    if inner is not None:
        type_ = types.read(inner).whole
    elif is_text or not said:
        type_ = types.read(data).whole
    else:
        type_ = UnknownType()
    return StreamEvent(name, _plain(type_) if is_text else type_, is_text)


def _sentinel(media: Node, operation: Node) -> str:
    told = [node.text(key) for node in (media, operation) for key in _SENTINELS]
    return next(filter(None, (*told, operation["x-fern-streaming"].text("terminator"))), "")
