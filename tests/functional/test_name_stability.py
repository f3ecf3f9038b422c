"""Names of real documents stay when the documents grow, shrink and are put in another order.

Each document is changed at random, also by what claims names that others have; whatever was there before
must be called as it was. Where something new has the better right to a name, the record of the last run
decides, as it does for ``generate``.
"""

from __future__ import annotations

import copy
import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.build import NameBook, build_api
from generator.diagnostics import Report
from generator.document import load_document
from generator.model import Api, EnumModel, ObjectModel
from generator.python.clashes import Claim, Taken
from generator.python.pins import Pin
from generator.settings import Settings

SPECS = Path(__file__).parents[3] / "shared/specs"
LARGEST = 300_000
DOCUMENTS = sorted(p.name for p in SPECS.glob("*.*") if p.suffix != ".tsv" and p.stat().st_size <= LARGEST)
METHODS = {"get", "put", "post", "delete", "patch"}

pytestmark = pytest.mark.skipif(not DOCUMENTS, reason="the real documents of ../shared/specs are not here")

Names = dict[tuple[str, ...], str]
Change = Callable[[dict[str, Any], Api, random.Random], None]


def names_of(api: Api) -> Names:
    """Every name that a user of the SDK sees, by the place of what bears it.

    A schema with a ``$dynamicRef`` gives several models for one place, which are left out.
    """
    found: dict[tuple[str, ...], set[str]] = {}
    for place, name in _names(api):
        found.setdefault(tuple(map(str, place)), set()).add(name)
    return {place: names.pop() for place, names in found.items() if len(names) == 1}


def _names(api: Api) -> Iterator[tuple[tuple[object, ...], str]]:
    for model in api.models.values():
        place = model.source.pointer
        yield ("model", place), model.name
        yield ("module", place), model.module
        if isinstance(model, ObjectModel):
            yield from ((("field", place, f.wire_name), f.name) for f in model.fields)
        if isinstance(model, EnumModel):
            yield from ((("member", place, repr(m.value)), m.name) for m in model.members)
    for operation in api.operations():
        key = (operation.method, operation.path.raw)
        yield ("operation", *key), operation.accessor
        yield ("id", *key), operation.id
        yield from ((("argument", *key, p.location, p.wire_name), p.name) for p in operation.parameters)
        if operation.body:
            yield ("body", *key), operation.body.name
            spread = [field for media in operation.body.alternatives for field in media.spread or ()]
            yield from ((("argument", *key, "body", f.wire_name), f.argument) for f in spread)
    yield from ((("error", model), name) for name, model in api.error_models.items())


