"""Round trips of the examples in documents: what is valid under its schema parses, and is written as it was.

python -m tests.functional.round_trips [document ...]    prints the figures of each document

An example counts if an independent validator (jsonschema) finds it valid under its schema. It must parse
without drift, be written back equal, and be valid again. Points in time are equal if they are the same
instant at the same offset, durations if they are as long, bytes if they are the same bytes. What is fixed is always written, the tag
of a variant for example, also where the example leaves it out.
"""

from __future__ import annotations

import base64
import datetime
import importlib
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker  # type: ignore[import-untyped]
from jsonschema.exceptions import ValidationError  # type: ignore[import-untyped]
from pydantic import TypeAdapter
from referencing import Registry
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT202012

import generator.runtime
from generator.build import build_api
from generator.diagnostics import Report
from generator.document import load_document
from generator.document import pointer as pointers
from generator.document.document import Document
from generator.model import Api, ErrorCase, NullableType, ObjectModel, Response, Source, TypeRef
from generator.python.annotations import Mode, annotation
from generator.render.expressions import own_fields
from generator.schemas import render_models
from generator.settings import Settings

ROOT = Path(__file__).parents[2]
SPECS = ROOT.parent / "shared/specs"
BASE = "urn:document"
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")

CHECKER = FormatChecker(formats=("date", "date-time"))


def _checks(pattern: str) -> Any:
    return lambda value: not isinstance(value, str) or re.fullmatch(pattern, value) is not None


