"""Which operations and models use a model: the links back that its page has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ...model import Api, JsonValue, ModelType, Operation, TypeRef, named_types
from ...model.definitions import references
from ..examples import candidates


@dataclass(frozen=True, slots=True)
class Users:
    """``operations`` and ``models`` are those that name a model themselves, by its name.

    ``examples`` are those that operations give for bodies and answers which are the model, by its name.
    """

    operations: Mapping[str, tuple[Operation, ...]]
    models: Mapping[str, tuple[str, ...]]
    examples: Mapping[str, tuple[JsonValue, ...]]

    def nearest(self, name: str) -> tuple[Operation, ...]:
        """The operations that name the model, else those that name a model which leads to it by the fewest steps."""
        seen = {name}
        found = {name}
        while found:
            operations = {o.accessor: o for n in sorted(found) for o in self.operations.get(n, ())}
            if operations:
                return tuple(operations.values())
            found = {user for n in found for user in self.models.get(n, ())} - seen
            seen |= found
        return ()


def find_users(api: Api) -> Users:
    """Looks through the whole API once."""
    operations: dict[str, dict[str, Operation]] = {}
    examples: dict[str, list[JsonValue]] = {}
    for operation in api.operations():
        for type_ in _types(operation):
            for name in named_types(type_):
                operations.setdefault(name, {})[operation.accessor] = operation
        for name, values in _examples(operation):
            examples.setdefault(name, []).extend(values)
    models: dict[str, dict[str, None]] = {}
    for model in api.models.values():
        for name in references(model):
            if name != model.name:
                models.setdefault(name, {})[model.name] = None
    return Users(
        operations={name: tuple(found.values()) for name, found in operations.items()},
        models={name: tuple(found) for name, found in models.items()},
        examples={name: tuple(found) for name, found in examples.items()},
    )


def _examples(operation: Operation) -> Iterator[tuple[str, list[JsonValue]]]:
    media = operation.body.alternatives if operation.body is not None else ()
    for type_, examples in (
        *((case.type, case.examples) for case in media),
        *((case.type, case.examples) for case in operation.responses),
        *((case.type, case.examples) for case in operation.errors),
    ):
        if isinstance(type_, ModelType):
            yield type_.name, candidates(examples)


def _types(operation: Operation) -> Iterable[TypeRef]:
    for parameter in operation.parameters:
        yield parameter.type
    if operation.body is not None:
        for media in operation.body.alternatives:
            yield media.type
            yield from (field.type for field in media.spread)
    yield from (response.type for response in operation.responses if response.type is not None)
    yield from (error.type for error in operation.errors if error.type is not None)
