"""The text of the modules: safe, formatted, typed, and of one component alone."""

from __future__ import annotations

import ast
import json
import subprocess
import sys

import black
import pytest

from generator.model import (
    Access,
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
from generator.python.annotations import Mode, annotation
from generator.schemas import render_models
from generator.schemas.classes import render_classes
from generator.schemas.prepare import prepare
from generator.schemas.units import units_of
from generator.schemas.views import view_of

STRING = PrimitiveType(PrimitiveKind.STRING)
INTEGER = PrimitiveType(PrimitiveKind.INTEGER)
NASTY = '"""\nimport os\\\n{{ 7 * 7 }} {% raw %} \\N{DASH} \u202e \x00 """ + """'


def rich(make):
    """One of everything."""
    tagged = UnionType((ModelType("Cat"), ModelType("Dog")), Discriminator("t", (("c", "Cat"), ("d", "Dog"))))
    when = PrimitiveType(PrimitiveKind.STRING, "date-time")
    return (
        make.object(
            "Animal",
            make.field("id", required=True, access=Access.READ, description="Who it is."),
            make.field("petType", name="pet_type", required=True),
            make.field("secretWord", name="secret_word", required=True, access=Access.WRITE),
            make.field("str", nullable=True, description="A name that hides a builtin."),
            make.field("labels", MapType(STRING), deprecated=True),
            description="The base of all.",
        ),
        make.object("Cat", make.field("t", LiteralType(("c",)), name="pet_type", required=True)),
        make.object("Dog", make.field("mood", EnumType("Mood")), bases=("Animal",), deprecated=True),
        make.enum("Mood", "good", "bad", description="How it is."),
        make.enum("Level", 1, 2, kind=PrimitiveKind.INTEGER, is_open=False),
        make.alias("Pet", tagged, description="Cat or dog."),
        make.alias("Pets", ArrayType(AliasType("Pet"))),
        make.alias("Tree", MapType(UnionType((STRING, AliasType("Tree"))))),
        make.object(
            "Everything",
            make.field("pet", AliasType("Pet"), required=True, nullable=True),
            make.field("all", ArrayType(tagged)),
            make.field("anything", UnknownType(), default={"a": [1]}),
            make.field("since", when, required=True),
            make.field("bytes", PrimitiveType(PrimitiveKind.STRING, "byte"), required=True),
            make.field("price", PrimitiveType(PrimitiveKind.STRING, "decimal")),
            make.field("file", BinaryType()),
            make.field("level", EnumType("Level", PrimitiveKind.INTEGER, is_open=False)),
            make.field("inner", ModelType("EverythingInner")),
            make.field("ratio", LiteralType((0.5, "none"))),
            extra=INTEGER,
        ),
        make.object("EverythingInner", make.field("back", ModelType("Everything")), owner="Everything"),
        make.object("Nothing"),
    )


USE = """
from __future__ import annotations

from {package} import models

dog = models.Dog(pet_type="dog", secret_word="x", mood="good")
given: models.CatDict = {{}}
whole = models.Everything(pet=given, since=__import__("datetime").datetime.now(), bytes=b"x", all=[dog, given])
name: str = dog.id
mood: models.Mood | None = dog.mood
level: models.Level | None = whole.level
data: bytes = whole.bytes
inner: models.Everything | None = whole.inner.back if whole.inner else None
pet: models.Cat | models.Dog | None = whole.pet
tree: models.Tree = {{"a": {{"b": "c"}}}}
models.Everything(pet=None)  # type: ignore[call-arg]
models.Animal(pet_type="x", secret_word=5)  # type: ignore[arg-type]
models.Animal(pet_type="x", secret_word="y", id="z")  # type: ignore[call-arg]
models.Gone  # type: ignore[attr-defined]
"""


def test_type_checkers_see_all_of_it(make, package, tmp_path):
    sdk = package(*rich(make))
    (sdk.folder / "py.typed").touch()
    use = tmp_path / "use.py"
    use.write_text(USE.format(package=sdk.name))
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache")]
    command += ["-p", f"{sdk.name}.models", "-m", "use"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.stdout.startswith("Success"), run.stdout


def test_black_leaves_the_text_as_it_is(make):
    mode = black.Mode(target_versions={black.TargetVersion.PY311})
    for path, text in render_models(make.api(*rich(make))).items():
        assert black.format_str(text, mode=mode) == text, path


def test_text_of_the_document_stays_text(make, package):
    sdk = package(
        make.object(
            "Pet",
            make.field("a\nb\"'", name="a_b", description=NASTY, default=NASTY),
            make.field("kind", LiteralType((NASTY,)), required=True, description=NASTY),
            description=NASTY,
        ),
        make.enum("Status", "x", description=NASTY),
        make.alias("Union", UnionType((LiteralType((NASTY,)), INTEGER)), description=NASTY),
    )
    pet = sdk.models.Pet(a_b="x")
    assert sdk.write(pet) == {"a\nb\"'": "x", "kind": NASTY}
    assert "{{ 7 * 7 }}" in sdk.models.Pet.__doc__
    assert sdk.read(lambda: sdk.models.Union, "5") == 5


@pytest.mark.parametrize(
    "type_",
    [
        STRING,
        UnknownType(),
        ArrayType(ArrayType(ModelType("Other"))),
        ArrayType(NullableType(ModelType("Other"))),
        ArrayType(INTEGER, prefix=(STRING, ModelType("Other"))),
        MapType(NullableType(MapType(EnumType("Kind")))),
        UnionType((ModelType("Other"), STRING, ArrayType(STRING), ArrayType(INTEGER), MapType(INTEGER))),
        UnionType((AliasType("Named"), NullableType(ModelType("Pet")))),
        UnionType((ModelType("Other"), ModelType("Pet")), Discriminator("t", (("a", "Pet"),))),
        LiteralType(("a", 'b"', 1, None)),
    ],
    ids=lambda type_: type(type_).__name__,
)
def test_annotations_of_fields_are_those_of_the_rest_of_the_package(make, type_):
    model = make.object("Pet", make.field("value", type_, required=True))
    (unit,) = units_of({"Pet": model})
    text = render_classes(prepare(unit), {"Pet": view_of(model, {"Pet": model}, ())})["Pet"]
    (class_, *_) = ast.parse(text).body
    found = [node.annotation for node in class_.body if isinstance(node, ast.AnnAssign)]
    expected = ast.parse(annotation(type_, models="", mode=Mode.WIRE), mode="eval").body
    assert [ast.unparse(node) for node in found] == [ast.unparse(expected)]


def test_a_module_depends_on_its_own_component_alone(make):
    models = rich(make)
    both = render_models(make.api(*models))
    grown = make.object("Fresh", make.field("all", ArrayType(ModelType("Everything"))))
    more = render_models(make.api(grown, *models[7:], *models[:7]))
    assert {path: text for path, text in more.items() if path in both and "__init__" not in path} == {
        path: text for path, text in both.items() if "__init__" not in path
    }


def test_names_that_the_generator_library_would_change_are_kept(make, package):
    names = ["model", "Model1", "snake_name", "Pet_2", "Pet2", "Config", "Enum1", "ABCd", "RootModel", "BaseModel"]
    fields = [make.field(f"of_{name.lower()}", ModelType(name)) for name in names]
    sdk = package(*(make.object(name, make.field("x")) for name in names), make.object("All", *fields))
    given = {f"of_{name.lower()}": {"x": name} for name in names}
    assert sdk.write(sdk.models.All(**given)) == given


def test_long_names_and_long_unions_are_wrapped(make):
    long = [f"ARatherLongNameOfAVariant{letter}{'x' * 20}" for letter in "ABCDE"]
    models = [make.object(name, make.field("a", nullable=True)) for name in long]
    many = [make.field(f"field_number_{number}", nullable=True) for number in range(9)]
    union = make.alias("Union", UnionType(tuple(map(ModelType, long))))
    files = render_models(make.api(*models, union, make.object("LongName" * 6, *many)))
    mode = black.Mode(target_versions={black.TargetVersion.PY311})
    for path, text in files.items():
        assert black.format_str(text, mode=mode) == text, path
        assert all(len(line) <= 88 for line in text.splitlines() if " | " in line), path


def test_a_long_union_is_read_as_it_was_before_it_was_broken(make, package):
    values = [f'{letter * 30} | "{letter}" \\ """' for letter in "abc"]
    parts = tuple(LiteralType((value,)) for value in values)
    sdk = package(
        make.alias("Flat", UnionType((*parts, INTEGER))),
        make.alias("Deep", ArrayType(UnionType((*parts, INTEGER)))),
        make.object("Holder", make.field("flat", AliasType("Flat")), make.field("deep", AliasType("Deep"))),
    )
    for value in (*values, 5):
        wire = {"flat": value, "deep": [value]}
        assert sdk.write(sdk.read(lambda: sdk.models.Holder, json.dumps(wire))) == wire


def test_no_models_no_trouble(make, package):
    assert package().models.__all__ == ["preload"]
