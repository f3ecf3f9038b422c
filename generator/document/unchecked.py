"""What stands among the faults of a document for a part that the validator failed on."""

from __future__ import annotations

from openapi_spec_validator.validation.exceptions import OpenAPIValidationError
from referencing.exceptions import PointerToNowhere

_MAX_MESSAGE = 200


class UncheckedError(OpenAPIValidationError):
    """Stands among the faults for a part that the validator failed on."""


class DanglingError(UncheckedError):
    """Stands for a part that could not be checked because a reference leads nowhere."""


def unchecked(error: Exception) -> UncheckedError:
    """What stands for a part whose check ended with this error."""
    return (DanglingError if isinstance(error, PointerToNowhere) else UncheckedError)(reason_of(error))


def reason_of(error: Exception) -> str:
    """Why a part could not be checked, in a few words."""
    if isinstance(error, RecursionError):
        return "it nests too deep"
    if isinstance(error, PointerToNowhere):
        return f"a reference leads nowhere: #{error.ref}"
    if isinstance(error, KeyError):
        return f"{error} is missing"
    text = " ".join(str(error).split())
    return cut(f"{type(error).__name__}: {text}" if text else type(error).__name__)


def cut(text: str) -> str:
    """A sentence of a length that is read."""
    return text if len(text) <= _MAX_MESSAGE else text[: _MAX_MESSAGE - 3] + "..."
