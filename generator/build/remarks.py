"""What an operation's description says that no call can follow: said aloud, so that nothing is dropped in silence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from .. import codes
from ..diagnostics import Kind, Report
from ..document import Node
from ..model import Body, Header, is_constant
from . import media_types
from .types import TypeReader

_Remark: TypeAlias = tuple[Kind, str, Node]


def remark(item: Node, node: Node, body: Body | None, types: TypeReader, report: Report, operation_id: str) -> None:
    """Reports what is not followed of an operation and its path item; ``body`` is what was read of its body."""
    for kind, message, place in (*_several_media(item, node), *_encodings(node, types)):
        report.add(kind, message, place.source, operation=operation_id)
    for media in body.alternatives if body is not None else ():
        for encoding in media.encodings:
            for header in filter(_lacks_value, encoding.headers):
                named = f"{header.wire_name!r} of the part {encoding.wire_name!r}"
                message = f"The header {named} has no value, so that it is sent where a caller gives it"
                report.add(codes.PART_HEADER, message, header.source, operation=operation_id)


def _several_media(item: Node, node: Node) -> Iterator[_Remark]:
    """Parameters and headers have one media type (OpenAPI 3.1 sections 4.8.12 and 4.8.21)."""
    described = [("parameter", p.resolve()) for holder in (item, node) for p in holder["parameters"]]
    answers = [answer for _, answer in node["responses"].items()]
    for answer in answers:
        headers = answer.resolve()["headers"] if answer.is_mapping else answer["headers"]
        described += [(f"header {name}", header.resolve()) for name, header in headers.items()]
    for what, each in described:
        content = [media_type for media_type, _ in each["content"].items()] if each.is_mapping else []
        if len(content) > 1:
            named = f"{what} {each.text('name')}".rstrip()
            message = f"The {named} has {len(content)} media types: {content[0]} is taken"
            yield codes.PARAMETER_MEDIA, message, each["content"]


def _encodings(node: Node, types: TypeReader) -> Iterator[_Remark]:
    """Encodings that have no property, or whose media type has no parts (OpenAPI 3.1 section 4.8.14)."""
    for media_type, reference in node["requestBody"].resolve()["content"].items():
        media = reference.resolve()
        encodings = dict(media["encoding"].items())
        if encodings and not media_types.is_form(media_type):
            message = f"{media_type} has no parts, so that its encoding means nothing"
            yield codes.ENCODING_IDLE, message, media["encoding"]
            continue
        schema = media.get("schema")
        if not encodings or schema is None:
            continue
        known = _property_names(schema, types, frozenset())
        for name, encoding in encodings.items():
            if known is not None and name not in known:
                message = f"The encoding of {name!r} is of no property of the body"
                yield codes.ENCODING_IDLE, message, encoding


def _property_names(schema: Node, types: TypeReader, within: frozenset[str]) -> set[str] | None:
    """The names of the properties that a body may have; ``None`` where others are described beside them."""
    shape = types.shapes.opened(types.shapes.of(schema))
    if shape.node.pointer in within or shape.patterns or isinstance(shape.extra, Node):
        return None
    found = set(shape.properties)
    for variant in shape.variants:
        inner = _property_names(variant, types, within | {shape.node.pointer})
        if inner is None:
            return None
        found |= inner
    return found or None


def _lacks_value(header: Header) -> bool:
    is_told = is_constant(header.type) or header.cardinality.default is not None
    return header.cardinality.required and not is_told
