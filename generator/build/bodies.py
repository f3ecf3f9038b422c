"""Request bodies: media types, and whether the body is spread into arguments (OpenAPI 3.1 section 4.8.13)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..document import Node
from ..model import (
    Access,
    Body,
    BodyField,
    BodyMedia,
    ModelType,
    ObjectModel,
    UnknownType,
    is_constant,
)
from . import media_types
from .encodings import placed_parts, read_encodings, read_parts
from .examples import media_examples
from .part_names import ArgumentNames
from .streams import RAW_BODY, read_body_stream, whole_body
from .types import UNKNOWN, TypeReader


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
        if media_types.essence(media_type).startswith("multipart/"):
            _mark_placed(media, types)
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


def _mark_placed(media: Node, types: TypeReader) -> None:
    for node, content_type in placed_parts(media):
        if not _is_data(content_type):
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
    parts = read_parts(media_type, media, types)
    if parts is not None:
        type_, stream = parts
    encodings = read_encodings(media_type, media, types)
    return BodyMedia(
        media_type=media_types.concrete(media_type, type_),
        type=type_,
        nullable=typed.nullable,
        source=media.source,
        encodings=encodings.named,
        prefix=encodings.prefix,
        item=encodings.item,
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