CHECKER.checks("time")(_checks(r"\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?"))
CHECKER.checks("duration")(_checks(r"P(\d+W)?(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?"))
CHECKER.checks("byte")(_checks(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?"))
CHECKER.checks("decimal")(_checks(r"-?\d+(\.\d+)?"))


@dataclass
class Figures:
    """What came of one document's examples.

    ``lost`` says of each that failed where it stands, and why. ``untyped`` are those that are valid only since a
    schema speaks of members or items and does not say ``type``: any value of another kind is valid there, while
    the models take it at its word.
    """

    name: str
    examples: int = 0
    valid: int = 0
    kept: int = 0
    untyped: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


class Examples:
    """The examples of a document, each with its schema's pointer and the Python type that the generator gave it."""

    def __init__(self, document: Document, api: Api) -> None:
        self.data: Any = document.data
        self._document = document
        self._named = {model.source: name for name, model in api.models.items()}
        self._fields = {
            (name, item.wire_name): NullableType(item.type) if item.cardinality.nullable else item.type
            for name, model in api.models.items()
            if isinstance(model, ObjectModel)
            for item in own_fields(model, api.models)
        }
        self._media: dict[Source, TypeRef] = {}
        self._answers: dict[tuple[Source, str], TypeRef] = {}
        for operation in api.operations():
            for media in operation.body.alternatives if operation.body else ():
                self._media[media.source] = NullableType(media.type) if media.nullable else media.type
            answers: tuple[Response | ErrorCase, ...] = (*operation.responses, *operation.errors)
            for answer in answers:
                if answer.type is not None:
                    self._answers[answer.source, answer.media_type] = answer.type

    def __iter__(self) -> Iterator[tuple[str, str, Any]]:
        for key, schema in self.data.get("components", {}).get("schemas", {}).items():
            at = pointers.join("", "components", "schemas", key)
            name = self._named.get(self._document.source(at))
            if isinstance(schema, dict) and name:
                yield from ((at, f"models.{name}", value) for value in _given(schema))
                yield from self._in_properties(at, name, schema)
        yield from self._in_operations()

    def _in_properties(self, at: str, name: str, schema: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
        for wire_name, inner in (schema.get("properties") or {}).items():
            type_ = self._fields.get((name, wire_name))
            if type_ is not None and isinstance(inner, dict):
                place = pointers.join(at, "properties", wire_name)
                yield from ((place, annotation(type_, mode=Mode.WIRE), value) for value in _given(inner))

    def _in_operations(self) -> Iterator[tuple[str, str, Any]]:
        for path, item in self.data.get("paths", {}).items():
            for method in METHODS:
                at = pointers.join("/paths", path, method)
                if not isinstance(item, dict) or not isinstance(item.get(method), dict):
                    continue
                operation = item[method]
                if "requestBody" in operation:
                    yield from self._in_content(*self._resolved(f"{at}/requestBody", operation["requestBody"]), None)
                for status, answer in (operation.get("responses") or {}).items():
                    place, found = self._resolved(pointers.join(at, "responses", str(status)), answer)
                    yield from self._in_content(place, found, place)

    def _in_content(self, at: str, holder: Any, answer: str | None) -> Iterator[tuple[str, str, Any]]:
        for media_type, media in (holder.get("content") or {}).items() if isinstance(holder, dict) else ():
            place = pointers.join(at, "content", media_type)
            if "json" not in media_type or not isinstance(media, dict) or "schema" not in media:
                continue
            if answer is None:
                type_ = self._media.get(self._document.source(place))
            else:
                type_ = self._answers.get((self._document.source(answer), media_type))
            if type_ is None:
                continue
            given = [media["example"]] if "example" in media else []
            for example in (media.get("examples") or {}).values():
                found = self._resolved("", example)[1]
                if isinstance(found, dict) and "value" in found:
                    given.append(found["value"])
            for value in given:
                yield f"{place}/schema", annotation(type_, mode=Mode.WIRE), value

    def _resolved(self, at: str, node: Any) -> tuple[str, Any]:
        while isinstance(node, dict) and isinstance(node.get("$ref"), str) and node["$ref"].startswith("#/"):
            at = node["$ref"][1:]
            found = self._document.root.descend(at)
            node = found.value if found is not None else None
        return at, node


def _given(schema: Mapping[str, Any]) -> list[Any]:
    more = schema.get("examples")
    return [*([schema["example"]] if "example" in schema else []), *(more if isinstance(more, list) else [])]


@dataclass(frozen=True, slots=True)
class Loaded:
    """The imported models of a document, and what reads and writes them."""

    document: Document
    api: Api
    name: str

    @property
    def models(self) -> Any:
        """The package of the models."""
        return importlib.import_module(f"{self.name}.models")

    def read(self, type_: Any, data: bytes, *, strict: bool = False) -> Any:
        """A value and its drift."""
        return importlib.import_module(f"{self.name}._runtime.lenient").read_json(lambda: type_, data, strict=strict)

    def to_wire(self, value: Any) -> Any:
        """JSON-ready data."""
        return importlib.import_module(f"{self.name}._runtime.wire").to_wire(value)

    def meaning(self, python: str) -> Any:
        """The type that an annotation says."""
        found: dict[str, Any] = {"_dt": datetime, "models": self.models}
        modules = [f"{self.name}._runtime.{module}" for module in ("formats", "types", "unions", "enums")]
        for module in ("typing", "decimal", *modules):
            found |= vars(importlib.import_module(module))
        return eval(python, found)


@contextmanager
def loaded(path: Path, folder: Path) -> Iterator[Loaded]:
    """Generates the models of a document into a folder; they can be imported until the end."""
    document = load_document(path, Report())
    api = build_api(document, Settings(), Report())
    name = "trips_" + re.sub(r"\W", "_", path.stem)
    _write(api, folder / name)
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    try:
        yield Loaded(document, api, name)
    finally:
        sys.path.remove(str(folder))
        for module in [module for module in sys.modules if module.partition(".")[0] == name]:
            del sys.modules[module]


def round_trips(path: Path, folder: Path) -> Figures:
    """Generates the models of a document into a folder, and sends its examples through them."""
    with loaded(path, folder) as package:
        return _drive(path.name, Examples(package.document, package.api), package)


def _write(api: Api, folder: Path) -> None:
    for file, text in render_models(api).items():
        target = folder / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    (folder / "__init__.py").touch()
    runtime = Path(generator.runtime.__file__).parent
    shutil.copytree(runtime, folder / "_runtime", ignore=shutil.ignore_patterns("__pycache__"))


def _drive(name: str, examples: Examples, package: Loaded) -> Figures:
    figures = Figures(name)
    registry = _registry(examples.data)
    for at, python, value in examples:
        figures.examples += 1
        schema = {"$ref": f"{BASE}#{_fragment(at)}"}
        if not _is_valid(schema, registry, value):
            continue
        figures.valid += 1
        fault = _fault(package, package.meaning(python), value)
        if not fault and not _is_valid(schema, registry, _sent_back(package, package.meaning(python), value)):
            fault = ": what is written is not valid"
        if not fault:
            figures.kept += 1
        elif _is_valid(schema, _registry(_typed(examples.data)), value):
            figures.lost.append(at + fault)
        else:
            figures.untyped.append(at + fault)
    return figures


def _registry(data: Any) -> Any:
    empty: Any = Registry()
    return empty.with_resource(BASE, DRAFT202012.create_resource(data))


def _fault(package: Loaded, type_: Any, value: Any) -> str:
    """How a value fails to come back as it was, or nothing."""
    try:
        read, drift = package.read(type_, json.dumps(value).encode())
        written = package.to_wire(read)
    except Exception as error:
        return f": {type(error).__name__}: {str(error)[:300]}"
    return f": does not fit: {'; '.join(map(str, drift[:3]))}" if drift else difference(value, written)


def _sent_back(package: Loaded, type_: Any, value: Any) -> Any:
    return package.to_wire(package.read(type_, json.dumps(value).encode())[0])


_MAPS = frozenset({"properties", "patternProperties", "$defs", "schemas"})
_DATA = frozenset({"example", "examples", "default", "enum", "const"})
_IMPLIED = (("properties", dict, "object"), ("additionalProperties", dict, "object"), ("items", dict, "array"),
            ("prefixItems", list, "array"))  # fmt: skip


def _typed(node: Any, *, is_map: bool = False) -> Any:
    """A document in which schemas that speak of members or items say that they are objects or arrays."""
    if isinstance(node, list):
        return [_typed(item) for item in node]
    if not isinstance(node, dict):
        return node
    made = {
        key: item if key in _DATA and not is_map else _typed(item, is_map=key in _MAPS and not is_map)
        for key, item in node.items()
    }
    kinds = [kind for key, shape, kind in _IMPLIED if isinstance(node.get(key), shape)]
    return {"type": kinds[0], **made} if kinds and not is_map else made


def _fragment(pointer: str) -> str:
    return pointer.replace("%", "%25").replace(" ", "%20").replace("{", "%7B").replace("}", "%7D")


def _is_valid(schema: Any, registry: Any, value: Any) -> bool:
    try:
        Draft202012Validator(schema, registry=registry, format_checker=CHECKER).validate(value)
    except (ValidationError, Unresolvable, re.error, TypeError):
        return False
    return True


def difference(one: Any, other: Any, at: str = "") -> str:
    """Where two JSON values differ, or nothing."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        added = {key for key in other.keys() - one.keys() if isinstance(other[key], str)}
        if one.keys() != other.keys() - added:
            return f" {at}: members {sorted(one.keys() ^ other.keys())[:5]}"
        return next((d for key in one if (d := difference(one[key], other[key], f"{at}/{key}"))), "")
    if isinstance(one, list) and isinstance(other, list):
        if len(one) != len(other):
            return f" {at}: {len(one)} and {len(other)} items"
        return next(
            (d for i, pair in enumerate(zip(one, other, strict=True)) if (d := difference(*pair, f"{at}/{i}"))), ""
        )
    if isinstance(one, str) and isinstance(other, str):
        return "" if one == other or _same_text(one, other) else f" {at}: {one!r} and {other!r}"
    same_kind = isinstance(one, bool) == isinstance(other, bool)
    return "" if one == other and same_kind else f" {at}: {one!r} and {other!r}"


def _same_text(one: str, other: str) -> bool:
    for read in (TypeAdapter(datetime.datetime), TypeAdapter(datetime.time), TypeAdapter(datetime.timedelta)):
        try:
            first, second = read.validate_python(one), read.validate_python(other)
        except ValueError:
            continue
        offset = getattr(first, "utcoffset", lambda: None)() == getattr(second, "utcoffset", lambda: None)()
        if first == second and offset:
            return True
    try:
        return base64.b64decode(one, validate=True) == base64.b64decode(other, validate=True)
    except ValueError:
        return False


def main() -> int:
    """Prints a line for each document; 1 if an example was lost."""
    wanted = [Path(text) for text in sys.argv[1:]] or sorted(
        p for p in SPECS.iterdir() if p.suffix in {".json", ".yaml"}
    )
    lost = 0
    print(f"{'document':34} {'examples':>8} {'valid':>6} {'kept':>6} {'untyped':>7} {'lost':>5}")
    for path in wanted:
        with tempfile.TemporaryDirectory() as folder:
            figures = round_trips(path, Path(folder))
        print(
            f"{figures.name:34} {figures.examples:8} {figures.valid:6} {figures.kept:6}"
            f" {len(figures.untyped):7} {len(figures.lost):5}",
            flush=True,
        )
        for line in figures.lost[:8]:
            print(f"    {line}")
        lost += len(figures.lost)
    return int(lost > 0)


if __name__ == "__main__":
    sys.exit(main())
