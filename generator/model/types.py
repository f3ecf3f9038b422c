"""Types: the closed union ``TypeRef``, after OpenAPI 3.1 section 4.8.24 (Schema Object).

A type is written out where it is used. What has a name of its own (an object, an enum, a named union,
array or map) stands in ``Api.models`` and is pointed at by that name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias, assert_never

from .constraints import Constraints
from .xml import Xml

JsonScalar: TypeAlias = "str | int | float | bool | None"
JsonValue: TypeAlias = "JsonScalar | Sequence[JsonValue] | Mapping[str, JsonValue]"


class PrimitiveKind(StrEnum):
    """The types of JSON Schema that have no parts."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    NULL = "null"


class Held(StrEnum):
    """What a program holds of a scalar, where the settings say other than its format alone does."""

    TEXT = "text"
    INTEGER = "integer"
    FLOAT = "float"
    DECIMAL = "decimal"
    UUID = "uuid"


@dataclass(frozen=True, slots=True)
class PrimitiveType:
    """A scalar. ``format`` is the document's own word (``date-time``, ``int32`` ...) or ``None``.

    ``held`` is what programs hold of it; ``None`` for what is usual for the format. Two scalars that differ in
    their ``constraints`` alone are one type.
    """

    kind: PrimitiveKind
    format: str | None = None
    held: Held | None = None
    constraints: Constraints | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class LiteralType:
    """One of a few fixed values (``const``, or the tag of a union's variant)."""

    values: tuple[JsonScalar, ...]


@dataclass(frozen=True, slots=True)
class ArrayType:
    """A list. ``prefix`` holds the types of the first places where ``prefixItems`` fixes them.

    ``item_xml`` are the XML hints of the items' schema; two lists that differ in them or in their
    ``constraints`` alone are one type.
    """

    items: TypeRef
    prefix: tuple[TypeRef, ...] = ()
    unique: bool = False
    item_xml: Xml | None = field(default=None, compare=False)
    constraints: Constraints | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class MapType:
    """An object whose keys are data: string keys, one type of value."""

    values: TypeRef
    constraints: Constraints | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class ModelType:
    """The ``ObjectModel`` of that name."""

    name: str


@dataclass(frozen=True, slots=True)
class EnumType:
    """The ``EnumModel`` of that name; ``kind`` is that of its values."""

    name: str
    kind: PrimitiveKind = PrimitiveKind.STRING
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class AliasType:
    """The ``AliasModel`` of that name: a named union, array or map."""

    name: str


@dataclass(frozen=True, slots=True)
class Discriminator:
    """How a union is told apart (OpenAPI 3.1 section 4.8.25): the wire name of the tag, and its values.

    ``mapping`` holds (tag value, name of the model) pairs in the document's order, implicit ones included;
    the model may be a named union. ``default`` names the model for any other tag, or is empty.
    """

    property_name: str
    mapping: tuple[tuple[str, str], ...]
    default: str = ""


@dataclass(frozen=True, slots=True)
class UnionType:
    """Any one of the variants (``oneOf``, ``anyOf``, or a list of types). Null is no variant."""

    variants: tuple[TypeRef, ...]
    discriminator: Discriminator | None = None


@dataclass(frozen=True, slots=True)
class NullableType:
    """The inner type or null. Never stands twice around one type, and never as a field's own type:
    there, null is a fact of its ``Cardinality``.
    """

    inner: TypeRef


@dataclass(frozen=True, slots=True)
class BinaryType:
    """Raw bytes outside JSON: a file in a multipart body, an octet stream, a download."""


@dataclass(frozen=True, slots=True)
class UnknownType:
    """Anything JSON can say: an empty or ``true`` schema, or what could not be expressed."""


TypeRef: TypeAlias = (
    PrimitiveType
    | LiteralType
    | ArrayType
    | MapType
    | ModelType
    | EnumType
    | AliasType
    | UnionType
    | NullableType
    | BinaryType
    | UnknownType
)


def is_constant(type_: TypeRef) -> bool:
    """Whether the type has one value alone."""
    return isinstance(type_, LiteralType) and len(type_.values) == 1


def children(type_: TypeRef) -> tuple[TypeRef, ...]:
    """The types written directly inside this one."""
    match type_:
        case ArrayType(items=items, prefix=prefix):
            return (*prefix, items)
        case MapType(values=values):
            return (values,)
        case UnionType(variants=variants):
            return variants
        case NullableType(inner=inner):
            return (inner,)
        case PrimitiveType() | LiteralType() | ModelType() | EnumType() | AliasType() | BinaryType() | UnknownType():
            return ()
        case _:
            assert_never(type_)


def walk(type_: TypeRef) -> Iterator[TypeRef]:
    """Walk the type and all that are written inside it, outermost first. Names are not followed."""
    yield type_
    for child in children(type_):
        yield from walk(child)


def named_types(type_: TypeRef) -> Iterator[str]:
    """The names of the models this type points at, in the order written, repeats included."""
    for part in walk(type_):
        if isinstance(part, ModelType | EnumType | AliasType):
            yield part.name
