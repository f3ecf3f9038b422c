"""Objects: what is read, what is written, and which names count where."""

from __future__ import annotations

import json
import pickle
import warnings

import pytest
from pydantic import ValidationError

from generator.model import (
    Access,
    LiteralType,
    MapType,
    ModelType,
    PrimitiveKind,
    PrimitiveType,
    UnknownType,
)

INTEGER = PrimitiveType(PrimitiveKind.INTEGER)


def same(package, type_, text):
    """Reading and writing again gives what came."""
    return package.write(package.read(type_, text)) == json.loads(text)


def test_a_field_is_read_by_its_wire_name_and_made_by_its_python_name(make, package):
    sdk = package(make.object("Pet", make.field("petName", name="pet_name", required=True)))
    assert sdk.read(lambda: sdk.models.Pet, '{"petName": "Rex"}').pet_name == "Rex"
    assert sdk.write(sdk.models.Pet(pet_name="Rex")) == {"petName": "Rex"}
    with pytest.raises(ValidationError):
        sdk.read(lambda: sdk.models.Pet, '{"pet_name": "Rex"}')
    with pytest.raises(ValidationError):
        sdk.models.Pet(petName="Rex")


def test_nested_dicts_of_callers_go_by_python_names(make, package):
    sdk = package(
        make.object("Owner", make.field("firstName", name="first_name", required=True)),
        make.object("Pet", make.field("owner", ModelType("Owner"))),
    )
    made = sdk.wire.validate_input(lambda: sdk.models.Pet, {"owner": {"first_name": "Ann"}})
    assert sdk.write(made) == {"owner": {"firstName": "Ann"}}
    assert sdk.write(sdk.models.Pet(owner={"first_name": "Ann"})) == {"owner": {"firstName": "Ann"}}
    with pytest.raises(ValidationError):
        sdk.wire.validate_input(lambda: sdk.models.Pet, {"owner": {"firstName": "Ann"}})


def test_unknown_fields_are_kept_and_sent_back(make, package):
    sdk = package(make.object("Pet", make.field("name")))
    assert same(sdk, lambda: sdk.models.Pet, '{"name": "Rex", "newField": {"a": [1, null]}}')


def test_additional_properties_false_keeps_unknown_fields_too(make, package):
    sdk = package(make.object("Pet", make.field("name"), extra=None))
    assert same(sdk, lambda: sdk.models.Pet, '{"name": "Rex", "newField": 1}')


def test_absent_reads_none_and_is_not_written(make, package):
    sdk = package(make.object("Pet", make.field("name"), make.field("age", INTEGER, default=3)))
    pet = sdk.read(lambda: sdk.models.Pet, "{}")
    assert (pet.name, pet.age) == (None, None)
    assert sdk.write(pet) == {}


def test_null_from_the_wire_goes_back_where_null_is_allowed_and_where_it_is_not(make, package):
    sdk = package(make.object("Pet", make.field("name"), make.field("nick", nullable=True)))
    assert same(sdk, lambda: sdk.models.Pet, '{"name": null, "nick": null}')


def test_none_of_a_caller_is_null_only_where_null_is_allowed(make, package):
    sdk = package(
        make.object("Tag", make.field("label"), make.field("note", nullable=True)),
        make.object("Pet", make.field("name"), make.field("nick", nullable=True), make.field("tag", ModelType("Tag"))),
    )
    given = {"name": None, "nick": None, "tag": {"label": None, "note": None}}
    expected = {"nick": None, "tag": {"note": None}}
    assert sdk.write(sdk.models.Pet(**given)) == expected
    assert sdk.write(sdk.wire.validate_input(lambda: sdk.models.Pet, given)) == expected
    assert sdk.write(sdk.wire.validate_input(lambda: list[sdk.models.Pet], (given,))) == [expected]
    assert sdk.write(sdk.wire.validate_input(lambda: dict[str, sdk.models.Pet], {"a": given})) == {"a": expected}


def test_none_assigned_to_a_field_that_cannot_be_null_takes_it_away(make, package):
    sdk = package(make.object("Pet", make.field("name"), make.field("nick", nullable=True)))
    pet = sdk.read(lambda: sdk.models.Pet, '{"name": "Rex", "nick": "R"}')
    pet.name = pet.nick = None
    assert sdk.write(pet) == {"nick": None}
    pet.name = "Max"
    assert sdk.write(pet) == {"name": "Max", "nick": None}


def test_a_model_inside_a_callers_data_keeps_the_null_of_the_wire(make, package):
    sdk = package(
        make.object("Tag", make.field("label")),
        make.object("Pet", make.field("tag", ModelType("Tag"))),
    )
    tag = sdk.read(lambda: sdk.models.Tag, '{"label": null}')
    assert sdk.write(sdk.models.Pet(tag=tag)) == {"tag": {"label": None}}


def test_none_for_a_field_of_unknown_type_is_null(make, package):
    sdk = package(make.object("Pet", make.field("data", UnknownType())))
    assert sdk.write(sdk.models.Pet(data=None)) == {"data": None}
    assert sdk.write(sdk.models.Pet()) == {}


