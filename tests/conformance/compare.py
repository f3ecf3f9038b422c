"""Whether a result is what an answer says, by the type that the signature promises."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from enum import Enum
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from .hints import AnyJson, Hints, Unfit, is_enum, is_model, python_names
from .values import read


def difference(hints: Hints, hint: Any, actual: Any, wire: Any, path: str = "$") -> str:
    """The first difference between a result of the type ``hint`` and the data it was made from, or ""."""
    found = ""
    for member in hints.alternatives(hint):
        said = _member(hints, member, actual, wire, path)
        if not said:
            return ""
        # The alternative that fits deepest says best what is wrong.
        found = max(found, said, key=lambda text: len(text.partition(" ")[0]))
    return found


def _member(hints: Hints, hint: Any, actual: Any, wire: Any, path: str) -> str:
    origin = get_origin(hint)
    if hint is AnyJson or origin is Literal:
        same = actual == wire and type(actual) is type(wire) and (origin is not Literal or wire in get_args(hint))
        return "" if same else _unlike(path, actual, wire)
    if origin is list:
        return _array(hints, get_args(hint)[0], actual, wire, path)
    if origin is dict:
        return _map(hints, get_args(hint)[1], actual, wire, path)
    if is_model(hint):
        return _object(hints, hint, actual, wire, path)
    if is_enum(hint):
        same = isinstance(actual, hint) and isinstance(actual, Enum) and actual.value == wire
        return "" if same else _unlike(path, actual, wire)
    try:
        expected = read(hint, wire)
    except Unfit as error:
        return f"{path} {error}"
    kinds = (int, float) if hint is float else hint
    return "" if isinstance(actual, kinds) and actual == expected else _unlike(path, actual, expected)


def _array(hints: Hints, item: Any, actual: Any, wire: Any, path: str) -> str:
    if not isinstance(actual, list) or not isinstance(wire, list) or len(actual) != len(wire):
        return _unlike(path, actual, wire)
    pairs = enumerate(zip(actual, wire, strict=True))
    return next(filter(None, (difference(hints, item, a, w, f"{path}[{i}]") for i, (a, w) in pairs)), "")


def _map(hints: Hints, value: Any, actual: Any, wire: Any, path: str) -> str:
    if not isinstance(actual, dict) or not isinstance(wire, dict) or actual.keys() != wire.keys():
        return _unlike(path, actual, wire)
    return next(filter(None, (difference(hints, value, actual[k], wire[k], f"{path}.{k}") for k in wire)), "")


def _object(hints: Hints, hint: type[BaseModel], actual: Any, wire: Any, path: str) -> str:
    if not isinstance(actual, hint) or not isinstance(wire, dict):
        return _unlike(path, actual, wire)
    names, fields, extra = python_names(type(actual)), hints.fields(type(actual)), actual.model_extra or {}
    given = {names.get(name, name) for name in wire}
    if given != actual.model_fields_set:
        return f"{path} the fields {sorted(actual.model_fields_set)} are set, not {sorted(map(str, given))}"
    for wire_name, value in wire.items():
        name = names.get(wire_name)
        if name is None:
            said = "" if _dumped(extra[wire_name]) == value else _unlike(f"{path}.{wire_name}", extra[wire_name], value)
        else:
            said = difference(hints, fields[name], getattr(actual, name), value, f"{path}.{name}")
        if said:
            return said
    return ""


def _dumped(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True, exclude_unset=True)
    if isinstance(value, list):
        return [_dumped(item) for item in value]
    return {name: _dumped(item) for name, item in value.items()} if isinstance(value, dict) else value


def xml_difference(actual: Any, raw: str) -> str:
    """Whether a result holds every text of an XML document; its structure is left to the type checker."""
    if isinstance(actual, str):
        return f"$ is text {actual[:60]!r}, not data"
    texts = sorted(filter(None, ((node.text or "").strip() for node in ET.fromstring(raw).iter())))
    found = sorted(_leaves(_dumped(actual)))
    return "" if found == texts else f"$ holds {found}, not {texts}"


def _leaves(data: Any) -> list[str]:
    if isinstance(data, dict | list):
        parts = data.values() if isinstance(data, dict) else data
        return [leaf for part in parts for leaf in _leaves(part)]
    return [] if data is None else [str(data)]


def _unlike(path: str, actual: Any, wire: Any) -> str:
    return f"{path} is {str(repr(actual))[:120]}, not {str(repr(wire))[:120]}"
