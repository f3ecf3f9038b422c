"""Pagination as documents declare it, in the forms that the field uses.

Understood are ``x-sdk-pagination`` and ``x-speakeasy-pagination`` (one form), ``x-fern-pagination`` and
``x-ms-pageable``. Nothing is guessed from names alone: what a call returns depends on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from .. import codes
from ..diagnostics import Report
from ..document import Node
from ..model import (
    AliasModel,
    AliasType,
    ArrayType,
    Body,
    Model,
    ModelType,
    NullableType,
    ObjectModel,
    PageInput,
    PageStyle,
    Pagination,
    Parameter,
    Streaming,
    TypeRef,
)
from ..model import Field as ModelField
from ..model import Operation as OperationModel

_WORDS = re.compile(r"[^.\[\]/'\"$]+")
_OWN = ("x-sdk-pagination", "x-speakeasy-pagination")
_FERN = "x-fern-pagination"
_PAGEABLE = "x-ms-pageable"
_INPUTS = {PageStyle.CURSOR: "cursor", PageStyle.OFFSET: "offset", PageStyle.PAGE: "page"}


class _UnfitError(ValueError):
    """A declaration that does not agree with the operation."""


class _Declared(NamedTuple):
    """What an extension says, in one form for all of them; paths are wire names."""

    style: PageStyle
    items: str
    input: str = ""
    is_body: bool | None = None
    next: str = ""
    more: str = ""
    last: str = ""


def read_pagination(
    node: Node, operation: OperationModel, models: Mapping[str, Model], report: Report
) -> Pagination | None:
    """How the pages of an operation follow each other; ``None`` where the document declares nothing.

    A declaration that does not agree with the operation is reported and left out.
    """
    holder = next((found for key in (*_OWN, _FERN, _PAGEABLE) if (found := node.get(key)) is not None), None)
    if holder is None or not holder.is_mapping:
        return None
    try:
        declared = _declared(holder)
        return None if declared is None else _Reader(operation, models).read(declared)
    except _UnfitError as error:
        message = f"The pagination of {operation.id} cannot be used: {error}; the call returns one page"
        report.add(codes.PAGINATION_UNFIT, message, holder.source, operation=operation.id)
        return None


def _declared(holder: Node) -> _Declared | None:
    if holder.key == _FERN:
        return _fern(holder)
    if holder.key == _PAGEABLE:
        link = holder.get("nextLinkName")
        if link is not None and link.value is None:
            return None
        return _Declared(PageStyle.URL, holder.text("itemName", "value"), next=holder.text("nextLinkName", "nextLink"))
    return _own(holder)


def _own(holder: Node) -> _Declared:
    outputs = holder["outputs"]
    kind = holder.text("type")
    inputs = {item.text("type"): item for item in holder["inputs"]}
    if kind == "offsetLimit":
        style = PageStyle.PAGE if "page" in inputs else PageStyle.OFFSET
    elif kind in {"cursor", "url"}:
        style = PageStyle(kind)
    else:
        raise _UnfitError(f"the type {kind!r} is not known")
    wanted = inputs.get(_INPUTS.get(style, ""))
    if wanted is None and style is not PageStyle.URL:
        raise _UnfitError(f"none of its inputs is of the type {_INPUTS[style]}")
    return _Declared(
        style,
        outputs.text("results"),
        wanted.text("name") if wanted else "",
        wanted.text("in") == "requestBody" if wanted else None,
        outputs.text("nextUrl" if style is PageStyle.URL else "nextCursor"),
        outputs.text("hasMore"),
        outputs.text("numPages"),
    )


def _fern(holder: Node) -> _Declared:
    results = _said(holder, "results")
    if "next_uri" in holder:
        return _Declared(PageStyle.URL, results, next=_said(holder, "next_uri"))
    if "cursor" in holder:
        return _Declared(PageStyle.CURSOR, results, _said(holder, "cursor"), next=_said(holder, "next_cursor"))
    if "offset" not in holder:
        raise _UnfitError("it names neither a cursor, an offset nor a next_uri")
    style = PageStyle.OFFSET if "step" in holder else PageStyle.PAGE
    return _Declared(style, results, _said(holder, "offset"), more=_said(holder, "has-next-page"))


def _said(holder: Node, key: str) -> str:
    return re.sub(r"^\$(request|response)\b\.?", "", holder.text(key))


class _Reader:
    """Puts the names of Python in place of those of a declaration."""

    def __init__(self, operation: OperationModel, models: Mapping[str, Model]) -> None:
        self._operation = operation
        self._models = models

    def read(self, said: _Declared) -> Pagination:
        """The pagination. Raises ``_UnfitError`` where the operation does not have what is named."""
        answers = [r for r in self._operation.responses if r.type is not None]
        if len(answers) != 1 or answers[0].streaming is not Streaming.NONE or answers[0].type is None:
            raise _UnfitError("the operation does not have one answer that is read whole")
        body = answers[0].type
        items, found = self._path(body, said.items)
        listed = self._opened(found)
        if not isinstance(listed, ArrayType):
            raise _UnfitError(f"{said.items or 'the answer'!r} is no list")
        if said.style in {PageStyle.CURSOR, PageStyle.URL} and not said.next:
            raise _UnfitError("it does not say where the next page is named")
        return Pagination(
            style=said.style,
            item=listed.items,
            items=items,
            input=self._input(said) if said.style is not PageStyle.URL else None,
            next=self._path(body, said.next)[0],
            more=self._path(body, said.more)[0],
            last=self._path(body, said.last)[0],
        )

    def _path(self, type_: TypeRef, written: str) -> tuple[tuple[str, ...], TypeRef]:
        """The fields that a path of wire names leads through, and the type at its end."""
        names: list[str] = []
        rest = written.removeprefix("$").strip("./")
        while rest:
            fields = self._fields(type_)
            whole = next((f for f in fields if rest == f.wire_name), None)
            word = _WORDS.match(rest)
            field = whole or next((f for f in fields if word and f.wire_name == word.group()), None)
            if field is None:
                raise _UnfitError(f"the answer has no {written!r}")
            names.append(field.name)
            type_ = field.type
            rest = "" if whole else rest[len(field.wire_name) :].lstrip("./")
        return tuple(names), type_

    def _fields(self, type_: TypeRef) -> tuple[ModelField, ...]:
        """The fields of an object, those that it inherits first."""
        opened = self._opened(type_)
        model = self._models.get(opened.name) if isinstance(opened, ModelType) else None
        return tuple(self._own_fields(model)) if isinstance(model, ObjectModel) else ()

    def _own_fields(self, model: ObjectModel) -> Iterator[ModelField]:
        yield from model.fields
        for name in model.bases:
            base = self._models.get(name)
            if isinstance(base, ObjectModel):
                yield from self._own_fields(base)

    def _opened(self, type_: TypeRef) -> TypeRef:
        while True:
            if isinstance(type_, NullableType):
                type_ = type_.inner
                continue
            model = self._models.get(type_.name) if isinstance(type_, AliasType) else None
            if not isinstance(model, AliasModel):
                return type_
            type_ = model.type

    def _input(self, said: _Declared) -> PageInput:
        first = 1 if said.style is PageStyle.PAGE else 0
        body = self._operation.body
        if not said.is_body:
            for parameter in self._operation.parameters:
                if parameter.wire_name == said.input:
                    return PageInput(parameter.name, first=_first(parameter, first))
        if body is not None and said.is_body is not False:
            return self._body_input(body, said.input, first)
        raise _UnfitError(f"the operation has no {said.input!r}")

    def _body_input(self, body: Body, wire_name: str, first: int) -> PageInput:
        media = body.alternatives[0]
        for spread in media.spread:
            if spread.wire_name == wire_name:
                return PageInput(spread.argument, body.name, spread.field, first)
        for field in self._fields(media.type):
            if field.wire_name == wire_name and not media.spread:
                return PageInput("", body.name, field.name, first)
        raise _UnfitError(f"the body has no {wire_name!r}")


def _first(parameter: Parameter, usual: int) -> int:
    default = parameter.cardinality.default
    return default.value if default is not None and type(default.value) is int else usual
