"""Small changes of a document, each as a text of its own beside the unchanged one."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_METHODS = ("get", "put", "post", "delete", "patch")
_FIELD, _FLAG = "sdk_bench_note", "deprecated"


@dataclass(frozen=True)
class Versions:
    """The texts of one document: as it was, with one schema changed, and with one operation changed."""

    unchanged: str
    schema: str
    operation: str


def versions(spec: Path) -> Versions:
    """The versions of a document. Those of a JSON file are indented anew, those of YAML are the text as written."""
    text = spec.read_text("utf-8")
    if spec.suffix == ".json":
        return Versions(*(json.dumps(_changed(text, change), indent=2) for change in (None, _schema, _operation)))
    return Versions(text, _with_line(text, _schema_path, _FIELD), _with_line(text, _operation_path, _FLAG))


def _changed(text: str, change: Callable[[dict[str, Any]], None] | None) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(text)
    if change is not None:
        change(document)
    return document


def _schema(document: dict[str, Any]) -> None:
    found: Any = document
    for key in _schema_path(document):
        found = found[key]
    found[_FIELD] = {"type": "string", "description": "A note."}


def _operation(document: dict[str, Any]) -> None:
    found: Any = document
    for key in _operation_path(document):
        found = found[key]
    found[_FLAG] = True


def _schema_path(document: dict[str, Any]) -> Sequence[str]:
    """The properties of the object in the middle of all components that have some."""
    section = ("components", "schemas") if "components" in document else ("definitions",)
    found: Any = document
    for key in section:
        found = found[key]
    names = [name for name, schema in found.items() if isinstance(schema, dict) and schema.get("properties")]
    return (*section, names[len(names) // 2], "properties")


def _operation_path(document: dict[str, Any]) -> Sequence[str]:
    """The operation in the middle of all that are not deprecated."""
    found = [
        (path, method)
        for path, item in document["paths"].items()
        for method in _METHODS
        if method in item and _FLAG not in item[method]
    ]
    return ("paths", *found[len(found) // 2])


def _with_line(text: str, where: Callable[[dict[str, Any]], Sequence[str]], key: str) -> str:
    """The text of a YAML document with a line more at the start of a block mapping."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    node = yaml.compose(text, Loader=loader)
    for step in where(yaml.load(text, Loader=loader)):
        node = next(value for name, value in node.value if str(name.value) == step)
    start, column = node.start_mark.index, node.start_mark.column
    value = "{type: string, description: A note.}" if key == _FIELD else "true"
    return f"{text[:start]}{key}: {value}\n{' ' * column}{text[start:]}"
