"""What the shapes of request and answer show of pages, and what they do not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.model import Pagination
from generator.settings import Settings

LIST = "{type: array, items: {$ref: '#/components/schemas/Pet'}}"
SIZE = "limit: {type: integer}"


@pytest.fixture
def pages(build: Callable[..., Any]) -> Callable[..., Pagination | None]:
    def run(parameters: str, answer: str, more: str = "", method: str = "get", **settings: Any) -> Pagination | None:
        listed = [
            f"{{name: '{name.strip()}', in: query, schema: {schema}}}"
            for name, _, schema in (line.partition(":") for line in parameters.split(";") if line)
        ]
        built = build(
            f"""\
            paths:
              /pets:
                {method}:
                  operationId: list
                  parameters: [{", ".join(listed)}]
                  responses:
                    '200': {{description: ok, content: {{application/json: {{schema: {answer}}}}} {more}}}
            components:
              schemas:
                Pet: {{type: object, properties: {{id: {{type: string}}}}}}
            """,
            Settings.model_validate(settings),
        )
        found: Pagination | None = built.operations["list"].pagination
        assert built.codes.count("build/pagination-recognised") == (found is not None)
        return found

    return run


def of(properties: str) -> str:
    return f"{{type: object, properties: {{data: {LIST}, {properties}}}}}"


CURSOR = "cursor: {type: string}"
PAGE = f"page: {{type: integer, default: 1}};{SIZE}"
OFFSET = f"offset: {{type: integer}};{SIZE}"
HEADER = ", headers: {link: {schema: {type: string}}}"


@pytest.mark.parametrize(
    ("parameters", "answer", "more", "style", "leads"),
    [
        (CURSOR, of("next_cursor: {type: [string, 'null']}"), "", "cursor", ("next_cursor",)),
        (
            "pageToken: {type: string}",
            of("meta: {type: object, properties: {nextPageToken: {type: string}}}"),
            "",
            "cursor",
            ("meta", "next_page_token"),
        ),
        (CURSOR, of(f"errors: {LIST}, cursor: {{type: string, description: For the next call.}}"), "", "cursor", None),
        ("continuation_token: {type: string}", of("continuationToken: {type: string}"), "", "cursor", None),
        ("", of("next: {type: string, format: uri}, previous: {type: string, format: uri}"), "", "url", ("next",)),
        ("", of("'@odata.nextLink': {type: string}"), "", "url", None),
        ("", of("links: {type: object, properties: {next: {type: string}}}"), "", "url", ("links", "next")),
        (PAGE, LIST, HEADER, "url", ()),
        (PAGE, of("total_pages: {type: integer}"), "", "page", ()),
        (f"page: {{type: integer, minimum: 0}};{SIZE}", of("has_more: {type: boolean}"), "", "page", ()),
        (OFFSET, of("total: {type: integer}"), "", "offset", ()),
    ],
)
def test_what_both_sides_show(pages: Any, parameters: str, answer: str, more: str, style: str, leads: Any) -> None:
    found = pages(parameters, answer, more)
    assert found is not None
    assert found.style == style
    assert leads is None or found.next == leads


@pytest.mark.parametrize(
    ("parameters", "answer", "more"),
    [
        ("", of("next_cursor: {type: string}"), ""),
        (CURSOR, of("count: {type: integer}"), ""),
        (CURSOR, of("cursor: {type: string}"), ""),
        (CURSOR, of(f"others: {LIST}, next_cursor: {{type: string}}"), ""),
        (
            CURSOR,
            "{type: object, properties: {tags: {type: array, items: {type: string}}, nextCursor: {type: string}}}",
            "",
        ),
        (CURSOR, of("next_cursor: {type: string}, nextToken: {type: string}"), ""),
        ("", of("next: {type: string}"), ""),
        ("", of("nextUri: {type: string}"), ""),
        ("", LIST, HEADER),
        (PAGE, LIST, ""),
        (f"page: {{type: integer}};{SIZE}", of("total_pages: {type: integer}"), ""),
        ("page: {type: integer, default: 1}", of("total: {type: integer}"), ""),
        (f"{PAGE};offset: {{type: integer}}", of("total: {type: integer}"), ""),
        (OFFSET, of("name: {type: string}"), ""),
        ("offset: {type: integer}", of("total: {type: integer}"), ""),
    ],
)
def test_what_one_side_alone_shows_is_nothing(pages: Any, parameters: str, answer: str, more: str) -> None:
    assert pages(parameters, answer, more) is None


def test_only_gets_are_recognised(pages: Any) -> None:
    assert pages(CURSOR, of("next_cursor: {type: string}"), method="post") is None


def test_the_number_of_pages_ends_them_where_the_first_is_one(pages: Any) -> None:
    last = "total_pages: {type: integer}"
    assert pages(PAGE, of(last)).last == ("total_pages",)
    assert pages(PAGE.replace("default: 1", "default: 0"), of(f"{last}, total: {{type: integer}}")).last == ()


def test_settings_switch_it_off(pages: Any) -> None:
    answer = of("next_cursor: {type: string}")
    assert pages(CURSOR, answer, pagination={"recognise": False}) is None
    assert pages(CURSOR, answer, pagination={"operations": {"list": {"type": "none"}}}) is None
