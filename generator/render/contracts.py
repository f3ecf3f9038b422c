"""Tests that the package has for its maintainer: each operation against a mock made from the document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..model import (
    Access,
    Api,
    BinaryType,
    ErrorCase,
    Group,
    JsonValue,
    ModelType,
    ObjectModel,
    Operation,
    Response,
    Streaming,
    TypeRef,
    walk,
)
from ..python.literals import docstring, literal
from .calls import Calls
from .environment import environment
from .examples import EndlessError, Examples, candidates
from .expressions import json_expression
from .formatting import laid_out
from .imports import value_imports
from .layout import Atom, Expression, call, import_line, lay_out, names_in
from .package import Package
from .results import STREAMS, default_pick, picked

_NO_CONTENT = frozenset({204, 205, 304})
_STAND_INS = {"4XX": 499, "5XX": 599, "2XX": 299, "3XX": 399, "1XX": 199}
"""Statuses that stand for a hundred, seldom declared themselves."""
_INDENT = 4


@dataclass(frozen=True, slots=True)
class ContractView:
    """The tests of an operation: the function that makes the call, and statements that check it."""

    name: str
    call: str
    success: str
    failures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContractsView:
    """The tests of a resource; ``missing`` are operations that cannot be called by examples."""

    docstring: str
    imports: tuple[str, ...]
    contracts: tuple[ContractView, ...]
    missing: tuple[str, ...]


def render_contracts(api: Api, package: Package) -> dict[str, str]:
    """The modules of ``tests``, by their path in the project: one for each resource with operations."""
    maker = _Contracts(api)
    files = {f"tests/test_{'__'.join(g.path)}.py": maker.module(g, package) for g in api.walk_groups() if g.operations}
    for name in ("conftest", "contract"):
        text = environment().get_template(f"tests/{name}.py.jinja").render(package=package)
        files[f"tests/{name}.py"] = laid_out(text)
    return files


class _Contracts:
    """Makes the tests of one API."""

    def __init__(self, api: Api) -> None:
        self._models = api.models
        self._calls = Calls(api)
        self._answers = Examples(api.models, hidden=Access.WRITE)

    def module(self, group: Group, package: Package) -> str:
        """The tests of a resource."""
        made = [self._contract(operation) for operation in group.operations]
        contracts = tuple(contract for contract in made if contract is not None)
        missing = tuple(o.name for o, contract in zip(group.operations, made, strict=True) if contract is None)
        view = ContractsView(
            docstring=docstring(f"Contract tests of ``sdk.{group.accessor}``."),
            imports=tuple(_imports(contracts, bool(missing), package)),
            contracts=contracts,
            missing=missing,
        )
        return laid_out(environment().get_template("tests/resource.py.jinja").render(view=view))

    def _contract(self, operation: Operation) -> ContractView | None:
        made = self._calls.call(operation)
        success = self._success(operation)
        if success is None or any(value == Atom("...") for _, value in made.arguments):
            return None
        written = call(f"sdk.{operation.accessor}", **dict(made.arguments))
        return ContractView(
            name=operation.name,
            call=lay_out(written, indent=_INDENT, used=11),
            success=lay_out(success, indent=_INDENT, used=_INDENT, spread=True),
            failures=tuple(self._failures(operation)),
        )

    def _success(self, operation: Operation) -> Expression | None:
        """The statement that checks a success."""
        request = Atom(literal(f"{operation.method} {operation.path.raw}"))
        facts: list[Expression] = [Atom(f"call_{operation.name}"), request]
        for response in picked(operation, default_pick(operation)) or (None,):
            answer = self._answer(operation, response)
            if answer is None:
                continue
            type_ = response.type if response is not None else None
            returns = {}
            if response is not None and isinstance(type_, ModelType) and response.streaming is Streaming.NONE:
                returns = {"returns": Atom(f"models.{type_.name}")} if self._has_class(type_) else {}
            return call("contract.succeeds", [*facts, answer], **returns)
        return None

    def _has_class(self, type_: ModelType) -> bool:
        model = self._models.get(type_.name)
        return isinstance(model, ObjectModel) and model.heirs is None

    def _answer(self, operation: Operation, response: Response | None) -> Expression | None:
        if response is None:
            return call("Answer", [Atom("200")])
        status = _status(response.status, {r.status for r in operation.responses}, 200)
        if response.type is None or operation.method == "HEAD" or status in _NO_CONTENT:
            return call("Answer", [Atom(str(status))])
        type_ = response.events[0].type if response.events else response.type
        data = self._data(type_, response, operation.name)
        if data is None:
            return None
        return call("Answer", [Atom(str(status)), *_media(response.media_type), data])

    def _failures(self, operation: Operation) -> Iterator[str]:
        """The statements that check declared failures."""
        declared = {error.status for error in operation.errors}
        for error in operation.errors:
            status = _status(error.status, declared, 599)
            facts: list[Expression] = [Atom(str(status))]
            data = None
            if error.type is not None and operation.method != "HEAD":
                data = self._data(error.type, error, operation.name)
                facts += [*_media(error.media_type), data] if data is not None else []
            kind = [Atom(f"errors.{error.error_name}")] if error.error_name and data is not None else []
            written = call("contract.fails", [Atom(f"call_{operation.name}"), call("Answer", facts), *kind])
            yield lay_out(written, indent=_INDENT, used=_INDENT)

    def _data(self, type_: TypeRef, case: Response | ErrorCase, name: str) -> Expression | None:
        """The body of an answer; ``None`` where there is no example of it."""
        is_stream = isinstance(case, Response) and case.streaming in STREAMS
        if any(isinstance(part, BinaryType) for part in walk(type_)):
            return Atom('b"Hello, world!"')
        given = [] if is_stream else candidates(case.examples)
        try:
            value: JsonValue = self._answers.value(type_, name, given)
        except EndlessError:
            return None
        return json_expression([value] if is_stream else value)


def _media(media_type: str) -> list[Expression]:
    """The content type to answer with: what stands for a range of them."""
    if "*" in media_type or not media_type:
        return [Atom(literal("application/json"))]
    return [Atom(literal(media_type))]


def _status(declared: str, others: set[str], otherwise: int) -> int:
    if declared.isdigit():
        return int(declared)
    if declared in _STAND_INS:
        return _STAND_INS[declared]
    return otherwise if f"{otherwise // 100}XX" not in others else 499


def _imports(contracts: tuple[ContractView, ...], skips: bool, package: Package) -> Iterator[str]:
    words = names_in(*(text for c in contracts for text in (c.call, c.success, *c.failures)))
    if "datetime" in words:
        yield "import datetime"
    yield from value_imports(words)
    yield "from typing import Any"
    yield ""
    if skips:
        yield "import pytest"
    yield import_line("contract", [*(["Answer"] if "Answer" in words else []), "Contract"])
    shown = [name for name in ("errors", "models") if name in words]
    if shown:
        yield ""
        yield import_line(package.import_name, shown)
