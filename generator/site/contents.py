"""What stands in the navigation of a site, found in the pages of an SDK."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

HOME = "README"
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_ACCESSOR = re.compile(r"^\(\*(.+)\*\)$", re.MULTILINE)
_LISTED = {"docs/models": "Models", "docs/errors": "Errors"}


@dataclass(frozen=True, slots=True)
class Entries:
    """Pages that the navigation shows below a page, under a caption where it has one; names are without suffix."""

    caption: str
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """The pages of a site: those that are copied, those that only a site has, and the navigation."""

    copied: tuple[str, ...]
    made: Mapping[str, str]
    navigation: Mapping[str, tuple[Entries, ...]]
    title: str


def find_contents(project: Path) -> Contents:
    """The contents of the project folder of an SDK.

    Only resources stand in the navigation one by one: there may be thousands of models, so that models and
    errors have a page each that lists them.
    """
    tops = [name for name in ("README.md", "CHANGELOG.md") if (project / name).is_file()]
    below = sorted(path.relative_to(project).as_posix() for path in (project / "docs").rglob("*.md"))
    resources = _resources(project, below)
    made = {f"{folder}/README": _listing(project, below, folder) for folder in _LISTED if _within(below, folder)}
    others = [page for page in map(_name, below) if page.endswith("/README") and page.count("/") == 2]
    navigation = _nested(resources)
    home = (
        Entries("Resources", tuple(_tops(resources))),
        Entries("Reference", (*others, *made)),
        Entries("More", tuple(_name(name) for name in tops if name != "README.md")),
    )
    navigation[HOME] = tuple(entries for entries in home if entries.pages)
    return Contents((*tops, *below), made, navigation, _title(project / "README.md"))


def _resources(project: Path, below: Iterable[str]) -> dict[str, str]:
    """The resource pages by their accessors, in the order of the accessors."""
    found = {}
    for page in below:
        if page.startswith("docs/sdks/"):
            accessor = _ACCESSOR.search((project / page).read_text("utf-8"))
            found[accessor[1].replace("\\", "") if accessor else page] = _name(page)
    return dict(sorted(found.items()))


def _tops(resources: Mapping[str, str]) -> Iterator[str]:
    return (page for accessor, page in resources.items() if accessor.rpartition(".")[0] not in resources)


def _nested(resources: Mapping[str, str]) -> dict[str, tuple[Entries, ...]]:
    inner: dict[str, list[str]] = {}
    for accessor, page in resources.items():
        if parent := resources.get(accessor.rpartition(".")[0]):
            inner.setdefault(parent, []).append(page)
    return {parent: (Entries("", tuple(pages)),) for parent, pages in inner.items()}


def _within(below: Iterable[str], folder: str) -> list[str]:
    return [page for page in below if page.startswith(f"{folder}/")]


def _listing(project: Path, below: Iterable[str], folder: str) -> str:
    titles = {page: _title(project / page) for page in _within(below, folder)}
    links = sorted(f"* [{title}]({page.rpartition('/')[2]})" for page, title in titles.items())
    return f"# {_LISTED[folder]}\n\n" + "\n".join(links) + "\n"


def _title(page: Path) -> str:
    found = _TITLE.search(page.read_text("utf-8"))
    return found[1].strip() if found else page.stem


def _name(page: str) -> str:
    return page.removesuffix(".md")
