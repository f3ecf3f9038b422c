"""Fixtures of the functional tests: the documented API, a server that plays it, and the SDK that calls it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from .mock_server import Documented, MockServer

ROOT = Path(__file__).parents[2]
PROJECT = ROOT / "generated/docusign-iam-sdk"
TOKEN = "s3cret-t0ken"

sys.path.insert(0, str(PROJECT / "src"))


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


Use = Callable[[Any], Any]


@dataclass(frozen=True)
class Caller:
    """Calls the SDK of one colour: a test that is written once holds for the sync and the async client."""

    is_async: bool
    base_url: str

    def __call__(self, *uses: Use, **client: Any) -> Any:
        """Makes a client, hands it to each of ``uses`` in turn, closes it, and returns the last result."""
        client = {"access_token": TOKEN, "base_url": self.base_url, **client}
        if self.is_async:
            return asyncio.run(self._call_async(uses, client))
        from docusign_iam import IamClient

        result = None
        with IamClient(**client) as sdk:
            for use in uses:
                result = use(sdk)
        return result

    async def _call_async(self, uses: tuple[Use, ...], client: dict[str, Any]) -> Any:
        from docusign_iam import AsyncIamClient

        result = None
        async with AsyncIamClient(**client) as sdk:
            for use in uses:
                result = use(sdk)
                if hasattr(result, "__await__"):
                    result = await result
        return result


@pytest.fixture(params=["sync", "async"])
def call(request: pytest.FixtureRequest, closed_server: MockServer) -> Caller:
    return Caller(request.param == "async", closed_server.url)
