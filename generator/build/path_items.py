"""Path items: the operations in them, by method (OpenAPI 3.2 section 4.9)."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Node

_FIXED = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")


def operations(reference: Node) -> Iterator[tuple[Node, str, Node]]:
    """The operations that a node in the place of a path item leads to: path item, method and operation of each.

    Beside a ``$ref``, a path item may have operations of its own, which win over those of its target.
    """
    own = list(methods(reference)) if reference.ref is not None else []
    item = reference.resolve()
    overridden = {method for method, _ in own}
    yield from ((item, method, node) for method, node in methods(item) if method not in overridden)
    yield from ((reference, method, node) for method, node in own)


def methods(item: Node) -> Iterator[tuple[str, Node]]:
    """The operations of a path item, each with its method as it is sent: those of
    ``additionalOperations`` in the case that the document gives them.
    """
    for key, node in item.items():
        if key in _FIXED and isinstance(node.value, dict):
            yield key.upper(), node
    for key, node in item["additionalOperations"].items():
        if isinstance(node.value, dict):
            yield key, node
