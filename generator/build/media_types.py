"""What a media type says about a body (RFC 6838, RFC 6839)."""

from __future__ import annotations

from ..model import (
    AliasType,
    ArrayType,
    BinaryType,
    EnumType,
    MapType,
    ModelType,
    NullableType,
    PrimitiveKind,
    PrimitiveType,
    Streaming,
    TypeRef,
    UnionType,
)

_JSON_LINES = {
    "application/jsonl",
    "application/x-ndjson",
    "application/ndjson",
    "application/x-jsonl",
    "application/jsonlines",
    "application/json-seq",
}
_TEXTUAL = {
    "application/xml",
    "application/yaml",
    "application/x-yaml",
    "application/javascript",
    "application/sql",
    "application/graphql",
}
_FORMS = {"application/x-www-form-urlencoded", "multipart/form-data", "multipart/mixed", "multipart/related"}


def essence(media_type: str) -> str:
    """The media type without parameters, lower case."""
    return media_type.partition(";")[0].strip().lower()


def is_json(media_type: str) -> bool:
    """Whether it is JSON: ``application/json``, ``…+json``, and the ``*/*`` of documents that mean it."""
    name = essence(media_type)
    return name in {"application/json", "text/json", "*/*", "application/*"} or name.endswith("+json")


def is_range(media_type: str) -> bool:
    """Whether it leaves the type open: ``*/*`` or ``image/*``."""
    return essence(media_type).endswith("/*")


def concrete(media_type: str, type_: TypeRef) -> str:
    """What a request says where the document leaves it open: JSON, or bytes for raw bytes."""
    if essence(media_type) not in {"*/*", "application/*"}:
        return media_type
    return "application/octet-stream" if isinstance(type_, BinaryType) else "application/json"


def is_form(media_type: str) -> bool:
    """Whether the body is a form, whose properties travel as fields or parts."""
    return essence(media_type) in _FORMS or essence(media_type).startswith("multipart/")


def has_structure(media_type: str) -> bool:
    """Whether it is JSON or a form, and no mere run of bytes, if it does not leave the type open."""
    return is_form(media_type) or (is_json(media_type) and not is_range(media_type))


def is_text(media_type: str) -> bool:
    """Whether a body that is no JSON is text."""
    name = essence(media_type)
    return name.startswith("text/") or name in _TEXTUAL or name.endswith(("+xml", "+yaml"))


def is_xml(media_type: str) -> bool:
    """Whether it is XML, or says so by its suffix (RFC 7303)."""
    return essence(media_type).endswith(("/xml", "+xml"))


def streaming(media_type: str, type_: TypeRef | None) -> Streaming:
    """How a response of this media type arrives."""
    name = essence(media_type)
    if name == "text/event-stream":
        return Streaming.SSE
    if name in _JSON_LINES:
        return Streaming.JSON_LINES
    return Streaming.BINARY if type_ is not None and is_binary(type_) else Streaming.NONE


def is_binary(type_: TypeRef) -> bool:
    """Whether a body of this type is raw bytes."""
    return isinstance(type_.inner if isinstance(type_, NullableType) else type_, BinaryType)


def body_type(media_type: str, type_: TypeRef) -> TypeRef:
    """The type of a body: that of its schema where the media type can carry it, else text or bytes."""
    if is_json(media_type) or is_form(media_type):
        return type_
    inner = type_.inner if isinstance(type_, NullableType) else type_
    if is_xml(media_type) and isinstance(inner, ModelType | AliasType | ArrayType | MapType | UnionType):
        return type_
    if essence(media_type) == "text/plain" and _is_written_plainly(type_):
        return type_
    if is_text(media_type) or essence(media_type) in _JSON_LINES:
        return PrimitiveType(PrimitiveKind.STRING)
    return BinaryType()


def _is_written_plainly(type_: TypeRef) -> bool:
    """Whether a value is told by its plain text: a number, true or false, a member of an enum."""
    match type_:
        case PrimitiveType(kind=PrimitiveKind.INTEGER | PrimitiveKind.NUMBER | PrimitiveKind.BOOLEAN) | EnumType():
            return True
        case _:
            return False
