"""Names for schemas that have none: made from where they stand, and from nothing else.

``/components/schemas/Page/properties/labels/items`` is ``PageLabelsItem``; the JSON answer of
``listPets`` is ``ListPetsResponse``. A root is a pointer that has a name already; what stands below it
adds its words.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from enum import IntEnum
from http import HTTPStatus
from typing import NamedTuple

from ..document import Document, Node
from ..document import pointer as pointers
from ..python import names
from . import variants

_SILENT = {
    "schema", "itemSchema", "contentSchema", "allOf", "then", "else", "not", "dependentSchemas", "definitions", "$defs",
}  # fmt: skip
_WORDS = {"items": "Item", "additionalProperties": "Value", "requestBody": "Request", "unevaluatedProperties": "Value"}
_STRUCTURE = {"Item", "Value"}
_PARAMETER = re.compile(r"\A((.*/parameters)/[0-9]+)(?=/)")
_BY_KEY = {"properties", "headers", "$defs", "definitions"}
_LONG = 79
"""A longer name of a component's property is tried without the component's, in characters."""
_ENOUGH_WORDS = 4
"""So many words say enough without the component's name."""
_COMPONENT_DEPTH = 3


class _Detail(IntEnum):
    """How much a name says: the least, the status of an answer, its media type, what others do not have."""

    SHORT = 0
    STATUS = 1
    MEDIA = 2
    DIFFERENCE = 3


class _Root(NamedTuple):
    """What has a name already."""

    name: str
    fuller: str = ""
    is_model: bool = False


_NO_ROOT = _Root("")


class Places:
    """Names by place. ``roots`` are the pointers that are named."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._roots: dict[str, _Root] = {}

    def name_root(self, pointer: str, name: str, *, fuller: str = "", is_model: bool = False) -> None:
        """From now on what stands below ``pointer`` is named after ``name``; after ``fuller`` where that is taken.

        What stands below a model never gets the model's own name.
        """
        self._roots[pointer] = _Root(name, fuller, is_model)

    def owner(self, pointer: str) -> str | None:
        """The nearest root at or above a place, by its pointer."""
        while pointer:
            if pointer in self._roots:
                return pointer
            pointer = pointer.rpartition("/")[0]
        return None

    def key(self, pointer: str) -> str:
        """The pointer with parameters by their place and name, not by their index: it stays when others come."""
        found = _PARAMETER.search(pointer)
        if found is None:
            return pointer
        parameter = self._document.lookup(found[1]).resolve()
        if not parameter.is_mapping:
            return pointer
        return pointers.join(found[2], f"{parameter.text('in')} {parameter.text('name')}") + pointer[found.end() :]

    def candidates(self, node: Node) -> tuple[str, ...]:
        """Names for the schema, the best first, each saying more than the one before it."""
        pointer = self.owner(node.pointer) or ""
        root = self._roots.get(pointer, _NO_ROOT)
        tokens = pointers.split(node.pointer[len(pointer) :])
        said = [list(self._said(pointer, tokens, detail)) for detail in _Detail]
        short = _joined(root.name, said[0], may_vanish=not root.is_model)
        found = [names.class_("".join(said[0]))] if _is_too_long(short, said[0], tokens, pointer) else []
        found += [short, *(names.class_(root.name + "".join(words)) for words in said)]
        if root.fuller:
            found.append(names.class_(root.fuller + "".join(said[-1])))
        kind = "Field" if tokens[-2:-1] == ["properties"] else "Variant"
        return tuple(dict.fromkeys(name for name in (*found, found[-1] + kind) if name))

    def is_fluid(self, node: Node) -> bool:
        """Whether the schema's name hangs on what variants have inside."""
        place = self.owner(node.pointer) or ""
        tokens = pointers.split(node.pointer[len(place) :])
        for token, key in itertools.pairwise(tokens):
            place = pointers.join(place, token)
            if token in {"oneOf", "anyOf"} and key.isdigit():
                variant = self._document.lookup(pointers.join(place, key))
                if variants.is_silent(variant) or variants.is_told_by_properties(variant):
                    return True
        return False

    def _said(self, root: str, tokens: list[str], detail: _Detail) -> Iterator[str]:
        at = 0
        pointer = root
        while at < len(tokens):
            token, key = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else ""
            step = 1
            if token in {"allOf", "dependentSchemas"} or token in _BY_KEY | {"patternProperties"}:
                step = 2
            if token in {"oneOf", "anyOf", "prefixItems", "parameters", "responses", "content", "callbacks"}:
                step = 2
            pointer = pointers.join(pointer, *tokens[at : at + step])
            yield from self._word(token, key, pointer, detail)
            at += step

    def _word(self, token: str, key: str, pointer: str, detail: _Detail) -> Iterator[str]:
        match token:
            case "oneOf" | "anyOf":
                yield from self._variant(pointer, detail)
            case "prefixItems":
                yield "Item" + ("First", "Second", "Third")[int(key)] if key in "012" and key else f"Item{key}"
            case "patternProperties":
                yield "Value"
            case "responses":
                yield from _status_words(key, detail)
            case "parameters":
                parameter = self._document.lookup(pointer)
                yield names.pascal(parameter.resolve().text("name") or key, "Parameter")
            case "content":
                if detail >= _Detail.MEDIA:
                    yield names.pascal(key.partition("/")[2] or key, "Media")
            case _ if token in _BY_KEY:
                yield names.pascal(key, "Field")
            case _ if token in _WORDS:
                yield _WORDS[token]
            case _ if token not in _SILENT:
                yield names.pascal(token, "Part")

    def _variant(self, pointer: str, detail: _Detail) -> Iterator[str]:
        node = self._document.lookup(pointer)
        if detail is _Detail.SHORT and variants.is_silent(node):
            return
        yield names.pascal(variants.hint(node), "Variant")
        further = [variants.more(node)] if detail >= _Detail.STATUS else []
        if detail >= _Detail.DIFFERENCE:
            further.append(variants.difference(node))
        yield from (names.pascal(text, "More") for text in further if text)


def _is_too_long(name: str, said: list[str], tokens: list[str], root: str) -> bool:
    below = tokens[:1] == ["properties"] and root.count("/") == _COMPONENT_DEPTH
    return below and len(name) > _LONG and len(names.spelled("".join(said))) >= _ENOUGH_WORDS


def _joined(base: str, said: list[str], *, may_vanish: bool) -> str:
    """The base and what is said below it, words at a seam said once: Message, MessageType -> MessageType."""
    name = base
    for at, part in enumerate(said):
        before, words = names.spelled(name), names.spelled(part)
        longest = min(len(before), len(words) - (0 if may_vanish or at else 1))
        lengths = range(longest, 0, -1) if part not in _STRUCTURE else ()
        shared = next((n for n in lengths if before[-n:] == words[:n]), 0)
        name += "".join(words[shared:]) if shared else part
    return names.class_(name)


def _status_words(status: str, detail: _Detail) -> Iterator[str]:
    if status.startswith("2") and detail is _Detail.SHORT:
        yield "Response"
        return
    if status == "default":
        yield "DefaultResponse"
        return
    try:
        phrase = HTTPStatus(int(status)).phrase
    except ValueError:
        phrase = {"1": "Information", "2": "Success", "3": "Redirect", "4": "ClientError", "5": "ServerError"}.get(
            status[:1], status
        )
    yield names.pascal(phrase, "Status") + "Response"
