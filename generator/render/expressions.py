"""JSON values as Python expressions of a type: what a caller writes to pass them."""

from __future__ import annotations

import base64
import binascii
import datetime
import decimal
import json
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import assert_never

from ..model import (
    Access,
    AliasModel,
    AliasType,
    ArrayType,
    BinaryType,
    Discriminator,
    EnumModel,
    EnumType,
    Field,
    JsonScalar,
    JsonValue,
    LiteralType,
    MapType,
    Model,
    ModelType,
    NullableType,
    ObjectModel,
    PrimitiveKind,
    PrimitiveType,
    TypeRef,
    UnionType,
    UnknownType,
    is_constant,
)
from ..python.annotations import numeric_time, scalar_name
from ..python.literals import literal
from .layout import Atom, Bracket, Expression, array, call, mapping
from .limits import keeps_to

_DURATION = re.compile(
    r"P(?=.)(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?=.)(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+(?:\.\d+)?)S)?)?"
)


class MisfitError(Exception):
    """The value is none of the type."""


def own_fields(model: ObjectModel, models: Mapping[str, Model]) -> tuple[Field, ...]:
    """The fields of an object with those of its bases, which stand first; a narrowed one in its first place."""
    found: dict[str, Field] = {}
    for name in model.bases:
        base = models.get(name)
        if isinstance(base, ObjectModel):
            found.update((field.wire_name, field) for field in own_fields(base, models))
    found.update((field.wire_name, field) for field in model.fields)
    return tuple(found.values())


