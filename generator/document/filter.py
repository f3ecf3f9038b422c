"""Leaves operations and parts out, and then the components that nothing uses any more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .. import codes
from ..diagnostics import Report
from ..model import Source
from ..settings import Settings
from . import pointer as pointers
from .document import Document
from .grammar import METHODS
from .links import without_links
from .moves import Prefixes
from .node import Node
from .parts import without_parts
from .prune import prune
from .selection import Candidate, Rules
from .values import Json


@dataclass(slots=True)
class LeftOut:
    """How much of a document is left out. ``components`` counts by the section they stand in, ``parts`` by what
    they are: ``parameters``, ``properties`` or ``variants``.
    """

    operations: int = 0
    webhooks: int = 0
    components: dict[str, int] = field(default_factory=dict)
    parts: dict[str, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.operations or self.webhooks or self.components or self.parts)


def filter_document(
    document: Document, settings: Settings, config: Path | None, report: Report
) -> tuple[Document, LeftOut]:
    """The document less what the settings leave out, and how much that is; the same one where that is nothing.

    Patterns that fit no operation are reported with their place in ``config``, the settings file. Raises
    ``InputError`` where no operation is left.
    """
    rules = Rules("include", settings.include), Rules("exclude", settings.exclude)
    if not any(rules) and not settings.components.prune:
        return document, LeftOut()
    document, parts = without_parts(document, rules[1].one_matches_part) if rules[1].parts else (document, {})
    return _Filter(document, rules, LeftOut(parts=parts)).run(report, str(config))


class _Filter:
    """One run. ``moves`` says where parts stood before, and ``gone`` holds pointers of the upgraded document."""

    def __init__(self, document: Document, rules: tuple[Rules, Rules], left_out: LeftOut) -> None:
        self.document = document
        self.include, self.exclude = rules
        self.moves = Prefixes()
        self.gone: list[str] = []
        self.lost: list[Candidate] = []
        self.kept = 0
        self.left_out = left_out

    def run(self, report: Report, config: str) -> tuple[Document, LeftOut]:
        data = dict(self.document.data)
        for section in ("paths", "webhooks"):
            if isinstance(data.get(section), dict):
                data[section] = self._section(section)
        self._report(report, config)
        if self.lost:
            ids = {candidate.node.text("operationId") for candidate in self.lost} - {""}
            data = without_links(data, ids, {candidate.node.pointer for candidate in self.lost})
        data, self.left_out.components, unused = prune(self.document, data, self.moves)
        gone = frozenset(self.document.origin(pointer) for pointer in (*self.gone, *unused))
        return self.document.narrowed(data, self.moves, gone), self.left_out

    def _section(self, section: str) -> dict[str, Json]:
        made: dict[str, Json] = {}
        for name, reference in self.document.root[section].items():
            is_path = section == "webhooks" or name.startswith("/")
            value = self._item(section, name, reference) if is_path else reference.value
            if value is not None:
                made[name] = value
        return made

    def _item(self, section: str, name: str, reference: Node) -> Json:
        """A path item with its wanted operations; ``None`` where all of them are unwanted."""
        item = reference.resolve()
        found = list(_operations(name, item))
        lost = [candidate for candidate in found if not self._wants(candidate)]
        if not lost:
            self.kept += len(found)
            return reference.value
        self.kept += len(found) - len(lost)
        self.lost.extend(lost)
        if section == "paths":
            self.left_out.operations += len(lost)
        else:
            self.left_out.webhooks += len(lost)
        if len(lost) == len(found):
            self.gone.append(reference.pointer)
            return None
        if item.pointer == reference.pointer:
            self.gone.extend(candidate.node.pointer for candidate in lost)
        else:
            self._brought_in(item, reference)
        return _without(item.value, [pointers.split(c.node.pointer.removeprefix(item.pointer)) for c in lost])

    def _brought_in(self, item: Node, reference: Node) -> None:
        """A path item that several may share cannot lose anything where it is: it is put where it is used."""
        for key, member in item.items():
            self.moves.moved(pointers.join(reference.pointer, key), member.pointer)

    def _wants(self, candidate: Candidate) -> bool:
        included = self.include.all_match(candidate)
        excluded = self.exclude.one_matches(candidate)
        return included and not excluded

    def _report(self, report: Report, config: str) -> None:
        for rules in (self.include, self.exclude):
            for pointer, text in rules.idle():
                table, key = pointers.split(pointer)[:2]
                seen = ", parameter or schema" if table == "exclude" and key == "extensions" else ""
                message = f'"{text}" in {table}.{key} fits no operation{seen}'
                report.add(codes.FILTER_IDLE, message, Source(config, pointer))
        if self.lost and not self.kept:
            table = "include" if self.include else "exclude"
            message = f"all {len(self.lost)} operations are left out"
            report.fail(codes.FILTER_NOTHING_LEFT, message, Source(config, f"/{table}"))


def _operations(name: str, item: Node) -> Iterator[Candidate]:
    for key, node in item.items():
        if key in METHODS and node.is_mapping:
            yield Candidate(name, key, item, node)
    for key, node in item["additionalOperations"].items():
        yield Candidate(name, key, item, node)


def _without(value: Json, places: list[list[str]]) -> Json:
    """The mapping without the members at these places, each one or two keys long."""
    if not isinstance(value, dict):
        return value
    gone = {place[0] for place in places if len(place) == 1}
    made = {key: member for key, member in value.items() if key not in gone}
    deeper = {place[1] for place in places if len(place) == 2}
    more = made.get("additionalOperations")
    if deeper and isinstance(more, dict):
        made["additionalOperations"] = {key: member for key, member in more.items() if key not in deeper}
    return made
