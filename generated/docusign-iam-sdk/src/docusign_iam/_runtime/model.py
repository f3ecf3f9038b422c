"""The base of all models."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from . import lazy
from .exact import with_digits
from .unset import UNSET

READ_ONLY: Any = None
"""The default of a field that every answer holds and no caller gives; it is absent in what callers make."""


class Model(BaseModel):
    """An object of the API.

    A field that was never given reads ``None``. Fields that the API description does not know are kept
    and sent back. Constructors take Python names; what pydantic validates otherwise may use the API's own
    names as well (``model_validate``, ``model_validate_json``, ``TypeAdapter``).
    """

    model_config = ConfigDict(
        extra="allow",
        defer_build=True,
        validate_by_name=True,
        validate_by_alias=True,
        protected_namespaces=(),
    )

    __nullable__: ClassVar[tuple[str, ...]] = ()
    """The fields of this class, not those of its bases, that may be null."""

    __read_only__: ClassVar[tuple[str, ...]] = ()
    """The fields of this class, not those of its bases, that only answers hold: requests leave them out."""

    __heirs__: ClassVar[tuple[str, Mapping[str, str]] | None] = None
    """What tells the models that inherit from this one apart: a property, and their names by its values."""

    def __init__(self, /, **data: Any) -> None:
        data = without_unset(data)
        self.__pydantic_validator__.validate_python(
            data, self_instance=self, by_alias=False, by_name=True
        )
        forget_absent(data, self)

    # So marked, pydantic-core calls it for callers alone, as it does with ``BaseModel.__init__``, and
    # not for each object that comes from the wire.
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]

    def __setattr__(self, name: str, value: Any) -> None:
        super().__setattr__(name, value)
        if value is None and name not in nullable_fields(type(self)):
            self.__pydantic_fields_set__.discard(name)

    # To type checkers it is pydantic's own.
    if not TYPE_CHECKING:

        @classmethod
        def model_validate_json(
            cls, json_data: str | bytes | bytearray, **options: Any
        ) -> Self:
            """Read JSON, as pydantic does; decimals keep all digits."""
            return with_digits(
                super().model_validate_json(json_data, **options), json_data
            )

    @classmethod
    def model_rebuild(
        cls,
        *,
        force: bool = False,
        raise_errors: bool = True,
        _parent_namespace_depth: int = 2,
        _types_namespace: Mapping[str, Any] | None = None,
    ) -> bool | None:
        """Build the validator now instead of at the first use; as in pydantic."""
        if cls.__pydantic_complete__ and not force:
            return None
        depth = _parent_namespace_depth
        return lazy.build(
            cls,
            lambda: super(Model, cls).model_rebuild(
                force=force,
                raise_errors=raise_errors,
                _parent_namespace_depth=depth + 3 if depth > 0 else 0,
                _types_namespace=_types_namespace,
            ),
        )

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler, /
    ) -> CoreSchema:
        return lazy.schema_of(cls, handler)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler, /
    ) -> JsonSchemaValue:
        if lazy.is_stub(core_schema):
            core_schema = cls.__pydantic_core_schema__
        return handler(core_schema)


@cache
def nullable_fields(cls: type[BaseModel]) -> frozenset[str]:
    """The Python names of the fields that may be null, inherited ones included."""
    return frozenset(
        name for base in cls.__mro__ for name in getattr(base, "__nullable__", ())
    )


@cache
def read_only_fields(cls: type[BaseModel]) -> frozenset[str]:
    """The Python names of the fields that requests leave out, inherited ones included."""
    found: set[str] = set()
    for base in cls.__mro__[::-1]:
        found.difference_update(inspect.get_annotations(base))
        found.update(base.__dict__.get("__read_only__", ()))
    return frozenset(found)


def without_unset(value: Any) -> Any:
    """A caller's data, in which what is ``UNSET`` is not there, at any depth of dicts and lists."""
    if type(value) is dict:
        return {
            name: without_unset(item)
            for name, item in value.items()
            if item is not UNSET
        }
    if type(value) is list:
        return [without_unset(item) for item in value if item is not UNSET]
    return value


def forget_absent(given: Any, made: Any) -> None:
    """Count ``None`` that a caller gave for a field that cannot be null as not given.

    ``given`` is the caller's data and ``made`` what validation made of it. Only models that were made of
    the caller's dicts are touched, at any depth: a model that the caller handed in keeps a null that it
    had from the wire.
    """
    if made is given:
        return
    if isinstance(given, Mapping):
        if isinstance(made, Model):
            _forget_in_model(given, made)
        elif isinstance(made, dict):
            for name, value in given.items():
                forget_absent(value, made.get(name))
    elif isinstance(given, list | tuple) and isinstance(made, list):
        for value, item in zip(given, made, strict=False):
            forget_absent(value, item)


def _forget_in_model(given: Mapping[str, Any], made: Model) -> None:
    for name, value in given.items():
        if value is not None:
            forget_absent(value, made.__dict__.get(name))
        elif name not in nullable_fields(type(made)):
            made.__pydantic_fields_set__.discard(name)
