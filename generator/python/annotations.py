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
    Held,
    JsonScalar,
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

NUMBER_FORMATS = {
    "unixtime": "_dt.datetime",
    "seconds": "_dt.timedelta",
    "milliseconds": "_dt.timedelta",
}
"""Formats of integers and numbers with a Python type of their own: points in time and spans of it."""

WIRE_FORMATS = {
    "byte": "Base64Bytes",
    "base64": "Base64Bytes",
    "base64url": "Base64UrlBytes",
    "decimal": "DecimalString",
    "duration": "DurationString",
}
"""String formats that travel in another form than their Python type: names of the runtime's ``formats``."""

_NUMBERS_ON_WIRE = {"unixtime": "UnixTime", "seconds": "Seconds", "milliseconds": "Millis"}
"""How the names of those in the runtime's ``numeric_times`` begin; they end by the kind of number."""
_NUMBER_KINDS = {PrimitiveKind.INTEGER: "Int", PrimitiveKind.NUMBER: "Float"}

HELD = {
    Held.TEXT: "str",
    Held.INTEGER: "int",
    Held.FLOAT: "float",
    Held.DECIMAL: "Decimal",
    Held.UUID: "_uuid.UUID",
}
"""The Python types of what the settings say is held."""

_HELD_ON_WIRE = {Held.INTEGER: "IntString", Held.FLOAT: "FloatString"}
"""Numbers that travel as strings: names of the runtime's ``formats``."""

SCALARS = {
    PrimitiveKind.STRING: "str",
    PrimitiveKind.INTEGER: "int",
    PrimitiveKind.NUMBER: "float",
    PrimitiveKind.BOOLEAN: "bool",
    PrimitiveKind.NULL: "None",
}


class Mode(Enum):
    """``READ``: what calls return. ``INPUT``: what callers may pass. ``WIRE``: what is validated.

    To a type checker ``WIRE`` says the same as ``READ``; at run time it also says how bytes and decimals
    travel and by which tag a union is told apart (the runtime's ``formats`` and ``unions``).

    Input takes a model or its typed dict (``Pet | PetDict``), a known enum value or any scalar of its
    kind, ``Sequence`` and ``Mapping`` for lists and maps, and for a named union, array or map the twin
    alias that stands beside it (``ShapesInput`` for ``Shapes``).
    """

    READ = "read"
    INPUT = "input"
    WIRE = "wire"


def scalar_name(type_: PrimitiveType) -> str:
    """The bare name of a scalar's Python type."""
    if type_.held is not None:
        return HELD[type_.held]
    if type_.kind is PrimitiveKind.STRING:
        return STRING_FORMATS.get(type_.format or "", "str")
    if type_.kind is PrimitiveKind.NUMBER and type_.format == "decimal":
        return "Decimal"
    if unit := numeric_time(type_):
        return NUMBER_FORMATS[unit]
    return SCALARS[type_.kind]


def numeric_time(type_: TypeRef) -> str:
    """The format of a point in time, or a span, that travels as a number; empty for any other type."""
    if not isinstance(type_, PrimitiveType) or type_.kind not in _NUMBER_KINDS or type_.held is not None:
        return ""
    return type_.format if type_.format in NUMBER_FORMATS else ""


def _wire_name(type_: PrimitiveType) -> str | None:
    """The name of the runtime's type for a scalar that is another thing in Python; ``None`` for any other."""
    if unit := numeric_time(type_):
        return _NUMBERS_ON_WIRE[unit] + _NUMBER_KINDS[type_.kind]
    if type_.kind is not PrimitiveKind.STRING:
        return "DecimalNumber" if scalar_name(type_) == "Decimal" else None
    return _HELD_ON_WIRE.get(type_.held) if type_.held is not None else WIRE_FORMATS.get(type_.format or "")


def annotation(type_: TypeRef, *, models: str = "models.", mode: Mode = Mode.READ, taken: Container[str] = ()) -> str:
    """The annotation of a type.

    ``models`` stands before the name of each model. A builtin whose name is in ``taken`` (fields of the
    class that the annotation stands in) is reached through ``_b``, the alias of ``builtins``.
    """
    return _Speller(models, mode, taken).text(type_)


def is_marked(type_: UnionType) -> bool:
    """Whether the runtime has to be told how the variants are told apart: by a tag, or by known values of enums."""
    enums = [variant for variant in type_.variants if isinstance(variant, EnumType) and variant.is_open]
    return type_.discriminator is not None or len(enums) > 1


@dataclass(frozen=True, slots=True)
class _Speller:
    models: str
    mode: Mode
    taken: Container[str]

    @property
    def reads(self) -> bool:
        return self.mode is not Mode.INPUT

    def text(self, type_: TypeRef) -> str:
        """The alternatives joined by ``|``, each once, ``None`` last."""
        names = dict.fromkeys(name for member in self.members(type_) for name in self.names(member))
        return " | ".join(sorted(names, key=lambda name: name == "None"))

    def members(self, type_: TypeRef) -> Iterable[TypeRef]:
        """The alternatives of a type, nested unions opened where no tag tells them apart."""
        match type_:
            case UnionType(variants=variants) if not self.is_marked(type_):
                for variant in variants:
                    yield from self.members(variant)
            case NullableType(inner=inner):
                yield from self.members(inner)
                yield PrimitiveType(PrimitiveKind.NULL)
            case _:
                yield type_

    def is_marked(self, type_: UnionType) -> bool:
        return self.mode is Mode.WIRE and is_marked(type_)

    def names(self, type_: TypeRef) -> tuple[str, ...]:
        match type_:
            case PrimitiveType():
                return (self.scalar(type_),)
            case LiteralType(values=values):
                return (self.literal(values),)
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
                return (self.binary(),)
            case UnknownType():
                return ("JsonValue" if self.reads else "JsonInput",)
            case UnionType() | NullableType():
                return (self.union(type_),)
            case _:
                assert_never(type_)

    def union(self, type_: UnionType | NullableType) -> str:
        if not isinstance(type_, UnionType) or self.mode is not Mode.WIRE:
            return self.text(type_)
        if type_.discriminator is None:
            parts = dict.fromkeys(map(self.text, type_.variants))
            return f"Annotated[{' | '.join(parts)}, FirstKnown()]" if is_marked(type_) else self.text(type_)
        tag, mapping = literal(type_.discriminator.property_name), literal(dict(type_.discriminator.mapping))
        default = f", {literal(type_.discriminator.default)}" if type_.discriminator.default else ""
        return f"Annotated[{self.text(UnionType(type_.variants))}, Tagged({tag}, {mapping}{default})]"

    def scalar(self, type_: PrimitiveType) -> str:
        wire = _wire_name(type_) if self.mode is Mode.WIRE else None
        return wire or self.builtin(scalar_name(type_))

    def literal(self, values: Iterable[JsonScalar]) -> str:
        """``Literal`` takes no numbers with a fraction (PEP 586): those are just ``float``."""
        exact = [literal(value) for value in values if not isinstance(value, float)]
        names = [f"Literal[{', '.join(exact)}]"] if exact else []
        if any(isinstance(value, float) for value in values):
            names.append(self.builtin("float"))
        return " | ".join(names)

    def binary(self) -> str:
        return {Mode.READ: self.builtin("bytes"), Mode.INPUT: "FileInput", Mode.WIRE: "Binary"}[self.mode]

    def builtin(self, name: str) -> str:
        return f"_b.{name}" if name in SCALAR_NAMES and name in self.taken else name
