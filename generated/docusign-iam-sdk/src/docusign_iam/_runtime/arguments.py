"""What is said of arguments that cannot be sent: which one, and why, never its value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn

from pydantic import ValidationError

_SHOWN = 5


def refuse(
    operation: str,
    argument: str,
    error: ValueError | TypeError,
    fields: Mapping[str, str] | None = None,
) -> NoReturn:
    """Raise the same kind of error with the name of the argument in front.

    ``fields`` gives the arguments that stand for fields of the body, by the names of the fields. The
    error that was is not chained: pydantic's shows the values, which may be secrets.
    """
    if isinstance(error, ValidationError):
        said = "; ".join(_faults(argument, error, fields or {}))
        raise ValueError(f"{operation}(): {said}") from None
    kind = TypeError if isinstance(error, TypeError) else ValueError
    raise kind(f"{operation}(): argument {argument!r}: {_reason(error)}") from None


def _reason(error: Exception) -> str:
    if isinstance(error, UnicodeEncodeError):
        return "it has a character that cannot be written in UTF-8"
    return str(error)


def _faults(
    argument: str, error: ValidationError, fields: Mapping[str, str]
) -> list[str]:
    """Each fault once, by the place where it is."""
    details = error.errors(
        include_url=False, include_context=False, include_input=False
    )
    found: dict[str, None] = {}
    for detail in details:
        path = list(detail["loc"])
        name = argument
        if path and path[0] in fields:
            name = fields[str(path.pop(0))]
        place = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in path)
        found[f"argument {name + place!r}: {detail['msg']}"] = None
    said = list(found)
    more = len(said) - _SHOWN
    return said[:_SHOWN] + ([f"and {more} more faults"] if more > 0 else [])
