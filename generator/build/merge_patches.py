"""Bodies of ``application/merge-patch+json``: null removes what it stands for (RFC 7386).

Such a body describes a change, so that null may stand for every member that need not be there, whatever
its schema says. Models that are only ever patches are changed so; of those that are also something else
there is a second one for patches. What is inside a list is replaced as a whole, and is no patch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from ..model import (
    AliasModel,
    AliasType,
    Api,
    ArrayType,
    Body,
    BodyField,
    BodyMedia,
    EnumModel,
    Field,
    Group,
    MapType,
    Model,
    ModelType,
    NullableType,
    ObjectModel,
    Operation,
    Parameter,
    TypeRef,
    UnionType,
    UnknownType,
    Webhook,
    children,
    named_types,
    walk,
)
from ..model.definitions import references
from ..python import names
from .media_types import essence
from .namebook import NameBook
from .naming import patch_name

_SAID = "A field that is null is removed, and one that is left out stays as it is (RFC 7386)."


def with_merge_patches(api: Api, book: NameBook) -> Api:
    """The API with null in its merge patches. ``book`` names the models that are only for patches."""
    roots = [media.type for operation in api.operations() for media in _patches(operation)]
    if not roots:
        return api
    inside = _reached_by_patches(roots, api)
    shared = _used_otherwise(api, inside) & inside
    twins = _Twins(api, inside, shared, book)
    models = {name: twins.models.get(name, model) for name, model in api.models.items()}
    models.update((model.name, model) for model in twins.models.values())
    return replace(api, groups=tuple(_group(group, twins) for group in api.groups), models=models)


def _is_patch(media: BodyMedia) -> bool:
    return essence(media.media_type) == "application/merge-patch+json"


def _patches(operation: Operation) -> Iterator[BodyMedia]:
    yield from filter(_is_patch, operation.body.alternatives if operation.body else ())


def _reached_by_patches(roots: Iterable[TypeRef], api: Api) -> set[str]:
    """The models that are patches: those that patches reach, but not by way of a list."""
    found: set[str] = set()
    waiting = [name for type_ in roots for name in _members(type_)]
    while waiting:
        name = waiting.pop()
        model = api.models.get(name)
        if name not in found and isinstance(model, ObjectModel | AliasModel):
            found.add(name)
            waiting.extend(name for type_ in _types_of(model) for name in _members(type_))
            waiting.extend(model.bases if isinstance(model, ObjectModel) else ())
    return found


def _members(type_: TypeRef) -> Iterator[str]:
    """The models that a type points at outside of lists."""
    if isinstance(type_, ModelType | AliasType):
        yield type_.name
    for child in children(type_) if not isinstance(type_, ArrayType) else ():
        yield from _members(child)


def _types_of(model: Model) -> Iterator[TypeRef]:
    match model:
        case ObjectModel(fields=fields, extra=extra):
            yield from (member.type for member in fields)
            if extra is not None:
                yield extra
        case AliasModel(type=type_):
            yield type_
        case EnumModel():
            return


def _used_otherwise(api: Api, inside: set[str]) -> set[str]:
    """The models that are also something else than patches."""
    in_lists = [
        name
        for patch in inside
        for type_ in _types_of(api.models[patch])
        for part in walk(type_)
        if isinstance(part, ArrayType)
        for name in named_types(part)
    ]
    waiting = [*(name for type_ in _other_types(api) for name in named_types(type_)), *in_lists]
    waiting += [name for name in api.models if name not in inside]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found and name in api.models:
            found.add(name)
            waiting.extend(references(api.models[name]))
    return found


def _other_types(api: Api) -> Iterator[TypeRef]:
    """The types of all that calls hold but merge patches."""
    for operation in api.operations():
        yield from _parameter_types(operation.parameters)
        bodies = operation.body.alternatives if operation.body else ()
        yield from (media.type for media in bodies if not _is_patch(media))
        answers = [(answer.type, answer.headers) for answer in operation.responses]
        answers += [(answer.type, answer.headers) for answer in operation.errors]
        for type_, headers in answers:
            yield from (header.type for header in headers)
            if type_ is not None:
                yield type_
        for callback in operation.callbacks:
            yield from _inbound_types(callback.requests)
    yield from _inbound_types(api.webhooks)


def _parameter_types(parameters: Iterable[Parameter]) -> Iterator[TypeRef]:
    yield from (parameter.type for parameter in parameters)


def _inbound_types(requests: Iterable[Webhook]) -> Iterator[TypeRef]:
    for request in requests:
        yield from (type_ for _, type_ in request.payloads)
        yield from _parameter_types(request.parameters)


@dataclass(slots=True)
class _Twins:
    """The models of patches: ``models`` holds those that take the place of others, and the new ones."""

    api: Api
    inside: set[str]
    shared: set[str]
    book: NameBook
    models: dict[str, Model] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, model in self.api.models.items():
            if name in self.shared:
                self._names[name] = patch_name(self.book, model)
        for name, model in self.api.models.items():
            if name in self._names:
                own = self._names[name]
                self.models[own] = replace(self._patched(model), name=own, owner=own, module=names.module(own))
            elif name in self.inside:
                self.models[name] = self._patched(model)

    def type(self, type_: TypeRef) -> TypeRef:
        """A type as patches have it."""
        match type_:
            case ModelType(name=name):
                return ModelType(self._names.get(name, name))
            case AliasType(name=name):
                return AliasType(self._names.get(name, name))
            case NullableType(inner=inner):
                return NullableType(self.type(inner))
            case MapType(values=values):
                return MapType(self._removable(values))
            case UnionType(variants=variants, discriminator=discriminator):
                if discriminator is not None:
                    mapping = tuple((tag, self._names.get(name, name)) for tag, name in discriminator.mapping)
                    discriminator = replace(discriminator, mapping=mapping)
                return replace(type_, variants=tuple(map(self.type, variants)), discriminator=discriminator)
            case _:
                return type_

    def _removable(self, type_: TypeRef) -> TypeRef:
        """The type of a member without a name of its own, or null."""
        inner = self.type(type_.inner if isinstance(type_, NullableType) else type_)
        return inner if isinstance(inner, UnknownType) else NullableType(inner)

    def field(self, member: Field) -> Field:
        """A field as patches have it."""
        nullable = member.cardinality.nullable or not member.cardinality.required
        cardinality = replace(member.cardinality, nullable=nullable)
        return replace(member, type=self.type(member.type), cardinality=cardinality)

    def _patched(self, model: Model) -> Model:
        match model:
            case ObjectModel(fields=fields, extra=extra, bases=bases):
                return replace(
                    model,
                    fields=tuple(map(self.field, fields)),
                    extra=self._removable(extra) if extra is not None else None,
                    bases=tuple(self._names.get(base, base) for base in bases),
                )
            case AliasModel(type=type_):
                return replace(model, type=self.type(type_))
            case EnumModel():
                return model


def _group(group: Group, twins: _Twins) -> Group:
    return replace(
        group,
        operations=tuple(_operation(operation, twins) for operation in group.operations),
        groups=tuple(_group(inner, twins) for inner in group.groups),
    )


def _operation(operation: Operation, twins: _Twins) -> Operation:
    body = operation.body
    if body is None or not any(_patches(operation)):
        return operation
    alternatives = tuple(_media(media, twins) if _is_patch(media) else media for media in body.alternatives)
    return replace(operation, body=_described(replace(body, alternatives=alternatives)))


def _described(body: Body) -> Body:
    return replace(body, description=f"{body.description.strip()} {_SAID}".strip())


def _media(media: BodyMedia, twins: _Twins) -> BodyMedia:
    return replace(
        media, type=twins.type(media.type), spread=tuple(_spread_field(member, twins) for member in media.spread)
    )


def _spread_field(member: BodyField, twins: _Twins) -> BodyField:
    nullable = member.cardinality.nullable or not member.cardinality.required
    cardinality = replace(member.cardinality, nullable=nullable)
    return replace(member, type=twins.type(member.type), cardinality=cardinality)
