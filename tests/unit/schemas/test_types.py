"""Formats, enums, unions, arrays, maps and named ones of them."""

from __future__ import annotations

import base64
import copy
import datetime
import io
import json
import pickle
from decimal import Decimal

import pytest
from pydantic import ValidationError

from generator.model import (
    AliasType,
    ArrayType,
    BinaryType,
    Discriminator,
    EnumType,
    LiteralType,
    MapType,
    ModelType,
    NullableType,
    PrimitiveKind,
    PrimitiveType,
    UnionType,
    UnknownType,
)

STRING = PrimitiveType(PrimitiveKind.STRING)
INTEGER = PrimitiveType(PrimitiveKind.INTEGER)
NUMBER = PrimitiveType(PrimitiveKind.NUMBER)
UTC = datetime.UTC


def string(format_):
    return PrimitiveType(PrimitiveKind.STRING, format_)


@pytest.mark.parametrize(
    ("type_", "wire", "value"),
    [
        (STRING, "a", "a"),
        (INTEGER, 5, 5),
        (NUMBER, 1.5, 1.5),
        (PrimitiveType(PrimitiveKind.BOOLEAN), True, True),
        (string("uuid"), "no-uuid", "no-uuid"),
        (string("email"), "nobody", "nobody"),
        (string("made-up"), "a", "a"),
        (string("date"), "2024-02-29", datetime.date(2024, 2, 29)),
        (string("time"), "12:30:00", datetime.time(12, 30)),
        (string("date-time"), "2024-02-29T12:30:00Z", datetime.datetime(2024, 2, 29, 12, 30, tzinfo=UTC)),
        (string("date-time"), "2024-02-29T12:30:00", datetime.datetime(2024, 2, 29, 12, 30)),
        (string("duration"), "P1DT2H", datetime.timedelta(days=1, hours=2)),
        (string("byte"), "/+8=", b"\xff\xef"),
        (string("base64url"), "_-8", b"\xff\xef"),
        (string("decimal"), "1.50", Decimal("1.50")),
        (PrimitiveType(PrimitiveKind.NUMBER, "decimal"), 1.5, Decimal("1.5")),
        (PrimitiveType(PrimitiveKind.NUMBER, "decimal"), 12, Decimal(12)),
        (ArrayType(string("base64url")), ["_-8"], [b"\xff\xef"]),
        (MapType(string("decimal")), {"a": "1.50"}, {"a": Decimal("1.50")}),
        (UnionType((string("decimal"), ArrayType(string("decimal")))), ["1.50"], [Decimal("1.50")]),
        (ArrayType(NullableType(STRING)), ["a", None], ["a", None]),
        (ArrayType(STRING, prefix=(INTEGER,)), [1, "a"], [1, "a"]),
        (UnionType((INTEGER, STRING)), "5", "5"),
        (UnknownType(), {"a": [None, 1]}, {"a": [None, 1]}),
        (LiteralType(("a", "b")), "b", "b"),
        (LiteralType((1.5, 2.5)), 2.5, 2.5),
        (LiteralType((True, "auto")), True, True),
    ],
)
def test_a_value_is_read_and_written(make, package, type_, wire, value):
    sdk = package(make.object("Holder", make.field("value", type_)))
    text = json.dumps({"value": wire})
    read = sdk.read(lambda: sdk.models.Holder, text)
    assert read.value == value
    assert type(read.value) is type(value)
    assert sdk.write(read) == {"value": wire}
    assert sdk.write(sdk.models.Holder(value=value)) == {"value": wire}


def test_bytes_are_read_from_base64_of_either_alphabet(make, package):
    sdk = package(make.object("Holder", make.field("value", string("byte"))))
    for text in ("/+8=", "_-8", "/+8"):
        assert sdk.read(lambda: sdk.models.Holder, json.dumps({"value": text})).value == b"\xff\xef"
    with pytest.raises(ValidationError, match="not base64"):
        sdk.read(lambda: sdk.models.Holder, '{"value": "%%%"}')


def test_a_decimal_that_a_double_cannot_hold_is_kept(make, package):
    sdk = package(make.object("Holder", make.field("value", PrimitiveType(PrimitiveKind.NUMBER, "decimal"))))
    exact = Decimal("0.12345678901234567890")
    assert sdk.write(sdk.models.Holder(value=exact)) == {"value": exact}


def test_a_file_of_any_kind_passes_through(make, package):
    sdk = package(make.object("Upload", make.field("file", BinaryType(), required=True)))
    stream = io.BytesIO(b"x")
    assert sdk.write(sdk.models.Upload(file=stream))["file"] is stream
    assert sdk.write(sdk.models.Upload(file=b"x")) == {"file": b"x"}


