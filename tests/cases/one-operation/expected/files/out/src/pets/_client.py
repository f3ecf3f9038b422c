"""Pets: a client for Python."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from ._runtime.client import AsyncClient, SyncClient
from ._runtime.operation import ApiKeyScheme, ClientTable, RetryPolicy, Server

if TYPE_CHECKING:
    import httpx2

    from ._runtime.hooks import AsyncHooks, Hooks
    from ._runtime.options import TimeoutTypes, TracerProvider
    from ._runtime.types import AsyncCredential, Credential
    from .resources.pets import AsyncPets, Pets

_TABLE = ClientTable(
    servers=(Server("https://pets.example/v1"),),
    schemes={"key": ApiKeyScheme("api_key", "X-Key", "header")},
    security=((("key", ()),),),
    env_prefix="PETS",
    user_agent="pets/0.1.0",
)


class PetsClient(SyncClient):
    """Pets

    All about pets.
    """

    def __init__(
        self,
        *,
        api_key: Credential | None = None,
        server: str | None = None,
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
            api_key: The credential, or a function that returns it; else
                ``PETS_API_KEY``.
            server: Which of the API's servers to call, by name.
            base_url: A URL to call instead of the API's own; else ``PETS_BASE_URL``.
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
                "api_key": api_key,
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
    def pets(self) -> Pets:
        """Everything that is done to pets."""
        from .resources.pets import Pets

        return Pets(self)


class AsyncPetsClient(AsyncClient):
    """Pets

    All about pets.
    """

    def __init__(
        self,
        *,
        api_key: AsyncCredential | None = None,
        server: str | None = None,
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
            api_key: The credential, or a function that returns it; else
                ``PETS_API_KEY``.
            server: Which of the API's servers to call, by name.
            base_url: A URL to call instead of the API's own; else ``PETS_BASE_URL``.
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
                "api_key": api_key,
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
    def pets(self) -> AsyncPets:
        """Everything that is done to pets."""
        from .resources.pets import AsyncPets

        return AsyncPets(self)
