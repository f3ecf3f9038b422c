"""Methods under the names that they had before."""

from __future__ import annotations

import asyncio
import importlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

DOCUMENT = """
paths:
  /pets/{petId}:
    post:
      operationId: shoutAtPet
      tags: [pets]
      parameters: [{name: petId, in: path, required: true, schema: {type: integer}}]
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: '#/components/schemas/Noise'}
      responses:
        '200': {description: Done, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
components:
  schemas:
    Noise: {type: object, required: [loud], properties: {loud: {type: boolean}}}
    Pet: {type: object, properties: {id: {type: integer}}}
"""
KEPT = '[aliases]\n"pets.call_pet" = "pets.shout_at_pet"\n'


def test_the_old_name_makes_the_same_call_and_warns(make_sdk: Callable[..., Any], tmp_path: Path) -> None:
    sdk = make_sdk(DOCUMENT, KEPT)
    sdk.returns(200, {})
    fake = importlib.import_module(f"{sdk.package.__name__}.testing").FakeTransport()
    awaited = fake.async_client()
    fake.on(awaited.pets.call_pet).respond({})

    with pytest.warns(DeprecationWarning, match=r"call_pet is now called shout_at_pet"):
        sdk.client.pets.call_pet(pet_id=1, loud=True)
    with pytest.warns(DeprecationWarning, match=r"call_pet is now called shout_at_pet"):
        asyncio.run(awaited.pets.call_pet(pet_id=1, body={"loud": True}))

    assert (sdk.request.method, sdk.target) == ("POST", "/base/pets/1")
    assert json.loads(sdk.request.content) == fake.calls[0].json() == {"loud": True}
    page = (tmp_path / "docs" / "sdks" / "pets" / "README.md").read_text("utf-8")
    assert "> Formerly `call_pet`: deprecated, and still there." in page
