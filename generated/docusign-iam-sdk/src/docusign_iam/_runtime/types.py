"""Types of arguments and results that no model describes."""

from __future__ import annotations

import os
from collections.abc import (
    AsyncIterable,
    Awaitable,
    Callable,
    Iterable,
    Mapping,
    Sequence,
)
from typing import IO, TYPE_CHECKING, Annotated, Any, TypeAlias

from typing_extensions import TypeAliasType

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, JsonValue
    from pydantic_core import CoreSchema
else:

    class _Json:
        """pydantic's ``JsonValue``, which it takes a third of its own import to load, once a model needs it."""

        def __get_pydantic_core_schema__(
            self, source: Any, handler: GetCoreSchemaHandler
        ) -> CoreSchema:
            from pydantic import JsonValue  # noqa: PLC0415 - see above

            return handler.generate_schema(JsonValue)

    JsonValue = Annotated[Any, _Json()]

JsonInput = TypeAliasType(
    "JsonInput",
    "str | int | float | bool | Sequence[JsonInput] | Mapping[str, JsonInput] | None",
)
"""Anything JSON can say, as callers may give it: sequences and mappings of any class."""

FileContent: TypeAlias = bytes | bytearray | os.PathLike[str] | IO[bytes]
"""What a file holds: bytes, a path, or an object opened for reading in binary mode."""

FileInput: TypeAlias = (
    FileContent
    | tuple[str | None, FileContent]
    | tuple[str | None, FileContent, str | None]
    | tuple[str | None, FileContent, str | None, Mapping[str, str]]
)
"""A file to send; in a tuple its name and, after its content, its media type and the further headers of
its part of a multipart body may be told."""

UploadInput: TypeAlias = FileInput | Iterable[bytes]
"""A body of raw bytes: a file, or pieces of it that are sent as they come."""

AsyncUploadInput: TypeAlias = UploadInput | AsyncIterable[bytes]
"""The same for async clients."""

Credential: TypeAlias = str | Callable[[], str]
"""A secret, or a function that returns one; it is called for each request that is sent."""

AsyncCredential: TypeAlias = str | Callable[[], str | Awaitable[str]]
"""A secret, or a function, async ones included, that returns one."""

__all__ = [
    "AsyncCredential",
    "AsyncUploadInput",
    "Credential",
    "FileContent",
    "FileInput",
    "JsonInput",
    "JsonValue",
    "UploadInput",
]