@pytest.mark.parametrize(
    ("kind", "known", "fresh"),
    [
        (PrimitiveKind.STRING, "on", "flying"),
        (PrimitiveKind.INTEGER, 1, 77),
        (PrimitiveKind.NUMBER, 0.5, 7.5),
    ],
)
def test_an_open_enum_keeps_values_that_it_does_not_know(make, package, kind, known, fresh):
    sdk = package(
        make.enum("Status", known, kind=kind),
        make.object("Pet", make.field("status", EnumType("Status", kind))),
    )
    member = sdk.models.Status(known)
    assert sdk.read(lambda: sdk.models.Pet, json.dumps({"status": known})).status is member
    pet = sdk.read(lambda: sdk.models.Pet, json.dumps({"status": fresh}))
    assert isinstance(pet.status, sdk.models.Status)
    assert (pet.status, hash(pet.status), pet.status.value) == (fresh, hash(fresh), fresh)
    assert not pet.status.is_known
    assert member.is_known
    assert repr(pet.status) == f"<Status: {fresh!r}>"
    assert (str(pet.status), f"{pet.status}") == (str(fresh), str(fresh))
    assert sdk.write(pet) == {"status": fresh}
    for twin in (pickle.loads(pickle.dumps(pet.status)), copy.deepcopy(pet.status)):
        assert (type(twin), twin) == (sdk.models.Status, fresh)
    assert list(sdk.models.Status) == [member]


@pytest.mark.parametrize(("kind", "value"), [("string", 5), ("integer", "x"), ("number", "x")])
def test_a_value_of_another_kind_is_no_value_of_an_open_enum(make, package, kind, value):
    known = {"string": "a", "integer": 1, "number": 0.5}[kind]
    sdk = package(make.enum("Status", known, kind=PrimitiveKind(kind)))
    with pytest.raises(ValidationError):
        sdk.read(lambda: sdk.models.Status, json.dumps(value))


def test_a_closed_enum_refuses_them(make, package):
    sdk = package(
        make.enum("Status", "on", is_open=False),
        make.enum("Level", 1, is_open=False, kind=PrimitiveKind.INTEGER),
        make.enum("Rate", 0.5, is_open=False, kind=PrimitiveKind.NUMBER),
    )
    for type_, known, fresh in (("Status", "on", "off"), ("Level", 1, 2), ("Rate", 0.5, 2.5)):
        assert sdk.read(lambda t=type_: getattr(sdk.models, t), json.dumps(known)).value == known
        with pytest.raises(ValidationError):
            sdk.read(lambda t=type_: getattr(sdk.models, t), json.dumps(fresh))


def test_callers_may_give_the_bare_value_of_an_enum(make, package):
    sdk = package(
        make.enum("Status", "on"),
        make.object("Pet", make.field("status", EnumType("Status"))),
    )
    assert sdk.models.Pet(status="on").status is sdk.models.Status("on")
    pet = sdk.models.Pet()
    pet.status = "off"
    assert sdk.write(pet) == {"status": "off"}


def test_named_arrays_maps_and_unions(make, package):
    sdk = package(
        make.object("Pet", make.field("petName", name="pet_name", required=True)),
        make.alias("Pets", ArrayType(ModelType("Pet"))),
        make.alias("ByName", MapType(ModelType("Pet"))),
        make.alias("OneOrMany", UnionType((ModelType("Pet"), AliasType("Pets")))),
        make.alias("Maybe", NullableType(MapType(AliasType("OneOrMany")))),
        make.alias("Blobs", ArrayType(string("base64url"))),
        make.object("Holder", make.field("blobs", AliasType("Blobs")), make.field("all", AliasType("Maybe"))),
    )
    models = sdk.models
    pet = {"petName": "Rex"}
    for name, wire in (
        ("Pets", [pet]),
        ("ByName", {"a": pet}),
        ("OneOrMany", pet),
        ("OneOrMany", [pet]),
        ("Maybe", None),
        ("Maybe", {"a": [pet]}),
        ("Holder", {"blobs": ["_-8"], "all": {"a": pet}}),
    ):
        value = sdk.read(lambda n=name: getattr(models, n), json.dumps(wire))
        assert sdk.write(value) == wire
    assert sdk.read(lambda: models.Pets, json.dumps([pet])) == [models.Pet(pet_name="Rex")]


