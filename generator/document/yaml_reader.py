"""YAML by the rules that OpenAPI asks for (OpenAPI 3.1 section 4.3): it says what JSON could say.

Plain scalars resolve by YAML 1.2's core schema for null and booleans and by JSON's grammar for numbers,
so that ``no``, ``on``, ``12:30``, ``2020-01-01`` and ``007`` are strings. Keys are always strings.
Aliases and merge keys are expanded, within limits; other tags than the core ones are refused.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable

import yaml

from .. import codes
from .text import FaultError
from .values import MAX_DEPTH, MAX_NODES, Json, without_collector
from .yaml_events import events, offset_of

_WORDS: dict[str, Json] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_MAY_RESOLVE = frozenset("~nNtTfF-0123456789")
_CORE = "tag:yaml.org,2002:"
_TAGS = {type(None): _CORE + "null", bool: _CORE + "bool", int: _CORE + "int", float: _CORE + "float"}
_MERGE = "\0<<"
"""Stands for the merge key, known by identity; a key that only looks like it is another object."""
_MAX_DIGITS = 4000
_REMEDIES = {
    "mapping values are not allowed": "Put text that holds a colon and a space in quotes, or check the indentation.",
    "cannot start any token": "Indent with spaces, never tabs, and put text that starts with @, ` or % in quotes.",
    "invalid Unicode character": "Write the character itself; half of a surrogate pair is none.",
}


_PAIR = re.compile(r"(\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\.", re.DOTALL)


def with_characters(text: str) -> str:
    """The text with escaped surrogate pairs written out.

    JSON escapes characters beyond U+FFFF so, and some YAML writers do; YAML itself does not know it.
    """
    return _PAIR.sub(lambda match: str(json.loads(f'"{match[1]}"')) if match[1] else match[0], text)


def read_yaml(text: str) -> tuple[Json, bool]:
    """The value of a YAML text, and whether some mapping repeats a key (the last one counts).

    Raises ``FaultError`` where the text is not YAML, is more than one document, or goes beyond the dialect
    or its limits.
    """
    constructor = _Constructor()
    try:
        with without_collector():
            constructor.run(text)
    except yaml.reader.ReaderError as error:
        message = f"not YAML: the character U+{ord(_character(error)):04X} is not allowed"
        raise FaultError(codes.DOCUMENT_SYNTAX, message, error.position) from error
    except yaml.MarkedYAMLError as error:
        raise _syntax_fault(error) from error
    if not constructor.documents:
        raise FaultError(codes.DOCUMENT_EMPTY, "the file holds comments only", 0)
    return constructor.value, constructor.repeats


def resolve_plain(text: str) -> Json:
    """What a plain scalar means. Raises ``ValueError`` for a number that Python cannot hold."""
    if text in _WORDS:
        return _WORDS[text]
    match = _NUMBER.fullmatch(text)
    if match is None:
        return text
    if match.lastindex is None:
        if len(text) > _MAX_DIGITS:
            raise ValueError(text)
        return int(text)
    number = float(text)
    if math.isinf(number):
        raise ValueError(text)
    return number


def _character(error: yaml.reader.ReaderError) -> str:
    return error.character if isinstance(error.character, str) else chr(error.character)


def _syntax_fault(error: yaml.MarkedYAMLError) -> FaultError:
    mark, start = error.problem_mark or error.context_mark, error.context_mark
    context = f" ({error.context}" if error.context else ""
    if context:
        is_elsewhere = mark is not None and start is not None and start.line != mark.line
        context += f" that starts on line {start.line + 1})" if is_elsewhere and start else ")"
    remedy = next((text for problem, text in _REMEDIES.items() if problem in str(error.problem)), "")
    offset = mark.index if mark else None
    return FaultError(codes.DOCUMENT_SYNTAX, f"not YAML: {error.problem}{context}", offset, remedy)


class _Constructor:
    """Builds the value from events, without recursion.

    ``_open`` is the container being filled and ``_key`` the key whose value comes next (``None``: a key
    comes next); ``_stack`` holds the same for the containers around it.
    """

    def __init__(self) -> None:
        self.value: Json = None
        self.repeats = False
        self.documents = 0
        self._nodes = 0
        self._open: dict[str, Json] | list[Json] | None = None
        self._key: str | None = None
        self._merges: list[tuple[int, Json]] = []
        self._stack: list[tuple[dict[str, Json] | list[Json] | None, str | None, list[tuple[int, Json]]]] = []
        self._anchors: dict[str, tuple[Json, int, str]] = {}
        self._anchored: list[tuple[str | None, int]] = []

    def run(self, text: str) -> None:
        """Takes all events of a text."""
        handlers: dict[type[yaml.Event], Callable[..., None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._start_mapping,
            yaml.SequenceStartEvent: self._start_sequence,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._start_document,
        }
        for event in events(text):
            handler = handlers.get(type(event))
            if handler is not None:
                handler(event)

    def _start_document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            message = "a second YAML document starts here"
            raise FaultError(codes.DOCUMENT_MANY, message, offset_of(event))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        text = event.value
        if self._key is None and type(self._open) is dict:
            self._key = _MERGE if text == "<<" and event.implicit[0] else text
            if event.anchor:
                self._anchors[event.anchor] = (text, 1, text)
            return
        value: Json = text
        if event.tag:
            value = _tagged(event)
        elif event.implicit[0] and (not text or text[0] in _MAY_RESOLVE):
            try:
                value = resolve_plain(text)
            except ValueError:
                raise FaultError(codes.DOCUMENT_NUMBER, _number_message(text), offset_of(event)) from None
        if event.anchor:
            self._anchors[event.anchor] = (value, 1, text)
        self._put(value, event)

    def _put(self, value: Json, event: yaml.Event) -> None:
        self._nodes += 1
        container = self._open
        if type(container) is list:
            container.append(value)
        elif type(container) is dict:
            key, self._key = self._key, None
            if key is _MERGE:
                self._merges.append((offset_of(event), value))
                return
            if key is None:
                raise FaultError(codes.DOCUMENT_KEY, "a key is a mapping or a list, not text", offset_of(event))
            self.repeats = self.repeats or key in container
            container[key] = value
        else:
            self.value = value

    def _start_mapping(self, event: yaml.MappingStartEvent) -> None:
        self._start({}, event, "map")

    def _start_sequence(self, event: yaml.SequenceStartEvent) -> None:
        self._start([], event, "seq")

    def _start(self, container: dict[str, Json] | list[Json], event: yaml.CollectionStartEvent, tag: str) -> None:
        if event.tag and event.tag not in ("!", _CORE + tag):
            raise _tag_fault(event)
        if self._nodes >= MAX_NODES:
            raise FaultError(codes.DOCUMENT_LIMIT, f"more than {MAX_NODES:,} values", offset_of(event))
        if len(self._stack) >= MAX_DEPTH:
            message = f"mappings and lists nest more than {MAX_DEPTH} deep"
            raise FaultError(codes.DOCUMENT_LIMIT, message, offset_of(event))
        self._put(container, event)
        self._stack.append((self._open, self._key, self._merges))
        self._open, self._key, self._merges = container, None, []
        self._anchored.append((event.anchor, self._nodes))

    def _end(self, _: yaml.CollectionEndEvent) -> None:
        container = self._open
        if self._merges and type(container) is dict:
            self._merge(container)
        anchor, before = self._anchored.pop()
        if anchor:
            self._anchors[anchor] = (container, self._nodes - before + 1, "")
        self._open, self._key, self._merges = self._stack.pop()

    def _alias(self, event: yaml.AliasEvent) -> None:
        name = event.anchor
        if any(name == anchor for anchor, _ in self._anchored):
            raise FaultError(codes.DOCUMENT_ALIAS, f"*{name} stands inside of what it repeats", offset_of(event))
        if name not in self._anchors:
            raise FaultError(
                codes.DOCUMENT_ALIAS, f"*{name} repeats nothing: no &{name} comes before it", offset_of(event)
            )
        value, nodes, text = self._anchors[name]
        if self._key is None and type(self._open) is dict:
            if isinstance(value, dict | list):
                raise FaultError(
                    codes.DOCUMENT_KEY, f"the key *{name} is a mapping or a list, not text", offset_of(event)
                )
            self._key = text
            return
        self._nodes += nodes
        if self._nodes > MAX_NODES:
            message = f"aliases expand to more than {MAX_NODES:,} values"
            raise FaultError(codes.DOCUMENT_LIMIT, message, offset_of(event))
        self._put(value, event)

    def _merge(self, container: dict[str, Json]) -> None:
        """Adds what merge keys bring; own keys win, then earlier sources (YAML 1.1, type merge)."""
        own = dict(container)
        container.clear()
        for offset, value in reversed(self._merges):
            for source in reversed(value) if isinstance(value, list) else (value,):
                if not isinstance(source, dict):
                    raise FaultError(codes.DOCUMENT_ALIAS, "a merge key (<<) takes mappings only", offset)
                container.update(source)
        container.update(own)


def _tagged(event: yaml.ScalarEvent) -> Json:
    """The value of a scalar with a tag of its own."""
    tag, text = str(event.tag), str(event.value)
    if tag in ("!", _CORE + "str"):
        return text
    try:
        value = resolve_plain(text)
    except ValueError:
        raise FaultError(codes.DOCUMENT_NUMBER, _number_message(text), offset_of(event)) from None
    if tag == _CORE + "float" and type(value) is int:
        return float(value)
    if tag != _TAGS.get(type(value)):
        raise _tag_fault(event)
    return value


def _tag_fault(event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> FaultError:
    tag = str(event.tag).replace(_CORE, "!!")
    return FaultError(codes.DOCUMENT_TAG, f"the tag {tag} cannot be used here", offset_of(event))


def _number_message(text: str) -> str:
    shown = text if len(text) <= 30 else text[:27] + "..."
    return f"the number {shown} is too large"
