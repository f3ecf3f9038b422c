"""The SDK's settings: a TOML file beside the document, and the one place that documents each key.

Every key has a default that is worked out from the document, so that the file may be absent.
"""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, PrivateAttr, ValidationError
from pydantic_core import ErrorDetails

from . import codes
from .diagnostics import Diagnostic, Excerpt, InputError, Locate
from .model import Source
from .pagination_settings import PaginationSettings
from .setting_values import (
    Author,
    ClientName,
    Distribution,
    EnvironmentPrefix,
    ErrorName,
    ExtensionPattern,
    HeaderName,
    Identifier,
    ImportName,
    Licence,
    Line,
    Pattern,
    Table,
    Url,
    Version,
    is_mapping,
    table_of,
)
from .toml_places import excerpt, fault_place, fault_words, find_key


class PackageSettings(Table):
    """What is published."""

    name: ImportName | None = Field(
        default=None, description="Import name; default: the document's title in snake_case."
    )
    distribution: Distribution | None = Field(
        default=None, description="Name on the package index; default: the import name with hyphens."
    )
    version: Version = Field(default="0.1.0", description="Version of the SDK (not of the API).")
    client: ClientName | None = Field(
        default=None,
        description="Class name of the sync client; the async one gets the prefix Async. Default: from the title.",
    )
    error: ErrorName | None = Field(
        default=None, description="Name of the base of all errors; default: the client's name with Error for Client."
    )
    env_prefix: EnvironmentPrefix | None = Field(
        default=None, description="Prefix of the environment variables; default: the import name in upper case."
    )
    description: Line = Field(
        default="", description="One line for the package index; default: the document's summary or title."
    )
    license: Licence = Field(
        default="MIT", description="SPDX expression of the SDK's licence (the copied runtime is MIT)."
    )
    authors: tuple[Author, ...] = Field(
        default=(), description='Authors as "Name <address>" or "Name"; also named in LICENSE.'
    )
    homepage: Url = Field(default="", description="URL shown on the package index.")
    repository: Url = Field(default="", description="URL of the source repository.")


class DocumentSettings(Table):
    """The OpenAPI document."""

    url: Url = Field(default="", description="Where it is published: what relative URLs of servers are relative to.")
    overlays: tuple[Line, ...] = Field(
        default=(),
        description="OpenAPI Overlays (1.0 or 1.1), applied in this order; paths from the folder of the settings.",
    )


class DocsSettings(Table):
    """The reference pages."""

    tables: Literal["compact", "padded"] = Field(
        default="compact", description="padded: all columns as wide as the widest cell; compact: one-row diffs."
    )


class ContractSettings(Table):
    """Tests that the package carries."""

    contract: bool = Field(
        default=False,
        description="Write tests of each operation against a mock that answers as the document says; pytest runs them.",
    )


class BodySettings(Table):
    """Request bodies."""

    spread_limit: Annotated[int, Field(ge=0, le=255)] = Field(
        default=20,
        description="A required JSON object of at most so many properties is spread into arguments; 0: never.",
    )


class FormatSettings(Table):
    """What programs hold of a format; on the wire nothing changes."""

    date_time: Literal["datetime", "str"] = Field(default="datetime", description="Strings of the format date-time.")
    date: Literal["date", "str"] = Field(default="date", description="Strings of the format date.")
    time: Literal["time", "str"] = Field(default="time", description="Strings of the format time.")
    duration: Literal["timedelta", "str"] = Field(
        default="timedelta", description="Strings of the format duration; str keeps months and years."
    )
    unixtime: Literal["datetime", "number"] = Field(
        default="datetime", description="Integers and numbers of the format unixtime: seconds since 1970."
    )
    numeric_duration: Literal["number", "timedelta"] = Field(
        default="number", description="Integers and numbers of the formats seconds and milliseconds."
    )
    byte: Literal["bytes", "str"] = Field(
        default="bytes", description="Strings in Base64 (byte, base64, base64url); str: the text as it travels."
    )
    uuid: Literal["str", "UUID"] = Field(default="str", description="Strings of the format uuid.")
    int64: Literal["str", "int"] = Field(
        default="str", description="Strings of the formats int64 and uint64; integers are int always."
    )
    decimal: Literal["Decimal", "float", "str"] = Field(
        default="Decimal", description="The format decimal; str is for strings, numbers stay Decimal then."
    )
    number: Literal["float", "Decimal"] = Field(
        default="float", description="Numbers of any other format, or none: Decimal for amounts of money."
    )


