"""Changes of operations: which there are, what they are called, and what each takes and gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Operation, Pagination
from . import kinds
from .answers import answer_changes
from .arguments import argument_changes
from .changes import Change, Side
from .comparison import Comparison, Subject, pair
from .inbound import callback_changes
from .security import security_changes
from .surface import declaration
from .words import remaining, words

_VARIABLE = re.compile(r"\{[^{}]*\}")
_LOOKED_AT = frozenset(
    {
        "id", "name", "accessor", "method", "path", "source", "parameters", "body", "responses", "errors", "security",
        "servers", "retries", "switch", "summary", "description", "deprecated", "tags", "callbacks", "external_docs",
        "pagination", "snippet_values", "aliases",
    }
)  # fmt: skip


def operation_changes(compared: Comparison) -> Iterator[Change]:
    """What changed about all operations. One that kept its method and path, or its id, is the same under a new name."""
    pairs = pair(
        compared.old.operations(),
        compared.new.operations(),
        lambda o: o.accessor,
        lambda o: (o.method, _VARIABLE.sub("{}", o.path.raw)),
        lambda o: o.id or None,
    )
    for operation in pairs.gone:
        yield _subject(operation).note(kinds.OPERATION_REMOVED, _side(operation))
    for operation in pairs.come:
        yield _subject(operation).note(kinds.OPERATION_ADDED, None, _side(operation))
    for before, after in pairs.both:
        yield from _operation(before, after, compared)


def _operation(old: Operation, new: Operation, compared: Comparison) -> Iterator[Change]:
    subject = _subject(new)
    sources = old.source, new.source
    yield from _names(subject, old, new)
    routes = f"{old.method} {old.path.raw}", f"{new.method} {new.path.raw}"
    if routes[0] != routes[1]:
        yield subject.note(kinds.OPERATION_ROUTE, Side(routes[0], old.source), Side(routes[1], new.source))
    if old.deprecated != new.deprecated:
        kind = kinds.OPERATION_DEPRECATED if new.deprecated else kinds.OPERATION_RESTORED
        yield subject.note(kind, _side(old), _side(new))
    yield from argument_changes(subject, old, new, compared)
    yield from answer_changes(subject, old, new, compared)
    if not (old.security == compared.old.security and new.security == compared.new.security):
        # what holds for all calls is told once, of the client
        yield from security_changes(subject, old.security, new.security, sources)
    yield from _surroundings(subject, old, new)
    for name in ("summary", "description", "external_docs"):
        yield from words(subject, getattr(old, name), getattr(new, name), sources)
    yield from callback_changes(old, new, compared)
    yield from remaining(subject, old, new, _LOOKED_AT)


def _names(subject: Subject, old: Operation, new: Operation) -> Iterator[Change]:
    """What the method is called, and which of its former names it is still reached by."""
    before, after = _former(old), _former(new)
    today = Side(new.accessor, new.source)
    if old.accessor != new.accessor:
        kind = kinds.OPERATION_NAME_KEPT if old.accessor in after else kinds.OPERATION_RENAMED
        yield subject.note(kind, Side(old.accessor, old.source), today)
    for name in sorted(before - after - {new.accessor}):
        yield subject.note(kinds.OPERATION_NAME_DROPPED, Side(name, old.source), today)
    for name in sorted(after - before - {old.accessor}):
        yield subject.note(kinds.OPERATION_NAME_ADDED, None, Side(name, new.source))


def _former(operation: Operation) -> set[str]:
    group = operation.accessor.rpartition(".")[0]
    return {f"{group}.{name}" for name in operation.aliases}


def _surroundings(subject: Subject, old: Operation, new: Operation) -> Iterator[Change]:
    """How pages follow each other, and retries and servers of the operation's own."""
    if old.retries != new.retries:
        yield subject.note(kinds.RETRIES, Side(_policy(old), old.source), Side(_policy(new), new.source))
    before, after = old.pagination, new.pagination
    if before is not None and after is not None and before != after:
        yield subject.note(kinds.PAGINATION, Side(_paged(before), old.source), Side(_paged(after), new.source))
    befores, afters = (", ".join(server.url for server in one.servers) for one in (old, new))
    if befores != afters:
        sides = Side(befores or "the API's servers", old.source), Side(afters or "the API's servers", new.source)
        yield subject.note(kinds.OPERATION_SERVERS, *sides)


def _paged(pagination: Pagination) -> str:
    """How the next page is asked for, and where the items are; that there are pages shows in the result."""
    argument = pagination.input.argument or pagination.input.body if pagination.input else ""
    places = (("items", pagination.items), ("next", pagination.next), ("more", pagination.more))
    said = [f"{name} in {'.'.join(path)}" for name, path in places if path]
    return ", ".join([f"by {pagination.style}" + (f" in {argument}" if argument else ""), *said])


def _policy(operation: Operation) -> str:
    policy = operation.retries
    if policy is None:
        return "no retries"
    return f"retries on {', '.join(policy.statuses)}, for at most {policy.max_elapsed} ms"


def _subject(operation: Operation) -> Subject:
    return Subject(operation.accessor.rpartition(".")[0] or "client", operation.accessor)


def _side(operation: Operation) -> Side:
    return Side(declaration(operation), operation.source)
