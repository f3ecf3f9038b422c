"""Changes of the fields of an object's model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Access, Api, Field, ObjectModel, TypeRef
from ..python.annotations import annotation
from . import kinds
from .arguments import default_severity, default_text
from .changes import Change, Severity, Side
from .comparison import Comparison, Subject, pair
from .variance import Flow, Relation, Variance, weigh
from .words import alike, examples, words

_HIDDEN = {Access.READ: Flow.INPUT, Access.WRITE: Flow.OUTPUT}


@dataclass(frozen=True, slots=True)
class OwnedField:
    """A field with the name of the model that declares it: the one at hand, or one that it inherits from."""

    field: Field
    owner: str

    @property
    def side(self) -> Side:
        """The field as the class declares it."""
        cardinality = self.field.cardinality
        is_given = cardinality.required and not cardinality.nullable
        default = "" if cardinality.required else " = None"
        shown = annotation(self.field.type)
        if not is_given and "None" not in shown.split(" | "):
            shown = f"{shown} | None"
        return Side(f"{self.field.name}: {shown}{default}", self.field.source)


def object_changes(
    subject: Subject, old: ObjectModel, new: ObjectModel, flow: Flow, compared: Comparison
) -> Iterator[Change]:
    """What changed about the fields that a class has, those that it inherits included.

    What a class inherits on both sides is told of the class that it inherits it from.
    """
    yield from _bases(subject, old, new, compared)
    befores, afters = all_fields(old, compared.old), all_fields(new, compared.new)
    pairs = pair(befores, afters, lambda f: f.field.name, lambda f: f.field.wire_name)
    for owned in pairs.gone:
        if not _is_gone_above(owned, old, compared):
            yield subject.note(kinds.FIELD_REMOVED, owned.side, member=owned.field.name)
    for owned in pairs.come:
        if not _is_come_above(owned, new, compared):
            yield _added(subject, owned, flow)
    for before, after in pairs.both:
        same_owner = compared.renamed.get(before.owner, before.owner) == after.owner
        if not (same_owner and before.owner != old.name):
            yield from _field(subject, before, after, flow, compared.variance)
    yield from _extra(subject, old, new, flow, compared.variance)


def all_fields(model: ObjectModel, api: Api) -> tuple[OwnedField, ...]:
    """The fields of a model, those of its bases first; a field declared again counts where it is declared last."""
    found: dict[str, OwnedField] = {}
    seen: set[str] = set()

    def add(one: ObjectModel) -> None:
        if one.name in seen:
            return
        seen.add(one.name)
        for name in one.bases:
            base = api.models.get(name)
            if isinstance(base, ObjectModel):
                add(base)
        for field in one.fields:
            found[field.name] = OwnedField(field, one.name)

    add(model)
    return tuple(found.values())


def _is_gone_above(owned: OwnedField, model: ObjectModel, compared: Comparison) -> bool:
    """Whether the field went from a class that this one inherits from, before and after."""
    name = compared.renamed.get(owned.owner, owned.owner)
    return owned.owner != model.name and name in compared.new.models


def _is_come_above(owned: OwnedField, model: ObjectModel, compared: Comparison) -> bool:
    former = next((old for old, new in compared.renamed.items() if new == owned.owner), owned.owner)
    before = compared.old.models.get(former)
    if owned.owner == model.name or not isinstance(before, ObjectModel):
        return False
    return owned.field.name not in {one.field.name for one in all_fields(before, compared.old)}


def _bases(subject: Subject, old: ObjectModel, new: ObjectModel, compared: Comparison) -> Iterator[Change]:
    befores = {compared.renamed.get(name, name) for name in old.bases}
    for name in old.bases:
        if compared.renamed.get(name, name) not in new.bases:
            yield subject.note(kinds.BASE_REMOVED, Side(f"models.{name}", old.source), member=name)
    for name in new.bases:
        if name not in befores:
            yield subject.note(kinds.BASE_ADDED, None, Side(f"models.{name}", new.source), member=name)


def _added(subject: Subject, owned: OwnedField, flow: Flow) -> Change:
    is_asked = Flow.INPUT in _seen(flow, owned.field)
    kind = kinds.FIELD_ADDED_REQUIRED if owned.field.cardinality.required and is_asked else kinds.FIELD_ADDED
    return subject.note(kind, None, owned.side, member=owned.field.name)


def _seen(flow: Flow, *sides: Field) -> Flow:
    """The ways on which a field travels at all: never to the API where it is read-only, and so on."""
    hidden = Flow(0)
    if all(field.access is sides[0].access for field in sides):
        hidden = _HIDDEN.get(sides[0].access, Flow(0))
    return (flow & ~hidden) or flow


def _field(subject: Subject, old: OwnedField, new: OwnedField, flow: Flow, variance: Variance) -> Iterator[Change]:
    before, after = old.field, new.field
    member, seen = after.name, _seen(flow, before, after)
    if before.name != after.name:
        names = Side(f"{subject.name}.{before.name}", before.source), Side(f"{subject.name}.{member}", after.source)
        yield subject.note(kinds.FIELD_RENAMED, *names, member=member)
    yield from _presence(subject, old, new, seen)
    yield from _type(subject, old, new, seen, variance)
    if before.wire_name != after.wire_name:
        names = Side(before.wire_name, before.source), Side(after.wire_name, after.source)
        yield subject.note(kinds.FIELD_WIRE, *names, member=member)
    if after.deprecated and not before.deprecated:
        yield subject.note(kinds.FIELD_DEPRECATED, old.side, new.side, member=member)
    yield from _access(subject, before, after)
    yield from _default(subject, before, after, seen)
    sources = before.source, after.source
    yield from words(subject, before.description, after.description, sources, member=member)
    yield from examples(subject, before.examples, after.examples, sources, member=member)
    if not alike(before.xml, after.xml):
        sides = Side(str(before.xml), before.source), Side(str(after.xml), after.source)
        yield subject.note(kinds.FIELD_WIRE, *sides, member=member)


def _presence(subject: Subject, old: OwnedField, new: OwnedField, flow: Flow) -> Iterator[Change]:
    """A field that may now be absent reads ``None``: the type of what is read becomes wider by it."""
    before, after = old.field.cardinality, new.field.cardinality
    if before.required == after.required:
        return
    kind = kinds.FIELD_REQUIRED if after.required else kinds.FIELD_OPTIONAL
    relation = Relation.NARROWER if after.required else Relation.WIDER
    if Flow.INPUT not in flow and _may_be_none(old.field) == _may_be_none(new.field):
        relation = Relation.NARROWER  # what is read may be None as before
    yield subject.note(kind, old.side, new.side, member=new.field.name, severity=weigh(relation, flow))


def _may_be_none(field: Field) -> bool:
    return field.cardinality.nullable or not field.cardinality.required


def _type(subject: Subject, old: OwnedField, new: OwnedField, flow: Flow, variance: Variance) -> Iterator[Change]:
    before, after = old.field, new.field
    relation = variance.relate(before.type, after.type)
    severities = [] if relation is Relation.SAME else [weigh(relation, flow)]
    if before.cardinality.nullable != after.cardinality.nullable:
        severities.append(_null_severity(before, after, flow))
    if severities:
        weight = min(severities, key=list(Severity).index)
        yield subject.note(kinds.FIELD_TYPE, old.side, new.side, member=after.name, severity=weight)


def _null_severity(old: Field, new: Field, flow: Flow) -> Severity:
    """What reads ``None`` where it is absent reads the same where it is null."""
    relation = Relation.WIDER if new.cardinality.nullable else Relation.NARROWER
    if _may_be_none(old) and _may_be_none(new):
        flow &= Flow.INPUT
        return weigh(relation, flow) if flow else Severity.NEUTRAL
    return weigh(relation, flow)


def _access(subject: Subject, old: Field, new: Field) -> Iterator[Change]:
    if old.access is new.access:
        return
    severity = Severity.ADDITIVE if new.access is Access.BOTH else Severity.BREAKING
    sides = Side(_ACCESS[old.access], old.source), Side(_ACCESS[new.access], new.source)
    yield subject.note(kinds.FIELD_ACCESS, *sides, member=new.name, severity=severity)


_ACCESS = {Access.READ: "read-only", Access.WRITE: "write-only", Access.BOTH: "readable and writable"}


def _default(subject: Subject, old: Field, new: Field, flow: Flow) -> Iterator[Change]:
    before, after = old.cardinality.default, new.cardinality.default
    if before == after:
        return
    severity = default_severity(before, after) if Flow.INPUT in flow else Severity.NEUTRAL
    sides = Side(default_text(before), old.source), Side(default_text(after), new.source)
    yield subject.note(kinds.FIELD_DEFAULT, *sides, member=new.name, severity=severity)


def _extra(subject: Subject, old: ObjectModel, new: ObjectModel, flow: Flow, variance: Variance) -> Iterator[Change]:
    if old.extra == new.extra:
        return
    sides = Side(_further(old.extra), old.source), Side(_further(new.extra), new.source)
    if old.extra is None or new.extra is None:
        relation = Relation.WIDER if old.extra is None else Relation.NARROWER
        asked = flow & Flow.INPUT
        # what is read keeps unknown fields either way
        severity = weigh(relation, asked) if asked else Severity.NEUTRAL
    else:
        relation = variance.relate(old.extra, new.extra)
        if relation is Relation.SAME:
            return
        severity = weigh(relation, flow)
    yield subject.note(kinds.EXTRA_FIELDS, *sides, severity=severity)


def _further(extra: TypeRef | None) -> str:
    return "not allowed" if extra is None else annotation(extra)
