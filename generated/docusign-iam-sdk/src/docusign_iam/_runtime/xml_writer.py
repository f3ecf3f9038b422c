"""Python values as XML 1.0 (OpenAPI 3.1 section 4.8.26)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeAlias

from pydantic import BaseModel

from .values import text
from .wire import to_wire
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

Scope: TypeAlias = Mapping[str, str]
"""The namespaces in force, by their prefixes; the default one under ``""``."""

_XSI = XmlName("nil", "http://www.w3.org/2001/XMLSchema-instance", "xsi")
_FITTING: Mapping[type, tuple[type, ...]] = {
    dict: (XmlObject, XmlMap),
    list: (XmlList,),
}
_NAME = re.compile(r"[^\W\d][\w.-]*")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {
    ord("&"): "&amp;",
    ord("<"): "&lt;",
    ord(">"): "&gt;",
    ord('"'): "&quot;",
    ord("\r"): "&#13;",
}
_IN_ATTRIBUTES = {**_ESCAPES, ord("\n"): "&#10;", ord("\t"): "&#9;"}


def write_xml(document: XmlDocument, value: object) -> bytes:
    """A checked value as an XML document in UTF-8.

    A null is an element with ``xsi:nil``, or an attribute that is not there. Raises ``ValueError`` for
    text that XML cannot hold, and for a property whose name cannot be that of an element.
    """
    writer = _Writer(document)
    element = _Element({})
    shape = document.resolved(document.shape)
    name = shape.name if isinstance(shape, XmlObject) else document.name
    writer.add_element(element, name, document.shape, value, to_wire(value))
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return (head + "".join(element.content)).encode()


@dataclass(slots=True)
class _Element:
    """An element in the making: its own part of the scope, its attributes and what it holds."""

    scope: dict[str, str]
    declared: dict[str, str] = field(default_factory=dict)
    attributes: list[tuple[str, str]] = field(default_factory=list)
    content: list[str] = field(default_factory=list)

    def qualified(self, name: XmlName, *, attribute: bool = False) -> str:
        """The name as it is spelled here; a namespace that is not in force yet is declared.

        An attribute is in no namespace unless it has a prefix, so that one is made for it.
        """
        if not name.namespace:
            known = name.prefix in self.scope and name.prefix
            return f"{name.prefix}:{name.local}" if known else name.local
        prefix = name.prefix or (self._free_prefix(name.namespace) if attribute else "")
        if self.scope.get(prefix) != name.namespace:
            self.scope[prefix] = self.declared[prefix] = name.namespace
        return f"{prefix}:{name.local}" if prefix else name.local

    def _free_prefix(self, namespace: str) -> str:
        known = (p for p, found in self.scope.items() if p and found == namespace)
        return next(known, f"ns{len(self.scope)}")

    def written(self, tag: str) -> str:
        """The finished text."""
        given = [
            (f"xmlns:{prefix}" if prefix else "xmlns", namespace)
            for prefix, namespace in self.declared.items()
        ]
        pairs = "".join(
            f' {name}="{_checked(value).translate(_IN_ATTRIBUTES)}"'
            for name, value in (*given, *self.attributes)
        )
        inside = "".join(self.content)
        return f"<{tag}{pairs}>{inside}</{tag}>" if inside else f"<{tag}{pairs}/>"


@dataclass(frozen=True, slots=True)
class _Writer:
    """Walks a value together with its form in JSON: the value tells of which class a thing is."""

    document: XmlDocument

    def add_element(
        self, parent: _Element, name: XmlName, shape: XmlShape, value: Any, data: Any
    ) -> None:
        element = _Element(dict(parent.scope))
        tag = element.qualified(name)
        if data is None:
            element.attributes.append((element.qualified(_XSI, attribute=True), "true"))
        else:
            self.fill(element, shape, value, data)
        parent.content.append(element.written(tag))

    def fill(self, element: _Element, shape: XmlShape, value: Any, data: Any) -> None:
        """Put what a value holds into its element."""
        shape = self._shape_of(shape, value, data)
        match shape:
            case XmlObject() if isinstance(data, dict):
                self._fill_object(element, shape, value, data)
            case XmlList() if isinstance(data, list):
                self._fill_list(element, shape, value, data)
            case XmlMap(values=values) if isinstance(data, dict):
                for key, item in data.items():
                    name = XmlName(_element_name(key))
                    self._add_any(element, name, values, _member(value, key), item)
            case _:
                self._fill_any(element, value, data)

    def _fill_object(
        self, element: _Element, shape: XmlObject, value: Any, data: dict[str, Any]
    ) -> None:
        known = {field.key: field for field in shape.fields}
        for key, item in data.items():
            given = _member(value, key)
            if key in known:
                self._add_field(element, known[key], given, item)
            else:
                extra = shape.extra or XmlAny()
                self._add_any(element, XmlName(_element_name(key)), extra, given, item)

    def _add_field(
        self, element: _Element, field: XmlField, value: Any, data: Any
    ) -> None:
        match field.node:
            case "element":
                self.add_element(element, field.name, field.shape, value, data)
            case _ if data is None:
                return
            case "attribute":
                name = element.qualified(field.name, attribute=True)
                element.attributes.append((name, _text(data)))
            case "cdata":
                safe = _checked(_text(data)).replace("]]>", "]]]]><![CDATA[>")
                element.content.append(f"<![CDATA[{safe}]]>")
            case _:
                self.fill(element, field.shape, value, data)

    def _fill_list(
        self, element: _Element, shape: XmlList, value: Any, data: list[Any]
    ) -> None:
        choice = self.document.resolved(shape.items)
        is_named = isinstance(choice, XmlChoice) and choice.is_named
        for given, item in zip(_items(value, data), data, strict=True):
            own = self._shape_of(shape.items, given, item)
            name = own.name if is_named and isinstance(own, XmlObject) else shape.name
            self.add_element(element, name, own, given, item)

    def _fill_any(self, element: _Element, value: Any, data: Any) -> None:
        if isinstance(data, dict):
            for key, item in data.items():
                name = XmlName(_element_name(key))
                self._add_any(element, name, XmlAny(), _member(value, key), item)
        elif isinstance(data, list):
            for given, item in zip(_items(value, data), data, strict=True):
                self.add_element(element, XmlName("item"), XmlAny(), given, item)
        elif data is not None:
            element.content.append(_checked(_text(data)).translate(_ESCAPES))

    def _add_any(
        self, element: _Element, name: XmlName, shape: XmlShape, value: Any, data: Any
    ) -> None:
        """An element, or one for each item of a list of which nothing is said."""
        if isinstance(shape, XmlAny) and isinstance(data, list):
            for given, item in zip(_items(value, data), data, strict=True):
                self.add_element(element, name, shape, given, item)
        else:
            self.add_element(element, name, shape, value, data)

    def _shape_of(self, shape: XmlShape, value: Any, data: Any) -> XmlShape:
        """The shape of the class that a value has, where it is a model, else the declared one that fits."""
        if isinstance(value, BaseModel):
            table = self.document.shapes()
            for cls in type(value).__mro__:
                if cls.__name__ in table:
                    return self.document.resolved(XmlRef(cls.__name__))
        shape = self.document.resolved(shape)
        if not isinstance(shape, XmlChoice):
            return shape
        fitting = _FITTING.get(type(data), (XmlScalar, XmlAny))
        for variant in shape.variants:
            found = self._shape_of(variant, value, data)
            if isinstance(found, fitting):
                return found
        return XmlAny()


def _items(value: Any, data: list[Any]) -> list[Any]:
    """The Python values of a list whose form in JSON is ``data``."""
    if isinstance(value, list | tuple) and len(value) == len(data):
        return list(value)
    return data


def _member(value: Any, key: str) -> Any:
    """The Python value behind a key of an object's form in JSON."""
    if isinstance(value, BaseModel):
        name = _names(type(value)).get(key)
        extra = value.__pydantic_extra__ or {}
        return value.__dict__.get(name) if name is not None else extra.get(key)
    return value.get(key) if isinstance(value, Mapping) else None


@lru_cache(maxsize=1024)
def _names(cls: type[BaseModel]) -> dict[str, str]:
    """The Python names of a model's fields by those in JSON."""
    fields = cls.__pydantic_fields__
    return {info.serialization_alias or name: name for name, info in fields.items()}


def _text(data: Any) -> str:
    """A scalar as text; the items of a list with spaces between them (XML Schema part 2 section 2.5.1.2)."""
    if isinstance(data, list):
        return " ".join(_text(item) for item in data)
    if isinstance(data, dict):
        raise ValueError("an object cannot be the text of an XML node")
    return text(data)


def _checked(value: str) -> str:
    """Text, if XML 1.0 can hold it (section 2.2)."""
    found = _FORBIDDEN.search(value)
    if found:
        raise ValueError(f"XML cannot hold the character {found[0]!r}")
    return value


def _element_name(key: str) -> str:
    if not _NAME.fullmatch(key):
        raise ValueError(f"{key!r} cannot be the name of an XML element")
    return key
