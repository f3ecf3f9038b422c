"""Reading an answer that does not quite fit its description, instead of refusing it.

The fast path is pydantic's own validator of the type. Only when it fails is there a second pass, by a
validator made of the same schema in which every field, item and value keeps the raw data if it does not
fit, and what is missing reads ``None``. What was wrong is listed: it comes from the first pass.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from pydantic import BaseModel, ValidationError
from pydantic_core import (
    CoreConfig,
    CoreSchema,
    SchemaValidator,
    core_schema,
    from_json,
)

from .exact import with_digits
from .operation import TypeThunk
from .wire import adapter, parse_json


@dataclass(frozen=True, slots=True)
class Drift:
    """One place where an answer does not fit its description: a JSON pointer, and what is wrong there.

    ``value`` is the raw data that was kept.
    """

    path: str
    message: str
    value: object = field(default=None, repr=False)

    def __str__(self) -> str:
        return f"{self.path or 'the body'}: {self.message}"


_LOCK = threading.Lock()
_validators: dict[Any, SchemaValidator] = {}


def read_json(
    type_: TypeThunk, data: bytes, *, strict: bool = False
) -> tuple[Any, tuple[Drift, ...]]:
    """JSON as the type that ``type_`` gives when called, and where it does not fit.

    Raises ``pydantic.ValidationError`` for what is no JSON and, if ``strict``, for what does not fit.
    """
    try:
        return parse_json(type_, data), ()
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=False)
        if strict or any(detail["type"] == "json_invalid" for detail in details):
            raise
        raw = from_json(data)
        drift = {item.path: item for item in _drifts(raw, details)}
        value = _validator(type_).validate_json(data, by_alias=True, by_name=False)
        return with_digits(value, data), tuple(drift.values())


def _drifts(raw: Any, details: list[Any]) -> Iterator[Drift]:
    for detail in details:
        path = ""
        value: Any = raw
        for step in detail["loc"]:
            # What is no key of the data is pydantic's name of a union's member, or a missing key.
            is_lost = detail["type"] == "missing" and step == detail["loc"][-1]
            if is_lost or _has(value, step):
                path += "/" + str(step).replace("~", "~0").replace("/", "~1")
                value = None if is_lost else value[step]
        yield Drift(path, detail["msg"], value)


def _has(value: Any, step: str | int) -> bool:
    if isinstance(value, list):
        return isinstance(step, int) and step < len(value)
    return isinstance(value, dict) and step in value


def _validator(type_: TypeThunk) -> SchemaValidator:
    known = type_()
    with _LOCK:
        found = _validators.get(known)
    if found is None:
        found = _Softener().validator(adapter(type_).core_schema)
        with _LOCK:
            _validators[known] = found
    return found


class _Softener:
    """Makes the forgiving schema. What it does not know how to open is kept or refused as a whole."""

    def __init__(self) -> None:
        self.strict: dict[str, CoreSchema] = {}
        self.models: dict[str, CoreSchema] = {}
        self.config: CoreConfig = {}
        self._open: deque[tuple[type[Any], str]] = deque()

    def validator(self, schema: CoreSchema) -> SchemaValidator:
        """The validator of a whole answer."""
        top = self.kept(schema)
        # One after the other: a chain of models may be longer than Python's stack.
        while self._open:
            cls, ref = self._open.popleft()
            self.models[ref] = self._definition(cls, ref)
        definitions = [*self.models.values(), *self.strict.values()]
        return SchemaValidator(
            core_schema.definitions_schema(top, definitions), self.config
        )

    def kept(self, schema: CoreSchema) -> CoreSchema:
        """A schema that takes what does not fit as it is."""
        choices: list[CoreSchema | tuple[CoreSchema, str]] = [
            self.opened(schema),
            core_schema.any_schema(),
        ]
        return core_schema.union_schema(choices, mode="left_to_right")

    def opened(self, schema: CoreSchema) -> CoreSchema:
        """The same schema with all forgiving parts that it can have."""
        node = cast("dict[str, Any]", schema)
        match node["type"]:
            case "definitions":
                return self.opened(self._inside(node))
            case "definition-ref":
                target = self._target(schema)
                if target["type"] == "model":
                    return self.model(target["cls"])
                return schema
            case "model":
                return self.model(node["cls"])
            case "nullable" | "default":
                return cast(
                    "CoreSchema", {**node, "schema": self.opened(node["schema"])}
                )
            case "list" if "items_schema" in node:
                items = self.kept(node["items_schema"])
                return cast("CoreSchema", {**node, "items_schema": items})
            case "dict" if "values_schema" in node:
                values = self.kept(node["values_schema"])
                return cast("CoreSchema", {**node, "values_schema": values})
            case "tagged-union":
                choices = {t: self.opened(c) for t, c in node["choices"].items()}
                return cast("CoreSchema", {**node, "choices": choices})
            case "union" if node.get("mode") == "left_to_right":
                return self._first_tagged(node)
            case _:
                return schema

    def _first_tagged(self, union: dict[str, Any]) -> CoreSchema:
        """A union that looks at a tag first: where the tag fits, its variant is taken and forgives."""
        return cast(
            "CoreSchema", {**union, "choices": list(map(self._told, union["choices"]))}
        )

    def _told(self, choice: Any) -> Any:
        inner, label = choice if isinstance(choice, tuple) else (choice, None)
        if inner["type"] != "tagged-union":
            return choice
        opened = self.opened(inner)
        return opened if label is None else (opened, label)

    def model(self, cls: type[Any]) -> CoreSchema:
        """A reference to the forgiving form of a model, which is made in its turn."""
        ref = f"{cls.__module__}.{cls.__qualname__}:{id(cls)}:kept"
        if ref not in self.models:
            self.models[ref] = core_schema.any_schema(ref=ref)
            self._open.append((cls, ref))
        return core_schema.definition_reference_schema(ref)

    def _definition(self, cls: type[Any], ref: str) -> CoreSchema:
        if not issubclass(cls, BaseModel):  # a named type that was built on its own
            inner = self.opened(cls.__pydantic_core_schema__)
            return core_schema.union_schema([inner], ref=ref)
        cls.model_rebuild()
        found = self._target(cls.__pydantic_core_schema__)
        inner = found["schema"]
        if inner["type"] != "model-fields":
            return cast("CoreSchema", {**found, "ref": ref})
        self.config = found.get("config", self.config)
        fields = {name: self._field(f) for name, f in inner["fields"].items()}
        parts = cast("CoreSchema", {**inner, **self._extras(inner), "fields": fields})
        return core_schema.no_info_after_validator_function(_maker(cls), parts, ref=ref)

    def _extras(self, inner: dict[str, Any]) -> dict[str, Any]:
        """The type of further properties, where the model has one."""
        extras = inner.get("extras_schema")
        return {} if extras is None else {"extras_schema": self.kept(extras)}

    def _inside(self, definitions: dict[str, Any]) -> CoreSchema:
        """What stands in front of definitions, which are noted."""
        for definition in definitions["definitions"]:
            self.strict.setdefault(definition["ref"], definition)
        return cast("CoreSchema", definitions["schema"])

    def _target(self, schema: CoreSchema) -> dict[str, Any]:
        """The schema itself, behind definitions and references."""
        node = cast("dict[str, Any]", schema)
        if node["type"] == "definitions":
            node = cast("dict[str, Any]", self._inside(node))
        if node["type"] == "definition-ref":
            node = cast("dict[str, Any]", self.strict[node["schema_ref"]])
        return node

    def _field(self, field_: Mapping[str, Any]) -> dict[str, Any]:
        schema: CoreSchema = field_["schema"]
        if schema["type"] == "default":
            inner = self.kept(schema["schema"])
            return {**field_, "schema": {**schema, "schema": inner}}
        kept = core_schema.with_default_schema(self.kept(schema), default=None)
        return {**field_, "schema": kept}


def _maker(cls: type[BaseModel]) -> Callable[[Any], BaseModel]:
    """What makes a model of its validated parts, as pydantic does."""

    def make(
        parts: tuple[dict[str, Any], dict[str, Any] | None, set[str]],
    ) -> BaseModel:
        values, extra, given = parts
        model = cls.__new__(cls)
        object.__setattr__(model, "__dict__", values)
        object.__setattr__(model, "__pydantic_extra__", extra)
        object.__setattr__(model, "__pydantic_fields_set__", given)
        object.__setattr__(model, "__pydantic_private__", None)
        return model

    return make
