"""Changes of what callers give: arguments and the media types of bodies."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Default, Operation
from . import kinds
from .changes import Change, Severity, Side
from .comparison import Comparison, Subject, pair
from .surface import CallArgument, call_arguments
from .variance import Flow, Relation, weigh
from .words import examples, words


def argument_changes(subject: Subject, old: Operation, new: Operation, compared: Comparison) -> Iterator[Change]:
    """What changed about the arguments of a method that is on both sides."""
    befores, afters = call_arguments(old, compared.old), call_arguments(new, compared.new)
    pairs = pair(befores, afters, lambda a: a.name, lambda a: a.wire or None)
    for argument in pairs.gone:
        yield subject.note(kinds.ARGUMENT_REMOVED, argument.side, member=argument.name)
    for argument in pairs.come:
        kind = kinds.ARGUMENT_ADDED_REQUIRED if argument.required else kinds.ARGUMENT_ADDED
        yield subject.note(kind, None, argument.side, member=argument.name)
    for before, after in pairs.both:
        yield from _argument(subject, before, after, compared)
    yield from _media(subject, old, new)


def _argument(subject: Subject, old: CallArgument, new: CallArgument, compared: Comparison) -> Iterator[Change]:
    sides = old.side, new.side
    if old.name != new.name:
        names = Side(old.name, old.source), Side(new.name, new.source)
        yield subject.note(kinds.ARGUMENT_RENAMED, *names, member=new.name)
    if old.required != new.required:
        kind = kinds.ARGUMENT_REQUIRED if new.required else kinds.ARGUMENT_OPTIONAL
        yield subject.note(kind, *sides, member=new.name)
    severity = _type_severity(old, new, compared)
    if severity is not None:
        types = Side(old.annotation, old.source), Side(new.annotation, new.source)
        yield subject.note(kinds.ARGUMENT_TYPE, *types, member=new.name, severity=severity)
    if (old.wire, old.style) != (new.wire, new.style):
        places = Side(_way(old), old.source), Side(_way(new), new.source)
        yield subject.note(kinds.ARGUMENT_WIRE, *places, member=new.name)
    if new.deprecated and not old.deprecated:
        yield subject.note(kinds.ARGUMENT_DEPRECATED, *sides, member=new.name)
    if old.default != new.default:
        defaults = Side(default_text(old.default), old.source), Side(default_text(new.default), new.source)
        severity = default_severity(old.default, new.default)
        yield subject.note(kinds.ARGUMENT_DEFAULT, *defaults, member=new.name, severity=severity)
    sources = old.source, new.source
    if old.type is not None and new.type is not None:
        yield from words(subject, old.description, new.description, sources, member=new.name)
    yield from examples(subject, old.examples, new.examples, sources, member=new.name)


def _type_severity(old: CallArgument, new: CallArgument, compared: Comparison) -> Severity | None:
    """How the change of the type weighs; ``None`` where there is none.

    An argument that is a choice of the caller has its values in its annotation alone.
    """
    if old.type is not None and new.type is not None:
        relation = compared.variance.relate(old.type, new.type)
        return None if relation is Relation.SAME else weigh(relation, Flow.INPUT)
    if old.annotation == new.annotation or old.required != new.required:
        return None
    lost = _choices(old.annotation) - _choices(new.annotation)
    return Severity.BREAKING if lost else Severity.ADDITIVE


def _choices(annotation: str) -> set[str]:
    inside = annotation.removesuffix(" | None").removeprefix("Literal[").removesuffix("]")
    return set(inside.split(", "))


def _way(argument: CallArgument) -> str:
    return f"{argument.wire}, {argument.style}" if argument.style else argument.wire


def default_text(default: Default | None) -> str:
    """A default of the server in words."""
    return "no default" if default is None else repr(default.value)


def default_severity(old: Default | None, new: Default | None) -> Severity:
    """One value for another changes what calls mean that leave it out; one that is told of, or no longer, nothing."""
    return Severity.BREAKING if old is not None and new is not None else Severity.NEUTRAL


def _media(subject: Subject, old: Operation, new: Operation) -> Iterator[Change]:
    befores = {media.media_type: media for media in old.body.alternatives} if old.body else {}
    afters = {media.media_type: media for media in new.body.alternatives} if new.body else {}
    if not befores or not afters:
        return
    for name, media in befores.items():
        if name not in afters:
            yield subject.note(kinds.MEDIA_REMOVED, Side(name, media.source), member=name)
    for name, media in afters.items():
        if name not in befores:
            yield subject.note(kinds.MEDIA_ADDED, None, Side(name, media.source), member=name)
