"""Data that no generated model describes, and models written by hand."""

from __future__ import annotations

import datetime
import enum
import json
import types
from decimal import Decimal
from typing import Annotated, Literal

import pytest
from pydantic import Field, ValidationError

from generator.runtime.formats import Base64UrlBytes, DecimalString
from generator.runtime.model import READ_ONLY, Model
from generator.runtime.styles import encode_json, json_text
from generator.runtime.unset import UNSET
from generator.runtime.values import JsonNumber, plain
from generator.runtime.wire import adapter, to_wire, validate_input

EAST = datetime.timezone(datetime.timedelta(hours=2))


class Color(enum.Enum):
    RED = "red"


class Text(str):
    __slots__ = ()


class Owner(Model):
    first_name: str | None = Field(default=None, alias="firstName")


class Pet(Model):
    __nullable__ = ("nick",)

    kind: Literal["pet"] = "pet"
    id: str = READ_ONLY
    nick: str | None = None
    owner: Owner | None = None
    parts: list[Base64UrlBytes] | None = None
    prices: dict[str, DecimalString | Owner] | None = None


class Special(Pet):
    __nullable__ = ("more",)

    more: str | None = None


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, None),
        (True, True),
        (5, 5),
        (1.5, 1.5),
        ("a", "a"),
        (Text("a"), "a"),
        (Color.RED, "red"),
        (b"\xff\xef", "/+8="),
        (bytearray(b"a"), "YQ=="),
        (datetime.date(2024, 2, 29), "2024-02-29"),
        (datetime.time(12, 30, 0, 5), "12:30:00.000005"),
        (datetime.datetime(2024, 2, 29, 12, 30), "2024-02-29T12:30:00"),
        (datetime.datetime(2024, 2, 29, 12, 30, tzinfo=datetime.UTC), "2024-02-29T12:30:00Z"),
        (datetime.datetime(2024, 2, 29, 12, 30, tzinfo=EAST), "2024-02-29T12:30:00+02:00"),
        (datetime.timedelta(days=1, seconds=5), "P1DT5S"),
        (Decimal("12.1"), 12.1),
        (Decimal("1E+3"), 1000),
        ((1, [2, {3}]), [1, [2, [3]]]),
        (types.MappingProxyType({"a": UNSET, "b": None, 1: Color.RED}), {"b": None, "1": "red"}),
        (Owner(first_name="Ann"), {"firstName": "Ann"}),
        ({"a": [Owner(first_name="Ann")]}, {"a": [{"firstName": "Ann"}]}),
    ],
    ids=repr,
)
def test_json_ready_data(value, written):
    found = to_wire(value)
    assert found == written
    assert type(found) is type(written)
    assert json.loads(json.dumps(found)) == written


@pytest.mark.parametrize("value", [object(), iter([1]), open, 1j], ids=["object", "iterator", "function", "complex"])
def test_what_json_has_no_form_for_is_refused(value):
    with pytest.raises(TypeError, match="has no form in JSON"):
        to_wire({"a": [value]})


@pytest.mark.parametrize("value", ["12.10", "0.1234567890123456789", "1E-400", "1.5E+300"])
def test_a_decimal_is_never_rounded(value):
    written = to_wire({"a": [Decimal(value)]})
    assert encode_json(written) == f'{{"a":[{value}]}}'.encode()
    assert json_text(plain(written)) == f'{{"a":[{value}]}}'


@pytest.mark.parametrize("value", ["NaN", "Infinity"])
def test_a_decimal_that_is_no_number_is_refused(value):
    with pytest.raises(ValueError, match="cannot be written as a JSON number"):
        to_wire(Decimal(value))


def test_what_json_cannot_say_is_refused_beside_exact_numbers():
    with pytest.raises(TypeError, match="object has no form in JSON"):
        encode_json([JsonNumber("1.10"), object()])


def test_codecs_work_in_annotations_that_are_no_text():
    pet = Pet(parts=[b"\xff\xef"], prices={"a": Decimal("1.50"), "b": {"first_name": "Ann"}})
    assert to_wire(pet) == {"kind": "pet", "parts": ["_-8"], "prices": {"a": "1.50", "b": {"firstName": "Ann"}}}


def test_raw_data_that_did_not_fit_is_written_as_it_came():
    raw = {"parts": [5, "%%"], "prices": "none"}
    assert to_wire(Pet.model_construct(**raw)) == {"kind": "pet", **raw}
    raw = {"parts": {"a": 1}, "prices": {"a": [1], "b": 5}}
    assert to_wire(Pet.model_construct(**raw)) == {"kind": "pet", **raw}


def test_a_field_set_to_unset_is_left_out():
    pet = Pet(id="1")
    pet.id = UNSET
    assert to_wire(pet) == {"kind": "pet"}


def test_a_subclass_of_a_user_inherits_what_may_be_null():
    assert to_wire(Special(nick=None, more=None, owner=None)) == {"kind": "pet", "nick": None, "more": None}


def test_a_declared_field_wins_over_an_unknown_one_of_its_wire_name():
    owner = Owner(first_name="Ann", firstName="Bob")
    assert to_wire(owner) == {"firstName": "Ann"}


def test_one_adapter_per_type():
    first = adapter(lambda: list[Owner])
    assert adapter(lambda: list[Owner]) is first
    assert adapter(lambda: Owner) is not first


def test_bytes_outside_models_travel_as_base64():
    assert adapter(lambda: list[bytes]).validate_json('["/+8="]') == [b"\xff\xef"]


def test_input_of_scalars_and_collections():
    assert validate_input(lambda: list[int], (1, 2)) == [1, 2]
    assert validate_input(lambda: dict[str, Owner], {"a": {"first_name": "Ann"}})["a"].first_name == "Ann"
    assert validate_input(lambda: Annotated[str, Field(min_length=1)], "a") == "a"
    with pytest.raises(ValidationError):
        validate_input(lambda: list[int], ["x"])


def test_a_model_that_is_given_is_taken_as_it_is():
    owner = Owner(first_name="Ann")
    assert validate_input(lambda: Owner, owner) is owner
    assert validate_input(lambda: list[Owner], [owner])[0] is owner


def test_constructors_are_called_for_callers_alone():
    calls = []

    class Counted(Model):
        inner: Counted | None = None

        def __setattr__(self, name, value):
            calls.append(name)
            super().__setattr__(name, value)

    value = adapter(lambda: Counted).validate_json('{"inner": {"inner": null}}', by_alias=True, by_name=False)
    assert value.inner.inner is None
    assert "inner" in value.inner.model_fields_set
    assert calls == []
