"""Which way the data of each model goes, found by following types from the operations on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model import (
    Access,
    AliasModel,
    Api,
    ErrorCase,
    Model,
    ObjectModel,
    Operation,
    Response,
    TypeRef,
    Webhook,
    named_types,
)
from .variance import BOTH, Flow

_HIDDEN = {Flow.INPUT: Access.READ, Flow.OUTPUT: Access.WRITE}


def model_flows(api: Api) -> dict[str, Flow]:
    """The way of each model by its name; one that no operation reaches goes both ways, since all are public."""
    found: dict[str, Flow] = {}
    for flow, types in ((Flow.INPUT, _sent(api)), (Flow.OUTPUT, _received(api))):
        for name in _reached(api, types, flow):
            found[name] = found.get(name, flow) | flow
    return {name: found.get(name, BOTH) for name in api.models}


def _reached(api: Api, types: Iterable[TypeRef], flow: Flow) -> set[str]:
    waiting = [name for type_ in types for name in named_types(type_)]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in seen and name in api.models:
            seen.add(name)
            waiting.extend(_inside(api.models[name], flow))
    return seen


def _inside(model: Model, flow: Flow) -> Iterator[str]:
    if isinstance(model, AliasModel):
        yield from named_types(model.type)
    if not isinstance(model, ObjectModel):
        return
    yield from model.bases
    if model.heirs is not None:
        yield from (name for _, name in model.heirs.mapping)
    for field in model.fields:
        if field.access is not _HIDDEN[flow]:
            yield from named_types(field.type)
    if model.extra is not None:
        yield from named_types(model.extra)


def _sent(api: Api) -> Iterator[TypeRef]:
    for operation in api.operations():
        yield from (parameter.type for parameter in operation.parameters)
        if operation.body is not None:
            yield from (media.type for media in operation.body.alternatives)


def _received(api: Api) -> Iterator[TypeRef]:
    for operation in api.operations():
        for response in operation.responses:
            yield from _answer(response)
            yield from (event.type for event in response.events)
        for error in operation.errors:
            yield from _answer(error)
        for request in inbound_of(operation):
            yield from (type_ for _, type_ in request.payloads)
    for webhook in api.webhooks:
        yield from (type_ for _, type_ in webhook.payloads)


def _answer(answer: Response | ErrorCase) -> Iterator[TypeRef]:
    if answer.type is not None:
        yield answer.type
    yield from (header.type for header in answer.headers)


def inbound_of(operation: Operation) -> Iterator[Webhook]:
    """The requests that the API sends on account of an operation."""
    for callback in operation.callbacks:
        yield from callback.requests
