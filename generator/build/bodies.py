"""Request bodies: media types, and whether the body is spread into arguments (OpenAPI 3.1 section 4.8.13)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..document import Node
from ..model import (
    Access,
    Body,
    BodyField,
    BodyMedia,
    Encoding,
    ModelType,
    ObjectModel,
    UnknownType,
    is_constant,
)
from . import media_types
from .examples import media_examples
from .headers import read_headers
from .part_names import ArgumentNames
from .streams import RAW_BODY, read_body_stream, whole_body
from .types import UNKNOWN, TypeReader

_PLAIN = {"application/octet-stream", "text/plain"}
"""What a part is taken for where nothing is said."""


def read_body(operation: Node, types: TypeReader, arguments: ArgumentNames, spread_limit: int) -> Body | None:
    """The body of an operation; ``arguments`` are those that its parameters have."""
    node = operation["requestBody"].resolve()
    content = [(media_type, media.resolve()) for media_type, media in node["content"].items()]
    content.sort(key=lambda pair: not media_types.is_json(pair[0]))
    schemas = _schemas([media for _, media in content], types)
    read = (_media(*pair, schema, types) for pair, schema in zip(content, schemas, strict=True))
    alternatives = list(_told_apart(read))
    if not alternatives:
        return None
    types.finish()
    required = node.flag("required")
    name = arguments.body(operation["requestBody"])
    if required and len(alternatives) == 1:
        alternatives = [_spread(alternatives[0], content[0][1], types, arguments, spread_limit)]
    return Body(
        name=name,
        required=required,
        alternatives=tuple(alternatives),
        source=node.source,
        description=node.text("description"),
    )


def _schemas(media: Iterable[Node], types: TypeReader) -> Iterator[Node | None]:
    """The schema of each media type: of those that are written the same, the first for all, as one type."""
    seen: list[Node] = []
    for node in media:
        schema = node.get("schema")
        if schema is None or types.has_files(schema):
            yield schema
            continue
        like = next((other for other in seen if other.value == schema.value), schema)
        if like is schema:
            seen.append(schema)
        yield like


def _told_apart(alternatives: Iterable[BodyMedia]) -> Iterator[BodyMedia]:
    """Those that a caller can choose: two that say the same media type are one."""
    seen: set[str] = set()
    for media in alternatives:
        if media.media_type not in seen:
            seen.add(media.media_type)
            yield media


def mark_files(operation: Node, types: TypeReader) -> None:
    """Finds the bodies, and the parts of multipart ones, that are files though their schemas say no type.

    A part with an empty schema is an ``application/octet-stream``, and a body of any media type whose
    schema only names media types is raw bytes (OpenAPI 3.1 section 4.8.14.4). To be called for every
    operation before any schema is read.
    """
    bodies = [operation["requestBody"], *(answer for _, answer in operation["responses"].items())]
    for body in bodies:
        for media_type, reference in body.resolve()["content"].items():
            schema = reference.resolve().get("schema")
            if schema is not None and media_types.is_range(media_type) and "contentMediaType" in schema:
                _mark_if_untyped(schema, types)
    for media_type, reference in operation["requestBody"].resolve()["content"].items():
        media = reference.resolve()
        schema = media.get("schema")
        if schema is None or not media_types.essence(media_type).startswith("multipart/"):
            continue
        told = {name for name, encoding in media["encoding"].items() if _is_data(encoding.text("contentType"))}
        for name, part in types.shapes.opened(types.shapes.of(schema)).properties.items():
            items = part.get("items") if part.is_mapping else None
            for node in (part, items):
                if node is not None and name not in told:
                    _mark_if_untyped(node, types)
                    _mark_if_raw(node, types)


def _mark_if_raw(schema: Node, types: TypeReader) -> None:
    """A string of a media type that is no text, in no encoding, is raw bytes (OpenAPI 3.1 section 4.8.14.5)."""
    shape = types.shapes.of(schema)
    said = schema.text("contentMediaType")
    is_raw = said and "contentEncoding" not in schema and not (_is_data(said) or media_types.is_xml(said))
    if is_raw and shape.own_types == ("string",) and shape.format is None and shape.values is None:
        types.mark_file(schema)


def _mark_if_untyped(schema: Node, types: TypeReader) -> None:
    if types.shapes.of(schema).says_nothing:
        types.mark_file(schema)


def _is_data(content_type: str) -> bool:
    """Whether a part of this media type is a value, and no file."""
    given = content_type and media_types.essence(content_type) != "*/*"
    return bool(given) and (media_types.is_json(content_type) or media_types.is_text(content_type))


def _media(media_type: str, media: Node, schema: Node | None, types: TypeReader) -> BodyMedia:
    stream = read_body_stream(media_type, media, types)
    typed = types.read(schema) if schema is not None and stream is None else UNKNOWN
    type_ = media_types.body_type(media_type, typed.type) if stream is None else whole_body(stream)
    if media_types.is_binary(type_) and not media_types.has_structure(media_type):
        stream = RAW_BODY
    return BodyMedia(
        media_type=media_types.concrete(media_type, type_),
        type=type_,
        nullable=typed.nullable,
        source=media.source,
        encodings=_encodings(media_type, media, types),
        stream=stream,
        examples=media_examples(media),
    )


def _spread(media: BodyMedia, node: Node, types: TypeReader, arguments: ArgumentNames, limit: int) -> BodyMedia:
    model = types.models.get(media.type.name) if isinstance(media.type, ModelType) else None
    schema = node.get("schema")
    if schema is None or not media_types.is_json(media.media_type) or media.nullable:
        return media
    shape = types.shapes.opened(types.shapes.of(schema))
    if not isinstance(model, ObjectModel) or shape.merged or shape.variants or not _spreadable(model, limit):
        return media
    fields = tuple(
        BodyField(
            argument=arguments.body_field(node, field.wire_name, field.name),
            field=field.name,
            wire_name=field.wire_name,
            type=field.type,
            cardinality=field.cardinality,
            description=field.description,
            deprecated=field.deprecated,
            examples=field.examples,
        )
        for field in model.fields
        if field.access is not Access.READ and not (field.cardinality.required and is_constant(field.type))
    )
    return BodyMedia(
        media_type=media.media_type,
        type=media.type,
        source=media.source,
        spread=fields,
        encodings=media.encodings,
        examples=media.examples,
    )


def _spreadable(model: ObjectModel, limit: int) -> bool:
    return (
        not model.bases
        and 0 < len(model.fields) <= limit
        and (model.extra is None or isinstance(model.extra, UnknownType))
    )


def _encodings(media_type: str, media: Node, types: TypeReader) -> tuple[Encoding, ...]:
    said = _said_media_types(media, types) if media_types.essence(media_type).startswith("multipart/") else {}
    declared = dict(media["encoding"].items())
    found = []
    for wire_name in (*declared, *(name for name in said if name not in declared)):
        node = declared.get(wire_name, media["encoding"][wire_name])
        explode = node["explode"].value
        found.append(
            Encoding(
                wire_name=wire_name,
                content_type=node.text("contentType") or said.get(wire_name, ""),
                style=node.text("style"),
                explode=explode if isinstance(explode, bool) else None,
                allow_reserved=node.flag("allowReserved"),
                headers=read_headers(node, types),
            )
        )
    return tuple(found)


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
