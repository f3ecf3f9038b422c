"""Example values: the document's own where they fit, else made from name and type; and what Python makes of them."""

from __future__ import annotations

import datetime
import types
from decimal import Decimal
from typing import Any

import pytest

from generator.model import (
    Access,
    AliasModel,
    AliasType,
    ArrayType,
    BinaryType,
    Cardinality,
    Default,
    Discriminator,
    EnumMember,
    EnumModel,
    EnumType,
    Example,
    Field,
    JsonValue,
    LiteralType,
    MapType,
    Model,
    ModelType,
    NullableType,
    ObjectModel,
    PrimitiveKind,
    PrimitiveType,
    Source,
    TypeRef,
    UnionType,
    UnknownType,
)
from generator.render.examples import EndlessError, Examples, candidates
from generator.render.expressions import Expressions, MisfitError
from generator.render.layout import one_line

HERE = Source("api.yaml", "")
STRING = PrimitiveType(PrimitiveKind.STRING)
INTEGER = PrimitiveType(PrimitiveKind.INTEGER)


def string(format_: str) -> PrimitiveType:
    return PrimitiveType(PrimitiveKind.STRING, format_)


def field(name: str, type_: TypeRef, *, required: bool = False, nullable: bool = False, **facts: Any) -> Field:
    cardinality = Cardinality(required, nullable)
    python = "".join(f"_{c.lower()}" if c.isupper() else c for c in name)
    return Field(wire_name=name, name=python, type=type_, cardinality=cardinality, source=HERE, **facts)


def model(name: str, *fields: Field, **facts: Any) -> ObjectModel:
    return ObjectModel(name=name, owner=name, module=name.lower(), source=HERE, fields=fields, extra=None, **facts)


def alias(name: str, type_: TypeRef) -> AliasModel:
    return AliasModel(name=name, owner=name, module=name.lower(), source=HERE, type=type_)


SIZE = EnumModel(
    name="Size", owner="Size", module="size", source=HERE, kind=PrimitiveKind.STRING,
    members=(EnumMember("SMALL", "small"), EnumMember("LARGE", "large")),
)  # fmt: skip
CLOSED = EnumModel(
    name="Closed", owner="Closed", module="closed", source=HERE, kind=PrimitiveKind.INTEGER, is_open=False,
    members=(EnumMember("ONE", 1),),
)  # fmt: skip
TAG = model("Tag", field("label", STRING, required=True))
CAT = model("Cat", field("kind", LiteralType(("cat",)), required=True), field("lives", INTEGER, required=True))
DOG = model("Dog", field("kind", STRING, required=True), field("barksAt", STRING))
NODE = model("Node", field("value", INTEGER, required=True), field("next", ModelType("Node")))
TREE = model("Tree", field("children", ArrayType(ModelType("Tree")), required=True))
ENDLESS = model("Endless", field("self", ModelType("Endless"), required=True))
BASE = model("Base", field("id", STRING, required=True, access=Access.READ), field("name", STRING, required=True))
PET = model(
    "Pet", field("size", EnumType("Size"), required=True), field("bornAt", string("date-time"), nullable=True),
    field("tags", ArrayType(ModelType("Tag"))), bases=("Base",),
)  # fmt: skip
ANIMAL = alias(
    "Animal",
    UnionType((ModelType("Cat"), ModelType("Dog")), Discriminator("kind", (("cat", "Cat"), ("dog", "Dog")))),
)
LOOP = alias("Loop", UnionType((ArrayType(AliasType("Loop")), STRING)))
MODELS: dict[str, Model] = {
    m.name: m for m in (SIZE, CLOSED, TAG, CAT, DOG, NODE, TREE, ENDLESS, BASE, PET, ANIMAL, LOOP)
}
EXAMPLES = Examples(MODELS)


def python(type_: TypeRef, value: JsonValue, *, reads: bool = False) -> str:
    return one_line(Expressions(MODELS, reads=reads).of(type_, value))


