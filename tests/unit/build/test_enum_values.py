"""Values of enums that the schema's type does not have, that stand twice, or that no member can stand for."""

from __future__ import annotations

import pytest

from generator.model import EnumModel

_DOCUMENT = """
paths: {}
components: {schemas: {Thing: {type: %s, enum: %s}}}
"""


@pytest.mark.parametrize(
    ("type_", "listed", "values", "codes"),
    [
        ("string", "[a, b]", ["a", "b"], []),
        ("string", "[a, b, a]", ["a", "b"], ["build/enum-repeated"]),
        ("string", "[a, 2, true]", ["a", "2", "true"], ["build/enum-misfit"] * 2),
        ("integer", "[1, '2']", [1, 2], ["build/enum-misfit"]),
        ("integer", "[1, 2, '2']", [1, 2], ["build/enum-misfit", "build/enum-repeated"]),
        ("number", "[1, 2.5]", [1, 2.5], []),
        ("'string'", "[a, {b: 1}]", ["a"], ["build/enum-misfit"]),
        ("[string, 'null']", "[a, null]", ["a"], []),
    ],
)
def test_values_are_those_that_are_meant(build, type_, listed, values, codes):
    built = build(_DOCUMENT % (type_, listed))
    model = built.api.models["Thing"]
    assert isinstance(model, EnumModel)
    assert [member.value for member in model.members] == values
    assert built.codes == codes
