"""Headers of answers as the types that an API declares for them (OpenAPI 3.1 section 4.8.21)."""

from __future__ import annotations

from typing import Any

from .operation import HeaderCase, TypeThunk
from .wire import adapter


def read_header(case: HeaderCase, text: str) -> Any:
    """The value of a header. Raises ``pydantic.ValidationError`` where it does not fit."""
    if case.form == "json":
        return adapter(case.type).validate_json(text, by_alias=True, by_name=False)
    if not case.form:
        return read_text(case.type, text)
    parts = [part.strip() for part in text.split(",")] if text.strip() else []
    value: object = parts
    if case.form == "pairs":
        value = dict(zip(parts[::2], parts[1::2], strict=False))
    if case.form == "members":
        pairs = (part.partition("=") for part in parts)
        value = {name: text for name, _, text in pairs}
    return adapter(case.type).validate_python(value, by_alias=True, by_name=False)


def read_text(type_: TypeThunk, text: str) -> Any:
    """A bare text as a type. Raises ``pydantic.ValidationError`` where it does not fit."""
    return adapter(type_).validate_strings(text.strip())
