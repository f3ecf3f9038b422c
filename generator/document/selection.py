"""What is wanted: the tables ``[include]`` and ``[exclude]`` of the settings, asked of each operation and part."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from ..settings import ExcludeSettings, SelectionSettings
from . import pointer as pointers
from .node import Node
from .values import Json

_KEYS = ("tags", "paths", "methods", "operations", "extensions")
_OPERATION = re.compile(r"([A-Za-z*]+) +(/.*|\*.*)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An operation that may be left out. ``path`` is the name of a webhook that has none."""

    path: str
    method: str
    item: Node
    node: Node


_Matches: TypeAlias = Callable[[Candidate], bool]


@dataclass(slots=True)
class _Rule:
    """One pattern. ``pointer`` is its place in the settings file."""

    pointer: str
    text: str
    matches: _Matches
    used: bool = False
    matches_part: Callable[[dict[str, Json]], bool] | None = None

    def __call__(self, candidate: Candidate) -> bool:
        found = self.matches(candidate)
        self.used = self.used or found
        return found

    def of_part(self, part: dict[str, Json]) -> bool:
        """Whether a parameter or a schema fits."""
        found = self.matches_part is not None and self.matches_part(part)
        self.used = self.used or found
        return found


class Rules:
    """The patterns of one table, by key. Every pattern sees every operation, so that idle ones are known.

    Those of extensions that are excluded see parameters and schemas as well: ``parts`` are these patterns.
    """

    def __init__(self, table: str, settings: SelectionSettings) -> None:
        self._keys: list[list[_Rule]] = []
        for key in _KEYS:
            patterns: tuple[str, ...] = getattr(settings, key)
            rules = [_Rule(pointers.join("", table, key, i), p, _MAKERS[key](p)) for i, p in enumerate(patterns)]
            self._keys.append(rules)
        self.parts = self._keys[-1] if isinstance(settings, ExcludeSettings) else []
        for rule in self.parts:
            rule.matches_part = _part_test(rule.text)
        if isinstance(settings, ExcludeSettings) and settings.deprecated:
            self._keys.append([_Rule(f"/{table}/deprecated", "true", lambda c: c.node.flag("deprecated"))])
        self._keys = [rules for rules in self._keys if rules]

    def __bool__(self) -> bool:
        return bool(self._keys)

    def all_match(self, candidate: Candidate) -> bool:
        """Whether the operation fits some pattern of every key that is given."""
        return all(self._fits(candidate))

    def one_matches(self, candidate: Candidate) -> bool:
        """Whether the operation fits some pattern of some key."""
        return any(self._fits(candidate))

    def one_matches_part(self, part: dict[str, Json]) -> bool:
        """Whether a parameter or a schema fits some pattern that is for it."""
        found = [rule.of_part(part) for rule in self.parts]
        return any(found)

    def _fits(self, candidate: Candidate) -> list[bool]:
        found = [[rule(candidate) for rule in rules] for rules in self._keys]
        return [any(key) for key in found]

    def idle(self) -> Iterator[tuple[str, str]]:
        """Pointer and text of the patterns that no operation fitted."""
        for rules in self._keys:
            yield from ((rule.pointer, rule.text) for rule in rules if not rule.used)


def _by_tag(pattern: str) -> _Matches:
    fits = _text_pattern(pattern)
    return lambda candidate: any(fits(tag) for tag in candidate.node.strings("tags"))


def _by_path(pattern: str) -> _Matches:
    fits = _path_pattern(pattern)
    return lambda candidate: fits(candidate.path)


def _by_method(pattern: str) -> _Matches:
    fits = _text_pattern(pattern.lower())
    return lambda candidate: fits(candidate.method.lower())


def _by_operation(pattern: str) -> _Matches:
    """An operationId, or method and path as in ``GET /pets/*``."""
    if pair := _OPERATION.fullmatch(pattern):
        method, path = _by_method(pair[1]), _by_path(pair[2])
        return lambda candidate: method(candidate) and path(candidate)
    fits = _text_pattern(pattern)
    return lambda candidate: fits(candidate.node.text("operationId"))


def _by_extension(pattern: str) -> _Matches:
    """A name alone asks for any value but false and null; ``name=value`` for that value, or a list with it."""
    name, fits = _extension(pattern)

    def matches(candidate: Candidate) -> bool:
        own = candidate.node if name in candidate.node else candidate.item
        return fits(own[name].value)

    return matches


def _part_test(pattern: str) -> Callable[[dict[str, Json]], bool]:
    name, fits = _extension(pattern)
    return lambda part: fits(part.get(name))


def _extension(pattern: str) -> tuple[str, Callable[[Json], bool]]:
    """The name of an extension, and what tells whether its value fits."""
    name, equals, value = pattern.partition("=")
    fits = _text_pattern(value)
    if equals:
        return name, lambda found: any(fits(text) for text in _texts(found))
    return name, lambda found: found is not None and found is not False


_MAKERS: dict[str, Callable[[str], _Matches]] = {
    "tags": _by_tag,
    "paths": _by_path,
    "methods": _by_method,
    "operations": _by_operation,
    "extensions": _by_extension,
}


def _texts(value: Json) -> list[str]:
    if isinstance(value, list):
        return [text for item in value if not isinstance(item, list) for text in _texts(item)]
    if isinstance(value, bool):
        return ["true" if value else "false"]
    return [str(value)] if isinstance(value, str | int | float) else []


def _text_pattern(pattern: str) -> Callable[[str], bool]:
    """``*`` stands for any characters, everything else for itself."""
    found = re.compile(".*".join(map(re.escape, pattern.split("*"))), re.DOTALL)
    return lambda text: found.fullmatch(text) is not None


def _path_pattern(pattern: str) -> Callable[[str], bool]:
    """``*`` stays within a segment and ``**`` does not; ``/**`` at the end also stands for nothing."""
    body = pattern.removesuffix("/**")
    parts = [r".*" if part == "**" else r"[^/]*" if part == "*" else re.escape(part) for part in _stars(body)]
    found = re.compile("".join(parts) + (r"(/.*)?" if body != pattern else ""), re.DOTALL)
    return lambda text: found.fullmatch(text) is not None


def _stars(pattern: str) -> list[str]:
    return re.split(r"(\*\*|\*)", pattern)
