"""Bodies of models: objects with their fields, enums with their members."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from ..document import Node
from ..model import (
    Access,
    Cardinality,
    Default,
    EnumMember,
    EnumModel,
    Example,
    Field,
    JsonScalar,
    JsonValue,
    ObjectModel,
    PrimitiveKind,
    TypeRef,
    UnknownType,
    Xml,
)
from .joining import Shape
from .namebook import NameBook
from .part_names import field_names, member_names
from .shapes import Shapes, plain, rules_of

if TYPE_CHECKING:
    from .types import Typed

_MEMBER_NAMES = ("x-sdk-enum-names", "x-enum-varnames", "x-enumNames", "x-speakeasy-enums", "x-fern-enum")
_MEMBER_WORDS = ("x-enum-descriptions", "x-enumDescriptions", "x-fern-enum")


class Reader(Protocol):
    """What reads the types of fields."""

    shapes: Shapes
    book: NameBook

    def read(self, node: Node) -> Typed:
        """The type of a schema."""
        ...

    def extra_type(self, shape: Shape) -> TypeRef | None:
        """The type of unnamed properties."""
        ...


def object_model(shape: Shape, name: str, owner: str, module: str, reader: Reader | None = None) -> ObjectModel:
    """The model of an object; without a reader a mere place-holder that bears the name."""
    node = shape.node
    return ObjectModel(
        name=name,
        owner=owner,
        module=module,
        source=node.source,
        fields=_fields(shape, reader) if reader else (),
        extra=reader.extra_type(shape) if reader else UnknownType(),
        title=node.text("title"),
        description=described(node),
        deprecated=node.flag("deprecated"),
        examples=examples_of(node),
        xml=xml_of(node),
    )


def _fields(shape: Shape, reader: Reader) -> tuple[Field, ...]:
    named = field_names(reader.book, shape.node, shape.properties)
    return tuple(
        _field(wire_name, named[wire_name], schema, wire_name in shape.required, reader)
        for wire_name, schema in shape.properties.items()
    )


def _field(wire_name: str, name: str, schema: Node, required: bool, reader: Reader) -> Field:
    typed = reader.read(schema)
    schema, behind = plain(schema), plain(reader.shapes.opened(reader.shapes.of(schema)).node)
    return Field(
        wire_name=wire_name,
        name=name,
        type=typed.type,
        cardinality=Cardinality(required, typed.nullable, default_of(schema) or default_of(behind)),
        source=schema.source,
        access=_access(schema, behind),
        description=described(schema),
        deprecated=schema.flag("deprecated"),
        examples=examples_of(schema),
        xml=xml_of(schema, behind),
    )


def described(schema: Node) -> str:
    """The description of a schema, and what else it asks for that its type cannot say."""
    description, rules = with_external_docs(schema.text("description"), schema), rules_of(schema)
    if not rules:
        return description
    said = f"The API checks more than the type says: {', '.join(f'`{rule}`' for rule in rules)}."
    return f"{description.rstrip()}\n\n{said}".lstrip()


def with_external_docs(description: str, holder: Node) -> str:
    """A description, and where more is to be read (OpenAPI 3.1 section 4.8.11)."""
    docs = holder["externalDocs"] if holder.is_mapping and "externalDocs" in holder else None
    if docs is None or not docs.text("url"):
        return description
    words = docs.text("description").strip().rstrip(".:") or "See"
    return f"{description.rstrip()}\n\n{words}: {docs.text('url')}".lstrip()


def _access(*schemas: Node) -> Access:
    if any(schema.flag("readOnly") for schema in schemas):
        return Access.READ
    return Access.WRITE if any(schema.flag("writeOnly") for schema in schemas) else Access.BOTH


def default_of(schema: Node) -> Default | None:
    """The ``default`` of a schema."""
    value = schema.value
    return Default(value["default"]) if isinstance(value, dict) and "default" in value else None


def examples_of(schema: Node) -> tuple[Example, ...]:
    """``examples`` and the older ``example`` of a schema."""
    value = schema.value
    if not isinstance(value, dict):
        return ()
    listed = value.get("examples")
    found: list[JsonValue] = [value["example"]] if "example" in value else []
    return tuple(Example(v) for v in [*found, *(listed if isinstance(listed, list) else [])])


def xml_of(*schemas: Node) -> Xml | None:
    """The XML hints of a schema, those of the first one over those of the others (OpenAPI 3.1 section 4.8.26)."""
    hints = [schema["xml"] for schema in schemas if "xml" in schema]
    if not hints:
        return None

    def text(key: str) -> str:
        return next((hint.text(key) for hint in hints if key in hint), "")

    def flag(key: str) -> bool:
        return next((hint.flag(key) for hint in hints if key in hint), False)

    return Xml(
        name=text("name"),
        namespace=text("namespace"),
        prefix=text("prefix"),
        attribute=flag("attribute"),
        wrapped=flag("wrapped"),
        node_type=text("nodeType"),
    )


def enum_kind(values: Iterable[JsonScalar]) -> PrimitiveKind | None:
    """The one kind of all values; ``None`` where they are mixed."""
    kinds = {_kind(value) for value in values}
    if kinds == {PrimitiveKind.INTEGER, PrimitiveKind.NUMBER}:
        return PrimitiveKind.NUMBER
    return kinds.pop() if len(kinds) == 1 else None


def _kind(value: JsonScalar) -> PrimitiveKind:
    match value:
        case bool():
            return PrimitiveKind.BOOLEAN
        case int():
            return PrimitiveKind.INTEGER
        case float():
            return PrimitiveKind.NUMBER
        case str():
            return PrimitiveKind.STRING
        case None:
            return PrimitiveKind.NULL


def enum_model(
    shape: Shape, name: str, owner: str, module: str, kind: PrimitiveKind, book: NameBook, *, is_open: bool
) -> EnumModel:
    """The model of an enum. ``x-enum-varnames`` and ``x-enum-descriptions`` are honoured."""
    node, values = shape.node, shape.scalar_values
    given = _listed(node, _MEMBER_NAMES, values, "name")
    told = _listed(node, _MEMBER_WORDS, values, "description")
    named = member_names(book, node, values, given)
    members = [EnumMember(named[value], value, told.get(value, "")) for value in values]
    return EnumModel(
        name=name,
        owner=owner,
        module=module,
        source=node.source,
        kind=kind,
        members=tuple(members),
        is_open=is_open,
        title=node.text("title"),
        description=described(node),
        deprecated=node.flag("deprecated"),
        examples=examples_of(node),
    )


def _listed(node: Node, keys: tuple[str, ...], values: tuple[JsonScalar, ...], part: str) -> dict[JsonScalar, str]:
    """An extension that goes along with ``enum``: a list in the same order, or a mapping by value.

    ``part`` is what is taken of a mapping that tells several things of a value.
    """
    value = node.value if isinstance(node.value, dict) else {}
    for key in keys:
        given = value.get(key)
        if isinstance(given, list):
            whole = value.get("enum")
            order = whole if isinstance(whole, list) else list(values)
            return {v: str(text) for v, text in zip(order, given, strict=False) if isinstance(v, str | int | float)}
        if isinstance(given, dict):
            told = {v: given[str(v)] for v in values if str(v) in given}
            texts = {v: text.get(part) if isinstance(text, dict) else text for v, text in told.items()}
            return {v: str(text) for v, text in texts.items() if text is not None}
    return {}
