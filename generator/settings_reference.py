"""The reference of the settings: every table and key, documented as ``settings.py`` has it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args

from pydantic.fields import FieldInfo

from .setting_values import is_mapping, table_of
from .settings import Settings


@dataclass(frozen=True, slots=True)
class SettingsKey:
    """One key of a table, documented. ``default`` is TOML, or empty where it is worked out."""

    name: str
    values: str
    default: str
    description: str


@dataclass(frozen=True, slots=True)
class SettingsTable:
    """One table of the file, documented. ``keys`` is empty where the keys are the document's own."""

    name: str
    description: str
    keys: tuple[SettingsKey, ...]


def settings_reference() -> Iterator[SettingsTable]:
    """Every table and key with its description, in the order of the file."""
    for name, field in Settings.model_fields.items():
        table = table_of(field)
        keys = [] if table is None or is_mapping(field) else [_key(k, f) for k, f in table.model_fields.items()]
        yield SettingsTable(name, (table and table.__doc__) or field.description or "", tuple(keys))


def _key(name: str, field: FieldInfo) -> SettingsKey:
    default = "" if field.default is None else _toml(field.default)
    return SettingsKey(name, _values(field), default, field.description or "")


def _values(field: FieldInfo) -> str:
    limits = {type(item).__name__: item for item in field.metadata}
    if limits.keys() >= {"Ge", "Le"}:
        return f"integer, {limits['Ge'].ge} to {limits['Le'].le}"
    if is_mapping(field):
        return "tables"
    if isinstance(field.default, tuple):
        return "array of strings"
    if isinstance(field.default, bool):
        return "true or false"
    if getattr(field.annotation, "__origin__", None) is Literal:
        return " or ".join(map(_toml, get_args(field.annotation)))
    return "string"


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(list(value)) if isinstance(value, tuple) else str(value)
