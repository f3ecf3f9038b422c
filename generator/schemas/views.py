"""What the templates of ``templates/models`` print of a class, beside the annotations of its fields."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from ..model import (
    Access,
    AliasModel,
    EnumModel,
    EnumType,
    Field,
    LiteralType,
    Model,
    NullableType,
    ObjectModel,
    PrimitiveKind,
    UnknownType,
    is_constant,
)
from ..python.annotations import Mode, annotation
from ..python.limits import in_docstring, limits_in_words
from ..python.literals import docstring, literal
from .inheritance import ancestors, inherited_fields

WIDTH = 88
"""The columns that black fills."""

EXTRA = "__pydantic_extra__"
"""The annotation by which pydantic knows the type of unknown fields."""

_BODY = 4
_TOKEN = re.compile(r"""[\[\]]| \| |"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'""")
_OPEN_ENUMS = {
    PrimitiveKind.STRING: "OpenStrEnum",
    PrimitiveKind.INTEGER: "OpenIntEnum",
    PrimitiveKind.NUMBER: "OpenFloatEnum",
}
_CLOSED_ENUMS = {PrimitiveKind.STRING: "StrEnum", PrimitiveKind.INTEGER: "IntEnum"}


@dataclass(frozen=True, slots=True)
class FieldView:
    """``default`` is the value when not given, or empty; ``arguments`` those of ``Field(...)`` where it has some."""

    default: str = ""
    arguments: tuple[str, ...] = ()
    doc: str = ""

    def statement(self, name: str, hint: str) -> str:
        """The line of a class body, laid out as black does."""
        start = f"{name}: {hint}"
        if not self.arguments:
            return f"{start} = {self.default}" if self.default else start
        inside = ", ".join(self.arguments)
        if _BODY + len(f"{start} = Field({inside})") <= WIDTH:
            return f"{start} = Field({inside})"
        if 2 * _BODY + len(inside) > WIDTH:
            inside = ",\n        ".join(self.arguments) + ","
        return f"{start} = Field(\n        {inside}\n    )"


@dataclass(frozen=True, slots=True)
class DictFieldView:
    """A key of a typed dict."""

    name: str
    annotation: str


@dataclass(frozen=True, slots=True)
class ObjectView:
    """An object: its class and the typed dict beside it."""

    decorator: str
    doc: str
    nullable: str  # a tuple's display, or empty
    read_only: str  # the same
    heirs: str  # what tells its heirs apart, or empty
    fields: Mapping[str, FieldView]
    dict_name: str
    dict_bases: str  # empty where it has none
    dict_doc: str
    dict_fields: tuple[DictFieldView, ...]
    any_dict: str = ""  # the typed dicts of it and its heirs, quoted, where it has heirs
    any_dict_name: str = ""

    @property
    def init_arguments(self) -> str:
        """The arguments of the constructor, as black lays them out."""
        arguments = ("self", "/", f"**data: Unpack[{self.dict_name}]")
        line = ", ".join(arguments)
        if len(f"        def __init__({line}) -> None: ...") <= WIDTH:
            return line
        if len(f"            {line}") > WIDTH:
            line = ",\n            ".join(arguments) + ","
        return f"\n            {line}\n        "


@dataclass(frozen=True, slots=True)
class MemberView:
    """A member of an enum; ``value`` is a literal."""

    name: str
    value: str
    doc: str


@dataclass(frozen=True, slots=True)
class EnumView:
    """An enum."""

    decorator: str
    bases: str
    doc: str
    members: tuple[MemberView, ...]


@dataclass(frozen=True, slots=True)
class AliasView:
    """A named union, array or map, and the twin that says what callers may pass."""

    doc: str
    input_name: str
    input: str

    def quoted(self, annotation_: str) -> str:
        """An annotation as a string literal, broken over lines where it is long."""
        return _quoted(annotation_)


def taken_names(models: Mapping[str, Model], unit: tuple[Model, ...]) -> frozenset[str]:
    """The names of all fields of the classes in a unit: each hides a builtin of the same name."""
    return frozenset(
        name
        for model in unit
        if isinstance(model, ObjectModel)
        for name in [*(field.name for field in model.fields), *inherited_fields(model, models)]
    )


