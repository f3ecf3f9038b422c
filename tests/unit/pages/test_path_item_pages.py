"""What path items say beside arguments and results, on the pages: headers, links, servers, callbacks, webhooks."""

from __future__ import annotations

import re

from .checker import Page
from .conftest import Render

PAGE = "docs/sdks/pets/README.md"
DOCUMENT = """\
security: [{key: []}]
webhooks:
  body:
    post:
      summary: A pet was born.
      description: '## Born'
      parameters: [{name: X-Event, in: header, deprecated: true, schema: {type: string}}]
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {'204': {description: Taken.}}
  table: {post: {deprecated: true, requestBody: {content: {text/csv: {}}}, responses: {}}}
paths:
  /pets:
    servers: [{url: 'https://{region}.example', name: near, description: Close., variables: {region: {default: eu}}}]
    post:
      operationId: addPet
      tags: [pets]
      security: [{key: [], oauth: [write]}, {}]
      responses:
        '201':
          description: made
          headers:
            X-Left: {deprecated: true, description: How many | left., schema: {type: integer, default: 5}}
          content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}, text/csv: {schema: {type: string}}}
          links:
            byId: {operationId: getShop, parameters: {id: '$response.body#/id', n: 1}, description: Where.}
            gone: {operationId: nobody}
        '429': {description: slow, headers: {x-left: {schema: {type: integer}}, Retry-After: {schema: {type: string}}}}
      callbacks:
        onBorn:
          '{$request.query.url}':
            post:
              summary: Told.
              requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
              responses: {}
            delete: {responses: {}}
    get: {operationId: listPets, tags: [pets], security: [], responses: {'204': {description: ok}}}
  /shops/{id}:
    get:
      operationId: getShop
      tags: [shops]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {'204': {description: ok}}
components:
  schemas: {Pet: {type: object, required: [name], properties: {name: {type: string}}}}
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    oauth: {type: oauth2, flows: {}}
"""


def section(text: str, operation: str, title: str) -> str:
    """What stands below a heading of an operation."""
    own = text.partition(f"\n## {operation}\n")[2].partition("\n## ")[0]
    return own.partition(f"### {title}\n\n")[2].partition("\n\n###")[0].strip()


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in table.splitlines()[2:]]


def test_answers_have_their_media_types_and_headers(render: Render) -> None:
    text = render(DOCUMENT)[PAGE]
    assert rows(section(text, "add_pet", "Content Types")) == [
        ["201", "application/json", "[models.Pet](../../models/pet.md)"],
        ["201", "text/csv", "*str*"],
    ]
    assert rows(section(text, "add_pet", "Response Headers")) == [
        ["`X-Left`", "201, 429", "*int*", ":warning: **Deprecated.** How many \\| left. Default of the server: `5`."],
        ["`Retry-After`", "429", "*str*", "N/A"],
    ]


def test_credentials_and_servers_of_a_call_are_told_where_they_are_its_own(render: Render) -> None:
    text = render(DOCUMENT)[PAGE]
    assert section(text, "add_pet", "Authentication") == (
        "The call needs one of:\n\n* `api_key` and `access_token` (scopes: `write`)\n* no credentials"
    )
    assert section(text, "list_pets", "Authentication") == "The call needs no credentials."
    assert rows(section(text, "add_pet", "Servers")) == [
        ["`near`", "`https://{region}.example`", "Close.<br/>`region`: `eu`"]
    ]
    shops = Page(render(DOCUMENT)["docs/sdks/shops/README.md"])
    assert [title for level, title in shops.outline() if level == 3] == [
        "Available Operations", "Example Usage", "Parameters", "Errors",
    ]  # fmt: skip


def test_links_lead_to_the_pages_of_operations(render: Render) -> None:
    assert rows(section(render(DOCUMENT)[PAGE], "add_pet", "Links")) == [
        ["`byId`", "201", "[getShop](../shops/README.md)", "`id`: `$response.body#/id`<br/>`n`: `1`", "Where."],
        ["`gone`", "201", "N/A", "N/A", "N/A"],
    ]


def test_callbacks_have_a_page(render: Render) -> None:
    pages = render(DOCUMENT)
    pet = "[models.Pet](../../models/pet.md) ([add_pet_on_born](../../callbacks/README.md))"
    assert rows(section(pages[PAGE], "add_pet", "Callbacks")) == [
        ["`onBorn`", "`POST {$request.query.url}`", pet, "Told."],
        ["`onBorn`", "`DELETE {$request.query.url}`", "N/A", "N/A"],
    ]
    page = Page(pages["docs/callbacks/README.md"])
    assert (2, "add_pet_on_born") in page.outline()
    assert "payload = callbacks.parse_add_pet_on_born(body)" in page.text


def test_webhooks_have_a_page_with_programs_that_read_their_bodies(render: Render) -> None:
    pages = render(DOCUMENT)
    page = Page(pages["docs/webhooks/README.md"])
    assert page.outline() == [
        (1, "Webhooks"), (2, "Overview"), (3, "Available Requests"),
        (2, "body"), (3, "Example Usage"), (3, "Body"), (3, "Parameters"), (3, "Answers"),
        (2, "table"), (3, "Body"),
    ]  # fmt: skip
    assert "* [body](#body) - A pet was born." in page.text
    assert "> :warning: **Deprecated**" in page.text
    assert rows(section(page.text, "body", "Parameters")) == [
        ["`X-Event`", "header", "*str*", ":warning: **Deprecated.**"]
    ]
    assert rows(section(page.text, "body", "Answers")) == [["204", "Taken."]]
    assert "**[models.Pet](../models/pet.md)**" in page.text
    program = re.search(r"```python\n(.*?)```", page.text, re.DOTALL)
    assert program is not None
    compile(program[1], "program", "exec")
    assert "from pet_store import webhooks" in program[1]
    assert re.search(
        r"^body = json\.dumps\(\n    \{\n(        \"\w+\": [^\n]+,\n)+    \},\n\)$", program[1], re.MULTILINE
    )


def test_the_readme_leads_to_what_the_api_sends(render: Render) -> None:
    readme = Page(render(DOCUMENT)["README.md"])
    assert "docs/webhooks/README.md" in readme.links
    assert "docs/callbacks/README.md" in readme.links
    assert (2, "Requests of the API") in readme.outline()
    assert "Requests of the API" not in render("paths: {}")["README.md"]


def test_a_long_body_has_no_example(render: Render) -> None:
    fields = ", ".join(f"a_rather_long_name_of_a_field_{n}: {{type: string}}" for n in range(40))
    text = render(
        f"webhooks: {{big: {{post: {{requestBody: {{content: {{application/json: {{schema: "
        f"{{type: object, required: [a], properties: {{{fields}}}}}}}}}}}, responses: {{}}}}}}}}\npaths: {{}}\n"
    )["docs/webhooks/README.md"]
    assert "Read by `webhooks.parse_big(body)`." in text
    assert "```python" not in text
