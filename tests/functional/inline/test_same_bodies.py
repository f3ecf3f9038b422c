"""A body whose media types have one schema, written out for each, has one model."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

FORM = "{type: object, properties: {day: {type: string, format: date}, raw: {}}}"
SAME = f"""
paths:
  /both:
    post:
      operationId: both
      tags: [t]
      requestBody:
        required: true
        content:
          application/x-www-form-urlencoded: {{schema: {FORM.replace(", raw: {}", "")}}}
          multipart/form-data: {{schema: {FORM.replace(", raw: {}", "")}}}
          application/json: {{schema: {FORM.replace(", raw: {}", "")}}}
      responses: {{'204': {{description: Done}}}}
  /files:
    post:
      operationId: files
      tags: [t]
      requestBody:
        required: true
        content:
          application/json: {{schema: {FORM}}}
          multipart/form-data: {{schema: {FORM}}}
      responses: {{'204': {{description: Done}}}}
"""


def test_one_schema_is_one_model(make_sdk: Callable[..., Any]) -> None:
    sdk = make_sdk(SAME)
    body = sdk.models.BothRequest(day=datetime.date(2020, 1, 2))
    sdk.client.t.both(body=body)
    assert sdk.request.content == b'{"day":"2020-01-02"}'
    sdk.client.t.both(body=body, content_type="application/x-www-form-urlencoded")
    assert sdk.request.content == b"day=2020-01-02"
    sdk.client.t.both(body=body, content_type="multipart/form-data")
    assert b'name="day"\r\n\r\n2020-01-02\r\n' in sdk.request.content
    assert [name for name in sdk.models.__all__ if name.startswith("Both")] == ["BothRequest", "BothRequestDict"]


def test_a_file_is_one_in_its_form_alone(make_sdk: Callable[..., Any]) -> None:
    sdk = make_sdk(SAME)
    sdk.client.t.files(body={"raw": {"a": 1}})
    assert sdk.request.content == b'{"raw":{"a":1}}'
    sdk.client.t.files(body={"raw": b"\xff"}, content_type="multipart/form-data")
    assert b"\r\n\r\n\xff\r\n" in sdk.request.content
