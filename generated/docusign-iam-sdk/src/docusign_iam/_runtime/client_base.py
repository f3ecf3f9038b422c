"""What both clients share: their settings, checked and completed by the environment, and their connections."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, Unpack, cast

import httpx2

from . import security
from .custom import PACKAGE, custom_hooks
from .log import HideQuery
from .operation import ClientTable, MutualTlsScheme, Operation
from .options import ClientOptions, RequestOptions, Settings, check_values
from .pool import Pool
from .servers import check_variables, parse

if TYPE_CHECKING:
    from .call import Call
    from .hooks import AsyncHooks, Hooks, HookSet

T = TypeVar("T")
H = TypeVar("H", bound=httpx2.Client | httpx2.AsyncClient)


@cache
def _hide_in_logs(names: frozenset[str]) -> None:
    logging.getLogger("httpx2").addFilter(HideQuery(names))


class BaseClient(Generic[H]):
    """What both clients share."""

    _settings: Settings
    _pool: Pool[H]
    _secrets: frozenset[str]
    _is_owner = True

    def _set_up(
        self,
        table: ClientTable,
        credentials: Mapping[str, Any],
        http_client: H | None,
        kind: type[H],
        pool: Callable[[Callable[[], H], H | None], Pool[H]],
        make: Callable[[Any], H],
        given: ClientOptions,
    ) -> None:
        """Take the settings of the caller, and the rest from the environment.

        ``make`` is given what verifies the server and shows who the client is: ``True``, or a context of
        TLS. Raises ``ConfigurationError`` for a base URL that cannot be called, and ``TypeError`` for an
        HTTP client that is not of this ``kind``, and for hooks that cannot be called.
        """
        if not isinstance(http_client, kind | None):
            raise TypeError(
                f"http_client must be an httpx2.{kind.__name__},"
                f" not {type(http_client).__name__}"
            )
        check_values(cast("Mapping[str, Any]", given))
        known = security.with_environment(table, credentials)
        verify = _verification(table, known, http_client)
        self._secrets = security.secret_names(table)
        self._settings = Settings(
            table=table,
            credentials=known,
            has_own_auth=http_client is not None and http_client.auth is not None,
            server=given.get("server"),
            base_url=_base_url(table, given),
            variables=_variables(table, given.get("variables") or {}),
            timeout=given.get("timeout"),
            total_timeout=given.get("total_timeout"),
            retries=given.get("retries"),
            headers=given.get("headers") or {},
            strict_responses=given.get("strict_responses", False),
            hooks=_hooks(given.get("hooks"), is_async=kind is httpx2.AsyncClient),
            spans=self._spans(table, given.get("telemetry", False)),
        )
        self._pool = pool(lambda: make(verify), http_client)
        if names := security.secret_query_names(table):
            _hide_in_logs(names)

    def _spans(self, table: ClientTable, telemetry: Any) -> Any:
        if telemetry is False:
            return None
        from .telemetry import spans  # noqa: PLC0415 - only where it is asked for

        return spans(telemetry, table.user_agent, self._secrets)

    def with_options(self, **options: Unpack[RequestOptions]) -> Self:
        """A client with these options on top of its own; it shares the connections of this one.

        Only closing this client closes them.
        """
        if "idempotency_key" in options:
            raise TypeError("an idempotency_key is for one call: give it in options=")
        twin = object.__new__(type(self))
        twin._settings = self._settings.merged(options)
        twin._pool = self._pool
        twin._secrets = self._secrets
        twin._is_owner = False
        return twin

    @property
    def is_closed(self) -> bool:
        """Whether the client was closed."""
        return self._pool.is_closed

    def preload(self) -> None:
        """Import and build all models now, so that no later call waits for it. Threads may call it too."""
        package = type(self).__module__.rpartition(".")[0]
        import_module(f"{package}.errors")
        import_module(f"{package}.models").preload()
        for module in _submodules(import_module(f"{package}.resources")):
            _build_types(import_module(module))

    def _start(
        self,
        operation: Operation[T],
        arguments: Mapping[str, object],
        options: RequestOptions | None,
    ) -> Call[T]:
        settings = self._settings.merged(options)
        return _call_class()(settings, operation, arguments, self._secrets)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}{' (closed)' if self.is_closed else ''}>"


def _hooks(given: Hooks | AsyncHooks | None, *, is_async: bool) -> HookSet | None:
    own = custom_hooks(PACKAGE, is_async=is_async)
    if given is None:
        return own
    from .hooks import checked, joined  # noqa: PLC0415 - few callers have hooks

    return joined(own, checked(given, is_async=is_async))


@cache
def _call_class() -> type[Call[Any]]:
    from .call import Call  # noqa: PLC0415 - loads what reads and writes data

    return Call


def _submodules(package: ModuleType) -> Iterator[str]:
    import pkgutil  # noqa: PLC0415 - few callers load everything

    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        yield module.name


def _build_types(module: ModuleType) -> None:
    """Build what validates the answers of a module's operations."""
    from .wire import adapter  # noqa: PLC0415 - loads what reads and writes data

    for operation in vars(module).values():
        if isinstance(operation, Operation):
            types = [case.type for case in operation.responses]
            types += [case.type for case in operation.errors]
            for type_ in filter(None, types):
                adapter(type_)


def _base_url(table: ClientTable, given: ClientOptions) -> str | None:
    """The base URL of the caller, or else of the environment, checked."""
    base_url = given.get("base_url")
    if base_url is not None:
        parse(base_url)
        return base_url
    if given.get("server") is not None:
        return None
    name = security.variable(table, "base_url")
    base_url = os.environ.get(name) or None
    if base_url is not None:
        parse(base_url, name)
    return base_url


def _variables(table: ClientTable, given: Mapping[str, str | None]) -> dict[str, str]:
    """The values of servers' variables that the caller or the environment sets, checked."""
    found = {}
    for name, variable in table.variables.items():
        value = given.get(name)
        if value is None:
            value = os.environ.get(security.variable(table, variable.argument)) or None
        if value is not None:
            found[name] = value
    check_variables(table, found)
    return found


def _verification(
    table: ClientTable, known: dict[str, Any], http_client: object | None
) -> Any:
    """What the HTTP client verifies servers with: where there is a client certificate, a context that shows it.

    An HTTP client of the caller's own is taken to have its certificate.
    """
    for scheme in table.schemes.values():
        if not isinstance(scheme, MutualTlsScheme):
            continue
        certificate = known.get(scheme.argument)
        if http_client is None and certificate is not None:
            from .certificates import context  # noqa: PLC0415 - few APIs ask for one

            return context(scheme.argument, certificate)
        known[scheme.argument] = http_client
    return True
