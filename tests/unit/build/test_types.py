"""Schemas become types, and named models where a name is needed."""

import pytest

from generator.model import (
    Access,
    AliasModel,
    AliasType,
    ArrayType,
    BinaryType,
    Default,
    Discriminator,
    EnumModel,
    EnumType,
    LiteralType,
    MapType,
    ModelType,
    NullableType,
    ObjectModel,
    PrimitiveKind,
    PrimitiveType,
    UnionType,
    UnknownType,
)

STRING = PrimitiveType(PrimitiveKind.STRING)
INTEGER = PrimitiveType(PrimitiveKind.INTEGER)


def _field(build, schema: str):
    built = build(
        f"""\
        components:
          schemas:
            Other: {{type: object, properties: {{id: {{type: string}}}}}}
            Id: {{type: string, format: uuid}}
            Page:
              type: object
              properties:
                value: {schema}
        """
    )
    page = built.api.models["Page"]
    assert isinstance(page, ObjectModel)
    return page.fields[0], built


@pytest.mark.parametrize(
    ("schema", "type_", "nullable"),
    [
        ("{type: string, format: date-time}", PrimitiveType(PrimitiveKind.STRING, "date-time"), False),
        ("{type: [string, 'null']}", STRING, True),
        ("{type: [string, integer]}", UnionType((STRING, INTEGER)), False),
        ("{type: array, items: {type: [integer, 'null']}}", ArrayType(NullableType(INTEGER)), False),
        ("{type: object, additionalProperties: {type: integer}}", MapType(INTEGER), False),
        ("{type: object}", MapType(UnknownType()), False),
        ("{}", UnknownType(), False),
        ("true", UnknownType(), False),
        ("{const: a}", LiteralType(("a",)), False),
        ("{$ref: '#/components/schemas/Other'}", ModelType("Other"), False),
        ("{$ref: '#/components/schemas/Id'}", PrimitiveType(PrimitiveKind.STRING, "uuid"), False),
        ("{allOf: [{$ref: '#/components/schemas/Other'}], description: x}", ModelType("Other"), False),
        ("{anyOf: [{$ref: '#/components/schemas/Other'}, {type: 'null'}]}", ModelType("Other"), True),
        ("{oneOf: [{type: string}, {type: integer}]}", UnionType((STRING, INTEGER)), False),
        ("{type: string, format: binary}", BinaryType(), False),
        ("{type: string, enum: [a, b, null]}", EnumType("PageValue", PrimitiveKind.STRING), True),
        ("{enum: [1, 2]}", EnumType("PageValue", PrimitiveKind.INTEGER), False),
        ("{enum: [1, a]}", LiteralType((1, "a")), False),
        ("{properties: {a: {}}}", ModelType("PageValue"), False),
        ("{type: array, items: {properties: {a: {}}}}", ArrayType(ModelType("PageValueItem")), False),
        ("{additionalProperties: {properties: {a: {}}}}", MapType(ModelType("PageValueValue")), False),
        ("{anyOf: [{required: [a]}, {required: [b]}], type: string}", STRING, False),
        ("{format: int32}", PrimitiveType(PrimitiveKind.INTEGER, "int32"), False),
    ],
)
def test_a_schema_is_of_the_type_it_says(build, schema: str, type_: object, nullable: bool) -> None:
    field, built = _field(build, schema)
    assert field.type == type_
    assert field.cardinality.nullable is nullable
    assert built.codes == []


def test_three_facts_of_a_field_are_kept_apart(build) -> None:
    built = build(
        """\
        components:
          schemas:
            A:
              type: object
              required: [a]
              properties:
                a: {type: [string, 'null'], default: null, readOnly: true}
                b: {$ref: '#/components/schemas/Secret'}
            Secret: {type: string, writeOnly: true, default: x}
        """
    )
    a, b = built.api.models["A"].fields
    assert (a.cardinality.required, a.cardinality.nullable, a.cardinality.default) == (True, True, Default(None))
    assert (b.cardinality.required, b.cardinality.nullable, b.cardinality.default) == (False, False, Default("x"))
    assert (a.access, b.access) == (Access.READ, Access.WRITE)


def test_all_of_joins_fields_and_keeps_them_in_order(build) -> None:
    built = build(
        """\
        components:
          schemas:
            Base: {type: object, required: [id], properties: {id: {type: string}, kind: {type: string}}}
            Child:
              allOf:
                - $ref: '#/components/schemas/Base'
                - type: object
                  required: [name]
                  properties: {name: {type: integer}, kind: {description: only a word}}
        """
    )
    child = built.api.models["Child"]
    assert [(f.name, f.type, f.cardinality.required) for f in child.fields] == [
        ("id", STRING, True),
        ("kind", STRING, False),
        ("name", INTEGER, True),
    ]


def test_a_named_union_keeps_its_discriminator(build) -> None:
    built = build(
        """\
        components:
          schemas:
            Cat: {type: object, properties: {kind: {const: cat}}}
            Dog: {type: object, properties: {kind: {const: dog}}}
            Pet:
              oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
              discriminator: {propertyName: kind, mapping: {cat: '#/components/schemas/Cat'}}
            Owner: {type: object, properties: {pet: {$ref: '#/components/schemas/Pet'}}}
        """
    )
    pet = built.api.models["Pet"]
    assert isinstance(pet, AliasModel)
    assert pet.type == UnionType(
        (ModelType("Cat"), ModelType("Dog")), Discriminator("kind", (("cat", "Cat"), ("dog", "Dog")))
    )
    assert built.api.models["Owner"].fields[0].type == AliasType("Pet")


