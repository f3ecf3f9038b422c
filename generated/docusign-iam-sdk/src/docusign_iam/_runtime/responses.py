"""Answers: which of the declared ones it is, and what it says (OpenAPI 3.1 section 4.8.16)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Generic, TypeVar, overload

import httpx2
from pydantic import ValidationError

from .bodies import essence, is_json
from .errors import PayloadError
from .lenient import Drift, read_json
from .messages import request_id
from .operation import (
    ErrorCase,
    HeaderCase,
    Operation,
    ResponseCase,
    TypeThunk,
    XmlThunk,
)
from .wire import adapter

NO_CONTENT = frozenset({204, 205, 304})
"""Statuses whose answers have no body (RFC 9110 sections 15.3.5, 15.3.6 and 15.4.5)."""

T = TypeVar("T")
V = TypeVar("V")
C = TypeVar("C", ResponseCase, ErrorCase)


@dataclass(frozen=True, slots=True)
class Response(Generic[T]):
    """An answer with all that came with it; ``data`` is what the plain call returns.

    ``drift`` lists where the body did not fit the API's description. ``elapsed`` runs from the first
    attempt to the last byte, pauses included. ``headers`` are as they came; ``header`` reads one.
    """

    status: int
    headers: httpx2.Headers = field(repr=False)
    data: T
    drift: tuple[Drift, ...]
    elapsed: timedelta
    attempts: int
    http_response: httpx2.Response = field(repr=False, compare=False)
    header_cases: Mapping[str, HeaderCase] = field(
        default_factory=dict, repr=False, compare=False
    )

    @property
    def request_id(self) -> str | None:
        """The server's own name for the exchange, from ``X-Request-Id`` or a header like it."""
        return request_id(self.headers)

    @overload
    def header(self, name: str) -> object: ...
    @overload
    def header(self, name: str, type_: type[V]) -> V | None: ...
    def header(self, name: str, type_: type[Any] | None = None) -> object:
        """A header as the API declares it, such as a number or a date; ``None`` where it did not come.

        A text where the API declares nothing, and where what came does not fit. With a ``type_`` of your
        own (``int``, ``datetime.datetime``) the header is read as that, and ``pydantic.ValidationError``, a
        ``ValueError``, is raised where it does not fit.
        """
        from .headers import read_header, read_text  # noqa: PLC0415 - few callers ask

        text = self.headers.get(name)
        if text is None:
            return None
        if type_ is not None:
            return read_text(lambda: type_, text)
        case = self.header_cases.get(name.lower())
        try:
            return text if case is None else read_header(case, text)
        except ValidationError:
            return text


class UnfitAnswerError(ValueError):
    """An answer of success that cannot be read as any that the API declares."""


def is_success(operation: Operation[Any], response: httpx2.Response) -> bool:
    """Whether an answer is one that the call returns: any 2XX, and others that are declared as such."""
    status = response.status_code
    if 200 <= status < 300:
        return True
    declared = {str(status), f"{status // 100}XX"}
    return any(case.status in declared for case in operation.responses)


def read_success(
    operation: Operation[Any], response: httpx2.Response, *, strict: bool
) -> tuple[Any, tuple[Drift, ...]]:
    """The value that a call returns, and where it does not fit.

    Raises ``pydantic.ValidationError`` and ``UnfitAnswerError`` where there is no such value, and if
    ``strict`` wherever something does not fit.
    """
    if operation.method == "HEAD" or response.status_code in NO_CONTENT:
        return None, ()
    case, known = _success_case(operation, response)
    notes: list[Drift] = []
    if not known:
        notes.append(Drift("", f"the status {response.status_code} is not declared"))
    if not response.content:
        if case is not None and case.type is not None:
            notes.append(Drift("", "the body is empty"))
        value = None
    elif case is not None and case.stream in {"sse", "jsonl"}:
        told = response.headers.get("content-type", "")
        raise UnfitAnswerError(f"the content type is {told}, not {case.media_type}")
    elif case is None or case.type is None:
        value = None
    else:
        value, found = _decode(
            case.type, case.media_type, response, strict=strict, xml=case.xml
        )
        notes += found
    if strict and notes:
        raise UnfitAnswerError("; ".join(map(str, notes)))
    return value, tuple(notes)


def streamed_case(
    operation: Operation[Any], response: httpx2.Response
) -> ResponseCase | None:
    """The case of an answer that is not to be read at once; ``None`` where it is.

    A stream of events with another content type is none (HTML standard section 9.2.3).
    """
    status = response.status_code
    if status in NO_CONTENT or operation.method == "HEAD":
        return None
    if not is_success(operation, response):
        return None
    cases = by_status(operation.responses, status) or operation.responses
    case = _by_media(cases, response)
    if case is None or not case.stream:
        return None
    told = essence(response.headers.get("content-type", ""))
    if case.stream == "sse" and told not in {"", essence(case.media_type)}:
        return None
    return case


def opened_case(
    operation: Operation[Any], response: httpx2.Response
) -> ResponseCase | None:
    """The same, of an answer without content too where nothing but streams is declared: it is empty."""
    if response.status_code not in NO_CONTENT or operation.method == "HEAD":
        return streamed_case(operation, response)
    cases = operation.responses
    only = all(case.stream for case in cases) and response.is_success
    return cases[0] if only else None


