"""What travels outside a body: paths, parameters and headers (OpenAPI 3.1 sections 4.8.12 and 4.8.21)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .definitions import Cardinality, Example
from .source import Source
from .types import TypeRef


class Location(StrEnum):
    """Where a parameter travels (OpenAPI 3.1 section 4.8.12.1; ``querystring`` is from 3.2)."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    COOKIE = "cookie"
    QUERYSTRING = "querystring"


@dataclass(frozen=True, slots=True)
class PathText:
    """Literal text of a path template, slashes included."""

    text: str


@dataclass(frozen=True, slots=True)
class PathVariable:
    """A ``{wire_name}`` of a path template."""

    wire_name: str


@dataclass(frozen=True, slots=True)
class PathTemplate:
    """A path, parsed once. ``raw`` is the document's own spelling; a segment may hold several variables."""

    raw: str
    parts: tuple[PathText | PathVariable, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """An argument outside the body (OpenAPI 3.1 section 4.8.12).

    ``content_type`` is set where the parameter is described by ``content``: its value is then
    written in that media type and ``style`` says nothing. ``allow_empty``: an empty value is sent, and not
    left out (``allowEmptyValue``).
    """

    wire_name: str
    name: str
    location: Location
    type: TypeRef
    cardinality: Cardinality
    source: Source
    style: str
    explode: bool
    allow_reserved: bool = False
    allow_empty: bool = False
    content_type: str | None = None
    description: str = ""
    deprecated: bool = False
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A header of a response, or of a part of a multipart body; its style is ``simple`` always.

    ``content_type`` is set where ``content`` describes it: its value then has that media type.
    """

    wire_name: str
    name: str
    type: TypeRef
    cardinality: Cardinality
    source: Source
    explode: bool = False
    content_type: str | None = None
    description: str = ""
    deprecated: bool = False
    examples: tuple[Example, ...] = ()
