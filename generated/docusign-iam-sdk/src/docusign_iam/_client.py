"""Docusign Maestro API: a client for Python."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from ._runtime.client import AsyncClient, SyncClient
from ._runtime.operation import ClientTable, OAuthScheme, RetryPolicy, Server

if TYPE_CHECKING:
    import httpx2

    from ._runtime.grants import AsyncTokenCredential, TokenCredential
    from ._runtime.hooks import AsyncHooks, Hooks
    from ._runtime.options import TimeoutTypes, TracerProvider
    from .resources.maestro import AsyncMaestro, Maestro

_TABLE = ClientTable(
    servers=(
        Server("https://api-d.docusign.com", name="demo"),
        Server("https://api.docusign.com", name="prod"),
    ),
    schemes={
        "oauth2": OAuthScheme(
            "access_token",
            {"authorization_code": "https://account-d.docusign.com/oauth/token"},
        ),
    },
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
        access_token: TokenCredential | None = None,
        server: Literal["demo", "prod"] | None = None,
        base_url: str | None = None,
        timeout: TimeoutTypes | None = None,
        total_timeout: float | None = None,
        retries: RetryPolicy | int | None = None,
        headers: Mapping[str, str] | None = None,
        http_client: httpx2.Client | None = None,
        hooks: Hooks | None = None,
        strict_responses: bool = False,
        telemetry: bool | TracerProvider = False,
    ) -> None:
        """Connects when the first call is made.

        Args:
            access_token: An access token, a function that returns one, or a grant; else
                ``DOCUSIGN_IAM_ACCESS_TOKEN``.
            server: Which of the API's servers to call, by name.
            base_url: A URL to call instead of the API's own; else
                ``DOCUSIGN_IAM_BASE_URL``.
            timeout: Seconds for each step of a call, or an ``httpx2.Timeout``.
            total_timeout: Seconds for a call as a whole, its attempts and pauses
                included.
            retries: The policy for failed calls; a number sets how often to try again,
                0 never.
            headers: Headers to send with every call.
            http_client: An HTTP client of your own; closing it stays with you.
            hooks: Functions that are told of each attempt of a call.
            strict_responses: Raise ``errors.ResponseValidationError`` for an answer
                that does not fit the API's description, instead of keeping what was
                sent.
            telemetry: Make OpenTelemetry spans of all attempts, by the global provider
                or the one given.
        """
        super().__init__(
            _TABLE,
            credentials={
                "access_token": access_token,
            },
            server=server,
            base_url=base_url,
            timeout=timeout,
            total_timeout=total_timeout,
            retries=retries,
            headers=headers,
            http_client=http_client,
            hooks=hooks,
            strict_responses=strict_responses,
            telemetry=telemetry,
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
        access_token: AsyncTokenCredential | None = None,
        server: Literal["demo", "prod"] | None = None,
        base_url: str | None = None,
        timeout: TimeoutTypes | None = None,
        total_timeout: float | None = None,
        retries: RetryPolicy | int | None = None,
        headers: Mapping[str, str] | None = None,
        http_client: httpx2.AsyncClient | None = None,
        hooks: AsyncHooks | Hooks | None = None,
        strict_responses: bool = False,
        telemetry: bool | TracerProvider = False,
    ) -> None:
        """Connects when the first call is made.

        Args:
            access_token: An access token, a function that returns one, or a grant; else
                ``DOCUSIGN_IAM_ACCESS_TOKEN``.
            server: Which of the API's servers to call, by name.
            base_url: A URL to call instead of the API's own; else
                ``DOCUSIGN_IAM_BASE_URL``.
            timeout: Seconds for each step of a call, or an ``httpx2.Timeout``.
            total_timeout: Seconds for a call as a whole, its attempts and pauses
                included.
            retries: The policy for failed calls; a number sets how often to try again,
                0 never.
            headers: Headers to send with every call.
            http_client: An HTTP client of your own; closing it stays with you.
            hooks: Functions that are told of each attempt of a call.
            strict_responses: Raise ``errors.ResponseValidationError`` for an answer
                that does not fit the API's description, instead of keeping what was
                sent.
            telemetry: Make OpenTelemetry spans of all attempts, by the global provider
                or the one given.
        """
        super().__init__(
            _TABLE,
            credentials={
                "access_token": access_token,
            },
            server=server,
            base_url=base_url,
            timeout=timeout,
            total_timeout=total_timeout,
            retries=retries,
            headers=headers,
            http_client=http_client,
            hooks=hooks,
            strict_responses=strict_responses,
            telemetry=telemetry,
        )

    @cached_property
    def maestro(self) -> AsyncMaestro:
        """Workflows that carry an agreement from its first draft to the signed
        document.
        """
        from .resources.maestro import AsyncMaestro

        return AsyncMaestro(self)
