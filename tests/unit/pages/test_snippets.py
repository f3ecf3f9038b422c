"""Programs of operations: what they give, and that black and Python have nothing to say against them."""

from __future__ import annotations

import ast

import pytest

from generator.model import Api
from generator.render.formatting import format_python
from generator.render.layout import Atom
from generator.render.package import package_facts
from generator.render.snippets import Frame, Snippets
from generator.settings import Settings

from .conftest import Build

PETS = """\
security: [{{token: []}}]
components:
  securitySchemes:
    token: {{type: http, scheme: bearer}}
    key: {{type: apiKey, in: header, name: X-Key}}
    login: {{type: http, scheme: basic}}
  schemas:
    Size: {{type: string, enum: [small, large]}}
    Pet:
      type: object
      required: [name, size]
      properties:
        name: {{type: string}}
        size: {{$ref: '#/components/schemas/Size'}}
        bornAt: {{type: string, format: date-time}}
        note: {{type: string}}
paths:
  /pets/{{petId}}:
    post:
      operationId: call
      tags: [pets]
      parameters:
        - {{name: petId, in: path, required: true, schema: {{type: string, format: uuid}}}}
        - {{name: limit, in: query, schema: {{type: integer}}}}
        - {{name: size, in: query, schema: {{$ref: '#/components/schemas/Size'}}, example: large}}
      responses: {{'200': {{description: ok, content: {{application/json: {{schema: {{type: string}}}}}}}}}}
{more}
"""


def programs(api: Api, frame: Frame | None = None, name: str = "") -> tuple[str, str]:
    """The two programs of the first operation, proved to parse and to be as black leaves them."""
    snippets = Snippets(api, package_facts(api, Settings()))
    operation = next(api.operations())
    found = snippets.sync(operation, name, frame), snippets.asynchronous(operation, name, frame)
    for program in found:
        ast.parse(program)
        assert format_python(program) == program
    return found


def pets(build: Build, more: str = "") -> Api:
    return build(PETS.format(more=more))


def test_the_sync_program(build: Build) -> None:
    assert (
        programs(pets(build))[0]
        == """\
from pet_store import PetStoreClient, models

with PetStoreClient(access_token="<YOUR_ACCESS_TOKEN_HERE>") as sdk:
    res = sdk.pets.call(
        pet_id="0a88ebf4-9b07-83c8-a1c9-820c5090ffda",
        size=models.Size.LARGE,
    )

    # handle response
    print(res)
"""
    )


def test_the_async_program_awaits_the_same_call(build: Build) -> None:
    sync, asynchronous = programs(pets(build))
    assert asynchronous.startswith(
        "import asyncio\n\nfrom pet_store import AsyncPetStoreClient, models\n\n\nasync def main"
    )
    assert asynchronous.endswith("\n\n\nasyncio.run(main())\n")
    assert "    async with AsyncPetStoreClient(" in asynchronous
    assert "        res = await sdk.pets.call(" in asynchronous
    arguments = [line.strip() for line in sync.split("\n") if line.endswith(",")]
    assert [line.strip() for line in asynchronous.split("\n") if line.endswith(",")] == arguments


def test_optional_arguments_are_given_where_the_document_has_a_value(build: Build) -> None:
    sync, _ = programs(pets(build))
    assert "size=models.Size.LARGE," in sync
    assert "limit" not in sync


def test_snippet_values_go_before_all_others(build: Build) -> None:
    more = "      x-sdk-example: {petId: ae232f1f-8efc-4b8c-bb08-626847fad8bb, limit: 5, size: small}"
    sync, _ = programs(pets(build, more))
    assert [line.strip() for line in sync.split("\n") if line.endswith(",")] == [
        'pet_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",',
        "limit=5,",
        "size=models.Size.SMALL,",
    ]


def test_a_value_that_does_not_fit_is_not_used(build: Build) -> None:
    sync, _ = programs(pets(build, "      x-sdk-example: {petId: 7, limit: many}"))
    assert "limit" not in sync
    assert "pet_id=7" not in sync


def test_a_spread_body(build: Build) -> None:
    more = """\
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: '#/components/schemas/Pet'}
            example: {name: Rex, size: large, bornAt: '2020-02-01T00:00:00Z'}
"""
    sync, _ = programs(pets(build, more))
    assert "import datetime\n\nfrom pet_store" in sync
    lines = [line.strip() for line in sync.split("\n") if line.endswith(",")]
    assert lines[1:] == [
        'name="Rex",',
        "size_body=models.Size.LARGE,",
        "size=models.Size.LARGE,",
        "born_at=datetime.datetime(2020, 2, 1, 0, 0, tzinfo=datetime.timezone.utc),",
    ]