def test_a_base_that_may_be_null_lends_its_fields(build) -> None:
    built = build(
        """\
        components:
          schemas:
            Plain: {type: object, required: [id], properties: {id: {type: string}}}
            Mid: {anyOf: [{$ref: '#/components/schemas/Plain'}, {type: 'null'}]}
            Child: {allOf: [{$ref: '#/components/schemas/Mid'}, {type: object, properties: {x: {type: integer}}}]}
        """
    )
    assert [f.name for f in built.api.models["Child"].fields] == ["id", "x"]


def test_alternatives_beside_properties_get_them(build) -> None:
    built = build(
        """\
        components:
          schemas:
            A: {type: object, properties: {a: {type: string}}, oneOf: [{properties: {b: {}}}, {properties: {c: {}}}]}
        """
    )
    alias = built.api.models["A"]
    assert isinstance(alias, AliasModel)
    assert isinstance(alias.type, UnionType)
    models = [built.api.models[variant.name] for variant in alias.type.variants]
    assert [[field.name for field in model.fields] for model in models] == [["a", "b"], ["a", "c"]]
    assert built.codes == []


def test_circles_of_every_kind_end(build) -> None:
    built = build(
        """\
        components:
          schemas:
            Tree: {type: object, properties: {children: {type: array, items: {$ref: '#/components/schemas/Tree'}}}}
            Ping: {$ref: '#/components/schemas/Pong'}
            Pong: {$ref: '#/components/schemas/Ping'}
            Self: {allOf: [{$ref: '#/components/schemas/Self'}, {type: object, properties: {a: {type: string}}}]}
            Json: {type: array, items: {$ref: '#/components/schemas/Json'}}
            Loop: {type: object, properties: {a: {type: array, items: {$ref: '#/components/schemas/Loop/properties/a'}}}}
        """
    )
    models = built.api.models
    assert models["Tree"].fields[0].type == ArrayType(ModelType("Tree"))
    assert models["Json"].type == ArrayType(AliasType("Json"))
    assert [f.name for f in models["Self"].fields] == ["a"]
    assert set(built.codes) == {"build/schema-cycle"}


def test_values_of_an_enum_whose_names_clash_are_told_apart_by_how_they_are_written(build) -> None:
    built = build("components: {schemas: {Sort: {type: string, enum: [asc, ASC, '-asc']}}}")
    sort = built.api.models["Sort"]
    assert isinstance(sort, EnumModel)
    assert [(m.name, m.value) for m in sort.members] == [("ASC", "asc"), ("ASC_UPPER", "ASC"), ("ASC_DASH", "-asc")]
    assert built.codes == ["build/enum-names-clash"] * 2


def test_names_and_words_for_the_values_of_an_enum_are_honoured(build) -> None:
    built = build(
        """\
        components:
          schemas:
            Code:
              type: integer
              enum: [1, 2]
              x-enum-varnames: [one, two]
              x-enum-descriptions: [The first., The second.]
        """
    )
    members = built.api.models["Code"].members
    assert [(m.name, m.value, m.description) for m in members] == [
        ("ONE", 1, "The first."), ("TWO", 2, "The second."),
    ]  # fmt: skip


def test_fields_whose_names_clash_keep_the_exact_one(build) -> None:
    built = build(
        """\
        components:
          schemas:
            A: {type: object, properties: {userId: {type: string}, user_id: {type: string}}}
        """
    )
    assert [(f.wire_name, f.name) for f in built.api.models["A"].fields] == [
        ("userId", "user_id_camel"), ("user_id", "user_id"),
    ]  # fmt: skip


def test_a_component_is_not_named_like_the_twin_of_another(build) -> None:
    built = build(
        """\
        components:
          schemas:
            Pet: {type: object, properties: {a: {type: string}}}
            PetDict: {type: object, properties: {b: {type: string}}}
        """
    )
    assert list(built.api.models) == ["Pet", "PetDictModel"]
    assert built.codes == ["build/model-names-clash"]


def test_inline_schemas_are_named_by_their_place_alone(build) -> None:
    built = build(
        """\
        paths:
          /pets/{id}:
            parameters: [{name: id, in: path, required: true, schema: {type: string, enum: [a, b]}}]
            get:
              operationId: getPet
              parameters: [{name: sort, in: query, schema: {type: string, enum: [a, b]}}]
              responses:
                '200': {description: ok, content: {application/json: {schema: {properties: {a: {properties: {b: {}}}}}}}}
                '404': {description: no, content: {application/json: {schema: {properties: {c: {}}}}}}
        """
    )
    assert {name: model.module for name, model in built.api.models.items()} == {
        "PetsId": "pets_id",
        "GetPetSort": "get_pet_sort",
        "GetPetResponse": "get_pet_response",
        "GetPetNotFoundResponse": "get_pet_not_found_response",
        "GetPetResponseA": "get_pet_response",
    }


def test_a_part_of_which_nothing_is_said_is_a_file_in_multipart_alone(build) -> None:
    built = build(
        """\
        paths:
          /upload:
            post:
              operationId: upload
              requestBody:
                content:
                  multipart/form-data:
                    schema: {$ref: '#/components/schemas/Form'}
                    encoding: {meta: {contentType: application/json}, file: {contentType: image/png}}
              responses: {'204': {description: ok}}
        components:
          schemas:
            Form:
              type: object
              properties: {file: {}, files: {type: array, items: {}}, meta: {}, name: {type: string}}
            Plain: {type: object, properties: {any: {}}}
        """
    )
    assert [f.type for f in built.api.models["Form"].fields] == [
        BinaryType(), ArrayType(BinaryType()), UnknownType(), STRING,
    ]  # fmt: skip
    assert built.api.models["Plain"].fields[0].type == UnknownType()
