"""Unions and inheritance: documents become models, which read, write and accept what the schemas mean."""

import json

import pytest

CALLS = """\
paths:
  /things:
    post:
      operationId: send
      tags: [things]
      requestBody: {{required: true, content: {{application/json: {{schema: {schema}}}}}}}
      responses: {{'200': {{description: ok, content: {{application/json: {{schema: {schema}}}}}}}}}
"""
FISH = (
    CALLS.format(schema="{$ref: '#/components/schemas/Fish'}")
    + """\
components:
  schemas:
    Fish:
      type: object
      required: [kind, age]
      discriminator: {propertyName: kind, mapping: {salmon: '#/components/schemas/Salmon'}}
      properties: {kind: {type: string}, age: {type: integer}}
    Shark:
      type: object
      required: [kind, sharktype]
      discriminator: {propertyName: sharktype}
      properties: {kind: {type: string, enum: [shark]}, sharktype: {type: string}}
      allOf: [{$ref: '#/components/schemas/Fish'}]
    SawShark:
      required: [sharktype]
      properties: {sharktype: {enum: [saw]}, teeth: {type: integer}}
      allOf: [{$ref: '#/components/schemas/Shark'}]
    Salmon:
      properties:
        friends: {type: array, items: {$ref: '#/components/schemas/Fish'}}
        partner: {$ref: '#/components/schemas/Fish'}
      allOf: [{$ref: '#/components/schemas/Fish'}]
"""
)


def _answered(sdk, data):
    sdk.returns(200, data)
    return sdk.client.things.send(body=sdk.models.Fish(kind="x", age=1)) if hasattr(sdk.models, "Fish") else None


def test_a_base_stands_for_its_heirs(make_sdk) -> None:
    sdk = make_sdk(FISH)
    models = sdk.models
    data = {
        "kind": "salmon",
        "age": 1,
        "friends": [
            {"kind": "shark", "sharktype": "saw", "age": 2, "teeth": 9},
            {"kind": "shark", "sharktype": "blue", "age": 2},
            {"kind": "carp", "age": 3, "weight": 4},
        ],
        "partner": {"kind": "salmon", "age": 5},
    }
    found = _answered(sdk, data)
    assert type(found) is models.Salmon
    assert isinstance(found, models.Fish)
    assert [type(friend) for friend in found.friends] == [models.SawShark, models.Shark, models.Fish]
    assert issubclass(models.SawShark, models.Shark)
    assert found.friends[0].teeth == 9
    assert type(found.partner) is models.Salmon
    sdk.client.things.send(body=found)
    assert json.loads(sdk.request.content) == data


def test_callers_give_heirs_as_models_or_dicts(make_sdk) -> None:
    sdk = make_sdk(FISH)
    models = sdk.models
    sdk.returns(200, {"kind": "carp", "age": 1})
    salmon = models.Salmon(
        age=1, friends=[models.SawShark(age=2, teeth=3), {"kind": "salmon", "age": 4, "friends": []}]
    )
    assert type(salmon.friends[1]) is models.Salmon
    sdk.client.things.send(body=salmon)
    wanted = {
        "kind": "salmon",
        "age": 1,
        "friends": [
            {"kind": "shark", "sharktype": "saw", "age": 2, "teeth": 3},
            {"kind": "salmon", "age": 4, "friends": []},
        ],
    }
    assert json.loads(sdk.request.content) == wanted
    sdk.client.things.send(body={"kind": "shark", "sharktype": "saw", "age": 2, "teeth": 3})
    assert json.loads(sdk.request.content) == wanted["friends"][0]


def test_an_enum_tag_keeps_its_type(make_sdk) -> None:
    sdk = make_sdk(
        CALLS.format(schema="{$ref: '#/components/schemas/Dog'}")
        + """\
components:
  schemas:
    DogKind: {type: string, enum: [golden]}
    Dog:
      type: object
      required: [kind]
      discriminator: {propertyName: kind, mapping: {golden: '#/components/schemas/Golden'}}
      properties: {kind: {$ref: '#/components/schemas/DogKind'}, weight: {type: integer}}
    Golden:
      type: object
      required: [kind]
      properties: {kind: {type: string, enum: [golden]}}
      allOf: [{$ref: '#/components/schemas/Dog'}]
    """
    )
    models = sdk.models
    sdk.returns(200, {"kind": "golden", "weight": 10})
    found = sdk.client.things.send(body=models.Golden(weight=10))
    assert json.loads(sdk.request.content) == {"kind": "golden", "weight": 10}
    assert type(found) is models.Golden
    assert isinstance(found, models.Dog)
    assert found.kind == "golden"


