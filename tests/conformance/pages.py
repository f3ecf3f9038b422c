"""Pages: all of them, or the first where a call is about one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Pages:
    """What an SDK gave for the pages of an answer, one after the other."""

    found: list[Any]


def read_pages(response: Any, *, all_of_them: bool) -> Any:
    """The response with the data of its pages, or of its first one."""
    page = response.data
    data: Any = Pages([one.data for one in page.pages()]) if all_of_them else page.data
    return replace(response, data=data)


async def read_pages_async(response: Any, *, all_of_them: bool) -> Any:
    """The same of an async client's."""
    page = response.data
    data: Any = Pages([one.data async for one in page.pages()]) if all_of_them else page.data
    return replace(response, data=data)
