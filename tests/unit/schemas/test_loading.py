"""Loading: nothing before it is used, everything in any order, by any number of threads."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import threading

import pytest

from generator.model import AliasType, ArrayType, Discriminator, EnumType, MapType, ModelType, UnionType


def circle(make):
    """Models that refer to each other in every way there is."""
    tagged = UnionType(
        (ModelType("Leaf"), ModelType("Branch")), Discriminator("kind", (("l", "Leaf"), ("b", "Branch")))
    )
    return (
        make.object("Node", make.field("kind", required=True), make.field("next", AliasType("Thing"))),
        make.object("Leaf", make.field("color", EnumType("Color")), bases=("Node",)),
        make.object("Branch", make.field("parts", ArrayType(tagged)), bases=("Node",)),
        make.alias("Thing", UnionType((ModelType("Branch"), AliasType("Many")))),
        make.alias("Many", MapType(ModelType("Leaf"))),
        make.enum("Color", "red"),
    )


WIRE = {"kind": "b", "next": {"a": {"kind": "l"}}, "parts": [{"kind": "l", "color": "red", "next": {"kind": "b"}}]}


@pytest.mark.parametrize("order", list(itertools.permutations(["Node", "Leaf", "Branch", "Thing"])), ids="-".join)
def test_every_order_of_first_use_gives_the_same(make, package, order):
    sdk = package(*circle(make))
    for name in order:
        sdk.wire.adapter(lambda n=name: getattr(sdk.models, n))
    branch = sdk.read(lambda: sdk.models.Branch, json.dumps(WIRE))
    assert isinstance(branch.parts[0], sdk.models.Leaf)
    assert isinstance(branch.parts[0].next, sdk.models.Branch)
    assert sdk.write(branch) == WIRE


@pytest.mark.parametrize("name", ["Node", "Leaf", "Branch"])
def test_a_constructor_may_be_the_first_use(make, package, name):
    sdk = package(*circle(make))
    module = sdk.module(f"models.{name.lower()}")
    assert sdk.write(getattr(module, name)(kind="x")) == {"kind": "x"}


def test_importing_the_package_loads_no_model(make, package):
    sdk = package(*circle(make))
    assert "Leaf" in dir(sdk.models)
    loaded = [name for name in sys.modules if name.startswith(f"{sdk.name}.models.")]
    assert loaded == []
    assert sdk.models.Color.VALUE_RED == "red"
    loaded = [name for name in sys.modules if name.startswith(f"{sdk.name}.models.")]
    assert loaded == [f"{sdk.name}.models.color"]


def test_a_name_that_is_not_there_is_an_attribute_error(make, package):
    sdk = package(*circle(make))
    with pytest.raises(AttributeError, match="Nothing"):
        _ = sdk.models.Nothing


def test_preload_leaves_nothing_to_build(make, package):
    sdk = package(*circle(make))
    sdk.models.preload()
    for name in ("Node", "Leaf", "Branch"):
        assert getattr(sdk.models, name).__pydantic_complete__


def test_typed_dicts_and_twins_are_there_too(make, package):
    sdk = package(*circle(make))
    assert sdk.models.LeafDict(kind="l") == {"kind": "l"}
    assert sdk.models.ThingInput.__name__ == "ThingInput"


def test_users_may_build_on_models(make, package):
    from pydantic import BaseModel, TypeAdapter

    sdk = package(*circle(make))

    class Mine(BaseModel):
        branch: sdk.models.Branch
        leaf: sdk.models.Leaf | None = None

    class Special(sdk.models.Branch):
        extra_one: str | None = None
        inner: sdk.models.Leaf | None = None

    given = {"kind": "b", "parts": [{"kind": "l"}]}
    mine = Mine(branch=given)
    assert isinstance(mine.branch.parts[0], sdk.models.Leaf)
    assert Mine.model_rebuild(force=True)
    assert isinstance(Mine(branch=given).branch.parts[0], sdk.models.Leaf)
    special = Special(**given, extra_one="x", inner={"kind": "l"})
    assert sdk.write(special) == {**given, "extra_one": "x", "inner": {"kind": "l"}}
    assert TypeAdapter(list[sdk.models.Leaf]).validate_python([{"kind": "l"}])[0].kind == "l"


@pytest.mark.parametrize("entries", [("Branch",), ("Node", "Leaf", "Branch", "Thing")], ids=["one", "all"])
def test_threads_that_start_together(make, package, entries):
    sdk = package(*circle(make))
    start, results = threading.Barrier(16), []

    def work(number: int) -> None:
        name = entries[number % len(entries)]
        start.wait()
        adapter = sdk.wire.adapter(lambda: getattr(sdk.models, name))
        value = adapter.validate_json(json.dumps(WIRE), by_alias=True, by_name=False)
        results.append(sdk.write(value) == WIRE)

    threads = [threading.Thread(target=work, args=(number,), daemon=True) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert results == [True] * 16


def test_nothing_depends_on_the_order_of_hashes(make, tmp_path):
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import importlib.util as u\n"
        "def load(path):\n"
        "    spec = u.spec_from_file_location('m', path); m = u.module_from_spec(spec); spec.loader.exec_module(m)\n"
        "    return m\n"
        "import types; make = load(sys.argv[2]); make.object = make.object_\n"
        "from generator.schemas import render_models\n"
        "print(render_models(make.api(*load(sys.argv[3]).circle(make))))\n"
    )
    folder = __file__.rpartition("/")[0]
    root = folder.rpartition("/tests/")[0]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script, root, f"{folder}/conftest.py", __file__],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1
