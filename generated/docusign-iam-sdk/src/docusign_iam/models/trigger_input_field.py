"""The model ``TriggerInputField``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import TypedDict, Unpack

from .._runtime.model import Model

if TYPE_CHECKING:
    from .trigger_input_value import TriggerInputValue, TriggerInputValueInput

__all__ = [
    "TriggerInputField",
    "TriggerInputFieldDict",
]

_REFS = {
    "TriggerInputValue": ".trigger_input_value",
}


class TriggerInputField(Model):
    """One input of a workflow."""

    field_name: str | None = None
    """The key of the input in `trigger_inputs`."""
    field_data_type: str | None = None
    """The kind of value that is expected, such as `String` or `Number`."""
    default_value: TriggerInputValue | None = None
    """The value that is taken when the input is left out."""

    if TYPE_CHECKING:

        def __init__(self, /, **data: Unpack[TriggerInputFieldDict]) -> None: ...


class TriggerInputFieldDict(TypedDict, total=False):
    """What callers may give for a ``TriggerInputField``."""

    field_name: str
    field_data_type: str
    default_value: TriggerInputValueInput
