"""What the validator and the builders both see is told by one of them: with what is made of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics import Report
from generator.pipeline import read

OK = "responses: {'204': {description: ok}}"
FAULTS = {
    "an operationId that stands twice": (
        f"{{paths: {{/a: {{get: {{operationId: x, {OK}}}}}, /b: {{get: {{operationId: x, {OK}}}}}}}}}",
        ["build/operation-id-twice /paths/~1b/get/operationId"],
    ),
    "a parent that no tag declares": ("{tags: [{name: A, parent: B}]}", ["build/tag-parent /tags/0/parent"]),
    "tags above each other": (
        "{tags: [{name: A, parent: B}, {name: B, parent: A}]}",
        ["build/tag-parent /tags/0/parent", "build/tag-parent /tags/1/parent"],
    ),
    "a security scheme of no known type": (
        "{components: {securitySchemes: {k: {type: secret}}}}",
        ["build/security-unknown /components/securitySchemes/k/type"],
    ),
    "a type that there is not": (
        "{components: {schemas: {S: {type: object, properties: {a: {type: any}, b: {type: [string, day]}}}}}}",
        [
            "build/schema-unknown-type /components/schemas/S/properties/a/type",
            "build/schema-unknown-type /components/schemas/S/properties/b/type",
        ],
    ),
    "a schema that is only itself": (
        "{components: {schemas: {S: {$ref: '#/components/schemas/S'}}}}",
        ["build/schema-cycle /components/schemas/S"],
    ),
    "schemas that are only each other": (
        "{components: {schemas: {S: {$ref: '#/components/schemas/T'}, T: {$ref: '#/components/schemas/S'}}}}",
        ["build/schema-cycle /components/schemas/S"],
    ),
    "a number that should be a boolean": (
        f"{{paths: {{/a: {{get: {{operationId: x, deprecated: 7, {OK}}}}}}}}}",
        ["document/wrong-kind /paths/~1a/get/deprecated"],
    ),
    "what the validator alone sees": (
        f"{{tags: [{{name: A}}, {{name: A}}], paths: {{/a: {{get: {{operationId: x, hidden: true, {OK}}}}}}}}}",
        ["document/invalid /paths/~1a/get/hidden", "document/invalid /tags"],
    ),
}


@pytest.mark.parametrize(("text", "told"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_once(tmp_path: Path, text: str, told: list[str]) -> None:
    path = tmp_path / "api.yaml"
    head = "{openapi: 3.2.0, info: {title: T, version: '1'}, "
    path.write_text(
        head + ("" if "paths" in text else f"paths: {{/: {{get: {{operationId: x, {OK}}}}}}}, ") + text[1:], "utf-8"
    )
    report = Report()
    read(path, None, report=report)
    assert sorted(f"{each.code} {each.source.pointer if each.source else ''}" for each in report) == told
