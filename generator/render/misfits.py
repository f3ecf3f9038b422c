"""Why a value is none of a type: the innermost part that does not fit, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..model import (
    Access,
    AliasModel,
    AliasType,
    ArrayType,
    Discriminator,
    EnumModel,
    EnumType,
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
    is_constant,
)
from .examples import Examples
from .expressions import own_fields

_DEEPEST = 50
_JSON_KINDS: dict[PrimitiveKind, tuple[type, ...]] = {
    PrimitiveKind.STRING: (str,),
    PrimitiveKind.INTEGER: (int,),
    PrimitiveKind.NUMBER: (int, float),
    PrimitiveKind.BOOLEAN: (bool,),
    PrimitiveKind.NULL: (type(None),),
}


@dataclass(frozen=True, slots=True)
class Misfit:
    """``path`` leads from the value to the part of it, by keys and numbers; ``reason`` follows its name."""

    path: tuple[str, ...]
    reason: str

    def __str__(self) -> str:
        return f"{'.'.join(self.path)} {self.reason}".strip()

    def below(self, key: str) -> Misfit:
        """The same, told from one level further out."""
        return Misfit((key, *self.path), self.reason)


@dataclass(frozen=True, slots=True)
class Misfits:
    """Explains values that do not fit the types of one API."""

    models: Mapping[str, Model]
    examples: Examples

    def find(self, type_: TypeRef, value: JsonValue, depth: int = 0) -> Misfit | None:
        """What is wrong with a value; ``None`` where it fits."""
        if self.examples.fits(type_, value):
            return None
        if depth > _DEEPEST:
            return Misfit((), "is nested too deeply")
        match type_:
            case PrimitiveType():
                return Misfit((), _scalar(type_, value))
            case ArrayType():
                return self._array(type_, value, depth)
            case MapType(values=values):
                return self._map(values, value, depth)
            case ModelType(name=name) | AliasType(name=name) | EnumType(name=name):
                return self._named(self.models.get(name), value, depth)
            case NullableType(inner=inner):
                return self.find(inner, value, depth + 1)
            case UnionType():
                return self._union(type_, value, depth)
            case LiteralType():
                return Misfit((), "is none of the values allowed")
            case _:
                return Misfit((), "is no text")

    def _named(self, model: Model | None, value: JsonValue, depth: int) -> Misfit | None:
        match model:
            case ObjectModel():
                return self._object(model, value, depth)
            case AliasModel(type=type_):
                return self.find(type_, value, depth + 1)
            case EnumModel():
                return Misfit((), f"is none of the values of {model.name}")
            case _:
                return Misfit((), "has no schema")

    def _array(self, type_: ArrayType, value: JsonValue, depth: int) -> Misfit:
        if not isinstance(value, Sequence) or isinstance(value, str):
            return Misfit((), "is no array")
        types = (*type_.prefix, *[type_.items] * len(value))
        for number, (item_type, item) in enumerate(zip(types, value, strict=False)):
            if found := self.find(item_type, item, depth + 1):
                return found.below(str(number))
        return Misfit((), "has too few items, too many, or one twice")

    def _map(self, values: TypeRef, value: JsonValue, depth: int) -> Misfit:
        if not isinstance(value, Mapping):
            return Misfit((), "is no object")
        for key, item in value.items():
            if found := self.find(values, item, depth + 1):
                return found.below(str(key))
        return Misfit((), "has too few properties or too many")

    def _object(self, model: ObjectModel, value: JsonValue, depth: int) -> Misfit | None:
        if not isinstance(value, Mapping):
            return Misfit((), "is no object")
        heir = self.models.get(_tagged(model.heirs, value) or model.name)
        if isinstance(heir, ObjectModel) and heir.name != model.name:
            return self._object(heir, value, depth + 1)
        for field in own_fields(model, self.models):
            if field.access is Access.READ:
                continue
            item = value.get(field.wire_name)
            if item is not None:
                if found := self.find(field.type, item, depth + 1):
                    return found.below(field.wire_name)
            elif field.cardinality.required and not field.cardinality.nullable and not is_constant(field.type):
                return Misfit((), f"lacks {field.wire_name}")
        return None

    def _union(self, union: UnionType, value: JsonValue, depth: int) -> Misfit | None:
        named = _tagged(union.discriminator, value)
        if named is not None:
            return self._named(self.models.get(named), value, depth + 1)
        reasons = dict.fromkeys(filter(None, (self.find(variant, value, depth + 1) for variant in union.variants)))
        return next(iter(reasons)) if len(reasons) == 1 else Misfit((), "fits none of the alternatives")


def _tagged(tag: Discriminator | None, value: JsonValue) -> str | None:
    if tag is None or not isinstance(value, Mapping):
        return None
    return dict(tag.mapping).get(str(value.get(tag.property_name)))


def _scalar(type_: PrimitiveType, value: JsonValue) -> str:
    kinds = _JSON_KINDS[type_.kind]
    is_kind = isinstance(value, kinds) and (bool in kinds or not isinstance(value, bool))
    if not is_kind:
        return f"is no {type_.kind}"
    return "is outside its limits" if type_.format is None else f"is no {type_.format}, or outside its limits"
