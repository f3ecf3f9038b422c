"""Runs that know earlier ones make the bytes that a run without them makes, over random sequences of edits.

``SDKWRIGHT_EDITS`` says how many sequences are tried (``make bench-edits``: 200).
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator import pipeline
from generator.cache import Memo, Store
from generator.diagnostics import Report
from generator.tree import Tree

SEQUENCES = int(os.environ.get("SDKWRIGHT_EDITS", "3"))
EDITS = 4
LONG = "Words that go on until no line has room for them, " * 4
TYPES: list[dict[str, Any]] = [
    {"type": "string", "description": LONG},
    {"type": "integer", "default": 3},
    {"type": "array", "items": {"type": "object", "properties": {"deep": {"type": "string"}}}},
    {"type": "string", "enum": ["one", "two", "a value that is so long that it stands alone on its line", LONG[:90]]},
    {"anyOf": [{"type": "string"}, {"type": "object", "properties": {"kind": {"type": "string"}}}]},
    {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Pet"}},
]


def document() -> dict[str, Any]:
    def answer(name: str) -> dict[str, Any]:
        schema = {"$ref": f"#/components/schemas/{name}"}
        return {"200": {"description": "Done.", "content": {"application/json": {"schema": schema}}}}

    paths = {}
    for name in ("Pet", "Owner"):
        path, body = f"/{name.lower()}s", {"content": {"application/json": {"schema": {"type": "object"}}}}
        paths[path] = {
            "get": {"operationId": f"list{name}", "tags": [name], "responses": answer(name)},
            "post": {"operationId": f"add{name}", "tags": [name], "requestBody": body, "responses": answer(name)},
        }
    reference = {"$ref": "#/components/schemas/Pet"}
    schemas = {
        "Pet": {"type": "object", "properties": {"name": {"type": "string"}, "parent": reference}},
        "Owner": {
            "type": "object",
            "required": ["pets"],
            "properties": {"pets": {"type": "array", "items": reference}},
        },
    }
    info = {"title": "Pets", "version": "1"}
    return {"openapi": "3.1.0", "info": info, "paths": paths, "components": {"schemas": schemas}}


def _schema(doc: dict[str, Any], chance: random.Random) -> Any:
    return chance.choice(list(doc["components"]["schemas"].values()))


def _operation(doc: dict[str, Any], chance: random.Random) -> Any:
    return chance.choice([operation for item in doc["paths"].values() for operation in item.values()])


def _property(doc: dict[str, Any], chance: random.Random) -> None:
    _schema(doc, chance)["properties"][f"field{chance.randrange(4)}"] = chance.choice(TYPES)


def _describe(doc: dict[str, Any], chance: random.Random) -> None:
    chance.choice([_schema, _operation])(doc, chance)["description"] = chance.choice(["Short.", LONG, "* a\n* b"])


def _parameter(doc: dict[str, Any], chance: random.Random) -> None:
    parameter = {"name": f"p{chance.randrange(3)}", "in": "query", "schema": chance.choice(TYPES[:4])}
    _operation(doc, chance)["parameters"] = [parameter]


def _clash(doc: dict[str, Any], chance: random.Random) -> None:
    doc["components"]["schemas"][chance.choice(["pet", "PetField2", "OwnerDict"])] = {
        "type": "object",
        "properties": {},
    }


def _add(doc: dict[str, Any], chance: random.Random) -> None:
    answers = {"204": {"description": "Done."}}
    doc["paths"][f"/more/{chance.randrange(3)}"] = {"delete": {"tags": ["Pet"], "responses": answers}}


def _remove(doc: dict[str, Any], chance: random.Random) -> None:
    path = chance.choice(list(doc["paths"]))
    if len(doc["paths"]) > 1:
        del doc["paths"][path]


def _fault(doc: dict[str, Any], chance: random.Random) -> None:
    _schema(doc, chance)["type"] = chance.choice(["object", "thing"])


def _title(doc: dict[str, Any], chance: random.Random) -> None:
    doc["info"]["title"] = chance.choice(["Pets", "Pets and Owners"])


CHANGES: list[Callable[[dict[str, Any], random.Random], None]] = [
    _property, _property, _describe, _describe, _parameter, _clash, _add, _remove, _fault, _title,
]  # fmt: skip


def _made(spec: Path, memo: Memo) -> tuple[Tree, list[str]]:
    report = Report()
    made = pipeline.generate(spec, None, report=report, memo=memo)
    memo.keep()
    return made.files, [f"{each.code} {each.message} {each.source}" for each in report]


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_runs_that_know_earlier_ones_make_the_same(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    spec = tmp_path / "pets.json"
    current = document()
    for _ in range(EDITS):
        spec.write_text(json.dumps(current))
        cold = _made(spec, Memo())
        for _run in ("after the edit", "without a change"):
            assert _made(spec, Memo(Store(tmp_path / "cache"), "pets")) == cold
        chance.choice(CHANGES)(current, chance)


def test_what_is_known_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.document import validator
    from generator.render.mending import _formatted_piece
    from generator.schemas import classes

    _formatted_piece.cache_clear()
    spec = tmp_path / "pets.json"
    current = document()
    current["paths"]["/pets"]["get"]["parameters"] = [{"name": LONG, "in": "query", "schema": TYPES[3]}]
    spec.write_text(json.dumps(current))
    first = _made(spec, Memo(Store(tmp_path / "cache"), "pets"))

    def unwanted(*arguments: object) -> None:
        raise AssertionError("made again")

    monkeypatch.setattr(classes, "render_classes", unwanted)
    monkeypatch.setattr(validator, "find_faults", unwanted)
    monkeypatch.setattr("generator.render.formatting._black", unwanted)
    _formatted_piece.cache_clear()
    assert _made(spec, Memo(Store(tmp_path / "cache"), "pets")) == first


def test_a_damaged_cache_costs_time_alone(tmp_path: Path) -> None:
    spec = tmp_path / "pets.json"
    spec.write_text(json.dumps(document()))
    store = Store(tmp_path / "cache")
    first = _made(spec, Memo(store, "pets"))
    for place in store.folder.rglob("*.json"):
        place.write_bytes(place.read_bytes()[:-20])
    assert _made(spec, Memo(store, "pets")) == first


def test_a_disk_that_refuses_costs_time_alone(tmp_path: Path) -> None:
    spec = tmp_path / "pets.json"
    spec.write_text(json.dumps(document()))
    (tmp_path / "file").write_text("")
    assert _made(spec, Memo(Store(tmp_path / "file"), "pets")) == _made(spec, Memo())
