"""Pages of generated packages: what the document says of them, and what callers get."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx2
import pytest


def document(extension: str, parameters: str = "", answer: str = "") -> str:
    answer = answer or "{data: {type: array, items: {$ref: '#/components/schemas/Pet'}}, next: {type: string}}"
    return f"""\
    paths:
      /pets:
        get:
          operationId: list
          tags: [pets]
          {extension}
          parameters:
          - {{name: cursor, in: query, schema: {{type: string}}}}
          - {{name: start, in: query, schema: {{type: integer}}}}
          - {{name: pageNo, in: query, schema: {{type: integer}}}}
          - {{name: kind, in: query, schema: {{type: string}}}}
          - {{name: X-Team, in: header, schema: {{type: string}}}}
          responses:
            '200':
              description: ok
              content:
                application/json:
                  schema: {{type: object, title: Answer, properties: {answer}}}
    components:
      schemas:
        Pet: {{type: object, properties: {{id: {{type: integer}}}}}}
    """


CURSOR = (
    "x-speakeasy-pagination: {type: cursor, inputs: [{name: cursor, in: parameters, type: cursor}],"
    " outputs: {results: $.data, nextCursor: $.next}}"
)
OFFSET = (
    "x-sdk-pagination: {type: offsetLimit, inputs: [{name: start, in: parameters, type: offset}],"
    " outputs: {results: $.data}}"
)
PAGE = "x-fern-pagination: {offset: $request.pageNo, results: $response.data}"
URL = "x-ms-pageable: {itemName: data, nextLinkName: next}"


def says(sdk: Any, *bodies: Any) -> list[httpx2.Request]:
    """Sets the answers to the calls that follow, one each, and gives the list of requests."""
    rest = list(bodies)

    def answer(request: httpx2.Request) -> httpx2.Response:
        sdk.sent.append(request)
        return httpx2.Response(200, json=rest.pop(0) if len(rest) > 1 else rest[0])

    sdk._handle = answer
    sdk.client = sdk.open()
    return sdk.sent  # type: ignore[no-any-return]


def page(*ids: int, next: str | None = None) -> dict[str, Any]:  # noqa: A002
    body: dict[str, Any] = {"data": [{"id": one} for one in ids]}
    return body if next is None else {**body, "next": next}


def targets(sent: list[httpx2.Request]) -> list[str]:
    return [request.url.raw_path.decode() for request in sent]


def test_a_loop_gives_the_items_of_all_pages_and_keeps_arguments(make_sdk: Any) -> None:
    sdk = make_sdk(document(CURSOR))
    sent = says(sdk, page(1, 2, next="a b"), page(3))
    found = sdk.client.pets.list(kind="cat", options={"extra_headers": {"X-Own": "1"}})
    assert found.data.next == "a b"
    assert [pet.id for pet in found.items] == [1, 2]
    assert [pet.id for pet in found] == [1, 2, 3]
    assert targets(sent) == ["/base/pets?kind=cat", "/base/pets?cursor=a%20b&kind=cat"]
    assert sent[1].headers["x-own"] == "1"


def test_pages_are_fetched_when_they_are_reached(make_sdk: Any) -> None:
    sdk = make_sdk(document(CURSOR))
    sent = says(sdk, page(1, next="b"), page(2))
    pages = sdk.client.pets.list().pages()
    assert next(pages).has_next
    assert len(sent) == 1
    last = next(pages)
    assert not last.has_next
    assert last.next_page() is None
    assert len(sent) == 2


def test_an_offset_counts_the_items_that_came(make_sdk: Any) -> None:
    sdk = make_sdk(document(OFFSET))
    sent = says(sdk, page(1, 2), page(3), page())
    assert [pet.id for pet in sdk.client.pets.list(start=10)] == [1, 2, 3]
    assert targets(sent) == ["/base/pets?start=10", "/base/pets?start=12", "/base/pets?start=13"]


def test_pages_by_number_end_with_an_empty_one(make_sdk: Any) -> None:
    sdk = make_sdk(document(PAGE))
    sent = says(sdk, page(1), page(2), page())
    assert [pet.id for pet in sdk.client.pets.list()] == [1, 2]
    assert targets(sent) == ["/base/pets", "/base/pets?pageNo=2", "/base/pets?pageNo=3"]


def test_a_next_url_is_followed_as_it_is_with_headers(make_sdk: Any) -> None:
    sdk = make_sdk(document(URL))
    sent = says(sdk, page(1, next="/else/pets?x=%2F&y"), page(2, next="more?z=1"), page(3))
    assert [pet.id for pet in sdk.client.pets.list(kind="cat", x_team="t")] == [1, 2, 3]
    assert targets(sent) == ["/base/pets?kind=cat", "/else/pets?x=%2F&y", "/else/more?z=1"]
    assert [request.headers["x-team"] for request in sent] == ["t", "t", "t"]


def test_a_next_url_of_another_origin_is_refused(make_sdk: Any) -> None:
    sdk = make_sdk(document(URL))
    sent = says(sdk, page(1, next="https://evil.example/pets"))
    pets = iter(sdk.client.pets.list())
    assert next(pets).id == 1
    with pytest.raises(sdk.errors.PaginationError, match="another origin"):
        next(pets)
    assert len(sent) == 1


@pytest.mark.parametrize(("extension", "word"), [(CURSOR, "again"), (URL, "/base/pets?again=1")])
def test_pages_that_repeat_end_in_an_error(make_sdk: Any, extension: str, word: str) -> None:
    sdk = make_sdk(document(extension))
    sent = says(sdk, page(1, next=word))
    with pytest.raises(sdk.errors.PaginationError, match="repeat"):
        list(sdk.client.pets.list())
    assert len(sent) == 2


def test_empty_pages_that_lead_on_for_ever_end_in_an_error(make_sdk: Any) -> None:
    sdk = make_sdk(document(CURSOR))
    sent = says(sdk, *(page(next=str(number)) for number in range(200)))
    with pytest.raises(sdk.errors.PaginationError, match="no items"):
        list(sdk.client.pets.list())
    assert len(sent) == 101


def test_raw_access_gives_the_page_in_its_answer(make_sdk: Any) -> None:
    sdk = make_sdk(document(CURSOR))
    says(sdk, page(1, next="b"), page(2))
    answer = sdk.package.with_response(sdk.client.pets.list)()
    assert answer.status == 200
    assert [pet.id for pet in answer.data] == [1, 2]


def test_the_async_call_is_awaited_looped_over_and_made_a_task(make_sdk: Any) -> None:
    sdk = make_sdk(document(CURSOR))

    def answer(request: httpx2.Request) -> httpx2.Response:
        last = b"cursor" in request.url.query
        return httpx2.Response(200, json=page(2) if last else page(1, next="b"))

    async def run() -> list[list[int]]:
        http = httpx2.AsyncClient(transport=httpx2.MockTransport(answer))
        async with http, sdk.package.AsyncInlineClient(http_client=http) as client:
            looped = [pet.id async for pet in client.pets.list()]
            awaited = [pet.id async for pet in await client.pets.list()]
            task = [pet.id for pet in (await asyncio.create_task(client.pets.list())).items]
            pages = [len(one.items) async for one in client.pets.list().pages()]
            raw = await sdk.package.with_response(client.pets.list)()
            return [looped, awaited, task, pages, [pet.id async for pet in raw.data]]

    assert asyncio.run(run()) == [[1, 2], [1, 2], [1], [1, 1], [1, 2]]


BODY = """\
    paths:
      /search:
        post:
          operationId: search
          tags: [pets]
          x-speakeasy-pagination:
            type: cursor
            inputs: [{name: cursor, in: requestBody, type: cursor}]
            outputs: {results: $.data, nextCursor: $.meta.next}
          requestBody:
            required: true
            content:
              application/json:
                schema: {type: object, properties: {cursor: {type: string}, q: {type: string}}}
          responses:
            '200':
              description: ok
              content:
                application/json:
                  schema:
                    type: object
                    properties:
                      data: {type: array, items: {type: string}}
                      meta: {type: object, properties: {next: {type: [string, 'null']}}}
    """


@pytest.mark.parametrize("given", [{"q": "a"}, {"body": {"q": "a"}}])
def test_a_cursor_goes_into_the_body_however_that_was_given(make_sdk: Any, given: dict[str, Any]) -> None:
    sdk = make_sdk(BODY)
    sent = says(sdk, {"data": ["x"], "meta": {"next": "b"}}, {"data": ["y"], "meta": {"next": None}})
    options = {"idempotency_key": "once"}
    assert list(sdk.client.pets.search(**given, options=options)) == ["x", "y"]
    assert [json.loads(request.content) for request in sent] == [{"q": "a"}, {"q": "a", "cursor": "b"}]
    assert [request.headers.get("idempotency-key") for request in sent] == ["once", None]


def test_a_declaration_that_names_what_is_not_there_leaves_one_page(make_sdk: Any) -> None:
    sdk = make_sdk(document(CURSOR.replace("$.next", "$.nowhere")))
    says(sdk, page(1, next="b"))
    assert sdk.client.pets.list().next == "b"


LINK = "x-sdk-pagination: {type: link, outputs: {results: $.data}}"


def test_the_header_link_leads_on(make_sdk: Any) -> None:
    sdk = make_sdk(document(LINK))
    sent: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        sent.append(request)
        link = '<https://api.example/first>; rel="prev first", </base/pets?page=2&kind=cat>; rel=next; title="a, b"'
        return httpx2.Response(200, json=page(len(sent)), headers={} if len(sent) > 1 else {"Link": link})

    sdk._handle = answer
    assert [pet.id for pet in sdk.open().pets.list(kind="cat")] == [1, 2]
    assert targets(sent) == ["/base/pets?kind=cat", "/base/pets?page=2&kind=cat"]


def test_a_cursor_comes_in_a_header(make_sdk: Any) -> None:
    sdk = make_sdk(document(CURSOR.replace("nextCursor: $.next", "nextHeader: X-Next")))
    sent: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        sent.append(request)
        return httpx2.Response(200, json=page(len(sent)), headers={} if len(sent) > 1 else {"X-Next": "b"})

    sdk._handle = answer
    assert [pet.id for pet in sdk.open().pets.list()] == [1, 2]
    assert targets(sent) == ["/base/pets", "/base/pets?cursor=b"]


SET = """
[pagination.operations."{}"]
type = "cursor"
input = "cursor"
results = "$.data"
next = "next"
"""


@pytest.mark.parametrize("key", ["list", "l*", "GET /p*"])
def test_settings_declare_pages(make_sdk: Any, key: str) -> None:
    sdk = make_sdk(document(OFFSET), SET.format(key))
    sent = says(sdk, page(1, next="b"), page(2))
    assert [pet.id for pet in sdk.client.pets.list()] == [1, 2]
    assert targets(sent) == ["/base/pets", "/base/pets?cursor=b"]


def test_settings_take_pages_away(make_sdk: Any) -> None:
    sdk = make_sdk(document(CURSOR), '[pagination.operations]\nlist.type = "none"')
    says(sdk, page(1, next="b"))
    assert sdk.client.pets.list().next == "b"


def test_settings_name_the_body_where_a_parameter_has_the_same_name(make_sdk: Any) -> None:
    text = BODY.replace("type: cursor}]", "type: nothing}]").replace(
        "          requestBody:",
        "          parameters: [{name: cursor, in: header, schema: {type: string}}]\n          requestBody:",
    )
    settings = (
        '[pagination.operations.search]\ntype = "cursor"\ninput = "cursor"\nin_body = true\nresults = "data"\n'
        'next = "meta.next"'
    )
    sdk = make_sdk(text, settings)
    sent = says(sdk, {"data": ["x"], "meta": {"next": "b"}}, {"data": ["y"], "meta": {"next": None}})
    assert list(sdk.client.pets.search(body={"q": "a"})) == ["x", "y"]
    assert [json.loads(request.content) for request in sent] == [{"q": "a"}, {"q": "a", "cursor": "b"}]
