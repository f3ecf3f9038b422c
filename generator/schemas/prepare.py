"""The canonical JSON Schema document by which datamodel-code-generator sees one unit.

It is plain on purpose: objects with properties under their Python names, arrays, maps, ``anyOf`` and
references to definitions. A model of another unit is an empty stub, so that the result depends on the
unit alone. What JSON Schema has no word for (formats, constants, tagged unions, names of unions) is a
leaf that bears its annotation.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import TypeAlias

from ..model import (
    Access,
    AliasModel,
    ArrayType,
    EnumModel,
    EnumType,
    Field,
    MapType,
    Model,
    ModelType,
    NullableType,
    ObjectModel,
    TypeRef,
    UnionType,
    UnknownType,
)
from ..python.annotations import Mode, annotation, is_marked
from .units import Unit

Schema: TypeAlias = dict[str, object]

LEAF = "x-sdk-annotation"
"""The keyword of a leaf: its annotation, ready to print."""

DEFINITIONS = "#/$defs/"


def prepare(unit: Unit, taken: Container[str] = ()) -> Schema:
    """The document of a unit.

    ``taken`` are the names of all fields in it: a builtin of that name is spelled in another way.
    """
    definitions = {model.name: _definition(model, taken) for model in unit.models}
    stubs = {name: {"type": "object"} for name in unit.foreign}
    return {"$defs": definitions | stubs}


def is_always_read(field: Field) -> bool:
    """Whether every answer holds the field: it is required, and no secret that only requests hold."""
    return field.cardinality.required and field.access is not Access.WRITE


def _definition(model: Model, taken: Container[str]) -> Schema:
    match model:
        case ObjectModel():
            return _object(model, taken)
        case EnumModel(kind=kind, members=members):
            return {"type": kind.value, "enum": [member.value for member in members]}
        case AliasModel(type=type_):
            return _schema(type_, taken)


def _object(model: ObjectModel, taken: Container[str]) -> Schema:
    schema: Schema = {
        "type": "object",
        "properties": {
            field.name: _schema(NullableType(field.type) if field.cardinality.nullable else field.type, taken)
            for field in model.fields
        },
        "required": [field.name for field in model.fields if is_always_read(field)],
    }
    if model.extra is not None and model.extra != UnknownType():
        schema["additionalProperties"] = _schema(model.extra, taken)
    if model.bases:
        schema["allOf"] = [{"$ref": DEFINITIONS + base} for base in model.bases]
    return schema


def _schema(type_: TypeRef, taken: Container[str]) -> Schema:
    match type_:
        case ModelType(name=name) | EnumType(name=name):
            return {"$ref": DEFINITIONS + name}
        case ArrayType(prefix=prefix, items=items):
            return {"type": "array", "items": _any_of(dict.fromkeys((*prefix, items)), taken)}
        case MapType(values=values) if "str" not in taken:
            return {"type": "object", "additionalProperties": _schema(values, taken)}
        case UnionType(variants=variants) if not is_marked(type_):
            return _any_of(variants, taken)
        case NullableType(inner=inner):
            return {"anyOf": [_schema(inner, taken), {"type": "null"}]}
        case _:
            return {"type": "string", LEAF: annotation(type_, models="", mode=Mode.WIRE, taken=taken)}


def _any_of(types: Iterable[TypeRef], taken: Container[str]) -> Schema:
    schemas = [_schema(type_, taken) for type_ in types]
    return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}