@pytest.mark.parametrize(
    ("type_", "value", "text"),
    [
        (STRING, 'it\'s "x"\n', "'it\\'s \"x\"\\n'"),
        (STRING, "plain", '"plain"'),
        (INTEGER, 3, "3"),
        (PrimitiveType(PrimitiveKind.NUMBER), 3, "3"),
        (PrimitiveType(PrimitiveKind.NUMBER, "decimal"), 1.10, 'Decimal("1.1")'),
        (PrimitiveType(PrimitiveKind.BOOLEAN), True, "True"),
        (PrimitiveType(PrimitiveKind.NULL), None, "None"),
        (string("uuid"), "x", '"x"'),
        (string("date"), "2026-01-15", "datetime.date(2026, 1, 15)"),
        (string("time"), "09:30:05", "datetime.time(9, 30, 5)"),
        (
            string("date-time"),
            "2026-01-15T09:30:00+02:00",
            "datetime.datetime(2026, 1, 15, 9, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))",
        ),
        (
            string("date-time"),
            "2026-01-15T09:30:00.005-03:30",
            "datetime.datetime(2026, 1, 15, 9, 30, 0, 5000, tzinfo=datetime.timezone(datetime.timedelta(minutes=-210)))",
        ),
        (string("duration"), "P1DT2H30M0.5S", "datetime.timedelta(days=1, hours=2, minutes=30, seconds=0.5)"),
        (string("duration"), "PT0S", "datetime.timedelta()"),
        (string("byte"), "SGk=", 'b"Hi"'),
        (string("base64url"), "_-8", "b'\\xff\\xef'"),
        (string("decimal"), "12.50", 'Decimal("12.50")'),
        (LiteralType(("a", 1)), 1, "1"),
        (ArrayType(INTEGER), [1, 2], "[1, 2]"),
        (ArrayType(STRING, prefix=(INTEGER,)), [1, "a", "b"], '[1, "a", "b"]'),
        (MapType(EnumType("Size")), {"a b": "large"}, '{"a b": models.Size.LARGE}'),
        (EnumType("Size"), "huge", '"huge"'),
        (EnumType("Closed", PrimitiveKind.INTEGER, False), 1, "models.Closed.ONE"),
        (NullableType(INTEGER), None, "None"),
        (BinaryType(), "Hi", 'b"Hi"'),
        (UnknownType(), {"a": [None, 1.5]}, '{"a": [None, 1.5]}'),
        (ModelType("Dog"), {"kind": "dog", "barksAt": "x", "more": 1}, '{"kind": "dog", "barks_at": "x"}'),
        (ModelType("Cat"), {"lives": 9}, '{"lives": 9}'),
        (AliasType("Animal"), {"kind": "dog"}, 'models.Dog(kind="dog")'),
        (ModelType("Pet"), {"name": "a", "size": "small", "bornAt": None}, None),
        (UnionType((ModelType("Tag"), STRING)), {"label": "x"}, '{"label": "x"}'),
        (AliasType("Loop"), [["a"], "b"], '[["a"], "b"]'),
    ],
)
def test_expressions(type_: TypeRef, value: JsonValue, text: str | None) -> None:
    expected = text or '{"name": "a", "size": models.Size.SMALL, "born_at": None}'
    assert python(type_, value) == expected


def test_what_a_call_returns_is_written_with_constructors() -> None:
    assert python(ModelType("Cat"), {"kind": "cat", "lives": 9}, reads=True) == 'models.Cat(kind="cat", lives=9)'
    with pytest.raises(MisfitError):
        python(EnumType("Size"), "huge", reads=True)


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        (STRING, 1),
        (INTEGER, True),
        (INTEGER, 1.5),
        (PrimitiveType(PrimitiveKind.NUMBER), "1"),
        (PrimitiveType(PrimitiveKind.BOOLEAN), 1),
        (string("date-time"), "yesterday"),
        (string("date"), "2026-02-30"),
        (string("time"), "25:00"),
        (string("duration"), "P1Y"),
        (string("duration"), "PT"),
        (string("byte"), "not base64!"),
        (string("decimal"), "1,5"),
        (LiteralType((1,)), True),
        (ArrayType(INTEGER), ["a"]),
        (ArrayType(INTEGER), {"a": 1}),
        (MapType(INTEGER), [1]),
        (EnumType("Closed", PrimitiveKind.INTEGER, False), 2),
        (EnumType("Size"), 3),
        (BinaryType(), 3),
        (ModelType("Tag"), {}),
        (ModelType("Tag"), {"label": None}),
        (ModelType("Unheard"), {}),
        (UnionType((INTEGER, ModelType("Tag"))), "x"),
        (AliasType("Animal"), {"kind": "cat"}),
    ],
)
def test_what_does_not_fit(type_: TypeRef, value: JsonValue) -> None:
    with pytest.raises(MisfitError):
        python(type_, value)
    assert not EXAMPLES.fits(type_, value)


def test_imports_are_collected_and_those_of_a_failed_variant_forgotten() -> None:
    writer = Expressions(MODELS)
    writer.of(UnionType((ArrayType(string("date")), ArrayType(EnumType("Size")))), ["small"])
    assert writer.names == {"models"}
    writer.of(string("date"), "2026-01-01")
    writer.of(string("decimal"), "1")
    assert writer.names == {"models", "datetime", "Decimal"}


