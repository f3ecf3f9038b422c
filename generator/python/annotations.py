"""Types of the operation model as Python annotations: what a call returns, and what a caller may pass."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from ..model import (
    AliasType,
    ArrayType,
    BinaryType,
    EnumType,
    LiteralType,
    MapType,
    ModelType,
    NullableType,
    PrimitiveKind,
    PrimitiveType,
    TypeRef,
    UnionType,
    UnknownType,
)
from .literals import literal
from .reserved import SCALARS as SCALAR_NAMES

STRING_FORMATS = {
    "date-time": "_dt.datetime",
    "date": "_dt.date",
    "time": "_dt.time",
    "duration": "_dt.timedelta",
    "byte": "bytes",
    "base64": "bytes",
    "base64url": "bytes",
    "decimal": "Decimal",
}
"""String formats with a Python type of their own; every other one is ``str``."""

SCALARS = {
    PrimitiveKind.STRING: "str",
    PrimitiveKind.INTEGER: "int",
    PrimitiveKind.NUMBER: "float",
    PrimitiveKind.BOOLEAN: "bool",
    PrimitiveKind.NULL: "None",
}


class Mode(Enum):
    """``READ``: what calls return and models hold. ``INPUT``: what callers may pass.

    Input takes a model or its typed dict (``Pet | PetDict``), a known enum value or any scalar of its
    kind, ``Sequence`` and ``Mapping`` for lists and maps, and for a named union, array or map the twin
    alias that stands beside it (``ShapesInput`` for ``Shapes``).
    """

    READ = "read"
    INPUT = "input"


def scalar_name(type_: PrimitiveType) -> str:
    """The bare name of a scalar's Python type."""
    if type_.kind is PrimitiveKind.STRING:
        return STRING_FORMATS.get(type_.format or "", "str")
    if type_.kind is PrimitiveKind.NUMBER and type_.format == "decimal":
        return "Decimal"
    return SCALARS[type_.kind]


def annotation(type_: TypeRef, *, models: str = "models.", mode: Mode = Mode.READ, taken: Container[str] = ()) -> str:
    """The annotation of a type.

    ``models`` stands before the name of each model. A builtin whose name is in ``taken`` (fields of the
    class that the annotation stands in) is reached through ``_b``, the alias of ``builtins``.
    """
    return _Speller(models, mode is Mode.READ, taken).text(type_)


def _members(type_: TypeRef) -> Iterable[TypeRef]:
    """The alternatives of a type, nested unions opened."""
    match type_:
        case UnionType(variants=variants):
            for variant in variants:
                yield from _members(variant)
        case NullableType(inner=inner):
            yield from _members(inner)
            yield PrimitiveType(PrimitiveKind.NULL)
        case _:
            yield type_


@dataclass(frozen=True, slots=True)
class _Speller:
    models: str
    reads: bool
    taken: Container[str]

    def text(self, type_: TypeRef) -> str:
        """The alternatives joined by ``|``, each once, ``None`` last."""
        names = dict.fromkeys(name for member in _members(type_) for name in self.names(member))
        return " | ".join(sorted(names, key=lambda name: name == "None"))

    def names(self, type_: TypeRef) -> tuple[str, ...]:
        match type_:
            case PrimitiveType():
                return (self.builtin(scalar_name(type_)),)
            case LiteralType(values=values):
                return (f"Literal[{', '.join(map(literal, values))}]",)
            case ArrayType(prefix=prefix, items=items):
                parts = dict.fromkeys(map(self.text, (*prefix, items)))
                return (f"{'List' if self.reads else 'Sequence'}[{' | '.join(parts)}]",)
            case MapType(values=value):
                return (f"{'Dict' if self.reads else 'Mapping'}[{self.builtin('str')}, {self.text(value)}]",)
            case ModelType(name=name):
                model = self.models + name
                return (model,) if self.reads else (model, f"{model}Dict")
            case EnumType(name=name, kind=kind):
                enum = self.models + name
                return (enum,) if self.reads else (enum, self.builtin(SCALARS[kind]))
            case AliasType(name=name):
                return (self.models + name + ("" if self.reads else "Input"),)
            case BinaryType():
                return (self.builtin("bytes") if self.reads else "FileInput",)
            case UnknownType():
                return ("JsonValue" if self.reads else "JsonInput",)
            case UnionType() | NullableType():
                return (self.text(type_),)
            case _:
                assert_never(type_)

    def builtin(self, name: str) -> str:
        return f"_b.{name}" if name in SCALAR_NAMES and name in self.taken else name
