"""Pages under way: event loops, cancellation, options and failures on each page."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import anyio
import httpx2
import pytest

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
        Pet: {type: object, properties: {id: {type: integer}}}
        Pets:
          type: object
          properties: {data: {type: array, items: {$ref: '#/components/schemas/Pet'}}, next_cursor: {type: string}}
    """


def page(request: httpx2.Request, last: int = 3) -> httpx2.Response:
    """The page of a request: one pet, whose number is that of the page."""
    number = int(request.url.params.get("cursor", 1))
    following = {} if number == last else {"next_cursor": str(number + 1)}
    return httpx2.Response(200, json={"data": [{"id": number}], **following})


@pytest.fixture
def sdk(make_sdk: Any) -> Any:
    return make_sdk(DOCUMENT)


@asynccontextmanager
async def opened(
    sdk: Any, answer: Callable[[httpx2.Request], Coroutine[None, None, httpx2.Response]]
) -> AsyncIterator[Any]:
    http = httpx2.AsyncClient(transport=httpx2.MockTransport(answer))
    async with http, sdk.package.AsyncInlineClient(http_client=http) as client:
        yield client


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_pages_on_any_loop(sdk: Any, backend: str) -> None:
    async def answer(request: httpx2.Request) -> httpx2.Response:
        await anyio.sleep(0)
        sdk.sent.append(request)
        return page(request)

    async def run() -> None:
        async with opened(sdk, answer) as client:
            assert [pet.id async for pet in client.pets.list()] == [1, 2, 3]
            assert [pet.id async for pet in await client.pets.list(cursor="2")] == [2, 3]
            del sdk.sent[:]
            async with anyio.create_task_group() as group:
                group.start_soon(client.pets.list)
            assert len(sdk.sent) == 1

    anyio.run(run, backend=backend)


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_a_loop_that_is_cancelled_keeps_what_it_had(sdk: Any, backend: str) -> None:
    async def run() -> None:
        hangs = True
        seen: list[int] = []
        reached, cleaned = anyio.Event(), anyio.Event()

        async def answer(request: httpx2.Request) -> httpx2.Response:
            if hangs and "cursor" in request.url.params:
                reached.set()
                try:
                    await anyio.sleep_forever()
                finally:
                    cleaned.set()
            return page(request)

        async def work(client: Any) -> None:
            async for pet in client.pets.list():
                seen.append(pet.id)  # noqa: PERF401 - one by one, so that they are kept

        async with opened(sdk, answer) as client:
            async with anyio.create_task_group() as group:
                group.start_soon(work, client)
                await reached.wait()
                group.cancel_scope.cancel()
            assert seen == [1]
            assert cleaned.is_set()
            hangs = False
            assert [pet.id async for pet in client.pets.list()] == [1, 2, 3]

    anyio.run(run, backend=backend)


def test_a_task_that_is_cancelled_before_its_first_page(sdk: Any) -> None:
    async def answer(_: httpx2.Request) -> httpx2.Response:
        await anyio.sleep_forever()
        raise AssertionError

    async def run() -> None:
        async with opened(sdk, answer) as client:
            task = asyncio.create_task(client.pets.list())
            await asyncio.sleep(0)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(run())


def test_options_hold_for_each_page(sdk: Any) -> None:
    failed: set[str] = set()

    def answer(request: httpx2.Request) -> httpx2.Response:
        sdk.sent.append(request)
        cursor = request.url.params.get("cursor", "1")
        if cursor in failed:
            return page(request)
        failed.add(cursor)
        return httpx2.Response(503, headers={"Retry-After": "0"})

    sdk._handle = answer
    retries = sdk.package.RetryPolicy(statuses=("503",), connection_errors=False, initial_interval=1, max_interval=1)
    options = {"timeout": 7.5, "retries": retries, "extra_query": {"trace": "t"}}
    assert [pet.id for pet in sdk.open().pets.list(options=options)] == [1, 2, 3]
    assert len(sdk.sent) == 6
    assert {request.extensions["timeout"]["read"] for request in sdk.sent} == {7.5}
    assert {request.url.params["trace"] for request in sdk.sent} == {"t"}


def test_a_page_that_fails_leaves_the_items_before_it(sdk: Any) -> None:
    sdk._handle = lambda r: httpx2.Response(404) if "cursor" in r.url.params else page(r)
    pets = iter(sdk.open().pets.list())
    assert next(pets).id == 1
    with pytest.raises(sdk.errors.NotFoundError):
        next(pets)


def test_at_most_so_many_pages(sdk: Any) -> None:
    def handle(request: httpx2.Request) -> httpx2.Response:
        sdk.sent.append(request)
        return page(request, last=1000)

    async def answer(request: httpx2.Request) -> httpx2.Response:
        return handle(request)

    async def run() -> list[int]:
        async with opened(sdk, answer) as client:
            return [pet.id async for one in client.pets.list().pages(limit=2) for pet in one.items]

    sdk._handle = handle
    client = sdk.open()
    assert [pet.id for one in client.pets.list().pages(limit=3) for pet in one.items] == [1, 2, 3]
    assert len(sdk.sent) == 3
    assert list(client.pets.list().pages(limit=0)) == []
    assert asyncio.run(run()) == [1, 2]
    assert len(sdk.sent) == 6