@pytest.mark.parametrize(
    ("format_", "value"),
    [
        ("date-time", datetime.datetime(2026, 1, 15, 9, 30, tzinfo=datetime.UTC)),
        ("date", datetime.date(2026, 1, 15)),
        ("time", datetime.time(9, 30, tzinfo=datetime.UTC)),
        ("duration", datetime.timedelta(hours=1, minutes=30)),
        ("byte", b"Hello, world!"),
        ("base64url", b"Hello, world!"),
        ("decimal", Decimal("12.50")),
        ("email", "alex.morgan@example.com"),
        ("ipv4", "192.0.2.1"),
        ("unheard-of", "started by"),
    ],
)
def test_made_values_are_of_their_format(format_: str, value: object) -> None:
    made = python(string(format_), EXAMPLES.value(string(format_), "startedBy"))
    assert eval(made, {"datetime": datetime, "Decimal": Decimal}) == value


@pytest.mark.parametrize(
    ("type_", "name", "value"),
    [
        (string("uuid"), "accountId", "a08e0f0c-9a5e-842d-acf0-fe2625f71519"),
        (string("uuid"), "account_id", "a08e0f0c-9a5e-842d-acf0-fe2625f71519"),
        (STRING, "first_name", "Alex"),
        (STRING, "homepageUrl", "https://example.com/homepage"),
        (STRING, "workEmail", "alex.morgan@example.com"),
        (STRING, "somethingElse", "something else"),
        (STRING, "", "value"),
        (INTEGER, "pageSize", 20),
        (INTEGER, "x", 1),
        (PrimitiveType(PrimitiveKind.NUMBER), "unit_price", 12.5),
        (PrimitiveType(PrimitiveKind.NUMBER), "x", 1.5),
        (ArrayType(STRING), "categories", ["category"]),
        (MapType(INTEGER), "x", {"key": 1}),
        (EnumType("Size"), "x", "small"),
        (AliasType("Animal"), "x", {"kind": "cat", "lives": 1}),
        (AliasType("Loop"), "x", []),
        (ModelType("Tree"), "x", {"children": []}),
        (ModelType("Node"), "x", {"value": 1}),
        (ModelType("Dog"), "x", {"kind": "kind", "barksAt": "barks at"}),
    ],
)
def test_made_values_are_what_the_name_suggests(type_: TypeRef, name: str, value: JsonValue) -> None:
    assert EXAMPLES.value(type_, name) == value
    assert EXAMPLES.fits(type_, value)


def test_read_only_fields_are_left_out_and_bases_come_first() -> None:
    assert EXAMPLES.of_model(PET) == {
        "name": "name",
        "size": "small",
        "bornAt": "2026-01-15T09:30:00Z",
        "tags": [{"label": "blue"}],
    }


def test_a_variant_gets_the_tag_by_which_it_is_known() -> None:
    tagged = UnionType((ModelType("Dog"),), Discriminator("kind", (("dog", "Dog"),)))
    assert EXAMPLES.value(tagged, "x") == {"kind": "dog", "barksAt": "barks at"}


def test_a_type_without_an_end_has_no_value() -> None:
    with pytest.raises(EndlessError):
        EXAMPLES.value(ModelType("Endless"), "x")
    assert EXAMPLES.value(UnionType((ModelType("Endless"), INTEGER)), "x") == 1


def test_given_values_come_first_where_they_fit() -> None:
    assert EXAMPLES.value(INTEGER, "x", ["no", 7, 8]) == 7
    shown = model("Shown", field("a", INTEGER), examples=(Example({"a": "no"}), Example({"a": 5})))
    assert Examples({"Shown": shown}).value(ModelType("Shown"), "x") == {"a": 5}
    given = model("Given", field("a", INTEGER, examples=(Example("no"), Example(6))))
    assert Examples({"Given": given}).value(ModelType("Given"), "x") == {"a": 6}


def test_the_named_example_goes_before_the_others() -> None:
    examples = (Example(1, "a"), Example(2, "b"), Example(None, "c"))
    assert candidates(examples) == [1, 2]
    assert candidates(examples, Default(9), "b") == [2, 1, 9]
    assert candidates((), Default(None)) == []


def test_adding_a_field_changes_nothing_else() -> None:
    before = EXAMPLES.of_model(PET)
    wider = model("Pet", field("aaa", STRING), *PET.fields, field("zzz", STRING), bases=("Base",))
    after = Examples({**MODELS, "Pet": wider}).of_model(wider)
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    assert {key: value for key, value in after.items() if key in before} == before


def test_values_written_as_python_are_the_values() -> None:
    names = types.SimpleNamespace(Size=types.SimpleNamespace(SMALL="small"))
    made = python(ModelType("Pet"), EXAMPLES.of_model(PET))
    assert eval(made, {"models": names, "datetime": datetime})["tags"] == [{"label": "blue"}]
