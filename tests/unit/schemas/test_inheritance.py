"""Bases: kept where Python can keep them, and never at the price of another meaning."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from generator.model import LiteralType, ModelType, PrimitiveKind, PrimitiveType

INTEGER = PrimitiveType(PrimitiveKind.INTEGER)


def test_a_class_has_the_fields_of_its_base(make, package):
    sdk = package(
        make.object("Owner", make.field("name")),
        make.object(
            "Animal", make.field("petName", name="pet_name", required=True), make.field("o", ModelType("Owner"))
        ),
        make.object("Dog", make.field("barks", INTEGER), bases=("Animal",)),
    )
    wire = {"petName": "Rex", "o": {"name": "Ann"}, "barks": 3}
    dog = sdk.read(lambda: sdk.models.Dog, json.dumps(wire))
    assert isinstance(dog, sdk.models.Animal)
    assert isinstance(dog.o, sdk.models.Owner)
    assert sdk.write(dog) == wire
    with pytest.raises(ValidationError, match="petName"):
        sdk.read(lambda: sdk.models.Dog, "{}")


def test_null_is_allowed_where_the_base_allows_it(make, package):
    sdk = package(
        make.object("Animal", make.field("nick", nullable=True), make.field("name")),
        make.object("Dog", make.field("tag", nullable=True), bases=("Animal",)),
    )
    assert sdk.write(sdk.models.Dog(nick=None, tag=None, name=None)) == {"nick": None, "tag": None}


def test_a_base_may_refer_to_what_inherits_it(make, package):
    models = (
        make.object("Animal", make.field("best", ModelType("Dog"))),
        make.object("Dog", make.field("prey", ModelType("Animal")), bases=("Animal",)),
    )
    for first in ("Animal", "Dog"):
        sdk = package(*models)
        wire = {"best": {"best": {}, "prey": {"best": {}}}}
        value = sdk.read(lambda s=sdk, f=first: getattr(s.models, f), json.dumps(wire))
        assert isinstance(value.best, sdk.models.Dog)
        assert sdk.write(value) == wire


def test_a_field_may_be_narrowed_to_required(make, package):
    sdk = package(
        make.object("Animal", make.field("name"), make.field("age", INTEGER)),
        make.object("Dog", make.field("name", required=True), bases=("Animal",)),
    )
    assert issubclass(sdk.models.Dog, sdk.models.Animal)
    assert sdk.models.Dog(name="Rex", age=3).age == 3
    with pytest.raises(ValidationError):
        sdk.models.Dog(age=3)
    assert sdk.models.DogDict.__annotations__.keys() == {"name", "age"}


def test_a_field_of_another_type_ends_the_inheritance_and_keeps_the_meaning(make, package):
    sdk = package(
        make.object("Animal", make.field("id"), make.field("name")),
        make.object("Dog", make.field("id", INTEGER), bases=("Animal",)),
    )
    assert not issubclass(sdk.models.Dog, sdk.models.Animal)
    wire = {"id": 5, "name": "Rex"}
    assert sdk.write(sdk.read(lambda: sdk.models.Dog, json.dumps(wire))) == wire
    with pytest.raises(ValidationError):
        sdk.models.Dog(id="x")


def test_bases_that_disagree_are_joined_the_last_word_first(make, package):
    sdk = package(
        make.object("A", make.field("x", INTEGER), make.field("a")),
        make.object("B", make.field("x"), make.field("b")),
        make.object("C", make.field("c"), bases=("A", "B")),
    )
    wire = {"x": 5, "a": "a", "b": "b", "c": "c"}
    assert sdk.write(sdk.read(lambda: sdk.models.C, json.dumps(wire))) == wire


def test_an_order_without_resolution_is_flattened(make, package):
    sdk = package(
        make.object("A", make.field("a")),
        make.object("B", make.field("b"), bases=("A",)),
        make.object("C", make.field("c"), bases=("A", "B")),
    )
    wire = {"a": "a", "b": "b", "c": "c"}
    assert issubclass(sdk.models.B, sdk.models.A)
    assert sdk.write(sdk.models.C(**wire)) == wire


def test_a_circle_of_bases_ends(make, package):
    sdk = package(
        make.object("A", make.field("a"), bases=("B",)),
        make.object("B", make.field("b"), bases=("A",)),
    )
    assert sdk.write(sdk.models.A(a="a")) == {"a": "a"}
    assert sdk.write(sdk.models.B(b="b")) == {"b": "b"}


def test_modules_that_would_import_each_other_do_not(make, package):
    sdk = package(
        make.object("A", make.field("a")),
        make.object("AInner", make.field("i"), owner="A", bases=("B",)),
        make.object("B", make.field("b")),
        make.object("BInner", make.field("j"), owner="B", bases=("A",)),
    )
    assert sdk.write(sdk.models.BInner(a="a", j="j")) == {"a": "a", "j": "j"}
    assert sdk.write(sdk.models.AInner(b="b", i="i")) == {"b": "b", "i": "i"}


def test_a_base_that_stands_below_in_its_module_is_written_first(make, package):
    sdk = package(
        make.object("Dog", bases=("DogBase",)),
        make.object("DogBase", make.field("a", LiteralType(("x",)), required=True), owner="Dog"),
    )
    assert sdk.write(sdk.models.Dog()) == {"a": "x"}


def test_what_is_no_object_is_no_base(make, package):
    sdk = package(make.enum("E", "a"), make.object("Dog", make.field("a"), bases=("E", "Gone")))
    assert sdk.write(sdk.models.Dog(a="x")) == {"a": "x"}
