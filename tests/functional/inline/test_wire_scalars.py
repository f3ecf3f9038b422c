"""Bodies that are no objects: their type, and not only their value, says how they are written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

URL = "{type: string, contentEncoding: base64url}"
BODIES = {
    "one": (f"application/json: {{schema: {URL}}}", b"\xfb\xff", b'"-_8"'),
    "many": (f"application/json: {{schema: {{type: array, items: {URL}}}}}", [b"\xfb\xff"], b'["-_8"]'),
    "named": (
        f"application/json: {{schema: {{type: object, additionalProperties: {URL}}}}}",
        {"a": b"\xff"},
        b'{"a":"_w"}',
    ),
    "either": (f"application/json: {{schema: {{oneOf: [{{type: integer}}, {URL}]}}}}", b"\xff", b'"_w"'),
    "usual": ("application/json: {schema: {type: string, contentEncoding: base64}}", b"\xfb\xff", b'"+/8="'),
    "lines": (f"application/jsonl: {{itemSchema: {URL}}}", [b"\xff", b"\xfb"], b'"_w"\n"-w"\n'),
}


@pytest.mark.parametrize("name", BODIES)
def test_bytes_have_the_alphabet_of_their_type(make_sdk: Callable[..., Any], name: str) -> None:
    content, value, sent = BODIES[name]
    sdk = make_sdk(
        f"paths: {{/a: {{post: {{operationId: send, tags: [t], requestBody: {{required: true, content: {{{content}}}}},"
        " responses: {'204': {description: ok}}}}}\n"
    )
    sdk.client.t.send(body=value)
    assert sdk.request.content == sent