class EnumSettings(Table):
    """Enums. An open one keeps values that the document does not list."""

    closed: tuple[Pattern, ...] = Field(
        default=(),
        description='Enums that have the listed values alone, by their names in Python: "*", "OrderStatus". * stands '
        "for any characters.",
    )


class ClientSettings(Table):
    """What the clients do of themselves."""

    idempotency_header: HeaderName = Field(
        default="",
        description=(
            "Header in which each POST and PATCH sends a key of its own, the same in all attempts, where the API knows "
            'repeated requests by it: "Idempotency-Key". Such calls are then tried again like others. Default: none.'
        ),
    )
    webhook_header: HeaderName = Field(
        default="",
        description=(
            "Header in which webhooks are signed with a plain HMAC-SHA256 of their body, in hexadecimal or Base64. "
            "Default: the three headers of Standard Webhooks."
        ),
    )


class SelectionSettings(Table):
    """Patterns that operations fit. In each, ``*`` stands for any characters."""

    tags: tuple[Pattern, ...] = Field(default=(), description='Tags, such as "Pets" or "Admin*".')
    paths: tuple[Pattern, ...] = Field(
        default=(),
        description=(
            'Paths, such as "/pets/**": * stays within a segment, ** does not, and /** at the end also stands for '
            "nothing. A webhook goes by its name."
        ),
    )
    methods: tuple[Pattern, ...] = Field(default=(), description='HTTP methods, such as "GET", in any case.')
    operations: tuple[Pattern, ...] = Field(
        default=(), description='operationIds, such as "list*"; or method and path, such as "GET /pets/*".'
    )
    extensions: tuple[ExtensionPattern, ...] = Field(
        default=(),
        description=(
            'Extensions of the operation or its path: "x-internal" asks for any value but false and null, '
            '"x-audience=partner" for that value or a list with it. Under [exclude] also those of parameters and '
            "schemas: parameters (but no path's), properties and variants of unions are left out."
        ),
    )


class IncludeSettings(SelectionSettings):
    """Which operations the SDK has: those that fit a pattern of every key given here. Default: all of them."""


class ExcludeSettings(SelectionSettings):
    """Which operations are left out: those that fit any pattern here, also where they are included above."""

    deprecated: bool = Field(default=False, description="Leave deprecated operations out.")


class ComponentSettings(Table):
    """The components of the document."""

    prune: bool = Field(
        default=False,
        description=(
            "Leave out schemas and security schemes that no operation uses. Always so where [include] or [exclude] "
            "is set."
        ),
    )


BumpRule = Literal["auto", "major", "minor", "patch"]


class ReleaseSettings(Table):
    """Which version a release gets: what changed for users decides, after Semantic Versioning."""

    breaking: BumpRule = Field(
        default="auto", description="What a breaking change raises; auto: the major version, and before 1.0 the minor."
    )
    additive: BumpRule = Field(
        default="auto", description="What something new raises; auto: the minor version, and before 1.0 the patch."
    )
    neutral: BumpRule = Field(
        default="auto", description="What a change raises that no code notices; auto: the patch version."
    )
    as_breaking: tuple[Line, ...] = Field(
        default=(), description='Kinds of change that count as breaking, such as "server-changed"; diff names them.'
    )
    as_additive: tuple[Line, ...] = Field(
        default=(), description='Kinds of change that count as additive, such as "server-default".'
    )
    as_neutral: tuple[Line, ...] = Field(
        default=(), description='Kinds of change that count as neutral, such as "header-removed".'
    )


