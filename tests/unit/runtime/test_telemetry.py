"""OpenTelemetry: spans as the semantic conventions for HTTP clients have them."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import httpx2
import pytest

pytest.importorskip("opentelemetry.sdk", reason="opentelemetry-sdk is not installed")
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from generator.runtime.errors import APIConnectionError
from generator.runtime.operation import Parameter

from .support import Api, operation

GET = operation(
    id="getPet",
    path="/pets/{petId}",
    parameters=(Parameter("petId", "pet_id", "path", required=True),),
)


@pytest.fixture
def exporter() -> InMemorySpanExporter:
    return InMemorySpanExporter()


@pytest.fixture
def provider(exporter: InMemorySpanExporter) -> TracerProvider:
    made = TracerProvider()
    made.add_span_processor(SimpleSpanProcessor(exporter))
    return made


def test_a_span_for_each_attempt(api: Api, exporter: InMemorySpanExporter, provider: TracerProvider) -> None:
    api.answers = [httpx2.Response(503), httpx2.Response(200)]
    options: Any = {"retries": 1, "extra_query": {"token": "s3cr3t"}}
    api.call(GET, {"pet_id": "1"}, options, telemetry=provider)
    first, second = exporter.get_finished_spans()
    assert (first.name, first.kind) == ("GET /pets/{petId}", SpanKind.CLIENT)
    assert dict(first.attributes or {}) == {
        "http.request.method": "GET",
        "server.address": "api.test",
        "server.port": 443,
        "url.full": "https://api.test/v1/pets/1?token=[redacted]",
        "url.template": "/pets/{petId}",
        "http.response.status_code": 503,
        "network.protocol.version": "1.1",
        "error.type": "503",
    }
    assert first.status.status_code is StatusCode.ERROR
    assert second.attributes is not None
    assert second.attributes["http.request.resend_count"] == 1
    assert second.status.status_code is StatusCode.UNSET
    scope = first.instrumentation_scope
    assert scope is not None
    assert (scope.name, scope.version) == ("pets", "1.0")


def test_the_server_is_told_of_the_span(api: Api, exporter: InMemorySpanExporter, provider: TracerProvider) -> None:
    api.call(GET, {"pet_id": "1"}, telemetry=provider)
    (span,) = exporter.get_finished_spans()
    assert span.context is not None
    assert f"-{span.context.span_id:016x}-" in (api.header("traceparent") or "")


def test_no_answer(api: Api, exporter: InMemorySpanExporter, provider: TracerProvider) -> None:
    api.answers = [httpx2.ConnectError("refused")]
    with pytest.raises(APIConnectionError):
        api.call(GET, {"pet_id": "1"}, telemetry=provider)
    (span,) = exporter.get_finished_spans()
    assert span.attributes is not None
    assert (span.attributes["error.type"], span.status.status_code) == ("ConnectError", StatusCode.ERROR)


def test_a_span_ends_however_the_call_does(api: Api, exporter: InMemorySpanExporter, provider: TracerProvider) -> None:
    api.answers = [lambda _: (_ for _ in ()).throw(RuntimeError("stop"))]
    with pytest.raises(RuntimeError, match="stop"):
        api.call(GET, {"pet_id": "1"}, telemetry=provider)
    assert len(exporter.get_finished_spans()) == 1


def test_other_methods(sync_api: Api, exporter: InMemorySpanExporter, provider: TracerProvider) -> None:
    sync_api.call(operation(method="SEARCH"), telemetry=provider)
    (span,) = exporter.get_finished_spans()
    assert span.attributes is not None
    assert span.name == "HTTP /do"
    assert span.attributes["http.request.method_original"] == "SEARCH"


def test_the_global_provider(api: Api) -> None:
    api.call(GET, {"pet_id": "1"}, telemetry=True)
    assert len(api.requests) == 1


WITHOUT = """
import sys
sys.modules["opentelemetry"] = None
from generator.runtime.client import SyncClient
from generator.runtime.operation import ClientTable
SyncClient(ClientTable(user_agent="pets/1.0"), credentials={})
try:
    SyncClient(ClientTable(user_agent="pets/1.0"), credentials={}, telemetry=True)
except ModuleNotFoundError as error:
    assert str(error) == "telemetry needs OpenTelemetry: pip install 'pets[otel]'", error
else:
    raise AssertionError
"""


def test_nothing_is_loaded_without_it() -> None:
    code = "import sys, generator.runtime.client; assert not any('opentelemetry' in name for name in sys.modules)"
    for program in (code, WITHOUT):
        subprocess.run([sys.executable, "-c", program], check=True, timeout=30)
