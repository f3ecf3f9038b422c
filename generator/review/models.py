"""Changes of models: which there are, what they are called, and what became of their values and types."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import AliasModel, EnumMember, EnumModel, Model, ObjectModel
from ..python.annotations import annotation
from ..python.literals import literal
from . import kinds
from .changes import Change, Severity, Side
from .comparison import Comparison, Subject, pair
from .fields import object_changes
from .variance import BOTH, Flow, Relation, weigh
from .words import examples, words


def model_changes(compared: Comparison) -> Iterator[Change]:
    """What changed about all models."""
    old, new = compared.old.models, compared.new.models
    for name, model in old.items():
        known = new.get(compared.renamed.get(name, name))
        if known is None:
            yield _subject(model).note(kinds.MODEL_REMOVED, _side(model))
        else:
            yield from _model(model, known, compared)
    before = {compared.renamed.get(name, name) for name in old}
    for name, model in new.items():
        if name not in before:
            yield _subject(model).note(kinds.MODEL_ADDED, None, _side(model))


def _model(old: Model, new: Model, compared: Comparison) -> Iterator[Change]:
    subject = _subject(new)
    if old.name != new.name:
        names = Side(f"models.{old.name}", old.source), Side(f"models.{new.name}", new.source)
        yield subject.note(kinds.MODEL_RENAMED, *names)
    flow = compared.flows.get(new.name, BOTH)
    if isinstance(old, ObjectModel) and isinstance(new, ObjectModel):
        yield from object_changes(subject, old, new, flow, compared)
    elif isinstance(old, EnumModel) and isinstance(new, EnumModel):
        yield from _enum(subject, old, new, flow)
    elif isinstance(old, AliasModel) and isinstance(new, AliasModel):
        yield from _alias(subject, old, new, flow, compared)
    else:
        yield subject.note(kinds.MODEL_KIND, Side(_kind(old), old.source), Side(_kind(new), new.source))
    if new.deprecated and not old.deprecated:
        yield subject.note(kinds.MODEL_DEPRECATED, _side(old), _side(new))
    sources = old.source, new.source
    for name in ("title", "description"):
        yield from words(subject, getattr(old, name), getattr(new, name), sources)
    yield from examples(subject, old.examples, new.examples, sources)


def _enum(subject: Subject, old: EnumModel, new: EnumModel, flow: Flow) -> Iterator[Change]:
    pairs = pair(old.members, new.members, lambda m: (type(m.value), m.value))
    for member in pairs.gone:
        yield subject.note(kinds.ENUM_VALUE_REMOVED, _member(old, member), member=member.name)
    for member in pairs.come:
        is_breaking = Flow.OUTPUT in flow and not new.is_open
        severity = Severity.BREAKING if is_breaking else Severity.ADDITIVE
        yield subject.note(kinds.ENUM_VALUE_ADDED, None, _member(new, member), member=member.name, severity=severity)
    for before, after in pairs.both:
        sides = _member(old, before), _member(new, after)
        if before.name != after.name:
            names = (Side(f"{subject.name}.{m.name}", e.source) for e, m in ((old, before), (new, after)))
            yield subject.note(kinds.ENUM_VALUE_RENAMED, *names, member=after.name)
        sources = old.source, new.source
        yield from words(subject, before.description, after.description, sources, member=after.name)
    if old.is_open != new.is_open:
        relation = Relation.WIDER if new.is_open else Relation.NARROWER
        sides = Side(_openness(old), old.source), Side(_openness(new), new.source)
        yield subject.note(kinds.ENUM_OPENNESS, *sides, severity=weigh(relation, flow))


def _openness(model: EnumModel) -> str:
    return "open to other values" if model.is_open else "closed"


def _member(model: EnumModel, member: EnumMember) -> Side:
    return Side(f"models.{model.name}.{member.name} = {literal(member.value)}", model.source)


def _alias(subject: Subject, old: AliasModel, new: AliasModel, flow: Flow, compared: Comparison) -> Iterator[Change]:
    relation = compared.variance.relate(old.type, new.type)
    sides = Side(annotation(old.type), old.source), Side(annotation(new.type), new.source)
    if relation is not Relation.SAME:
        yield subject.note(kinds.TYPE_CHANGED, *sides, severity=weigh(relation, flow))
    elif (tags := _tags(old)) != (others := _tags(new)):
        yield subject.note(kinds.TAGS_CHANGED, Side(tags, old.source), Side(others, new.source))


def _tags(model: AliasModel) -> str:
    discriminator = getattr(model.type, "discriminator", None)
    if discriminator is None:
        return "none"
    return f"{discriminator.property_name}: {', '.join(value for value, _ in discriminator.mapping)}"


def _subject(model: Model) -> Subject:
    return Subject("models", f"models.{model.name}")


def _side(model: Model) -> Side:
    return Side(f"models.{model.name}", model.source)


def _kind(model: Model) -> str:
    match model:
        case ObjectModel():
            return "a class with fields"
        case EnumModel():
            return "an enum"
        case AliasModel(type=type_):
            return annotation(type_)
