"""Parameters from their spelling on the wire: the table of styles of OpenAPI, read backwards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

_DEFAULTS = {"path": "simple", "header": "simple", "query": "form", "cookie": "form"}
_PREFIXES = {"label": ".", "matrix": ";"}
_DELIMITERS = {"spaceDelimited": " ", "pipeDelimited": "|"}


def style_of(parameter: Mapping[str, Any]) -> tuple[str, bool]:
    """The style of a parameter of a document, and whether it is exploded (OpenAPI 3.1 section 4.8.12)."""
    style = parameter.get("style", _DEFAULTS.get(parameter["in"], "form"))
    return style, parameter.get("explode", style == "form")


def read_path(parameter: Mapping[str, Any], shape: str, text: str) -> Any:
    """The value of a parameter in the path, whose text is still percent-encoded."""
    style, explode = style_of(parameter)
    prefix, named = _PREFIXES.get(style, ""), f"{parameter['name']}="
    parts = text.removeprefix(prefix).split(prefix) if prefix and explode else [text.removeprefix(prefix)]
    if style == "matrix" and not (explode and shape == "object"):
        parts = [part.removeprefix(named) for part in parts]
    if shape == "scalar":
        return unquote(parts[0])
    if len(parts) == 1:
        parts = parts[0].split(",")
    parts = list(map(unquote, parts))
    if shape == "array":
        return parts
    return dict(part.split("=", 1) for part in parts) if explode else _pairs(parts)


def read_query(parameter: Mapping[str, Any], shape: str, query: Mapping[str, Any], others: set[str]) -> Any:
    """The value of a parameter in the query, ``None`` where there is none.

    ``others`` are the names of the other parameters: an exploded object owns the rest.
    """
    name = parameter["name"]
    style, explode = style_of(parameter)
    if shape == "object" and style == "deepObject":
        start = f"{name}["
        return {key[len(start) : -1]: value for key, value in query.items() if key.startswith(start)} or None
    if shape == "object" and explode:
        return {key: value for key, value in query.items() if key not in others} or None
    if name not in query or shape == "scalar":
        return query.get(name)
    value = query[name]
    parts = value if isinstance(value, list) else [value]
    if not explode:
        parts = ",".join(parts).split(_DELIMITERS.get(style, ","))
    return _pairs(parts) if shape == "object" else parts


def read_header(parameter: Mapping[str, Any], shape: str, text: str) -> Any:
    """The value of a parameter in a header or a cookie."""
    if shape == "scalar":
        return text
    parts = [part.strip() for part in text.split(",")]
    if shape == "array":
        return parts
    return dict(part.split("=", 1) for part in parts) if style_of(parameter)[1] else _pairs(parts)


def _pairs(parts: list[str]) -> dict[str, str]:
    return dict(zip(parts[::2], parts[1::2], strict=True))
