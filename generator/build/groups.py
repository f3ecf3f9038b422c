"""Where an operation is found: its group, its method, and the tree that the groups make."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..document import Node
from ..model import Group, Operation
from ..python import names
from ..python.pins import Named
from ..settings import Settings
from .namebook import NameBook, NameScope
from .overrides import override
from .tags import TagTree

_GROUP_KEYS = ("x-sdk-group", "x-speakeasy-group", "x-fern-sdk-group-name")
_METHOD = 1
"""The rank of methods whose names are spelled as they are in Python: groups go before them, other methods after."""
_DOTTED = re.compile(r"[A-Za-z_][\w-]*(\.[A-Za-z_][\w-]*)+\Z")
_NO_WORD = re.compile(r"\W")
_ID_PARTS = re.compile(
    r"(?P<group>[A-Za-z][\w-]*)[/.](?P<name>.+)\Z|(?P<group2>[A-Z][A-Za-z0-9]*)_(?P<name2>[a-z].*)\Z"
)


def group_titles(node: Node, path: str, settings: Settings, tags: TagTree) -> tuple[str, ...]:
    """The group of an operation as titles for people, outermost first.

    In this order: the settings, an extension, the first tag that makes groups, what stands before a separator in the
    operationId, the first fixed segment of the path.
    """
    operation_id = node.text("operationId")
    if operation_id in settings.groups:
        return _titles(settings.groups[operation_id])
    for key in _GROUP_KEYS:
        value = node[key].value
        if isinstance(value, str) and value:
            return _titles(value)
        if isinstance(value, list) and value:
            return tuple(map(str, value))
    tag = tags.first(node.strings("tags"))
    if tag and names.words(tag):
        return tags.path(tag) or _titles(tag)
    parts = _ID_PARTS.match(operation_id)
    if parts:
        return (parts["group"] or parts["group2"],)
    fixed = [s for s in path.split("/") if s and "{" not in s and not names.VERSION.match(s)]
    return (fixed[0] if fixed else "default",)


def method_names(node: Node, method: str, path: str, titles: tuple[str, ...], settings: Settings) -> tuple[str, ...]:
    """Names for an operation's method, the best first: the given one, that of the operationId, those of the path."""
    operation_id = node.text("operationId")
    plain = names.path_id(method, path)
    ending = "slash" if path.endswith("/") else names.style(path.rpartition("/")[2])
    own = (names.method(operation_id),) if names.words(operation_id) and operation_id else ()
    made = (*own, names.method(plain), names.method(f"{plain} {ending}"))
    given = settings.names.get(operation_id) or override(node)
    return (names.method(given) if given else _id_name(operation_id, method, path, titles) or made[0], *made)


def class_names(operation_id: str, method: str, path: str) -> tuple[str, str]:
    """What the models of an operation's own schemas are named after, and what says more than that."""
    return names.class_(_without_path(operation_id, method, path)), names.class_(names.path_id(method, path))


def _id_name(operation_id: str, method: str, path: str, titles: tuple[str, ...]) -> str:
    """The name in an operationId, without what the group says already; empty where there is none."""
    said = _without_path(operation_id, method, path)
    parts = _ID_PARTS.match(said)
    if parts and names.words(parts["group"] or parts["group2"]) == names.words(titles[-1]):
        return names.method(parts["name"] or parts["name2"])
    return names.method(said) if said else ""


def _without_path(operation_id: str, method: str, path: str) -> str:
    """An operationId without the path and the method that FastAPI puts behind the function's name."""
    ending = f"{_NO_WORD.sub('_', path)}_{method}"
    return operation_id.removesuffix(ending) or operation_id


def _titles(text: str) -> tuple[str, ...]:
    return tuple(text.split(".")) if _DOTTED.match(text) else (text,)


@dataclass(slots=True)
class _Branch:
    path: tuple[str, ...]
    title: str
    operations: list[Operation] = field(default_factory=list)
    branches: dict[str, _Branch] = field(default_factory=dict)


class GroupTree:
    """The groups of an API as they are found, each with the names that are taken in it."""

    def __init__(self, titles: Iterable[tuple[str, ...]], root: Node, book: NameBook) -> None:
        self._root = _Branch((), "")
        self._node = root
        self._book = book
        for path in titles:
            self._branch(path)

    def claim(
        self, titles: tuple[str, ...], operation: Node, place: str, *candidates: str
    ) -> tuple[tuple[str, ...], str]:
        """The path of the group, and the name in it of the method for the operation at a place."""
        branch = self._branch(titles)
        operation_id = operation.text("operationId")
        is_plain = operation_id == candidates[0] if operation_id else place == place.lower()
        rank = _METHOD if is_plain else _METHOD + 1
        return branch.path, self._scope(branch).claim(operation, place, *candidates, rank=rank)

    def add(self, titles: tuple[str, ...], operation: Operation) -> None:
        """Puts an operation into its group."""
        self._branch(titles).operations.append(operation)

    def groups(self, descriptions: dict[str, str]) -> tuple[Group, ...]:
        """The tree, frozen. ``descriptions`` are those of the tags, by the tag's name."""
        return tuple(_freeze(branch, descriptions, branch.title) for branch in self._root.branches.values())

    def _branch(self, titles: tuple[str, ...]) -> _Branch:
        branch = self._root
        for title in titles:
            name = names.group(title, nested=bool(branch.path))
            found = branch.branches.get(name)
            if found is None:
                key = ".".join((*branch.path, name))
                given = self._scope(branch).claim(self._node, key, name, names.method(f"{name} group"))
                found = branch.branches[name] = _Branch((*branch.path, given), title)
            found.title = min(found.title, title)
            branch = found
        return branch

    def _scope(self, branch: _Branch) -> NameScope:
        return self._book.scope(Named.METHOD, ".".join(branch.path))


def _freeze(branch: _Branch, descriptions: dict[str, str], tag: str) -> Group:
    return Group(
        path=branch.path,
        title=names.pascal(branch.title, "Group"),
        class_name=names.class_(branch.title),
        description=descriptions.get(tag, ""),
        operations=tuple(branch.operations),
        groups=tuple(_freeze(b, descriptions, f"{tag}.{b.title}") for b in branch.branches.values()),
    )
