"""Resource pages: sections and tables as the page that they are modelled on has them."""

from __future__ import annotations

import re

import pytest

from .checker import Page
from .conftest import Render

PAGE = "docs/sdks/pets/README.md"


def operations(render: Render, text: str, path: str = PAGE) -> Page:
    return Page(render(text)[path])


def test_the_page_of_the_instance_resource(maestro: dict[str, str]) -> None:
    page = Page(maestro["docs/sdks/workflowinstancemanagement/README.md"])
    assert page.text.startswith(
        "# WorkflowInstanceManagement\n(*maestro.workflow_instance_management*)\n\n## Overview\n\n"
        "### Available Operations\n\n"
        "* [get_workflow_instances_list](#get_workflow_instances_list) - Retrieve All Workflow Instances\n"
    )
    sections = [(3, "Example Usage"), (3, "Parameters"), (3, "Response"), (3, "Errors")]
    assert page.outline() == [
        (1, "WorkflowInstanceManagement"),
        (2, "Overview"),
        (3, "Available Operations"),
        *((2, "get_workflow_instances_list"), *sections),
        *((2, "get_workflow_instance"), *sections),
        *((2, "cancel_workflow_instance"), *sections),
    ]
    assert page.text.endswith("|\n")


def test_a_group_of_groups_lists_them(maestro: dict[str, str]) -> None:
    page = Page(maestro["docs/sdks/maestro/README.md"])
    assert page.outline() == [(1, "Maestro"), (2, "Overview"), (3, "Available Resources")]
    assert page.links == ["../workflowinstancemanagement/README.md", "../workflows/README.md"]


def test_the_comment_stands_directly_above_the_program(maestro: dict[str, str]) -> None:
    text = maestro["docs/sdks/workflows/README.md"]
    assert (
        '<!-- UsageSnippet language="python" operationID="triggerWorkflow" method="post" '
        'path="/v1/accounts/{accountId}/workflows/{workflowId}/actions/trigger" -->\n```python\n'
    ) in text


def test_a_spread_body_is_rows_like_parameters(maestro: dict[str, str]) -> None:
    page = Page(maestro["docs/sdks/workflows/README.md"])
    rows = next(rows for rows in page.tables() if any(row[0] == "`trigger_inputs`" for row in rows))
    link = "[models.TriggerInputs](../../models/triggerinputs.md)"
    assert rows[2:] == [
        ["`workflow_id`", "*str*", ":heavy_check_mark:", "N/A"],
        ["`instance_name`", "*str*", ":heavy_check_mark:", "What the new instance is to be called."],
        ["`trigger_inputs`", link, ":heavy_check_mark:", "The inputs that the workflow asks for."],
        ["`options`", "*Optional[RequestOptions]*", ":heavy_minus_sign:", rows[-1][-1]],
    ]


PARAMETERS = """\
paths:
  /pets:
    get:
      operationId: list
      tags: [pets]
      deprecated: true
      parameters:
        - {name: q, in: query, schema: {type: string, default: 'a|b'}, description: "one\\ntwo"}
        - {name: old, in: query, deprecated: true, schema: {type: integer}}
        - {name: since, in: query, required: true, schema: {type: string, format: date-time}}
        - name: filter
          in: query
          example: {size: small, colours: [red, green, blue], name: "a name that is rather long"}
          schema: {type: object, additionalProperties: {type: array, items: {type: [string, 'null']}}}
        - name: X-Mode
          in: header
          required: true
          schema: {type: ['string', 'null']}
          examples: {slow: {value: s}, fast: {value: f}}
      responses:
        '200': {description: ok, content: {application/json: {schema: {type: array, items: {type: integer}}}}}
        '204': {description: none}
"""


def test_parameters(render: Render) -> None:
    header, *rows = operations(render, PARAMETERS).tables()[0]
    assert header == ["Parameter", "Type", "Required", "Description", "Example"]
    date_time = "[datetime](https://docs.python.org/3/library/datetime.html#datetime-objects)"
    long = (
        '`{`<br/>`  "size": "small",`<br/>`  "colours": [`<br/>`    "red",`<br/>`    "green",`<br/>'
        '`    "blue"`<br/>`  ],`<br/>`  "name": "a name that is rather long"`<br/>`}`'
    )
    assert rows == [
        ["`since`", date_time, ":heavy_check_mark:", "N/A", ""],
        ["`x_mode`", "*Optional[str]*", ":heavy_check_mark:", "N/A", "slow: `s`<br/>fast: `f`"],
        ["`q`", "*Optional[str]*", ":heavy_minus_sign:", 'one<br/>two. Default of the server: `"a\\|b"`.', ""],
        ["`old`", "*Optional[int]*", ":heavy_minus_sign:", ":warning: **Deprecated.**", ""],
        ["`filter`", "*Optional[Dict[str, List[Optional[str]]]]*", ":heavy_minus_sign:", "N/A", long],
        ["`options`", "*Optional[RequestOptions]*", ":heavy_minus_sign:", rows[-1][3], ""],
    ]  # fmt: skip


def test_response_and_deprecation(render: Render) -> None:
    page = operations(render, PARAMETERS)
    assert page.section("Response").strip() == "**Optional[List[int]]**"
    assert "* ~~[list](#list)~~ :warning: **Deprecated**\n" in page.text
    assert "> :warning: **Deprecated**" in page.text


