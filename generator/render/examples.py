"""Example values: those of the document where it has some that fit, else made from name and type.

A made value is a function of its own place alone, the wire name and the type, so that it never changes
because something else did. It is of the kind that format and name suggest.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import assert_never

from ..model import (
    Access,
    AliasModel,
    AliasType,
    ArrayType,
    BinaryType,
    EnumModel,
    EnumType,
    Example,
    Field,
    JsonValue,
    LiteralType,
    MapType,
    Model,
    ModelType,
    NullableType,
    ObjectModel,
    PrimitiveKind,
    PrimitiveType,
    TypeRef,
    UnionType,
    UnknownType,
)
from .expressions import Expressions, MisfitError, own_fields

_DEEPEST = 24
_FULL_DEPTH = 1
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")

_BY_FORMAT: Mapping[str, str] = {
    "date-time": "2026-01-15T09:30:00Z",
    "date": "2026-01-15",
    "time": "09:30:00Z",
    "duration": "PT1H30M",
    "byte": "SGVsbG8sIHdvcmxkIQ==",
    "base64": "SGVsbG8sIHdvcmxkIQ==",
    "base64url": "SGVsbG8sIHdvcmxkIQ",
    "decimal": "12.50",
    "email": "alex.morgan@example.com",
    "idn-email": "alex.morgan@example.com",
    "hostname": "api.example.com",
    "idn-hostname": "api.example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri-reference": "/reports/2026",
    "iri-reference": "/reports/2026",
    "uri-template": "/reports/{year}",
    "json-pointer": "/items/0",
    "relative-json-pointer": "0",
    "regex": "^[a-z]+$",
    "password": "correct-horse-battery-staple",
}
_BY_WORD: Mapping[str, str] = {
    "email": "alex.morgan@example.com",
    "phone": "+1 202 555 0142",
    "username": "alex",
    "login": "alex",
    "city": "Lisbon",
    "country": "PT",
    "currency": "EUR",
    "language": "en",
    "locale": "en-US",
    "timezone": "Europe/Lisbon",
    "zip": "1100-148",
    "postcode": "1100-148",
    "street": "12 Harbour Street",
    "address": "12 Harbour Street, Lisbon",
    "company": "Example Ltd",
    "host": "api.example.com",
    "hostname": "api.example.com",
    "ip": "192.0.2.1",
    "color": "#3366cc",
    "colour": "#3366cc",
    "version": "1.0.0",
    "path": "/reports/2026",
    "filename": "report.pdf",
    "file": "report.pdf",
    "sha": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
    "date": "2026-01-15",
    "timestamp": "2026-01-15T09:30:00Z",
    "description": "A few words about it.",
    "message": "Hello, world!",
    "comment": "Looks good to me.",
    "title": "Quarterly report",
    "query": "report",
    "search": "report",
    "q": "report",
    "tag": "blue",
    "label": "blue",
}
_BY_WORDS: Mapping[str, str] = {
    "first name": "Alex",
    "given name": "Alex",
    "last name": "Morgan",
    "family name": "Morgan",
    "full name": "Alex Morgan",
    "user name": "alex",
    "display name": "Alex Morgan",
    "file name": "report.pdf",
    "postal code": "1100-148",
    "zip code": "1100-148",
    "country code": "PT",
    "time zone": "Europe/Lisbon",
}
_INTEGERS: Mapping[str, int] = {
    "limit": 20,
    "size": 20,
    "count": 3,
    "total": 3,
    "offset": 0,
    "age": 30,
    "year": 2026,
    "month": 1,
    "day": 15,
    "hour": 9,
    "minute": 30,
    "port": 8080,
    "ms": 250,
    "seconds": 60,
    "bytes": 1024,
    "width": 640,
    "height": 480,
    "timestamp": 1768469400,
    "percent": 50,
}
_NUMBERS: Mapping[str, float] = {
    "price": 12.5,
    "amount": 12.5,
    "latitude": 38.7223,
    "lat": 38.7223,
    "longitude": -9.1393,
    "lng": -9.1393,
    "lon": -9.1393,
    "rate": 0.25,
}


class EndlessError(Exception):
    """The type holds itself, so that no value of it ends."""


@dataclass(frozen=True, slots=True)
class Examples:
    """Example values, in their JSON form, for the types of one API."""

    models: Mapping[str, Model]

    def value(self, type_: TypeRef, name: str, given: Iterable[JsonValue] = ()) -> JsonValue:
        """A value of the type for something called ``name``: the first given one that fits, else a made one.

        Raises ``EndlessError`` where the type has no finite value.
        """
        for value in given:
            if self.fits(type_, value):
                return value
        return self._make(type_, name, ())

    def of_model(self, model: Model, given: Iterable[JsonValue] = ()) -> JsonValue:
        """A value of a named type: an example of its own or a given one, else made, with all that it can hold.

        Raises ``EndlessError``.
        """
        match model:
            case ObjectModel():
                type_: TypeRef = ModelType(model.name)
            case EnumModel():
                type_ = EnumType(model.name, model.kind, model.is_open)
            case AliasModel():
                type_ = model.type
        return self.value(type_, model.name, [*candidates(model.examples), *given])

    def fits(self, type_: TypeRef, value: JsonValue) -> bool:
        """Whether a caller may pass the value where the type is wanted."""
        try:
            Expressions(self.models).of(type_, value)
        except (MisfitError, RecursionError):
            return False
        return True

    def _make(self, type_: TypeRef, name: str, inside: tuple[str, ...]) -> JsonValue:
        if len(inside) > _DEEPEST:
            raise EndlessError
        match type_:
            case PrimitiveType():
                return made_scalar(type_, name)
            case LiteralType(values=values):
                return values[0] if values else None
            case ArrayType():
                return self._array(type_, name, inside)
            case MapType(values=values):
                return self._map(values, inside)
            case ModelType() | EnumType() | AliasType():
                return self._named(type_.name, name, inside)
            case UnionType():
                return self._union(type_, name, inside)
            case NullableType(inner=inner):
                return self._make(inner, name, inside)
            case BinaryType():
                return "Hello, world!"
            case UnknownType():
                return made_scalar(PrimitiveType(PrimitiveKind.STRING), name)
            case _:
                assert_never(type_)

    def _array(self, type_: ArrayType, name: str, inside: tuple[str, ...]) -> JsonValue:
        try:
            types = type_.prefix or (type_.items,)
            return [self._make(item, _singular(name), inside) for item in types]
        except EndlessError:
            return []

    def _map(self, values: TypeRef, inside: tuple[str, ...]) -> JsonValue:
        try:
            return {"key": self._make(values, "value", inside)}
        except EndlessError:
            return {}

    def _union(self, union: UnionType, name: str, inside: tuple[str, ...]) -> JsonValue:
        for variant in union.variants:
            try:
                value = self._make(variant, name, inside)
            except EndlessError:
                continue
            return self.tagged(union, variant, value)
        raise EndlessError

    def tagged(self, union: UnionType, variant: TypeRef, value: JsonValue) -> JsonValue:
        """The value with the tag by which it is told apart from the other variants."""
        tag = union.discriminator
        if tag is None or not isinstance(variant, ModelType) or not isinstance(value, Mapping):
            return value
        word = next((word for word, name in tag.mapping if name == variant.name), None)
        known = dict(tag.mapping).get(str(value.get(tag.property_name)))
        return value if word is None or known == variant.name else {**value, tag.property_name: word}

    def _named(self, model_name: str, name: str, inside: tuple[str, ...]) -> JsonValue:
        model = self.models.get(model_name)
        if model is None or model_name in inside:
            raise EndlessError
        for example in model.examples:
            if self.fits(_reference(model), example.value):
                return example.value
        match model:
            case EnumModel(members=members):
                return members[0].value if members else made_scalar(PrimitiveType(model.kind), name)
            case AliasModel(type=type_):
                return self._make(type_, name, (*inside, model_name))
            case ObjectModel():
                return self._object(model, (*inside, model_name))

    def _object(self, model: ObjectModel, inside: tuple[str, ...]) -> JsonValue:
        found: dict[str, JsonValue] = {}
        for field in own_fields(model, self.models):
            if field.access is Access.READ or not self._is_shown(field, len(inside)):
                continue
            try:
                found[field.wire_name] = self._field(field, inside)
            except EndlessError:
                if field.cardinality.required:
                    raise
        return found

    def _is_shown(self, field: Field, depth: int) -> bool:
        if field.cardinality.required or depth <= _FULL_DEPTH or field.examples:
            return True
        return depth == _FULL_DEPTH + 1 and isinstance(field.type, PrimitiveType | EnumType | LiteralType)

    def _field(self, field: Field, inside: tuple[str, ...]) -> JsonValue:
        for value in candidates(field.examples, field.cardinality.default):
            if self.fits(field.type, value):
                return value
        return self._make(field.type, field.wire_name, inside)


def candidates(examples: tuple[Example, ...], default: object = None, name: str = "") -> list[JsonValue]:
    """The values that the document gives, the example called ``name`` first and the default last; never null."""
    found = sorted(examples, key=lambda example: bool(name) and example.name != name)
    values: list[JsonValue] = [example.value for example in found]
    if default is not None:
        values.append(getattr(default, "value", None))
    return [value for value in values if value is not None]


def made_scalar(type_: PrimitiveType, name: str) -> JsonValue:
    """A scalar of the kind that its format and its name suggest."""
    words = [word.lower() for word in _WORD.findall(name)]
    last = words[-1] if words else ""
    match type_.kind:
        case PrimitiveKind.STRING:
            return _made_string(type_.format or "", words, last)
        case PrimitiveKind.INTEGER:
            return _INTEGERS.get(last, 1)
        case PrimitiveKind.NUMBER:
            return _NUMBERS.get(last, float(_INTEGERS.get(last, 1)) + 0.5 * (last not in _INTEGERS))
        case PrimitiveKind.BOOLEAN:
            return True
        case PrimitiveKind.NULL:
            return None


def _made_string(format_: str, words: list[str], last: str) -> str:
    if format_ in _BY_FORMAT:
        return _BY_FORMAT[format_]
    if format_ == "uuid" or last in {"uuid", "guid"}:
        return _uuid(" ".join(words))
    if format_ in {"uri", "url", "iri"} or last in {"url", "uri", "href", "link", "website"}:
        return f"https://example.com/{'-'.join(word for word in words if word not in {'url', 'uri'})}"
    found = _BY_WORDS.get(" ".join(words[-2:])) or _BY_WORD.get(last)
    if found is not None:
        return found
    if last in {"id", "key", "token", "secret", "code"}:
        return hashlib.sha256(" ".join(words).encode()).hexdigest()[:8]
    return " ".join(words) or "value"


def _uuid(text: str) -> str:
    """A UUID of version 8 (RFC 9562 section 5.8), made of the name."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return f"{digest[:8]}-{digest[8:12]}-8{digest[13:16]}-a{digest[17:20]}-{digest[20:32]}"


def _singular(name: str) -> str:
    if name.endswith("ies") and len(name) > 4:
        return f"{name[:-3]}y"
    return name[:-1] if name.endswith("s") and not name.endswith(("ss", "us", "is")) else name


def _reference(model: Model) -> TypeRef:
    match model:
        case ObjectModel():
            return ModelType(model.name)
        case EnumModel():
            return EnumType(model.name, model.kind, model.is_open)
        case AliasModel():
            return AliasType(model.name)
