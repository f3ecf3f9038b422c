"""Model pages: ``docs/models/<model>.md``, for objects, enums, and named unions, lists and maps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from ...model import (
    AliasModel,
    Api,
    EnumModel,
    EnumType,
    JsonValue,
    LiteralType,
    Model,
    ObjectModel,
    PrimitiveType,
    TypeRef,
    UnionType,
)
from ..environment import environment
from ..examples import EndlessError, Examples, candidates
from ..expressions import Expressions, MisfitError, own_fields
from ..formatting import format_python
from ..imports import value_imports
from ..layout import WIDTH, Atom, Expression, import_line, is_settled, lay_out
from ..package import Package
from ..prose import prose
from .places import Places, operation_bullet
from .tables import example_cell, field_table, tag_table, value_table
from .types import TypeWriter
from .users import Users

_DESCRIPTION_LEVEL = 3


@dataclass(frozen=True, slots=True)
class VariantView:
    """A type that a named union, list or map supports. ``example`` is empty where none can be written."""

    heading: str
    example: str


@dataclass(frozen=True, slots=True)
class ModelView:
    """A model page; parts that it has not are empty."""

    title: str
    description: str
    deprecated: bool
    example: str = ""
    fields: str = ""
    values: str = ""
    is_open: bool = False
    variants: tuple[VariantView, ...] = ()
    tags: str = ""
    users: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelPages:
    """Writes the model pages of one API."""

    api: Api
    package: Package
    places: Places
    users: Users
    padded: bool

    def page(self, model: Model) -> str:
        """The text of a page."""
        return environment().get_template("docs/model.md.jinja").render(page=self._view(model))

    def _view(self, model: Model) -> ModelView:
        page = self.places.models[model.name]
        types = TypeWriter(self.places, page)
        match model:
            case ObjectModel():
                tags = tag_table(UnionType((), model.heirs), types, padded=self.padded)
                own = {"example": self._object(model), "fields": self.fields(model, types), "tags": tags}
                return self._made(model, page, **own)
            case EnumModel():
                values = value_table(model, padded=self.padded)
                return self._made(model, page, example=self._enum(model), values=values, is_open=model.is_open)
            case AliasModel():
                tags = tag_table(model.type, types, padded=self.padded) if isinstance(model.type, UnionType) else ""
                return self._made(model, page, variants=tuple(self._variants(model, types)), tags=tags)
            case _:
                assert_never(model)

    def _made(self, model: Model, page: str, **parts: object) -> ModelView:
        return ModelView(
            title=model.name,
            description=prose(model.description, level=_DESCRIPTION_LEVEL).text,
            deprecated=model.deprecated,
            users=tuple(self._users(model.name, page)),
            **parts,  # type: ignore[arg-type]
        )

    def fields(self, model: ObjectModel, types: TypeWriter) -> str:
        """The table of a model's fields, inherited ones included; empty where it has none."""
        fields = own_fields(model, self.api.models)
        if not fields:
            return ""
        examples = Examples(self.api.models)
        cells = []
        for field in fields:
            given = candidates(field.examples, field.cardinality.default)
            cells.append(example_cell(given[0]) if given else _made_cell(examples, field.type, field.wire_name))
        return field_table(fields, types, cells, padded=self.padded)

    def _users(self, name: str, page: str) -> Iterator[str]:
        for operation in self.users.nearest(name):
            yield operation_bullet(operation, self.places, page)
        types = TypeWriter(self.places, page)
        for user in self.users.models.get(name, ()):
            yield f"* {types.model(user)}"

    def _object(self, model: ObjectModel) -> str:
        writer = Expressions(self.api.models)
        given = self.users.examples.get(model.name, ())
        try:
            value = Examples(self.api.models).of_model(model, given)
            made = replace(writer.construct(model, value), spread=True)  # a new field is a new line
        except (EndlessError, MisfitError):
            return ""
        return self._program(writer.names, made)

    def _enum(self, model: EnumModel) -> str:
        if not model.members:
            return ""
        return self._program({"models"}, Atom(f"models.{model.name}.{model.members[0].name}"))

    def _variants(self, model: AliasModel, types: TypeWriter) -> Iterator[VariantView]:
        variants = model.type.variants if isinstance(model.type, UnionType) else (model.type,)
        for variant in variants:
            yield VariantView(types.text(variant), self._assigned(model, variant))

    def _assigned(self, model: AliasModel, variant: TypeRef) -> str:
        writer = Expressions(self.api.models, reads=True)
        try:
            value = self._variant_value(model, variant)
            made = writer.of(variant, value)
        except (EndlessError, MisfitError):
            return ""
        return self._program(writer.names | {"models"}, made, annotated=f": models.{model.name}")

    def _variant_value(self, model: AliasModel, variant: TypeRef) -> JsonValue:
        examples = Examples(self.api.models)
        value = examples.value(variant, model.name, [example.value for example in model.examples])
        return examples.tagged(model.type, variant, value) if isinstance(model.type, UnionType) else value

    def _program(self, names: set[str], made: Expression, annotated: str = "") -> str:
        start = f"value{annotated} = "
        statement = start + lay_out(made, indent=0, used=len(start))
        if len(statement) > WIDTH and isinstance(made, Atom) and "." in made.text:
            statement = f"{start}(\n    {made.text}\n)"
        standard = ["import datetime"] if "datetime" in names else []
        standard += value_imports(names)
        imports = [*standard, *([""] if standard else []), import_line(self.package.import_name, ["models"])]
        text = "\n".join([*imports, "", statement]) + "\n"
        return text if is_settled(text) else format_python(text)


def _made_cell(examples: Examples, type_: TypeRef, name: str) -> str:
    """A made value of a scalar; empty for what has parts, whose page shows it."""
    is_scalar = isinstance(type_, PrimitiveType | EnumType | LiteralType)
    return example_cell(examples.value(type_, name)) if is_scalar else ""
