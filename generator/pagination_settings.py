"""The table ``[pagination]`` of the settings: what is paged, and how, where the document does not say it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from .setting_values import Line, Pattern, Table

_NEEDS_INPUT = {"cursor", "offset", "page"}
_NEEDS_NEXT = {"cursor", "url"}


class OperationPagination(Table):
    """How the pages of operations follow each other. Paths are names as they travel, such as "$.meta.next"."""

    type: Literal["cursor", "offset", "page", "url", "link", "none"]
    input: Line = Field(default="", description="The parameter, or property of the body, that takes the position.")
    in_body: bool = Field(default=False, description="The input is a property of the body, whatever parameters are.")
    results: Line = Field(default="", description="Path to the list of items; default: the answer is the list.")
    next: Line = Field(default="", description="Path to the cursor or URL of the next page.")
    next_header: Line = Field(default="", description="The header of the answer that has it instead.")
    has_more: Line = Field(default="", description="Path to the flag that there is another page.")
    pages: Line = Field(default="", description="Path to the number of pages.")

    @model_validator(mode="after")
    def _complete(self) -> OperationPagination:
        if self.type in _NEEDS_INPUT and not self.input:
            raise ValueError(f"needs input: the parameter that takes the {self.type}")
        if self.type in _NEEDS_NEXT and not (self.next or self.next_header):
            raise ValueError(f"needs next, or next_header: where the next {self.type} stands")
        return self


class PaginationSettings(Table):
    """Long answers that come in pages."""

    recognise: bool = Field(
        default=True,
        description="Page also where the document does not say so, but request and answer both clearly do.",
    )
    operations: dict[Pattern, OperationPagination] = Field(
        default={},
        description=(
            'Tables by operationId, or by a pattern such as "list*" or "GET /pets/*", which go before the document: '
            'type ("cursor", "offset", "page", "url", "link" or "none"), input, in_body, results, next, next_header, '
            "has_more and pages, as under `x-sdk-pagination`."
        ),
    )
