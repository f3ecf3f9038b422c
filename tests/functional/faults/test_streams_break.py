"""Streams, downloads and redirects of a server that fails."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from typing import Any

import pytest

from .faulty_server import FaultyServer
from .scripts import STREAMS, THING, head
from .users import TOKEN, User


async def items(stream: Any, found: list[Any]) -> None:
    """Keep what a stream gives."""
    if hasattr(stream, "__aiter__"):
        async for item in stream:
            found.append(item)  # noqa: PERF401 - what came before the error counts
    else:
        found.extend(stream)


async def whole(download: Any) -> Any:
    """All of a download."""
    data = download.read()
    return data if isinstance(data, bytes) else await data


@pytest.mark.parametrize("name", STREAMS)
def test_events_that_are_cut_off(user: User, server: FaultyServer, name: str) -> None:
    found: list[Any] = []

    async def use(calls: Any) -> Any:
        stream = await calls.watch_things(name=name)
        with pytest.raises(user.package.errors.APIConnectionError) as caught:
            await items(stream, found)
        assert stream.is_closed
        return caught.value

    error = user.run(server.url, use)
    assert [item.id for item in found] == [1]
    assert f"GET {server.url}/events/{name}: " in str(error)
    assert "after 200 OK, request id r-1" in str(error)
    assert error.received == b'data: {"i'
    assert error.response.status_code == 200
    assert error.request_id == "r-1"
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
    assert TOKEN.encode() not in pickle.dumps(error)


def test_events_of_another_kind(user: User, server: FaultyServer) -> None:
    """The answer is JSON: it is not taken for an empty stream."""
    error = user.caught(server.url, "watch_things", name="fine", client={"strict_responses": True})
    assert isinstance(error, user.package.errors.ResponseValidationError)


def test_a_download_that_is_cut_off(user: User, server: FaultyServer) -> None:
    async def use(calls: Any) -> Any:
        download = await calls.load_thing(name="cut-short")
        with pytest.raises(user.package.errors.APIConnectionError, match="after 200 OK, request id r-1"):
            await whole(download)

    user.run(server.url, use)


@pytest.fixture
def elsewhere(server: FaultyServer) -> Iterator[FaultyServer]:
    """A server of another origin, to which the first one sends its callers."""
    thing = head(b"Content-Length: %d" % len(THING)) + THING
    other = FaultyServer({"fine": ((thing,),)})
    yield other
    other.close()


def test_a_redirect_to_another_origin_takes_no_secret(user: User, elsewhere: FaultyServer) -> None:
    location = b"Location: " + f"{elsewhere.url}/things/fine".encode()
    steering = FaultyServer({"away": ((head(location, b"Content-Length: 0", status=b"307 Temporary Redirect"),),)})
    try:
        assert user.caught(steering.url, "get_thing", name="away").id == 1
    finally:
        steering.close()
    assert TOKEN in steering.requests[0]
    assert [TOKEN in request for request in elsewhere.requests] == [False]
