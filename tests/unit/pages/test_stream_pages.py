"""What pages and programs say of streams and downloads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.diagnostics import Report
from generator.pipeline import generate

EVENTS = {
    "oneOf": [
        {
            "properties": {
                "event": {"const": "pet"},
                "data": {"contentMediaType": "application/json", "contentSchema": {"$ref": "#/components/schemas/Pet"}},
            }
        },
        {"properties": {"event": {"const": "note"}, "data": {"type": "string"}}},
    ]
}
PET = {"type": "object", "properties": {"id": {"type": "integer"}}}


def operation(name: str, content: Any) -> Any:
    answer = {"200": {"description": "ok", "content": content}}
    return {"get": {"operationId": name, "tags": ["things"], "responses": answer}}


PATHS = {
    "/watch": operation("watch", {"text/event-stream": {"itemSchema": EVENTS}}),
    "/lines": operation("lines", {"application/jsonl": {"schema": {"$ref": "#/components/schemas/Pet"}}}),
    "/report": operation("report", {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}),
    "/both": operation(
        "both",
        {
            "application/json": {"schema": {"$ref": "#/components/schemas/Pet"}},
            "text/event-stream": {"schema": {"$ref": "#/components/schemas/Pet"}},
        },
    ),
    "/plain": operation("plain", {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}),
}


def pages(tmp_path: Path, *paths: str) -> dict[str, str]:
    """The pages of an API with these paths."""
    document = {
        "openapi": "3.2.0",
        "info": {"title": "Shop", "version": "1"},
        "servers": [{"url": "https://api.example"}],
        "paths": {path: PATHS[path] for path in paths},
        "components": {"schemas": {"Pet": PET}},
    }
    (tmp_path / "spec.json").write_text(json.dumps(document), "utf-8")
    files = generate(tmp_path / "spec.json", None, report=Report()).files
    return {str(path): file.content for path, file in files.items() if str(path).endswith(".md")}


def section(text: str, name: str) -> str:
    return text.split(f"\n## {name}\n")[1].split("\n## ", maxsplit=1)[0]


@pytest.mark.parametrize(
    ("path", "lines"),
    [
        ("/watch", ["with sdk.things.watch() as stream:", "        for item in stream:"]),
        ("/watch", ["async with await sdk.things.watch() as stream:", "            async for item in stream:"]),
        ("/watch", ["**EventStream[Union[[models.Pet](../../models/pet.md), str]]**"]),
        ("/watch", ["| `pet` | [models.Pet](../../models/pet.md) |", "| `note` | *str* |"]),
        ("/lines", ["**Stream[[models.Pet](../../models/pet.md)]**", "A loop over it gives the items"]),
        ("/report", ["with sdk.things.report() as download:", '        download.write_to("report.pdf")']),
        ("/report", ['            await download.write_to("report.pdf")', "**Download**"]),
        ("/both", ["res = sdk.things.both()", "### Example Usage: as a stream"]),
        ("/both", ['    with sdk.things.both(\n        accept="text/event-stream",\n    ) as stream:']),
        ("/both", ["| `accept` |", "`application/json` where it is left out."]),
        ("/both", ["**Union[[models.Pet](../../models/pet.md), EventStream[[models.Pet](../../models/pet.md)]]**"]),
    ],
)
def test_the_section_of_an_operation(tmp_path: Path, path: str, lines: list[str]) -> None:
    text = section(pages(tmp_path, path)["docs/sdks/things/README.md"], path[1:])
    for line in lines:
        assert line in text


def test_the_readme_tells_of_streams_and_downloads_where_there_are_some(tmp_path: Path) -> None:
    readme = pages(tmp_path, "/plain", "/both", "/report")["README.md"]
    assert 'accept="text/event-stream"' in section(readme, "Streaming")
    assert 'download.write_to("report.pdf")' in section(readme, "File Downloads")
    assert "* [Streaming](#streaming)\n* [File Downloads](#file-downloads)\n" in readme
    assert "Streaming" not in pages(tmp_path, "/plain")["README.md"]


def test_a_flag_in_a_whole_body_says_the_same_as_the_choice(tmp_path: Path) -> None:
    body = {"type": "object", "properties": {"stream": {"type": "boolean", "default": False}, "q": {"type": "string"}}}
    answers = PATHS["/both"]["get"]["responses"]
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "servers": [{"url": "https://api.example"}],
        "paths": {
            "/ask": {
                "post": {
                    "operationId": "ask",
                    "tags": ["things"],
                    "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Ask"}}}},
                    "responses": answers,
                }
            }
        },
        "components": {"schemas": {"Ask": body, "Pet": PET}},
    }
    (tmp_path / "spec.json").write_text(json.dumps(document), "utf-8")
    files = generate(tmp_path / "spec.json", None, report=Report()).files
    usual, streamed = section(files["docs/sdks/things/README.md"].content, "ask").split(
        "### Example Usage: as a stream"
    )
    assert '"stream": False' in usual
    assert '"stream": True' in streamed
    assert '"stream": False' not in streamed
