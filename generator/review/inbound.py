"""Changes of the requests that the API sends: webhooks and callbacks."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Operation, PrimitiveKind, PrimitiveType, TypeRef, UnionType, Webhook
from ..python.annotations import annotation
from . import kinds
from .changes import Change, Side
from .comparison import Comparison, Subject, pair
from .flows import inbound_of
from .variance import Flow, Relation, weigh
from .words import words


def webhook_changes(compared: Comparison) -> Iterator[Change]:
    """What changed about webhooks."""
    yield from _changes("webhooks", compared.old.webhooks, compared.new.webhooks, compared)


def callback_changes(old: Operation, new: Operation, compared: Comparison) -> Iterator[Change]:
    """What changed about the callbacks of an operation."""
    yield from _changes("callbacks", tuple(inbound_of(old)), tuple(inbound_of(new)), compared)


def _changes(group: str, old: tuple[Webhook, ...], new: tuple[Webhook, ...], compared: Comparison) -> Iterator[Change]:
    pairs = pair(old, new, lambda w: w.type_name, lambda w: (w.key, w.method))
    for webhook in pairs.gone:
        yield _subject(group, webhook).note(kinds.WEBHOOK_REMOVED, _side(webhook))
    for webhook in pairs.come:
        yield _subject(group, webhook).note(kinds.WEBHOOK_ADDED, None, _side(webhook))
    for before, after in pairs.both:
        subject = _subject(group, after)
        if before.type_name != after.type_name:
            names = (Side(f"{group}.{one.type_name}", one.source) for one in (before, after))
            yield subject.note(kinds.WEBHOOK_RENAMED, *names)
        relation = compared.variance.relate(_payload(before), _payload(after))
        if relation is not Relation.SAME:
            severity = weigh(relation, Flow.OUTPUT)
            yield subject.note(kinds.WEBHOOK_TYPE, _side(before), _side(after), severity=severity)
        sources = before.source, after.source
        for name in ("summary", "description"):
            yield from words(subject, getattr(before, name), getattr(after, name), sources)


def _payload(webhook: Webhook) -> TypeRef:
    types = tuple(dict.fromkeys(type_ for _, type_ in webhook.payloads))
    if not types:
        return PrimitiveType(PrimitiveKind.NULL)
    return UnionType(types) if len(types) > 1 else types[0]


def _subject(group: str, webhook: Webhook) -> Subject:
    return Subject(group, f"{group}.{webhook.type_name}")


def _side(webhook: Webhook) -> Side:
    return Side(annotation(_payload(webhook)), webhook.source)
