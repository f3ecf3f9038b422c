"""One small reader per version, each to the one internal dialect: OpenAPI 3.1 shapes."""

from __future__ import annotations

from ...diagnostics import Kind
from ..moves import Moves
from ..values import Json
from . import v2_0, v3_0, v3_1, v3_2
from .shared import SharedParts
from .tell import Tell
from .webhooks import named_webhooks

VERSIONS = ("2.0", "3.0", "3.1", "3.2")
"""The major and minor versions that are read."""


def upgrade(data: dict[str, Json], version: str, tell: Tell) -> tuple[dict[str, Json], Moves]:
    """The document in 3.1 shapes, and where its nodes stood before.

    ``data`` stays as it is and may share parts with the result. ``version`` is one of ``VERSIONS``.
    ``tell`` hears of what cannot be said in 3.1, with its pointer as written.
    """
    moves = Moves()

    def tell_as_written(kind: Kind, message: str, pointer: str) -> None:
        tell(kind, message, moves.origin(pointer))

    data, webhooks = named_webhooks(data)
    moves.add(webhooks)
    if version == "2.0":
        data, prefixes, rename = v2_0.upgrade(data, tell)
        moves.add(prefixes)
    shared = SharedParts(data, tell_as_written)
    moves.add(shared.moves)
    if version == "2.0":
        made, in_schemas = v3_0.upgrade(data, tell_as_written, shared, rename)
    elif version == "3.0":
        made, in_schemas = v3_0.upgrade(data, tell_as_written, shared)
    else:
        made, in_schemas = (v3_1 if version == "3.1" else v3_2).upgrade(data, shared)
    moves.add(in_schemas)
    return made, moves
