"""The models of the API.

A model is imported and built when it is first used; ``preload()`` does it for all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._runtime import lazy as _lazy

if TYPE_CHECKING:
    from .pet import Pet, PetDict

__all__ = [
    "Pet",
    "PetDict",
    "preload",
]

_MODULES = {
    "Pet": "pet",
    "PetDict": "pet",
}


def preload() -> None:
    """Import and build all models now, so that no later call waits for it."""
    _lazy.preload(__name__, _MODULES)


if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        return _lazy.load(__name__, _MODULES, name)


def __dir__() -> list[str]:
    return sorted(__all__)
