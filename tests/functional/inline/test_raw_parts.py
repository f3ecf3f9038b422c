"""Parts and bodies that are raw bytes because their schema names a media type, and what is no file there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

PARTS = """
paths:
  /up:
    post:
      operationId: up
      tags: [t]
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema:
              type: object
              properties:
                image: {type: string, contentMediaType: image/png}
                scans: {type: array, items: {type: string, contentMediaType: application/pdf}}
                table: {type: string, contentMediaType: text/csv}
                facts: {type: string, contentMediaType: application/json}
                mark: {type: string, contentMediaType: image/png, contentEncoding: base64}
                told: {type: string, contentMediaType: image/png}
            encoding: {told: {contentType: image/webp}}
      responses: {'204': {description: Done}}
  /raw:
    put:
      operationId: raw
      tags: [t]
      requestBody: {required: true, content: {application/octet-stream: {schema: {type: string, format: binary}}}}
      responses: {'204': {description: Done}}
"""


def test_a_part_has_the_media_type_that_its_schema_names(make_sdk: Callable[..., Any]) -> None:
    sdk = make_sdk(PARTS)
    sdk.client.t.up(
        body={
            "image": b"\xff",
            "scans": [b"\xfe", ("b.pdf", b"\xfd")],
            "table": "a,b",
            "facts": '{"a":1}',
            "mark": b"hi",
            "told": b"\xfc",
        }
    )
    parts = [tuple(part.partition(b"\r\n\r\n")[::2]) for part in sdk.request.content.split(b"\r\n--")[:-1]]
    assert [(head.partition(b"Content-Type: ")[2], content) for head, content in parts] == [
        (b"image/png", b"\xff"),
        (b"application/pdf", b"\xfe"),
        (b"application/pdf", b"\xfd"),
        (b"text/csv", b"a,b"),
        (b"", b'{"a":1}'),
        (b"", b"aGk="),
        (b"image/webp", b"\xfc"),
    ]


@pytest.mark.parametrize(("given", "said"), [("text", "text"), (3, "int"), ({"a": b"b"}, "dict")])
def test_what_is_no_file_is_refused_without_its_value(make_sdk: Callable[..., Any], given: object, said: str) -> None:
    sdk = make_sdk(PARTS)
    with pytest.raises(TypeError, match=f"raw\\(\\): 'body' must be bytes, a path, .* or an iterable, not {said}$"):
        sdk.client.t.raw(body=given)
    assert not sdk.sent
