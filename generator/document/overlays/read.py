"""A file -> the actions of an overlay, checked (Overlay 1.1.0 section 4.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from ... import codes
from ...diagnostics import Report
from ...model import Source
from .. import pointer as pointers
from ..file import InputFile, read_file
from ..library import file_uri, uri_of
from ..values import Json, kind_of
from .query import Query, QueryError, compile_query

_VERSION = re.compile(r"1\.[01](\.\d+)?")
_MODIFIERS = ("remove", "update", "copy")


@dataclass(frozen=True, slots=True)
class Action:
    """One change: ``modifier`` is ``remove``, ``update`` or ``copy``, and ``value`` what belongs to it.

    ``pointer`` is that of the action in its file.
    """

    pointer: str
    target: Query
    modifier: str
    value: Json
    copied: Query | None


@dataclass(frozen=True, slots=True)
class Overlay:
    """An overlay that was read."""

    file: InputFile
    actions: tuple[Action, ...]

    def source(self, pointer: str) -> Source:
        """The place of a node of the file."""
        return Source(self.file.name, pointer)


def read_overlay(path: Path, document: Path, report: Report) -> Overlay:
    """Reads an overlay for a document; from here on ``report`` finds its lines too.

    Raises ``InputError`` where it cannot be read, or breaks a rule of the specification.
    """
    before = report.locate
    file = read_file(path, report)
    report.locate = before
    report.locate_too(file.locate)
    return _Reader(file, report).run(path, document)


class _Reader:
    def __init__(self, file: InputFile, report: Report) -> None:
        self.file = file
        self.report = report

    def run(self, path: Path, document: Path) -> Overlay:
        value = self.file.value
        if not isinstance(value, dict):
            self._fail("", f"an overlay is a mapping, not {kind_of(value)}")
        if "overlay" not in value:
            self._fail("", 'there is no "overlay" field, which says the version')
        version = value["overlay"]
        if not _VERSION.fullmatch(str(version)):
            self._fail("/overlay", f"the version {version} is not supported: 1.0 and 1.1 are")
        extends = value.get("extends")
        if extends is not None:
            self._check_extends(extends, path, document)
        actions = value.get("actions")
        if not isinstance(actions, list) or not actions:
            self._fail("/actions" if "actions" in value else "", '"actions" must be a list with at least one action')
        return Overlay(self.file, tuple(self._actions(actions)))

    def _check_extends(self, extends: Json, path: Path, document: Path) -> None:
        if not isinstance(extends, str):
            self._fail("/extends", f"extends is {kind_of(extends)}, not a URI")
        uri = uri_of(file_uri(path), extends)
        if uri.startswith("file:") and uri != file_uri(document):
            message = f"the overlay is made for {extends}, and is applied to {document}"
            self.report.add(codes.OVERLAY_EXTENDS, message, Source(self.file.name, "/extends"))

    def _actions(self, actions: list[Json]) -> Iterator[Action]:
        for index, action in enumerate(actions):
            pointer = f"/actions/{index}"
            if not isinstance(action, dict):
                self._fail(pointer, f"an action is a mapping, not {kind_of(action)}")
            if unknown := [key for key in action if not self._is_known(key)]:
                self._fail(pointers.join(pointer, unknown[0]), f"{unknown[0]} is no field of an action")
            target = self._query(action, "target", pointer)
            modifier = self._modifier(action, pointer)
            copied = self._query(action, "copy", pointer) if modifier == "copy" else None
            yield Action(pointer, target, modifier, action[modifier], copied)

    def _is_known(self, key: str) -> bool:
        return key in ("target", "description", *_MODIFIERS) or key.startswith("x-")

    def _modifier(self, action: dict[str, Json], pointer: str) -> str:
        remove = action.get("remove", False)
        if not isinstance(remove, bool):
            self._fail(f"{pointer}/remove", f"remove is {kind_of(remove)}, not true or false")
        if remove:
            return "remove"
        given = [key for key in ("update", "copy") if key in action]
        if not given:
            self._fail(pointer, "the action has no update, copy or remove")
        if len(given) > 1:
            self._fail(f"{pointer}/copy", "update and copy exclude each other")
        return given[0]

    def _query(self, action: dict[str, Json], key: str, pointer: str) -> Query:
        text = action.get(key)
        if not isinstance(text, str):
            is_there = key in action
            message = f"{key} is {kind_of(text)}, not a JSONPath" if is_there else f"the action has no {key}"
            self._fail(f"{pointer}/{key}" if is_there else pointer, message)
        try:
            return compile_query(text)
        except QueryError as error:
            self._fail(f"{pointer}/{key}", f"{key} is no JSONPath: {error}")

    def _fail(self, pointer: str, message: str) -> NoReturn:
        self.report.fail(codes.OVERLAY_INVALID, message, Source(self.file.name, pointer))
