"""Settings of a client, and options of one call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypedDict

import httpx2

from .errors import ConfigurationError
from .inflation import MAX_UNPACKED
from .operation import ClientTable, Operation, RetryPolicy
from .table import NOTHING, Table
from .timeouts import TimeoutTypes, check_seconds, check_timeout
from .types import JsonInput

if TYPE_CHECKING:
    from .hooks import AsyncHooks, Hooks, HookSet

Timeout = httpx2.Timeout


class TracerProvider(Protocol):
    """What gives tracers, such as an ``opentelemetry.trace.TracerProvider``."""

    def get_tracer(
        self,
        instrumenting_module_name: str,
        instrumenting_library_version: str | None = None,
    ) -> Any:
        """The tracer of a library."""
        ...


QueryValue: TypeAlias = str | int | float | bool | Sequence[str | int | float | bool]


class RequestOptions(TypedDict, total=False):
    """What can be set for one call, or with ``with_options`` for many."""

    timeout: TimeoutTypes
    """How long each step of the call may take."""
    total_timeout: float
    """Seconds for the call as a whole, all attempts and the pauses between them included."""
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
    strict_responses: bool
    """Whether an answer that does not fit the API's description is an error."""
    idempotency_key: str
    """A key by which the server knows a repeated request: the call may then be tried again."""
    max_unpacked: int
    """To how many bytes a compressed answer may unpack if that is over 100 times its size; 64 MiB as a rule."""


class ClientOptions(TypedDict, total=False):
    """What both clients take when they are made, beside credentials and ``http_client``."""

    server: str | None
    base_url: str | None
    variables: Mapping[str, str | None]
    timeout: TimeoutTypes | None
    total_timeout: float | None
    retries: RetryPolicy | int | None
    headers: Mapping[str, str] | None
    strict_responses: bool
    hooks: Hooks | AsyncHooks | None
    telemetry: bool | TracerProvider


__all__ = [
    "ClientOptions",
    "QueryValue",
    "RequestOptions",
    "RetryPolicy",
    "Settings",
    "Timeout",
    "TimeoutTypes",
    "TracerProvider",
]

_KNOWN = frozenset(RequestOptions.__annotations__)
_PLAIN = (
    "timeout",
    "total_timeout",
    "server",
    "base_url",
    "retries",
    "strict_responses",
    "idempotency_key",
    "max_unpacked",
)
"""Options that replace those of the client; the others are merged by name."""


class Settings(Table, kw_only=True):
    """What a client was made with, merged with the options of a call."""

    table: ClientTable
    credentials: Mapping[str, Any]
    server: str | None = None
    base_url: str | None = None
    variables: Mapping[str, str] = NOTHING
    timeout: TimeoutTypes | None = None
    total_timeout: float | None = None
    retries: RetryPolicy | int | None = None
    headers: Mapping[str, str] = NOTHING
    query: Mapping[str, QueryValue] = NOTHING
    body: Mapping[str, Any] | None = None
    idempotency_key: str | None = None
    strict_responses: bool = False
    max_unpacked: int = MAX_UNPACKED
    hooks: HookSet | None = None
    spans: Any = None
    has_own_auth: bool = False
    """Whether an HTTP client of the caller's own proves who calls."""

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"  # all else may be secret

    def merged(self, options: RequestOptions | None) -> Settings:
        """The settings with options on top; headers, query and body are merged by name.

        Raises ``TypeError`` for an option that is not known, and ``TypeError`` or ``ValueError`` for a
        value that makes no sense.
        """
        if not options:
            return self
        if unknown := options.keys() - _KNOWN:
            raise TypeError(
                f"unknown option {min(unknown)!r}; known are {', '.join(sorted(_KNOWN))}"
            )
        changes: dict[str, Any] = {
            name: options.get(name) for name in _PLAIN if options.get(name) is not None
        }
        check_values(changes)
        if "server" in changes and "base_url" not in changes:
            changes["base_url"] = None
        if extra := options.get("extra_headers"):
            changes["headers"] = _merge_headers(self.headers, extra)
        if query := options.get("extra_query"):
            changes["query"] = {**self.query, **query}
        if body := options.get("extra_body"):
            changes["body"] = {**(self.body or {}), **body}
        return self.replaced(**changes)

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
        if self.retries == 0:
            return None
        return replace(declared or RetryPolicy(), max_retries=self.retries)


def check_values(options: Mapping[str, Any]) -> None:
    """Raise ``TypeError`` or ``ValueError`` for timeouts and retries that make no sense."""
    check_timeout(options.get("timeout"))
    if (total := options.get("total_timeout")) is not None:
        check_seconds("total_timeout", total)
    unpacked = options.get("max_unpacked", 0)
    if not isinstance(unpacked, int) or unpacked < 0:
        raise ValueError(f"max_unpacked must be a number of bytes, not {unpacked!r}")
    retries = options.get("retries")
    if retries is None or isinstance(retries, RetryPolicy):
        return
    if not isinstance(retries, int) or isinstance(retries, bool):
        raise TypeError(
            f"retries must be a number or a RetryPolicy, not {type(retries).__name__}"
        )
    if retries < 0:
        raise ConfigurationError("retries cannot be negative")


def _merge_headers(
    first: Mapping[str, str], second: Mapping[str, str]
) -> dict[str, str]:
    names = {name.lower() for name in second}
    kept = {name: value for name, value in first.items() if name.lower() not in names}
    return {**kept, **second}
