"""OpenTelemetry: a client span for each attempt (semantic conventions for HTTP client spans, 1.23 and later)."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import httpx2

from .log import safe_url

if TYPE_CHECKING:
    from .hooks import Attempt
    from .options import TracerProvider

_METHODS = frozenset(
    {
        "CONNECT",
        "DELETE",
        "GET",
        "HEAD",
        "OPTIONS",
        "PATCH",
        "POST",
        "PUT",
        "QUERY",
        "TRACE",
    }
)


class Spans:
    """Makes the spans of one client."""

    def __init__(self, tracer: Any, secrets: frozenset[str]) -> None:
        self._tracer = tracer
        self._secrets = secrets
        self._trace = import_module("opentelemetry.trace")
        self._propagate = import_module("opentelemetry.propagate")

    def start(self, attempt: Attempt, template: str) -> Any:
        """Begin the span of an attempt, and tell the server of it (W3C Trace Context).

        ``template`` is the path as the API's description has it.
        """
        request = attempt.request
        method = request.method if request.method in _METHODS else "_OTHER"
        span = self._tracer.start_span(
            f"{method if method != '_OTHER' else 'HTTP'} {template}",
            kind=self._trace.SpanKind.CLIENT,
            attributes=self._facts(attempt, method, template),
        )
        carrier: dict[str, str] = {}
        context = self._trace.set_span_in_context(span)
        self._propagate.inject(carrier, context=context)
        request.headers.update(carrier)
        return span

    def _facts(self, attempt: Attempt, method: str, template: str) -> dict[str, Any]:
        request = attempt.request
        url = request.url
        facts: dict[str, Any] = {
            "http.request.method": method,
            "server.address": url.host,
            "server.port": url.port or (443 if url.scheme == "https" else 80),
            "url.full": str(safe_url(url, self._secrets)),
            "url.template": template,
        }
        if method != request.method:
            facts["http.request.method_original"] = request.method
        if attempt.number > 1:
            facts["http.request.resend_count"] = attempt.number - 1
        return facts

    def end(
        self, span: Any, response: httpx2.Response | None, error: BaseException | None
    ) -> None:
        """End the span of an attempt by its answer, or by what was raised instead."""
        failed = self._trace.Status(self._trace.StatusCode.ERROR)
        if response is not None:
            span.set_attribute("http.response.status_code", response.status_code)
            version = response.http_version.removeprefix("HTTP/")
            span.set_attribute("network.protocol.version", version)
            if response.status_code >= 400:
                span.set_attribute("error.type", str(response.status_code))
                span.set_status(failed)
        if error is not None:
            span.set_attribute("error.type", type(error).__name__)
            span.set_status(failed)
        span.end()


def spans(
    telemetry: bool | TracerProvider,
    user_agent: str,
    secrets: frozenset[str],
) -> Spans | None:
    """What makes the spans of a client: by a provider, by the global one, or none.

    Raises ``ModuleNotFoundError`` with what to install where OpenTelemetry is not there.
    """
    if telemetry is False:
        return None
    try:
        trace = import_module("opentelemetry.trace")
    except ModuleNotFoundError:
        name, _, _ = user_agent.partition("/")
        raise ModuleNotFoundError(
            f"telemetry needs OpenTelemetry: pip install '{name or 'the package'}[otel]'"
        ) from None
    name, _, version = user_agent.partition("/")
    provider = None if telemetry is True else telemetry
    tracer = trace.get_tracer(name or __name__, version or None, provider)
    return Spans(tracer, secrets)
