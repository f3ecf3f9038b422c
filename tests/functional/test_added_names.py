"""Whatever is added to a real document, and wherever: nothing that was there is renamed.

After a run that left its record, one new thing is put into the document at a random place, often in a
spelling that clashes. The names that ``inspect --json`` tells, and those of fields, members and headers,
are as they were. SDKWRIGHT_ALL_DOCUMENTS=1 takes every document, SDKWRIGHT_ADDITIONS so many of each kind.
"""

from __future__ import annotations

import copy
import json
import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.diagnostics import Report
from generator.document import load_document
from generator.model import Api, EnumModel, ObjectModel
from generator.names_file import NamesFile, read_record
from generator.naming import build_named
from generator.render import package_facts
from generator.render.client_arguments import client_arguments
from generator.render.inspection import inspection
from generator.settings import Settings

from .additions import ADDITIONS, Addition

SPECS = Path(__file__).parents[3] / "shared/specs"
SMALL = 60_000
ROUNDS = int(os.environ.get("SDKWRIGHT_ADDITIONS", "3"))

RICH = {
    "openapi": "3.2.0",
    "info": {"title": "Shop", "version": "1"},
    "servers": [
        {"url": "https://{region}.shop.example", "name": "main", "variables": {"region": {"default": "eu"}}},
        {"url": "https://test.shop.example", "name": "Main"},
    ],
    "security": [{"login": []}, {"token": []}],
    "webhooks": {
        "order": {"post": {"requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}}}},
        "Order": {"post": {"requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}}}},
    },
    "paths": {
        "/orders": {
            "patch": {
                "operationId": "changeOrder",
                "parameters": [{"name": "page-size", "in": "query", "schema": {"type": "integer"}}],
                "requestBody": {
                    "content": {"application/merge-patch+json": {"schema": {"$ref": "#/components/schemas/Order"}}}
                },
                "responses": {
                    "200": {
                        "description": "Changed.",
                        "headers": {"X-Total": {"schema": {"type": "integer"}}, "x_total": {"schema": {}}},
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}},
                    },
                    "404": {
                        "description": "None.",
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/NotFoundError"}}},
                    },
                },
                "callbacks": {
                    "changed": {
                        "{$request.query.url}/a": {"post": {"responses": {"204": {"description": "Seen."}}}},
                        "{$request.query.url}/b": {"post": {"responses": {"204": {"description": "Seen."}}}},
                    }
                },
            }
        }
    },
    "components": {
        "securitySchemes": {
            "login": {"type": "http", "scheme": "basic"},
            "token": {"type": "http", "scheme": "bearer"},
            "key": {"type": "apiKey", "name": "X-Key", "in": "header"},
        },
        "schemas": {
            "Order": {
                "type": "object",
                "properties": {
                    "fooBar": {"type": "string"},
                    "state": {"type": "string", "enum": ["open", "Open", "done"]},
                    "item": {
                        "oneOf": [{"$ref": "#/components/schemas/Book"}, {"$ref": "#/components/schemas/Pen"}],
                        "discriminator": {"propertyName": "Kind", "mapping": {"b": "Book", "p": "Pen"}},
                    },
                    "gift": {
                        "anyOf": [
                            {"type": "object", "properties": {"card": {"type": "string"}, "text": {}}},
                            {"type": "object", "properties": {"card": {"type": "string"}, "ribbon": {}}},
                        ]
                    },
                },
            },
            "Book": {"type": "object", "properties": {"pages": {"type": "integer"}}},
            "Pen": {"type": "object", "properties": {"color": {"type": "string"}}},
            "NotFoundError": {"type": "object", "properties": {"message": {"type": "string"}}},
        },
    },
}
"""A document with what the real ones hardly have."""

Names = dict[tuple[str, ...], str]


def documents() -> list[str]:
    """The rich one, and the real ones: small ones unless all are asked for."""
    found = sorted(path for path in SPECS.glob("*.*") if path.suffix != ".tsv")
    whole = os.environ.get("SDKWRIGHT_ALL_DOCUMENTS")
    return ["rich", *(path.name for path in found if whole or path.stat().st_size <= SMALL)]


def loaded(name: str) -> dict[str, Any]:
    if name == "rich":
        return copy.deepcopy(RICH)
    text = (SPECS / name).read_text("utf-8")
    read = json.loads(text) if name.endswith("json") else yaml.load(text, yaml.CSafeLoader)
    data: dict[str, Any] = json.loads(json.dumps(read, default=str))
    return data


def names_of(api: Api) -> Names:
    """Every name that a user of the SDK sees, by the place of what bears it."""
    found: dict[tuple[str, ...], set[str]] = {}
    for place, name in (*_inspected(api), *_parts(api)):
        found.setdefault(place, set()).add(name)
    return {place: names.pop() for place, names in found.items() if len(names) == 1}


def _inspected(api: Api) -> Iterator[tuple[tuple[str, ...], str]]:
    facts = inspection(api, package_facts(api, Settings()))
    for operation in facts["operations"]:
        place = operation["source"]["pointer"]
        yield ("id", place), operation["id"]
        yield ("accessor", place), operation["accessor"]
        yield from ((("argument", place, p["in"], p["wire_name"]), p["argument"]) for p in operation["parameters"])
        for key, media in (operation["body"] or {}).get("media_types", {}).items():
            for field in media.get("fields", ()):
                yield ("argument", place, key, field["wire_name"]), field["argument"]
            if "argument" in media:
                yield ("body", place, key), media["argument"]
        for key, requests in operation["callbacks"].items():
            yield from ((("callback", place, key, r["key"], r["method"]), str(r["type"])) for r in requests)
        yield from ((("error", place, e["status"], str(e["media_type"])), e["error"]) for e in operation["errors"])
    yield from ((("webhook", w["key"], w["method"]), f"{w['type']} {w['reader']}") for w in facts["webhooks"])
    yield from ((("scheme", s["id"]), " ".join(s["arguments"])) for s in facts["security_schemes"])
    yield from ((("server", s["url"]), s["name"] or "") for s in facts["servers"])


def _parts(api: Api) -> Iterator[tuple[tuple[str, ...], str]]:
    for model in api.models.values():
        place = model.source.pointer
        if not model.name.endswith("Patch"):
            yield ("model", place), f"{model.module}.{model.name}"
        if isinstance(model, ObjectModel):
            yield from ((("field", place, f.wire_name), f.name) for f in model.fields)
        if isinstance(model, EnumModel):
            yield from ((("member", place, repr(m.value)), m.name) for m in model.members)
    yield from ((("patch", n.removesuffix("MergePatch").removesuffix("Patch")), n) for n in api.models if "Patch" in n)
    for operation in api.operations():
        headers = [h for answers in (operation.responses, operation.errors) for a in answers for h in a.headers]
        yield from ((("header", h.source.pointer), h.name) for h in headers)
    yield from ((("constructor", a.said), a.name) for a in client_arguments(api, "X") if "``X_" in a.said)


class Run:
    """A document read as ``generate`` reads it, after a run with the given record and names file."""

    def __init__(self, data: dict[str, Any], folder: Path, record: str = "") -> None:
        path = folder / "document.json"
        path.write_text(json.dumps(data), "utf-8")
        report, known = Report(), read_record(record)
        document = load_document(path, report)
        file = NamesFile(folder / "document.names.toml", "", {})
        self.api, self.kept = build_named(document, Settings(), file, lambda _: known, report)
        self.names = names_of(self.api)


@pytest.fixture(scope="module", params=documents())
def before(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Run]:
    data = loaded(request.param)
    return data, Run(data, tmp_path_factory.mktemp("names"))


@pytest.mark.parametrize("add", ADDITIONS, ids=lambda add: add.__name__)
def test_what_is_added_renames_nothing(before: tuple[dict[str, Any], Run], add: Addition, tmp_path: Path) -> None:
    data, old = before
    used = sorted({name.rpartition(".")[2].split(" ")[0] for name in old.names.values()} - {""})
    for seed in range(ROUNDS):
        more = copy.deepcopy(data)
        if not add(more, random.Random(seed), used):
            return
        new = Run(more, tmp_path, old.kept.record)
        stayed = old.names.keys() & new.names.keys()
        assert len(stayed) > len(old.names) * 0.8
        assert {p: new.names[p] for p in stayed} == {p: old.names[p] for p in stayed}, seed
