"""Answers and bodies of text/plain whose schema is a number, a boolean or an enum."""

from __future__ import annotations

import pytest

_ANSWER = "{description: ok, content: {text/plain: {schema: {%s}}}}"
_OPERATION = "  /%s: {get: {operationId: %s, tags: [plain], responses: {'200': %s}}}\n"
_SCHEMAS = {
    "count": "type: integer",
    "share": "type: number",
    "ready": "type: boolean",
    "state": "type: string, enum: ['on', 'off']",
    "word": "type: string",
}


_ANSWERS = [
    ("count", b"42", 42),
    ("count", b"42\n", 42),
    ("share", b"2.5", 2.5),
    ("ready", b"true", True),
    ("state", b"on", "on"),
    ("word", b"42", "42"),
    ("count", b"many", "many"),
]


def test_the_text_is_the_value_that_the_schema_says(make_sdk):
    paths = "".join(_OPERATION % (name, name, _ANSWER % schema) for name, schema in _SCHEMAS.items())
    sdk = make_sdk(f"paths:\n{paths}")
    for name, text, value in _ANSWERS:
        sdk.returns(200, content=text, headers={"content-type": "text/plain"})
        found = getattr(sdk.client.plain, name)()
        assert (found, isinstance(found, type(value))) == (value, True), name


_SENT = [
    ("count", 42, b"42"),
    ("share", 2.5, b"2.5"),
    ("ready", True, b"true"),
    ("state", "on", b"on"),
    ("word", "42", b"42"),
]


def test_the_value_of_a_body_is_sent_as_its_text(make_sdk):
    operation = (
        "  /%s: {put: {operationId: %s, tags: [plain], requestBody: %s, responses: {'204': {description: ok}}}}\n"
    )
    body = "{required: true, content: {text/plain: {schema: {%s}}}}"
    paths = "".join(operation % (name, name, body % schema) for name, schema in _SCHEMAS.items())
    sdk = make_sdk(f"paths:\n{paths}")
    for name, value, text in _SENT:
        getattr(sdk.client.plain, name)(body=value)
        assert (sdk.request.content, sdk.request.headers["content-type"]) == (text, "text/plain"), name
    with pytest.raises(ValueError, match="body"):
        sdk.client.plain.ready(body="neither")