class Settings(Table):
    """The whole file."""

    package: PackageSettings = PackageSettings()
    document: DocumentSettings = DocumentSettings()
    docs: DocsSettings = DocsSettings()
    tests: ContractSettings = ContractSettings()
    body: BodySettings = BodySettings()
    formats: FormatSettings = FormatSettings()
    enums: EnumSettings = EnumSettings()
    client: ClientSettings = ClientSettings()
    pagination: PaginationSettings = PaginationSettings()
    include: IncludeSettings = IncludeSettings()
    exclude: ExcludeSettings = ExcludeSettings()
    components: ComponentSettings = ComponentSettings()
    release: ReleaseSettings = ReleaseSettings()
    groups: dict[str, str] = Field(
        default={}, description='operationId = "Group.Subgroup": where the tags of the document do not say it.'
    )
    names: dict[str, Identifier] = Field(
        default={}, description='operationId = "method_name": where the one made from the operationId does not please.'
    )
    aliases: dict[str, str] = Field(
        default={},
        description=(
            'old = "new", both as "group.method": names that methods had before, and are still reached by. '
            "They are deprecated."
        ),
    )
    _file: str = PrivateAttr("")

    @property
    def file(self) -> str:
        """Where the settings were read from; empty where they are the defaults."""
        return self._file


def load_settings(path: Path) -> Settings:
    """Reads a settings file. Raises ``InputError`` with the line and column of what is wrong, and the remedy."""
    source = Source(str(path), "")
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        words = error.strerror or str(error) if isinstance(error, OSError) else "it is not UTF-8 text"
        raise InputError(
            [Diagnostic(codes.SETTINGS_UNREADABLE, f"cannot read the settings: {words}", source)]
        ) from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = fault_place(str(error), text)
        fault = Diagnostic(codes.SETTINGS_SYNTAX, fault_words(str(error)), source)
        raise InputError([fault], lambda source: excerpt(source.file, text, place)) from error
    try:
        settings = Settings.model_validate(data)
    except ValidationError as error:
        found = [_fault(str(path), details) for details in error.errors(include_url=False)]
        raise InputError(found, lambda source: excerpt(source.file, text, _place(source, text))) from error
    settings._file = str(path)
    return settings


def locate_settings(path: Path) -> Locate:
    """What finds the lines of a settings file that was read."""

    def locate(source: Source) -> Excerpt | None:
        if source.file != str(path):
            return None
        text = path.read_text("utf-8")
        return excerpt(source.file, text, _place(source, text))

    return locate


def _table_at(path: list[str]) -> type[Table] | None:
    """The table at a path of keys; ``None`` where its keys are free."""
    table: type[Table] | None = Settings
    rest = iter(path)
    for name in rest:
        field = table.model_fields.get(name) if table else None
        table = table_of(field) if field else None
        if field and is_mapping(field) and next(rest, None) is None:
            return None
    return table


def _fault(file: str, details: ErrorDetails) -> Diagnostic:
    path = [str(part) for part in details["loc"] if part != "[key]"]
    pointer = "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in path)
    if details["type"] == "extra_forbidden":
        message, remedy = _unknown(path)
    else:
        message, remedy = f"{'.'.join(path)} {_words(details)}", ""
    return Diagnostic(codes.SETTINGS_INVALID, message, Source(file, pointer), remedy=remedy)


def _words(details: ErrorDetails) -> str:
    if details["type"] in ("model_type", "dict_type"):
        return "must be a table"
    if details["type"] == "tuple_type":
        return "must be an array"
    return details["msg"].removeprefix("Value error, ").replace("Input should be", "must be").replace("a valid ", "a ")


def _unknown(path: list[str]) -> tuple[str, str]:
    """The message for an unknown key, and as the remedy the key that was probably meant."""
    *above, key = path
    model = _table_at(above)
    keys = sorted(model.model_fields) if model else []
    where = f"in [{'.'.join(above)}]" if above else "at the top of the file"
    if close := difflib.get_close_matches(key, keys, 1):
        remedy = f'Did you mean "{close[0]}"?'
    elif homes := [
        name for name, field in Settings.model_fields.items() if key in getattr(table_of(field), "model_fields", ())
    ]:
        remedy = f"It belongs in [{homes[0]}]."
    else:
        remedy = f"Known here: {', '.join(keys)}."
    return f'unknown key "{key}" {where}', remedy


def _place(source: Source, text: str) -> tuple[int, int]:
    parts = [part.replace("~1", "/").replace("~0", "~") for part in source.pointer.split("/")[1:]]
    return find_key(parts, text)
