"""The models of the API.

A model is imported and built when it is first used; ``preload()`` does it for all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
    from .._runtime.lazy import preload

    preload(__name__, _MODULES)


if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        from .._runtime.lazy import load

        return load(__name__, _MODULES, name)


def __dir__() -> list[str]:
    return sorted(__all__)
