"""Answers of text/plain whose schema is a number, a boolean or an enum."""

from __future__ import annotations

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
