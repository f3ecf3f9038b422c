"""What type checkers see of pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from mypy import api

DOCUMENT = """\
    paths:
      /pets:
        get:
          operationId: list
          tags: [pets]
          parameters: [{name: cursor, in: query, schema: {type: string}}]
          responses:
            '200':
              description: ok
              content: {application/json: {schema: {$ref: '#/components/schemas/Pets'}}}
    components:
      schemas:
        Pet: {type: object, required: [id], properties: {id: {type: integer}}}
        Pets:
          type: object
          required: [total]
          properties:
            data: {type: array, items: {$ref: '#/components/schemas/Pet'}}
            total: {type: integer}
            next_cursor: {type: string}
    """
USE = """\
import asyncio
from typing import assert_type

from PACKAGE import AsyncInlineClient, InlineClient, models, with_response


def use(sdk: InlineClient) -> None:
    page = sdk.pets.list()
    assert_type(page.items, list[models.Pet])
    assert_type(page.data.total, int)
    assert_type([pet for pet in page], list[models.Pet])
    assert_type([pet for one in page.pages(limit=2) for pet in one.items], list[models.Pet])
    following = page.next_page()
    assert following is not None
    assert_type(following.data, models.Pets)
    answer = with_response(sdk.pets.list)(cursor="a")
    assert_type(answer.data.data, models.Pets)


async def use_async(sdk: AsyncInlineClient) -> None:
    assert_type([pet async for pet in sdk.pets.list()], list[models.Pet])
    page = await asyncio.create_task(sdk.pets.list())
    assert_type([pet async for pet in page], list[models.Pet])
    assert_type([one.data async for one in sdk.pets.list().pages()], list[models.Pets])
    answer = await with_response(sdk.pets.list)(cursor="a")
    assert_type(answer.data.items, list[models.Pet])
"""


def test_items_and_answers_are_typed(make_sdk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sdk = make_sdk(DOCUMENT)
    (tmp_path / "src/use.py").write_text(USE.replace("PACKAGE", sdk.package.__name__))
    monkeypatch.chdir(tmp_path / "src")
    options = ["--strict", "--follow-imports=silent", "--cache-dir", str(tmp_path / "cache")]
    out, errors, status = api.run([*options, "use.py"])
    assert (status, out.strip(), errors) == (0, "Success: no issues found in 1 source file", "")
