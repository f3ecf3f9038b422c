"""The model ``TriggerInputValue``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Dict, List

from typing_extensions import TypeAliasType

from .._runtime.types import JsonInput, JsonValue

__all__ = [
    "TriggerInputValue",
    "TriggerInputValueInput",
]


TriggerInputValue = TypeAliasType(
    "TriggerInputValue",
    "str | float | bool | Dict[str, JsonValue] | List[JsonValue]",
)
"""The value of one input."""

TriggerInputValueInput = TypeAliasType(
    "TriggerInputValueInput",
    "str | float | bool | Mapping[str, JsonInput] | Sequence[JsonInput]",
)
"""What callers may give for a ``TriggerInputValue``."""
