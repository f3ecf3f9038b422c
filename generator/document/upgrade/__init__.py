"""One small reader per version, each to the one internal dialect: OpenAPI 3.1 shapes."""

from __future__ import annotations

from collections.abc import Callable

from ..moves import Moves
from ..values import Json
from . import v3_0, v3_1, v3_2

VERSIONS = ("2.0", "3.0", "3.1", "3.2")
"""The major and minor versions that are read."""


def upgrade(
    data: dict[str, Json], version: str, moves: Moves, on_siblings: Callable[[str, list[str]], None]
) -> dict[str, Json]:
    """The document in 3.1 shapes; ``data`` stays as it is and may share parts with the result.

    ``version`` is one of ``VERSIONS``. ``moves`` learns where nodes stood; ``on_siblings`` hears, for
    each ``$ref`` beside which keywords are left out, the first one's pointer as written and all names.
    """

    def tell(pointer: str, keywords: list[str]) -> None:
        on_siblings(moves.origin(pointer), keywords)

    match version:
        case "3.0":
            return v3_0.upgrade(data, moves.layer(), tell)
        case "3.1":
            return v3_1.upgrade(data, moves.layer())
        case "3.2":
            return v3_2.upgrade(data, moves.layer())
        case _:
            raise ValueError(f"not a supported version: {version}")
