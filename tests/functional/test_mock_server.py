"""The mock server itself: a test double that accepts anything would prove nothing."""

from __future__ import annotations

from collections.abc import Iterator

import httpx2
import pytest

from .mock_server import Documented, MockServer

ACCOUNT = "ae232f1f-8efc-4b8c-bb08-626847fad8bb"
TOKEN = {"Authorization": "Bearer t"}
LIST = f"/v1/accounts/{ACCOUNT}/workflows"
TRIGGER = f"{LIST}/{ACCOUNT}/actions/trigger"


@pytest.fixture
def lax_server(documented: Documented) -> Iterator[MockServer]:
    """A server whose test provokes problems on purpose."""
    server = MockServer(documented)
    server.listen()
    yield server
    server.close()


@pytest.fixture
def client(lax_server: MockServer) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=lax_server.url, headers=TOKEN) as client:
        yield client


def test_answers_with_the_example(client: httpx2.Client, lax_server: MockServer) -> None:
    response = client.get(LIST, params={"status": "active"})
    assert response.status_code == 200
    assert response.json()["data"][0]["name"] == "Employee onboarding"
    assert lax_server.problems == []
    assert [(s.operation, s.method, s.path, s.query) for s in lax_server.seen] == [
        ("getWorkflowsList", "GET", LIST, (("status", "active"),))
    ]


def test_knows_the_eight_operations(documented: Documented) -> None:
    assert len(list(documented)) == 8
    assert all(documented.example(operation) for operation in documented)


@pytest.mark.parametrize(
    ("method", "path", "arguments", "problem"),
    [
        ("GET", LIST, {"params": {"status": "asleep"}}, "'asleep' is not one of"),
        ("GET", "/v1/accounts/me/workflows", {}, "'me' is not a 'uuid'"),
        ("GET", LIST, {"headers": {"Authorization": "Basic t"}}, "Security not found"),
        ("GET", "/v1/elsewhere", {}, "Path not found"),
        ("DELETE", LIST, {}, "Operation delete not found"),
        ("POST", TRIGGER, {}, "Missing required request body"),
        ("POST", TRIGGER, {"json": {"instance_name": "x"}}, "'trigger_inputs' is a required property"),
        ("POST", TRIGGER, {"json": {"instance_name": "x", "trigger_inputs": {"a": None}}}, "None is not valid"),
        ("POST", TRIGGER, {"content": b"x", "headers": {"Content-Type": "text/plain"}}, "Content for the following"),
    ],
)
def test_refuses_what_breaks_the_document(
    client: httpx2.Client, lax_server: MockServer, method: str, path: str, arguments: dict[str, object], problem: str
) -> None:
    response = client.request(method, path, **arguments)  # type: ignore[arg-type]
    assert response.status_code == 422
    assert problem in lax_server.problems[0]


def test_queued_answers_come_first_and_once(client: httpx2.Client, lax_server: MockServer) -> None:
    lax_server.fail(404)
    lax_server.fail(418)
    lax_server.reply(503, b"later", "text/plain", headers={"Retry-After": "7"})
    declared, undeclared, own, normal = (client.get(LIST) for _ in range(4))
    assert (declared.status_code, declared.json()["code"]) == (404, "404")
    assert undeclared.status_code == 418
    assert (own.status_code, own.text, own.headers["Retry-After"]) == (503, "later", "7")
    assert normal.status_code == 200


def test_cuts(client: httpx2.Client, lax_server: MockServer) -> None:
    lax_server.cut_unread()
    with pytest.raises(httpx2.TransportError):
        client.get(LIST)
    assert lax_server.seen == []
    lax_server.cut_read()
    with pytest.raises(httpx2.TransportError):
        client.get(LIST)
    assert len(lax_server.seen) == 1
    assert client.get(LIST).status_code == 200


def test_keeps_connections_unless_told_otherwise(client: httpx2.Client, lax_server: MockServer) -> None:
    lax_server.reply(204)
    lax_server.reply(204, abrupt=True)
    client.get(LIST)
    client.get(LIST)
    lax_server.wait_until_closed()
    client.get(LIST)
    first, second, third = (seen.client_port for seen in lax_server.seen)
    assert first == second
    assert second != third


def test_refuses_connections_until_it_listens(closed_server: MockServer) -> None:
    with pytest.raises(httpx2.ConnectError):
        httpx2.get(closed_server.url + LIST, headers=TOKEN)
    closed_server.listen()
    assert httpx2.get(closed_server.url + LIST, headers=TOKEN).status_code == 200