def test_an_alias_may_hold_itself(make, package):
    sdk = package(
        make.alias("Tree", MapType(UnionType((STRING, AliasType("Tree"), ArrayType(AliasType("Tree")))))),
        make.object("Holder", make.field("tree", AliasType("Tree"))),
    )
    wire = {"tree": {"a": "x", "b": {"c": "y"}, "d": [{"e": "z"}]}}
    assert sdk.write(sdk.read(lambda: sdk.models.Holder, json.dumps(wire))) == wire
    with pytest.raises(ValidationError):
        sdk.read(lambda: sdk.models.Tree, '{"a": 5}')


def test_an_alias_can_be_given_to_pydantic_itself(make, package):
    from pydantic import TypeAdapter

    sdk = package(
        make.object("Pet", make.field("name")),
        make.alias("Pets", ArrayType(ModelType("Pet"))),
        make.alias("Groups", MapType(AliasType("Pets"))),
    )
    made = TypeAdapter(sdk.models.Groups).validate_python({"a": [{"name": "Rex"}]})
    assert made == {"a": [sdk.models.Pet(name="Rex")]}


class TestTaggedUnion:
    @pytest.fixture
    def sdk(self, make, package):
        tagged = UnionType(
            (ModelType("Cat"), ModelType("Dog")),
            Discriminator("petType", (("cat", "Cat"), ("dog", "Dog"), ("2", "Dog"))),
        )
        kinds = [
            make.object(name, make.field("petType", name="pet_type", required=True), make.field("age", INTEGER))
            for name in ("Cat", "Dog")
        ]
        return package(
            *kinds,
            make.alias("Pet", tagged),
            make.object("Holder", make.field("pet", tagged), make.field("all", ArrayType(tagged))),
            make.object("Other", make.field("pet", AliasType("Pet"), required=True, nullable=True)),
        )

    def test_the_tag_decides(self, sdk):
        wire = {"pet": {"petType": "dog", "age": 1}, "all": [{"petType": "cat"}, {"petType": "dog"}]}
        holder = sdk.read(lambda: sdk.models.Holder, json.dumps(wire))
        assert [type(holder.pet), *map(type, holder.all)] == [sdk.models.Dog, sdk.models.Cat, sdk.models.Dog]
        assert sdk.write(holder) == wire

    def test_a_tag_may_be_a_number(self, make, package):
        tagged = UnionType((ModelType("A"), ModelType("B")), Discriminator("v", (("1", "A"), ("2", "B"))))
        field = make.field("v", INTEGER, required=True)
        sdk = package(make.object("A", field), make.object("B", field), make.alias("U", tagged))
        assert type(sdk.read(lambda: sdk.models.U, '{"v": 2}')) is sdk.models.B

    def test_an_unknown_tag_keeps_all_there_is(self, sdk):
        wire = {"pet": {"petType": "cow", "age": "x", "n": None}}
        holder = sdk.read(lambda: sdk.models.Holder, json.dumps(wire))
        assert type(holder.pet).__name__ == "UnknownVariant"
        assert holder.pet.petType == "cow"
        assert sdk.write(holder) == wire
        assert holder.model_dump()["pet"] == wire["pet"]
        assert sdk.write(sdk.models.Other(pet=holder.pet)) == wire

    def test_a_known_tag_is_not_excused_from_its_fields(self, sdk):
        with pytest.raises(ValidationError, match="age"):
            sdk.read(lambda: sdk.models.Pet, '{"petType": "dog", "age": "x"}')

    def test_without_a_tag_no_variant_is_made_up(self, sdk):
        with pytest.raises(ValidationError):
            sdk.read(lambda: sdk.models.Pet, '{"age": 1}')

    def test_callers_give_models_or_dicts_by_python_names(self, sdk):
        dog = sdk.models.Dog(pet_type="dog")
        given = {"pet": {"pet_type": "cat"}, "all": [dog, {"pet_type": "dog"}]}
        holder = sdk.wire.validate_input(lambda: sdk.models.Holder, given)
        assert [type(holder.pet), *map(type, holder.all)] == [sdk.models.Cat, sdk.models.Dog, sdk.models.Dog]
        assert holder.all[0] is dog

    def test_null_beside_a_named_union(self, sdk):
        assert sdk.write(sdk.read(lambda: sdk.models.Other, '{"pet": null}')) == {"pet": None}


def test_base64_helpers_agree_with_the_library(make, package):
    sdk = package(make.object("Holder", make.field("value", string("byte"))))
    data = bytes(range(256))
    assert sdk.write(sdk.models.Holder(value=data))["value"] == base64.b64encode(data).decode()
