"""A mapping of a base is right below each of its heirs; one that names nothing is told once."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(("target", "codes"), [("Cat", []), ("Cow", ["build/schema-bad-mapping"])])
def test_a_mapping_is_checked_where_it_stands(build, target: str, codes: list[str]) -> None:
    built = build(
        f"""\
        paths: {{}}
        components:
          schemas:
            Animal:
              type: object
              discriminator: {{propertyName: type, mapping: {{kitty: '#/components/schemas/{target}'}}}}
              properties: {{type: {{type: string}}}}
            Cat: {{allOf: [{{$ref: '#/components/schemas/Animal'}}]}}
            Dog: {{allOf: [{{$ref: '#/components/schemas/Animal'}}]}}
            Puppy: {{allOf: [{{$ref: '#/components/schemas/Dog'}}]}}
        """
    )
    assert built.codes == codes
