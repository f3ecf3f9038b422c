"""Fixtures of the runtime's tests: each test that calls runs for the sync and for the async client."""

from __future__ import annotations

import pytest

from .support import Api


@pytest.fixture(params=["sync", "async"])
def api(request: pytest.FixtureRequest) -> Api:
    return Api(request.param == "async")


@pytest.fixture
def sync_api() -> Api:
    """Where the two clients share all code that is asked about."""
    return Api(False)
