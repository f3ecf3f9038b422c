"""Settings of a client, and options of one call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias, TypedDict

import httpx2

from .errors import ConfigurationError
from .operation import ClientTable, Operation, RetryPolicy
from .types import JsonInput

TimeoutTypes: TypeAlias = (
    float
    | tuple[float | None, float | None, float | None, float | None]
    | httpx2.Timeout
)
"""Seconds for each step of a call; four of them for connect, read, write and pool; or an
``httpx2.Timeout``, whose ``Timeout(None)`` waits for ever."""

Timeout = httpx2.Timeout

QueryValue: TypeAlias = str | int | float | bool | Sequence[str | int | float | bool]


class RequestOptions(TypedDict, total=False):
    """What can be set for one call, or with ``with_options`` for many."""

    timeout: TimeoutTypes
    """How long each step of the call may take."""
    retries: RetryPolicy | int | None
    """The policy for failed attempts, or how often to try again under the policy in force; 0 is never."""
    extra_headers: Mapping[str, str]
    """Headers to send too, in place of others of the same name."""
    extra_query: Mapping[str, QueryValue]
    """Query parameters to send too, in place of others of the same name."""
    extra_body: Mapping[str, JsonInput]
    """Properties to add to a JSON body."""
    server: str
    """Which of the API's servers to call, by name."""
    base_url: str
    """A URL to call instead of the API's own."""
    idempotency_key: str
    """A key by which the server knows a repeated request: the call may then be tried again."""


__all__ = [
    "QueryValue",
    "RequestOptions",
    "RetryPolicy",
    "Settings",
    "Timeout",
    "TimeoutTypes",
]

_KNOWN = frozenset(RequestOptions.__annotations__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a client was made with, merged with the options of a call."""

    table: ClientTable
    credentials: Mapping[str, Any] = field(repr=False)
    server: str | None = None
    base_url: str | None = None
    timeout: TimeoutTypes | None = None
    retries: RetryPolicy | int | None = None
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    query: Mapping[str, QueryValue] = field(default_factory=dict, repr=False)
    body: Mapping[str, Any] | None = field(default=None, repr=False)
    idempotency_key: str | None = field(default=None, repr=False)
    strict_responses: bool = False

    def merged(self, options: RequestOptions | None) -> Settings:
        """The settings with options on top; headers, query and body are merged by name.

        Raises ``TypeError`` for an option that is not known.
        """
        if not options:
            return self
        if unknown := options.keys() - _KNOWN:
            raise TypeError(
                f"unknown option {min(unknown)!r}; known are {', '.join(sorted(_KNOWN))}"
            )
        changes: dict[str, Any] = {
            name: options.get(name)
            for name in ("timeout", "server", "base_url", "retries", "idempotency_key")
            if options.get(name) is not None
        }
        if "server" in changes and "base_url" not in changes:
            changes["base_url"] = None
        if extra := options.get("extra_headers"):
            changes["headers"] = _merge_headers(self.headers, extra)
        if query := options.get("extra_query"):
            changes["query"] = {**self.query, **query}
        if body := options.get("extra_body"):
            changes["body"] = {**(self.body or {}), **body}
        return replace(self, **changes)

    def with_defaults(
        self, base_url: str | None, credentials: Mapping[str, Any]
    ) -> Settings:
        """The settings completed by what the environment says."""
        return replace(self, base_url=base_url, credentials=credentials)

    def policy(self, operation: Operation[Any]) -> RetryPolicy | None:
        """The retry policy of a call, or ``None`` where it is never tried again.

        The caller's own word comes before the operation's, and that before the document's. A number says
        how often, under the policy that the document gives or else the default one.
        """
        if isinstance(self.retries, RetryPolicy):
            return self.retries
        declared = operation.retries or self.table.retries
        if self.retries is None:
            return declared
        if self.retries < 0:
            raise ConfigurationError("retries cannot be negative")
        if self.retries == 0:
            return None
        return replace(declared or RetryPolicy(), max_retries=self.retries)


def _merge_headers(
    first: Mapping[str, str], second: Mapping[str, str]
) -> dict[str, str]:
    names = {name.lower() for name in second}
    kept = {name: value for name, value in first.items() if name.lower() not in names}
    return {**kept, **second}
