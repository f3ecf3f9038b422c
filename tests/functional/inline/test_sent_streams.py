"""Bodies that are sent piece by piece: typed, written as they come, and only once where they come once."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import textwrap
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

EVENT = "{type: object, properties: {event: {const: %s}, data: {contentMediaType: %s, contentSchema: %s}}}"
PET = "{$ref: '#/components/schemas/Pet'}"
CONTENTS = {
    "lines": f"application/x-ndjson: {{itemSchema: {PET}}}",
    "sequence": f"application/json-seq: {{schema: {{type: array, items: {PET}}}}}",
    "raw": "application/octet-stream: {schema: {type: string, format: binary}}",
    "bulk": "application/x-ndjson: {schema: {type: string}}",
    "notes": "text/event-stream: {itemSchema: {type: object, properties: {data: {type: string}}}}",
    "events": (
        "text/event-stream: {x-sdk-sse-sentinel: '[END]', itemSchema: {oneOf: ["
        + EVENT % ("pet", "application/json", PET) + ", " + EVENT % ("note", "text/plain", "{type: string}") + "]}}"
    ),
}  # fmt: skip
DOCUMENT = (
    "paths:\n"
    + "".join(
        f"  /{name}:\n    post: {{operationId: {name}, tags: [t], requestBody: {{required: true, content: {{{content}}}}},"
        " responses: {'204': {description: ok}}}\n"
        for name, content in CONTENTS.items()
    )
    + "components: {schemas: {Pet: {type: object, required: [id], properties: {id: {type: integer}}}}}\n"
)
PETS = [{"id": 1}, {"id": 2}]


@pytest.fixture
def sdk(make_sdk: Callable[..., Any]) -> Any:
    return make_sdk(DOCUMENT)


def asynchronously(sdk: Any, use: Callable[[Any], Any], answers: list[Any]) -> list[bytes]:
    """The bodies that a call of an async client sends, which gets these answers in turn."""
    bodies = []

    async def answer(request: httpx2.Request) -> httpx2.Response:
        bodies.append(await request.aread())
        found = answers.pop(0) if answers else httpx2.Response(204)
        if isinstance(found, Exception):
            raise found
        return found  # type: ignore[no-any-return]

    async def run() -> None:
        http = httpx2.AsyncClient(transport=httpx2.MockTransport(answer))
        async with http, sdk.package.AsyncInlineClient(http_client=http) as client:
            await use(client)

    asyncio.run(run())
    return bodies


class Again:
    """An iterable that can be walked as often as one likes."""

    def __init__(self, items: list[Any]) -> None:
        self.items = items

    def __iter__(self) -> Iterator[Any]:
        return iter(self.items)


async def slowly(items: list[Any]) -> AsyncIterator[Any]:
    for item in items:
        await asyncio.sleep(0)
        yield item


@pytest.mark.parametrize(
    ("name", "items", "sent"),
    [
        ("lines", PETS, b'{"id":1}\n{"id":2}\n'),
        ("sequence", PETS, b'\x1e{"id":1}\n\x1e{"id":2}\n'),
        ("raw", [b"ab", bytearray(b"c"), b""], b"abc"),
        ("bulk", [b"{}\n", b"[]\n"], b"{}\n[]\n"),
        ("notes", ["one", "two\nlines"], b"data: one\n\ndata: two\ndata: lines\n\n"),
        ("events", [{"id": 1}, "hi"], b'event: pet\ndata: {"id":1}\n\nevent: note\ndata: hi\n\ndata: [END]\n\n'),
    ],
)
def test_what_is_sent(sdk: Any, name: str, items: list[Any], sent: bytes) -> None:
    for given in (items, iter(items), Again(items)):
        getattr(sdk.client.t, name)(body=given)
        assert sdk.request.content == sent
        assert ("content-length" in sdk.request.headers) == (given is items)
    for make in (lambda: items, lambda: iter(items), lambda: slowly(items)):
        assert asynchronously(sdk, lambda c, make=make: getattr(c.t, name)(body=make()), []) == [sent]


def test_a_file_or_a_text_is_sent_as_it_is(sdk: Any, tmp_path: Path) -> None:
    (tmp_path / "lines").write_bytes(b"as it is")
    for name in CONTENTS:
        getattr(sdk.client.t, name)(body=tmp_path / "lines")
        assert sdk.request.content == b"as it is"
    sdk.client.t.bulk(body="{}\n")
    assert (sdk.request.content, sdk.request.headers["content-type"]) == (b"{}\n", "application/x-ndjson")


def test_events_with_all_that_they_tell(sdk: Any) -> None:
    event = sdk.package.ServerSentEvent
    sdk.client.t.events(body=[event("note", "a", id="7", retry=50), event("pet", sdk.models.Pet(id=3))])
    note, pet, _, _ = sdk.request.content.split(b"\n\n")
    assert (note, pet) == (b"event: note\nid: 7\nretry: 50\ndata: a", b'event: pet\ndata: {"id":3}')
    sdk.client.t.notes(body=iter([event("message", "a")]))
    assert sdk.request.content == b"data: a\n\n"


@pytest.mark.parametrize(
    ("name", "item", "said"),
    [
        ("lines", {"id": "x-secret"}, r"lines\(\): argument 'body\[1\]\.id': Input should be a valid integer"),
        ("raw", "x-secret", r"raw\(\): argument 'body\[1\]': a piece must be bytes, not str"),
        ("events", 5, r"events\(\): argument 'body\[1\]': Input should be a valid string"),
    ],
)
def test_an_item_that_does_not_fit_is_named_by_its_number(sdk: Any, name: str, item: object, said: str) -> None:
    good = {"lines": {"id": 1}, "raw": b"", "events": "a"}[name]
    with pytest.raises((TypeError, ValueError), match=said) as raised:
        getattr(sdk.client.t, name)(body=iter([good, item]))
    assert "x-secret" not in str(raised.value)
    with pytest.raises((TypeError, ValueError), match=said):
        getattr(sdk.client.t, name)(body=[good, item])
    assert not sdk.sent


def test_names_and_ids_of_events_end_no_line(sdk: Any) -> None:
    event = sdk.package.ServerSentEvent
    for wrong in (event("note", "a", id="a\nb"), event("note", "a", id="a\0b")):
        with pytest.raises(ValueError, match=r"body\[0\].*cannot hold line ends"):
            sdk.client.t.events(body=[wrong])
    with pytest.raises(ValueError, match=r"must be one of 'pet', 'note', not 'other'"):
        sdk.client.t.events(body=[event("other", "a")])


def test_what_is_async_needs_an_async_client(sdk: Any) -> None:
    with pytest.raises(TypeError, match="async iterable can only be sent by an async client"):
        sdk.client.t.lines(body=slowly(PETS))
    assert not sdk.sent


RETRIED: dict[str, Any] = {"options": {"retries": 1, "idempotency_key": "k"}}


def test_what_began_is_not_sent_again_unless_it_can_begin_again(sdk: Any) -> None:
    busy = [httpx2.Response(503, headers={"Retry-After": "0"})]
    assert len(asynchronously(sdk, lambda c: c.t.lines(body=Again(PETS), **RETRIED), list(busy))) == 2
    for make in (lambda: iter(PETS), lambda: slowly(PETS)):
        with pytest.raises(sdk.errors.APIError, match="its body cannot be sent a second time"):
            asynchronously(sdk, lambda c, make=make: c.t.lines(body=make(), **RETRIED), list(busy))


def test_what_did_not_begin_is_sent_again(sdk: Any) -> None:
    tries = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        tries.append(request)
        if len(tries) == 1:
            raise httpx2.ConnectError("no way")
        return httpx2.Response(204, json=request.read().decode())

    with httpx2.Client(transport=Unread(answer)) as http, sdk.package.InlineClient(http_client=http) as client:
        client.t.lines(body=iter(PETS), **RETRIED)
    assert tries[1].content == b'{"id":1}\n{"id":2}\n'


class Unread(httpx2.BaseTransport):
    """A transport that reads no body by itself."""

    def __init__(self, answer: Callable[[httpx2.Request], httpx2.Response]) -> None:
        self.answer = answer

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        return self.answer(request)


PROGRAM = """\
from collections.abc import AsyncIterator, Iterator
from {package} import AsyncInlineClient, InlineClient, ServerSentEvent, models

