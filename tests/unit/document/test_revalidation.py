"""What is found in a document is the same, whether or not an earlier version of it was looked at before."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.cache import Memo, Store
from generator.document.revalidation import find_again
from generator.document.validator import find_faults

Change = Callable[[dict[str, Any], random.Random], None]


def document() -> dict[str, Any]:
    def operation(number: int) -> dict[str, Any]:
        answer = {"schema": {"$ref": f"#/components/schemas/S{number}"}}
        responses = {"200": {"description": "Done.", "content": {"application/json": answer}}}
        return {"get": {"operationId": f"op{number}", "responses": responses}}

    return {
        "openapi": "3.0.3",
        "info": {"title": "Units", "version": "1"},
        "paths": {f"/p{number}": operation(number) for number in range(6)},
        "components": {
            "schemas": {
                f"S{number}": {
                    "type": "object",
                    "properties": {"name": {"type": "string"}, "next": {"$ref": f"#/components/schemas/S{number + 1}"}},
                }
                for number in range(6)
            }
            | {"S6": {"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}}}
        },
    }


def _describe(doc: dict[str, Any], chance: random.Random) -> None:
    chance.choice(list(doc["components"]["schemas"].values()))["description"] = str(chance.random())


def _mistype(doc: dict[str, Any], chance: random.Random) -> None:
    chance.choice(list(doc["components"]["schemas"].values()))["type"] = chance.choice(["object", "nothing"])


def _default(doc: dict[str, Any], chance: random.Random) -> None:
    chance.choice(list(doc["components"]["schemas"].values()))["properties"] = {
        "n": {"type": "integer", "default": chance.choice([1, "one"])}
    }


def _inherit(doc: dict[str, Any], chance: random.Random) -> None:
    schemas = doc["components"]["schemas"]
    name = chance.choice(list(schemas))
    schemas[chance.choice(list(schemas))] = {"allOf": [{"$ref": f"#/components/schemas/{name}"}], "required": ["name"]}


def _remove(doc: dict[str, Any], chance: random.Random) -> None:
    section = chance.choice([doc["paths"], doc["components"]["schemas"]])
    if len(section) > 2:
        del section[chance.choice(list(section))]


def _add(doc: dict[str, Any], chance: random.Random) -> None:
    doc["components"]["schemas"][f"N{chance.randrange(5)}"] = {"$ref": f"#/components/schemas/S{chance.randrange(8)}"}


def _rename(doc: dict[str, Any], chance: random.Random) -> None:
    chance.choice(list(doc["paths"].values()))["get"]["operationId"] = f"op{chance.randrange(8)}"


def _unslash(doc: dict[str, Any], chance: random.Random) -> None:
    doc["paths"]["p9"] = {}


def _retitle(doc: dict[str, Any], chance: random.Random) -> None:
    doc["info"]["title"] = chance.choice(["Units", "Parts", 5])


CHANGES: list[Change] = [_describe, _mistype, _default, _inherit, _remove, _add, _rename, _unslash, _retitle]


@pytest.mark.parametrize("seed", range(20))
def test_nothing_is_missed_over_random_changes(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    current = document()
    store = Store(tmp_path)
    for _ in range(6):
        memo = Memo(store, "units")
        with memo.in_use():
            found = find_again(copy.deepcopy(current), "3.0", find_faults)
        memo.keep()
        assert found == find_faults(copy.deepcopy(current), "3.0")
        chance.choice([*CHANGES, _describe, _describe])(current, chance)


@pytest.mark.parametrize(
    ("change", "looked_at"),
    [
        (lambda doc: None, None),
        (lambda doc: doc["paths"]["/p5"]["get"].update(summary="New."), {"/p5"}),
        (lambda doc: doc["components"]["schemas"]["S1"].update(title="New"), {"/p0", "/p1"}),
        (lambda doc: doc["paths"]["/p5"]["get"].update({"x-note": {"operationId": "op1"}}), {"/p5"}),
        (lambda doc: doc["info"].update(title="New"), {f"/p{number}" for number in range(6)}),
    ],
)
def test_only_what_a_change_can_reach_is_looked_at(
    tmp_path: Path, change: Callable[[dict[str, Any]], None], looked_at: set[str] | None
) -> None:
    seen: list[set[str]] = []

    def find(raw: dict[str, Any], version: str) -> Any:
        seen.append(set(raw["paths"]))
        return find_faults(raw, version)

    for made in (lambda doc: None, change):
        current = document()
        made(current)
        memo = Memo(Store(tmp_path), "units")
        with memo.in_use():
            find_again(current, "3.0", find)
        memo.keep()
    assert seen[1:] == ([] if looked_at is None else [looked_at])
