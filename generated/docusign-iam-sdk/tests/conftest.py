"""What all tests need: each runs with the sync and with the async client."""

from __future__ import annotations

import pytest
from contract import Contract


@pytest.fixture(params=["sync", "async"])
def contract(request: pytest.FixtureRequest) -> Contract:
    """Checks calls of one of the two clients."""
    return Contract(is_async=request.param == "async")
