"""Streams of generated packages: what the document says of them, and what callers get."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx2
import pytest

SSE = "text/event-stream"


def says(sdk: Any, text: str, kind: str = SSE, status: int = 200) -> None:
    sdk.answer = httpx2.Response(status, content=text.encode(), headers={"content-type": kind})


def asynchronously(sdk: Any, use: Any) -> Any:
    """What ``use`` gives, a function of an async client that gets the same answers."""

    async def run() -> Any:
        def answer(request: httpx2.Request) -> httpx2.Response:
            sdk.sent.append(request)
            return sdk.answer  # type: ignore[no-any-return]

        http = httpx2.AsyncClient(transport=httpx2.MockTransport(answer))
        async with http, sdk.package.AsyncInlineClient(http_client=http) as client:
            return await use(client)

    return asyncio.run(run())


def watch(content: str, more: str = "") -> str:
    return f"""\
    paths:
      /watch:
        get:
          operationId: watch
          tags: [things]
          responses: {{'200': {{description: ok, content: {{{content}}}}}}}
    components:
      schemas:
        Pet: {{type: object, required: [id], properties: {{id: {{type: integer}}}}}}
        Word: {{type: object, properties: {{word: {{type: string}}}}}}
        {more}
    """


ENVELOPE = """text/event-stream: {itemSchema: {
  type: object, required: [event], properties: {event: {type: string}, data: {type: string}}, oneOf: [
    {properties: {event: {const: pet}, data: {contentMediaType: application/json, contentSchema: {$ref: '#/components/schemas/Pet'}}}},
    {properties: {event: {const: note}, data: {contentMediaType: text/plain, contentSchema: {type: string}}}},
    {properties: {event: {const: other}, data: {contentMediaType: application/json, contentSchema: {type: object, properties: {n: {type: integer}}}}}},
    {properties: {data: {contentMediaType: text/plain, const: '[END]'}}}]}}"""


def test_events_by_name(make_sdk: Any) -> None:
    sdk = make_sdk(watch(" ".join(ENVELOPE.split())))
    says(
        sdk,
        'event: pet\ndata: {"id": 1}\n\nevent: note\ndata: {"id": 2}\n\nevent: other\ndata: {"n": 3}\n\ndata: [END]\n\ndata: x\n\n',
    )
    expected = [sdk.models.Pet(id=1), '{"id": 2}', sdk.models.WatchResponseOtherData(n=3)]
    with sdk.client.things.watch() as stream:
        assert list(stream) == expected
    assert sdk.request.headers["accept"] == SSE
    says(sdk, 'event: pet\nid: 7\ndata: {"id": 1}\n\n')
    (event,) = sdk.client.things.watch().events()
    assert (event.event, event.id, event.data) == ("pet", "7", sdk.models.Pet(id=1))
    says(sdk, 'event: pet\ndata: {"id": 1}\n\n')

    async def use(client: Any) -> list[Any]:
        async with await client.things.watch() as stream:
            return [item async for item in stream]

    assert asynchronously(sdk, use) == [sdk.models.Pet(id=1)]


PLAIN = {
    "a 3.2 event": "text/event-stream: {itemSchema: {type: object, properties: {data: {contentMediaType: application/json, contentSchema: {$ref: '#/components/schemas/Pet'}}}}}",
    "a 3.2 event behind a reference": "text/event-stream: {itemSchema: {$ref: '#/components/schemas/Event'}}",
    "an item that is no event": "text/event-stream: {itemSchema: {$ref: '#/components/schemas/Pet'}}",
    "an event by custom": "text/event-stream: {schema: {type: object, properties: {data: {$ref: '#/components/schemas/Pet'}}}}",
    "an event by custom behind a reference": "text/event-stream: {schema: {$ref: '#/components/schemas/Known'}}",
    "data by custom": "text/event-stream: {schema: {$ref: '#/components/schemas/Pet'}}",
}
EVENTS = """Known: {type: object, properties: {event: {type: string}, id: {type: string}, data: {$ref: '#/components/schemas/Pet'}}}
        Event: {type: object, properties: {id: {type: string}, data: {type: string, contentMediaType: application/json, contentSchema: {$ref: '#/components/schemas/Pet'}}}}"""


@pytest.mark.parametrize("way", PLAIN)
def test_ways_to_describe_events(make_sdk: Any, way: str) -> None:
    sdk = make_sdk(watch(PLAIN[way], EVENTS))
    says(sdk, 'data: {"id": 1}\n\ndata: [DONE]\n\n')
    assert list(sdk.client.things.watch()) == [sdk.models.Pet(id=1)]


TEXTS = {
    "a string": "text/event-stream: {schema: {type: string}}",
    "nothing": "text/event-stream: {}",
    "raw bytes": "text/event-stream: {schema: {type: string, format: binary}}",
    "an event with text": "text/event-stream: {itemSchema: {type: object, properties: {data: {type: string}}}}",
}


@pytest.mark.parametrize("way", TEXTS)
def test_events_of_which_only_the_text_is_known(make_sdk: Any, way: str) -> None:
    sdk = make_sdk(watch(TEXTS[way]))
    says(sdk, 'data: {"id": 1}\n\ndata: [DONE]\n\n')
    assert list(sdk.client.things.watch()) == ['{"id": 1}', "[DONE]"]


@pytest.mark.parametrize("key", ["x-sdk-sse-sentinel", "x-speakeasy-sse-sentinel"])
def test_a_last_word_that_the_document_tells(make_sdk: Any, key: str) -> None:
    sdk = make_sdk(watch(f"text/event-stream: {{schema: {{type: string}}, {key}: bye}}"))
    says(sdk, "data: a\n\ndata: bye\n\ndata: b\n\n")
    assert list(sdk.client.things.watch()) == ["a"]


LINES = {
    "items": "application/jsonl: {itemSchema: {$ref: '#/components/schemas/Pet'}}",
    "a list": "application/x-ndjson: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}",
    "one of them": "application/x-ndjson: {schema: {$ref: '#/components/schemas/Pet'}}",
}


@pytest.mark.parametrize("way", LINES)
def test_ways_to_describe_lines(make_sdk: Any, way: str) -> None:
    sdk = make_sdk(watch(LINES[way]))
    says(sdk, '{"id": 1}\n{"id": 2}', LINES[way].partition(":")[0])
    assert list(sdk.client.things.watch()) == [sdk.models.Pet(id=1), sdk.models.Pet(id=2)]


def test_lines_of_which_nothing_is_known(make_sdk: Any) -> None:
    sdk = make_sdk(watch("application/jsonl: {schema: {type: string}}"))
    says(sdk, '{"id": 1}\n"a"\n', "application/jsonl")
    assert list(sdk.client.things.watch()) == [{"id": 1}, "a"]


CHAT = """\
paths:
  /chat:
    post:
      operationId: chat
      tags: [things]
      requestBody:
        required: true
        content:
          application/json:
            schema: {type: object, required: [model], properties: {model: {type: string}, stream: {type: boolean%s}}}
      responses:
        '200':
          description: ok
          content:
            application/json: {schema: {type: object, properties: {text: {type: string}}}}
            text/event-stream: {schema: {type: object, properties: {delta: {type: string}}}}
        '400': {description: bad, content: {application/problem+json: {schema: {type: object}}}}
