"""Models that are the same under another name."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping

from ..model import (
    AliasModel,
    AliasType,
    Api,
    ArrayType,
    EnumModel,
    EnumType,
    MapType,
    Model,
    ModelType,
    NullableType,
    ObjectModel,
    TypeRef,
    UnionType,
)
from .comparison import pair

_ROUNDS = 8
"""A rename that is found may bring the next one to light, where models refer to each other."""


def renamed_models(old: Api, new: Api) -> dict[str, str]:
    """New names of models by old ones: those that went where others came of the same place, or with the same content.

    Content that several models share tells nothing, and neither does that of a class without fields.
    """
    found: dict[str, str] = {}
    for _ in range(_ROUNDS):
        taken = set(found.values())
        gone = [model for name, model in old.models.items() if name not in new.models and name not in found]
        come = [model for name, model in new.models.items() if name not in old.models and name not in taken]
        pairs = pair(_known(gone, found), _known(come, {}), lambda m: m.place, lambda m: m.content)
        if not pairs.both:
            break
        found |= {before.name: after.name for before, after in pairs.both}
    return found


class _Candidate:
    def __init__(self, model: Model, renamed: Mapping[str, str]) -> None:
        self.name = model.name
        self.place = type(model), model.source.pointer
        self.content = _content(model, renamed)


def _known(models: list[Model], renamed: Mapping[str, str]) -> Iterator[_Candidate]:
    return (_Candidate(model, renamed) for model in models)


def _content(model: Model, renamed: Mapping[str, str]) -> Hashable:
    """What a model consists of, its own name left out; ``None`` where that is nothing."""
    own = {**renamed, model.name: ""}
    match model:
        case ObjectModel():
            fields = tuple((f.wire_name, f.cardinality.required, _spelled(f.type, own)) for f in model.fields)
            return ("object", fields, tuple(own.get(b, b) for b in model.bases)) if fields or model.bases else None
        case EnumModel():
            return ("enum", tuple((type(m.value), m.value) for m in model.members))
        case AliasModel():
            return ("alias", _spelled(model.type, own))


def _spelled(type_: TypeRef, names: Mapping[str, str]) -> Hashable:
    match type_:
        case ModelType(name=name) | EnumType(name=name) | AliasType(name=name):
            return ("name", names.get(name, name))
        case ArrayType(items=items, prefix=prefix):
            return ("array", _spelled(items, names), tuple(_spelled(one, names) for one in prefix))
        case MapType(values=values):
            return ("map", _spelled(values, names))
        case NullableType(inner=inner):
            return ("null", _spelled(inner, names))
        case UnionType(variants=variants):
            return ("union", tuple(_spelled(one, names) for one in variants))
        case _:
            return type_
