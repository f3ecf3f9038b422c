"""A walk over the schemas of a document that changes what must change."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from .. import pointer as pointers
from ..grammar import GRAMMAR, LEAVES, Kind, member
from ..values import Json
from .shared import SharedParts, reference_in

_SEVERAL = ("map", "list")
_STANDARD_ROOTS = tuple(f"#/{key}/" for key in GRAMMAR["openapi"])

Change: TypeAlias = "Callable[[dict[str, Json], list[str | int]], dict[str, Json]]"
"""Makes the new form of a Schema Object whose parts are done, given the tokens of its pointer. Returns the
same object where nothing changes, and never changes the one it is given."""


def change_schemas(data: dict[str, Json], change: Change, shared: SharedParts) -> dict[str, Json]:
    """The document with every Schema Object put through ``change``, innermost first.

    Parts in which nothing changes are shared with ``data``, which stays as it is. What a ``$ref`` leads
    to outside of the places that OpenAPI knows (``#/x-models/…``) is walked as what the reference says it is;
    what one stands for as a whole mapping or list, ``shared`` puts in its place.
    """
    walk = _Walk(change, shared)
    made = walk.one(data, "openapi")
    done = set[str]()
    while rest := walk.elsewhere.keys() - done:
        for pointer in sorted(rest):
            made = _put(made, pointers.split(pointer), walk, pointer)
        done |= rest
    return made if isinstance(made, dict) else data


class _Walk:
    """``path`` is where the walk is; ``elsewhere`` holds pointers to objects in no standard place."""

    def __init__(self, change: Change, shared: SharedParts) -> None:
        self.change = change
        self.shared = shared
        self.path: list[str | int] = []
        self.elsewhere: dict[str, Kind] = {}

    def one(self, value: Json, kind: Kind) -> Json:
        """The new form of one object; the same object where nothing below it changes.

        One frame for each level of the document, so that the deepest document that is read can be walked.
        """
        if type(value) is not dict:
            return value
        self._note(value.get("$ref"), kind)
        made = value
        for key, child in value.items():
            fits = member(kind, key)
            if fits is None:
                continue
            form, child_kind = fits
            self.path.append(key)
            held = child
            if form in _SEVERAL and type(child) is dict and reference_in(child) is not None:
                held = self.shared.follow(child, self.path)
            if child_kind in LEAVES:
                new = held
            elif form == "one" or (form == "one-or-list" and type(held) is not list):
                new = self.one(held, child_kind)
            else:
                new = self.many(held, child_kind)
            self.path.pop()
            if new is not child:
                made = {**made, key: new} if made is value else made
                made[key] = new
        return self.change(made, self.path) if kind == "schema" else made

    def many(self, value: Json, kind: Kind) -> Json:
        """The same for a map or a list of objects."""
        made: dict[str, Json] | list[Json]
        members: list[tuple[str | int, Json]]
        if type(value) is dict:
            made, members = value, [*value.items()]
        elif type(value) is list:
            made, members = value, [*enumerate(value)]
        else:
            return value
        for key, child in members:
            self.path.append(key)
            new = self.one(child, kind)
            self.path.pop()
            if new is not child:
                made = made.copy() if made is value else made
                made[key] = new  # type: ignore[index]
        return made

    def _note(self, reference: Json, kind: Kind) -> None:
        if isinstance(reference, str) and reference.startswith("#/") and not reference.startswith(_STANDARD_ROOTS):
            self.elsewhere.setdefault(pointers.from_fragment(reference[1:]), kind)


def _put(value: Json, tokens: list[str], walk: _Walk, pointer: str) -> Json:
    """``value`` with the object below it at ``tokens`` walked; unchanged where the pointer leads nowhere."""
    if not tokens:
        walk.path = list(pointers.split(pointer))
        made = walk.one(value, walk.elsewhere[pointer])
        walk.path = []
        return made
    token, rest = tokens[0], tokens[1:]
    if isinstance(value, dict) and token in value:
        return {**value, token: _put(value[token], rest, walk, pointer)}
    if isinstance(value, list) and token.isascii() and token.isdigit() and int(token) < len(value):
        return [*value[: int(token)], _put(value[int(token)], rest, walk, pointer), *value[int(token) + 1 :]]
    return value
