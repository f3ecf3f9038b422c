"""A schema with its ``allOf`` merged: the keywords that decide what type it is (JSON Schema 2020-12).

``$ref`` beside nothing but annotations stays a reference; everywhere else references inside ``allOf``
are followed and their keywords joined, so that the rest of the builder sees one flat schema.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from .. import codes
from ..diagnostics import Report
from ..document import Document, Node
from ..model import JsonScalar, JsonValue

Variants: TypeAlias = tuple[Node, ...]

_STRUCTURE = frozenset(
    {
        "$ref", "type", "properties", "required", "items", "prefixItems", "additionalProperties", "patternProperties",
        "enum", "const", "oneOf", "anyOf", "allOf", "format", "contentEncoding", "contentMediaType", "$dynamicRef",
    }
)  # fmt: skip
_IMPLIED = (
    ("object", ("properties", "additionalProperties", "patternProperties", "required", "minProperties")),
    ("array", ("items", "prefixItems", "minItems", "maxItems", "uniqueItems")),
    ("string", ("pattern", "minLength", "maxLength", "format")),
    ("number", ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")),
)
_NUMBER_FORMATS = {"int32": "integer", "int64": "integer", "float": "number", "double": "number"}


@dataclass(slots=True)
class Shape:
    """One schema, flat. ``types`` is empty where any type will do; ``ref`` is set for a mere reference."""

    node: Node
    ref: Node | None = None
    types: tuple[str, ...] = ()
    format: str | None = None
    properties: dict[str, Node] = field(default_factory=dict)
    required: dict[str, None] = field(default_factory=dict)
    items: Node | None = None
    prefix: tuple[Node, ...] = ()
    extra: Node | bool | None = None
    patterns: tuple[Node, ...] = ()
    values: tuple[JsonValue, ...] | None = None
    is_const: bool = False
    variants: Variants = ()
    discriminator: Node | None = None
    unique: bool = False
    merged: bool = False

    @property
    def nullable(self) -> bool:
        """Whether ``null`` is named as a type or a value."""
        return "null" in self.types or (self.values is not None and None in self.values)

    @property
    def says_nothing(self) -> bool:
        """Whether any value will do: ``{}``, ``true``, or annotations alone."""
        return self.ref is None and self.values is None and not (self.types or self.own_types or self.variants)

    @property
    def scalar_values(self) -> tuple[JsonScalar, ...]:
        """The values of ``enum`` or ``const`` that are scalars, null left out, each once."""
        found = (v for v in self.values or () if v is None or isinstance(v, str | int | float))
        return tuple({(type(v), v): v for v in found if v is not None}.values())

    @property
    def own_types(self) -> tuple[str, ...]:
        """The types, null left out; implied ones where the schema names none."""
        named = tuple(t for t in self.types if t != "null")
        if named or self.types:
            return named
        value = self.node.value
        if self.properties or self.extra is not None or self.patterns:
            return ("object",)
        if not isinstance(value, dict):
            return ()
        if self.format in _NUMBER_FORMATS:
            return (_NUMBER_FORMATS[self.format],)
        return next(((name,) for name, keys in _IMPLIED if any(key in value for key in keys)), ())


class Shapes:
    """Works out the shape of each schema once."""

    def __init__(self, document: Document, report: Report) -> None:
        self._document = document
        self._report = report
        self._known: dict[str, Shape] = {}

    def of(self, node: Node) -> Shape:
        """The shape of a schema."""
        shape = self._known.get(node.pointer)
        if shape is None:
            shape = self._known[node.pointer] = self._gather(node, ())
        return shape

    def target(self, node: Node) -> Node | None:
        """What the schema's ``$ref`` points at; ``None`` where it has none or points nowhere."""
        if node.ref is None:
            return None
        found = self._document.lookup(node.ref, at=node)
        return found if found.exists else None

    def _gather(self, node: Node, within: tuple[str, ...]) -> Shape:
        shape = Shape(node)
        if not isinstance(node.value, dict):
            return shape
        structure = node.value.keys() & _STRUCTURE
        parts = self._parts(node)
        if "$ref" in structure and structure <= {"$ref", "type"}:
            shape.ref = parts[0] if parts else None
            return shape
        if len(parts) == 1 and structure <= {"allOf", "type"} and "null" not in _types(node.value.get("type")):
            return self._wrapped(node, parts[0], within)
        for part in parts:
            if part.pointer in within or part.pointer == node.pointer:
                self._report.add(codes.SCHEMA_CYCLE, "The schema contains itself through allOf", node.source)
                continue
            inner = self._gather(part, (*within, node.pointer))
            _join(shape, self._single(self._opened(inner, (*within, node.pointer)), (*within, node.pointer)))
        shape.merged = bool(parts)
        _join(shape, self._own(node))
        return shape

    def _wrapped(self, node: Node, part: Node, within: tuple[str, ...]) -> Shape:
        """An ``allOf`` around one schema, with annotations alone beside it, is that schema."""
        target = self.target(node)
        if target is None and isinstance(part.value, dict) and "$ref" in part.value:
            return Shape(node, ref=self.target(part))
        if part.pointer in within or part.pointer == node.pointer:
            return Shape(node)
        inner = self._gather(part, (*within, node.pointer))
        inner.node = node
        return inner

    def _opened(self, shape: Shape, within: tuple[str, ...]) -> Shape:
        """The shape behind a mere reference."""
        seen = set(within)
        while shape.ref is not None:
            if shape.ref.pointer in seen:
                return Shape(shape.node)
            seen.add(shape.ref.pointer)
            shape = self._gather(shape.ref, tuple(seen))
        return shape

    def _single(self, shape: Shape, within: tuple[str, ...]) -> Shape:
        """The one alternative of a schema that has no other but null: as a base, it is what is meant."""
        real = [v for v in shape.variants if isinstance(v.value, dict) and _types(v.value.get("type")) != ("null",)]
        if len(real) != 1 or len(shape.variants) == 1 or shape.properties:
            return shape
        return self._single(self._opened(self._gather(real[0], within), within), within)

    def opened(self, shape: Shape) -> Shape:
        """The shape behind a mere reference, however long the chain; empty for a chain that is a circle."""
        return self._opened(shape, (shape.node.pointer,)) if shape.ref is not None else shape

    def _parts(self, node: Node) -> list[Node]:
        target = self.target(node)
        parts = [target] if target is not None else []
        return [*parts, *node["allOf"]]

    def _own(self, node: Node) -> Shape:
        value = node.value if isinstance(node.value, dict) else {}
        shape = Shape(node, types=_types(value.get("type")))
        shape.format = _format(value)
        shape.properties = dict(node["properties"].items())
        shape.required = dict.fromkeys(name for name in _list(value.get("required")) if isinstance(name, str))
        shape.items = node.get("items")
        shape.prefix = tuple(node["prefixItems"])
        extra = value.get("additionalProperties")
        shape.extra = extra if isinstance(extra, bool) else node.get("additionalProperties")
        shape.patterns = tuple(schema for _, schema in node["patternProperties"].items())
        shape.unique = value.get("uniqueItems") is True
        if "const" in value:
            shape.values, shape.is_const = (value["const"],), True
        elif "enum" in value:
            shape.values = tuple(item.value for item in node["enum"])
        shape.variants = tuple(self._variants(node))
        if isinstance(value.get("discriminator"), dict):
            shape.discriminator = node.get("discriminator")
        return shape

    def _variants(self, node: Node) -> Iterator[Node]:
        """The alternatives of ``oneOf`` and ``anyOf``; those that only constrain are no types."""
        for keyword in ("oneOf", "anyOf"):
            found = list(node[keyword])
            if any(isinstance(a.value, dict) and a.value.keys() & (_STRUCTURE - {"required"}) for a in found):
                yield from found