def misfits(
    operation: Operation[Any], response: httpx2.Response, case: ResponseCase
) -> tuple[Drift, ...]:
    """What status and content type of a streamed answer say that the API does not declare."""
    notes = []
    if not by_status(operation.responses, response.status_code):
        notes.append(Drift("", f"the status {response.status_code} is not declared"))
    told = response.headers.get("content-type", "")
    if _is_told(case) and not _fit(case.media_type, told):
        said = f"is {told}" if told else "is missing"
        notes.append(Drift("", f"the content type {said}, not {case.media_type}"))
    return tuple(notes)


def _is_told(case: ResponseCase) -> bool:
    """Whether the API says of which content type the answer is, and not only that it is bytes."""
    return essence(case.media_type) not in {
        "application/octet-stream",
        "application/json",
    }


def read_failure(
    operation: Operation[Any], response: httpx2.Response
) -> tuple[type[PayloadError] | None, Any, tuple[Drift, ...]]:
    """The class of a declared payload, the payload and where it does not fit.

    No class where none is declared, and neither class nor payload where the body cannot be read as one.
    """
    case = _by_media(by_status(operation.errors, response.status_code), response)
    if case is None or case.type is None or not response.content:
        return None, None, ()
    try:
        data, drift = _decode(
            case.type, case.media_type, response, strict=False, xml=case.xml
        )
    except (ValidationError, UnfitAnswerError):
        return None, None, ()
    if any(not item.path for item in drift):
        return None, None, drift
    return case.error() if case.error else None, data, drift


def by_status(cases: Sequence[C], status: int) -> list[C]:
    """The cases of a status: those that name it, else those of its hundred, else the default."""
    text = str(status)
    if found := [case for case in cases if text in case.statuses]:
        return found
    for wanted in (f"{status // 100}XX", "default"):
        if found := [case for case in cases if wanted in case.statuses]:
            return found
    return []


def _success_case(
    operation: Operation[Any], response: httpx2.Response
) -> tuple[ResponseCase | None, bool]:
    """The case of an answer, and whether its status is declared.

    An undeclared status is read as the one success that is declared. Raises ``UnfitAnswerError`` where there
    are several.
    """
    found = by_status(operation.responses, response.status_code)
    if found or not operation.responses:
        return _by_media(found, response), bool(found)
    if not response.content:
        return None, False
    case = _by_media(operation.responses, response)
    types = {case.type() for case in operation.responses if case.type is not None}
    if len(types) > 1:
        raise UnfitAnswerError(f"the status {response.status_code} is not declared")
    return case, False


def _by_media(cases: Sequence[C], response: httpx2.Response) -> C | None:
    """The case whose media type fits best; the first one where none does, or where none is told."""
    if len(cases) < 2:
        return cases[0] if cases else None
    told = response.headers.get("content-type", "")
    return max(cases, key=lambda case: _fit(case.media_type, told))


def _fit(declared: str, told: str) -> int:
    """How well a declared media type, or range of them, describes the one that came."""
    kind, range_ = essence(told), essence(declared)
    if not kind or not range_:
        return 0
    if kind == range_:
        wanted = _parameters(declared)
        return 5 + len(wanted) if wanted <= _parameters(told) else 4
    if is_json(kind) and is_json(range_):
        return 3
    if range_.startswith("application/*+") and kind.endswith(range_.partition("*")[2]):
        return 3
    if range_.endswith("/*") and kind.startswith(range_[:-1]):
        return 2
    return 1 if range_ == "*/*" else 0


def _parameters(media_type: str) -> set[str]:
    parts: Iterable[str] = media_type.lower().split(";")[1:]
    return {part.replace(" ", "") for part in parts} - {""}


def _decode(
    type_: TypeThunk,
    declared: str,
    response: httpx2.Response,
    *,
    strict: bool,
    xml: XmlThunk | None = None,
) -> tuple[Any, tuple[Drift, ...]]:
    """The body as a type, by the media type that the API declares, or that came where it leaves it open."""
    kind = essence(declared)
    if "*" in kind:
        kind = essence(response.headers.get("content-type", "")) or kind
    python_type, content = type_(), response.content
    # Both a raw file and base64 inside JSON are bytes to Python; only the latter begins with a quote.
    if python_type is bytes and not (is_json(kind) and content.lstrip()[:1] == b'"'):
        return content, ()
    if is_json(kind):
        return read_json(type_, content, strict=strict)
    if xml is not None:
        return read_json(type_, _as_json(xml, response), strict=strict)
    if python_type is str or kind.startswith("text/"):
        return read_text(type_, response.text, strict=strict)
    return read_json(type_, content, strict=strict)


def _as_json(xml: XmlThunk, response: httpx2.Response) -> bytes:
    """The JSON that an answer in XML, or in JSON after all, says."""
    if is_json(essence(response.headers.get("content-type", ""))):
        return response.content
    from .xml_reader import read_xml  # noqa: PLC0415 - few APIs speak XML

    try:
        return read_xml(xml(), response.content, response.charset_encoding)
    except ValueError as error:
        raise UnfitAnswerError(str(error)) from error


def read_text(
    type_: TypeThunk, text: str, *, strict: bool
) -> tuple[Any, tuple[Drift, ...]]:
    """A text as a type, and where it does not fit.

    Raises ``pydantic.ValidationError`` if ``strict`` and it does not fit.
    """
    if type_() is str:
        return text, ()
    try:
        return adapter(type_).validate_strings(text), ()
    except ValidationError as error:
        if strict:
            raise
        return text, (Drift("", error.errors()[0]["msg"], text),)
