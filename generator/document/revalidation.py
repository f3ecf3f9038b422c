"""Validation of what changed since the last run over a document.

A document is cut into units: its path items and the entries of its components. Where the units that
changed, those that refer to them and all that they lead to are without fault, before and after, then the
faults of the document are those of the last run. In any other case the whole document is validated.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from ..cache import key_of, shelf
from . import pointer as pointers
from .values import Json

Findings: TypeAlias = tuple[tuple[tuple[str, str], ...], ...]
"""What ``find_faults`` finds: three tuples of pairs whose first is a pointer."""

Find: TypeAlias = Callable[[dict[str, Json], str], Findings]

_SHELF = "validity"
_SECTIONS = ("/paths", "/webhooks", "/definitions", "/parameters", "/responses")
_REFERENCE = re.compile(r'"#(/(?:[^"\\]|\\.)*)"')
_ELSEWHERE = re.compile(r'"\$(?:ref|dynamicRef)": "(?!#/)|"\$(?:id|anchor|dynamicAnchor)": ')


def find_again(raw: dict[str, Json], version: str, find: Find) -> Findings:
    """What ``find`` gives for a document, by its work on no more than has to be looked at again."""
    cut = _cut(raw)
    known = shelf(_SHELF)
    key = key_of(version, cut.head, *(part for unit in cut.units.items() for part in unit))
    entry = known.get(key)
    if entry is None:
        found = _as_before(cut, raw, version, find, known.others())
        found = find(raw, version) if found is None else found
        units = {unit: [key_of(text), sorted(cut.references(unit))] for unit, text in cut.units.items()}
        entry = {"head": key_of(version, cut.head), "units": units, "found": found}
        known.put(key, entry)
    return tuple(tuple((str(pointer), str(text)) for pointer, text in part) for part in entry["found"])


@dataclass(frozen=True, slots=True)
class _Cut:
    """A document in parts: the text of each unit by its pointer, and that of all else."""

    head: str
    units: Mapping[str, str]
    operation_ids: Sequence[str]

    def references(self, unit: str) -> set[str]:
        """The units that a unit refers to."""
        spelled = (json.loads(f'"{found}"') for found in _REFERENCE.findall(self.units.get(unit, "")))
        found = {_unit_of(pointers.from_fragment(fragment)) for fragment in spelled}
        return found & self.units.keys()

    @property
    def is_simple(self) -> bool:
        """Whether units refer to one another by pointers alone, and no operation bears the name of another."""
        texts = (self.head, *self.units.values())
        is_unique = len(self.operation_ids) == len(set(self.operation_ids))
        return is_unique and not any(_ELSEWHERE.search(text) for text in texts)


def _cut(raw: dict[str, Json]) -> _Cut:
    units: dict[str, str] = {}
    items: list[Json] = []
    head: dict[str, Any] = dict(raw)
    for place, section in _sections(raw):
        units.update((pointers.join(place, key), json.dumps(value)) for key, value in section.items())
        items += section.values() if place in ("/paths", "/components/pathItems") else ()
        head.pop(place[1:].partition("/")[0], None)
    components = raw.get("components")
    others = {k: v for k, v in components.items() if not isinstance(v, dict)} if isinstance(components, dict) else {}
    return _Cut(json.dumps([head, others, list(raw)]), units, list(_operation_ids(items)))


def _operation_ids(items: Iterable[Json]) -> Iterator[str]:
    for item in items:
        for operation in item.values() if isinstance(item, dict) else ():
            name = operation.get("operationId") if isinstance(operation, dict) else None
            if isinstance(name, str):
                yield name


def _sections(raw: dict[str, Json]) -> Iterator[tuple[str, dict[str, Json]]]:
    """The mappings that hold units, by their pointers."""
    components = raw.get("components")
    below = components.items() if isinstance(components, dict) else ()
    for place, section in [*((s, raw.get(s[1:])) for s in _SECTIONS), *((f"/components/{k}", v) for k, v in below)]:
        if isinstance(section, dict):
            yield place, section


def _unit_of(pointer: str) -> str:
    """The pointer of the unit that a place is in, where it is in one."""
    depth = 4 if pointer.startswith("/components/") else 3
    return "/".join(pointer.split("/")[:depth])


def _as_before(
    cut: _Cut, raw: dict[str, Json], version: str, find: Find, earlier: Iterable[Mapping[str, Any]]
) -> Findings | None:
    """What an earlier run found, where that is shown to hold still."""
    for entry in earlier:
        if entry["head"] == key_of(version, cut.head) and cut.is_simple:
            units: dict[str, tuple[str, list[str]]] = entry["units"]
            again = _to_look_at(cut, units)
            places = [pointer for part in entry["found"] for pointer, _ in part]
            is_apart = _in_order(units, cut.units) and all(
                _unit_of(place) in units and _unit_of(place) not in again and not place.endswith("/operationId")
                for place in places
            )
            if is_apart and not any(find(_narrowed(raw, again), version)):
                return tuple(tuple((pointer, text) for pointer, text in part) for part in entry["found"])
    return None


def _in_order(before: Iterable[str], now: Iterable[str]) -> bool:
    """Whether what is in both comes in one order, which is that of what is found."""
    old, new = list(before), list(now)
    kept = set(old) & set(new)
    return [unit for unit in old if unit in kept] == [unit for unit in new if unit in kept]


def _to_look_at(cut: _Cut, before: Mapping[str, tuple[str, list[str]]]) -> set[str]:
    """The units that changed, those that lead to them, and all that these lead to or did so before."""
    now = {unit: cut.references(unit) for unit in cut.units}
    same = {unit for unit, text in cut.units.items() if unit in before and before[unit][0] == key_of(text)}
    changed = (cut.units.keys() | before.keys()) - same
    used_by: dict[str, set[str]] = {}
    for user, used in [*now.items(), *((unit, set(found)) for unit, (_, found) in before.items())]:
        for unit in used:
            used_by.setdefault(unit, set()).add(user)
    uses = {unit: found | set(before[unit][1] if unit in before else ()) for unit, found in now.items()}
    return _reached(_reached(changed, used_by), {**{unit: found for unit, (_, found) in before.items()}, **uses})


def _reached(start: Iterable[str], steps: Mapping[str, Iterable[str]]) -> set[str]:
    found = set(start)
    queue = list(found)
    while queue:
        fresh = set(steps.get(queue.pop(), ())) - found
        found |= fresh
        queue.extend(fresh)
    return found


def _narrowed(raw: dict[str, Json], units: set[str]) -> dict[str, Json]:
    """The document with these units alone; all else of it stays."""
    made = dict(raw)
    if isinstance(made.get("components"), dict):
        made["components"] = dict(made["components"])  # type: ignore[arg-type]
    for place, section in _sections(raw):
        kept: Json = {key: value for key, value in section.items() if pointers.join(place, key) in units}
        if place.startswith("/components/"):
            made["components"][place.rpartition("/")[2]] = kept  # type: ignore[index,call-overload]
        else:
            made[place[1:]] = kept
    return made
