"""Types as pages write them: links to the pages of models, emphasis where nothing is linked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from ...model import (
    AliasType,
    ArrayType,
    BinaryType,
    EnumType,
    LiteralType,
    MapType,
    ModelType,
    NullableType,
    PrimitiveKind,
    PrimitiveType,
    TypeRef,
    UnionType,
    UnknownType,
)
from ...python.annotations import scalar_name
from ...python.literals import literal
from ..markdown import escape
from .places import Places, relative

_PYTHON_DOCS = "https://docs.python.org/3/library"
_LINKED = {
    "_dt.datetime": f"[datetime]({_PYTHON_DOCS}/datetime.html#datetime-objects)",
    "_dt.date": f"[date]({_PYTHON_DOCS}/datetime.html#date-objects)",
    "_dt.time": f"[time]({_PYTHON_DOCS}/datetime.html#time-objects)",
    "_dt.timedelta": f"[timedelta]({_PYTHON_DOCS}/datetime.html#timedelta-objects)",
    "_uuid.UUID": f"[UUID]({_PYTHON_DOCS}/uuid.html#uuid.UUID)",
    "Decimal": f"[Decimal]({_PYTHON_DOCS}/decimal.html#decimal-objects)",
}
_LONGEST_LITERAL = 40


@dataclass(frozen=True, slots=True)
class TypeWriter:
    """Writes types for one page. ``inputs`` is for what a caller passes, where files may come in many forms."""

    places: Places
    page: str
    inputs: bool = False

    def in_table(self, type_: TypeRef, *, optional: bool = False) -> str:
        """The type for a table: ``*Optional[str]*``, ``List[[models.Pet](../models/pet.md)]``."""
        text = self.text(type_, optional=optional)
        return text if "](" in text else f"*{text}*"

    def text(self, type_: TypeRef, *, optional: bool = False) -> str:
        """The type without emphasis."""
        if isinstance(type_, NullableType):
            return self.text(type_.inner, optional=True)
        members = list(dict.fromkeys(self._members(type_)))
        optional = optional or "None" in members
        named = [member for member in members if member != "None"]
        if not named:
            return "None"
        text = named[0] if len(named) == 1 else f"Union[{', '.join(named)}]"
        return f"Optional[{text}]" if optional else text

    def model(self, name: str) -> str:
        """A link to the page of a model."""
        return f"[models.{name}]({relative(self.places.models[name], self.page)})"

    def _members(self, type_: TypeRef) -> Iterable[str]:
        match type_:
            case UnionType(variants=variants):
                for variant in variants:
                    yield from self._members(variant)
            case NullableType(inner=inner):
                yield from self._members(inner)
                yield "None"
            case _:
                yield self._one(type_)

    def _one(self, type_: TypeRef) -> str:
        match type_:
            case PrimitiveType(kind=PrimitiveKind.NULL):
                return "None"
            case PrimitiveType():
                name = scalar_name(type_)
                return _LINKED.get(name, name)
            case LiteralType(values=values):
                return f"Literal[{', '.join(map(_shown, values))}]"
            case ArrayType(items=items, prefix=prefix):
                return f"List[{self._united((*prefix, items))}]"
            case MapType(values=values):
                return f"Dict[str, {self.text(values)}]"
            case ModelType(name=name) | EnumType(name=name) | AliasType(name=name):
                return self.model(name)
            case BinaryType():
                return "FileInput" if self.inputs else "bytes"
            case UnknownType():
                return "JsonValue"
            case UnionType() | NullableType():
                return self.text(type_)
            case _:
                assert_never(type_)

    def _united(self, types: tuple[TypeRef, ...]) -> str:
        return self.text(types[0] if len(types) == 1 else UnionType(types))


def _shown(value: object) -> str:
    text = literal(value)
    return escape(text if len(text) <= _LONGEST_LITERAL else f"{text[: _LONGEST_LITERAL - 4]}...{text[-1]}")
