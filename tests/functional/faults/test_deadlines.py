"""Servers that take their time: a timeout of one step, and the deadline of the call as a whole."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest

from .faulty_server import FaultyServer
from .scripts import LATE, SLACK
from .users import User

TOTAL = 0.4


@pytest.mark.parametrize("name", LATE)
def test_the_call_ends_at_the_deadline(user: User, server: FaultyServer, name: str) -> None:
    began = time.perf_counter()
    error = user.caught(server.url, "get_thing", name=name, options={"total_timeout": TOTAL})
    took = time.perf_counter() - began
    assert TOTAL <= took < TOTAL + SLACK
    assert error.attempts == 1
    if name != "slow-error":
        assert isinstance(error, user.package.errors.APITimeoutError)
        assert re.search(
            rf"GET {server.url}/things/{name}: ReadTimeout \(.*not done within {TOTAL:g} s in all[^)]*\)", str(error)
        )


@pytest.mark.parametrize("name", ["silent", "silent-body"])
def test_the_read_timeout(user: User, server: FaultyServer, name: str) -> None:
    error = user.caught(server.url, "get_thing", name=name, client={"timeout": 0.1})
    assert isinstance(error, user.package.errors.APITimeoutError)
    assert error.attempts == 3
    assert server.attempts(f"/things/{name}") == 3
    assert ("after 200 OK, request id r-1" in str(error)) is (name == "silent-body")


def test_nobody_takes_the_body(user: User, server: FaultyServer) -> None:
    """An upload that the other side never reads ends too."""
    body = bytes(32 * 2**20)
    began = time.perf_counter()
    error = user.caught(server.url, "upload_thing", name="deaf", body=body, options={"total_timeout": TOTAL})
    assert isinstance(error, user.package.errors.APITimeoutError)
    assert time.perf_counter() - began < TOTAL + SLACK


@pytest.mark.parametrize(("name", "asked"), [("wait-seconds", "3600"), ("wait-date", "3[0-9.]+"), ("wait-ms", "3600")])
def test_a_server_that_asks_for_more_than_there_is(user: User, server: FaultyServer, name: str, asked: str) -> None:
    began = time.perf_counter()
    error = user.caught(server.url, "get_thing", name=name, client={"total_timeout": 30.0})
    assert time.perf_counter() - began < SLACK
    assert isinstance(error, user.package.errors.APIError)
    assert error.attempts == 1
    assert re.search(rf"not tried again: the server asks to wait ({asked}) s, and .* s are left", str(error))
    assert server.attempts(f"/things/{name}") == 1


def test_without_a_deadline_the_pause_is_capped(user: User, server: FaultyServer) -> None:
    error: Any = user.caught(server.url, "get_thing", name="wait-seconds")
    assert error.attempts == 3
