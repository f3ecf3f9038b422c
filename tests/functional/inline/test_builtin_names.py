"""Schemas that are called like builtins: a reference to them means the schema."""

import pytest


@pytest.mark.parametrize("name", ["Warning", "TimeoutError", "Exception", "Ellipsis"])
def test_a_schema_called_like_a_builtin_is_read(make_sdk, name) -> None:
    sdk = make_sdk(
        f"""\
paths:
  /things:
    get:
      operationId: list
      tags: [things]
      responses: {{'200': {{description: ok, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Answer'}}}}}}}}}}
components:
  schemas:
    Answer: {{type: object, properties: {{said: {{type: array, items: {{$ref: '#/components/schemas/{name}'}}}}}}}}
    {name}: {{type: object, required: [code], properties: {{code: {{type: integer}}}}}}
"""
    )
    sdk.returns(200, {"said": [{"code": 7}]})
    said = sdk.client.things.list().said
    assert said[0].code == 7
    assert isinstance(said[0], getattr(sdk.models, f"{name}_"))
