"""How types relate, and what that means for the two ways of data."""

from __future__ import annotations

import pytest

from generator.model import (
    Api,
    ArrayType,
    Discriminator,
    EnumType,
    LiteralType,
    MapType,
    ModelType,
    NullableType,
    PrimitiveKind,
    PrimitiveType,
    Source,
    TypeRef,
    UnionType,
    UnknownType,
)
from generator.review.changes import Severity
from generator.review.variance import BOTH, Flow, Relation, Variance, weigh

EMPTY = Api(
    title="",
    version="",
    source=Source("", ""),
    servers=(),
    schemes=(),
    security=(),
    groups=(),
    models={},
    error_models={},
)
STR, INT, FLOAT = (PrimitiveType(kind) for kind in (PrimitiveKind.STRING, PrimitiveKind.INTEGER, PrimitiveKind.NUMBER))
DATE = PrimitiveType(PrimitiveKind.STRING, "date")
CAT, DOG, BIRD = ModelType("Cat"), ModelType("Dog"), ModelType("Bird")
TAG = Discriminator("kind", ())


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        (STR, PrimitiveType(PrimitiveKind.STRING, "uri"), Relation.SAME),
        (STR, DATE, Relation.OTHER),
        (INT, FLOAT, Relation.WIDER),
        (INT, UnionType((STR, INT)), Relation.WIDER),
        (UnionType((STR, INT)), UnionType((INT, STR)), Relation.SAME),
        (UnionType((STR, INT)), UnionType((INT, CAT)), Relation.OTHER),
        (STR, NullableType(STR), Relation.WIDER),
        (STR, UnknownType(), Relation.WIDER),
        (LiteralType(("a",)), LiteralType(("a", "b")), Relation.WIDER),
        (LiteralType((1,)), LiteralType((True,)), Relation.OTHER),
        (LiteralType(("a",)), STR, Relation.WIDER),
        (EnumType("Kind"), STR, Relation.WIDER),
        (ArrayType(INT), ArrayType(NullableType(INT)), Relation.WIDER),
        (MapType(INT), MapType(FLOAT), Relation.WIDER),
        (ArrayType(INT), MapType(INT), Relation.OTHER),
        (CAT, ModelType("Tom"), Relation.SAME),
        (CAT, DOG, Relation.OTHER),
        (UnionType((CAT, DOG), TAG), UnionType((CAT, DOG, BIRD), TAG), Relation.GROWN),
        (UnionType((CAT, DOG)), UnionType((CAT, DOG, BIRD)), Relation.WIDER),
    ],
)
def test_relations_and_their_opposites(old: TypeRef, new: TypeRef, wanted: Relation) -> None:
    assert Variance(EMPTY, EMPTY, {"Cat": "Tom"} if new == ModelType("Tom") else {}).relate(old, new) is wanted
    back = {Relation.WIDER: Relation.NARROWER, Relation.GROWN: Relation.NARROWER}.get(wanted, wanted)
    if new != ModelType("Tom"):
        assert Variance(EMPTY, EMPTY, {}).relate(new, old) is back


def test_what_is_sent_may_widen_and_what_comes_may_narrow() -> None:
    assert weigh(Relation.WIDER, Flow.INPUT) is Severity.ADDITIVE
    assert weigh(Relation.NARROWER, Flow.INPUT) is Severity.BREAKING
    assert weigh(Relation.WIDER, Flow.OUTPUT) is Severity.BREAKING
    assert weigh(Relation.NARROWER, Flow.OUTPUT) is Severity.ADDITIVE
    assert weigh(Relation.GROWN, BOTH) is Severity.ADDITIVE
    for relation in (Relation.WIDER, Relation.NARROWER, Relation.OTHER):
        assert weigh(relation, BOTH) is Severity.BREAKING
