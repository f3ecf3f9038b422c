"""README and USAGE: a section for each feature that the SDK has, and none for what it has not."""

from __future__ import annotations

import re

import pytest

from generator.render.readme import merge_regions

from .checker import Page
from .conftest import Render

SECTIONS = [
    "Summary",
    "Table of Contents",
    "SDK Installation",
    "SDK Example Usage",
    "Authentication",
    "Available Resources and Operations",
    "Retries",
    "Error Handling",
    "Response Details",
    "Server Selection",
    "Custom HTTP Client",
    "Resource Management",
    "Debugging",
]


def test_sections_in_order_each_between_its_markers(maestro: dict[str, str]) -> None:
    text = maestro["README.md"]
    assert text.startswith(
        "# docusign-iam-sdk\n\nPython client for Docusign Maestro: start, watch and stop workflows.\n"
    )
    assert [title for level, title in Page(text).outline(2) if level == 2] == SECTIONS
    regions = re.findall(r"<!-- Start (.+?) -->\n## \1\n\n.*?\n<!-- End \1 -->\n", text, re.DOTALL)
    assert regions == SECTIONS


def test_the_table_of_contents(maestro: dict[str, str]) -> None:
    page = Page(maestro["README.md"])
    contents = re.findall(r"^\* \[(.*)\]\(#(.*)\)$", page.section("Table of Contents", 2), re.MULTILINE)
    assert [title for title, _ in contents] == SECTIONS[2:]
    assert {anchor for _, anchor in contents} <= {heading.anchor for heading in page.headings}


def test_facts(maestro: dict[str, str]) -> None:
    page = Page(maestro["README.md"])
    assert "pip install docusign-iam-sdk\n" in page.section("SDK Installation", 2)
    assert page.tables()[0][1][:3] == ["`access_token`", "OAuth 2 token", "`DOCUSIGN_IAM_ACCESS_TOKEN`"]
    assert [row[:2] for row in page.tables()[1][1:]] == [
        ["`demo`", "`https://api-d.docusign.com`"],
        ["`prod`", "`https://api.docusign.com`"],
    ]
    assert "`DOCUSIGN_IAM_BASE_URL`" in page.section("Server Selection", 2)
    assert "5000 ms" in page.section("Retries", 2)
    assert 'logging.getLogger("docusign_iam")' in page.section("Debugging", 2)


def test_resources_are_nested_as_the_accessors_are(maestro: dict[str, str]) -> None:
    lines = Page(maestro["README.md"]).section("Available Resources and Operations", 2).strip().split("\n")
    assert lines[0].startswith("* [maestro](docs/sdks/maestro/README.md) - ")
    assert lines[1] == "  * [maestro.workflow_instance_management](docs/sdks/workflowinstancemanagement/README.md)"
    assert lines[2].startswith("    * [get_workflow_instances_list](docs/sdks/workflowinstancemanagement/README.md#")
    assert len([line for line in lines if line.startswith("    * ")]) == 8


def test_usage_is_the_first_example(maestro: dict[str, str]) -> None:
    readme, usage = Page(maestro["README.md"]).programs(), Page(maestro["USAGE.md"]).programs()
    assert usage == readme[:2]


def test_error_handling_shows_status_payload_and_base(maestro: dict[str, str]) -> None:
    section = Page(maestro["README.md"]).section("Error Handling", 2)
    clauses = re.findall(r"except (errors\.\w+) as error", section)
    assert clauses == ["errors.NotFoundError", "errors.Error", "errors.IamError"]
    assert (
        "      * [errors.Error](docs/errors/error.md): `error.data` is a [models.Error](docs/models/error.md).\n"
        in section
    )


def test_the_merged_readme_is_the_generated_one(maestro: dict[str, str]) -> None:
    text = maestro["README.md"]
    assert merge_regions(text, text) == text
    assert merge_regions(text + "\nMine.\n", text) == text + "\nMine.\n"


PLAIN = """\
paths:
  /files:
    get: {operationId: list, tags: [files], responses: {'200': {description: ok}}}
"""


def test_what_the_sdk_has_not_is_not_told(render: Render) -> None:
    page = Page(render(PLAIN)["README.md"])
    titles = [title for _, title in page.outline(2)]
    assert "Authentication" not in titles
    assert "File Uploads" not in titles
    assert "By name" not in page.section("Server Selection", 2)
    assert "asks for no retries" in page.section("Retries", 2)


def test_an_api_without_operations(render: Render) -> None:
    page = Page(render("paths: {}")["README.md"])
    assert [title for level, title in page.outline(2) if level == 2] == [
        "Summary",
        "Table of Contents",
        "SDK Installation",
        "Resource Management",
    ]
    assert page.programs() == []


@pytest.mark.parametrize(
    ("content", "argument"),
    [
        ("application/octet-stream: {}", 'body=b"Hello, world!",'),
        (
            "multipart/form-data: {schema: {type: object, properties: {file: {type: string, format: binary}}}}",
            'body={"file": b"Hello, world!"},',
        ),
    ],
)
def test_uploads(render: Render, content: str, argument: str) -> None:
    text = f"""\
paths:
  /files:
    put:
      operationId: send
      tags: [files]
      requestBody: {{required: true, content: {{{content}}}}}
      responses: {{'204': {{description: ok}}}}
"""
    section = Page(render(text)["README.md"]).section("File Uploads", 2)
    assert argument in section


def test_schemes_of_every_kind(render: Render) -> None:
    text = """\
components:
  securitySchemes:
    key: {type: apiKey, in: query, name: api|key}
    login: {type: http, scheme: basic}
    digest: {type: http, scheme: digest}
    oidc: {type: openIdConnect, openIdConnectUrl: https://id.test}
    cert: {type: mutualTLS}
paths: {}
"""
    rows = Page(render(text)["README.md"]).tables()[0][1:]
    assert [row[:2] for row in rows] == [
        ["`api_key`", r"API key, query `api\|key`"],
        ["`username`", "HTTP `basic`"],
        ["`password`", "HTTP `basic`"],
        ["`digest`", "HTTP `digest`"],
        ["`access_token`", "OpenID Connect token"],
        ["`client_certificate`", "Client certificate"],
    ]


def test_tokens_servers_and_hooks(render: Render) -> None:
    text = """
    servers: [{url: 'https://{region}.test', variables: {region: {default: eu, enum: [eu, us], description: Where.}}}]
    security: [{oauth: []}]
    components:
      securitySchemes:
        oauth: {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://id.test/t', scopes: {}}}}
    paths: {/a: {get: {operationId: call, tags: [pets], responses: {'204': {description: ok}}}}}
    """
    page = Page(render(text)["README.md"])
    rows = [row for rows in page.tables() for row in rows]
    assert any(row[:3] == ["`region`", "`eu`, `us`", "`eu`"] and row[4] == "Where." for row in rows)
    assert {row[0] for row in rows} >= {"`access_token`", "`client_id`", "`client_secret`", "`token_url`"}
    assert any('client_secret="<YOUR_CLIENT_SECRET_HERE>"' in program for program in page.programs())
    assert any("hooks=Hooks(response=tell)" in program for program in page.programs())
    assert "[errors.OAuthError]" in page.text
    assert "errors.OAuthError" not in Page(render("paths: {}")["README.md"]).text