def view_of(model: Model, models: Mapping[str, Model], taken: Container[str]) -> ObjectView | EnumView | AliasView:
    """The view of a settled model. ``models`` are all settled models."""
    match model:
        case ObjectModel():
            return _object_view(model, models, taken)
        case EnumModel():
            return _enum_view(model)
        case AliasModel():
            return AliasView(
                doc=docstring(_told(model)),
                input_name=f"{model.name}Input",
                input=_quoted(annotation(model.type, models="", mode=Mode.INPUT, taken=taken)),
            )
        case _:
            assert_never(model)


def _object_view(model: ObjectModel, models: Mapping[str, Model], taken: Container[str]) -> ObjectView:
    inherited = inherited_fields(model, models)
    own = {field.name: field for field in model.fields}
    overrides = not inherited.keys().isdisjoint(own)  # no type checker lets a typed dict state a key again
    overrides = overrides or any(isinstance(b := models[name], ObjectModel) and b.heirs for name in model.bases)
    listed = inherited | own if overrides else own
    nullable = tuple(name for name, field in own.items() if _may_be_null(field))
    return ObjectView(
        decorator=_decorator(model),
        doc=docstring(_told(model), indent=_BODY),
        nullable=_tuple("__nullable__", nullable),
        read_only=_tuple("__read_only__", [name for name, field in own.items() if field.access is Access.READ]),
        heirs=_heirs(model),
        fields={EXTRA: FieldView(), **{name: _field_view(field) for name, field in own.items()}},
        dict_name=f"_{model.name}Dict" if model.heirs else f"{model.name}Dict",
        dict_bases="" if overrides else ", ".join(f"{base}Dict" for base in model.bases),
        dict_doc=docstring(f"What callers may give for a ``{model.name}``.", indent=_BODY),
        dict_fields=tuple(_dict_fields(listed.values(), taken)),
        any_dict=_any_dict(model, models),
        any_dict_name=f"{model.name}Dict" if model.heirs else "",
    )


def _heirs(model: ObjectModel) -> str:
    """The display of the tag's name and of the heirs by its values, laid out as black does."""
    if model.heirs is None:
        return ""
    tag, mapping = literal(model.heirs.property_name), dict(model.heirs.mapping)
    line = f"({tag}, {literal(mapping)})"
    if _BODY + len(f"__heirs__ = {line}") <= WIDTH:
        return line
    inside = f"        {literal(mapping)},"
    if len(inside) > WIDTH:
        rows = "".join(f"            {literal(value)}: {literal(name)},\n" for value, name in mapping.items())
        inside = f"        {{\n{rows}        }},"
    return f"(\n        {tag},\n{inside}\n    )"


def _any_dict(model: ObjectModel, models: Mapping[str, Model]) -> str:
    """What callers may give for a model with heirs: the typed dict of any of them, and what is no subclass of it."""
    if model.heirs is None:
        return ""
    names = [f"_{model.name}Dict"]
    for name in dict.fromkeys(name for _, name in model.heirs.mapping if name != model.name):
        heir = models[name]
        if not isinstance(heir, ObjectModel):
            names.append(f"{name}Input")
            continue
        names += [f"{name}Dict"] if model.name in ancestors(heir, models) else [name, f"{name}Dict"]
    return _quoted(" | ".join(names))


def _tuple(variable: str, names: Iterable[str]) -> str:
    """The display of a tuple that is assigned to a variable in a class body; empty where it holds nothing."""
    line = literal(tuple(names))
    if _BODY + len(f"{variable} = {line}") <= WIDTH:
        return "" if line == "()" else line
    return "(\n" + "".join(f"        {literal(name)},\n" for name in names) + "    )"


def _may_be_null(field: Field) -> bool:
    return field.cardinality.nullable or isinstance(field.type, UnknownType | NullableType)


def _field_view(field: Field) -> FieldView:
    return FieldView(_default(field), _field_arguments(field), docstring(_field_doc(field), indent=_BODY))


