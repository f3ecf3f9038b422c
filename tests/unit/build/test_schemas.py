"""Keywords that must hold together, and keywords that no type can say."""

from __future__ import annotations

import pytest

from generator.model import (
    AliasModel,
    ArrayType,
    Discriminator,
    EnumType,
    Field,
    LiteralType,
    MapType,
    ModelType,
    ObjectModel,
    PrimitiveKind,
    PrimitiveType,
    UnionType,
    UnknownType,
)

STRING, INTEGER = PrimitiveType(PrimitiveKind.STRING), PrimitiveType(PrimitiveKind.INTEGER)
NUMBER = PrimitiveType(PrimitiveKind.NUMBER)


def _build(build, schemas: str):
    return build("components:\n  schemas:\n" + "".join(f"    {line}\n" for line in schemas.splitlines()))


def _fields(built, name: str) -> dict[str, Field]:
    model = built.api.models[name]
    assert isinstance(model, ObjectModel)
    return {field.wire_name: field for field in model.fields}


@pytest.mark.parametrize(
    ("one", "other", "type_", "codes"),
    [
        ("{type: number}", "{type: integer}", INTEGER, []),
        ("{type: integer}", "{type: number}", INTEGER, []),
        ("{type: [string, integer]}", "{type: [integer, boolean]}", INTEGER, []),
        ("{type: string}", "{type: integer}", INTEGER, ["build/schema-contradiction"]),
        ("{type: string}", "{description: told}", STRING, []),
        ("{enum: [a, b]}", "{enum: [b, c]}", LiteralType(("b",)), []),
        ("{enum: [a]}", "{enum: [c]}", LiteralType(("c",)), ["build/schema-contradiction"]),
        ("{type: string}", "{const: a}", LiteralType(("a",)), []),
        ("{type: string, format: date}", "{type: string, maxLength: 3}", PrimitiveType(STRING.kind, "date"), []),
    ],
)
def test_a_property_of_two_parts(build, one: str, other: str, type_, codes) -> None:
    built = _build(build, f"A: {{allOf: [{{properties: {{v: {one}}}}}, {{properties: {{v: {other}}}}}]}}")
    assert _fields(built, "A")["v"].type == type_
    assert built.codes == codes


def test_objects_under_one_property_are_joined(build) -> None:
    built = _build(
        build,
        """\
Base: {type: object, properties: {meta: {type: object, required: [a], properties: {a: {type: string}}}}}
More: {allOf: [{$ref: '#/components/schemas/Base'}, {properties: {meta: {properties: {b: {type: integer}}}}}]}
""",
    )
    meta = _fields(built, "More")["meta"].type
    assert isinstance(meta, ModelType)
    assert {name: field.type for name, field in _fields(built, meta.name).items()} == {"a": STRING, "b": INTEGER}
    assert built.codes == []


def test_a_property_that_leads_back_to_its_own_schema(build) -> None:
    built = _build(
        build,
        """\
Base: {type: object, properties: {next: {$ref: '#/components/schemas/Base'}}}
More: {allOf: [{$ref: '#/components/schemas/Base'}, {properties: {next: {$ref: '#/components/schemas/More'}}}]}
""",
    )
    assert _fields(built, "More")["next"].type == ModelType("More")


def test_conditions_give_optional_fields_and_are_told(build) -> None:
    built = _build(
        build,
        """\
A:
  type: object
  description: Something.
  properties: {kind: {type: string}}
  if: {properties: {kind: {const: a}}}
  then: {required: [b], properties: {b: {type: string}}}
  else: {properties: {c: {type: integer}}}
  dependentSchemas: {kind: {properties: {d: {type: integer}}}}
  not: {required: [x]}
""",
    )
    fields = _fields(built, "A")
    assert list(fields) == ["kind", "b", "c", "d"]
    assert not any(field.cardinality.required for field in fields.values())
    assert built.codes == ["build/schema-rules"]
    described = built.api.models["A"].description
    assert described == "Something.\n\nThe API checks more than the type says: `not`, `if`, `dependentSchemas`."


@pytest.mark.parametrize(
    ("schema", "extra"),
    [
        ("unevaluatedProperties: false", None),
        ("unevaluatedProperties: {type: integer}", INTEGER),
        ("unevaluatedProperties: false, additionalProperties: {type: string}", STRING),
        (
            "additionalProperties: {type: string}, patternProperties: {'^x': {type: integer}}",
            UnionType((INTEGER, STRING)),
        ),
        ("title: none", UnknownType()),
    ],
)
def test_further_properties(build, schema: str, extra) -> None:
    built = _build(build, f"A: {{type: object, properties: {{a: {{type: string}}}}, {schema}}}")
    model = built.api.models["A"]
    assert isinstance(model, ObjectModel)
    assert model.extra == extra


