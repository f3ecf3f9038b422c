"""The client around its calls: credentials, servers, options, raw responses, opening and closing."""

from __future__ import annotations

import asyncio
import logging
import threading
from typing import Any

import httpx2
import pytest

from .calls import INSTANCE, TRIGGER, WORKFLOW_PATH, arguments, make, method
from .conftest import TOKEN, Caller
from .mock_server import MockServer

GET, POST = "getWorkflowInstance", "triggerWorkflow"


def tokens(server: MockServer) -> list[str]:
    return [seen.headers["Authorization"].removeprefix("Bearer ") for seen in server.seen]


def test_token_from_a_callable_is_asked_for_each_call(call: Caller, server: MockServer) -> None:
    fresh = iter(["first", "second"])
    call(make(GET), make(GET), access_token=lambda: next(fresh))
    assert tokens(server) == ["first", "second"]


def test_token_from_an_async_callable(server: MockServer) -> None:
    async def token() -> str:
        await asyncio.sleep(0)
        return "awaited"

    Caller(True, server.url)(make(GET), access_token=token)
    assert tokens(server) == ["awaited"]


def test_token_and_address_from_the_environment(
    call: Caller, server: MockServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCUSIGN_IAM_ACCESS_TOKEN", "from-outside")
    monkeypatch.setenv("DOCUSIGN_IAM_BASE_URL", server.url)
    call(make(GET), access_token=None, base_url=None)
    call(make(GET), access_token="given", base_url=None)
    assert tokens(server) == ["from-outside", "given"]


def test_without_a_token_nothing_is_sent(call: Caller, server: MockServer, monkeypatch: pytest.MonkeyPatch) -> None:
    from docusign_iam import errors

    monkeypatch.delenv("DOCUSIGN_IAM_ACCESS_TOKEN", raising=False)
    with pytest.raises(errors.IamError, match=r"(?s)(?=.*access_token)(?=.*DOCUSIGN_IAM_ACCESS_TOKEN)"):
        call(make(GET), access_token=None)
    assert server.seen == []


class Hosts:
    """A transport that notes where requests would go."""

    def __init__(self, is_async: bool) -> None:
        self.urls: list[str] = []
        transport = httpx2.MockTransport(self.handle)
        self.client: Any = (httpx2.AsyncClient if is_async else httpx2.Client)(transport=transport)

    def handle(self, request: httpx2.Request) -> httpx2.Response:
        self.urls.append(str(request.url))
        return httpx2.Response(200, json={})


@pytest.mark.parametrize(
    ("client", "options", "base"),
    [
        ({}, {}, "https://api-d.docusign.com"),
        ({"server": "demo"}, {}, "https://api-d.docusign.com"),
        ({"server": "prod"}, {}, "https://api.docusign.com"),
        ({}, {"server": "prod"}, "https://api.docusign.com"),
        ({"base_url": "https://proxy.test/maestro"}, {}, "https://proxy.test/maestro"),
        ({"base_url": "https://proxy.test/maestro/"}, {}, "https://proxy.test/maestro"),
        ({}, {"base_url": "http://127.0.0.1:1"}, "http://127.0.0.1:1"),
    ],
)
def test_servers(
    call: Caller, client: dict[str, Any], options: Any, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DOCUSIGN_IAM_BASE_URL", raising=False)
    hosts = Hosts(call.is_async)
    call(make(GET, options=options), http_client=hosts.client, **{"base_url": None} | client)
    assert hosts.urls == [f"{base}{WORKFLOW_PATH}/instances/{INSTANCE}"]


def test_an_unknown_server_is_refused(call: Caller) -> None:
    with pytest.raises(Exception, match=r"(?s)(?=.*moon)(?=.*demo)(?=.*prod)"):
        call(make(GET), base_url=None, server="moon")


def test_options_of_a_call(call: Caller, server: MockServer) -> None:
    extra = {"extra_headers": {"X-Trace": "1"}, "extra_query": {"debug": "yes"}}
    call(make("getWorkflowsList", status="active", options=extra), make("getWorkflowsList"))
    first, second = server.seen
    assert first.headers["X-Trace"] == "1"
    assert first.query == (("status", "active"), ("debug", "yes"))
    assert "X-Trace" not in second.headers
    assert second.query == ()


def test_extra_body(call: Caller, server: MockServer) -> None:
    call(make(POST, options={"extra_body": {"priority": 3}}))
    assert server.seen[0].json == {**TRIGGER, "priority": 3}


def test_timeout_of_a_call(call: Caller, server: MockServer) -> None:
    from docusign_iam import errors

    released = threading.Event()
    server.gate = lambda: released.wait(10)
    try:
        with pytest.raises(errors.APITimeoutError):
            call(make(GET, options={"timeout": 0.05, "retries": 0}))
    finally:
        released.set()


def test_options_of_a_client(call: Caller, server: MockServer) -> None:
    call(
        lambda sdk: method(sdk.with_options(extra_headers={"X-Trace": "2"}), GET)(**arguments(GET)),
        make(GET),
        headers={"X-Team": "a"},
    )
    first, second = server.seen
    assert (first.headers.get("X-Team"), first.headers.get("X-Trace")) == ("a", "2")
    assert (second.headers.get("X-Team"), second.headers.get("X-Trace")) == ("a", None)
    assert first.client_port == second.client_port


def test_with_response(call: Caller, server: MockServer) -> None:
    from docusign_iam import Response, models, with_response

    response = call(lambda sdk: with_response(method(sdk, GET))(**arguments(GET)))
    assert isinstance(response, Response)
    assert response.status == 200
    assert response.headers["content-type"] == "application/json"
    assert type(response.data) is models.WorkflowInstance
    assert list(response.drift) == []
    assert response.elapsed is not None
    plain = call(make(GET))
    assert plain == response.data


def test_with_response_refuses_other_callables() -> None:
    from docusign_iam import with_response

    with pytest.raises(TypeError):
        with_response(print)  # type: ignore[call-overload]


def test_drift_is_reported_not_raised(call: Caller, server: MockServer, caplog: pytest.LogCaptureFixture) -> None:
    from docusign_iam import with_response

    server.reply(200, b'{"name": "kept", "total_steps": "many"}')
    response = call(lambda sdk: with_response(method(sdk, GET))(**arguments(GET)))
    assert response.data.name == "kept"
    assert response.data.total_steps == "many"
    assert "total_steps" in str(response.drift)
    assert any("total_steps" in record.getMessage() for record in caplog.records)


def test_strict_responses(call: Caller, server: MockServer) -> None:
    from docusign_iam import errors

    server.reply(200, b'{"total_steps": "many"}')
    with pytest.raises(errors.ResponseValidationError, match="total_steps"):
        call(make(GET), strict_responses=True)
    assert len(server.seen) == 1


def test_closing(server: MockServer) -> None:
    from docusign_iam import IamClient, errors

    sdk = IamClient(access_token=TOKEN, base_url=server.url)
    make(GET)(sdk)
    sdk.close()
    sdk.close()
    server.wait_until_closed()
    with pytest.raises(errors.IamError, match="closed"):
        make(GET)(sdk)
    assert len(server.seen) == 1


def test_closing_async(server: MockServer) -> None:
    from docusign_iam import AsyncIamClient, errors

    async def use() -> None:
        sdk = AsyncIamClient(access_token=TOKEN, base_url=server.url)
        await make(GET)(sdk)
        await sdk.aclose()
        await sdk.aclose()
        with pytest.raises(errors.IamError, match="closed"):
            await make(GET)(sdk)

    asyncio.run(use())
    server.wait_until_closed()
    assert len(server.seen) == 1


def test_a_client_of_the_callers_own_stays_open(call: Caller) -> None:
    hosts = Hosts(call.is_async)
    call(make(GET), http_client=hosts.client, base_url="http://api.test")
    assert not hosts.client.is_closed
    assert hosts.urls == [f"http://api.test{WORKFLOW_PATH}/instances/{INSTANCE}"]


def test_the_token_is_not_shown(call: Caller, server: MockServer, caplog: pytest.LogCaptureFixture) -> None:
    shown: list[str] = []
    with caplog.at_level(logging.DEBUG):
        call(lambda sdk: shown.append(repr(sdk)), make(GET))
    assert shown
    assert TOKEN not in shown[0]
    logged = [record.getMessage() for record in caplog.records if record.name.startswith("docusign_iam")]
    assert logged
    assert not any(TOKEN in line for line in logged)
