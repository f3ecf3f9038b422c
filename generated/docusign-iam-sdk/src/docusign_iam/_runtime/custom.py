"""Hooks of the package's maintainer: those in ``custom/hooks.py``, a file that no generator writes or touches."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .hooks import HookSet

PACKAGE = __name__.rpartition("._runtime.")[0]
"""The package whose runtime this is."""


@cache
def module(package: str) -> ModuleType | None:
    """The module ``custom.hooks`` of a package, or ``None`` where it has none."""
    if not package or find_spec(f"{package}.custom") is None:
        return None
    name = f"{package}.custom.hooks"
    return import_module(name) if find_spec(name) is not None else None


def custom_hooks(package: str, *, is_async: bool) -> HookSet | None:
    """The hooks that each client of a package gets, before those that it is given.

    They are what the module calls ``hooks``, a ``Hooks``; the async client takes ``async_hooks`` in its place
    where there is one. Raises ``TypeError`` for what is no ``Hooks``.
    """
    found = module(package)
    if found is None:
        return None
    given = getattr(found, "hooks", None)
    if is_async:
        given = getattr(found, "async_hooks", given)
    if given is None:
        return None
    from .hooks import checked  # noqa: PLC0415 - few packages have hooks

    return checked(given, is_async=is_async)
