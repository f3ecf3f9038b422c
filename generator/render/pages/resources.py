"""Resource pages: ``docs/sdks/<resource>/README.md``, a section for each operation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ...model import Api, Group, Operation
from ...python.literals import literal
from ..environment import environment
from ..markdown import escape, line, summary
from ..prose import Prose, prose
from ..snippets import Snippets
from ..usages import Usage, usages
from .places import Places, Slugs, operation_bullet, relative
from .results import response_section
from .sections import Sections, SectionView
from .tables import error_table, parameter_table
from .types import TypeWriter

_DESCRIPTION_LEVEL = 4
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class UsageView:
    """One example: the program for the sync client and that for the async one."""

    heading: str
    comment: str
    sync: str
    asynchronous: str


@dataclass(frozen=True, slots=True)
class OperationView:
    """The section of an operation; parts that it has not are empty."""

    name: str
    description: Prose
    deprecated: bool
    former_names: str
    usages: tuple[UsageView, ...]
    sections: tuple[SectionView, ...]

    def headings(self) -> Iterator[str]:
        """The headings of the section, in their order."""
        yield self.name
        yield from self.description.headings
        yield from (usage.heading for usage in self.usages)
        yield from (section.title for section in self.sections)


@dataclass(frozen=True, slots=True)
class ResourceView:
    """A resource page."""

    title: str
    accessor: str
    description: Prose
    resources: tuple[str, ...]
    bullets: tuple[str, ...]
    operations: tuple[OperationView, ...]


@dataclass(frozen=True, slots=True)
class ResourcePages:
    """Writes the resource pages of one API."""

    api: Api
    snippets: Snippets
    padded: bool

    def sections(self, places: Places) -> dict[tuple[str, ...], tuple[OperationView, ...]]:
        """The sections of each group's operations; they do not depend on where other operations stand."""
        groups = list(self.api.walk_groups())
        pages = {operation.id: places.groups[group.path] for group in groups for operation in group.operations}
        return {group.path: tuple(self._of_group(group, places, pages)) for group in groups}

    def _of_group(self, group: Group, places: Places, pages: Mapping[str, str]) -> Iterator[OperationView]:
        page = places.groups[group.path]
        types = TypeWriter(places, page, inputs=True)
        more = Sections(self.api, pages, TypeWriter(places, page), self.padded)
        return (self._operation(operation, types, more) for operation in group.operations)

    def page(self, group: Group, sections: tuple[OperationView, ...], places: Places) -> str:
        """The text of a page."""
        page = places.groups[group.path]
        view = ResourceView(
            title=group.title,
            accessor=group.accessor,
            description=description(group),
            resources=tuple(_resource_bullet(child, places, page) for child in group.groups),
            bullets=tuple(operation_bullet(o, places, page, o.name) for o in group.operations),
            operations=sections,
        )
        return environment().get_template("docs/resource.md.jinja").render(page=view)

    def _operation(self, operation: Operation, types: TypeWriter, more: Sections) -> OperationView:
        return OperationView(
            name=operation.name,
            description=prose(operation.description or operation.summary, level=_DESCRIPTION_LEVEL),
            deprecated=operation.deprecated,
            former_names=_former_names(operation),
            usages=tuple(_usage_view(operation, each) for each in usages(self.snippets, operation)),
            sections=tuple(self._sections(operation, types, more)),
        )

    def _sections(self, operation: Operation, types: TypeWriter, more: Sections) -> Iterator[SectionView]:
        parameters = parameter_table(operation, types, padded=self.padded)
        if parameters:
            yield SectionView("Parameters", parameters)
        response = response_section(operation, more.types, padded=self.padded)
        if response:
            yield SectionView("Response", response)
        yield from more.after_response(operation)
        yield SectionView("Errors", error_table(operation.errors, padded=self.padded))
        yield from more.after_errors(operation)


def _former_names(operation: Operation) -> str:
    """What is said of the deprecated names of a method; empty where it has none."""
    names = " and ".join(f"`{name}`" for name in operation.aliases)
    return f"Formerly {names}: deprecated, and still there." if names else ""


def _usage_view(operation: Operation, usage: Usage) -> UsageView:
    facts = {"operationID": operation.id, "method": operation.method.lower(), "path": operation.path.raw}
    if usage.title:
        facts["example"] = usage.title
    told = " ".join(f"{key}={_attribute(value)}" for key, value in {"language": "python", **facts}.items())
    return UsageView(
        heading=f"Example Usage: {escape(usage.title[:_LONGEST_NAME])}" if usage.title else "Example Usage",
        comment=f"<!-- UsageSnippet {told} -->",
        sync=usage.sync,
        asynchronous=usage.asynchronous,
    )


def description(group: Group) -> Prose:
    """What the document says of a group, below the page's overview."""
    return prose(group.description, level=_DESCRIPTION_LEVEL)


def anchors(group: Group, sections: tuple[OperationView, ...]) -> dict[str, str]:
    """The anchor of each operation of a page, by its accessor."""
    slugs = Slugs()
    head = [group.title, "Overview", *description(group).headings]
    head += ["Available Resources"] * bool(group.groups) + ["Available Operations"] * bool(sections)
    for heading in head:
        slugs.add(heading)
    found = {}
    for operation, section in zip(group.operations, sections, strict=True):
        made = [slugs.add(heading) for heading in section.headings()]
        found[operation.accessor] = made[0]
    return found


def _resource_bullet(group: Group, places: Places, page: str) -> str:
    link = f"[{group.accessor}]({relative(places.groups[group.path], page)})"
    said = summary(first_sentence(group.description))
    return f"* {link}{f' - {said}' if said else ''}"


def first_sentence(text: str) -> str:
    """The first line of a description."""
    return next((row.strip() for row in text.splitlines() if row.strip()), "")


def _attribute(value: str) -> str:
    """A quoted attribute within a comment, which it cannot end."""
    return literal(line(value)).replace("--", "\\x2d\\x2d").replace(">", "\\x3e")