def test_a_whole_body(build: Build) -> None:
    more = """\
      requestBody:
        required: true
        content:
          application/json:
            schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}
"""
    sync, _ = programs(pets(build, more))
    assert (
        """\
        body=[
            {
                "name": "name",
                "size": models.Size.SMALL,
                "born_at": datetime.datetime(
                    2026, 1, 15, 9, 30, tzinfo=datetime.timezone.utc
                ),
                "note": "note",
            },
        ],
"""
        in sync
    )


def test_named_examples(build: Build) -> None:
    more = """\
      requestBody:
        required: true
        content:
          application/json:
            schema: {type: array, items: {type: string}}
            examples:
              few: {value: [a]}
              many: {value: [b, c]}
"""
    api = pets(build, more)
    assert 'body=["a"],' in programs(api)[0]
    assert 'body=["b", "c"],' in programs(api, name="many")[0]


def test_a_call_without_content_is_not_assigned(build: Build) -> None:
    text = PETS.format(more="").replace("content: {application/json: {schema: {type: string}}}", "headers: {}")
    sync, _ = programs(build(text))
    assert "    sdk.pets.call(" in sync
    assert "res" not in sync.replace("response", "")


@pytest.mark.parametrize(
    ("security", "arguments"),
    [
        ("[{key: []}]", ['api_key="<YOUR_API_KEY_HERE>"']),
        ("[{login: []}]", ['username="<YOUR_USERNAME_HERE>"', 'password="<YOUR_PASSWORD_HERE>"']),
        ("[{key: [], token: []}]", ['api_key="<YOUR_API_KEY_HERE>"', 'access_token="<YOUR_ACCESS_TOKEN_HERE>"']),
        ("[]", []),
        ("[{}, {key: []}]", []),
    ],
)
def test_credentials_are_those_that_the_operation_needs(build: Build, security: str, arguments: list[str]) -> None:
    sync, _ = programs(pets(build, f"      security: {security}"))
    opening = sync[sync.index("with ") : sync.index(" as sdk:")]
    assert [part.strip() for part in opening[len("with PetStoreClient(") : -1].split(",") if part.strip()] == arguments


@pytest.mark.parametrize("servers", ["[{url: /v1}]", "[]"])
def test_a_document_without_an_address_gets_one(build: Build, servers: str) -> None:
    head = f"openapi: 3.1.0\ninfo: {{title: Pet Store, version: '1'}}\nservers: {servers}\n"
    sync, _ = programs(build(head + PETS.format(more="")))
    assert 'base_url="https://api.example.com"' in sync


def test_long_names_are_laid_out_as_black_does(build: Build) -> None:
    long = "a_rather_long_name_of_an_operation_that_goes_on_and_on_until_the_line_is_full"
    api = build(PETS.format(more="").replace("operationId: call", f"operationId: {long}"))
    assert f"sdk.pets.{long}" in programs(api)[0]
    snippets = Snippets(api, package_facts(api, Settings.model_validate({"package": {"name": "p" * 60}})))
    assert "import (\n    PetStoreClient,\n    models,\n)" in snippets.sync(next(api.operations()))


def test_a_frame_stands_around_the_call(build: Build) -> None:
    frame = Frame(
        client=(("server", Atom('"prod"')),),
        credentials=(("access_token", "fetch"),),
        options=(("timeout", Atom("5.0")),),
        names=("errors", "with_response"),
        modules=("httpx2", "logging"),
        before=("def fetch() -> str:", '    return "x"'),
        after=("logging.shutdown()",),
        handlers=("except errors.APIError:", "    raise"),
        wrapper="with_response",
        use=("print(res.data)",),
    )
    sync, _ = programs(pets(build), frame)
    assert sync.startswith(
        "import logging\n\nimport httpx2\n\n"
        "from pet_store import PetStoreClient, errors, models, with_response\n\n\ndef fetch"
    )
    assert 'with PetStoreClient(access_token=fetch, server="prod") as sdk:\n    try:\n' in sync
    assert "        res = with_response(sdk.pets.call)(\n" in sync
    assert '            options={"timeout": 5.0},\n' in sync
    assert "        print(res.data)\n    except errors.APIError:\n        raise\n\nlogging.shutdown()\n" in sync
