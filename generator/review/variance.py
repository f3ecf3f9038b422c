"""How one type relates to the other: which values it lets in, and what that means for callers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, Flag, auto

from ..model import (
    AliasModel,
    AliasType,
    Api,
    ArrayType,
    EnumType,
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
from ..python.annotations import scalar_name
from .changes import Severity, worst

_NAMED = (ModelType, EnumType, AliasType)
_DEPTH = 8
"""How many names are followed inside each other, since they may come round in a circle."""


class Flow(Flag):
    """Which way data goes: from the caller to the API, or back."""

    INPUT = auto()
    OUTPUT = auto()


BOTH = Flow.INPUT | Flow.OUTPUT


class Relation(Enum):
    """What became of a type. ``GROWN`` is a union told apart by a tag that got more variants.

    Readers of such a union have to be ready for tags that they do not know in any case.
    """

    SAME = "same"
    WIDER = "wider"
    GROWN = "grown"
    NARROWER = "narrower"
    OTHER = "other"


_TAKEN = frozenset({Relation.SAME, Relation.WIDER, Relation.GROWN})
_GIVEN = frozenset({Relation.SAME, Relation.NARROWER})


def weigh(relation: Relation, flow: Flow) -> Severity:
    """How the change of a type weighs: callers may be asked for less, and get more exact things."""
    found = []
    if Flow.INPUT in flow:
        is_breaking = relation in (Relation.NARROWER, Relation.OTHER)
        found.append(Severity.BREAKING if is_breaking else Severity.ADDITIVE)
    if Flow.OUTPUT in flow:
        is_breaking = relation in (Relation.WIDER, Relation.OTHER)
        found.append(Severity.BREAKING if is_breaking else Severity.ADDITIVE)
    return worst(found)


@dataclass(frozen=True, slots=True)
class Variance:
    """Relates types of two APIs. ``renamed`` holds the new names of models by their old ones."""

    old: Api
    new: Api
    renamed: Mapping[str, str]

    def relate(self, old: TypeRef, new: TypeRef, depth: int = 0) -> Relation:
        """What became of a type; a name that stays is the same type, whatever changed inside it."""
        befores = tuple(_atoms(old))
        afters = tuple(_atoms(new))
        if len(befores) == len(afters) == 1:
            return self._atom(befores[0], afters[0], depth)
        table = [[self._atom(before, after, depth) for after in afters] for before in befores]
        lost = [row for row in table if not any(one in _TAKEN for one in row)]
        gained = [after for at, after in enumerate(afters) if not any(row[at] in _GIVEN for row in table)]
        if lost:
            return Relation.OTHER if gained else Relation.NARROWER
        if not gained:
            return Relation.SAME
        return Relation.GROWN if _is_tagged(old) and _are_models(gained) else Relation.WIDER

    def _atom(self, old: TypeRef, new: TypeRef, depth: int) -> Relation:
        if isinstance(old, UnknownType) or isinstance(new, UnknownType):
            return _of_unknown(old, new)
        if isinstance(old, _NAMED) and isinstance(new, _NAMED) and self._is_same(old.name, new.name):
            return Relation.SAME
        if isinstance(old, AliasType) or isinstance(new, AliasType):
            return self._alias(old, new, depth)
        if isinstance(old, ArrayType) and isinstance(new, ArrayType):
            return self._arrays(old, new, depth)
        if isinstance(old, MapType) and isinstance(new, MapType):
            return self.relate(old.values, new.values, depth)
        return _scalars(old, new)

    def _is_same(self, old: str, new: str) -> bool:
        return self.renamed.get(old, old) == new

    def _alias(self, old: TypeRef, new: TypeRef, depth: int) -> Relation:
        """A name that came, went or changed is no change where what it stands for is the same."""
        if depth > _DEPTH:
            return Relation.OTHER
        before, after = _meant(self.old, old), _meant(self.new, new)
        if before == old and after == new:
            return Relation.OTHER
        return self.relate(before, after, depth + 1)

    def _arrays(self, old: ArrayType, new: ArrayType, depth: int) -> Relation:
        if len(old.prefix) != len(new.prefix):
            return Relation.OTHER
        pairs = zip((*old.prefix, old.items), (*new.prefix, new.items), strict=True)
        return together([self.relate(before, after, depth) for before, after in pairs])


def together(relations: Sequence[Relation]) -> Relation:
    """The relation of a whole whose parts relate so."""
    found = set(relations) - {Relation.SAME}
    if not found:
        return Relation.SAME
    if found == {Relation.WIDER, Relation.GROWN}:
        return Relation.WIDER
    return found.pop() if len(found) == 1 else Relation.OTHER


def _atoms(type_: TypeRef) -> Iterator[TypeRef]:
    """The alternatives of a type, null among them."""
    match type_:
        case UnionType(variants=variants):
            for variant in variants:
                yield from _atoms(variant)
        case NullableType(inner=inner):
            yield from _atoms(inner)
            yield PrimitiveType(PrimitiveKind.NULL)
        case _:
            yield type_


def _is_tagged(type_: TypeRef) -> bool:
    inner = type_.inner if isinstance(type_, NullableType) else type_
    return isinstance(inner, UnionType) and inner.discriminator is not None


def _are_models(types: Sequence[TypeRef]) -> bool:
    return all(isinstance(type_, ModelType | AliasType) for type_ in types)


def _of_unknown(old: TypeRef, new: TypeRef) -> Relation:
    if isinstance(old, UnknownType) and isinstance(new, UnknownType):
        return Relation.SAME
    return Relation.NARROWER if isinstance(old, UnknownType) else Relation.WIDER


def _meant(api: Api, type_: TypeRef) -> TypeRef:
    if isinstance(type_, AliasType):
        model = api.models.get(type_.name)
        if isinstance(model, AliasModel):
            return model.type
    return type_


def _scalars(old: TypeRef, new: TypeRef) -> Relation:
    if isinstance(old, PrimitiveType) and isinstance(new, PrimitiveType):
        before, after = scalar_name(old), scalar_name(new)
        if before == after:
            return Relation.SAME
        return {("int", "float"): Relation.WIDER, ("float", "int"): Relation.NARROWER}.get(
            (before, after), Relation.OTHER
        )
    if isinstance(old, LiteralType) and isinstance(new, LiteralType):
        return _sets(old.values, new.values)
    if old == new:
        return Relation.SAME
    if isinstance(new, PrimitiveType) and _few(old, new):
        return Relation.WIDER
    if isinstance(old, PrimitiveType) and _few(new, old):
        return Relation.NARROWER
    return Relation.OTHER


def _sets(old: Sequence[JsonScalar], new: Sequence[JsonScalar]) -> Relation:
    before, after = {(type(v), v) for v in old}, {(type(v), v) for v in new}
    if before == after:
        return Relation.SAME
    return Relation.WIDER if before < after else Relation.NARROWER if after < before else Relation.OTHER


def _few(few: TypeRef, all_: PrimitiveType) -> bool:
    """Whether the first lets in some values of the kind that the second lets in whole."""
    if isinstance(few, EnumType):
        return few.kind is all_.kind and scalar_name(all_) == scalar_name(PrimitiveType(few.kind))
    kinds = {"str": str, "int": int, "bool": bool, "float": float}
    wanted = kinds.get(scalar_name(all_))
    return isinstance(few, LiteralType) and wanted is not None and all(type(v) is wanted for v in few.values)
