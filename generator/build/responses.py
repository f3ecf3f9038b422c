"""Answers: what a call returns, and the failures that the document declares (OpenAPI 3.1 section 4.8.16)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..document import Node
from ..model import ErrorCase, Example, Header, Model, ModelType, ObjectModel, Response, TypeRef
from ..python import names, reserved
from . import media_types
from .examples import media_examples
from .headers import read_headers
from .links import LinkReader
from .types import UNKNOWN, TypeReader


class _Answer(NamedTuple):
    status: str
    node: Node
    media_type: str
    type: TypeRef | None
    examples: tuple[Example, ...]
    headers: tuple[Header, ...]


class ErrorNames:
    """The classes that declared payloads give: one for each component object that some failure carries."""

    def __init__(self) -> None:
        self.models: dict[str, str] = {}
        self._by_model: dict[str, str] = {}
        self._scope = names.Scope(reserved.ERROR_CLASSES)

    def of(self, type_: TypeRef | None, models: dict[str, Model]) -> str:
        """The class for a payload; empty where the payload is no component object."""
        if not isinstance(type_, ModelType):
            return ""
        model = models.get(type_.name)
        if not isinstance(model, ObjectModel) or model.owner != model.name:
            return ""
        if type_.name not in self._by_model:
            name = self._scope.claim(type_.name, f"{type_.name}Payload")
            self._by_model[type_.name] = name
            self.models[name] = type_.name
        return self._by_model[type_.name]


def read_responses(
    operation: Node, types: TypeReader, errors: ErrorNames, links: LinkReader
) -> tuple[tuple[Response, ...], tuple[ErrorCase, ...]]:
    """The successes and the failures of an operation, in the document's order.

    ``default`` is a failure, and where no success is declared beside it the success too.
    """
    answers = list(_answers(operation, types))
    types.finish()
    declared = any(answer.status[:1] in "123" for answer in answers)
    successes, failures = [], []
    for answer in answers:
        if answer.status[:1] in "45" or answer.status == "default":
            failures.append(_failure(answer, types, errors))
        if answer.status[:1] in "123" or (answer.status == "default" and not declared):
            successes.append(_success(answer, links))
    return tuple(successes), tuple(failures)


def _answers(operation: Node, types: TypeReader) -> Iterator[_Answer]:
    responses = operation["responses"]
    for key, reference in responses.items():
        if key.startswith("x-"):
            continue
        node = reference.resolve()
        status = key if key == "default" else key.upper()
        headers = read_headers(node, types)
        media = list(node["content"].items())
        if not media:
            yield _Answer(status, node, "", None, (), headers)
        for media_type, described in media:
            value = described.resolve()
            schema = value.get("schema")
            if schema is None:
                schema = value.get("itemSchema")
            read = types.read(schema) if schema is not None else UNKNOWN
            type_ = media_types.body_type(media_type, read.whole)
            yield _Answer(status, node, media_type, type_, media_examples(value), headers)


def _success(answer: _Answer, links: LinkReader) -> Response:
    return Response(
        status=answer.status,
        media_type=answer.media_type,
        type=answer.type,
        source=answer.node.source,
        streaming=media_types.streaming(answer.media_type, answer.type),
        summary=answer.node.text("summary"),
        description=answer.node.text("description"),
        headers=answer.headers,
        links=links.read(answer.node),
        examples=answer.examples,
    )


def _failure(answer: _Answer, types: TypeReader, errors: ErrorNames) -> ErrorCase:
    return ErrorCase(
        status=answer.status,
        media_type=answer.media_type,
        type=answer.type,
        source=answer.node.source,
        error_name=errors.of(answer.type, types.models),
        summary=answer.node.text("summary"),
        description=answer.node.text("description"),
        headers=answer.headers,
        examples=answer.examples,
    )