UNION = """\
components:
  schemas:
    Holder: {{type: object, properties: {{value: {schema}}}}}
{more}
"""


@pytest.fixture
def round_trip(make_sdk):
    """Makes a package whose ``Holder.value`` is of a schema; reads a value and writes it again."""

    def make(schema: str, more: str = ""):
        sdk = make_sdk("paths: {}\n" + UNION.format(schema=schema, more=more))
        wire = __import__(f"{sdk.package.__name__}._runtime.wire", fromlist=["wire"])

        def trip(value):
            holder = wire.parse_json(lambda: sdk.models.Holder, json.dumps({"value": value}).encode())
            written = wire.to_wire(holder)["value"]
            assert written == value
            assert type(written) is type(value)
            return holder.value

        trip.models, trip.wire, trip.sdk = sdk.models, wire, sdk
        return trip

    return make


TWO = "{oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}"


def test_the_exact_type_wins(round_trip) -> None:
    trip = round_trip("{oneOf: [{type: integer}, {type: string}, {type: boolean}, {type: number}]}")
    assert [trip(v) for v in (1, "1", True, 1.5)] == [1, "1", True, 1.5]


def test_a_variant_that_would_need_other_types_is_not_taken(round_trip) -> None:
    more = """\
    A: {type: object, required: [x], properties: {x: {type: integer}, y: {type: integer}}}
    B: {type: object, required: [x], properties: {x: {type: string}}}
"""
    trip = round_trip(TWO, more)
    assert type(trip({"x": "1", "y": 2})) is trip.models.B
    assert type(trip({"x": 1, "y": 2})) is trip.models.A


def test_a_fixed_property_of_every_variant_is_a_tag(round_trip) -> None:
    more = """\
    A: {type: object, required: [is], properties: {is: {const: a}, v: {type: integer}}}
    B: {type: object, required: [is], properties: {is: {const: b}, v: {type: integer}}}
"""
    trip = round_trip(TWO, more)
    assert type(trip({"is": "b", "v": 1})) is trip.models.B
    assert type(trip({"is": "c", "v": 1})).__name__ == "UnknownVariant"


def test_two_enums_share_their_values(round_trip) -> None:
    more = """\
    A: {type: string, enum: [one, two]}
    B: {type: string, enum: [three]}
"""
    trip = round_trip(TWO, more)
    assert trip("three") is trip.models.B.THREE
    assert trip("two") is trip.models.A.TWO
    assert trip("four") == "four"


def test_tags_in_two_levels(round_trip) -> None:
    more = """\
    A: {oneOf: [{$ref: '#/components/schemas/A1'}, {$ref: '#/components/schemas/A2'}], discriminator: {propertyName: sub}}
    A1: {type: object, required: [is, sub], properties: {is: {const: a}, sub: {type: string}}}
    A2: {type: object, required: [is, sub], properties: {is: {const: a}, sub: {type: string}, x: {type: integer}}}
    B: {type: object, properties: {is: {type: string}, x: {type: string}}}
"""
    tagged = TWO[:-1] + ", discriminator: {propertyName: is, mapping: {b: B}}}"
    trip = round_trip(tagged, more)
    assert type(trip({"is": "a", "sub": "A2", "x": 1})) is trip.models.A2
    assert type(trip({"is": "a", "sub": "A1", "x": "1"})) is trip.models.A1
    assert type(trip({"is": "b", "x": "1"})) is trip.models.B
    assert type(trip({"is": "z", "x": "1"})).__name__ == "UnknownVariant"


def test_a_caller_gives_an_unknown_tag_by_its_python_name(round_trip) -> None:
    more = """\
    A: {type: object, required: [@type], properties: {'@type': {const: a}}}
    B: {type: object, required: [@type], properties: {'@type': {const: b}}}
""".replace("[@type]", "['@type']")
    trip = round_trip(TWO, more)
    holder = trip.models.Holder(value={"type": "new", "x": 1})
    assert trip.wire.to_wire(holder) == {"value": {"@type": "new", "x": 1}}
    known = trip.models.Holder(value={"type": "b"})
    assert type(known.value) is trip.models.B


