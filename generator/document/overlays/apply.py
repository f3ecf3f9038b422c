"""The actions of an overlay, done to a document (Overlay 1.1.0 section 4.4.3)."""

from __future__ import annotations

from typing import NoReturn

from ... import codes
from ...diagnostics import Report
from ...model import Source
from .. import pointer as pointers
from ..origins import Origins
from ..values import MAX_DEPTH, MAX_NODES, Json, copied, kind_of, measured
from .query import Query, QueryError, Steps, pointer_of
from .read import Action, Overlay

_Holder = dict[str, Json] | list[Json]


def apply_overlay(overlay: Overlay, root: dict[str, Json], origins: Origins, report: Report) -> None:
    """Does the actions to a document, in its place, one after the other. No part of it may stand in two places.

    ``origins`` learns what the overlay brought. An action that finds nothing is reported. Raises
    ``InputError`` where an action does not fit what it finds, or makes too much of the document.
    """
    room = MAX_NODES - measured(root)[0]
    for action in overlay.actions:
        room = _Deed(overlay, action, root, origins, report).run(room)
    if measured(root)[1] > MAX_DEPTH:
        message = f"the overlay makes the document more than {MAX_DEPTH} levels deep"
        report.fail(codes.DOCUMENT_LIMIT, message, overlay.source(""))


class _Deed:
    """One action being done."""

    def __init__(
        self, overlay: Overlay, action: Action, root: dict[str, Json], origins: Origins, report: Report
    ) -> None:
        self.overlay = overlay
        self.action = action
        self.root = root
        self.origins = origins
        self.report = report

    def run(self, room: int) -> int:
        """Does the action. Takes how many values the document may have more, and returns how many that are then."""
        targets = self._nodes(self.action.target, "target")
        if not targets:
            message = f"{self.action.target.text} selects nothing"
            self.report.add(codes.OVERLAY_IDLE, message, self._source("target"))
        elif () in targets and self.action.modifier == "remove":
            self._fail("target", "the document itself cannot be removed")
        elif self.action.modifier == "remove":
            # from the end, so that what is still to be removed keeps its index
            for steps in reversed(targets):
                self._remove(steps)
        else:
            self._check_alike(targets)
            value, source = self._value()
            room -= (1 + measured(value)[0]) * len(targets)
            if room < 0:
                message = f"the overlay makes the document larger than {MAX_NODES:,} values"
                self.report.fail(codes.DOCUMENT_LIMIT, message, self.overlay.source(self.action.pointer))
            for steps in targets:
                self._update(steps, copied({"": value})[""], source)
        return room

    def _nodes(self, query: Query, key: str) -> list[Steps]:
        try:
            return query.nodes(self.root)
        except QueryError as error:
            self._fail(key, f"{query.text} cannot be followed: {error}")

    def _value(self) -> tuple[Json, Source]:
        """What is brought, and where it was read."""
        if self.action.copied is None:
            return self.action.value, self._source("update")
        found = self._nodes(self.action.copied, "copy")
        if len(found) != 1:
            self._fail("copy", f"{self.action.copied.text} selects {len(found) or 'no'} nodes, not one")
        pointer = pointer_of(found[0])
        return self._at(found[0]), self.origins.find(self.root, pointer)

    def _at(self, steps: Steps) -> Json:
        value: Json = self.root
        for step in steps:
            value = value[step]  # type: ignore[index]
        return value

    def _check_alike(self, targets: list[Steps]) -> None:
        kinds = {_form(self._at(steps)) for steps in targets}
        if len(kinds) > 1:
            self._fail("target", f"{self.action.target.text} selects {' and '.join(sorted(kinds))} at once")

    def _remove(self, steps: Steps) -> None:
        holder, key = self._at(steps[:-1]), steps[-1]
        if isinstance(holder, dict):
            self.origins.forget(holder, key)
            del holder[str(key)]
        elif isinstance(holder, list) and isinstance(key, int):
            above = pointer_of(steps[:-1])
            later = [self.origins.find(self.root, f"{above}/{index}") for index in range(key + 1, len(holder))]
            del holder[key]
            self.origins.forget(holder, len(holder))
            for index, source in enumerate(later, start=key):
                self.origins.note(holder, index, source)

    def _update(self, steps: Steps, value: Json, source: Source) -> None:
        target = self._at(steps)
        if isinstance(target, dict) and isinstance(value, dict):
            self._merge(target, value, source)
        elif isinstance(target, list):
            self._append(target, value, source)
        elif steps and not isinstance(target, dict | list) and not isinstance(value, dict | list):
            holder = self._at(steps[:-1])
            assert isinstance(holder, dict | list)  # noqa: S101 - the query came through it
            self._put(holder, steps[-1], value, source)
        else:
            self._fail_to_fit(source, value, target)

    def _merge(self, target: dict[str, Json], update: dict[str, Json], source: Source) -> None:
        for key, value in update.items():
            inner = Source(source.file, pointers.join(source.pointer, key))
            own = target.get(key)
            if own is None:
                self._put(target, key, value, inner)
            elif isinstance(own, dict) and isinstance(value, dict):
                self._merge(own, value, inner)
            elif isinstance(own, list) and isinstance(value, list):
                self._append(own, value, inner)
            elif not isinstance(own, dict | list) and not isinstance(value, dict | list):
                self._put(target, key, value, inner)
            elif value is not None:  # nothing after a key is meant as nothing to say
                self._fail_to_fit(inner, value, own)

    def _append(self, target: list[Json], value: Json, source: Source) -> None:
        items = value if isinstance(value, list) else [value]
        for index, item in enumerate(items):
            inner = pointers.join(source.pointer, index) if isinstance(value, list) else source.pointer
            target.append(item)
            self.origins.note(target, len(target) - 1, Source(source.file, inner))

    def _put(self, holder: _Holder, key: str | int, value: Json, source: Source) -> None:
        holder[key] = value  # type: ignore[index]
        self.origins.note(holder, key, source)

    def _fail_to_fit(self, source: Source, value: Json, target: Json) -> NoReturn:
        message = f"{kind_of(value)} cannot be merged with {kind_of(target)}"
        self.report.fail(codes.OVERLAY_MISMATCH, f"{message} at {self.action.target.text}", source)

    def _fail(self, key: str, message: str) -> NoReturn:
        self.report.fail(codes.OVERLAY_MISMATCH, message, self._source(key))

    def _source(self, key: str) -> Source:
        return self.overlay.source(f"{self.action.pointer}/{key}")


def _form(value: Json) -> str:
    return "mappings" if isinstance(value, dict) else "lists" if isinstance(value, list) else "other values"
