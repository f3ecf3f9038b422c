"""Parameters and path templates (OpenAPI 3.1 sections 4.8.12 and 4.8.8)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import codes
from ..diagnostics import Report
from ..document import Node
from ..model import (
    Cardinality,
    LiteralType,
    Location,
    Parameter,
    PathTemplate,
    PathText,
    PathVariable,
    PrimitiveKind,
    PrimitiveType,
    TypeRef,
    UnionType,
)
from ..python.annotations import scalar_name
from .examples import described_examples
from .objects import default_of
from .part_names import ArgumentNames
from .shapes import plain
from .types import TypeReader

_STYLES = {
    Location.PATH: "simple",
    Location.QUERY: "form",
    Location.HEADER: "simple",
    Location.COOKIE: "form",
    Location.QUERYSTRING: "form",
}
_IGNORED_HEADERS = {"accept", "content-type", "authorization"}
_VARIABLE = re.compile(r"\{([^{}]*)\}")


def parse_path(raw: str) -> PathTemplate:
    """Splits a path at its variables."""
    parts: list[PathText | PathVariable] = []
    for at, text in enumerate(_VARIABLE.split(raw)):
        if at % 2:
            parts.append(PathVariable(text))
        elif text:
            parts.append(PathText(text))
    return PathTemplate(raw, tuple(parts))


def read_parameters(
    item: Node,
    operation: Node,
    path: PathTemplate,
    types: TypeReader,
    report: Report,
    operation_id: str,
    arguments: ArgumentNames,
) -> tuple[Parameter, ...]:
    """The parameters of an operation: its own, and those of its path item that it does not override."""
    merged: dict[tuple[str, str], Node] = {}
    for holder in (item, operation):
        listed = holder["parameters"]
        for reference in listed:
            node = reference.resolve()
            if "name" in node:
                merged[_key(node)] = node
            elif node.exists:
                message = "A parameter has no name, so that it cannot be sent"
                report.add(codes.PARAMETER_WITHOUT_NAME, message, reference.source, operation=operation_id)
    wanted = [part.wire_name for part in path.parts if isinstance(part, PathVariable)]
    found = list(_usable(merged, wanted, report, operation_id))
    claimed = {
        id(node): arguments.parameter(node, node.text("name"), location)
        for node, location in sorted(found, key=lambda pair: (pair[1] != Location.PATH, pair[0].text("name")))
    }
    parameters = [_parameter(node, location, claimed[id(node)], types) for node, location in found]
    described = {p.wire_name for p in parameters if p.location is Location.PATH}
    for name in dict.fromkeys(wanted):
        if name not in described:
            report.add(
                codes.PATH_VARIABLE_UNDESCRIBED,
                f"The path has {{{name}}}, which no parameter describes; taken for a string",
                operation.source,
                operation=operation_id,
            )
            parameters.append(_undescribed(name, arguments.parameter(operation, name, Location.PATH), operation))
    return tuple(parameters)


def _key(node: Node) -> tuple[str, str]:
    """What tells a parameter from others; names of headers differ in more than case (RFC 9110 section 5.1)."""
    name, where = node.text("name"), node.text("in")
    return (name.lower() if where == "header" else name), where


def _usable(
    merged: dict[tuple[str, str], Node], wanted: list[str], report: Report, operation_id: str
) -> Iterator[tuple[Node, Location]]:
    for node in merged.values():
        name, where = node.text("name"), node.text("in")
        if where not in set(Location):
            report.add(
                codes.PARAMETER_UNKNOWN_LOCATION,
                f"The parameter {name!r} is in {where!r}, which is no place",
                node.source,
                operation=operation_id,
            )
        elif where == "path" and name not in wanted:
            report.add(
                codes.PARAMETER_NOT_IN_PATH,
                f"The path has no {{{name}}}, so its parameter cannot be sent",
                node.source,
                operation=operation_id,
            )
        elif where == "header" and name.lower() in _IGNORED_HEADERS:
            message = f"The header {name!r} is set by the client and is no parameter"
            report.once(codes.PARAMETER_IGNORED, message, node.source)
        else:
            yield node, Location(where)


def _parameter(node: Node, location: Location, name: str, types: TypeReader) -> Parameter:
    media = next(((kind, described.resolve()) for kind, described in node["content"].items()), None)
    schema = media[1].get("schema") if media else node.get("schema")
    typed = types.read(schema) if schema is not None else None
    schema = plain(schema) if schema is not None else None
    style = node.text("style") or _STYLES[location]
    explode = node["explode"].value
    allow_empty = location is Location.QUERY and media is None and node.flag("allowEmptyValue")
    type_ = typed.type if typed else PrimitiveType(PrimitiveKind.STRING)
    return Parameter(
        wire_name=node.text("name"),
        name=name,
        location=location,
        type=_or_empty(type_) if allow_empty else type_,
        cardinality=Cardinality(
            location is Location.PATH or node.flag("required"),
            bool(typed and typed.nullable),
            default_of(schema) if schema is not None else None,
        ),
        source=node.source,
        style=style,
        explode=explode if isinstance(explode, bool) else style in {"form", "cookie"},
        allow_reserved=node.flag("allowReserved"),
        allow_empty=allow_empty,
        content_type=media[0] if media else None,
        description=node.text("description") or (schema.text("description") if schema is not None else ""),
        deprecated=node.flag("deprecated"),
        examples=described_examples(node, media[1] if media else None, schema),
    )


def _or_empty(type_: TypeRef) -> TypeRef:
    """A type to whose values an empty text belongs (``allowEmptyValue``)."""
    if not isinstance(type_, PrimitiveType) or (type_.kind is PrimitiveKind.STRING and scalar_name(type_) == "str"):
        return type_
    return UnionType((type_, LiteralType(("",))))


def _undescribed(wire_name: str, name: str, operation: Node) -> Parameter:
    return Parameter(
        wire_name=wire_name,
        name=name,
        location=Location.PATH,
        type=PrimitiveType(PrimitiveKind.STRING),
        cardinality=Cardinality(required=True),
        source=operation.source,
        style="simple",
        explode=False,
    )
