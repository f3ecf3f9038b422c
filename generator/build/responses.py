"""Answers: what a call returns, and the failures that the document declares (OpenAPI 3.1 section 4.8.16)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..document import Node
from ..document import pointer as pointers
from ..model import (
    BinaryType,
    ErrorCase,
    Example,
    Header,
    Model,
    ModelType,
    ObjectModel,
    Response,
    Streaming,
    TypeRef,
)
from ..python import reserved
from ..python.pins import Named
from . import media_types
from .examples import media_examples
from .headers import read_headers
from .links import LinkReader
from .namebook import NameBook
from .streams import Stream, read_stream
from .types import UNKNOWN, TypeReader

_WITHOUT_CONTENT = {"204", "205", "304"}


class _Answer(NamedTuple):
    status: str
    node: Node
    media_type: str = ""
    media: Node | None = None
    type: TypeRef | None = None
    examples: tuple[Example, ...] = ()
    headers: tuple[Header, ...] = ()


class ErrorNames:
    """The classes that declared payloads give: one for each component object that some failure carries."""

    def __init__(self, book: NameBook) -> None:
        self.models: dict[str, str] = {}
        self._scope = book.scope(Named.ERROR, "", reserved=reserved.ERROR_CLASSES)

    def of(self, type_: TypeRef | None, models: dict[str, Model]) -> str:
        """The class for a payload; empty where the payload is no component object."""
        if not isinstance(type_, ModelType):
            return ""
        model = models.get(type_.name)
        if not isinstance(model, ObjectModel) or model.owner != model.name:
            return ""
        own = model.name
        name = self._scope.claim(model, pointers.join("", own), own, f"{own}Payload", f"{own}PayloadError")
        self.models[name] = own
        return name


def read_responses(
    operation: Node, types: TypeReader, errors: ErrorNames, links: LinkReader
) -> tuple[tuple[Response, ...], tuple[ErrorCase, ...]]:
    """The successes and the failures of an operation, in the document's order.

    A HEAD has media types but no content (RFC 9110 section 9.3.2).
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
            successes.append(_success(answer, operation, types, links))
    return tuple(successes), tuple(failures)


def _answers(operation: Node, types: TypeReader) -> Iterator[_Answer]:
    has_content = not operation.pointer.endswith("/head")
    for key, reference in operation["responses"].items():
        if key.startswith("x-"):
            continue
        node = reference.resolve()
        status = key if key == "default" else key.upper()
        headers = read_headers(node, types)
        media = list(node["content"].items()) if status not in _WITHOUT_CONTENT else []
        if not media:
            yield _Answer(status, node, headers=headers)
        for media_type, described in media:
            value = described.resolve()
            if has_content:
                type_ = _body_type(media_type, value, types, is_failure=status[:1] in "45")
                yield _Answer(status, node, media_type, value, type_, media_examples(value), headers)
            else:
                yield _Answer(status, node, media_type, headers=headers)


def _body_type(media_type: str, media: Node, types: TypeReader, *, is_failure: bool) -> TypeRef:
    """The type of a whole body; of a stream that is no failure, the items are read instead."""
    schema = media.get("schema")
    is_stream = media_types.streaming(media_type, None) is not Streaming.NONE
    is_read = schema is not None and (is_failure or not is_stream)
    read = types.read(schema) if schema is not None and is_read else UNKNOWN
    return media_types.body_type(media_type, read.whole)


def _success(answer: _Answer, operation: Node, types: TypeReader, links: LinkReader) -> Response:
    streaming = media_types.streaming(answer.media_type, answer.type) if answer.type is not None else Streaming.NONE
    stream = Stream(answer.type) if answer.type is not None else None
    if answer.media is not None and streaming in {Streaming.SSE, Streaming.JSON_LINES}:
        stream = read_stream(streaming, answer.media, operation, types)
    elif streaming is Streaming.BINARY:
        stream = Stream(BinaryType())
    return Response(
        status=answer.status,
        media_type=answer.media_type,
        type=stream.type if stream is not None else None,
        source=answer.node.source,
        streaming=streaming,
        events=stream.events if stream is not None else (),
        sentinel=stream.sentinel if stream is not None else "",
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
