"""Fixtures of the functional tests: the documented API, a server that plays it, and the SDK that calls it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from .mock_server import Documented, MockServer

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def documented() -> Documented:
    return Documented(yaml.safe_load((ROOT / "spec/maestro.yaml").read_text("utf-8")))


@pytest.fixture
def closed_server(documented: Documented) -> Iterator[MockServer]:
    """A server that refuses connections until its ``listen()`` is called."""
    server = MockServer(documented)
    yield server
    server.close()
    assert server.problems == []


@pytest.fixture
def server(closed_server: MockServer) -> MockServer:
    """A server that answers. The test fails if any request broke the document."""
    closed_server.listen()
    return closed_server
