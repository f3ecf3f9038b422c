"""What is told of calls, to logs, people, files and telemetry, tells none of the credentials."""

from __future__ import annotations

import logging
import pickle
import traceback
from typing import Any

import httpx2
import pytest

from .attacks import CREDENTIALS, SECRETS
from .conftest import World
from .net import Net, spelt, things

trace = pytest.importorskip("opentelemetry.sdk.trace", reason="opentelemetry-sdk is not installed")
export = pytest.importorskip("opentelemetry.sdk.trace.export")
memory = pytest.importorskip("opentelemetry.sdk.trace.export.in_memory_span_exporter")


def repeats(request: httpx2.Request) -> httpx2.Response:
    """A refusal that repeats all it was sent."""
    sent = " ".join([str(request.url), *request.headers.values()])
    return httpx2.Response(403, json={"message": f"who is {sent}?"})


def breaks(request: httpx2.Request) -> httpx2.Response:
    raise httpx2.ReadError("reset by peer", request=request)


KNOWN = {name: credential for name, credential in CREDENTIALS.items() if name != "own-header"}
"""What a header of the caller's own holds, nobody knows."""
ANSWERS = {"fine": lambda _: things(), "refused": repeats, "broken": breaks}


def told(result: Any) -> list[str]:
    """What an error or a result says of itself."""
    texts = [repr(result), str(result)]
    if isinstance(result, BaseException):
        texts += traceback.format_exception(result)
        texts += [repr(result.args), repr(getattr(result, "request", "")), repr(result.request.headers.raw)]  # type: ignore[attr-defined]
    return texts


@pytest.mark.parametrize("answer", ANSWERS)
def test_nothing_is_told(world: World, answer: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for credential in KNOWN.values():
        texts: list[str] = []
        exporter = memory.InMemorySpanExporter()
        provider = trace.TracerProvider()
        provider.add_span_processor(export.SimpleSpanProcessor(exporter))
        note = world.package.Hooks(
            response=lambda a, t=texts: t.append(repr(a)), error=lambda a, t=texts: t.append(repr(a))
        )

        async def use(sdk: Any, finish: Any, texts: list[str] = texts) -> Any:
            texts += [repr(sdk), str(vars(sdk))]
            page = await finish(sdk.things.list())
            texts.append(repr(page))
            return page

        result = world.play(Net(api=ANSWERS[answer]), use, hooks=note, telemetry=provider, **credential)
        assert isinstance(result, world.package.errors.GuardedError) is (answer != "fine")
        texts += told(result)
        spans = exporter.get_finished_spans()
        assert spans
        texts += [span.to_json() for span in spans]
        texts += [caplog.text]
        if answer == "broken":
            texts.append(pickle.dumps(result).decode("latin-1"))
        shown = "\n".join(texts)
        assert [form for secret in SECRETS for form in spelt(secret) if form in shown] == []


def test_pickles_of_errors_hold_what_the_server_said_and_no_request_secret(world: World) -> None:
    """The body of an answer is kept as it came; of the request, no credential is."""
    net = Net(api=lambda _: httpx2.Response(403, json={"message": "no"}))

    async def use(sdk: Any, finish: Any) -> Any:
        return await finish(sdk.things.list())

    for credential in KNOWN.values():
        data = pickle.dumps(world.play(net, use, **credential)).decode("latin-1")
        assert [form for secret in SECRETS for form in spelt(secret) if form in data] == []


def test_what_holds_credentials_is_not_pickled(world: World) -> None:
    async def use(sdk: Any, finish: Any) -> Any:
        with pytest.raises((TypeError, AttributeError, pickle.PicklingError)):
            pickle.dumps(sdk)
        answer = await finish(world.package.with_response(sdk.things.list)())
        try:
            return pickle.dumps(answer).decode("latin-1")
        except (TypeError, AttributeError, pickle.PicklingError):
            return ""

    for credential in KNOWN.values():
        data = world.play(Net(), use, **credential)
        assert [form for secret in SECRETS for form in spelt(secret) if form in data] == []