def test_unevaluated_properties_beside_a_reference_change_nothing(build) -> None:
    built = _build(
        build,
        """\
A: {type: object, properties: {b: {$ref: '#/components/schemas/B', unevaluatedProperties: false}}}
B: {type: object, properties: {c: {type: string}}}
""",
    )
    assert _fields(built, "A")["b"].type == ModelType("B")


@pytest.mark.parametrize(
    ("items", "type_"),
    [
        ("items: false", ArrayType(INTEGER, (STRING, INTEGER))),
        ("items: true", ArrayType(UnknownType(), (STRING, INTEGER))),
        ("items: {type: number}", ArrayType(NUMBER, (STRING, INTEGER))),
        ("minItems: 1", ArrayType(UnknownType(), (STRING, INTEGER))),
    ],
)
def test_items_with_places(build, items: str, type_) -> None:
    schema = f"{{type: array, prefixItems: [{{type: string}}, {{type: integer}}], {items}}}"
    built = _build(build, f"A: {{type: object, properties: {{v: {schema}}}}}")
    assert _fields(built, "A")["v"].type == type_


def test_two_unions_at_once(build) -> None:
    built = _build(
        build,
        """\
A:
  type: object
  oneOf: [{properties: {a: {type: string}}}, {properties: {b: {type: string}}}]
  anyOf: [{properties: {c: {type: string}}}, {properties: {d: {type: string}}}]
""",
    )
    alias = built.api.models["A"]
    assert isinstance(alias, AliasModel)
    assert isinstance(alias.type, UnionType)
    names = [list(_fields(built, variant.name)) for variant in alias.type.variants]
    assert names == [["c", "d", "a"], ["c", "d", "b"]]
    assert built.codes == ["build/schema-several-unions"]


def test_a_single_alternative_belongs_to_the_properties(build) -> None:
    built = _build(
        build,
        """\
A: {type: object, properties: {a: {type: string}}, anyOf: [{$ref: '#/components/schemas/B'}]}
B: {type: object, required: [b], properties: {b: {type: integer}}}
""",
    )
    assert {name: field.cardinality.required for name, field in _fields(built, "A").items()} == {"a": False, "b": True}


def test_null_as_an_alternative_however_it_is_written(build) -> None:
    built = _build(
        build,
        """\
A:
  properties:
    a: {oneOf: [{type: string}, {type: 'null'}]}
    b: {anyOf: [{const: null}, {type: integer}]}
    c: {oneOf: [{enum: [null]}, {type: object, additionalProperties: {type: string}}]}
""",
    )
    found = {name: (field.type, field.cardinality.nullable) for name, field in _fields(built, "A").items()}
    assert found == {"a": (STRING, True), "b": (INTEGER, True), "c": (MapType(STRING), True)}


def test_a_discriminator_over_what_is_no_object_is_told(build) -> None:
    built = _build(
        build,
        """\
A: {oneOf: [{type: string}, {$ref: '#/components/schemas/B'}], discriminator: {propertyName: kind}}
B: {type: object, properties: {kind: {type: string}}}
""",
    )
    assert built.api.models["A"].type == UnionType((STRING, ModelType("B")))
    assert built.codes == ["build/schema-untagged-variant"]


def test_heirs_and_plain_parts(build) -> None:
    built = _build(
        build,
        """\
Base: {type: object, required: [k], discriminator: {propertyName: k}, properties: {k: {type: string}, a: {type: string}}}
Heir: {allOf: [{$ref: '#/components/schemas/Base'}]}
Part: {type: object, properties: {p: {type: string}}}
Whole: {allOf: [{$ref: '#/components/schemas/Part'}, {properties: {q: {type: string}}}]}
User: {type: object, properties: {one: {allOf: [{$ref: '#/components/schemas/Base'}], description: told}}}
""",
    )
    base, heir, whole = (built.api.models[name] for name in ("Base", "Heir", "Whole"))
    assert isinstance(base, ObjectModel)
    assert isinstance(heir, ObjectModel)
    assert isinstance(whole, ObjectModel)
    assert base.heirs == Discriminator("k", (("Heir", "Heir"),))
    assert heir.bases == ("Base",)
    assert [(field.wire_name, field.type) for field in heir.fields] == [("k", LiteralType(("Heir",)))]
    assert whole.bases == ()
    assert list(_fields(built, "Whole")) == ["p", "q"]
    assert _fields(built, "User")["one"].type == ModelType("Base")


def test_an_heir_of_an_enum_tag_keeps_the_enum(build) -> None:
    built = _build(
        build,
        """\
Kind: {type: string, enum: [x, y]}
Base: {type: object, discriminator: {propertyName: k, mapping: {x: Heir}}, properties: {k: {$ref: '#/components/schemas/Kind'}}}
Heir: {allOf: [{$ref: '#/components/schemas/Base'}, {properties: {b: {type: string}}}]}
""",
    )
    tag = _fields(built, "Heir")["k"]
    assert tag.type == EnumType("Kind")
    assert tag.fixed is not None
    assert tag.fixed.value == "x"
