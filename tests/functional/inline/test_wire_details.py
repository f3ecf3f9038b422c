"""Empty values that are sent, and parts of forms that are XML."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

EMPTY = """
paths:
  /find:
    get:
      operationId: find
      tags: [t]
      parameters:
        - {name: q, in: query, allowEmptyValue: true, schema: {type: string}}
        - {name: ids, in: query, allowEmptyValue: true, schema: {type: array, items: {type: integer}}}
        - {name: tags, in: query, schema: {type: array, items: {type: string}}}
        - {name: debug, in: query, allowEmptyValue: true, schema: {type: boolean}}
        - {name: since, in: query, allowEmptyValue: true, schema: {type: string, format: date-time}}
        - {name: at, in: query, allowEmptyValue: true, schema: {type: integer, format: unixtime}}
      responses: {'204': {description: Done}}
"""
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
                pet: {$ref: '#/components/schemas/Pet'}
                pets: {type: array, items: {$ref: '#/components/schemas/Pet'}}
                note: {$ref: '#/components/schemas/Pet'}
            encoding:
              pet: {contentType: application/xml}
              pets: {contentType: text/xml}
      responses: {'204': {description: Done}}
components:
  schemas:
    Pet:
      type: object
      xml: {name: animal}
      properties:
        id: {type: integer, xml: {attribute: true}}
        born: {type: string, format: date}
"""


@pytest.mark.parametrize(
    ("arguments", "query"),
    [
        ({"q": "", "ids": [], "tags": [], "debug": "", "since": "", "at": ""}, "q=&ids=&debug=&since=&at="),
        ({"ids": [1, 2], "debug": True, "since": dt.datetime(2020, 1, 2)}, "ids=1&ids=2&debug=true&since=2020-01-02"),
        ({"at": dt.datetime(1970, 1, 2, tzinfo=dt.UTC)}, "at=86400"),
        ({}, ""),
    ],
)
def test_empty_values_are_sent_where_they_may_be(
    make_sdk: Callable[..., Any], arguments: dict[str, Any], query: str
) -> None:
    sdk = make_sdk(EMPTY)
    sdk.client.t.find(**arguments)
    sent = sdk.request.url.query.decode().replace("T00%3A00%3A00", "")
    assert sent == query


def test_parts_are_xml_where_their_media_type_is(make_sdk: Callable[..., Any]) -> None:
    sdk = make_sdk(PARTS)
    pet = {"id": 1, "born": dt.date(2020, 1, 2)}
    sdk.client.t.up(body={"pet": pet, "pets": [pet, {"id": 2}], "note": pet})
    boundary = sdk.request.headers["content-type"].partition("boundary=")[2].encode()
    parts = [part.strip().split(b"\r\n\r\n") for part in sdk.request.content.split(b"--" + boundary)[1:-1]]
    kinds = [head.partition(b"Content-Type: ")[2] for head, _ in parts]
    assert kinds == [b"application/xml", b"text/xml", b"text/xml", b"application/json"]
    texts = [text.decode().rpartition("?>")[2].strip() for _, text in parts]
    first = '<animal id="1"><born>2020-01-02</born></animal>'
    assert texts == [first, first, '<animal id="2"/>', '{"id":1,"born":"2020-01-02"}']
