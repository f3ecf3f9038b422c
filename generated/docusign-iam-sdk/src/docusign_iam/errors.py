"""What calls raise. Everything is a ``IamError``; see the tree in ``_runtime/errors.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._runtime.errors import (
    APIConnectionError,
    APIError,
    APITimeoutError,
    AuthenticationError,
    BadRequestError,
    ClientError,
    ClosedClientError,
    ConfigurationError,
    ConflictError,
    InternalServerError,
    NotFoundError,
    OAuthError,
    PayloadError,
    PermissionDeniedError,
    RateLimitError,
    ResponseValidationError,
    ServerError,
    UnprocessableEntityError,
)
from ._runtime.errors import SDKError as IamError

if TYPE_CHECKING:
    from . import models

__all__ = [
    "IamError",
    "APIConnectionError",
    "APIError",
    "APITimeoutError",
    "AuthenticationError",
    "BadRequestError",
    "ClientError",
    "ClosedClientError",
    "ConfigurationError",
    "ConflictError",
    "InternalServerError",
    "NotFoundError",
    "OAuthError",
    "PayloadError",
    "PermissionDeniedError",
    "RateLimitError",
    "ResponseValidationError",
    "ServerError",
    "UnprocessableEntityError",
    "Error",
]


class Error(PayloadError):
    """A failure whose payload is ``models.Error``."""

    if TYPE_CHECKING:

        @property
        def data(self) -> models.Error:
            """The payload, decoded."""
            ...
