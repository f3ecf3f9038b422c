"""Texts made by chance, at all places of a document at once: a diagnostic or an SDK that compiles, never a crash."""

from __future__ import annotations

import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.diagnostics import InputError, Report
from generator.pipeline import generate

RUNS = int(os.environ.get("SDKWRIGHT_FUZZ_RUNS", "15"))
KEYWORDS = (
    "type",
    "properties",
    "items",
    "allOf",
    "oneOf",
    "enum",
    "const",
    "default",
    "format",
    "pattern",
    "title",
    "$ref",
)
TEXT = st.text(st.characters(blacklist_categories=()), max_size=20)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYWORDS) | TEXT, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=RUNS, suppress_health_check=list(HealthCheck))
@given(name=TEXT, text=TEXT, data=DATA, schema=st.dictionaries(st.sampled_from(KEYWORDS), DATA, max_size=4))
def test_no_document_crashes_a_run(name: str, text: str, data: Any, schema: Any) -> None:
    operation = {
        "operationId": name,
        "tags": [text],
        "description": text,
        "parameters": [{"name": name, "in": "query", "schema": schema, "example": data}],
        "requestBody": {"content": {"application/json": {"schema": schema, "example": data}}},
        "responses": {"200": {"description": text, "content": {text: {"schema": schema}}}},
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": text, "version": name},
        "paths": {"/" + name: {"post": operation}},
        "components": {"schemas": {name: schema, "S": data}},
    }
    with TemporaryDirectory() as folder:
        spec = Path(folder, "spec.json")
        spec.write_text(json.dumps(document), "utf-8")
        try:
            files = generate(spec, None, report=Report()).files
        except InputError:
            return
    for path, file in files.items():
        if path.endswith(".py") and "/_runtime/" not in path:
            compile(file.content, path, "exec")
