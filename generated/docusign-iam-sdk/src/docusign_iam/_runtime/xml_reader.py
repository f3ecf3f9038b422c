"""XML as JSON, which models then validate (OpenAPI 3.1 section 4.8.26).

There are no document types: nothing is defined, expanded or fetched.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from .xml_shapes import (
    XmlAny,
    XmlChoice,
    XmlDocument,
    XmlField,
    XmlList,
    XmlMap,
    XmlName,
    XmlObject,
    XmlRef,
    XmlScalar,
    XmlShape,
)

_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_DEEPEST = 200
"""Elements inside of one another; deeper ones could exhaust the stack."""

_ABSENT: Any = object()
"""What an empty element says where its type has no empty value."""

_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


class _Tree(TreeBuilder):
    """Builds the tree, refuses document types and what is too deep."""

    _depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ValueError(f"more than {_DEEPEST} elements inside of one another")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)

    def doctype(self, *_: object) -> None:
        """Called by the parser before anything that the document type declares."""
        raise ValueError("a document type")


def read_xml(document: XmlDocument, data: bytes, charset: str | None = None) -> bytes:
    """An XML document as the JSON of its type.

    ``charset`` is that of the ``Content-Type``, which counts for more than the document's own word (RFC
    7303 section 3). Text that is not of its type stays a string. Raises ``ValueError`` for what is no
    well-formed XML, and for what is refused: a document type, and elements nested too deeply.
    """
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        charset = None
    try:
        parser = XMLParser(  # noqa: S314 - document types are refused
            target=_Tree(), encoding=charset
        )
        parser.feed(data)
        root = parser.close()
    except (ParseError, LookupError) as error:
        raise ValueError(f"it is no XML: {error}") from error
    except ValueError as error:
        raise ValueError(f"XML is refused: {error}") from error
    value = _Reader(document).value(document.shape, root)
    known = None if value is _ABSENT else value
    return json.dumps(known, ensure_ascii=False, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class _Reader:
    document: XmlDocument

    def value(self, shape: XmlShape, element: Element) -> Any:
        """What an element says."""
        if element.get(f"{_XSI}nil") in {"true", "1"}:
            return None
        shape = self._chosen(self.document.resolved(shape), element)
        match shape:
            case XmlScalar(kind=kind):
                return _scalar(kind, _text(element))
            case XmlObject():
                return self._object(shape, element)
            case XmlList():
                return self._list(shape, element) or self._items(shape, element)
            case XmlMap(values=values):
                return dict(self._members(values, element))
            case _:
                return _anything(element)

    def _object(self, shape: XmlObject, element: Element) -> dict[str, Any]:
        used: set[int] = set()
        found = self._fields(shape, element, used)
        extra = shape.extra or XmlAny()
        rest = Element(element.tag, _foreign(shape, element))
        rest.extend(child for child in element if id(child) not in used)
        taken = {field.key for field in shape.fields}
        found.update(
            (k, v) for k, v in self._members(extra, rest).items() if k not in taken
        )
        return found

    def _fields(
        self, shape: XmlObject, element: Element, used: set[int]
    ) -> dict[str, Any]:
        """The named properties; ``used`` takes the children that they are made of."""
        found: dict[str, Any] = {}
        for field in shape.fields:
            value = self._field(field, element, used)
            if value is not _ABSENT:
                found[field.key] = value
        return found

    def _field(self, field: XmlField, element: Element, used: set[int]) -> Any:
        shape = self.document.resolved(field.shape)
        match field.node:
            case "attribute":
                written = _attribute(element, field.name)
                return _ABSENT if written is None else self._written(shape, written)
            case "text" | "cdata":
                text = _text(element)
                is_mere_layout = len(element) and not text.strip()
                return _ABSENT if is_mere_layout else self._written(shape, text)
            case "none" if isinstance(shape, XmlList):
                known = len(used)
                items = self._list(shape, element, used)
                is_there = len(used) > known or field.required
                return items if is_there else _ABSENT
            case "none":
                chosen = self._chosen(shape, element)
                if isinstance(chosen, XmlObject):
                    return self._fields(chosen, element, used) or _ABSENT
                return self._written(chosen, _text(element))
        children = _named([field.name], element)
        used.update(map(id, children))
        return self.value(shape, children[0]) if children else _ABSENT

    def _written(self, shape: XmlShape, written: str) -> Any:
        """The value of an attribute or a text node."""
        if isinstance(shape, XmlList):
            items = (self._written(shape.items, word) for word in written.split())
            return [item for item in items if item is not _ABSENT]
        shape = self.document.resolved(shape)
        return _scalar(
            shape.kind if isinstance(shape, XmlScalar) else "string", written
        )

    def _list(
        self, shape: XmlList, element: Element, used: set[int] | None = None
    ) -> list[Any]:
        """The items among the children."""
        choice = self.document.resolved(shape.items)
        names = [shape.name]
        if isinstance(choice, XmlChoice) and choice.is_named:
            names += [one.name for one in self._objects(choice)]
        children = _named(names, element)
        if used is not None:
            used.update(map(id, children))
            if len(children) == 1 and self._is_wrapper(choice, children[0]):
                return self._items(shape, children[0])
        return [self._item(shape.items, child) for child in children]

    def _is_wrapper(self, item: XmlShape, element: Element) -> bool:
        """Whether what should be an item is an element around all of them: many servers write that."""
        match item:
            case XmlScalar():
                return len(element) > 0
            case XmlObject(fields=fields) if not element.keys():
                if not len(element) and not _text(element).strip():
                    return any(field.required for field in fields)
                known = {_outer(field) for field in fields}
                return not known & {_local(child.tag) for child in element}
        return False

    def _items(self, shape: XmlList, element: Element) -> list[Any]:
        """The children of an element that holds nothing but items, whatever they are called."""
        return [self._item(shape.items, child) for child in element]

    def _item(self, shape: XmlShape, element: Element) -> Any:
        value = self.value(shape, element)
        return None if value is _ABSENT else value

    def _members(self, shape: XmlShape, element: Element) -> dict[str, Any]:
        """Children and attributes by name; those of one name as a list, where nothing is said of them."""
        found: dict[str, Any] = {
            _local(name): self._written(shape, written)
            for name, written in element.items()
            if not name.startswith(_XSI)
        }
        groups: dict[str, list[Element]] = {}
        for child in element:
            groups.setdefault(_local(child.tag), []).append(child)
        is_any = isinstance(shape, XmlAny)
        for name, children in groups.items():
            values = [self._item(shape, child) for child in children]
            found[name] = values if is_any and len(values) > 1 else values[0]
        return found

    def _objects(self, choice: XmlChoice) -> Iterator[XmlObject]:
        for variant in choice.variants:
            found = self.document.resolved(variant)
            if isinstance(found, XmlObject):
                yield found
            elif isinstance(found, XmlChoice):
                yield from self._objects(found)

    def _chosen(self, shape: XmlShape, element: Element) -> XmlShape:
        """The variant that an element is of: by its tag, by its name, else the one that fits best."""
        while isinstance(shape, XmlChoice):
            shape = self.document.resolved(self._variant(shape, element))
        return shape

    def _variant(self, choice: XmlChoice, element: Element) -> XmlShape:
        if choice.tag:
            tag = next((t for t in self._tags(choice, element) if t is not None), "")
            for value, name in choice.mapping:
                if value == tag:
                    return XmlRef(name)
        known = [self.document.resolved(variant) for variant in choice.variants]
        if choice.is_named:
            for shape in known:
                if isinstance(shape, XmlObject) and _is(shape.name, element.tag):
                    return shape
        return max(known, key=lambda shape: self._fit(shape, element), default=XmlAny())

    def _tags(self, choice: XmlChoice, element: Element) -> Iterator[str | None]:
        """What the tag may be, by each variant's own word for it."""
        for shape in self._objects(choice):
            for field in shape.fields:
                if field.key == choice.tag and field.node == "attribute":
                    yield _attribute(element, field.name)
                elif field.key == choice.tag:
                    children = _named([field.name], element)
                    yield _text(children[0]) if children else None

    def _fit(self, shape: XmlShape, element: Element) -> float:
        """How well a shape describes an element."""
        match shape:
            case XmlObject():
                given = {_local(child.tag) for child in element}
                given.update(map(_local, element.keys()))
                known = {_outer(field) for field in shape.fields}
                needed = {_outer(field) for field in shape.fields if field.required}
                return len(given & known) - len(given - known) - 2 * len(needed - given)
            case XmlScalar(kind=kind):
                if len(element) or element.keys():
                    return -len(element) - 10
                value = _scalar(kind, _text(element))
                is_text = value is _ABSENT or isinstance(value, str)
                return 0.25 if is_text else 0.5
            case XmlChoice(variants=variants):
                found = map(self.document.resolved, variants)
                return max(self._fit(variant, element) for variant in found)
            case XmlList() | XmlMap():
                return 0.1 if len(element) else 0.0
        return -5


