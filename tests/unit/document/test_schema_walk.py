"""Schemas that lead to one another in long chains are all checked, and their faults are those of short ones."""

from __future__ import annotations

from typing import Any

from generator.document.validator import find_faults

LENGTH = 400
"""More than calls within calls could go down."""


def document(schemas: dict[str, Any]) -> dict[str, Any]:
    media = {"application/json": {"schema": ref(0)}}
    operation = {"operationId": "getThing", "responses": {"200": {"description": "ok", "content": media}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Chain", "version": "1"},
        "paths": {"/thing": {"get": operation}},
        "components": {"schemas": schemas},
    }


def ref(at: int) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/S{at}"}


def test_the_last_schema_of_a_long_chain_is_checked() -> None:
    schemas: dict[str, Any] = {f"S{i}": {"properties": {"next": ref(i + 1)}} for i in range(LENGTH)}
    schemas[f"S{LENGTH}"] = {"type": "integer", "default": "x"}
    place = f"/components/schemas/S{LENGTH}/default"
    assert find_faults(document(schemas), "3.1") == (((place, "'x' is not of type 'integer'"),), (), ())


def test_a_circle_ends() -> None:
    schemas = {f"S{i}": {"properties": {"next": ref((i + 1) % LENGTH)}} for i in range(LENGTH)}
    assert find_faults(document(schemas), "3.1") == ((), (), ())


def test_required_names_are_found_at_the_end_of_a_chain_and_missed_where_nothing_describes_them() -> None:
    schemas: dict[str, Any] = {f"S{i}": {"allOf": [ref(i + 1)]} for i in range(LENGTH)}
    schemas[f"S{LENGTH}"] = {"properties": {"end": {"type": "string"}}}
    schemas["S0"]["required"] = ["end"]
    assert find_faults(document(schemas), "3.1") == ((), (), ())
    schemas["S0"]["required"] = ["end", "nowhere"]
    faults, unchecked, dangling = find_faults(document(schemas), "3.1")
    assert [place for place, _ in faults] == ["/paths/~1thing/get/responses/200/content/application~1json/schema"]
    assert "nowhere" in faults[0][1]
    assert (unchecked, dangling) == ((), ())


def test_a_reference_that_leads_nowhere_hides_nothing_else() -> None:
    schemas = {
        "S0": {"properties": {"a": {"$ref": "#/components/schemas/Nowhere"}, "b": ref(1)}},
        "S1": {"type": "integer", "default": "x"},
    }
    faults, _, dangling = find_faults(document(schemas), "3.1")
    assert [place for place, _ in faults] == ["/components/schemas/S1/default"]
    assert [place for place, _ in dangling] == ["/components/schemas/S0/properties/a/$ref"]
