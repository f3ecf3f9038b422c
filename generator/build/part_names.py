"""Names of the parts of things: fields of models, members of enums, arguments of methods."""

from __future__ import annotations

from collections.abc import Mapping

from ..document import Node
from ..document import pointer as pointers
from ..model import JsonScalar, Location, ObjectModel
from ..python import names, reserved
from ..python.pins import Named
from .namebook import NameBook, NameScope
from .overrides import override

_AFTER = {Location.HEADER: 1, Location.COOKIE: 2}
_BODY = 3
"""Whose arguments go first: those of path and query, of headers, of cookies, of the body."""


def field_names(book: NameBook, model: Node, properties: Mapping[str, Node]) -> dict[str, str]:
    """The name of each field of a model, by the property's name."""
    wanted = {wire_name: names.field(override(node) or wire_name) for wire_name, node in properties.items()}
    keys = {wire_name: pointers.join(model.pointer, "properties", wire_name) for wire_name in wanted}
    if len(set(wanted.values())) == len(wanted) and book.is_plain(Named.FIELD, model.pointer):
        book.expose(Named.FIELD, (keys[wire_name] for wire_name, name in wanted.items() if wire_name != name))
        return wanted
    scope = book.scope(Named.FIELD, model.pointer)
    return {
        wire_name: scope.claim(
            properties[wire_name],
            keys[wire_name],
            wanted[wire_name],
            *_fuller(wire_name),
            rank=int(wanted[wire_name] != wire_name),
        )
        for wire_name in _best_first(wanted)
    }


def tag_name(book: NameBook, pointer: str, model: ObjectModel, tag: str) -> str:
    """The name of the field for a tag that the schema of a model does not name; ``pointer`` is the schema's."""
    key, wanted = pointers.join(pointer, "properties", tag), names.field(tag)
    if all(field.name != wanted for field in model.fields) and book.is_plain(Named.FIELD, pointer):
        book.expose(Named.FIELD, [key] if wanted != tag else [])
        return wanted
    scope = book.scope(Named.FIELD, pointer)
    for field in model.fields:
        own = pointers.join(pointer, "properties", field.wire_name)
        scope.claim(field, own, field.name, *_fuller(field.wire_name), rank=int(field.name != field.wire_name))
    return scope.claim(model, key, wanted, *_fuller(tag), rank=int(wanted != tag))


def header_names(book: NameBook, holder: Node, headers: Mapping[str, Node]) -> dict[str, str]:
    """The name of each header of an answer or a part, by the header's own."""
    wanted = {wire_name: names.argument(wire_name) for wire_name in headers}
    keys = {wire_name: pointers.join(holder.pointer, "headers", wire_name) for wire_name in headers}
    if len(set(wanted.values())) == len(wanted) and book.is_plain(Named.HEADER, holder.pointer):
        book.expose(Named.HEADER, keys.values())
        return wanted
    scope = book.scope(Named.HEADER, holder.pointer)
    return {
        wire_name: scope.claim(
            headers[wire_name],
            keys[wire_name],
            wanted[wire_name],
            names.argument(f"{wire_name} {names.style(wire_name)}"),
            names.argument(f"{wire_name} header"),
            rank=1,
        )
        for wire_name in _best_first(wanted)
    }


def member_names(
    book: NameBook, enum: Node, values: tuple[JsonScalar, ...], given: Mapping[JsonScalar, str]
) -> dict[JsonScalar, str]:
    """The name of each member of an enum, by its value. ``given`` are the names that the document has for some."""
    scope = book.scope(Named.MEMBER, enum.pointer)
    wanted = {value: names.member(given.get(value) or _text(value)) for value in values}
    ranks = {value: _member_rank(str(value), wanted[value]) for value in values}
    found = {}
    for value in sorted(values, key=lambda value: (ranks[value], str(value))):
        more = names.member(f"{_text(value)} {names.style(str(value))}")
        key = pointers.join(enum.pointer, "enum", str(value))
        found[value] = scope.claim(enum, key, wanted[value], more, rank=ranks[value])
    return found


class ArgumentNames:
    """Names of the arguments of one method. ``operation`` is the pointer that the operation has."""

    def __init__(self, book: NameBook, operation: str) -> None:
        self._operation = operation
        self._scope: NameScope = book.scope(Named.ARGUMENT, operation, reserved=reserved.ARGUMENTS)

    def parameter(self, node: Node, wire_name: str, location: Location) -> str:
        """The argument for a parameter."""
        wanted = names.argument(override(node) or wire_name)
        return self._scope.claim(
            node,
            pointers.join(self._operation, "parameters", f"{location} {wire_name}"),
            wanted,
            names.argument(f"{location} {wire_name}"),
            names.argument(f"{location} {wire_name} {names.style(wire_name)}"),
            rank=_AFTER.get(location, 0) * 2 + (wanted != wire_name),
        )

    def body(self, node: Node) -> str:
        """The argument for the whole body."""
        key = pointers.join(self._operation, "requestBody")
        return self._scope.claim(node, key, "body", "request_body", "json_body", rank=_BODY * 2)

    def body_field(self, node: Node, wire_name: str, field: str) -> str:
        """The argument for a property of the body; ``field`` is its name in the body's model."""
        key = pointers.join(self._operation, "requestBody", wire_name)
        own = names.argument(field)
        return self._scope.claim(node, key, own, f"{field.rstrip('_')}_body", rank=(_BODY + 1) * 2)


def _fuller(wire_name: str) -> tuple[str, str]:
    """Names of a field that say more than its own."""
    return names.field(f"{wire_name} {names.style(wire_name)}"), names.field(f"{wire_name} field")


def _best_first(wanted: Mapping[str, str]) -> list[str]:
    return sorted(wanted, key=lambda wire_name: (wanted[wire_name] != wire_name, len(wanted[wire_name]), wire_name))


def _member_rank(value: str, name: str) -> int:
    """Values in lower case go first: most of those that an API has are."""
    return 0 if value == name.lower() else 1 if value == name else 2


def _text(value: JsonScalar) -> str:
    if isinstance(value, int | float) and value < 0:
        return f"minus {abs(value)}"
    return str(value)
