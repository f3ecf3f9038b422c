"""The model ``TriggerWorkflow``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import Required, TypedDict, Unpack

from .._runtime.model import Model

if TYPE_CHECKING:
    from .trigger_inputs import TriggerInputs, TriggerInputsInput

__all__ = [
    "TriggerWorkflow",
    "TriggerWorkflowDict",
]

_REFS = {
    "TriggerInputs": ".trigger_inputs",
}


class TriggerWorkflow(Model):
    """A request for a new instance."""

    instance_name: str
    """What the new instance is to be called."""
    trigger_inputs: TriggerInputs
    """The inputs that the workflow asks for."""

    if TYPE_CHECKING:

        def __init__(self, /, **data: Unpack[TriggerWorkflowDict]) -> None: ...


class TriggerWorkflowDict(TypedDict, total=False):
    """What callers may give for a ``TriggerWorkflow``."""

    instance_name: Required[str]
    trigger_inputs: Required[TriggerInputsInput]
