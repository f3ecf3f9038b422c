"""Example values: those of the document where it has some that fit, else made from name and type.

A made value is a function of its own place alone, the wire name and the type, so that it never changes
because something else did. It is of the kind that format and name suggest, within the limits of the type.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import assert_never

from ..model import (
    Access,
    AliasModel,
    AliasType,
    ArrayType,
    BinaryType,
    EnumModel,
    EnumType,
    Example,
    Field,
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
)
from .expressions import Expressions, MisfitError, own_fields
from .limits import distinct, keeps_to
from .scalars import made_scalar

_DEEPEST = 24
_FULL_DEPTH = 1
_MOST_ITEMS = 50


class EndlessError(Exception):
    """The type holds itself, so that no value of it ends."""


@dataclass(frozen=True, slots=True)
class Examples:
    """Example values, in their JSON form, for the types of one API.

    They are such as callers send, without the ``hidden`` fields that the API alone sets; or such as it answers.
    """

    models: Mapping[str, Model]
    hidden: Access = Access.READ

    def value(self, type_: TypeRef, name: str, given: Iterable[JsonValue] = ()) -> JsonValue:
        """A value of the type for something called ``name``: the first given one that fits, else a made one.

        Raises ``EndlessError`` where the type has no finite value.
        """
        for value in given:
            if self.fits(type_, value):
                return value
        return self._make(type_, name, ())

    def of_model(self, model: Model, given: Iterable[JsonValue] = ()) -> JsonValue:
        """A value of a named type: an example of its own or a given one, else made, with all that it can hold.

        Raises ``EndlessError``.
        """
        match model:
            case ObjectModel():
                type_: TypeRef = ModelType(model.name)
            case EnumModel():
                type_ = EnumType(model.name, model.kind, model.is_open)
            case AliasModel():
                type_ = model.type
        return self.value(type_, model.name, [*candidates(model.examples), *given])

    def fits(self, type_: TypeRef, value: JsonValue) -> bool:
        """Whether the value may stand where the type is wanted, within its limits."""
        try:
            Expressions(self.models, checked=True, hidden=self.hidden).of(type_, value)
        except (MisfitError, RecursionError):
            return False
        return True

    def _make(self, type_: TypeRef, name: str, inside: tuple[str, ...]) -> JsonValue:
        if len(inside) > _DEEPEST:
            raise EndlessError
        match type_:
            case PrimitiveType():
                return made_scalar(type_, name)
            case LiteralType(values=values):
                return values[0] if values else None
            case ArrayType():
                return self._array(type_, name, inside)
            case MapType():
                return self._map(type_, inside)
            case ModelType() | EnumType() | AliasType():
                return self._named(type_.name, name, inside)
            case UnionType():
                return self._union(type_, name, inside)
            case NullableType(inner=inner):
                return self._make(inner, name, inside)
            case BinaryType():
                return "Hello, world!"
            case UnknownType():
                return made_scalar(PrimitiveType(PrimitiveKind.STRING), name)
            case _:
                assert_never(type_)

    def _array(self, type_: ArrayType, name: str, inside: tuple[str, ...]) -> JsonValue:
        try:
            if type_.prefix:
                return [self._make(item, _singular(name), inside) for item in type_.prefix]
            limits = type_.constraints
            wanted = max((limits.min_items if limits else None) or 1, 1)
            if limits is not None and limits.max_items is not None:
                wanted = min(wanted, limits.max_items)
            first = self._make(type_.items, _singular(name), inside)
            return [self._item(type_, first, number) for number in range(min(wanted, _MOST_ITEMS))]
        except EndlessError:
            return []

    def _item(self, type_: ArrayType, first: JsonValue, number: int) -> JsonValue:
        """The value again, or another one of its type where the items of the list must differ."""
        if not type_.unique or not number:
            return first
        model = self.models.get(type_.items.name) if isinstance(type_.items, EnumType) else None
        if isinstance(model, EnumModel):
            return model.members[number % len(model.members)].value if model.members else first
        if isinstance(type_.items, LiteralType):
            return type_.items.values[number % len(type_.items.values)]
        other = distinct(first, number)
        return other if self.fits(type_.items, other) else first

    def _map(self, type_: MapType, inside: tuple[str, ...]) -> JsonValue:
        try:
            value = self._make(type_.values, "value", inside)
        except EndlessError:
            return {}
        wanted = (type_.constraints.min_properties if type_.constraints else None) or 1
        made = {f"key{number or ''}": value for number in range(min(wanted, _MOST_ITEMS))}
        return made if keeps_to(type_.constraints, made) else {}

    def _union(self, union: UnionType, name: str, inside: tuple[str, ...]) -> JsonValue:
        for variant in union.variants:
            try:
                value = self._make(variant, name, inside)
            except EndlessError:
                continue
            return self.tagged(union, variant, value)
        raise EndlessError

    def tagged(self, union: UnionType, variant: TypeRef, value: JsonValue) -> JsonValue:
        """The value with the tag by which it is told apart from the other variants."""
        tag = union.discriminator
        if tag is None or not isinstance(variant, ModelType) or not isinstance(value, Mapping):
            return value
        word = next((word for word, name in tag.mapping if name == variant.name), None)
        known = dict(tag.mapping).get(str(value.get(tag.property_name)))
        return value if word is None or known == variant.name else {**value, tag.property_name: word}

    def _named(self, model_name: str, name: str, inside: tuple[str, ...]) -> JsonValue:
        model = self.models.get(model_name)
        if model is None or model_name in inside:
            raise EndlessError
        for example in model.examples:
            if self.fits(reference(model), example.value):
                return example.value
        match model:
            case EnumModel(members=members):
                return members[0].value if members else made_scalar(PrimitiveType(model.kind), name)
            case AliasModel(type=type_):
                return self._make(type_, name, (*inside, model_name))
            case ObjectModel():
                return self._object(model, (*inside, model_name))

    def _object(self, model: ObjectModel, inside: tuple[str, ...]) -> JsonValue:
        found: dict[str, JsonValue] = {}
        for field in own_fields(model, self.models):
            if field.access is self.hidden or not self._is_shown(field, len(inside)):
                continue
            try:
                found[field.wire_name] = self._field(field, inside)
            except EndlessError:
                if field.cardinality.required:
                    raise
        return found

    def _is_shown(self, field: Field, depth: int) -> bool:
        if field.cardinality.required or depth <= _FULL_DEPTH or field.examples:
            return True
        return depth == _FULL_DEPTH + 1 and isinstance(field.type, PrimitiveType | EnumType | LiteralType)

    def _field(self, field: Field, inside: tuple[str, ...]) -> JsonValue:
        for value in candidates(field.examples, field.cardinality.default):
            if self.fits(field.type, value):
                return value
        return self._make(field.type, field.wire_name, inside)


def candidates(examples: tuple[Example, ...], default: object = None, name: str = "") -> list[JsonValue]:
    """The values that the document gives, the example called ``name`` first and the default last; never null."""
    found = sorted(examples, key=lambda example: bool(name) and example.name != name)
    values: list[JsonValue] = [example.value for example in found]
    if default is not None:
        values.append(getattr(default, "value", None))
    return [value for value in values if value is not None]


def _singular(name: str) -> str:
    if name.endswith("ies") and len(name) > 4:
        return f"{name[:-3]}y"
    return name[:-1] if name.endswith("s") and not name.endswith(("ss", "us", "is")) else name


def reference(model: Model) -> TypeRef:
    """The type that points at a named type."""
    match model:
        case ObjectModel():
            return ModelType(model.name)
        case EnumModel():
            return EnumType(model.name, model.kind, model.is_open)
        case AliasModel():
            return AliasType(model.name)
