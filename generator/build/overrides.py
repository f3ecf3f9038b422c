"""Names that a document gives by extensions: ours, and those that the field uses already."""

from __future__ import annotations

from ..document import Node

_NAMES = (
    "x-sdk-name",
    "x-speakeasy-name-override",
    "x-fern-sdk-method-name",
    "x-fern-parameter-name",
    "x-fern-property-name",
    "x-ms-client-name",
)
_TYPE_NAMES = ("x-sdk-type-name", "x-fern-type-name")


def override(node: Node) -> str:
    """The name given to an operation, a parameter or a property; empty where none is."""
    return _first(node, _NAMES)


def type_override(node: Node, *, is_property: bool) -> str:
    """The name given to the model of a schema; what is general names the property where the schema is one."""
    return _first(node, _TYPE_NAMES if is_property else (*_TYPE_NAMES, *_NAMES))


def _first(node: Node, keys: tuple[str, ...]) -> str:
    if not node.is_mapping:
        return ""
    return next((text for key in keys if key in node and (text := node.text(key))), "")
