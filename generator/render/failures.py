"""The classes that declared failures are raised as, which pages and docstrings tell of alike."""

from __future__ import annotations

from collections.abc import Iterable

from ..model import ErrorCase

_STATUS_CLASSES = {
    "400": "BadRequestError",
    "401": "AuthenticationError",
    "403": "PermissionDeniedError",
    "404": "NotFoundError",
    "409": "ConflictError",
    "422": "UnprocessableEntityError",
    "429": "RateLimitError",
    "500": "InternalServerError",
}
_HUNDREDS = {"4": "ClientError", "5": "ServerError"}


def error_classes(error: ErrorCase) -> tuple[str, ...]:
    """The classes of ``errors`` that a declared failure is raised as: its payload's, if any, and its status's."""
    by_status = _STATUS_CLASSES.get(error.status) or _HUNDREDS.get(error.status[:1], "APIError")
    return (error.error_name, by_status) if error.error_name else (by_status,)


def statuses_by_class(errors: Iterable[ErrorCase]) -> dict[str, tuple[str, ...]]:
    """The statuses that are raised as each class, in their order; ``APIError``, which all are, is left out."""
    found: dict[str, dict[str, None]] = {}
    for error in errors:
        found.setdefault(error_classes(error)[0], {})[error.status] = None
    return {name: tuple(sorted(statuses)) for name, statuses in found.items() if name != "APIError"}