def test_named_examples_have_sections_of_their_own(render: Render) -> None:
    page = operations(render, PARAMETERS)
    titles = [title for level, title in page.outline() if title.startswith("Example Usage")]
    assert titles == ["Example Usage: slow", "Example Usage: fast"]
    assert len(page.programs()) == 4
    assert 'example="fast" -->\n```python' in page.text


def test_nothing_to_pass_and_nothing_to_get(render: Render) -> None:
    text = "paths: {/pets: {delete: {operationId: clear, tags: [pets], responses: {'204': {description: done}}}}}"
    assert operations(render, text).outline()[3:] == [(2, "clear"), (3, "Example Usage"), (3, "Errors")]


BODIES = """\
components:
  schemas:
    Pet: {{type: object, properties: {{name: {{type: string}}}}}}
paths:
  /pets:
    post:
      operationId: add
      tags: [pets]
      requestBody:
        required: {required}
        description: The pet.
        content: {content}
      responses: {{'204': {{description: done}}}}
"""


@pytest.mark.parametrize(
    ("required", "content", "rows"),
    [
        (
            "false",
            "{application/json: {schema: {$ref: '#/components/schemas/Pet'}}}",
            [["`body`", "Optional[[models.Pet](../../models/pet.md)]", ":heavy_minus_sign:", "The pet."]],
        ),
        (
            "true",
            "{application/json: {schema: {$ref: '#/components/schemas/Pet'}}, text/csv: {schema: {type: string}}}",
            [
                ["`body`", "Union[[models.Pet](../../models/pet.md), str]", ":heavy_check_mark:", "The pet."],
                [
                    "`content_type`",
                    '*Optional[Literal["application/json", "text/csv"]]*',
                    ":heavy_minus_sign:",
                    "The media type of the body; `application/json` where it is left out.",
                ],
            ],
        ),
        (
            "true",
            "{application/octet-stream: {}}",
            [
                [
                    "`body`",
                    "*FileInput*",
                    ":heavy_check_mark:",
                    (
                        "The pet. It may be an iterable of bytes, each piece sent as it comes; a call that failed on the "
                        "way is not tried again with an iterator."
                    ),
                ]
            ],
        ),
    ],
)
def test_whole_bodies(render: Render, required: str, content: str, rows: list[list[str]]) -> None:
    table = operations(render, BODIES.format(required=required, content=content)).tables()[0]
    assert table[1:-1] == rows


ERRORS = """\
components:
  schemas:
    Fault: {type: object, properties: {why: {type: string}}}
    Other: {type: object, properties: {why: {type: string}}}
paths:
  /pets:
    get:
      operationId: list
      tags: [pets]
      responses:
        '200': {description: ok}
        '503': {description: x, content: {application/json: {schema: {$ref: '#/components/schemas/Fault'}}}}
        '404': {description: x, content: {application/json: {schema: {$ref: '#/components/schemas/Fault'}}}}
        '400': {description: x, content: {application/json: {schema: {$ref: '#/components/schemas/Fault'}}}}
        '409': {description: x, content: {'*/*': {schema: {$ref: '#/components/schemas/Fault'}}}}
        '401': {description: x}
        '418': {description: x, content: {text/plain: {schema: {type: string}}}}
        default: {description: x, content: {application/json: {schema: {$ref: '#/components/schemas/Other'}}}}
"""


def test_errors(render: Render) -> None:
    header, *rows = operations(render, ERRORS).tables()[0]
    assert header == ["Error Type", "Status Code", "Content Type"]
    assert rows == [
        ["errors.Fault", "400, 404", "application/json"],
        ["errors.Fault", "503", "application/json"],
        ["errors.Fault", "409", r"\*/\*"],
        ["errors.AuthenticationError", "401", r"\*/\*"],
        ["errors.ClientError", "418", "text/plain"],
        ["errors.Other", "4XX, 5XX", "application/json"],
        ["errors.APIError", "4XX, 5XX", r"\*/\*"],
    ]


def test_anchors_are_those_of_the_whole_page(render: Render) -> None:
    path = "responses: {'200': {description: ok}}}}"
    text = f"""\
tags: [{{name: pets, description: "## overview\\n## c"}}]
paths:
  /a: {{get: {{operationId: overview, tags: [pets], {path}
  /b: {{get: {{operationId: first, tags: [pets], description: "# b", {path}
  /c: {{get: {{operationId: c, tags: [pets], {path}
  /d: {{get: {{operationId: b, tags: [pets], {path}
"""
    page = operations(render, text)
    bullets = {link.removeprefix("#") for link in page.links}
    own = {heading.anchor for heading in page.headings if heading.level == 2 and heading.title != "Overview"}
    assert bullets == own == {"overview-2", "first", "c-1", "b-1"}


def test_pages_of_groups_that_share_a_title(render: Render) -> None:
    path = "responses: {'200': {description: ok}}}}"
    found = render(f"""\
paths:
  /a: {{get: {{operationId: one, tags: [Shop.Items], {path}
  /b: {{get: {{operationId: two, tags: [Store.Items], {path}
  /c: {{get: {{operationId: three, tags: [Items], {path}
""")
    pages = sorted(path.split("/")[2] for path in found if path.startswith("docs/sdks/"))
    assert pages == ["items", pages[1], "shop", "store", "storeitems"]
    assert re.fullmatch("items-[0-9a-f]{6}", pages[1])