def pets() -> Iterator[models.Pet]: yield models.Pet(id=1)
def pieces() -> Iterator[bytes]: yield b""
async def slow_pets() -> AsyncIterator[models.PetDict]: yield {{"id": 1}}
async def slow_pieces() -> AsyncIterator[bytes]: yield b""
async def slow_texts() -> AsyncIterator[str]: yield ""
def events() -> Iterator[ServerSentEvent[models.Pet]]: yield ServerSentEvent("pet", models.Pet(id=1))

def calls(sdk: InlineClient) -> None:
    sdk.t.lines(body=pets())
    sdk.t.lines(body=[{{"id": 1}}])
    sdk.t.lines(body=b"")
    sdk.t.raw(body=pieces())
    sdk.t.bulk(body="text")
    sdk.t.events(body=events())
    sdk.t.lines(body=pieces())  # wrong
    sdk.t.lines(body=slow_pets())  # wrong
    sdk.t.raw(body=slow_pieces())  # wrong
    sdk.t.raw(body="text")  # wrong

async def slow_calls(sdk: AsyncInlineClient) -> None:
    await sdk.t.lines(body=slow_pets())
    await sdk.t.lines(body=pets())
    await sdk.t.raw(body=slow_pieces())
    await sdk.t.events(body=slow_pets())
    await sdk.t.lines(body=slow_texts())  # wrong
"""


def test_types(sdk: Any, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(textwrap.dedent(PROGRAM.format(package=sdk.package.__name__)), "utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), str(program)],
        capture_output=True, text=True, cwd=tmp_path, env={"MYPYPATH": str(tmp_path / "src")}, check=False,
    )  # fmt: skip
    wrong = {at for at, line in enumerate(program.read_text("utf-8").splitlines(), 1) if line.endswith("# wrong")}
    found = {
        int(line.split(":")[1]) for line in ran.stdout.splitlines() if line.startswith("program.py") and "error" in line
    }
    assert found == wrong, ran.stdout