"""


def test_a_flag_of_the_api_chooses_a_stream(make_sdk: Any) -> None:
    sdk = make_sdk(CHAT % "")
    for arguments in ({}, {"stream": False}, {"stream": None}):
        sdk.returns(200, {"text": "a"})
        assert sdk.client.things.chat(model="m", **arguments).text == "a"
        assert sdk.request.headers["accept"] == "application/json, application/problem+json"
    says(sdk, 'data: {"delta": "a"}\n\ndata: [DONE]\n\n')
    (item,) = sdk.client.things.chat(model="m", stream=True)
    assert item.delta == "a"
    assert sdk.request.headers["accept"] == "text/event-stream, application/problem+json"
    assert json.loads(sdk.request.content) == {"model": "m", "stream": True}
    says(sdk, 'data: {"delta": "a"}\n\n')
    (item,) = sdk.client.things.chat(body={"model": "m", "stream": True})
    assert sdk.request.headers["accept"] == "application/json, text/event-stream, application/problem+json"
    sdk.returns(400, {})
    with pytest.raises(sdk.errors.BadRequestError):
        sdk.client.things.chat(model="m", stream=True)


def test_a_flag_that_is_on_by_default(make_sdk: Any) -> None:
    sdk = make_sdk(CHAT % ", default: true")
    says(sdk, 'data: {"delta": "a"}\n\n')
    assert [item.delta for item in sdk.client.things.chat(model="m")] == ["a"]
    assert sdk.request.headers["accept"].startswith("text/event-stream")
    sdk.returns(200, {"text": "a"})
    assert sdk.client.things.chat(model="m", stream=False).text == "a"


def test_a_media_type_chooses_a_stream_where_the_api_has_no_flag(make_sdk: Any) -> None:
    sdk = make_sdk(watch("application/json: {schema: {$ref: '#/components/schemas/Pet'}}, " + PLAIN["data by custom"]))
    sdk.returns(200, {"id": 1})
    assert sdk.client.things.watch() == sdk.models.Pet(id=1)
    assert sdk.request.headers["accept"] == "application/json"
    says(sdk, 'data: {"id": 2}\n\n')
    assert list(sdk.client.things.watch(accept=SSE)) == [sdk.models.Pet(id=2)]
    assert sdk.request.headers["accept"] == SSE
    with pytest.raises(ValueError, match="accept must be one of 'application/json', 'text/event-stream', not 'x'"):
        sdk.client.things.watch(accept="x")


def test_the_whole_response_of_a_stream(make_sdk: Any) -> None:
    sdk = make_sdk(watch(PLAIN["data by custom"]))
    says(sdk, 'data: {"id": 1}\n\n')
    response = sdk.package.with_response(sdk.client.things.watch)()
    assert (response.status, list(response.data)) == (200, [sdk.models.Pet(id=1)])
    assert isinstance(response.data, sdk.package.EventStream)


def test_a_group_that_is_called_as_a_class_of_the_runtime(make_sdk: Any) -> None:
    sdk = make_sdk(watch(PLAIN["data by custom"]).replace("[things]", "[EventStream]"))
    says(sdk, 'data: {"id": 1}\n\n')
    assert list(sdk.client.event_stream.watch()) == [sdk.models.Pet(id=1)]


def test_a_package_without_streams_has_no_names_of_them(make_sdk: Any) -> None:
    sdk = make_sdk(watch("application/json: {schema: {$ref: '#/components/schemas/Pet'}}"))
    assert not hasattr(sdk.package, "EventStream")
    assert not hasattr(sdk.package, "Download")


def test_items_are_sent_one_after_the_other(make_sdk: Any, tmp_path: Any) -> None:
    schema = {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}}}
    for kind, described in (
        ("application/jsonl", {"itemSchema": schema}),
        ("application/x-ndjson", {"schema": {"type": "array", "items": schema}}),
        ("application/json-seq", {"schema": schema}),
    ):
        body = json.dumps({"required": True, "content": {kind: described}})
        sdk = make_sdk(
            f"""\
            paths:
              /load:
                post: {{operationId: load, tags: [things], requestBody: {body}, responses: {{'204': {{description: ok}}}}}}
            """
        )
        before = "\x1e" if kind.endswith("seq") else ""
        for items in ([{"id": 1}, {"id": 2}], ({"id": n} for n in (1, 2))):
            sdk.client.things.load(body=items)
            assert sdk.request.content.decode() == f'{before}{{"id":1}}\n{before}{{"id":2}}\n'
            assert sdk.request.headers["content-type"] == kind
        (tmp_path / "items").write_bytes(b"{}")
        for file in (b"{}", tmp_path / "items"):
            sdk.client.things.load(body=file)
            assert sdk.request.content == b"{}"
        with pytest.raises(ValueError, match="id"):
            sdk.client.things.load(body=[{"id": "x"}])
        with pytest.raises(TypeError, match="not text"):
            sdk.client.things.load(body='{"id": 1}')
