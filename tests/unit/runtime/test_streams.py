"""Streams of both colours: what they give, and what becomes of their connections."""

from __future__ import annotations

import gc
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import httpx2
import pytest

from generator.runtime.errors import (
    APIConnectionError,
    APITimeoutError,
    NotFoundError,
    ResponseValidationError,
    ServerError,
)
from generator.runtime.operation import EventCase, ResponseCase, RetryPolicy, StreamOperation
from generator.runtime.readers import ServerSentEvent
from generator.runtime.streams import AsyncEventStream, EventStream

from .support import Api, Owner, Pet, json_response

SSE = "text/event-stream"
LINES = "application/jsonl"
RETRIES = RetryPolicy(initial_interval=100)


class Wire(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """A body in pieces; an exception among them is raised in its place."""

    def __init__(self, *pieces: bytes | Exception) -> None:
        self.pieces = pieces
        self.is_closed = False

    def __iter__(self) -> Iterator[bytes]:
        for piece in self.pieces:
            if isinstance(piece, Exception):
                raise piece
            yield piece

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece

    def close(self) -> None:
        self.is_closed = True

    async def aclose(self) -> None:
        self.is_closed = True


def answer(*pieces: bytes | Exception, kind: str = SSE, status: int = 200, **headers: str) -> httpx2.Response:
    head = {"Content-Type": kind, **{n.replace("_", "-"): v for n, v in headers.items()}}
    wire = Wire(*pieces)
    return httpx2.Response(status, headers=head, stream=wire, extensions={"wire": wire})


def stream_of(
    kind: str = SSE, type_: Callable[[], Any] = lambda: Pet, method: str = "GET", **facts: Any
) -> StreamOperation[Any, Any]:
    way = "sse" if kind == SSE else "jsonl"
    case = ResponseCase("200", kind, type_, stream=way, **facts)  # type: ignore[arg-type]
    return StreamOperation(id="watch", method=method, path="/watch", responses=(case,))


PETS = stream_of()
ALL = object()


def read(
    api: Api,
    operation: Any = PETS,
    way: str = "",
    *,
    stop: int | None = None,
    options: Any = None,
    **client: Any,
) -> list[Any]:
    """What a loop over the stream gives: all, or what comes before it is left after ``stop`` items."""

    def loop(sdk: Any) -> Any:
        stream = sdk._send(operation, {}, options).data
        found = []
        for item in getattr(stream, way)() if way else stream:
            found.append(item)
            if len(found) == stop:
                break
        api.stream = stream  # type: ignore[attr-defined]
        return found

    async def loop_async(sdk: Any) -> Any:
        stream = (await sdk._send(operation, {}, options)).data
        found = []
        async for item in getattr(stream, way)() if way else stream:
            found.append(item)
            if len(found) == stop:
                break
        api.stream = stream  # type: ignore[attr-defined]
        return found

    return api.use(loop_async if api.is_async else loop, **client)  # type: ignore[no-any-return]


def pet(number: int) -> bytes:
    return b'{"id": %d}' % number


def events(*numbers: int, ids: bool = False) -> bytes:
    return b"".join((b"id: e%d\n" % n if ids else b"") + b"data: " + pet(n) + b"\n\n" for n in numbers)


def ids(found: list[Any]) -> list[int]:
    return [item.id for item in found]


def wires(api: Api) -> list[Wire]:
    return [a.extensions["wire"] for a in api.answers if isinstance(a, httpx2.Response)]


def test_the_data_of_events(api: Api) -> None:
    api.answers = [answer(events(1, 2)[:9], events(1, 2)[9:])]
    assert read(api) == [Pet(id=1), Pet(id=2)]
    assert api.header("Accept") == SSE
    assert wires(api)[0].is_closed


def test_events_with_all_that_they_tell(api: Api) -> None:
    api.answers = [answer(b'id: 1\nretry: 5\nevent: add\ndata: {"id": 1}\n\ndata: {"id": 2}\n\n')]
    assert read(api, way="events") == [
        ServerSentEvent("add", Pet(id=1), "1", 5),
        ServerSentEvent("message", Pet(id=2), "1"),
    ]


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (LINES, b'{"id": 1}\n\n{"id": 2}'),
        ("application/x-ndjson; charset=utf-8", b'{"id": 1}\r\n{"id": 2}\r\n'),
        ("application/json-seq", b'\x1e{"id": 1}\n\x1e{"id": 2}\n'),
    ],
)
def test_json_lines(api: Api, kind: str, data: bytes) -> None:
    api.answers = [answer(*(data[i : i + 3] for i in range(0, len(data), 3)), kind=kind)]
    assert read(api, stream_of(kind)) == [Pet(id=1), Pet(id=2)]
    assert wires(api)[0].is_closed


