"""The rules of OpenAPI and of its schemas as validators of jsonschema, made once, with all they refer to at hand.

As the libraries make them, each reference by an anchor has the whole of the rules read again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from jsonschema.exceptions import SchemaError  # type: ignore[import-untyped]
from jsonschema.validators import validator_for  # type: ignore[import-untyped]
from openapi_schema_validator._specifications import REGISTRY
from openapi_spec_validator.schemas.utils import get_schema_content


@cache
def document_rules(version: str) -> Any:
    """The validator of whole documents of a version (``3.1``)."""
    schema = get_schema_content(version)
    return _at_hand(validator_for(schema)(schema))


@cache
def schema_check(validator: Any, format_checker: Any) -> Callable[[Any], None]:
    """What raises the first fault of a schema (``SchemaError``), by the rules of a validator's dialect."""
    maker = validator_for(validator.META_SCHEMA, default=validator)
    checker = format_checker or maker.FORMAT_CHECKER
    rules = _at_hand(maker(validator.META_SCHEMA, format_checker=checker, registry=REGISTRY))

    def check(schema: Any) -> None:
        for error in rules.iter_errors(schema):
            raise SchemaError.create_from(error)

    return check


def _at_hand(validator: Any) -> Any:
    resolver = validator._resolver
    return validator.evolve(_resolver=resolver._registry.crawl().resolver(resolver._base_uri))
