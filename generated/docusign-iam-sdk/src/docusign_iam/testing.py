"""For tests of programs that use this package: ``FakeTransport`` stands in for the API.

    fake = FakeTransport()
    sdk = fake.client()
    fake.on(sdk.maestro.workflow_instance_management.get_workflow_instances_list).respond({...})

See TESTING.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx2

from ._client import AsyncIamClient, IamClient
from ._runtime.testing import (
    Fake,
    FakeCall,
    FakeOperation,
    UnexpectedCallError,
    impatient,
    no_async_pause,
    no_pause,
)

if TYPE_CHECKING:
    from ._runtime.operation import RetryPolicy

__all__ = ["FakeCall", "FakeOperation", "FakeTransport", "UnexpectedCallError"]

_BASE_URL = "https://api.test"


class FakeTransport(Fake):
    """Answers the calls of clients in place of the API, and keeps what was called.

    ``client`` and ``async_client`` make clients that end here; one made otherwise does so with
    ``http_client=httpx2.Client(transport=fake)``.
    """

    def client(
        self,
        *,
        base_url: str = _BASE_URL,
        retries: RetryPolicy | int | None = 0,
        strict_responses: bool = False,
    ) -> IamClient:
        """A client whose calls are answered here. It never waits between attempts."""
        client = IamClient(
            access_token="test",
            base_url=base_url,
            retries=retries,
            strict_responses=strict_responses,
            http_client=httpx2.Client(transport=self),
        )
        return impatient(client, no_pause)

    def async_client(
        self,
        *,
        base_url: str = _BASE_URL,
        retries: RetryPolicy | int | None = 0,
        strict_responses: bool = False,
    ) -> AsyncIamClient:
        """The same for programs that await."""
        client = AsyncIamClient(
            access_token="test",
            base_url=base_url,
            retries=retries,
            strict_responses=strict_responses,
            http_client=httpx2.AsyncClient(transport=self),
        )
        return impatient(client, no_async_pause)
