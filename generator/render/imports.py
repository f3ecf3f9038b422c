"""What annotations need imported, by the words that a module's text has."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from .layout import import_line
from .xml import XML_NAMES

_TYPING_NAMES = (
    "Annotated", "AsyncIterable", "Dict", "Iterable", "List", "Literal", "Mapping", "Sequence", "TypeAlias", "overload",
)  # fmt: skip
_RUNTIME_NAMES = {
    "enums": ("FirstKnown",),
    "events": ("ServerSentEvent",),
    "formats": (
        "Base64Bytes",
        "Base64UrlBytes",
        "Binary",
        "DecimalNumber",
        "DecimalString",
        "DurationString",
        "FloatString",
        "IntString",
    ),
    "numeric_times": (
        "MillisFloat",
        "MillisInt",
        "SecondsFloat",
        "SecondsInt",
        "UnixTimeFloat",
        "UnixTimeInt",
    ),
    "types": ("AsyncUploadInput", "FileInput", "JsonInput", "JsonValue", "UploadInput"),
    "unions": ("Tagged",),
    "unset": ("UNSET", "Unset"),
    "xml_shapes": XML_NAMES,
}


def standard_imports(words: Collection[str]) -> Iterator[str]:
    """The modules of the standard library that stand for formats."""
    if "_dt" in words:
        yield "import datetime as _dt"
    if "_uuid" in words:
        yield "import uuid as _uuid"
    if "Decimal" in words:
        yield "from decimal import Decimal"


def value_imports(names: Collection[str]) -> Iterator[str]:
    """The classes that values in programs are made with, by the names that ``expressions`` collects."""
    if "Decimal" in names:
        yield "from decimal import Decimal"
    if "UUID" in names:
        yield "from uuid import UUID"


def typing_import(words: Collection[str]) -> str:
    """The import of ``typing``."""
    return import_line("typing", ["TYPE_CHECKING", *(name for name in _TYPING_NAMES if name in words)])


def runtime_imports(words: Collection[str], dots: str) -> Iterator[str]:
    """The names of the runtime that annotations use; ``dots`` lead from the module to the package."""
    for module, known in _RUNTIME_NAMES.items():
        used = [name for name in known if name in words]
        if used:
            yield import_line(f"{dots}_runtime.{module}", used)