def plain(schema: Node) -> Node:
    """The schema as a mapping: ``true`` says nothing, as ``{}`` does; ``false`` allows no value."""
    if not isinstance(schema.value, bool):
        return schema
    return Node(schema.document, schema.pointer, {} if schema.value else {"not": {}})


def _join(into: Shape, part: Shape) -> None:
    """Adds the keywords of one more schema that must hold as well."""
    if part.types:
        both = tuple(t for t in part.types if t in into.types or (t == "integer" and "number" in into.types))
        into.types = part.types if not into.types else both or part.types
    into.format = part.format or into.format
    for name, schema in part.properties.items():
        if name not in into.properties or _says_type(schema):
            into.properties[name] = schema
    into.required.update(part.required)
    into.items = part.items if part.items is not None else into.items
    into.prefix = part.prefix or into.prefix
    into.extra = part.extra if part.extra is not None else into.extra
    into.patterns += part.patterns
    into.unique |= part.unique
    if part.values is not None:
        into.values, into.is_const = part.values, part.is_const
    if part.variants:
        into.variants, into.discriminator = part.variants, part.discriminator or into.discriminator
    elif part.discriminator is not None and not into.variants:
        into.discriminator = part.discriminator


def _says_type(schema: Node) -> bool:
    return isinstance(schema.value, dict) and bool(schema.value.keys() & _STRUCTURE)


def _types(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(dict.fromkeys(t for t in _list(value) if isinstance(t, str)))


def _format(value: Mapping[str, JsonValue]) -> str | None:
    """The format; ``contentEncoding`` of JSON Schema 2020-12 says the same as ``format: byte``."""
    encoding, named = value.get("contentEncoding"), value.get("format")
    if isinstance(encoding, str) and encoding.lower() in {"base64", "base64url"}:
        return "byte" if encoding.lower() == "base64" else "base64url"
    if not isinstance(named, str):
        return "binary" if value.get("contentMediaType") == "application/octet-stream" else None
    return named


def _list(value: object) -> list[JsonValue]:
    return value if isinstance(value, list) else []