def _outer(field: XmlField) -> str:
    """The local name that a field has among the nodes of its parent."""
    if field.node == "none" and isinstance(field.shape, XmlList):
        return field.shape.name.local
    return field.name.local


def _scalar(kind: str, written: str) -> Any:
    if kind == "string":
        return written
    written = written.strip()
    if not written:
        return _ABSENT
    try:
        match kind:
            case "integer":
                return int(written)
            case "number":
                value = float(written)
                return value if value - value == 0 else written
            case "boolean":
                return _BOOLEANS.get(written, written)
    except ValueError:
        pass
    return written


def _anything(element: Element) -> Any:
    """An element of which nothing is said."""
    if not len(element) and not element.keys():
        return _text(element)
    return _Reader(_NOTHING)._members(XmlAny(), element)


_NOTHING = XmlDocument(XmlAny(), dict)


def _text(element: Element) -> str:
    """The text that stands in an element itself, not in its children."""
    return (element.text or "") + "".join(child.tail or "" for child in element)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _is(name: XmlName, tag: str) -> bool:
    """Whether a tag has this name, whatever its namespace."""
    return _local(tag) == name.local


def _named(names: Iterable[XmlName], element: Element) -> list[Element]:
    """The children of these names: of their namespaces, else of any, for servers are not strict in that."""
    wanted = {_tag(name) for name in names}
    exact = [child for child in element if child.tag in wanted]
    if exact:
        return exact
    local = {name.local for name in names}
    return [child for child in element if _local(child.tag) in local]


def _tag(name: XmlName) -> str:
    return f"{{{name.namespace}}}{name.local}" if name.namespace else name.local


def _attribute(element: Element, name: XmlName) -> str | None:
    exact = element.get(_tag(name))
    if exact is not None:
        return exact
    return next((v for key, v in element.items() if _local(key) == name.local), None)


def _foreign(shape: XmlObject, element: Element) -> dict[str, str]:
    """The attributes that no field is."""
    known = {field.name.local for field in shape.fields if field.node == "attribute"}
    return {key: v for key, v in element.items() if _local(key) not in known}
