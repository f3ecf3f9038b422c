"""Where each page lies, and how pages link to one another."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ...model import Api, Group, Operation
from ...python import reserved
from ..markdown import summary

_UNSLUGGED = re.compile(r"[^\w\- ]")


INBOUND_PAGES = {name: f"docs/{name}/README.md" for name in ("webhooks", "callbacks")}
"""The pages about requests of the API, by the module of the package that reads them."""


@dataclass(frozen=True, slots=True)
class Places:
    """The pages of one SDK, by what they are about; paths are POSIX, below the project folder."""

    models: Mapping[str, str]
    errors: Mapping[str, str]
    groups: Mapping[tuple[str, ...], str]
    anchors: Mapping[str, str]
    """The place of each operation, by its accessor: the path of a page, ``#`` and the anchor."""


def page_paths(api: Api, errors: Iterable[str]) -> tuple[dict[str, str], dict[str, str], dict[tuple[str, ...], str]]:
    """The pages of models and errors by class name, and of groups by their path."""
    models = {name: f"docs/models/{stem}.md" for name, stem in _stems(api.models).items()}
    classes = {name: f"docs/errors/{stem}.md" for name, stem in _stems(errors).items()}
    taken: set[str] = set()
    groups = {group.path: f"docs/sdks/{_group_stem(group, taken)}/README.md" for group in api.walk_groups()}
    return models, classes, groups


def relative(target: str, page: str) -> str:
    """The path of a file as a page links to it; both are relative to one folder and in their shortest form."""
    folders, parts = page.split("/")[:-1], target.split("/")
    shared = 0
    while shared < min(len(folders), len(parts) - 1) and folders[shared] == parts[shared]:
        shared += 1
    return "/".join([".."] * (len(folders) - shared) + parts[shared:])


def operation_link(operation: Operation, places: Places, page: str, text: str = "") -> str:
    """A link to the section of an operation."""
    path, _, anchor = places.anchors[operation.accessor].partition("#")
    target = f"#{anchor}" if path == page else f"{relative(path, page)}#{anchor}"
    return f"[{text or operation.accessor}]({target})"


def operation_bullet(operation: Operation, places: Places, page: str, text: str = "") -> str:
    """A bullet that links to an operation and says what it does; a deprecated one is struck through."""
    link = operation_link(operation, places, page, text)
    said = summary(operation.summary)
    if operation.deprecated:
        return f"* ~~{link}~~{f' - {said}' if said else ''} :warning: **Deprecated**"
    return f"* {link}{f' - {said}' if said else ''}"


class Slugs:
    """The anchors that GitHub makes of the headings of one page, in their order."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}

    def add(self, heading: str) -> str:
        """The anchor of the next heading; one that is taken already gets a number."""
        plain = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("&lt;", "<").replace("&amp;", "&")
        slug = _UNSLUGGED.sub("", plain.lower().strip()).replace(" ", "-")
        made = slug
        while made in self._used:
            self._used[slug] += 1
            made = f"{slug}-{self._used[slug]}"
        self._used[made] = 0
        return made


def _stems(names: Iterable[str]) -> dict[str, str]:
    taken: set[str] = set()
    return {name: _claimed(taken, _folded(name), name) for name in names}


def _group_stem(group: Group, taken: set[str]) -> str:
    own = _folded(group.title) or _folded(group.path[-1])
    joined = _folded("".join(group.path))
    return _claimed(taken, own if own not in taken else joined, ".".join(group.path))


def _folded(name: str) -> str:
    return re.sub(r"[\W_]", "", name).lower()


def _claimed(taken: set[str], stem: str, name: str) -> str:
    """The stem, with a digest of the name where it is taken, empty or no name for a file on Windows."""
    if not stem or stem in taken or stem in reserved.MODULES:
        stem = f"{stem}-{hashlib.sha256(name.encode()).hexdigest()[:6]}".lstrip("-")
    taken.add(stem)
    return stem
