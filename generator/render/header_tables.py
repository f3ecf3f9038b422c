"""The headers of an operation's answers as entries of its table: those that are more than a text."""

from __future__ import annotations

from collections.abc import Mapping

from ..model import (
    AliasModel,
    AliasType,
    ArrayType,
    Header,
    MapType,
    Model,
    ModelType,
    Operation,
    PrimitiveKind,
    PrimitiveType,
    TypeRef,
)
from ..python.annotations import scalar_name
from ..python.literals import literal
from .layout import Atom, Expression, call, mapping
from .thunks import thunk


def header_entries(operation: Operation, models: Mapping[str, Model]) -> Expression | None:
    """``{"x-left": HeaderCase(...)}``; ``None`` where all headers are plain texts. The first answer's word counts."""
    found: dict[str, Header] = {}
    for response in operation.responses:
        for header in response.headers:
            found.setdefault(header.wire_name.lower(), header)
    entries = [(name, _entry(header, models)) for name, header in found.items() if not _is_text(header)]
    return mapping(entries, spread=True) if entries else None


def _is_text(header: Header) -> bool:
    type_ = header.type
    plain = isinstance(type_, PrimitiveType) and type_.kind is PrimitiveKind.STRING and scalar_name(type_) == "str"
    return plain and header.content_type is None


def _entry(header: Header, models: Mapping[str, Model]) -> Expression:
    form = _form(header, models)
    return call("HeaderCase", (thunk(header.type),), **({"form": Atom(literal(form))} if form else {}))


def _form(header: Header, models: Mapping[str, Model]) -> str:
    """How the value is written: the style of headers is ``simple`` always (OpenAPI 3.1 section 4.8.12.2)."""
    if header.content_type is not None:
        return "json" if "json" in header.content_type else ""
    type_ = _opened(header.type, models)
    if isinstance(type_, ArrayType):
        return "list"
    if isinstance(type_, ModelType | MapType):
        return "members" if header.explode else "pairs"
    return ""


def _opened(type_: TypeRef, models: Mapping[str, Model]) -> TypeRef:
    """The type behind names of types."""
    seen: set[str] = set()
    while isinstance(type_, AliasType) and type_.name not in seen:
        seen.add(type_.name)
        model = models.get(type_.name)
        if not isinstance(model, AliasModel):
            break
        type_ = model.type
    return type_
