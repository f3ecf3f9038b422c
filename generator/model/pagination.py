"""Pagination: how one page of a long answer leads to the next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .types import TypeRef


class PageStyle(StrEnum):
    """What the next page is asked for by."""

    CURSOR = "cursor"
    OFFSET = "offset"
    PAGE = "page"
    URL = "url"


@dataclass(frozen=True, slots=True)
class PageInput:
    """Where the position goes: ``argument``, or ``field`` of the body where that is given whole as ``body``.

    ``argument`` is empty where the body is always given whole. ``first`` is the position of a call that
    does not name one.
    """

    argument: str
    body: str = ""
    field: str = ""
    first: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pagination:
    """How the pages of an operation follow each other.

    ``items``, ``next``, ``more`` and ``last`` are names of fields that lead through the decoded answer:
    to the list of items (the answer itself, where there are none), to the cursor or URL of the next page,
    to the flag that says whether there is one, and to the number of pages. ``header`` is that of the answer
    in which the cursor or URL stands instead; of ``Link`` it is the target of ``rel=next`` (RFC 8288).
    ``item`` is the type of an item.
    """

    style: PageStyle
    item: TypeRef
    items: tuple[str, ...] = ()
    input: PageInput | None = None
    next: tuple[str, ...] = ()
    header: str = ""
    more: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
