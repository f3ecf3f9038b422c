"""Downloads of generated packages, and answers without a body."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx2
import pytest

REPORT = """\
paths:
  /report:
    get:
      operationId: report
      tags: [things]
      responses:
        '200':
          description: ok
          content: {application/pdf: {schema: {type: string, format: binary}}%s}
        '404': {description: none, content: {application/octet-stream: {schema: {type: string, format: binary}}}}
    head:
      operationId: reportHead
      tags: [things]
      responses: {'200': {description: ok, content: {application/pdf: {schema: {type: string, format: binary}}}}}
    delete:
      operationId: dropReport
      tags: [things]
      responses:
        '200': {description: ok, content: {application/json: {schema: {type: object, properties: {id: {type: integer}}}}}}
        '204': {description: gone}
    put:
      operationId: putReport
      tags: [things]
      responses: {'304': {description: as it was}, '200': {description: ok, content: {application/json: {schema: {type: integer}}}}}
"""


def says(sdk: Any, content: bytes, kind: str, status: int = 200) -> None:
    sdk.answer = httpx2.Response(status, content=content, headers={"content-type": kind})


def test_a_download(make_sdk: Any, tmp_path: Path) -> None:
    sdk = make_sdk(REPORT % "")
    says(sdk, b"PDF", "application/pdf")
    with sdk.client.things.report() as download:
        assert download.write_to(tmp_path / "report.pdf") == 3
    assert (tmp_path / "report.pdf").read_bytes() == b"PDF"
    assert isinstance(download, sdk.package.Download)
    says(sdk, b"none", "application/octet-stream", 404)
    with pytest.raises(sdk.errors.NotFoundError) as caught:
        sdk.client.things.report()
    assert caught.value.data == b"none"


def test_a_download_or_a_value(make_sdk: Any) -> None:
    sdk = make_sdk(REPORT % ", application/json: {schema: {type: integer}}")
    says(sdk, b"PDF", "application/pdf")
    assert sdk.client.things.report().read() == b"PDF"
    sdk.returns(200, 7)
    assert sdk.client.things.report() == 7
    assert sdk.request.headers["accept"] == "application/pdf, application/json, application/octet-stream"


@pytest.mark.parametrize("kind", ["image/*", "'*/*'", "application/octet-stream", "application/json"])
def test_media_types_of_bytes(make_sdk: Any, kind: str) -> None:
    sdk = make_sdk((REPORT % "").replace("application/pdf", kind))
    says(sdk, b"\x89PNG", "image/png")
    assert sdk.client.things.report().read() == b"\x89PNG"


def test_answers_without_a_body(make_sdk: Any) -> None:
    sdk = make_sdk(REPORT % "")
    sdk.answer = httpx2.Response(200, headers={"content-type": "application/pdf", "content-length": "9"})
    response = sdk.package.with_response(sdk.client.things.report_head)()
    assert (response.data, response.drift, response.headers["content-length"]) == (None, (), "9")
    assert sdk.request.headers["accept"] == "application/pdf"
    sdk.returns(204)
    assert sdk.client.things.drop_report() is None
    sdk.returns(200, {"id": 1})
    assert sdk.client.things.drop_report().id == 1
    sdk.returns(304)
    response = sdk.package.with_response(sdk.client.things.put_report)()
    assert (response.data, response.drift) == (None, ())
