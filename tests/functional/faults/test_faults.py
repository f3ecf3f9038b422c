"""Every fault of the network, through a generated package: class, attempts, message, cause, and no secret."""

from __future__ import annotations

import copy
import pickle
import traceback
from typing import Any

import pytest

from .faulty_server import FaultyServer
from .scripts import FAULTS, RECOVERING, pattern
from .users import TOKEN, User


def classes(error: object) -> set[str]:
    return {cls.__name__ for cls in type(error).__mro__}


@pytest.mark.parametrize("name", FAULTS)
def test_fault(user: User, server: FaultyServer, name: str) -> None:
    _, expected = FAULTS[name]
    error = user.caught(server.url, "get_thing", name=name, call="1")
    assert expected.error in classes(error), repr(error)
    assert pattern(name, expected, server.url).search(str(error)), str(error)
    assert error.attempts == expected.attempts
    if "redirect" not in name:
        assert server.attempts(f"/things/{name}?call=1") == expected.attempts
    if expected.cause is not None:
        assert type(error.__cause__).__name__ in expected.cause.split("|")
    assert_copies(error)
    assert_tells_no_secret(error)


def assert_copies(error: Any) -> None:
    for twin in (copy.copy(error), pickle.loads(pickle.dumps(error))):
        assert type(twin) is type(error)
        assert str(twin) == str(error)
        assert twin.attempts == error.attempts
        assert str(twin.request.url) == str(error.request.url)


def assert_tells_no_secret(error: BaseException) -> None:
    """Not in its own texts, nor in those of what it came from."""
    assert TOKEN not in "".join(traceback.format_exception(error))
    assert TOKEN.encode() not in pickle.dumps(error)
    seen: BaseException | None = error
    while seen is not None:
        request = getattr(seen, "_request", None) or getattr(seen, "request", None)
        assert TOKEN not in repr(seen) + repr(seen.args)
        assert request is None or TOKEN not in repr(request.headers.raw)
        seen = seen.__cause__ or seen.__context__


@pytest.mark.parametrize("name", RECOVERING)
def test_recovery(user: User, server: FaultyServer, name: str) -> None:
    thing = user.caught(server.url, "get_thing", name=name, call="1")
    assert (thing.id, thing.name) == (1, "one")
    assert server.attempts(f"/things/{name}?call=1") == len(RECOVERING[name])


@pytest.mark.parametrize("name", FAULTS)
def test_the_next_call_is_not_harmed(user: User, server: FaultyServer, name: str) -> None:
    async def use(calls: Any) -> Any:
        for number in range(2):
            with pytest.raises(user.package.errors.FaultsError):
                await calls.get_thing(name=name, call=f"n{number}")
            assert (await calls.get_thing(name="fine")).id == 1

    user.run(server.url, use)
