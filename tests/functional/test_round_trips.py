"""What is valid parses, and is written as it was: the examples of real documents, and schemas made at random."""

from __future__ import annotations

import base64
import datetime
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from .round_trips import SPECS, difference, loaded, round_trips

NAMES = sorted(path.name for path in SPECS.glob("*.*") if path.suffix in {".json", ".yaml"})
SMALL = 740_000


@pytest.mark.parametrize("name", NAMES or [pytest.param("", marks=pytest.mark.skip(reason="no ../shared/specs"))])
def test_examples_of_documents(name: str, tmp_path: Path) -> None:
    if (SPECS / name).stat().st_size > SMALL and not os.environ.get("SDKWRIGHT_ALL_DOCUMENTS"):
        pytest.skip("large: make round-trips runs it")
    figures = round_trips(SPECS / name, tmp_path)
    print(f"{name}: {figures.examples} examples, {figures.valid} valid, {figures.kept} kept")
    assert figures.lost == []
    assert figures.kept + len(figures.untyped) == figures.valid


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=8)
NAME = st.text("abcXYZ_-.$9 ", min_size=1, max_size=6)
Pair = tuple[Any, st.SearchStrategy[Any]]
"""A schema, and what makes values of it."""

SCALARS: list[Pair] = [
    ({"type": "string"}, TEXT),
    ({"type": "integer"}, st.integers(-(2**63), 2**63)),
    ({"type": "number"}, st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**53), 2**53)),
    ({"type": "boolean"}, st.booleans()),
    ({"type": "string", "enum": ["a", "A", "b-c", ""]}, st.sampled_from(["a", "A", "b-c", ""])),
    ({"type": "integer", "enum": [0, 1, -1]}, st.sampled_from([0, 1, -1])),
    ({"enum": ["a", 1, None]}, st.sampled_from(["a", 1, None])),
    ({"const": "fixed"}, st.just("fixed")),
    ({"type": "string", "format": "uuid"}, st.uuids().map(str)),
    ({"type": "string", "format": "date"}, st.dates().map(str)),
    (
        {"type": "string", "format": "date-time"},
        st.datetimes(timezones=st.just(datetime.UTC)).map(lambda d: d.isoformat().replace("+00:00", "Z")),
    ),
    (
        {"type": "string", "format": "byte"},
        st.binary(max_size=6).map(lambda b: base64.b64encode(b).decode()),
    ),
    ({"type": "string", "format": "decimal"}, st.decimals(allow_nan=False, allow_infinity=False, places=3).map(str)),
    ({"type": ["string", "null"]}, TEXT | st.none()),
    ({"type": ["string", "integer"]}, TEXT | st.integers(0, 9)),
    ({}, st.none() | TEXT | st.lists(st.integers(0, 9), max_size=2)),
]


@st.composite
def pairs(draw: st.DrawFn, depth: int = 2) -> Pair:
    """A schema of any kind, with what makes its values."""
    kind = draw(
        st.sampled_from(["scalar", "array", "map", "object", "nullable", "tagged", "merged"] if depth else ["scalar"])
    )
    if kind == "scalar":
        return draw(st.sampled_from(SCALARS))
    if kind == "tagged":
        return draw(unions(depth))
    if kind in {"object", "merged"}:
        schema, values = draw(objects(depth))
        return ({"allOf": [schema, {"description": "told"}]}, values) if kind == "merged" else (schema, values)
    schema, values = draw(pairs(depth - 1))
    match kind:
        case "array":
            return {"type": "array", "items": schema}, st.lists(values, max_size=3)
        case "map":
            return {"type": "object", "additionalProperties": schema}, st.dictionaries(NAME, values, max_size=3)
        case _:
            return {"anyOf": [schema, {"type": "null"}]}, values | st.none()


@st.composite
def objects(draw: st.DrawFn, depth: int, fixed: dict[str, str] | None = None) -> Pair:
    """An object with some properties, of which some are required."""
    inner = draw(st.dictionaries(NAME, pairs(depth - 1), min_size=1, max_size=3))
    tags: dict[str, Pair] = {name: ({"const": value}, st.just(value)) for name, value in (fixed or {}).items()}
    inner |= tags
    required = sorted({*draw(st.sets(st.sampled_from(sorted(inner)))), *tags})
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {name: pair[0] for name, pair in inner.items()},
        "required": required,
    }
    values = st.fixed_dictionaries(
        {name: inner[name][1] for name in required},
        optional={name: pair[1] for name, pair in inner.items() if name not in required},
    )
    return schema, values


@st.composite
def unions(draw: st.DrawFn, depth: int) -> Pair:
    """Objects that a fixed property tells apart."""
    found = [draw(objects(depth, {"tag of": value})) for value in ("one", "two")]
    return {"oneOf": [schema for schema, _ in found]}, found[0][1] | found[1][1]


@st.composite
def documents(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, list[Any]]]:
    """Components, and values of each."""
    found = [draw(pairs()) for _ in range(6)]
    schemas = {
        f"Thing{at}": {"type": "object", "required": ["v"], "properties": {"v": schema}}
        for at, (schema, _) in enumerate(found)
    }
    values = {f"Thing{at}": [{"v": draw(made)} for _ in range(4)] for at, (_, made) in enumerate(found)}
    return schemas, values


@contextmanager
def models_of(schemas: dict[str, Any]) -> Iterator[Any]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "random.json"
        document = {"openapi": "3.1.0", "info": {"title": "Random", "version": "1"}, "components": {"schemas": schemas}}
        path.write_text(json.dumps(document), "utf-8")
        with loaded(path, Path(folder)) as package:
            yield package


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
@given(documents())
def test_valid_values_of_random_schemas_survive(found: tuple[dict[str, Any], dict[str, list[Any]]]) -> None:
    schemas, values = found
    with models_of(schemas) as package:
        for name, listed in values.items():
            for value in listed:
                type_ = getattr(package.models, name)
                read, drift = package.read(type_, json.dumps(value).encode(), strict=True)
                assert drift == ()
                assert difference(value, package.to_wire(read)) == "", (schemas[name], value)
            for wrong in (b"[]", b'{"w": 1}') if "const" not in json.dumps(schemas[name]) else (b"[]",):
                with pytest.raises(ValidationError):
                    package.read(getattr(package.models, name), wrong, strict=True)
