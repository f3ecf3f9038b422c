"""The model ``TriggerInputs``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Dict

from typing_extensions import TypeAliasType

if TYPE_CHECKING:
    from .trigger_input_value import TriggerInputValue, TriggerInputValueInput

__all__ = [
    "TriggerInputs",
    "TriggerInputsInput",
]

_REFS = {
    "TriggerInputValue": ".trigger_input_value",
}


TriggerInputs = TypeAliasType(
    "TriggerInputs",
    "Dict[str, TriggerInputValue]",
)
"""The inputs of an instance, by name."""

TriggerInputsInput = TypeAliasType(
    "TriggerInputsInput",
    "Mapping[str, TriggerInputValueInput]",
)
"""What callers may give for a ``TriggerInputs``."""
