"""What the validator is asked, and how its answers are bounded."""

from __future__ import annotations

import inspect
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.diagnostics import Report, by_code
from generator.document import check_validity, load_document, report_validity, validate
from generator.document.validity import MAX_FAULTS, Validity
from generator.document.values import Json
from generator.model import Source


def document(schemas: dict[str, Json], version: str = "3.0.3") -> dict[str, Json]:
    return {
        "openapi": version,
        "info": {"title": "T", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    }


@pytest.mark.parametrize("version", ["3.0", "3.1", "3.2"])
def test_a_valid_document(version: str) -> None:
    assert validate(document({"A": {"type": "string"}}, f"{version}.0"), version) == Validity()


def test_a_valid_swagger_document_with_a_file_response() -> None:
    raw: dict[str, Json] = {
        "swagger": "2.0",
        "info": {"title": "T", "version": "1"},
        "paths": {"/a": {"get": {"responses": {"200": {"description": "d", "schema": {"type": "file"}}}}}},
    }
    assert validate(raw, "2.0") == Validity()


def test_the_number_of_faults_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(document({f"S{n}": {"type": "x"} for n in range(MAX_FAULTS + 7)})), "utf-8")
    report = Report()
    check_validity(load_document(path, report), report)
    assert by_code(report) == {"document/invalid": MAX_FAULTS, "document/invalid-more": 1}
    assert [d.message for d in report][-1] == "further faults: 7"


def test_long_values_are_not_repeated() -> None:
    found = validate(document({"A": {"type": "string", "default": {"text": "x" * 500}}}), "3.0")
    assert found.faults == (("/components/schemas/A/default", "a mapping is not of type 'string'"),)


@contextmanager
def _little_stack() -> Iterator[None]:
    """Leaves so few calls that the validator cannot go down a deep schema, however deep the test stands itself."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + 500)
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)


def test_a_validator_that_cannot_go_on_is_a_note(tmp_path: Path) -> None:
    schema: Json = {}
    for _ in range(240):
        schema = {"properties": {"p": schema}}
    path = tmp_path / "a.json"
    path.write_text(json.dumps(document({"A": schema, "B": {"type": "x"}})), "utf-8")
    report = Report()
    loaded = load_document(path, report)
    with _little_stack():
        check_validity(loaded, report)
    assert "document/unchecked" in by_code(report)
    assert report.errors == ()


def test_parts_beside_one_that_cannot_be_checked_are_checked() -> None:
    found = validate(document({"A": {"$ref": "other.yaml#/A"}, "B": {"default": 1, "type": "string"}}), "3.0")
    assert [pointer for pointer, _ in found.unchecked] == ["/components/schemas/A"]
    assert found.faults == (("/components/schemas/B/default", "1 is not of type 'string'"),)


@pytest.mark.parametrize("version", ["3.0", "3.1", "3.2"])
def test_nothing_is_fetched(version: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/a.json"
        found = validate(document({"A": {"properties": {"p": {"$ref": url}}}}, f"{version}.0"), version)
        server.settimeout(0)
        with pytest.raises(BlockingIOError):
            server.accept()
    assert found.faults == ()
    assert [pointer for pointer, _ in found.unchecked] == ["/components/schemas/A/properties/p"]


def test_several_parts_that_were_not_checked_are_one_note() -> None:
    report = Report()
    report_validity(
        Validity(unchecked=(("/a", "why"), ("/b", "why"))), lambda pointer: Source("a.yaml", pointer), report
    )
    assert [d.message for d in report] == ["2 parts were not checked; here: why"]


def test_messages_do_not_depend_on_the_order_of_hashes() -> None:
    raw = document({"A": {"required": list("zyxw"), "allOf": [{"properties": {}}]}})
    program = (
        "import json, sys; from generator.document import validate;print(validate(json.load(sys.stdin), '3.0').faults)"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            input=json.dumps(raw),
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parents[3],
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1
    assert "'w', 'x', 'y', 'z'" in outputs.pop()


def test_a_pattern_that_python_may_read_otherwise_one_day_is_checked_in_silence(
    recwarn: pytest.WarningsRecorder,
) -> None:
    schema = {"type": "string", "pattern": "[[a-z]]", "default": "b]"}
    parameter = {"name": "q", "in": "query", "schema": schema}
    operation = {"parameters": [parameter], "responses": {"204": {"description": "Done."}}}
    paths = {"/a": {"get": operation}}
    validity = validate({"openapi": "3.0.0", "info": {"title": "T", "version": "1"}, "paths": paths}, "3.0")
    assert (validity.faults, validity.unchecked, list(recwarn)) == ((), (), [])
