"""The model ``WorkflowTriggerRequirementsSuccess``."""

from __future__ import annotations

import datetime as _dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, List, Literal

from typing_extensions import TypedDict, Unpack

from .._runtime.model import Model

if TYPE_CHECKING:
    from .resource_metadata import ResourceMetadata, ResourceMetadataDict
    from .trigger_http_config import TriggerHttpConfig, TriggerHttpConfigDict
    from .trigger_input_field import TriggerInputField, TriggerInputFieldDict

__all__ = [
    "WorkflowTriggerRequirementsSuccess",
    "WorkflowTriggerRequirementsSuccessDict",
]

_REFS = {
    "ResourceMetadata": ".resource_metadata",
    "TriggerHttpConfig": ".trigger_http_config",
    "TriggerInputField": ".trigger_input_field",
}


class WorkflowTriggerRequirementsSuccess(Model):
    """What it takes to start a workflow."""

    __nullable__ = (
        "request_id",
        "response_timestamp",
        "response_duration_ms",
        "page_limit",
        "page_token_next",
    )

    request_id: str | None = None
    """Identifies the request in the logs of the service; quote it when you ask for
    help.
    """
    response_timestamp: _dt.datetime | None = None
    """When the response was made."""
    response_duration_ms: int | None = None
    """How long the service worked on the request, in milliseconds.

    At least ``0``.
    """
    page_limit: int | None = None
    """The greatest number of entries that the response may hold."""
    page_token_next: str | None = None
    """Stands for the entries that follow; null on the last page."""
    trigger_id: str | None = None
    """Identifies the trigger."""
    trigger_event_type: Literal["HTTP"] | None = None
    """The kind of event that the workflow waits for."""
    trigger_http_config: TriggerHttpConfig | None = None
    """Where and how the event is sent."""
    trigger_input_schema: List[TriggerInputField] | None = None
    """The inputs that the event has to carry."""
    metadata: ResourceMetadata | None = None
    """Who created and changed the trigger, and when."""

    if TYPE_CHECKING:

        def __init__(
            self, /, **data: Unpack[WorkflowTriggerRequirementsSuccessDict]
        ) -> None: ...


class WorkflowTriggerRequirementsSuccessDict(TypedDict, total=False):
    """What callers may give for a ``WorkflowTriggerRequirementsSuccess``."""

    request_id: str | None
    response_timestamp: _dt.datetime | None
    response_duration_ms: int | None
    page_limit: int | None
    page_token_next: str | None
    trigger_id: str
    trigger_event_type: Literal["HTTP"]
    trigger_http_config: TriggerHttpConfig | TriggerHttpConfigDict
    trigger_input_schema: Sequence[TriggerInputField | TriggerInputFieldDict]
    metadata: ResourceMetadata | ResourceMetadataDict
