"""Docusign Maestro API: a client for Python."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from ._runtime.client import AsyncClient, SyncClient
from ._runtime.operation import BearerScheme, ClientTable, RetryPolicy, Server

if TYPE_CHECKING:
    import httpx2

    from ._runtime.options import TimeoutTypes
    from ._runtime.types import AsyncCredential, Credential
    from .resources.maestro import AsyncMaestro, Maestro

_TABLE = ClientTable(
    servers=(
        Server("https://api-d.docusign.com", name="demo"),
        Server("https://api.docusign.com", name="prod"),
    ),
    schemes={"oauth2": BearerScheme("access_token")},
    security=(
        (("oauth2", ("adm_store_unified_repo_read", "aow_manage", "signature")),),
    ),
    retries=RetryPolicy(
        ("5XX", "429"),
        connection_errors=True,
        initial_interval=500,
        max_interval=5000,
        max_elapsed=30000,
        exponent=1.5,
    ),
    env_prefix="DOCUSIGN_IAM",
    user_agent="docusign-iam-sdk/0.1.0",
)


class IamClient(SyncClient):
    """Docusign Maestro API

    Start, watch and stop Maestro workflows.

    Maestro chains the steps of an agreement process into a workflow. With this API a
    program finds the workflows of an account, starts them with its own data, and
    follows or cancels what was started.
    """

    def __init__(
        self,
        *,
        access_token: Credential | None = None,
        server: Literal["demo", "prod"] | None = None,
        base_url: str | None = None,
        timeout: TimeoutTypes | None = None,
        retries: RetryPolicy | int | None = None,
        headers: Mapping[str, str] | None = None,
        http_client: httpx2.Client | None = None,
        strict_responses: bool = False,
    ) -> None:
        """Connects when the first call is made.

        Args:
            access_token: The credential, or a function that returns it; else
                ``DOCUSIGN_IAM_ACCESS_TOKEN``.
            server: Which of the API's servers to call, by name.
            base_url: A URL to call instead of the API's own; else
                ``DOCUSIGN_IAM_BASE_URL``.
            timeout: Seconds for each step of a call, or an ``httpx2.Timeout``.
            retries: The policy for failed calls; a number sets how often to try again,
                0 never.
            headers: Headers to send with every call.
            http_client: An HTTP client of your own; closing it stays with you.
            strict_responses: Raise ``errors.ResponseValidationError`` for an answer
                that does not fit the API's description, instead of keeping what was
                sent.
        """
        super().__init__(
            _TABLE,
            credentials={
                "access_token": access_token,
            },
            server=server,
            base_url=base_url,
            timeout=timeout,
            retries=retries,
            headers=headers,
            http_client=http_client,
            strict_responses=strict_responses,
        )

    @cached_property
    def maestro(self) -> Maestro:
        """Workflows that carry an agreement from its first draft to the signed
        document.
        """
        from .resources.maestro import Maestro

        return Maestro(self)


class AsyncIamClient(AsyncClient):
    """Docusign Maestro API

    Start, watch and stop Maestro workflows.

    Maestro chains the steps of an agreement process into a workflow. With this API a
    program finds the workflows of an account, starts them with its own data, and
    follows or cancels what was started.
    """

    def __init__(
        self,
        *,
        access_token: AsyncCredential | None = None,
        server: Literal["demo", "prod"] | None = None,
        base_url: str | None = None,
        timeout: TimeoutTypes | None = None,
        retries: RetryPolicy | int | None = None,
        headers: Mapping[str, str] | None = None,
        http_client: httpx2.AsyncClient | None = None,
        strict_responses: bool = False,
    ) -> None:
        """Connects when the first call is made.

        Args:
            access_token: The credential, or a function that returns it; else
                ``DOCUSIGN_IAM_ACCESS_TOKEN``.
            server: Which of the API's servers to call, by name.
            base_url: A URL to call instead of the API's own; else
                ``DOCUSIGN_IAM_BASE_URL``.
            timeout: Seconds for each step of a call, or an ``httpx2.Timeout``.
            retries: The policy for failed calls; a number sets how often to try again,
                0 never.
            headers: Headers to send with every call.
            http_client: An HTTP client of your own; closing it stays with you.
            strict_responses: Raise ``errors.ResponseValidationError`` for an answer
                that does not fit the API's description, instead of keeping what was
                sent.
        """
        super().__init__(
            _TABLE,
            credentials={
                "access_token": access_token,
            },
            server=server,
            base_url=base_url,
            timeout=timeout,
            retries=retries,
            headers=headers,
            http_client=http_client,
            strict_responses=strict_responses,
        )

    @cached_property
    def maestro(self) -> AsyncMaestro:
        """Workflows that carry an agreement from its first draft to the signed
        document.
        """
        from .resources.maestro import AsyncMaestro

        return AsyncMaestro(self)
