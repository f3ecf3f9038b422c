"""How the parts of forms are written: by name, by place, and in one another (OpenAPI 3.2 section 4.15)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..document import Node
from ..model import ArrayType, BodyStream, Encoding, Streaming, UnionType
from . import media_types
from .headers import read_headers
from .types import TypeReader

_PLAIN = {"application/octet-stream", "text/plain"}
"""What a part is taken for where nothing is said."""


class PartEncodings(NamedTuple):
    """What is said of the parts of a body: of those with names, of the first ones, and of those after them."""

    named: tuple[Encoding, ...]
    prefix: tuple[Encoding, ...]
    item: Encoding | None


def read_encodings(media_type: str, media: Node, types: TypeReader) -> PartEncodings:
    """The encodings of a media type."""
    said = _said_media_types(media, types) if media_types.essence(media_type).startswith("multipart/") else {}
    declared = dict(media["encoding"].items())
    names = (*declared, *(name for name in said if name not in declared))
    named = tuple(
        _encoding(name, declared.get(name, media["encoding"][name]), types, said.get(name, "")) for name in names
    )
    item = media.get("itemEncoding")
    return PartEncodings(
        named,
        tuple(_encoding("", node, types) for node in media["prefixEncoding"]),
        _encoding("", item, types) if item is not None else None,
    )


def read_parts(media_type: str, media: Node, types: TypeReader) -> tuple[ArrayType, BodyStream] | None:
    """A multipart body whose parts have no names, but places; ``None`` for any other."""
    kind = media_types.essence(media_type)
    if not kind.startswith("multipart/") or kind == "multipart/form-data":
        return None
    item, schema = media.get("itemSchema"), media.get("schema")
    if item is not None:
        type_ = types.read(item).whole
        return ArrayType(type_), BodyStream(Streaming.PARTS, type_)
    read = types.read(schema).type if schema is not None else None
    if not isinstance(read, ArrayType):
        return None
    kinds = tuple(dict.fromkeys((*read.prefix, read.items)))
    return read, BodyStream(Streaming.PARTS, kinds[0] if len(kinds) == 1 else UnionType(kinds))


def placed_parts(media: Node) -> Iterator[tuple[Node, str]]:
    """The schemas of parts without names, and the media types that are declared for them."""
    schema = media["schema"].resolve()
    declared = [node.text("contentType") for node in media["prefixEncoding"]]
    after = media["itemEncoding"].text("contentType")
    for at, node in enumerate(schema["prefixItems"]):
        yield node, declared[at] if at < len(declared) else after
    for item in (media.get("itemSchema"), schema.get("items")):
        if item is not None:
            yield item, after


def _encoding(name: str, node: Node, types: TypeReader, said: str = "") -> Encoding:
    explode = node["explode"].value
    content_type = node.text("contentType") or said
    inner = read_encodings("", node, types)
    return Encoding(
        wire_name=name,
        content_type=content_type,
        style=node.text("style"),
        explode=explode if isinstance(explode, bool) else None,
        allow_reserved=node.flag("allowReserved"),
        headers=read_headers(node, types),
        encodings=inner.named,
        prefix=inner.prefix,
        item=inner.item,
    )


def _said_media_types(media: Node, types: TypeReader) -> dict[str, str]:
    """The media types that the schemas of parts tell, where they say more than that it is text or a file.

    JSON in a string is left out: its part would be taken for the value itself.
    """
    schema = media.get("schema")
    if schema is None:
        return {}
    found = {}
    for name, part in types.shapes.opened(types.shapes.of(schema)).properties.items():
        node = part["items"] if part.is_mapping and part["items"].is_mapping else part
        said = node.text("contentMediaType") if node.is_mapping and "contentEncoding" not in node else ""
        if said and not media_types.is_json(said) and media_types.essence(said) not in _PLAIN:
            found[name] = said
    return found
