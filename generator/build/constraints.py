"""Limits of schemas: read, joined where several must hold, and kept with the type that they limit."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import TypeVar

from ..model import ArrayType, Constraints, JsonValue, MapType, PrimitiveKind, PrimitiveType, TypeRef

_NUMBERS = {
    "minimum": "minimum",
    "maximum": "maximum",
    "exclusiveMinimum": "exclusive_minimum",
    "exclusiveMaximum": "exclusive_maximum",
    "multipleOf": "multiple_of",
}
_COUNTS = {
    "minLength": "min_length",
    "maxLength": "max_length",
    "minItems": "min_items",
    "maxItems": "max_items",
    "minProperties": "min_properties",
    "maxProperties": "max_properties",
}
_OF_TEXT = frozenset({"min_length", "max_length", "patterns"})
_OF_NUMBERS = frozenset(_NUMBERS.values())
_OF_LISTS = frozenset({"min_items", "max_items"})
_OF_MAPS = frozenset({"min_properties", "max_properties"})
_NONE = Constraints()
_LARGEST = sys.float_info.max
_T = TypeVar("_T")


def read_constraints(schema: JsonValue) -> Constraints | None:
    """The limits that a schema states itself; those of a wrong type say nothing."""
    if not isinstance(schema, Mapping):
        return None
    found: dict[str, float] = {}
    for keyword, name in _NUMBERS.items():
        value = schema.get(keyword)
        if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _LARGEST:
            found[name] = value
    counts: dict[str, int] = {}
    for keyword, name in _COUNTS.items():
        value = schema.get(keyword)
        if isinstance(value, int | float) and not isinstance(value, bool) and value >= 0 and value == int(value):
            counts[name] = int(value)
    if found.get("multiple_of", 1) <= 0:
        del found["multiple_of"]
    if counts.get("min_length") == 0:
        del counts["min_length"]
    pattern = schema.get("pattern")
    patterns = (pattern,) if isinstance(pattern, str) and pattern else ()
    made = Constraints(**found, **counts, patterns=patterns)  # type: ignore[arg-type]
    return made if made != _NONE else None


def join_constraints(some: Constraints | None, others: Constraints | None) -> Constraints | None:
    """The limits of schemas that must hold together: the narrower of each."""
    if some is None or others is None:
        return some or others
    return Constraints(
        minimum=_pick(max, some.minimum, others.minimum),
        maximum=_pick(min, some.maximum, others.maximum),
        exclusive_minimum=_pick(max, some.exclusive_minimum, others.exclusive_minimum),
        exclusive_maximum=_pick(min, some.exclusive_maximum, others.exclusive_maximum),
        multiple_of=_pick(max, some.multiple_of, others.multiple_of),
        min_length=_pick(max, some.min_length, others.min_length),
        max_length=_pick(min, some.max_length, others.max_length),
        patterns=tuple(dict.fromkeys((*some.patterns, *others.patterns))),
        min_items=_pick(max, some.min_items, others.min_items),
        max_items=_pick(min, some.max_items, others.max_items),
        min_properties=_pick(max, some.min_properties, others.min_properties),
        max_properties=_pick(min, some.max_properties, others.max_properties),
    )


def limited(type_: TypeRef, constraints: Constraints | None) -> TypeRef:
    """The type with those of the limits that can limit it, beside those that it has."""
    if constraints is None:
        return type_
    match type_:
        case PrimitiveType(kind=PrimitiveKind.STRING):
            own = _kept(constraints, _OF_TEXT)
        case PrimitiveType(kind=PrimitiveKind.INTEGER | PrimitiveKind.NUMBER):
            own = _kept(constraints, _OF_NUMBERS)
        case ArrayType():
            own = _kept(constraints, _OF_LISTS)
        case MapType():
            own = _kept(constraints, _OF_MAPS)
        case _:
            return type_
    return replace(type_, constraints=join_constraints(type_.constraints, own))


def _kept(constraints: Constraints, names: frozenset[str]) -> Constraints | None:
    cleared = {f.name: f.default for f in fields(Constraints) if f.name not in names}
    made = replace(constraints, **cleared)  # type: ignore[arg-type]
    return made if made != _NONE else None


def _pick(choose: Callable[[_T, _T], _T], some: _T | None, other: _T | None) -> _T | None:
    if some is None or other is None:
        return other if some is None else some
    return choose(some, other)
