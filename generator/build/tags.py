"""Tags, and the tree that they make (OpenAPI 3.2 section 4.22; before it, tags are a flat list)."""

from __future__ import annotations

from collections.abc import Iterable

from .. import codes
from ..diagnostics import Report
from ..document import Node
from ..model import Tag
from .objects import with_external_docs

_GROUPING = {"", "nav"}


def read_tags(root: Node) -> tuple[Tag, ...]:
    """The tags that a document declares, in its order."""
    return tuple(
        Tag(
            tag.text("name"),
            with_external_docs(tag.text("description"), tag),
            tag.text("summary"),
            tag.text("parent"),
            tag.text("kind"),
        )
        for tag in root["tags"]
    )


class TagTree:
    """Where each tag stands below others, and which tags make groups: those whose ``kind`` is ``nav`` or not told."""

    def __init__(self, root: Node, tags: Iterable[Tag], report: Report) -> None:
        self._tags = {tag.name: tag for tag in tags}
        self._paths: dict[str, tuple[str, ...]] = {}
        for node in root["tags"]:
            tag = self._tags[node.text("name")]
            path, fault = self._path(tag)
            if fault:
                report.add(codes.TAG_PARENT, fault, node["parent"].source)
            if len(path) > 1:
                self._paths[tag.name] = path

    def first(self, tags: Iterable[str]) -> str:
        """The first tag of an operation that makes a group; empty where none does."""
        return next((tag for tag in tags if self._makes_group(tag)), "")

    def path(self, tag: str) -> tuple[str, ...] | None:
        """The tags from the outermost one down to this; ``None`` where it stands below no other."""
        return self._paths.get(tag)

    def descriptions(self) -> dict[str, str]:
        """What the document says of each group that tags make, by the titles of its path, dotted."""
        return {
            ".".join(self._paths.get(tag.name, (tag.name,))): tag.description or tag.summary
            for tag in self._tags.values()
        }

    def _makes_group(self, name: str) -> bool:
        tag = self._tags.get(name)
        return tag is None or tag.kind.lower() in _GROUPING

    def _path(self, tag: Tag) -> tuple[tuple[str, ...], str]:
        """The path of a tag, and what is wrong with it."""
        path = [tag.name]
        while tag.parent:
            if tag.parent in path:
                return (path[-1],), f"The tag {tag.parent!r} is its own ancestor"
            if tag.parent not in self._tags:
                return tuple(path), f"The parent {tag.parent!r} of the tag {tag.name!r} is not declared"
            tag = self._tags[tag.parent]
            path.insert(0, tag.name)
        return tuple(path), ""