@dataclass(slots=True)
class Expressions:
    """Writes values. ``names`` collects what the written code has to import: ``models``, ``datetime``, ``Decimal``,
    ``UUID``.

    ``reads`` writes what a call returns (models by their constructors); else what a caller may pass, where
    a model is a dict by Python names unless a union would leave open which one is meant. ``checked`` takes
    only values that the schema itself allows: within the limits of their types, and known ones of enums.
    ``hidden`` fields are left out: those that callers may not set, or those that answers never hold.
    """

    models: Mapping[str, Model]
    reads: bool = False
    checked: bool = False
    hidden: Access = Access.READ
    names: set[str] = field(default_factory=set)

    def of(self, type_: TypeRef, value: JsonValue, *, told: bool = False) -> Expression:
        """The expression of a value in its JSON form. Raises ``MisfitError`` where it is none of the type.

        ``told`` says that a model has to be written by its constructor.
        """
        if self.checked:
            _check_limits(type_, value)
        return self._written(type_, value, told=told)

    def _written(self, type_: TypeRef, value: JsonValue, *, told: bool) -> Expression:
        match type_:
            case PrimitiveType():
                return self._scalar(type_, value)
            case LiteralType(values=values):
                return self._fixed(values, value)
            case ArrayType(items=items, prefix=prefix):
                types = (*prefix, *[items] * len(_list(value)))
                return array(self.of(t, item, told=told) for t, item in zip(types, _list(value), strict=False))
            case MapType(values=item_type):
                return mapping([(key, self.of(item_type, item, told=told)) for key, item in _mapping(value).items()])
            case ModelType(name=name):
                return self._object(name, value, told=told or self.reads)
            case EnumType(name=name):
                return self._member(name, type_, value)
            case AliasType(name=name):
                return self.of(self._alias(name), value, told=told)
            case UnionType():
                return self._variant(type_, value, told=told)
            case NullableType(inner=inner):
                return self._or_none(inner, value, told=told)
            case BinaryType():
                return Atom(literal(_text(value).encode("utf-8", "replace")))
            case UnknownType():
                return json_expression(value)
            case _:
                assert_never(type_)

    def construct(self, model: ObjectModel, value: JsonValue) -> Bracket:
        """``models.Name(...)`` with the fields that a caller may set."""
        self.names.add("models")
        items = [(f"{field.name}=", item) for field, item in self._fields(model, value)]
        return Bracket(f"models.{model.name}(", tuple(items), ")")

    def _fixed(self, values: tuple[JsonScalar, ...], value: JsonValue) -> Expression:
        if not any(value == known and type(value) is type(known) for known in values):
            raise MisfitError
        return Atom(literal(value))

    def _or_none(self, inner: TypeRef, value: JsonValue, *, told: bool) -> Expression:
        return Atom("None") if value is None else self.of(inner, value, told=told)

    def _object(self, name: str, value: JsonValue, *, told: bool) -> Expression:
        model = self.models.get(name)
        if not isinstance(model, ObjectModel):
            raise MisfitError
        heir = _tagged(model.heirs, value)
        if heir is not None and heir != name:
            return self._object(heir, value, told=True)
        if told:
            return self.construct(model, value)
        return mapping([(field.name, item) for field, item in self._fields(model, value)])

    def _fields(self, model: ObjectModel, value: JsonValue) -> list[tuple[Field, Expression]]:
        given = _mapping(value)
        found = []
        for field_ in own_fields(model, self.models):
            if field_.access is self.hidden:
                continue
            item = given.get(field_.wire_name)
            if item is not None:
                found.append((field_, self.of(field_.type, item)))
            elif field_.wire_name in given and field_.cardinality.nullable:
                found.append((field_, Atom("None")))
            elif field_.cardinality.required and not is_constant(field_.type):
                raise MisfitError
        return found

    def _alias(self, name: str) -> TypeRef:
        model = self.models.get(name)
        if not isinstance(model, AliasModel):
            raise MisfitError
        return model.type

    def _member(self, name: str, type_: EnumType, value: JsonValue) -> Expression:
        model = self.models.get(name)
        if not isinstance(model, EnumModel):
            raise MisfitError
        for member in model.members:
            if member.value == value and type(member.value) is type(value):
                self.names.add("models")
                return Atom(f"models.{name}.{member.name}")
        if not type_.is_open or self.reads or self.checked:
            raise MisfitError
        return self._scalar(PrimitiveType(type_.kind), value)

    def _variant(self, union: UnionType, value: JsonValue, *, told: bool) -> Expression:
        told = told or sum(isinstance(self._opened(variant), ModelType) for variant in union.variants) > 1
        named = _tagged(union.discriminator, value)
        if named is not None:
            is_alias = isinstance(self.models.get(named), AliasModel)
            return self.of(AliasType(named) if is_alias else ModelType(named), value, told=told)
        for variant in union.variants:
            names = set(self.names)
            try:
                return self.of(variant, value, told=told)
            except MisfitError:
                self.names = names
        raise MisfitError

    def _opened(self, type_: TypeRef) -> TypeRef:
        seen: set[str] = set()
        while isinstance(type_, AliasType) and type_.name not in seen:
            seen.add(type_.name)
            type_ = self._alias(type_.name)
        return type_

    def _scalar(self, type_: PrimitiveType, value: JsonValue) -> Expression:
        match type_.kind:
            case PrimitiveKind.STRING if isinstance(value, str):
                return self._string(scalar_name(type_), value)
            case PrimitiveKind.INTEGER | PrimitiveKind.NUMBER if unit := numeric_time(type_):
                return self._numeric_time(unit, value)
            case PrimitiveKind.INTEGER if isinstance(value, int) and not isinstance(value, bool):
                return Atom(literal(value))
            case PrimitiveKind.NUMBER if isinstance(value, int | float) and not isinstance(value, bool):
                return self._decimal(str(value)) if scalar_name(type_) == "Decimal" else Atom(literal(value))
            case PrimitiveKind.BOOLEAN if isinstance(value, bool):
                return Atom(literal(value))
            case PrimitiveKind.NULL if value is None:
                return Atom("None")
            case _:
                raise MisfitError

    def _string(self, python: str, value: str) -> Expression:
        try:
            match python:
                case "_dt.datetime":
                    return self._datetime(datetime.datetime.fromisoformat(value))
                case "_dt.date":
                    date = datetime.date.fromisoformat(value)
                    return self._time("date", (date.year, date.month, date.day))
                case "_dt.time":
                    return self._clock(datetime.time.fromisoformat(value))
                case "_dt.timedelta":
                    return self._duration(value)
                case "bytes":
                    return Atom(literal(_bytes(value)))
                case "Decimal":
                    return self._decimal(value)
                case "_uuid.UUID":
                    return self._uuid(value)
                case "int" | "float":
                    return Atom(literal(int(value) if python == "int" else float(value)))
                case _:
                    return Atom(literal(value))
        except (ValueError, binascii.Error) as error:
            raise MisfitError from error

    def _numeric_time(self, format_: str, value: JsonValue) -> Expression:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise MisfitError
        if format_ != "unixtime":
            self.names.add("datetime")
            return call("datetime.timedelta", **{format_: Atom(literal(value))})
        try:
            return self._datetime(datetime.datetime.fromtimestamp(value, datetime.UTC))
        except (ValueError, OverflowError, OSError) as error:
            raise MisfitError from error

    def _time(self, name: str, numbers: tuple[int, ...], zone: datetime.tzinfo | None = None) -> Bracket:
        self.names.add("datetime")
        positional = [Atom(str(number)) for number in numbers]
        keywords: dict[str, Expression] = {"tzinfo": _zone(zone)} if zone is not None else {}
        return replace(call(f"datetime.{name}", positional, **keywords), compact=True)

    def _datetime(self, value: datetime.datetime) -> Bracket:
        day = (value.year, value.month, value.day)
        return self._time("datetime", (*day, *_clock_numbers(value)), value.tzinfo)

    def _clock(self, value: datetime.time) -> Bracket:
        return self._time("time", _clock_numbers(value), value.tzinfo)

    def _duration(self, value: str) -> Bracket:
        found = _DURATION.fullmatch(value)
        if found is None:
            raise MisfitError
        parts = {unit: number for unit, number in found.groupdict().items() if number and float(number)}
        self.names.add("datetime")
        return call("datetime.timedelta", **{unit: Atom(_plain_number(number)) for unit, number in parts.items()})

    def _uuid(self, value: str) -> Bracket:
        uuid.UUID(value)
        self.names.add("UUID")
        return call("UUID", [Atom(literal(value))])

    def _decimal(self, value: str) -> Bracket:
        try:
            decimal.Decimal(value)
        except decimal.InvalidOperation as error:
            raise MisfitError from error
        self.names.add("Decimal")
        return call("Decimal", [Atom(literal(value))])


