"""What is sent again and what is not: methods, keys, and bodies that can be read only once."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .faulty_server import FaultyServer
from .users import TOKEN, User

LARGE = bytes(16 * 2**20)


class Once(io.RawIOBase):
    """A file that cannot be wound back, like a pipe."""

    def __init__(self) -> None:
        self._left = [b"x" * 1000, b"y" * 1000]

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._left.pop(0) if self._left else b""
        buffer[: len(piece)] = piece
        return len(piece)


@pytest.mark.parametrize("name", ["reads-then-503", "reads-then-reset"])
def test_a_body_that_is_gone_is_not_sent_again(user: User, server: FaultyServer, name: str) -> None:
    error = user.caught(server.url, "upload_thing", name=name, body=Once())
    assert error.attempts == server.attempts(f"/things/{name}") == 1
    assert "not tried again: its body cannot be sent a second time" in str(error)


@pytest.mark.parametrize("name", ["reads-then-503", "reads-then-reset"])
def test_a_file_is_sent_again(user: User, server: FaultyServer, name: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * 100_000)
    error = user.caught(server.url, "upload_thing", name=name, body=path)
    assert error.attempts == server.attempts(f"/things/{name}") == 3
    assert "again" not in str(error)


def test_a_reset_while_the_body_is_sent(user: User, server: FaultyServer) -> None:
    error = user.caught(server.url, "upload_thing", name="deaf-reset", body=LARGE)
    assert isinstance(error, user.package.errors.APIConnectionError)
    assert error.attempts == 3
    assert error.sent


def test_an_answer_while_the_body_is_sent(user: User, server: FaultyServer) -> None:
    error = user.caught(server.url, "upload_thing", name="deaf-413", body=LARGE)
    assert (type(error).__name__, getattr(error, "status_code", None)) == ("ClientError", 413), repr(error)
    assert server.attempts("/things/deaf-413") == 1


@pytest.mark.parametrize(
    ("name", "options", "attempts"),
    [
        ("reset-before", {}, 1),
        ("500-cut", {}, 1),
        ("always-408", {}, 1),
        ("always-429", {}, 3),
        ("always-503", {}, 3),
        ("reset-before", {"idempotency_key": "k"}, 3),
        ("always-408", {"idempotency_key": "k"}, 3),
        ("always-429", {"idempotency_key": "k", "retries": 0}, 1),
    ],
)
def test_a_post(user: User, server: FaultyServer, name: str, options: Any, attempts: int) -> None:
    body = {"id": 1, "name": "one"}
    error = user.caught(server.url, "add_thing", name=name, body=body, options=options)
    assert error.attempts == server.attempts(f"/things/{name}") == attempts


def test_a_refused_connection(user: User) -> None:
    gone = FaultyServer({})
    gone.close()
    error = user.caught(gone.url, "add_thing", name="x", body={"id": 1, "name": "one"})
    assert type(error).__name__ == "APIConnectionError"
    assert (error.attempts, error.sent, error.response, error.request_id) == (3, False, None, None)
    assert "ConnectError (" in str(error)


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    with caplog.at_level(logging.DEBUG, logger="faults_sdk"):
        yield caplog


def test_hooks_and_logs_see_every_attempt(user: User, server: FaultyServer, logged: Any) -> None:
    seen: list[tuple[str, int, Any]] = []
    hooks = user.package.Hooks(
        request=lambda a: seen.append(("request", a.number, None)),
        response=lambda a: seen.append(("response", a.number, a.response.status_code)),
        error=lambda a: seen.append(("error", a.number, type(a.error).__name__)),
    )
    user.caught(server.url, "get_thing", name="mixed", client={"hooks": hooks})
    assert seen == [
        ("request", 1, None),
        ("response", 1, 503),
        ("request", 2, None),
        ("error", 2, "ReadError"),
        ("request", 3, None),
        ("response", 3, 200),
    ]
    texts = [r.getMessage() for r in logged.records if r.name == "faults_sdk"]
    url = f"GET {server.url}/things/mixed"
    assert [text.partition(" (")[0] for text in texts] == [f"{url} -> 503", f"{url} -> ReadError", f"{url} -> 200"]
    assert [f"attempt {n}" in text for n, text in enumerate(texts, 1)] == [True] * 3
    assert TOKEN not in logged.text
