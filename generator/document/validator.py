"""openapi-spec-validator, asked for every fault with its place, and kept from fetching anything."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NoReturn, TypeAlias

from jsonschema_path import SchemaPath
from openapi_spec_validator import (
    OpenAPIV2SpecValidator,
    OpenAPIV30SpecValidator,
    OpenAPIV31SpecValidator,
    OpenAPIV32SpecValidator,
)
from openapi_spec_validator.validation.exceptions import (
    DuplicateOperationIDError,
    ExtraParametersError,
    OpenAPIValidationError,
    UnresolvableParameterError,
)
from openapi_spec_validator.validation.keywords import KeywordValidator, ValueValidator
from openapi_spec_validator.validation.validators import SpecValidator

from . import pointer as pointers
from .dialects import document_rules
from .patterns import in_linear_time
from .schema_walk import walking
from .unchecked import DanglingError, UncheckedError, cut, reason_of, unchecked
from .values import Json, kind_of

_VALIDATORS: dict[str, type[SpecValidator]] = {
    "2.0": OpenAPIV2SpecValidator,
    "3.0": OpenAPIV30SpecValidator,
    "3.1": OpenAPIV31SpecValidator,
    "3.2": OpenAPIV32SpecValidator,
}
_CACHED_PATHS = 4096
_MAX_VALUE = 60
_MAX_STEPS = 100

Found: TypeAlias = tuple[tuple[str, str], ...]
"""Pairs of a pointer and a text, in the order found, each once."""


def find_faults(raw: dict[str, Json], version: str) -> tuple[Found, Found, Found]:
    """The faults of a document, what could not be checked, and the references that lead nowhere."""
    faults: dict[tuple[str, str], tuple[str, str]] = {}
    failed, dangling = dict[tuple[str, str], None](), dict[tuple[str, str], None]()
    try:
        path = SchemaPath.from_dict(raw, handlers=_Refusal(), resolved_cache_maxsize=_CACHED_PATHS)
        for outer in _quietly(_located(_VALIDATORS[version], version)(path).iter_errors()):
            error = _innermost(outer)
            pointer, value = _place(raw, (*_base(outer), *error.absolute_path))
            if isinstance(error, DanglingError) and isinstance(value, dict) and "$ref" in value:
                dangling[pointers.join(pointer, "$ref"), f"there is no {value['$ref']}"] = None
            elif isinstance(error, UncheckedError):
                failed[pointer, error.message] = None
            elif not (_is_file(version, pointer, value) or _is_said_elsewhere(pointer, error)):
                place, message = _fault(pointer, value, error)
                # The schemas of components are checked twice, against two versions of the same rules.
                faults.setdefault((place, str(error.validator or message)), (place, message))
    except Exception as failure:  # whatever a document makes the validator raise, the run goes on without it
        failed["", reason_of(failure)] = None
    return tuple(_telling(faults)), tuple(failed), tuple(dangling)


def _quietly(errors: Iterator[Any]) -> Iterator[Any]:
    """The errors, without what Python says of patterns that it will read otherwise one day (``[[a]]``)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        yield from errors


