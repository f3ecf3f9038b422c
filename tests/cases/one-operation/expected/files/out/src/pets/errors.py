"""What calls raise. Everything is a ``PetsError``; see the tree in ``_runtime/errors.py``."""

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
    PayloadError,
    PermissionDeniedError,
    RateLimitError,
    ResponseValidationError,
    ServerError,
    UnprocessableEntityError,
)
from ._runtime.errors import SDKError as PetsError

if TYPE_CHECKING:
    from . import models

__all__ = [
    "PetsError",
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
    "PayloadError",
    "PermissionDeniedError",
    "RateLimitError",
    "ResponseValidationError",
    "ServerError",
    "UnprocessableEntityError",
    "Problem",
]


class Problem(PayloadError):
    """A failure whose payload is ``models.Problem``."""

    if TYPE_CHECKING:

        @property
        def data(self) -> models.Problem:
            """The payload, decoded."""
            ...
