"""Changes of what callers get: results, streams, headers and errors."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import (
    ErrorCase,
    Header,
    Operation,
    PrimitiveKind,
    PrimitiveType,
    Response,
    Source,
    Streaming,
    TypeRef,
    UnionType,
)
from ..python.annotations import annotation
from ..render.results import result_annotation
from . import kinds
from .changes import Change, Severity, Side
from .comparison import Comparison, Subject, pair
from .variance import Flow, Relation, weigh
from .words import words

_CONTAINERS = frozenset({"list", "dict", "List", "Dict", "Literal"})
_NOTHING = PrimitiveType(PrimitiveKind.NULL)


def answer_changes(subject: Subject, old: Operation, new: Operation, compared: Comparison) -> Iterator[Change]:
    """What changed about the answers to a call."""
    yield from _result(subject, old, new, compared)
    yield from _responses(subject, old, new, compared)
    yield from _errors(subject, old, new, compared)


def _result(subject: Subject, old: Operation, new: Operation, compared: Comparison) -> Iterator[Change]:
    sides = Side(result_annotation(old), _source(old)), Side(result_annotation(new), _source(new))
    severity = _result_severity(old, new, compared)
    if severity is not None:
        yield subject.note(kinds.RESULT_TYPE, *sides, severity=severity)


def _result_severity(old: Operation, new: Operation, compared: Comparison) -> Severity | None:
    """How the change of what is returned weighs; ``None`` where nothing changed.

    The class around the data (a stream, a download, a page) belongs to it: another class breaks callers.
    """
    if _classes(old) != _classes(new):
        return Severity.BREAKING
    relation = compared.variance.relate(_returned(old), _returned(new))
    if relation is not Relation.SAME:
        return weigh(relation, Flow.OUTPUT)
    return None


def _classes(operation: Operation) -> tuple[set[Streaming], str]:
    return {response.streaming for response in operation.responses}, _wrapper(operation)


def _wrapper(operation: Operation) -> str:
    """The class around what is returned, where the annotation has one."""
    written = result_annotation(operation)
    opening = written.partition("[")[0]
    return opening if opening != written and opening not in _CONTAINERS else ""


def _returned(operation: Operation) -> TypeRef:
    types = tuple(dict.fromkeys(response.type or _NOTHING for response in operation.responses))
    return UnionType(types) if len(types) > 1 else types[0] if types else _NOTHING


def _source(operation: Operation) -> Source:
    return operation.responses[0].source if operation.responses else operation.source


def _responses(subject: Subject, old: Operation, new: Operation, compared: Comparison) -> Iterator[Change]:
    pairs = pair(old.responses, new.responses, lambda r: (r.status, r.media_type), lambda r: r.media_type)
    if pairs.gone or pairs.come or any(a.status != b.status for a, b in pairs.both):
        sides = Side(_statuses(old), old.source), Side(_statuses(new), new.source)
        yield subject.note(kinds.RESPONSE_STATUS, *sides)
    for before, after in pairs.both:
        member = f"{after.status} {after.media_type}".strip()
        yield from _events(subject, before, after, compared)
        yield from _headers(subject, before.headers, after.headers)
        yield from words(subject, before.description, after.description, (before.source, after.source), member=member)


def _statuses(operation: Operation) -> str:
    return ", ".join(f"{r.status} {r.media_type}".strip() for r in operation.responses) or "none"


def _events(subject: Subject, old: Response, new: Response, compared: Comparison) -> Iterator[Change]:
    befores, afters = ({event.name: event for event in one.events} for one in (old, new))
    for name in dict.fromkeys((*befores, *afters)):
        before, after = befores.get(name), afters.get(name)
        if before is not None and after is not None:
            relation = compared.variance.relate(before.type, after.type)
            severity = weigh(relation, Flow.OUTPUT)
            if relation is Relation.SAME:
                continue
        else:
            severity = Severity.BREAKING if after is None else Severity.ADDITIVE
        sides = (Side(annotation(e.type), r.source) if e else None for e, r in ((before, old), (after, new)))
        yield subject.note(kinds.EVENT_TYPE, *sides, member=name or "*", severity=severity)


def _headers(subject: Subject, old: tuple[Header, ...], new: tuple[Header, ...]) -> Iterator[Change]:
    pairs = pair(old, new, lambda header: header.wire_name.lower())
    for header in pairs.gone:
        yield subject.note(kinds.HEADER_REMOVED, Side(_header(header), header.source), member=header.wire_name)
    for header in pairs.come:
        yield subject.note(kinds.HEADER_ADDED, None, Side(_header(header), header.source), member=header.wire_name)


def _header(header: Header) -> str:
    return f"{header.wire_name}: {annotation(header.type)}"


def _errors(subject: Subject, old: Operation, new: Operation, compared: Comparison) -> Iterator[Change]:
    pairs = pair(old.errors, new.errors, lambda e: (e.status, e.media_type), lambda e: e.status)
    for error in pairs.gone:
        yield subject.note(kinds.ERROR_REMOVED, _error_side(error), member=error.status)
    for error in pairs.come:
        yield subject.note(kinds.ERROR_ADDED, None, _error_side(error), member=error.status)
    for before, after in pairs.both:
        sides = _error_side(before), _error_side(after)
        relation = compared.variance.relate(before.type or _NOTHING, after.type or _NOTHING)
        if relation is not Relation.SAME:
            yield subject.note(kinds.ERROR_TYPE, *sides, member=after.status, severity=weigh(relation, Flow.OUTPUT))
        sources = before.source, after.source
        yield from words(subject, before.description, after.description, sources, member=after.status)


def _error_side(error: ErrorCase) -> Side:
    return Side(annotation(error.type) if error.type is not None else "None", error.source)
