"""Webhooks under ``x-webhooks``, as documents of OpenAPI 3.0 have them."""

from pathlib import Path

from generator.build import build_api
from generator.diagnostics import Report
from generator.document import load_document
from generator.model import NullableType, PrimitiveKind, PrimitiveType
from generator.settings import Settings

DOCUMENT = """\
openapi: 3.0.3
info: {title: Old, version: '1'}
paths: {}
x-webhooks:
  born:
    post:
      requestBody: {content: {application/json: {schema: {type: string, nullable: true}}}}
      responses: {'204': {description: ok}}
  again:
    post:
      requestBody:
        content: {application/json: {schema: {$ref: '#/x-webhooks/born/post/requestBody/content/application~1json/schema'}}}
      responses: {'204': {description: ok}}
"""


def test_they_are_webhooks_with_places_as_written(tmp_path: Path) -> None:
    spec = tmp_path / "spec.yaml"
    spec.write_text(DOCUMENT, "utf-8")
    report = Report()
    document = load_document(spec, report)
    born, again = build_api(document, Settings(), report).webhooks
    text = NullableType(PrimitiveType(PrimitiveKind.STRING))
    assert (born.key, born.json_type, again.json_type) == ("born", text, text)
    assert born.source.pointer == "/x-webhooks/born/post"
    assert document.locate(born.source).line == 6
    assert list(report) == []
