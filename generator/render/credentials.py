"""What a call needs to be let in, as pages and docstrings tell it."""

from __future__ import annotations

from collections.abc import Callable

from ..model import Api, Operation, SecurityAlternative
from .tables import scheme_arguments


def credential_ways(operation: Operation, api: Api, code: Callable[[str], str]) -> tuple[str, ...]:
    """The ways to be let in, where they are not those of all calls; an empty one needs nothing.

    ``code`` marks the names of arguments and scopes.
    """
    if operation.security == api.security:
        return ()
    return tuple(_way(alternative, api, code) for alternative in operation.security) or ("",)


def _way(alternative: SecurityAlternative, api: Api, code: Callable[[str], str]) -> str:
    schemes = {scheme.id: scheme for scheme in api.schemes}
    parts = []
    for use in alternative:
        scheme = schemes[use.scheme_id]
        named = " and ".join(map(code, scheme_arguments(scheme))) or code(scheme.id)
        scopes = ", ".join(map(code, use.scopes))
        parts.append(f"{named} (scopes: {scopes})" if scopes else named)
    return " and ".join(parts)
