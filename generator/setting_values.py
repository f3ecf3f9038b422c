"""What the values of settings may be."""

from __future__ import annotations

import keyword
import re
import sys
from collections.abc import Callable, Container
from typing import Annotated, get_args

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from pydantic import AfterValidator, BaseModel, ConfigDict
from pydantic.fields import FieldInfo

from .python import reserved


class Table(BaseModel):
    """A table of the settings file."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def table_of(field: FieldInfo) -> type[Table] | None:
    """The table that a key holds, or that each value of the mapping is which it holds."""
    kind = get_args(field.annotation)[-1] if is_mapping(field) else field.annotation
    return kind if isinstance(kind, type) and issubclass(kind, Table) else None


def is_mapping(field: FieldInfo) -> bool:
    """Whether the keys below a key are the document's own."""
    return getattr(field.annotation, "__origin__", None) is dict


def _matching(pattern: str, what: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if not re.fullmatch(pattern, value) or keyword.iskeyword(value):
            raise ValueError(f"must be {what}")
        return value

    return check


def _pattern(value: str) -> str:
    if not value:
        raise ValueError("must be a pattern, and not empty")
    return value


def _other_than(taken: Container[str], prefix: str = "") -> Callable[[str], str]:
    def check(value: str) -> str:
        if value in taken or prefix + value in taken:
            raise ValueError("must be another name: the package has something that is called so")
        return value

    return check


def _importable(value: str) -> str:
    if value in reserved.DEPENDENCIES | sys.stdlib_module_names:
        raise ValueError("must be another name: it would hide the module of that name, which SDKs import")
    return value


def _licence(value: str) -> str:
    try:
        return canonicalize_license_expression(value)
    except InvalidLicenseExpression:
        raise ValueError("must be an SPDX expression such as MIT, Apache-2.0 or LicenseRef-Proprietary") from None


Identifier = Annotated[
    str, AfterValidator(_matching(r"[A-Za-z_][A-Za-z0-9_]*", "a Python identifier such as pet_store, and no keyword"))
]
ImportName = Annotated[Identifier, AfterValidator(_importable)]
ClientName = Annotated[Identifier, AfterValidator(_other_than(reserved.PACKAGE_NAMES, "Async"))]
ErrorName = Annotated[Identifier, AfterValidator(_other_than(reserved.ERROR_CLASSES))]
Distribution = Annotated[
    str, AfterValidator(_matching(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?", "a distribution name such as pet-store"))
]
Version = Annotated[
    str,
    AfterValidator(
        _matching(
            r"[0-9]+(\.[0-9]+)*((a|b|rc)[0-9]+)?(\.post[0-9]+)?(\.dev[0-9]+)?", "a version such as 0.1.0 or 2.0rc1"
        )
    ),
]
EnvironmentPrefix = Annotated[
    str, AfterValidator(_matching(r"[A-Z][A-Z0-9_]*", "upper-case letters, digits and underscores, such as PET_STORE"))
]
HeaderName = Annotated[
    str, AfterValidator(_matching(r"[A-Za-z0-9!#$%&'*+.^_`|~-]*", "the name of a header such as Idempotency-Key"))
]
Licence = Annotated[str, AfterValidator(_licence)]
Line = Annotated[str, AfterValidator(_matching(r"[^\r\n]*", "one line"))]
Author = Annotated[
    str, AfterValidator(_matching(r"[^\r\n<>]+( <[^\r\n<>@ ]+@[^\r\n<>@ ]+>)?", '"Name" or "Name <address>"'))
]
Pattern = Annotated[str, AfterValidator(_pattern)]
ExtensionPattern = Annotated[
    str,
    AfterValidator(_matching(r"x-[^=]+(=.+)?", "the name of an extension, alone or with a value: x-audience=partner")),
]
Url = Annotated[str, AfterValidator(_matching(r"(https?://[^\s<>\"]+)?", "a URL that starts with https:// or http://"))]
