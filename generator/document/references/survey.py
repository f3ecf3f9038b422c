"""A walk over what was read, to every reference in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from .. import pointer as pointers
from ..grammar import Form, Kind, member
from ..library import LoadedFile
from ..values import Json
from .registry import Place

Holder: TypeAlias = "dict[str, Json] | list[Json]"
_FILE_SUFFIXES = (".yaml", ".yml", ".json")


@dataclass(eq=False, slots=True)
class Part:
    """What a reference leads to in another file, or the main document as a whole.

    ``kind`` and ``form`` say what the reference takes it for; ``box`` holds its value, so that the whole
    value can be replaced as any other.
    """

    place: Place
    kind: Kind
    form: Form
    box: list[Json]

    @property
    def file(self) -> LoadedFile:
        return self.place.file


@dataclass(eq=False, slots=True)
class Site:
    """A reference: the text at ``holder[key]``, and what an object with it is a member of.

    ``pointer`` is that of the text in its file; ``form`` says whether an object of ``kind`` belongs here,
    or a mapping or list of such objects.
    """

    part: Part
    holder: dict[str, Json]
    key: str
    kind: Kind
    form: Form
    pointer: str
    around: Holder
    around_key: str | int

    @property
    def text(self) -> str:
        return str(self.holder[self.key])

    @property
    def at(self) -> Place:
        """The object that holds the reference."""
        return Place(self.part.file, self.pointer.rpartition("/")[0])


_Step: TypeAlias = "tuple[Holder, str | int, Form, Kind, str]"
"""A container, a key there, what should stand there, and its pointer."""


@dataclass(slots=True)
class Survey:
    """Finds references in parts; what several parts share is visited once."""

    _seen: set[tuple[int, Form, Kind]] = field(default_factory=set)

    def sites(self, part: Part) -> Iterator[Site]:
        """The references in a part, in the order of its file."""
        return self.sites_at(part, part.box, 0, part.place.pointer, part.form, part.kind)

    def sites_at(
        self, part: Part, holder: Holder, key: str | int, pointer: str, form: Form, kind: Kind
    ) -> Iterator[Site]:
        """The references in what stands at ``holder[key]``, which belongs to a part."""
        stack: list[_Step] = [(holder, key, form, kind, pointer)]
        while stack:
            step = stack.pop()
            value = step[0][step[1]]  # type: ignore[index]
            inner_form, inner_kind = step[2], step[3]
            if not isinstance(value, dict | list) or (id(value), inner_form, inner_kind) in self._seen:
                continue
            self._seen.add((id(value), inner_form, inner_kind))
            if isinstance(value, dict):
                yield from _references(part, value, step)
            stack.extend(reversed(below(value, inner_form, inner_kind, step[4])))


def _references(part: Part, value: dict[str, Json], step: _Step) -> Iterator[Site]:
    holder, key, form, kind, pointer = step
    if form == "names":
        for name, text in value.items():
            if isinstance(text, str) and _is_reference(text):
                yield Site(part, value, name, kind, "one", pointers.join(pointer, name), value, name)
        return
    for keyword in ("$ref", "$dynamicRef") if kind == "schema" else ("$ref",):
        if isinstance(value.get(keyword), str):
            wanted: Form = "one" if form == "one-or-list" else form
            yield Site(part, value, keyword, kind, wanted, pointers.join(pointer, keyword), holder, key)


def _is_reference(text: str) -> bool:
    """Whether a discriminator maps to a reference, and not to the name of a schema (OpenAPI 3.1 section 4.8.25)."""
    return "/" in text or "#" in text or text.endswith(_FILE_SUFFIXES)


def below(value: Holder, form: Form, kind: Kind, pointer: str) -> list[_Step]:
    """What stands in an object, or in a mapping or list of objects, and may hold references itself."""
    if form == "names":
        return []
    if form == "map":
        members = value.items() if isinstance(value, dict) else ()
        return [(value, key, "one", kind, pointers.join(pointer, key)) for key, _ in members]
    if isinstance(value, list):
        items = enumerate(value) if form in ("list", "one-or-list") else ()
        return [(value, index, "one", kind, f"{pointer}/{index}") for index, _ in items]
    if form == "list":
        return []
    fitting = ((key, fits) for key in value if (fits := member(kind, key)) is not None)
    return [(value, key, *fits, pointers.join(pointer, key)) for key, fits in fitting]