def test_a_required_nullable_field_must_be_there_and_may_be_null(make, package):
    sdk = package(make.object("Pet", make.field("nick", required=True, nullable=True)))
    assert same(sdk, lambda: sdk.models.Pet, '{"nick": null}')
    assert sdk.write(sdk.models.Pet(nick=None)) == {"nick": None}
    with pytest.raises(ValidationError):
        sdk.models.Pet()


@pytest.mark.parametrize("value", ["cat", 7, True])
def test_a_constant_is_always_sent(make, package, value):
    sdk = package(
        make.object("Cat", make.field("kind", LiteralType((value,)), required=True), make.field("name")),
    )
    assert sdk.write(sdk.models.Cat(name="Tom")) == {"kind": value, "name": "Tom"}
    assert sdk.models.Cat().kind == value
    with pytest.raises(ValidationError):
        sdk.models.Cat(kind="dog")


def test_a_default_of_the_document_is_told_and_never_sent(make, package):
    sdk = package(make.object("Pet", make.field("age", INTEGER, default=3, description="In years.")))
    assert sdk.write(sdk.models.Pet()) == {}
    text = (sdk.folder / "models/pet.py").read_text()
    assert "In years.\n\n    Default: ``3``." in text


def test_read_only_fields_are_read_and_need_not_be_given(make, package):
    field = make.field("id", required=True, access=Access.READ)
    sdk = package(make.object("Pet", field, make.field("name", required=True)))
    assert sdk.read(lambda: sdk.models.Pet, '{"id": "1", "name": "Rex"}').id == "1"
    assert sdk.write(sdk.models.Pet(name="Rex")) == {"name": "Rex"}
    assert sdk.models.PetDict.__annotations__.keys() == {"name"}


def test_write_only_fields_are_asked_of_callers_and_not_of_answers(make, package):
    sdk = package(make.object("User", make.field("password", required=True, access=Access.WRITE)))
    assert sdk.read(lambda: sdk.models.User, "{}").password is None
    assert sdk.models.UserDict.__annotations__["password"].__forward_arg__ == "Required[str]"


def test_an_object_with_typed_further_properties(make, package):
    sdk = package(
        make.object("Tag", make.field("labelText", name="label_text")),
        make.object("Pet", make.field("name"), extra=ModelType("Tag")),
    )
    text = '{"name": "Rex", "b": {"labelText": "x"}}'
    pet = sdk.read(lambda: sdk.models.Pet, text)
    assert pet.b == sdk.models.Tag(label_text="x")
    assert sdk.write(pet) == json.loads(text)
    with pytest.raises(ValidationError):
        sdk.read(lambda: sdk.models.Pet, '{"b": 1}')


def test_an_empty_object(make, package):
    sdk = package(make.object("Empty"))
    assert same(sdk, lambda: sdk.models.Empty, '{"a": 1}')


def test_names_of_builtins_and_of_python_are_no_obstacle(make, package):
    names = ["str", "int", "list", "dict_", "bytes", "date", "type", "self", "class_"]
    text = PrimitiveType(PrimitiveKind.STRING)
    fields = [make.field(name.rstrip("_"), text, name=name) for name in names]
    when = make.field("when", PrimitiveType(PrimitiveKind.STRING, "date"))
    sdk = package(make.object("Odd", *fields, when, make.field("map", MapType(text))))
    values = {name.rstrip("_"): "x" for name in names} | {"when": "2024-01-02", "map": {"a": "b"}}
    assert same(sdk, lambda: sdk.models.Odd, json.dumps(values))


def test_a_deprecated_field_warns_when_it_is_used_and_not_before(make, package):
    sdk = package(make.object("Pet", make.field("nick", deprecated=True), deprecated=True))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        pet = sdk.read(lambda: sdk.models.Pet, '{"nick": "R"}')
        assert sdk.write(pet) == {"nick": "R"}
        assert "nick='R'" in repr(pet)
        assert pet == sdk.models.Pet(nick="R")
    with pytest.warns(DeprecationWarning, match="nick is deprecated"):
        assert pet.nick == "R"


def test_models_are_compared_copied_and_pickled(make, package):
    sdk = package(
        make.object("Tag", make.field("label")),
        make.object("Pet", make.field("tag", ModelType("Tag")), make.field("name")),
    )
    pet = sdk.read(lambda: sdk.models.Pet, '{"tag": {"label": "a"}, "name": null, "more": 1}')
    for twin in (pet.model_copy(deep=True), pickle.loads(pickle.dumps(pet))):
        assert twin == pet
        assert sdk.write(twin) == sdk.write(pet)


def test_json_schema_follows_models_that_stand_in_others(make, package):
    sdk = package(
        make.object("Tag", make.field("label")),
        make.object("Pet", make.field("tag", ModelType("Tag")), make.field("parent", ModelType("Pet"))),
    )
    assert '"label":' in json.dumps(sdk.models.Pet.model_json_schema())
