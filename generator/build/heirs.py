"""Models that are told apart by a tag: each has the tag, at its own value, and heirs have their bases.

A tag that the schema of a variant does not name is no part of the variant on its own: it is sent where the
variant stands in its union (OpenAPI 3.1 section 4.8.25).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeAlias

from ..model import (
    Cardinality,
    Default,
    EnumType,
    Field,
    LiteralType,
    Model,
    ObjectModel,
    PrimitiveKind,
    PrimitiveType,
    is_constant,
)

NameTag: TypeAlias = Callable[[ObjectModel, str], str]


def settle_tags(
    models: dict[str, Model],
    values: Mapping[str, Mapping[str, Mapping[str, None]]],
    bases: Mapping[str, tuple[str, ...]],
    name_tag: NameTag,
) -> None:
    """Narrows the tags of models (name -> property -> values), then gives heirs their bases, in place.

    ``name_tag`` gives the name of the field for a tag that a model is to have besides its own fields.
    """
    for name, tags in values.items():
        model = models.get(name)
        for tag, found in tags.items():
            if isinstance(model, ObjectModel):
                model = models[name] = _tagged(model, tag, tuple(found), name_tag)
    whole = {name: model for name, model in models.items() if isinstance(model, ObjectModel)}
    for name, wanted in bases.items():
        if name in whole:
            models[name] = _heir(whole[name], [whole[base] for base in wanted if base in whole])


def _tagged(model: ObjectModel, tag: str, values: tuple[str, ...], name_tag: NameTag) -> ObjectModel:
    if all(field.wire_name != tag for field in model.fields):
        if len(values) != 1:
            return model
        name, type_ = name_tag(model, tag), LiteralType(values)
        added = Field(wire_name=tag, name=name, type=type_, cardinality=Cardinality(), source=model.source)
        return replace(model, fields=(*model.fields, added))
    fields = tuple(_fixed(f, values, model) if f.wire_name == tag else f for f in model.fields)
    return replace(model, fields=fields)


def _fixed(field: Field, values: tuple[str, ...], model: ObjectModel) -> Field:
    """The field of a tag. One that must tell the heirs of its class apart, or is of an enum, keeps its type."""
    if is_constant(field.type):
        return _required(field)
    if len(values) != 1:
        return field
    if model.heirs is None and field.type == PrimitiveType(PrimitiveKind.STRING):
        return _required(replace(field, type=LiteralType(values)))
    if isinstance(field.type, EnumType) or _is_text(field):
        return _required(replace(field, fixed=Default(values[0])))
    return field


def _required(field: Field) -> Field:
    return replace(field, cardinality=replace(field.cardinality, required=True))


def _is_text(field: Field) -> bool:
    return isinstance(field.type, PrimitiveType) and field.type.kind is PrimitiveKind.STRING


def _heir(model: ObjectModel, bases: list[ObjectModel]) -> ObjectModel:
    """The model with what it adds to its bases or narrows; it stays whole where its names are not theirs."""
    inherited = {field.wire_name: field for base in bases[::-1] for field in base.fields}
    own = {field.wire_name: field for field in model.fields}
    if not bases or any(own.get(wire_name, field).name != field.name for wire_name, field in inherited.items()):
        return model
    if inherited.keys() - own.keys():
        return model
    like = (_like(field, inherited.get(field.wire_name)) for field in model.fields)
    fields = tuple(field for field in like if inherited.get(field.wire_name) != field)
    return replace(model, bases=tuple(base.name for base in bases), fields=fields)


def _like(field: Field, base: Field | None) -> Field:
    """The field as its base has it: of an enum, where the heir only picks one of the values."""
    if base is None or not isinstance(base.type, EnumType) or not isinstance(field.type, LiteralType):
        return field
    if len(field.type.values) != 1:
        return field
    return _required(replace(field, type=base.type, fixed=Default(field.type.values[0])))
