"""Bodies of generated packages, to the byte."""

from __future__ import annotations

import email.parser
import email.policy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

DOCUMENT = """\
paths:
  /upload:
    post:
      operationId: upload
      tags: [files]
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema:
              type: object
              properties:
                file: {type: string, format: binary}
                files: {type: array, items: {type: string, format: binary}}
                meta: {type: object, properties: {a: {type: integer}}}
                where: {type: object, additionalProperties: {type: string}}
            encoding:
              file: {headers: {X-Kind: {schema: {type: string, const: scan}}, X-Free: {schema: {type: string}}}}
              where: {style: deepObject, explode: true}
      responses: {'204': {description: ok}}
  /lines:
    post:
      operationId: lines
      tags: [files]
      requestBody:
        required: true
        content: {application/jsonl: {schema: {type: array, items: {$ref: '#/components/schemas/Item'}}}}
      responses: {'204': {description: ok}}
  /any:
    post:
      operationId: any
      tags: [files]
      requestBody: {required: true, content: {application/*+json: {schema: {$ref: '#/components/schemas/Item'}}}}
      responses: {'204': {description: ok}}
components:
  schemas:
    Item: {type: object, required: [id], properties: {id: {type: integer}}}
"""


@pytest.fixture
def sdk(make_sdk: Callable[..., Any]) -> Any:
    return make_sdk(DOCUMENT)


def parts(sdk: Any) -> list[Any]:
    """The parts of the last request, as an independent parser finds them."""
    head = f"Content-Type: {sdk.request.headers['content-type']}\r\n\r\n".encode()
    parsed = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + sdk.request.content)
    return list(parsed.iter_parts())  # type: ignore[attr-defined]


def test_headers_of_parts(sdk: Any) -> None:
    sdk.client.files.upload(body={"file": ("a.txt", b"x", "text/plain", {"X-Free": "f"}), "files": [b"y"]})
    first, second = parts(sdk)
    assert (first["X-Kind"], first["X-Free"], first.get_content_type()) == ("scan", "f", "text/plain")
    assert second["X-Kind"] is None
    with pytest.raises(ValueError, match="control"):
        sdk.client.files.upload(body={"file": ("a", b"x", None, {"X-A": "a\r\nX-B: b"})})
    with pytest.raises(ValueError, match="name of a header"):
        sdk.client.files.upload(body={"file": ("a", b"x", None, {"X A": "a"})})


def test_parts_in_a_style(sdk: Any) -> None:
    sdk.client.files.upload(body={"where": {"a b": "1", "c": "2"}})
    found = [(p.get_param("name", header="content-disposition"), p.get_payload()) for p in parts(sdk)]
    assert found == [("where[a b]", "1"), ("where[c]", "2")]


def test_text_is_no_file(sdk: Any) -> None:
    with pytest.raises(ValueError, match=r"'body.*file'.*must be bytes, a path or an open file"):
        sdk.client.files.upload(body={"file": "a.txt"})
    assert sdk.sent == []


def test_files_of_every_form(sdk: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"from a path")
    with path.open("rb") as opened:
        sdk.client.files.upload(body={"files": [path, opened, b"bytes", ("n", b"named")]})
    assert [part.get_payload(decode=True) for part in parts(sdk)] == [b"from a path"] * 2 + [b"bytes", b"named"]
    assert sdk.request.headers["content-length"] == str(len(sdk.request.content))


def test_items_one_by_one(sdk: Any) -> None:
    taken = []

    def items() -> Iterator[Any]:
        for number in range(3):
            taken.append(number)
            yield {"id": number}

    sdk.client.files.lines(body=items())
    assert sdk.request.content == b'{"id":0}\n{"id":1}\n{"id":2}\n'
    assert sdk.request.headers["transfer-encoding"] == "chunked"
    assert taken == [0, 1, 2]
    sdk.client.files.lines(body=[sdk.models.Item(id=1)])
    assert sdk.request.headers["content-length"] == "9"


def test_a_range_of_media_types_is_made_concrete(sdk: Any) -> None:
    sdk.client.files.any(id=1)
    assert sdk.request.headers["content-type"] == "application/json"


def test_a_body_of_any_type_whose_schema_names_only_media_types_is_a_file(make_sdk) -> None:
    sdk = make_sdk(
        """\
        paths:
          /f:
            post:
              operationId: up
              tags: [files]
              requestBody: {required: true, content: {'*/*': {schema: {contentMediaType: '*/*'}}}}
              responses: {'200': {description: ok, content: {'*/*': {schema: {contentMediaType: '*/*'}}}}}
        """
    )
    sdk.answer = httpx2.Response(200, content=b"\x89PNG", headers={"Content-Type": "image/png"})
    with sdk.client.files.up(body=("a.png", b"\x00\xff", "image/png")) as answer:
        assert answer.read() == b"\x89PNG"
    assert sdk.request.content == b"\x00\xff"
    assert sdk.request.headers["Content-Type"] == "image/png"
