"""Multipart bodies whose parts are told by their place, and parts that have parts (OpenAPI 3.2)."""

from __future__ import annotations

import asyncio
import email.parser
import email.policy
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest

DOCUMENT = """\
paths:
  /related:
    post:
      operationId: related
      tags: [t]
      requestBody:
        required: true
        content:
          multipart/related:
            schema:
              type: array
              prefixItems: [{$ref: '#/components/schemas/Meta'}, {type: string}]
              items: {}
            prefixEncoding:
            - {contentType: application/vnd.meta+json, headers: {X-First: {schema: {const: 'yes'}}}}
            - {contentType: text/plain}
            itemEncoding: {contentType: image/png}
      responses: {'204': {description: ok}}
  /images:
    post:
      operationId: images
      tags: [t]
      requestBody:
        required: true
        content: {multipart/mixed: {itemSchema: {}, itemEncoding: {contentType: 'image/png, image/jpeg'}}}
      responses: {'204': {description: ok}}
  /metas:
    post:
      operationId: metas
      tags: [t]
      requestBody: {required: true, content: {multipart/mixed: {itemSchema: {$ref: '#/components/schemas/Meta'}}}}
      responses: {'204': {description: ok}}
  /nested:
    post:
      operationId: nested
      tags: [t]
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema:
              type: object
              properties:
                both: {type: array, prefixItems: [{type: string}, {type: integer}]}
                form: {type: object, properties: {a: {type: string}}}
            encoding:
              both: {contentType: multipart/mixed, prefixEncoding: [{contentType: text/html}]}
              form: {contentType: application/x-www-form-urlencoded}
      responses: {'204': {description: ok}}
components:
  schemas: {Meta: {type: object, required: [name], properties: {name: {type: string}}}}
"""


@pytest.fixture
def sdk(make_sdk: Callable[..., Any]) -> Any:
    return make_sdk(DOCUMENT)


def parsed(kind: str, content: bytes) -> list[Any]:
    """The parts of a body, as an independent parser finds them."""
    whole = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(
        f"Content-Type: {kind}\r\n\r\n".encode() + content
    )
    assert whole.is_multipart()
    assert not whole.defects
    return list(whole.iter_parts())  # type: ignore[attr-defined]


def parts(sdk: Any) -> list[Any]:
    return parsed(sdk.request.headers["content-type"], sdk.request.content)


def told(part: Any) -> tuple[str | None, bytes]:
    return part["Content-Type"], part.get_payload(decode=True)


def test_parts_by_place(sdk: Any, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG")
    sdk.client.t.related(body=[{"name": "m"}, "text", b"\x00", tmp_path / "a.png"])
    found = parts(sdk)
    assert sdk.request.headers["content-type"].startswith("multipart/related; boundary=")
    assert [told(part) for part in found] == [
        ("application/vnd.meta+json", b'{"name":"m"}'),
        ("text/plain", b"text"),
        ("image/png", b"\x00"),
        ("image/png", b"\x89PNG"),
    ]
    assert [part["X-First"] for part in found] == ["yes", None, None, None]
    names = [part["Content-Disposition"] for part in found]
    assert names == [None, None, None, 'attachment; filename="a.png"']
    assert sdk.request.headers["content-length"] == str(len(sdk.request.content))


def test_parts_from_an_iterator(sdk: Any) -> None:
    sdk.client.t.images(body=iter([b"1", ("b.jpg", b"2", "image/jpeg")]))
    assert [told(part) for part in parts(sdk)] == [("image/png", b"1"), ("image/jpeg", b"2")]
    assert sdk.request.headers["transfer-encoding"] == "chunked"
    sdk.client.t.metas(body=(sdk.models.Meta(name=name) for name in "ab"))
    assert [told(part) for part in parts(sdk)] == [
        ("application/json", b'{"name":"%s"}' % name) for name in (b"a", b"b")
    ]
    with pytest.raises(ValueError, match=r"metas\(\): argument 'body\[1\].*name"):
        sdk.client.t.metas(body=iter([{"name": "a"}, {"name": 3}]))
    with pytest.raises(TypeError, match="'body' must be"):
        sdk.client.t.images(body="text")


def test_parts_from_an_async_iterator(sdk: Any) -> None:
    sent = []

    async def slowly() -> AsyncIterator[bytes]:
        yield b"1"
        yield b"2"

    async def answer(request: httpx2.Request) -> httpx2.Response:
        sent.append((request.headers["content-type"], await request.aread()))
        return httpx2.Response(204)

    async def run() -> None:
        http = httpx2.AsyncClient(transport=httpx2.MockTransport(answer))
        async with http, sdk.package.AsyncInlineClient(http_client=http) as client:
            await client.t.images(body=slowly())

    asyncio.run(run())
    assert [told(part) for part in parsed(*sent[0])] == [("image/png", b"1"), ("image/png", b"2")]


def test_parts_in_a_part(sdk: Any) -> None:
    sdk.client.t.nested(body={"both": ["<b>", 5], "form": {"a": "x y"}})
    both, form = parts(sdk)
    assert both.get_param("name", header="content-disposition") == "both"
    assert [told(part) for part in both.iter_parts()] == [("text/html", b"<b>"), (None, b"5")]
    assert told(form) == ("application/x-www-form-urlencoded", b"a=x%20y")
