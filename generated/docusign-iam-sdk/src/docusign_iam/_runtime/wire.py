"""Between Python values and JSON-ready data.

Wire data goes by the API's names alone, callers' data by Python names alone: read what a server sent
with ``adapter(...).validate_json(data, by_alias=True, by_name=False)``, check what a caller gave with
``validate_input``, and write either with ``to_wire``.
"""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Annotated, Any, ParamSpec, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from . import lazy
from .encoders import Encoder, encoder_of, field_encoders
from .exact import number_of, with_digits
from .formats import write_base64
from .model import forget_absent, read_only_fields, without_unset
from .unset import UNSET
from .values import time_text

P = ParamSpec("P")
T = TypeVar("T")

_PLAIN = frozenset({str, int, float, bool, type(None)})
_adapters: dict[Any, TypeAdapter[Any]] = {}


class _Written(threading.local):
    """Whether what this thread writes is a request."""

    is_request = False


_written = _Written()
_writers: dict[Any, Encoder] = {}


def adapter(type_: Callable[[], Any]) -> TypeAdapter[Any]:
    """The validator of the type that ``type_`` gives when called; built once per type, by any thread.

    Raises what pydantic raises for a type that it cannot build.
    """
    found = type_()
    known = _adapters.get(found)
    if known is None:
        lazy.prepare([found])
        with lazy.LOCK:
            known = _adapters.get(found)
            if known is None:
                known = _adapters[found] = _make_adapter(found)
    return known


def parse_json(type_: Callable[[], Any], data: bytes) -> Any:
    """Wire data as the type that ``type_`` gives when called.

    No value is turned into one of another type as long as the data fits as it is: ``"1"`` may be a number
    for a sloppy server's sake, but not where a union has a string. Raises ``pydantic.ValidationError``.
    """
    validator = adapter(type_)
    try:
        value = validator.validate_json(data, strict=True, by_alias=True, by_name=False)
    except ValidationError:
        value = validator.validate_json(data, by_alias=True, by_name=False)
    return with_digits(value, data)


def validate_input(type_: Callable[[], Any], value: Any) -> Any:
    """The value that a caller gave as the type that ``type_`` gives when called: dicts become models.

    Names are Python names, in nested dicts too. Raises ``pydantic.ValidationError``.
    """
    value = without_unset(value)
    made = adapter(type_).validate_python(value, by_alias=False, by_name=True)
    forget_absent(value, made)
    return made


def to_wire(value: Any) -> Any:
    """JSON-ready data: dicts, lists, strings, numbers, booleans and ``None``, by the API's own names.

    Of a model, fields that were set are written, and constants always; its unknown fields come last.
    ``UNSET`` inside a mapping is left out. Date-times are RFC 3339, durations ISO 8601, bytes base64. A
    decimal whose digits a double does not have is a ``values.JsonNumber``.
    Raises ``TypeError`` for what JSON has no form for.
    """
    if type(value) in _PLAIN:
        return value
    if isinstance(value, BaseModel):
        return _write_model(value)
    if isinstance(value, Mapping):
        return {
            str(to_wire(key)): to_wire(item)
            for key, item in value.items()
            if item is not UNSET
        }
    if isinstance(value, list | tuple | set | frozenset):
        return [to_wire(item) for item in value]
    return _write_scalar(value)


def to_wire_as(type_: Callable[[], Any], value: Any) -> Any:
    """The same of a value of the type that ``type_`` gives when called, which may say more than the value does.

    Bytes are base64 or base64url by it, and numbers are texts.
    """
    found = type_()
    if found not in _writers:
        lazy.prepare([found])
        _writers[found] = encoder_of(found, to_wire) or to_wire
    return _writers[found](value)


def as_request(write: Callable[P, T], *arguments: P.args, **more: P.kwargs) -> T:
    """What ``write`` gives while models leave out what only answers hold (``readOnly``), at any depth."""
    before, _written.is_request = _written.is_request, True
    try:
        return write(*arguments, **more)
    finally:
        _written.is_request = before


def _make_adapter(type_: Any) -> TypeAdapter[Any]:
    if isinstance(type_, type) and issubclass(type_, BaseModel):
        type_.model_rebuild()
        used: Any = Annotated[type_, "or an heir"] if lazy.heirs_of(type_) else type_
        return TypeAdapter(used)
    return TypeAdapter(type_, config=ConfigDict(val_json_bytes="base64"))


def _write_scalar(value: Any) -> Any:
    match value:
        case Enum():
            return to_wire(value.value)
        case str():
            return str(value)
        case bytes() | bytearray() | memoryview():
            return write_base64(bytes(value))
        case datetime.date() | datetime.time() | datetime.timedelta():
            return time_text(value)
        case Decimal():
            return number_of(value)
        case int() | float():
            return value
        case UUID():
            return str(value)
        case _:
            raise TypeError(f"{type(value).__name__} has no form in JSON")


def _write_model(model: BaseModel) -> dict[str, Any]:
    values, given = model.__dict__, model.__pydantic_fields_set__
    extra = model.__pydantic_extra__ or {}
    data: dict[str, Any] = {}
    for name, wire_name, encode, constant in _plan(type(model), _written.is_request):
        value = values.get(name)
        if value is not None and value is not UNSET:
            data[wire_name] = encode(value)
        elif value is None and name in given and name not in extra:
            data[wire_name] = None
        elif constant is not None:
            data[wire_name] = encode(constant)
    for name, value in extra.items():
        if name not in data and value is not UNSET:
            data[name] = to_wire(value)
    return data


@cache
def _plan(
    cls: type[BaseModel], is_request: bool
) -> tuple[tuple[str, str, Encoder, Any], ...]:
    """For each field its Python name, its wire name, what writes its value, and the value if there is but one."""
    encoders = field_encoders(cls, to_wire)
    absent = read_only_fields(cls) if is_request else frozenset()
    return tuple(
        (
            name,
            field.serialization_alias or name,
            encoders.get(name, to_wire),
            field.get_default(call_default_factory=True, validated_data={}),
        )
        for name, field in cls.__pydantic_fields__.items()
        if name not in absent
    )