def _telling(faults: dict[tuple[str, str], tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The faults, less those that only follow from a value's being of a wrong type."""
    mistyped = {place for place, rule in faults if rule == "type"}
    return (found for (place, rule), found in faults.items() if rule == "type" or place not in mistyped)


class _Refusal(Mapping[str, Any]):
    """Handlers for every scheme, all of which refuse: the validator's own would fetch."""

    def __contains__(self, scheme: object) -> bool:
        return True

    def __getitem__(self, scheme: str) -> Any:
        return _refuse

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _refuse(uri: str) -> NoReturn:
    raise LookupError(f"{uri} is outside of the document")


def _located(validator: type[SpecValidator], version: str) -> type[SpecValidator]:
    """The validator with keyword validators that say where in the document they are."""
    keywords = {name: _locating(keyword) for name, keyword in validator.keyword_validators.items()}
    keywords["schema"] = _locating(walking(validator.keyword_validators["schema"]))
    changed = {"keyword_validators": keywords, "schema_validator": document_rules(version)}
    return type(validator.__name__, (validator,), changed)


def _locating(keyword: type[KeywordValidator]) -> type[KeywordValidator]:
    """A keyword validator whose errors carry their place, and which turns its own failures into errors."""
    inner = keyword.__call__
    suffix = ("default",) if issubclass(keyword, ValueValidator) else ()

    class Located(keyword):  # type: ignore[valid-type, misc]
        def __init__(self, registry: Any) -> None:
            super().__init__(registry)
            if isinstance(self, ValueValidator):
                self.value_validator_cls = in_linear_time(self.value_validator_cls)  # type: ignore[has-type,arg-type]

        def __call__(self, *args: Any, **kwargs: Any) -> Iterator[OpenAPIValidationError]:
            place = next(arg for arg in args if isinstance(arg, SchemaPath))
            try:
                for found in inner(self, *args, **kwargs):
                    error = found if isinstance(found, OpenAPIValidationError) else _own(found)
                    if not hasattr(error, "base"):
                        error.base = (*place.parts, *suffix)
                    yield error
            except Exception as error:  # one part that cannot be checked must not hide the others
                failure = unchecked(error)
                failure.base = place.parts
                yield failure

    return Located


def _own(error: Any) -> OpenAPIValidationError:
    """What the library does itself with errors of jsonschema, before a place would get lost by it."""
    made: OpenAPIValidationError = OpenAPIValidationError.create_from(error)
    return made


def _base(error: OpenAPIValidationError) -> Sequence[str | int]:
    base: Sequence[str | int] = getattr(error, "base", ())
    return (*base, "operationId") if isinstance(error, DuplicateOperationIDError) else base


def _innermost(error: OpenAPIValidationError) -> OpenAPIValidationError:
    """The error that says most of those that made up a "not valid under any of the given schemas"."""
    while error.context:
        depth = len(error.absolute_path)
        branches: dict[Any, list[OpenAPIValidationError]] = {}
        for inner in error.context:
            branches.setdefault(inner.schema_path[0], []).append(inner)
        likely = sorted(branches.values(), key=lambda branch: _unlikeness(branch, depth))[0]
        error = max(likely, key=lambda inner: len(inner.absolute_path))
    return error


def _unlikeness(branch: list[OpenAPIValidationError], depth: int) -> tuple[bool, bool, int, int]:
    """How little the author meant this branch: a reference without ``$ref``, or an object of another kind."""
    is_reference = any(error.validator == "required" and error.validator_value == ["$ref"] for error in branch)
    is_other_kind = any(
        error.validator == "type" if len(error.absolute_path) == depth else error.validator in ("enum", "const")
        for error in branch
    )
    return is_reference, is_other_kind, -max(len(error.absolute_path) for error in branch), len(branch)


def _place(raw: dict[str, Json], path: Sequence[str | int]) -> tuple[str, Json]:
    """The pointer of a path and its value: the validator's paths run through references, pointers do not."""
    value: Json = raw
    made = ""
    for step in path:
        if step != "$ref":
            value, made = _dereferenced(raw, value, made)
        if isinstance(value, dict) and str(step) in value:
            value = value[str(step)]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            break
        made = pointers.join(made, step)
    return made, value


def _dereferenced(raw: dict[str, Json], value: Json, pointer: str) -> tuple[Json, str]:
    for _ in range(_MAX_STEPS):
        reference = value.get("$ref") if isinstance(value, dict) else None
        if not isinstance(reference, str) or not reference.startswith("#/"):
            break
        target: Json = raw
        place = pointers.from_fragment(reference[1:])
        for token in pointers.split(place):
            target = target.get(token) if isinstance(target, dict) else None
        if target is None:
            break
        value, pointer = target, place
    return value, pointer


def _is_file(version: str, pointer: str, value: Json) -> bool:
    """Swagger 2.0 allows ``type: file`` in the schema of a response; the library's schema check does not."""
    return version == "2.0" and value == "file" and pointer.endswith("/schema/type")


def _is_said_elsewhere(pointer: str, error: OpenAPIValidationError) -> bool:
    """Faults that are reported with what is made of them: variables of a path that no parameter describes, and
    parameters of several media types.
    """
    has_several = error.validator == "maxProperties" and pointer.endswith("/content")
    return has_several or isinstance(error, UnresolvableParameterError)


def _fault(pointer: str, value: Json, error: OpenAPIValidationError) -> tuple[str, str]:
    """The place, and the library's sentence with Python's spelling and long values taken out."""
    message = str(error.message)
    if isinstance(error, ExtraParametersError):
        head, _, names = message.partition("[")
        return pointer, f"{head}{', '.join(sorted(names.rstrip(']').split(', ')))}"
    if error.validator in ("additionalProperties", "unevaluatedProperties") and isinstance(value, dict):
        unknown = [key for key in value if repr(key) in message]
        if unknown:
            text = f"{', '.join(unknown)} {'is' if len(unknown) == 1 else 'are'} not known here"
            return pointers.join(pointer, unknown[0]), cut(text)
    if error.validator == "oneOf" and "valid under each of" in message:
        return pointer, f"{_shown(value)} fits more than one of the schemas under oneOf"
    if value is None and message.startswith("None for not nullable"):
        return pointer, "null is not allowed here: the schema is not nullable"
    message = message.replace(repr(value), _shown(value), 1)
    return pointer, cut(" ".join(message.split()))


def _shown(value: Json) -> str:
    """A value as messages name it: as it is where it is short, else by its kind."""
    shown = repr(value)
    if len(shown) > _MAX_VALUE or isinstance(value, list | dict):
        return kind_of(value)
    return json.dumps(value) if value is None or isinstance(value, bool) else shown
