"""The SDK's settings: a TOML file beside the document, and the one place that documents each key.

Every key has a default that is worked out from the document, so that the file may be absent.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from . import codes
from .diagnostics import Diagnostic, Excerpt, InputError
from .model import Source

Identifier = Annotated[str, StringConstraints(pattern=r"\A[A-Za-z_][A-Za-z0-9_]*\Z")]
Distribution = Annotated[str, StringConstraints(pattern=r"\A[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?\Z")]
Version = Annotated[str, StringConstraints(pattern=r"\A[0-9]+(\.[0-9]+)*((a|b|rc)[0-9]+)?(\.post[0-9]+)?(\.dev[0-9]+)?\Z")]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class PackageSettings(_Table):
    """``[package]``: what is published."""

    name: Identifier | None = Field(None, description="Import name; default: the document's title in snake_case.")
    distribution: Distribution | None = Field(
        None, description="Name on the package index; default: the import name with hyphens."
    )
    version: Version = Field("0.1.0", description="Version of the SDK (not of the API).")
    client: Identifier | None = Field(
        None, description="Class name of the sync client; the async one gets the prefix Async. Default: from the title."
    )
    error: Identifier | None = Field(
        None, description="Name of the base of all errors; default: the client's name with Error for Client."
    )
    env_prefix: Annotated[str, StringConstraints(pattern=r"\A[A-Z][A-Z0-9_]*\Z")] | None = Field(
        None, description="Prefix of the environment variables; default: the import name in upper case."
    )
    description: str = Field("", description="One line for the package index; default: the document's summary or title.")
    license: str = Field("MIT", description="SPDX expression of the SDK's licence (the copied runtime is MIT).")
    authors: tuple[str, ...] = Field((), description='Authors as "Name <address>" or "Name"; also named in LICENSE.')
    homepage: str = Field("", description="URL shown on the package index.")
    repository: str = Field("", description="URL of the source repository.")


class DocsSettings(_Table):
    """``[docs]``: the reference pages."""

    tables: Literal["compact", "padded"] = Field(
        "compact", description="padded: all columns as wide as the widest cell; compact: one-row diffs."
    )


class BodySettings(_Table):
    """``[body]``: request bodies."""

    spread_limit: Annotated[int, Field(ge=0, le=255)] = Field(
        20, description="A required JSON object of at most so many properties is spread into arguments; 0: never."
    )


class Settings(_Table):
    """The whole file."""

    package: PackageSettings = PackageSettings()
    docs: DocsSettings = DocsSettings()
    body: BodySettings = BodySettings()
    groups: dict[str, str] = Field(
        {}, description="operationId = \"Group.Subgroup\": where the tags of the document do not say it."
    )
    names: dict[str, Identifier] = Field(
        {}, description="operationId = method name: where the one made from the operationId does not please."
    )


def load_settings(path: Path) -> Settings:
    """Reads a settings file. Raises ``InputError`` with the line of what is wrong."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError([Diagnostic(codes.SETTINGS_UNREADABLE, f"{path}: {error}", Source(str(path), ""))]) from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(
            [Diagnostic(codes.SETTINGS_SYNTAX, str(error), Source(str(path), _syntax_place(str(error), text)))],
            lambda source: _excerpt(source, text),
        ) from error
    try:
        return Settings.model_validate(data)
    except ValidationError as error:
        found = [
            Diagnostic(
                codes.SETTINGS_INVALID,
                f"{'.'.join(map(str, e['loc']))}: {e['msg']}",
                Source(str(path), "/" + "/".join(map(str, e["loc"]))),
            )
            for e in error.errors(include_url=False)
        ]
        raise InputError(found, lambda source: _excerpt(source, text)) from error
