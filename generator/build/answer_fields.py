"""The fields of answers, by the names that they have on the wire."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..model import AliasModel, AliasType, ArrayType, Field, Model, ModelType, NullableType, ObjectModel, TypeRef

_WORDS = re.compile(r"[^.\[\]/'\"$]+")


class UnfitError(ValueError):
    """A declaration that does not agree with the operation."""


class AnswerFields:
    """Finds its way through types, whatever names stand between."""

    def __init__(self, models: Mapping[str, Model]) -> None:
        self._models = models

    def path(self, type_: TypeRef, written: str) -> tuple[tuple[str, ...], TypeRef]:
        """The fields that a path of wire names leads through, and the type at its end.

        Raises ``UnfitError`` where there are none such.
        """
        names: list[str] = []
        rest = written.removeprefix("$").strip("./")
        while rest:
            fields = self.of(type_)
            whole = next((f for f in fields if rest == f.wire_name), None)
            word = _WORDS.match(rest)
            field = whole or next((f for f in fields if word and f.wire_name == word.group()), None)
            if field is None:
                raise UnfitError(f"the answer has no {written!r}")
            names.append(field.name)
            type_ = field.type
            rest = "" if whole else rest[len(field.wire_name) :].lstrip("./")
        return tuple(names), type_

    def of(self, type_: TypeRef) -> tuple[Field, ...]:
        """The fields of an object, its own before those that it inherits; none where it is no object."""
        opened = self.opened(type_)
        model = self._models.get(opened.name) if isinstance(opened, ModelType) else None
        if not isinstance(model, ObjectModel):
            return ()
        return tuple({field.wire_name: field for field in reversed([*self._own(model)])}.values())[::-1]

    def _own(self, model: ObjectModel) -> Iterator[Field]:
        yield from model.fields
        for name in model.bases:
            base = self._models.get(name)
            if isinstance(base, ObjectModel):
                yield from self._own(base)

    def listed(self, type_: TypeRef) -> TypeRef | None:
        """The type of the items of a list; ``None`` where it is none."""
        opened = self.opened(type_)
        return opened.items if isinstance(opened, ArrayType) else None

    def opened(self, type_: TypeRef) -> TypeRef:
        """The type behind the names of aliases, and without null."""
        while True:
            if isinstance(type_, NullableType):
                type_ = type_.inner
                continue
            model = self._models.get(type_.name) if isinstance(type_, AliasType) else None
            if not isinstance(model, AliasModel):
                return type_
            type_ = model.type