def _check_limits(type_: TypeRef, value: JsonValue) -> None:
    """Raises ``MisfitError`` where the value is not within the limits of the type itself."""
    if isinstance(type_, PrimitiveType | ArrayType | MapType) and not keeps_to(type_.constraints, value):
        raise MisfitError
    if isinstance(type_, ArrayType) and type_.unique:
        items = [json.dumps(item, sort_keys=True, default=str) for item in _list(value)]
        if len(set(items)) < len(items):
            raise MisfitError


def _tagged(tag: Discriminator | None, value: JsonValue) -> str | None:
    """The name of the model that the tag of a value stands for."""
    if tag is None or not isinstance(value, Mapping):
        return None
    return dict(tag.mapping).get(str(value.get(tag.property_name)))


def json_expression(value: JsonValue) -> Expression:
    """The value as plain data."""
    match value:
        case Mapping():
            return mapping([(str(key), json_expression(item)) for key, item in value.items()])
        case list() | tuple():
            return array(map(json_expression, value))
        case _:
            return Atom(literal(value))


def _mapping(value: JsonValue) -> Mapping[str, JsonValue]:
    if not isinstance(value, Mapping):
        raise MisfitError
    return value


def _list(value: JsonValue) -> Sequence[JsonValue]:
    if not isinstance(value, list | tuple):
        raise MisfitError
    return value


def _text(value: JsonValue) -> str:
    if not isinstance(value, str):
        raise MisfitError
    return value


def _bytes(value: str) -> bytes:
    text = value.rstrip("=").translate({ord("-"): "+", ord("_"): "/"})
    return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)


def _clock_numbers(value: datetime.datetime | datetime.time) -> tuple[int, ...]:
    numbers = [value.hour, value.minute, value.second, value.microsecond]
    while len(numbers) > 2 and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def _zone(zone: datetime.tzinfo) -> Expression:
    offset = zone.utcoffset(None) or datetime.timedelta()
    if not offset:
        return Atom("datetime.timezone.utc")
    minutes = int(offset.total_seconds()) // 60
    shift = {"hours": minutes // 60} if minutes % 60 == 0 else {"minutes": minutes}
    delta = call("datetime.timedelta", **{unit: Atom(str(number)) for unit, number in shift.items()})
    return call("datetime.timezone", [delta])


def _plain_number(text: str) -> str:
    return str(int(text)) if "." not in text else literal(float(text))
