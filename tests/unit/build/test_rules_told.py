"""Which rules of schemas are worth a note: those that rule something out."""

from __future__ import annotations

import pytest

_DOCUMENT = """
paths: {}
components:
  schemas:
    Thing: {type: object, properties: {name: {type: string}}, %s}
"""


@pytest.mark.parametrize(
    "rule",
    [
        "propertyNames: {type: string}",
        "propertyNames: {type: string, description: A name.}",
        "propertyNames: true",
        "if: {required: [name]}",
        "dependentRequired: {}",
    ],
)
def test_a_rule_that_allows_everything_is_none(build, rule):
    assert build(_DOCUMENT % rule).codes == []


@pytest.mark.parametrize(
    "rule",
    ["propertyNames: {pattern: '^x'}", "not: {}", "if: {required: [name]}, then: {minProperties: 2}", "contains: {}"],
)
def test_a_rule_that_no_type_can_say_is_noted(build, rule):
    built = build(_DOCUMENT % rule)
    assert built.codes == ["build/schema-rules"]
    assert f'"{rule.partition(":")[0]}"' in built.messages[0]
