"""What pages and programs pass over: examples that do not fit, and links that lead nowhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from .. import codes
from ..diagnostics import Report
from ..model import (
    Api,
    ErrorCase,
    Example,
    JsonValue,
    ObjectModel,
    Operation,
    Response,
    Source,
    Streaming,
    TypeRef,
)
from .examples import Examples, reference
from .markdown import clean, inline, line
from .misfits import Misfits
from .prose import prose

_MAX_SHOWN = 60
_HAS_BLOCKS = re.compile(r"\]:|```|~~~|^(?: {4}|\t)", re.MULTILINE)
"""What may make a text mean something else than its lines do: definitions of links, and code."""


class _Described(Protocol):
    @property
    def source(self) -> Source: ...

    @property
    def description(self) -> str: ...


@dataclass(frozen=True, slots=True)
class _Holder:
    """What has examples. ``media_type`` is empty where they are the JSON values of the type themselves."""

    type: TypeRef
    examples: tuple[Example, ...]
    source: Source
    operation: str = ""
    media_type: str = ""


def remark(api: Api, report: Report) -> None:
    """Notes what the document has that pages and programs will not show, once for each place of it."""
    _remark_examples(api, report)
    for source, text in _texts(api):
        if dropped := _dropped(text):
            told = ", ".join(_cut(target) for target in dropped)
            links = "the link" if len(dropped) == 1 else f"{len(dropped)} links"
            report.add(codes.LINK_DROPPED, f"{links} of the description to {told}", source)


def _remark_examples(api: Api, report: Report) -> None:
    misfits = Misfits(api.models, Examples(api.models))
    seen = set[tuple[Source, str]]()
    for holder in _holders(api):
        if not holder.examples or (holder.source, holder.media_type) in seen:
            continue  # several operations may share it
        seen.add((holder.source, holder.media_type))
        told = [(example, _fault(holder, example.value, misfits)) for example in holder.examples]
        faults = [(example, fault) for example, fault in told if fault]
        if faults:
            (example, fault), count = faults[0], len(faults)
            name = f'"{example.name}", ' if example.name else ""
            which = "the example" if len(told) == 1 else f"{count} of {len(told)} examples; the first,"
            message = f"{which} {name}{_cut(json.dumps(example.value, ensure_ascii=False, default=str))}: {fault}"
            report.add(codes.EXAMPLE_PASSED_OVER, message, holder.source, operation=holder.operation)


def _dropped(text: str) -> list[str]:
    """The targets of links that no page has, each once. Few texts have links, and fewer need a parser of blocks."""
    if "](" not in text and "]:" not in text:
        return []
    found: list[str] = []
    if _HAS_BLOCKS.search(text):
        found.extend(prose(text, level=1).dropped)
    else:
        inline(clean(text), dropped=found)
    return [target for target in dict.fromkeys(found) if target]


def _fault(holder: _Holder, value: JsonValue, misfits: Misfits) -> str:
    """What is wrong with an example; null is none (many tools write it where there is no example)."""
    misfit = None if value is None else misfits.find(holder.type, value)
    if misfit is None:
        return ""
    if isinstance(value, str) and holder.media_type and "json" not in holder.media_type:
        return f"it is text of {holder.media_type}, and no value of the schema"
    return str(misfit) if misfit.path else f"it {misfit}"


def _holders(api: Api) -> Iterator[_Holder]:
    for operation in api.operations():
        yield from _operation_holders(operation)
    for webhook in api.webhooks:
        yield from (_Holder(p.type, p.examples, p.source) for p in webhook.parameters)
    for model in api.models.values():
        yield _Holder(reference(model), model.examples, model.source)
        if isinstance(model, ObjectModel):
            yield from (_Holder(field.type, field.examples, field.source) for field in model.fields)


def _operation_holders(operation: Operation) -> Iterator[_Holder]:
    for parameter in operation.parameters:
        yield _Holder(parameter.type, parameter.examples, parameter.source, operation.id)
    for media in operation.body.alternatives if operation.body else ():
        yield _Holder(media.type, media.examples, media.source, operation.id, media.media_type)
    cases: tuple[Response | ErrorCase, ...] = (*operation.responses, *operation.errors)
    for case in cases:
        yield from (_Holder(h.type, h.examples, h.source, operation.id) for h in case.headers)
        is_whole = isinstance(case, ErrorCase) or case.streaming is Streaming.NONE
        if case.type is not None and is_whole:  # the type of a stream is that of one item
            yield _Holder(case.type, case.examples, case.source, operation.id, case.media_type)


def _texts(api: Api) -> Iterator[tuple[Source, str]]:
    """The descriptions that pages show, and where they stand."""
    file = api.source.file
    yield Source(file, "/info/description"), api.description
    yield from ((Source(file, f"/tags/{number}"), tag.description) for number, tag in enumerate(api.tags))
    for operation in api.operations():
        yield operation.source, operation.summary
        yield from _described(operation, *operation.parameters, operation.body)
        cases: tuple[Response | ErrorCase, ...] = (*operation.responses, *operation.errors)
        for case in cases:
            yield from _described(case, *case.headers)
    for webhook in api.webhooks:
        yield from _described(webhook, *webhook.parameters)
    for model in api.models.values():
        yield from _described(model, *(model.fields if isinstance(model, ObjectModel) else ()))
    yield from _described(*api.schemes, *api.servers)


def _described(*nodes: _Described | None) -> Iterator[tuple[Source, str]]:
    yield from ((node.source, node.description) for node in nodes if node is not None)


def _cut(text: str) -> str:
    shown = line(text)
    return shown if len(shown) <= _MAX_SHOWN else f"{shown[: _MAX_SHOWN - 3]}..."
