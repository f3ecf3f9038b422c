"""Pagination as settings and documents declare it, in the forms that the field uses.

Understood are ``x-sdk-pagination`` and ``x-speakeasy-pagination`` (one form), ``x-fern-pagination`` and
``x-ms-pageable``; the table ``[pagination.operations]`` of the settings goes before them. Where neither says
anything, the shapes of request and answer may.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from .. import codes
from ..diagnostics import Report
from ..document import Node
from ..document import pointer as pointers
from ..model import Body, Model, PageInput, PageStyle, Pagination, Parameter, Source, Streaming, TypeRef
from ..model import Operation as OperationModel
from ..pagination_settings import OperationPagination
from ..settings import Settings
from .answer_fields import AnswerFields, UnfitError
from .recognition import Shape, recognise

_OWN = ("x-sdk-pagination", "x-speakeasy-pagination")
_FERN = "x-fern-pagination"
_PAGEABLE = "x-ms-pageable"
_INPUTS = {PageStyle.CURSOR: "cursor", PageStyle.OFFSET: "offset", PageStyle.PAGE: "page"}
_LINK = "link"


class _Declared(NamedTuple):
    """What a declaration says, in one form for all of them; paths are wire names."""

    style: PageStyle
    items: str
    input: str = ""
    is_body: bool | None = None
    next: str = ""
    more: str = ""
    last: str = ""
    header: str = ""


class PaginationReader:
    """Reads how the pages of operations follow each other, and knows which settings fitted none."""

    def __init__(self, settings: Settings, report: Report) -> None:
        self._settings = settings.pagination
        self._file = settings.file
        self._report = report
        self._patterns = {key: _pattern(key) for key in self._settings.operations}
        self._idle = dict.fromkeys(self._patterns)

    def read(self, node: Node, item: Node, operation: OperationModel, models: Mapping[str, Model]) -> Pagination | None:
        """How the pages of an operation follow each other; ``None`` where nothing says so.

        ``node`` and ``item`` are the operation and its path item in the document. A declaration that does
        not agree with the operation is reported and left out; what the shapes alone show is reported too.
        """
        key = self._set(operation)
        holder = next((found for name in (*_OWN, _FERN, _PAGEABLE) if (found := node.get(name)) is not None), None)
        fields = AnswerFields(models)
        try:
            if key is not None:
                declared = _from_settings(self._settings.operations[key])
            elif holder is not None:
                declared = _declared(holder) if holder.is_mapping else None
            else:
                return self._recognised(node, item, operation, fields)
            return None if declared is None else _Reader(operation, fields).read(declared)
        except UnfitError as error:
            message = f"The pagination of {operation.id} cannot be used: {error}; the call returns one page"
            source = holder.source if holder is not None else operation.source
            self._report.add(
                codes.PAGINATION_UNFIT, message, source if key is None else self._place(key), operation=operation.id
            )
            return None

    def _recognised(self, node: Node, item: Node, operation: OperationModel, fields: AnswerFields) -> Pagination | None:
        answer = whole_answer(operation)
        if answer is None or not self._settings.recognise:
            return None
        found = recognise(Shape(operation, answer, node, item, fields))
        if found is None:
            return None
        message = f"{operation.id} answers in pages: {found[1]}"
        self._report.add(codes.PAGINATION_RECOGNISED, message, operation.source, operation=operation.id)
        return found[0]

    def finish(self) -> None:
        """Reports the settings that are of no operation."""
        for key in self._idle:
            self._report.add(codes.PAGINATION_IDLE, f"{key!r} fits no operation", self._place(key))

    def _set(self, operation: OperationModel) -> str | None:
        """The key of the settings for an operation: its id, else the first pattern that fits."""
        texts = (operation.id, f"{operation.method} {operation.path.raw}")
        fitting = [key for key, pattern in self._patterns.items() if any(map(pattern.fullmatch, texts))]
        for key in fitting:
            self._idle.pop(key, None)
        return operation.id if operation.id in fitting else next(iter(fitting), None)

    def _place(self, key: str) -> Source:
        return Source(self._file, pointers.join("", "pagination", "operations", key))


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, text.split("*"))))


def _from_settings(said: OperationPagination) -> _Declared | None:
    if said.type == "none":
        return None
    is_link = said.type == _LINK
    return _Declared(
        PageStyle.URL if is_link else PageStyle(said.type),
        said.results,
        said.input,
        said.in_body or None,
        said.next,
        said.has_more,
        said.pages,
        "Link" if is_link else said.next_header,
    )


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
    elif kind == _LINK:
        style = PageStyle.URL
    else:
        raise UnfitError(f"the type {kind!r} is not known")
    wanted = inputs.get(_INPUTS.get(style, ""))
    if wanted is None and style is not PageStyle.URL:
        raise UnfitError(f"none of its inputs is of the type {_INPUTS[style]}")
    return _Declared(
        style,
        outputs.text("results"),
        wanted.text("name") if wanted else "",
        wanted.text("in") == "requestBody" if wanted else None,
        outputs.text("nextUrl" if style is PageStyle.URL else "nextCursor"),
        outputs.text("hasMore"),
        outputs.text("numPages"),
        "Link" if kind == _LINK else outputs.text("nextHeader"),
    )


def _fern(holder: Node) -> _Declared:
    results = _said(holder, "results")
    if "next_uri" in holder:
        return _Declared(PageStyle.URL, results, next=_said(holder, "next_uri"))
    if "cursor" in holder:
        return _Declared(PageStyle.CURSOR, results, _said(holder, "cursor"), next=_said(holder, "next_cursor"))
    if "offset" not in holder:
        raise UnfitError("it names neither a cursor, an offset nor a next_uri")
    style = PageStyle.OFFSET if "step" in holder else PageStyle.PAGE
    return _Declared(style, results, _said(holder, "offset"), more=_said(holder, "has-next-page"))


def _said(holder: Node, key: str) -> str:
    return re.sub(r"^\$(request|response)\b\.?", "", holder.text(key))


def whole_answer(operation: OperationModel) -> TypeRef | None:
    """The type of the one answer that an operation has, in however many media types; ``None`` where it has no such."""
    answers = [response for response in operation.responses if response.type is not None]
    types = {response.type for response in answers}
    is_whole = all(response.streaming is Streaming.NONE for response in answers)
    return types.pop() if len(types) == 1 and is_whole else None


class _Reader:
    """Puts the names of Python in place of those of a declaration."""

    def __init__(self, operation: OperationModel, fields: AnswerFields) -> None:
        self._operation = operation
        self._fields = fields

    def read(self, said: _Declared) -> Pagination:
        """The pagination. Raises ``UnfitError`` where the operation does not have what is named."""
        body = whole_answer(self._operation)
        if body is None:
            raise UnfitError("the operation does not have one answer that is read whole")
        items, found = self._fields.path(body, said.items)
        item = self._fields.listed(found)
        if item is None:
            raise UnfitError(f"{said.items or 'the answer'!r} is no list")
        if said.style in {PageStyle.CURSOR, PageStyle.URL} and not (said.next or said.header):
            raise UnfitError("it does not say where the next page is named")
        return Pagination(
            style=said.style,
            item=item,
            items=items,
            input=self._input(said) if said.style is not PageStyle.URL else None,
            next=self._fields.path(body, said.next)[0],
            header=said.header,
            more=self._fields.path(body, said.more)[0],
            last=self._fields.path(body, said.last)[0],
        )

    def _input(self, said: _Declared) -> PageInput:
        first = 1 if said.style is PageStyle.PAGE else 0
        body = self._operation.body
        if not said.is_body:
            for parameter in self._operation.parameters:
                if parameter.wire_name == said.input:
                    return PageInput(parameter.name, first=first_position(parameter, first))
        if body is not None and said.is_body is not False:
            return self._body_input(body, said.input, first)
        raise UnfitError(f"the operation has no {said.input!r}")

    def _body_input(self, body: Body, wire_name: str, first: int) -> PageInput:
        media = body.alternatives[0]
        for spread in media.spread:
            if spread.wire_name == wire_name:
                return PageInput(spread.argument, body.name, spread.field, first)
        for field in self._fields.of(media.type):
            if field.wire_name == wire_name and not media.spread:
                return PageInput("", body.name, field.name, first)
        raise UnfitError(f"the body has no {wire_name!r}")


def first_position(parameter: Parameter, usual: int) -> int:
    """The position that a call has which does not name one."""
    default = parameter.cardinality.default
    return default.value if default is not None and type(default.value) is int else usual