def schemas(data: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = data.get("components", {}) if "openapi" in data else {"schemas": data.get("definitions")}
    return found.get("schemas") or {}


def in_front(mapping: dict[str, Any], new: dict[str, Any]) -> None:
    rest = dict(mapping)
    mapping.clear()
    mapping.update({key: value for key, value in new.items() if key not in rest} | rest)


def shuffled(mapping: dict[str, Any], chance: random.Random) -> None:
    items = list(mapping.items())
    chance.shuffle(items)
    mapping.clear()
    mapping.update(items)


def reorder(data: dict[str, Any], api: Api, chance: random.Random) -> None:
    shuffled(schemas(data), chance)
    for schema in schemas(data).values():
        if isinstance(schema.get("properties"), dict):
            shuffled(schema["properties"], chance)
    shuffled(data["paths"], chance)
    for item in data["paths"].values():
        shuffled(item, chance)


def remove_paths(data: dict[str, Any], api: Api, chance: random.Random) -> None:
    for path in list(data["paths"]):
        if chance.random() < 0.5:
            del data["paths"][path]


def add_schemas(data: dict[str, Any], api: Api, chance: random.Random) -> None:
    """Schemas that are called like inline ones, like twins, and like others in another spelling."""
    known = schemas(data)
    inline = [model.name for model in api.models.values() if model.source.pointer.count("/") > 3]
    wanted = chance.sample(inline, min(12, len(inline)))
    for key in chance.sample(list(known), min(12, len(known))):
        wanted += [key.lower(), f"{key}Dict", f"{key}Input", key[:1].swapcase() + key[1:], key.replace("_", "").upper()]
    inside = {"type": "object", "properties": {"z": {"type": "string"}}}
    in_front(known, {key: {"type": "object", "properties": {"y": inside}} for key in wanted})


def add_properties(data: dict[str, Any], api: Api, chance: random.Random) -> None:
    for schema in schemas(data).values():
        if isinstance(schema.get("properties"), dict) and schema["properties"]:
            name = chance.choice(list(schema["properties"]))
            snake = re.sub(r"(?<=.)([A-Z])", lambda found: f"_{found[1].lower()}", name)
            others = (name.upper(), name.title(), name.replace("_", "-"), snake)
            in_front(schema["properties"], {other: {"type": "string"} for other in others})


def add_operations(data: dict[str, Any], api: Api, chance: random.Random) -> None:
    """Operations and parameters whose names others have: paths in another case, ids in another spelling."""
    typed = {"type": "string"} if "swagger" in data else {"schema": {"type": "string"}}
    for path, item in list(data["paths"].items()):
        for method in METHODS & item.keys():
            operation = item[method]
            new = {**operation, "operationId": operation.get("operationId", "x").replace("_", "-").lower()}
            declared = operation.setdefault("parameters", [])
            had = {parameter.get("name") for parameter in declared}
            wanted = (("body", "query"), ("options", "query"), ("id", "header"), ("name", "cookie"))
            if chance.random() < 0.3 and "swagger" not in data:
                declared[:0] = [{"name": n, "in": place, **typed} for n, place in wanted if n not in had]
            if chance.random() < 0.15:
                elsewhere = f"/new{path}" if "{" in path else f"/{path.strip('/').upper()}/"
                in_front(data["paths"], {elsewhere: {**item, method: new}})


class Read:
    """A document read as ``generate`` reads it after a run that knew ``known``."""

    def __init__(self, data: dict[str, Any], folder: Path, known: frozenset[Pin] = frozenset()) -> None:
        path = folder / "document.json"
        path.write_text(json.dumps(data), "utf-8")
        document, self.book = load_document(path, Report()), NameBook()
        self.api = build_api(document, Settings(), Report(), self.book)
        while self.book.keep(known):
            self.api = build_api(document, Settings(), Report(), self.book)
        self.names = names_of(self.api)


@pytest.fixture(scope="module", params=DOCUMENTS)
def original(request: pytest.FixtureRequest) -> dict[str, Any]:
    text = (SPECS / request.param).read_text("utf-8")
    loaded = json.loads(text) if request.param.endswith("json") else yaml.load(text, yaml.CSafeLoader)
    data: dict[str, Any] = json.loads(json.dumps(loaded, default=str))
    return data


@pytest.mark.parametrize("change", [reorder, remove_paths, add_schemas, add_properties, add_operations])
def test_what_was_there_is_called_as_it_was(original: dict[str, Any], change: Change, tmp_path: Path) -> None:
    before = Read(original, tmp_path)
    data = copy.deepcopy(original)
    change(data, before.api, random.Random(7))
    after = Read(data, tmp_path, frozenset(before.book.exposed()))
    stayed = before.names.keys() & after.names.keys()
    assert len(stayed) > len(before.names) / 3
    assert {place: after.names[place] for place in stayed} == {place: before.names[place] for place in stayed}


def test_the_pins_alone_give_the_same_names(original: dict[str, Any], tmp_path: Path) -> None:
    """What ``check`` sees elsewhere, where there is no record of an older run."""
    before = Read(original, tmp_path)
    data = copy.deepcopy(original)
    for change in (add_schemas, add_properties, add_operations):
        change(data, before.api, random.Random(7))
    after = Read(data, tmp_path, frozenset(before.book.exposed()))
    book = NameBook(after.book.pins)
    again = build_api(load_document(tmp_path / "document.json", Report()), Settings(), Report(), book)
    assert names_of(again) == after.names


def test_next_to_no_name_has_a_number_that_was_added(
    original: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbered: list[str] = []
    resort = Taken.last_resort

    def resorted(taken: Taken, claim: Claim) -> str:
        numbered.append(resort(taken, claim))
        return numbered[-1]

    monkeypatch.setattr(Taken, "last_resort", resorted)
    names = Read(original, tmp_path).names
    assert len(numbered) * 200 <= len(names), numbered