def test_null_is_an_item(api: Api) -> None:
    api.answers = [answer(b"null\n1\nnull\n", kind=LINES)]
    assert read(api, stream_of(LINES, lambda: int | None)) == [None, 1, None]


def test_data_by_the_name_of_the_event(api: Api) -> None:
    cases = (
        EventCase("pet", lambda: Pet),
        EventCase("owner", lambda: Owner),
        EventCase("note", lambda: str, text=True),
    )
    operation = stream_of(type_=lambda: Any, events=cases, sentinel="bye")
    api.answers = [
        answer(
            b'event: owner\ndata: {"name": "Jo"}\n\nevent: pet\ndata: {"id": 1}\n\nevent: note\ndata: 1\n\ndata: bye\n\n'
        )
    ]
    assert read(api, operation) == [Owner(name="Jo"), Pet(id=1), "1"]


def test_events_that_the_api_does_not_describe(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    operation = stream_of(type_=lambda: Any, events=(EventCase("pet", lambda: Pet),))
    api.answers = [answer(b'event: new\ndata: {"a": 1}\n\nevent: new\ndata: words\n\n')]
    first, second = read(api, operation, "events")
    assert (first.data, second.data) == ({"a": 1}, "words")
    assert [str(d) for d in first.drift] == ["the body: the event 'new' is not declared"]
    assert caplog.messages[0].endswith("the event 'new' is not declared")


@pytest.mark.parametrize("end", [b"data: [DONE]\n\n", b"data: [DONE]\n", b"data: [DONE]", b"data:[DONE]\n\nrest\n\n"])
def test_the_last_word(api: Api, end: bytes) -> None:
    api.answers = (
        [answer(events(1) + end, RuntimeError("never read"))] if end.endswith(b"\n\n") else [answer(events(1) + end)]
    )
    assert ids(read(api)) == [1]
    assert wires(api)[0].is_closed


def test_the_last_word_is_text_where_text_is_what_comes(api: Api) -> None:
    api.answers = [answer(b"data: a\n\ndata: [DONE]\n\ndata: b\n\n")]
    assert read(api, stream_of(type_=lambda: str)) == ["a", "[DONE]", "b"]
    api.answers = [answer(b"data: a\n\ndata: [DONE]\n\ndata: b\n\n")]
    assert read(api, stream_of(type_=lambda: str, sentinel="[DONE]")) == ["a"]


def test_empty_data_keeps_a_connection_open(api: Api) -> None:
    api.answers = [answer(b"data:\n\n" + events(1) + b": ping\n\n")]
    assert ids(read(api)) == [1]


def test_what_does_not_fit(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    api.answers = [answer(b'{"id": "x"}\n{"id": 2}\n', kind=LINES)]
    found = read(api, stream_of(LINES))
    assert ids(found) == ["x", 2]
    assert "/id: Input should be a valid integer" in caplog.text
    api.answers = [answer(b'{"id": 1}\n{"id": "x"}\n', kind=LINES)]
    with pytest.raises(ResponseValidationError, match="id: Input should be a valid integer") as caught:
        read(api, stream_of(LINES), strict_responses=True)
    assert caught.value.body == b'{"id": "x"}'
    assert caught.value.status_code == 200
    assert wires(api)[0].is_closed


def test_what_is_no_json(api: Api) -> None:
    api.answers = [answer(events(1) + b"data: {oops\n\n")]
    with pytest.raises(ResponseValidationError, match="Invalid JSON") as caught:
        read(api)
    assert caught.value.body == b"{oops"


def test_leaving_a_loop_closes_the_connection(api: Api) -> None:
    for way in ("", "events"):
        api.answers = [answer(events(1, 2), events(3))]
        assert len(read(api, way=way, stop=1)) == 1
        assert wires(api)[0].is_closed
        assert api.stream.is_closed  # type: ignore[attr-defined]


def test_a_stream_that_was_left_says_so() -> None:
    api = Api(False, [answer(events(1, 2), events(3))])
    read(api, stop=1)
    with pytest.raises(ValueError, match="closed before its end"):
        next(api.stream)  # type: ignore[attr-defined]
    api.answers = [answer(events(1))]
    read(api)
    assert list(api.stream) == []  # type: ignore[attr-defined]


def test_the_end_of_a_with_block_closes_the_connection(api: Api) -> None:
    api.answers = [answer(events(1, 2), events(3))]

    def use(sdk: Any) -> Any:
        with sdk._send(PETS, {}, None).data as stream:
            assert next(stream) == Pet(id=1)
        assert wires(api)[0].is_closed

    async def use_async(sdk: Any) -> Any:
        async with (await sdk._send(PETS, {}, None)).data as stream:
            assert await anext(stream) == Pet(id=1)
        assert wires(api)[0].is_closed

    api.use(use_async if api.is_async else use)


def test_a_stream_that_nobody_holds_is_closed(api: Api) -> None:
    api.answers = [answer(events(1)), answer(events(2)), answer(events(3))]

    def use(sdk: Any) -> Any:
        first = wires(api)[0]
        next(sdk._send(PETS, {}, None).data)
        gc.collect()
        assert first.is_closed

    async def use_async(sdk: Any) -> Any:
        first = wires(api)[0]
        await anext((await sdk._send(PETS, {}, None)).data)
        gc.collect()
        await sdk._send(PETS, {}, None)
        assert first.is_closed

    api.use(use_async if api.is_async else use)


def test_closing_the_client_closes_its_streams(api: Api) -> None:
    api.answers = [answer(events(1, 2), events(3))]

    def use(sdk: Any) -> Any:
        stream = sdk._send(PETS, {}, None).data
        next(stream)
        sdk.close()
        assert wires(api)[0].is_closed
        with pytest.raises(ValueError, match="closed"):
            next(stream)

    async def use_async(sdk: Any) -> Any:
        stream = (await sdk._send(PETS, {}, None)).data
        await anext(stream)
        await sdk.aclose()
        assert wires(api)[0].is_closed
        with pytest.raises(ValueError, match="closed"):
            await anext(stream)

    api.use(use_async if api.is_async else use)


def test_a_connection_that_fails(api: Api) -> None:
    api.answers = [answer(events(1) + b"data: {", httpx2.ReadError("gone"))]
    with pytest.raises(
        APIConnectionError, match=r"GET https://api.test/v1/watch: ReadError \(gone, after 200 OK\)"
    ) as caught:
        read(api)
    assert caught.value.received == b"data: {"
    assert isinstance(caught.value.__cause__, httpx2.ReadError)
    assert len(api.requests) == 1
    api.answers = [answer(events(1), httpx2.ReadTimeout("slow"))]
    with pytest.raises(APITimeoutError):
        read(api)


@pytest.mark.parametrize(("operation", "kind", "rest"), [(PETS, SSE, b"data: 1"), (stream_of(LINES), LINES, b'{"id"')])
def test_an_end_in_the_middle(api: Api, operation: Any, kind: str, rest: bytes) -> None:
    api.answers = [answer(rest, kind=kind)]
    with pytest.raises(APIConnectionError, match="the stream ended in an item") as caught:
        read(api, operation)
    assert caught.value.received == rest
    assert wires(api)[0].is_closed


def test_a_stream_with_ids_goes_on_where_it_was_cut_off(api: Api) -> None:
    api.answers = [
        answer(events(1, ids=True) + b"retry: 1500\n\ndata: {", httpx2.ReadError("gone")),
        httpx2.ConnectError("still gone"),
        answer(events(2, ids=True)),
    ]
    assert ids(read(api, retries=RETRIES)) == [1, 2]
    assert api.naps[0] == 1.5
    assert [r.headers.get("last-event-id") for r in api.requests] == [None, "e1", "e1"]


def test_a_stream_without_ids_is_not_begun_again_once_something_came(api: Api) -> None:
    api.answers = [answer(httpx2.ReadError("gone")), answer(events(1), httpx2.ReadError("gone")), answer(events(2))]
    with pytest.raises(APIConnectionError):
        read(api, retries=RETRIES)
    assert len(api.requests) == 2


def test_what_must_not_happen_twice_is_not_begun_again(api: Api) -> None:
    cut = answer(events(1, ids=True), httpx2.ReadError("gone"))
    api.answers = [cut, answer(events(2))]
    with pytest.raises(APIConnectionError):
        read(api, stream_of(method="POST"), retries=RETRIES)
    api.answers = [answer(events(1, ids=True), httpx2.ReadError("gone")), answer(events(2))]
    found = read(api, stream_of(method="POST"), retries=RETRIES, options={"idempotency_key": "k"})
    assert ids(found) == [1, 2]


def test_a_stream_that_fails_again_and_again(api: Api) -> None:
    api.answers = [answer(events(1, ids=True), httpx2.ReadError("gone")), httpx2.ConnectError("no")]
    with pytest.raises(APIConnectionError, match="3 attempts"):
        read(api, retries=2)
    api.answers = [answer(events(1, ids=True), httpx2.ReadError("gone")), json_response({}, 404)]
    with pytest.raises(NotFoundError):
        read(api, retries=2)


def test_following_a_stream_until_the_server_has_no_more(api: Api) -> None:
    api.answers = [answer(events(1, ids=True)), answer(b"retry: 20\n\n"), answer(events(2)), httpx2.Response(204)]
    assert [e.data.id for e in read(api, way="follow")] == [1, 2]
    assert api.naps == [3.0, 0.02, 0.02]
    assert [r.headers.get("last-event-id") for r in api.requests] == [None, "e1", "e1", "e1"]


def test_no_content_is_a_stream_without_items(api: Api) -> None:
    api.answers = [httpx2.Response(204)]
    assert read(api) == []


def test_another_content_type_is_no_stream_of_events(api: Api) -> None:
    api.answers = [answer(events(1), kind="text/plain")]
    with pytest.raises(ResponseValidationError, match=r"text/plain, not text/event-stream"):
        read(api)
    assert wires(api)[0].is_closed


def test_json_lines_by_another_name(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    api.answers = [answer(pet(1), kind="text/plain")]
    assert ids(read(api, stream_of(LINES))) == [1]
    assert caplog.messages[0].endswith("the content type is text/plain, not application/jsonl")
    api.answers = [answer(pet(1), kind="text/plain")]
    with pytest.raises(ResponseValidationError, match="not application/jsonl"):
        read(api, stream_of(LINES), strict_responses=True)
    assert wires(api)[0].is_closed


def test_a_failure_before_the_stream_begins(api: Api) -> None:
    api.answers = [json_response({"code": "x"}, 500), answer(events(1))]
    with pytest.raises(ServerError):
        read(api)
    api.answers = [json_response({"code": "x"}, 500), answer(events(1))]
    assert ids(read(api, retries=RETRIES)) == [1]


def test_one_answer_or_a_stream(api: Api) -> None:
    cases = (
        ResponseCase("200", "application/json", lambda: Owner),
        ResponseCase("200", SSE, lambda: Pet, stream="sse"),
    )
    both: StreamOperation[Any, Any] = StreamOperation(id="chat", method="POST", path="/chat", responses=cases)
    api.answers = [json_response({"name": "Jo"})]
    assert api.call(both).data == Owner(name="Jo")
    api.answers = [answer(events(1))]
    assert ids(read(api, both)) == [1]


def test_the_whole_response(api: Api) -> None:
    api.answers = [answer(events(1), X_Request_Id="r1")]
    response = api.call(PETS)
    assert (response.status, response.request_id, response.attempts, response.drift) == (200, "r1", 1, ())
    assert isinstance(response.data, AsyncEventStream if api.is_async else EventStream)
    assert response.data.http_response is response.http_response
    assert repr(response.data).startswith(f"<{type(response.data).__name__} of watch")


def test_nothing_is_warned_of(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    api.answers = [answer(events(1))]
    read(api)
    assert caplog.messages == []