def _default(field: Field) -> str:
    """What a field reads when it was not given: ``None``, or its value where it has but one."""
    if _is_constant(field):
        return literal(_constant(field))
    if field.fixed is not None:
        value = literal(field.fixed.value)
        return f"{field.type.name}({value})" if isinstance(field.type, EnumType) else value
    if field.access is Access.READ and field.cardinality.required and not field.cardinality.nullable:
        return "READ_ONLY"
    return "" if field.cardinality.required and field.access is Access.BOTH else "None"


def _field_arguments(field: Field) -> tuple[str, ...]:
    """The arguments of pydantic's ``Field``, where the field needs it."""
    arguments = []
    if field.wire_name != field.name:
        arguments.append(f"alias={literal(field.wire_name)}")
    if field.deprecated:
        arguments.append(f"deprecated={literal(f'{field.name} is deprecated')}")
    if field.access is Access.WRITE:
        arguments.append("repr=False")
    value = _default(field)
    if isinstance(field.type, EnumType) and field.fixed is not None:
        return (f"default_factory=lambda: {value}", *arguments)  # its class is imported when it is first used
    return (f"default={value}", *arguments) if arguments and value else tuple(arguments)


def _is_constant(field: Field) -> bool:
    """Whether the field is always there, and always the same."""
    return field.cardinality.required and is_constant(field.type)


def _constant(field: Field) -> object:
    return field.type.values[0] if isinstance(field.type, LiteralType) else None


def _field_doc(field: Field) -> str:
    """The description, and what the type cannot say."""
    notes = []
    if field.access is Access.READ:
        notes.append("Read-only.")
    if field.access is Access.WRITE:
        notes.append("Write-only.")
    if field.cardinality.default is not None and not _is_constant(field):
        notes.append(f"Default: ``{json.dumps(field.cardinality.default.value, ensure_ascii=False)}``.")
    limits = limits_in_words(field.type, in_docstring)
    return "\n\n".join(filter(None, [field.description.strip(), " ".join(filter(None, [*notes, limits]))]))


def _dict_fields(fields: Iterable[Field], taken: Container[str]) -> Iterator[DictFieldView]:
    for field in fields:
        if field.access is Access.READ:
            continue
        whole = NullableType(field.type) if field.cardinality.nullable else field.type
        text = annotation(whole, models="", mode=Mode.INPUT, taken=taken)
        required = field.cardinality.required and not _is_constant(field) and field.fixed is None
        yield DictFieldView(field.name, f"Required[{text}]" if required else text)


def _enum_view(model: EnumModel) -> EnumView:
    table = _OPEN_ENUMS if model.is_open else _CLOSED_ENUMS
    plain = "float, Enum" if model.kind is PrimitiveKind.NUMBER else "Enum"
    return EnumView(
        decorator=_decorator(model),
        bases=table.get(model.kind, plain),
        doc=docstring(_told(model), indent=_BODY),
        members=tuple(
            MemberView(member.name, literal(member.value), docstring(member.description, indent=_BODY))
            for member in model.members
        ),
    )


def _decorator(model: ObjectModel | EnumModel) -> str:
    """Type checkers tell; nothing is said at run time, since answers of the API make instances too."""
    return f"@deprecated({literal(f'{model.name} is deprecated')}, category=None)" if model.deprecated else ""


def _told(model: Model) -> str:
    return model.description.strip() or model.title.strip()


def _quoted(annotation_: str) -> str:
    """An annotation as a string that stands alone on its lines; a long union has a line for each alternative.

    Brackets join the lines for Python, and a single literal is what type checkers read.
    """
    if len(annotation_) <= WIDTH - 7:
        return literal(annotation_)
    escaped = "\n        | ".join(_alternatives(annotation_)).replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    return f'"""(\n        {escaped}\n    )"""'


def _alternatives(annotation_: str) -> list[str]:
    """The parts of a union, or of those inside where the whole is none; bars in literals are text."""
    bars: dict[int, list[int]] = {}
    depth = 0
    for token in _TOKEN.finditer(annotation_):
        if token[0] == " | ":
            bars.setdefault(depth, []).append(token.start())
        depth += {"[": 1, "]": -1}.get(token[0], 0)
    outermost = bars[min(bars)] if bars else []
    starts = [0, *(bar + 3 for bar in outermost)]
    return [annotation_[start:end] for start, end in zip(starts, [*outermost, len(annotation_)], strict=True)]
