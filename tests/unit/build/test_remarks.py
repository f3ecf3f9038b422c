"""What the description of an operation says that no call can follow is reported, and nothing else is."""

from __future__ import annotations

import pytest

_DOCUMENT = """
paths:
  /a:
    post:
      operationId: post
      requestBody:
        content:
          %s:
            schema: {type: object, properties: {a: {type: string}}%s}
            encoding: {%s}
      responses:
        '200':
          description: Done.
          headers: {X-Found: {content: {%s}}}
"""


@pytest.mark.parametrize(
    ("media_type", "more", "encoding", "header", "codes"),
    [
        ("multipart/form-data", "", "a: {contentType: text/plain}", "text/plain: {}", []),
        ("multipart/form-data", "", "b: {contentType: text/plain}", "text/plain: {}", ["build/encoding-idle"]),
        (
            "multipart/form-data",
            ", additionalProperties: {type: string}",
            "b: {contentType: text/plain}",
            "text/plain: {}",
            [],
        ),
        ("application/json", "", "a: {contentType: text/plain}", "text/plain: {}", ["build/encoding-idle"]),
        ("multipart/form-data", "", "", "text/plain: {}, application/json: {}", ["build/parameter-media"]),
        (
            "multipart/form-data",
            "",
            "a: {headers: {X-A: {required: true, schema: {type: string}}}}",
            "text/plain: {}",
            ["build/part-header"],
        ),
        (
            "multipart/form-data",
            "",
            "a: {headers: {X-A: {required: true, schema: {const: b}}}}",
            "text/plain: {}",
            [],
        ),
    ],
)
def test_what_no_call_can_follow(build, media_type, more, encoding, header, codes):
    assert build(_DOCUMENT % (media_type, more, encoding, header)).codes == codes