def test_a_tag_without_a_property_is_sent(round_trip) -> None:
    more = """\
    A: {type: object, properties: {x: {type: integer}}}
    B: {type: object, properties: {x: {type: integer}}}
"""
    trip = round_trip(TWO[:-1] + ", discriminator: {propertyName: what, mapping: {bee: B}}}", more)
    given = trip.models.B(x=1)
    for value in (given, {"x": 1, "what": "bee"}):
        assert trip.wire.to_wire(trip.models.Holder(value=value)) == {"value": {"what": "bee", "x": 1}}
    assert trip.wire.to_wire(trip.models.Holder(value=trip.models.A())) == {"value": {"what": "A"}}
    assert type(trip({"what": "bee", "x": 1})) is trip.models.B
    assert trip.wire.to_wire(given) == {"x": 1}


def test_a_variant_of_several_unions_has_the_tag_of_the_one_it_stands_in(make_sdk) -> None:
    sdk = make_sdk(
        """\
        paths:
          /pets:
            put:
              operationId: putPet
              tags: [pets]
              requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/ByKind'}}}}
              responses: {'204': {description: ok}}
            post:
              operationId: postPet
              tags: [pets]
              requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/ByType'}}}}
              responses: {'204': {description: ok}}
            patch:
              operationId: patchCat
              tags: [pets]
              requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Cat'}}}}
              responses: {'204': {description: ok}}
        components:
          schemas:
            ByKind:
              oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
              discriminator: {propertyName: kind, mapping: {cat: Cat, dog: Dog}}
            ByType:
              oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
              discriminator: {propertyName: type, mapping: {c: Cat, d: Dog}}
            Cat: {type: object, required: [name], properties: {name: {type: string}}}
            Dog: {type: object, required: [name, bark], properties: {name: {type: string}, bark: {type: boolean}}}
        """
    )
    cat = sdk.models.Cat(name="Tom")
    sent = []
    for call in (sdk.client.pets.put_pet, sdk.client.pets.post_pet, sdk.client.pets.patch_cat):
        call(body=cat)
        sent.append(json.loads(sdk.request.content))
    assert sent == [{"name": "Tom", "kind": "cat"}, {"name": "Tom", "type": "c"}, {"name": "Tom"}]


def test_a_default_variant_takes_unknown_tags(round_trip) -> None:
    more = """\
    A: {type: object, required: [is], properties: {is: {const: a}}}
    B: {type: object, properties: {is: {type: string}}}
"""
    trip = round_trip(
        TWO[:-1] + ", discriminator: {propertyName: is, defaultMapping: B, mapping: {b: B, bb: B}}}", more
    )
    assert type(trip({"is": "new"})) is trip.models.B


def test_alternatives_beside_properties_have_them(round_trip) -> None:
    more = """\
    A: {type: object, required: [a], properties: {a: {type: integer}}}
    B: {type: object, required: [b], properties: {b: {type: integer}}}
"""
    trip = round_trip("{type: object, required: [id], properties: {id: {type: string}}, " + TWO[1:], more)
    found = trip({"id": "x", "b": 1})
    assert found.id == "x"
    assert found.b == 1
    assert trip({"id": "x", "a": 1}).a == 1
    with pytest.raises(ValueError, match="id"):
        trip.models.Holder(value={"a": 1})


def test_alternatives_that_extend_what_they_stand_in(round_trip) -> None:
    more = """\
    Pet:
      type: object
      required: [is]
      properties: {is: {type: string}}
      discriminator: {propertyName: is}
      oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
    Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, properties: {lives: {type: integer}}}]}
    Dog: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, properties: {tricks: {type: integer}}}]}
"""
    trip = round_trip("{$ref: '#/components/schemas/Pet'}", more)
    assert type(trip({"is": "Cat", "lives": 9})) is trip.models.Cat
    assert trip.wire.to_wire(trip.models.Dog(tricks=1)) == {"is": "Dog", "tricks": 1}


def test_the_page_of_a_base_lists_its_heirs(make_sdk, tmp_path) -> None:
    make_sdk(FISH)
    page = (tmp_path / "docs/models/fish.md").read_text("utf-8")
    assert "## Heirs\n\n| `kind` | Type |\n| --- | --- |\n| `salmon` | [models.Salmon](salmon.md) |" in page
