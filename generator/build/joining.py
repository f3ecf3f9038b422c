"""Schemas that must hold together: their keywords as those of one schema (JSON Schema 2020-12 section 10.2.1.1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from ..document import Node
from ..model import Constraints, JsonScalar, JsonValue
from .constraints import join_constraints

Variants: TypeAlias = tuple[Node, ...]

STRUCTURE = frozenset(
    {
        "$ref", "type", "properties", "required", "items", "prefixItems", "additionalProperties", "patternProperties",
        "enum", "const", "oneOf", "anyOf", "allOf", "format", "contentEncoding", "contentMediaType", "$dynamicRef",
        "unevaluatedProperties", "then", "else", "dependentSchemas",
    }
)  # fmt: skip
"""The keywords that decide what type a schema is."""

_IMPLIED = (
    ("object", ("properties", "additionalProperties", "patternProperties", "required", "minProperties")),
    ("array", ("items", "prefixItems", "minItems", "maxItems", "uniqueItems")),
    ("string", ("pattern", "minLength", "maxLength", "format")),
    ("number", ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")),
)
_NUMBER_FORMATS = {"int32": "integer", "int64": "integer", "float": "number", "double": "number"}


@dataclass(slots=True)
class Shape:
    """One schema, flat. ``types`` is empty where any type will do; ``ref`` is set for a mere reference.

    ``rivals`` are the schemas of a property that more than one part describes. ``further`` are unions
    beside ``variants`` that must hold too.
    """

    node: Node
    ref: Node | None = None
    types: tuple[str, ...] = ()
    format: str | None = None
    properties: dict[str, Node] = field(default_factory=dict)
    rivals: dict[str, tuple[Node, ...]] = field(default_factory=dict)
    required: dict[str, None] = field(default_factory=dict)
    items: Node | None = None
    prefix: tuple[Node, ...] = ()
    extra: Node | bool | None = None
    unevaluated: Node | bool | None = None
    patterns: tuple[Node, ...] = ()
    values: tuple[JsonValue, ...] | None = None
    is_const: bool = False
    variants: Variants = ()
    further: tuple[Variants, ...] = ()
    discriminator: Node | None = None
    unique: bool = False
    merged: bool = False
    constraints: Constraints | None = None

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


def join(into: Shape, part: Shape) -> Iterator[str]:
    """Adds the keywords of one more schema that must hold as well; yields what the two contradict each other in.

    Where they do, the one that is added wins.
    """
    if part.types:
        both = _both_types(into.types, part.types)
        if into.types and not both:
            yield f"no value is {' or '.join(into.types)} and {' or '.join(part.types)} as well"
        into.types = both or part.types
    if part.values is not None:
        common = part.values if into.values is None else tuple(v for v in part.values if _is_in(v, into.values))
        if part.values and not common:
            yield "no value is in both enums"
        into.values, into.is_const = common or part.values, part.is_const or (into.is_const and bool(common))
    into.format = part.format or into.format
    _join_object(into, part)
    into.items = part.items if part.items is not None else into.items
    into.prefix = part.prefix or into.prefix
    into.unique |= part.unique
    into.constraints = join_constraints(into.constraints, part.constraints)
    _join_variants(into, part)


def _both_types(some: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    if not some:
        return others
    found = [t for t in others if t in some or (t == "integer" and "number" in some)]
    return tuple(dict.fromkeys([*found, *(["integer"] if "integer" in some and "number" in others else [])]))


def _is_in(value: JsonValue, values: tuple[JsonValue, ...]) -> bool:
    return any(value == known and type(value) is type(known) for known in values)


def _join_object(into: Shape, part: Shape) -> None:
    for name, schema in part.properties.items():
        before = into.properties.get(name)
        if before is None or not says_type(before):
            into.properties[name] = schema
        elif says_type(schema) and schema.pointer != before.pointer:
            into.rivals[name] = (*into.rivals.get(name, (before,)), schema)
            into.properties[name] = schema
    into.required.update(part.required)
    into.extra = part.extra if part.extra is not None else into.extra
    into.unevaluated = part.unevaluated if part.unevaluated is not None else into.unevaluated
    into.patterns += part.patterns


def _join_variants(into: Shape, part: Shape) -> None:
    if part.variants:
        if into.variants and [v.pointer for v in into.variants] != [v.pointer for v in part.variants]:
            into.further += (into.variants,)
        into.variants, into.discriminator = part.variants, part.discriminator or into.discriminator
    elif part.discriminator is not None and not into.variants:
        into.discriminator = part.discriminator
    into.further += part.further


def says_type(schema: Node) -> bool:
    """Whether a schema says anything of the type of its values."""
    return isinstance(schema.value, dict) and bool(schema.value.keys() & STRUCTURE)
