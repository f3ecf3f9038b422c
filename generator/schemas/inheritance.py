"""Which classes can inherit as the document says, and which must state all their fields themselves.

``allOf`` lets schemas contradict each other in ways that classes cannot: a field of another type, two
bases in an order that Python has no method resolution for, modules that would import each other. Such a
class loses its bases and gets their fields instead, so that what it validates stays the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..model import (
    Field,
    LiteralType,
    Model,
    ObjectModel,
    PrimitiveKind,
    PrimitiveType,
    TypeRef,
    UnknownType,
)


def settle(models: Mapping[str, Model]) -> dict[str, Model]:
    """The models with those bases alone that Python can keep; the order is kept."""
    return _Family(models).settled()


def inherited_fields(model: ObjectModel, models: Mapping[str, Model]) -> dict[str, Field]:
    """The fields that a settled model has from its bases, by Python name, those of the last base first."""
    found: dict[str, Field] = {}
    for base in _bases(model, models)[::-1]:
        found |= inherited_fields(base, models)
        found |= {field.name: field for field in base.fields}
    return found


def ancestors(model: ObjectModel, models: Mapping[str, Model]) -> set[str]:
    """The names of all models that a settled model inherits from."""
    found: set[str] = set()
    for base in _bases(model, models):
        found |= {base.name, *ancestors(base, models)}
    return found


def _bases(model: ObjectModel, models: Mapping[str, Model]) -> list[ObjectModel]:
    found = (models.get(name) for name in model.bases)
    return [base for base in found if isinstance(base, ObjectModel)]


class _Family:
    def __init__(self, models: Mapping[str, Model]) -> None:
        self._given = models
        self._done: dict[str, Model] = {name: model for name, model in models.items() if not _has_bases(model)}
        self._classes: dict[str, type] = {}
        self._imports: dict[str, set[str]] = {}

    def settled(self) -> dict[str, Model]:
        for name, model in self._given.items():
            if isinstance(model, ObjectModel):
                self._settle(model, ())
            else:
                self._done[name] = model
        return {name: self._done[name] for name in self._given}

    def _settle(self, model: ObjectModel, within: tuple[str, ...]) -> None:
        if model.name in self._done:
            return
        path = (*within, model.name)
        for base in _bases(model, self._given):
            if base.name not in path:
                self._settle(base, path)
        kept = replace(model, bases=tuple(name for name in model.bases if name in self._done))
        if len(kept.bases) < len(model.bases) or not self._fits(kept):
            fields = inherited_fields(kept, self._done) | {field.name: field for field in model.fields}
            kept = replace(model, bases=(), fields=tuple(fields.values()))
        self._done[model.name] = kept
        self._imports.setdefault(model.module, set()).update(base.module for base in _bases(kept, self._done))

    def _fits(self, model: ObjectModel) -> bool:
        bases = _bases(model, self._done)
        return (
            len(bases) == len(model.bases)
            and not any(self._reaches(base.module, model.module) for base in bases if base.module != model.module)
            and all(_narrows(field, other) for field, other in self._overrides(model, bases))
            and all(base.extra in (model.extra, UnknownType(), None) for base in bases)
            and self._resolves(model)
        )

    def _reaches(self, module: str, target: str) -> bool:
        """Whether importing ``module`` imports ``target``."""
        seen, queue = {module}, [module]
        while queue:
            fresh = self._imports.get(queue.pop(), set()) - seen
            seen |= fresh
            queue.extend(fresh)
        return target in seen

    def _overrides(self, model: ObjectModel, bases: list[ObjectModel]) -> Iterator[tuple[Field, Field]]:
        """Pairs of a field and the one that it takes the place of."""
        final: dict[str, Field] = {}
        for base in bases[::-1]:
            own = inherited_fields(base, self._done) | {field.name: field for field in base.fields}
            yield from ((field, final[name]) for name, field in own.items() if name in final)
            final |= own
        yield from ((field, final[field.name]) for field in model.fields if field.name in final)

    def _resolves(self, model: ObjectModel) -> bool:
        """Whether Python finds a method resolution order."""
        try:
            self._class(model)
        except TypeError:
            return False
        return True

    def _class(self, model: ObjectModel) -> type:
        if model.name not in self._classes:
            bases = tuple(self._class(base) for base in _bases(model, self._done))
            self._classes[model.name] = type(model.name, bases, {})
        return self._classes[model.name]


def _is_within(type_: TypeRef, other: TypeRef) -> bool:
    """Whether each value of a type is surely one of another type."""
    if isinstance(type_, LiteralType) and isinstance(other, LiteralType):
        return all(
            any(value == known and type(value) is type(known) for known in other.values) for value in type_.values
        )
    if isinstance(type_, LiteralType) and other == PrimitiveType(PrimitiveKind.STRING):
        return all(isinstance(value, str) for value in type_.values)
    return type_ == other or other == UnknownType()


def _has_bases(model: Model) -> bool:
    return isinstance(model, ObjectModel) and bool(model.bases)


def _narrows(field: Field, other: Field) -> bool:
    """Whether a field may stand where the other one stood: the same, or the same but required."""
    return (
        field.wire_name == other.wire_name
        and _is_within(field.type, other.type)
        and (field.cardinality.required or not other.cardinality.required)
        and (other.cardinality.nullable or not other.cardinality.required or not field.cardinality.nullable)
    )
