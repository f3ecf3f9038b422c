"""How often the server is called when things go wrong: a second trigger must never start by accident."""

from __future__ import annotations

import time
from typing import Any

import httpx2
import pytest

from .calls import TRIGGER, make
from .conftest import Caller
from .mock_server import MockServer

GET, POST = "getWorkflowInstance", "triggerWorkflow"


def soon() -> Any:
    """The document's policy with pauses of a millisecond."""
    from docusign_iam import RetryPolicy

    return RetryPolicy(
        statuses=("5XX", "429"),
        connection_errors=True,
        initial_interval=1,
        max_interval=2,
        max_elapsed=5000,
        exponent=1.5,
    )


@pytest.mark.parametrize("operation", [GET, POST])
def test_too_many_requests_then_success(call: Caller, server: MockServer, operation: str) -> None:
    arrivals: list[float] = []
    server.gate = lambda: arrivals.append(time.monotonic())
    server.reply(429, b"{}", headers={"Retry-After": "1"})
    call(make(operation))
    assert len(server.seen) == 2
    assert arrivals[1] - arrivals[0] >= 1


@pytest.mark.parametrize(
    ("operation", "headers", "calls"),
    [
        (GET, {}, 2),
        (GET, {"Retry-After": "0"}, 2),
        (POST, {}, 1),
        (POST, {"Retry-After": "0"}, 2),
    ],
)
def test_unavailable_once(
    call: Caller, server: MockServer, operation: str, headers: dict[str, str], calls: int
) -> None:
    from docusign_iam import errors

    server.reply(503, b"", headers=headers)
    if calls == 2:
        call(make(operation), retries=soon())
    else:
        with pytest.raises(errors.APIError) as info:
            call(make(operation), retries=soon())
        assert info.value.status_code == 503
    assert len(server.seen) == calls


@pytest.mark.parametrize(("operation", "calls"), [(GET, 2), (POST, 1)])
def test_failing_once(call: Caller, server: MockServer, operation: str, calls: int) -> None:
    from docusign_iam import errors

    server.fail(500)
    if calls == 2:
        call(make(operation), retries=soon())
    else:
        with pytest.raises(errors.InternalServerError):
            call(make(operation), retries=soon())
    assert len(server.seen) == calls


def test_the_documents_own_policy_repeats_a_get(call: Caller, server: MockServer) -> None:
    server.fail(500)
    assert call(make(GET)).name == "Onboarding of Tamsin Oduya"
    assert len(server.seen) == 2


@pytest.mark.parametrize("status", [400, 404, 409, 418])
def test_what_the_policy_does_not_name_is_not_repeated(call: Caller, server: MockServer, status: int) -> None:
    from docusign_iam import errors

    server.fail(status)
    with pytest.raises(errors.APIError):
        call(make(GET), retries=soon())
    assert len(server.seen) == 1


def test_get_is_repeated_after_a_cut(call: Caller, server: MockServer) -> None:
    server.cut_read()
    assert call(make(GET), retries=soon()).name
    assert len(server.seen) == 2


def test_get_is_repeated_when_it_was_not_read(call: Caller, server: MockServer) -> None:
    server.cut_unread()
    assert call(make(GET), retries=soon()).name
    assert len(server.seen) == 1


def test_post_is_sent_once_when_the_connection_is_cut_afterwards(call: Caller, server: MockServer) -> None:
    from docusign_iam import errors

    server.cut_read()
    with pytest.raises(errors.APIConnectionError) as info:
        call(make(POST), retries=soon())
    assert len(server.seen) == 1
    assert info.value.attempts == 1


def test_post_is_not_repeated_when_nobody_knows_whether_it_arrived(call: Caller, server: MockServer) -> None:
    from docusign_iam import errors

    server.cut_unread()
    with pytest.raises(errors.APIConnectionError):
        call(make(POST), retries=soon())
    assert server.seen == []


class Opening(httpx2.HTTPTransport):
    """Lets the server listen once a connection has been refused."""

    def __init__(self, server: MockServer) -> None:
        super().__init__()
        self.server = server
        self.refused = 0

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        try:
            return super().handle_request(request)
        except httpx2.ConnectError:
            self.refused += 1
            self.server.listen()
            raise


class AsyncOpening(httpx2.AsyncHTTPTransport):
    """The same for async clients."""

    def __init__(self, server: MockServer) -> None:
        super().__init__()
        self.server = server
        self.refused = 0

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        try:
            return await super().handle_async_request(request)
        except httpx2.ConnectError:
            self.refused += 1
            self.server.listen()
            raise


@pytest.mark.parametrize("operation", [GET, POST])
def test_a_refused_connection_is_tried_again(call: Caller, closed_server: MockServer, operation: str) -> None:
    transport: Any = AsyncOpening(closed_server) if call.is_async else Opening(closed_server)
    client: Any = (httpx2.AsyncClient if call.is_async else httpx2.Client)(transport=transport)
    finish = client.aclose if call.is_async else client.close
    call(make(operation), lambda _: finish(), retries=soon(), http_client=client)
    assert transport.refused == 1
    assert [seen.operation for seen in closed_server.seen] == [operation]


def test_post_over_a_connection_that_the_server_gave_up(call: Caller, server: MockServer) -> None:
    body = b'{"status": "active"}'
    server.reply(200, body, abrupt=True)
    call(
        make("resumePausedWorkflow"),
        lambda _: server.wait_until_closed(),
        make(POST),
    )
    assert [seen.operation for seen in server.seen] == ["resumePausedWorkflow", POST]
    assert server.seen[0].client_port != server.seen[1].client_port


def test_a_key_makes_a_post_repeatable(call: Caller, server: MockServer) -> None:
    server.cut_read()
    call(make(POST, options={"idempotency_key": "once-only"}), retries=soon())
    assert [seen.headers["Idempotency-Key"] for seen in server.seen] == ["once-only"] * 2
    assert [seen.json for seen in server.seen] == [TRIGGER] * 2


@pytest.mark.parametrize(("client", "options"), [({"retries": 0}, {}), ({}, {"retries": 0})])
def test_no_retries_on_request(call: Caller, server: MockServer, client: dict[str, Any], options: Any) -> None:
    from docusign_iam import errors

    server.fail(500)
    with pytest.raises(errors.InternalServerError) as info:
        call(make(GET, options=options), **client)
    assert len(server.seen) == 1
    assert info.value.attempts == 1


def test_gives_up_after_as_many_attempts_as_allowed(call: Caller, server: MockServer) -> None:
    from docusign_iam import errors

    for _ in range(4):
        server.reply(503, headers={"Retry-After": "0"})
    with pytest.raises(errors.APIError) as info:
        call(make(GET), retries=2)
    assert (len(server.seen), info.value.attempts) == (3, 3)
