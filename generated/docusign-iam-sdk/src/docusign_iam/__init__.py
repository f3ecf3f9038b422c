"""Docusign Maestro API: a client for Python."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from ._version import __version__

if TYPE_CHECKING:
    from . import errors, models
    from ._client import AsyncIamClient, IamClient
    from ._runtime.grants import (
        AuthorizationCode,
        ClientCredentials,
        DeviceCode,
        DevicePrompt,
        PasswordCredentials,
        RefreshToken,
        Token,
    )
    from ._runtime.hooks import AsyncHooks, Attempt, Hooks
    from ._runtime.operation import RetryPolicy
    from ._runtime.options import RequestOptions
    from ._runtime.raw import Response, with_response
    from ._runtime.unset import UNSET, Unset

_MODULES = {
    "AsyncIamClient": "._client",
    "IamClient": "._client",
    "AsyncHooks": "._runtime.hooks",
    "Attempt": "._runtime.hooks",
    "AuthorizationCode": "._runtime.grants",
    "ClientCredentials": "._runtime.grants",
    "DeviceCode": "._runtime.grants",
    "DevicePrompt": "._runtime.grants",
    "Hooks": "._runtime.hooks",
    "PasswordCredentials": "._runtime.grants",
    "RefreshToken": "._runtime.grants",
    "RequestOptions": "._runtime.options",
    "Response": "._runtime.raw",
    "RetryPolicy": "._runtime.operation",
    "Token": "._runtime.grants",
    "UNSET": "._runtime.unset",
    "Unset": "._runtime.unset",
    "with_response": "._runtime.raw",
}

__all__ = [
    "__version__",
    "errors",
    "models",
    "AsyncIamClient",
    "IamClient",
    "AsyncHooks",
    "Attempt",
    "AuthorizationCode",
    "ClientCredentials",
    "DeviceCode",
    "DevicePrompt",
    "Hooks",
    "PasswordCredentials",
    "RefreshToken",
    "RequestOptions",
    "Response",
    "RetryPolicy",
    "Token",
    "UNSET",
    "Unset",
    "with_response",
]


def __getattr__(name: str) -> Any:
    """Loads what is asked for, and nothing before (PEP 562)."""
    if name in ("errors", "models"):
        return importlib.import_module(f".{name}", __name__)
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(_MODULES[name], __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
