"""Parts of other files that take the place of the references to them."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from ... import codes
from ...diagnostics import Report
from ...model import Source
from .. import pointer as pointers
from ..origins import Origins
from ..values import MAX_DEPTH, MAX_NODES, Json
from .survey import Holder, Part, Site


class Grafts:
    """References, by the part they stand in, and the parts that will stand in their place."""

    def __init__(self, origins: Origins, report: Report) -> None:
        self._origins = origins
        self._report = report
        self._all: dict[Part, list[tuple[Site, Part]]] = {}
        self._replaced: set[Part] = set()

    def add(self, site: Site, part: Part) -> None:
        """Takes a reference, and the part that is to stand there."""
        self._all.setdefault(site.part, []).append((site, part))

    def without_circles(self) -> Iterator[tuple[Site, Part]]:
        """Removes references that would put a part into itself, and gives those of them that can be lifted.

        A path item may hold itself, by its callbacks; for others that is a fault.
        """
        while circle := self._circle():
            site, part = next((graft for graft in circle if graft[0].kind == "path-item"), circle[0])
            self._all[site.part].remove((site, part))
            if site.kind == "path-item" and site.form == "one":
                yield site, part
            else:
                source = Source(site.part.file.name, site.pointer)
                self._report.add(codes.DOCUMENT_REFERENCE_CYCLE, f"{site.text} leads back to itself", source)

    def put(self) -> None:
        """Replaces the references, inner ones first. What stood beside them stays, and wins."""
        for owner in self._sorted().static_order():
            for site, part in self._all.get(owner, ()):
                self._replace(site, part)

    def note(self, holder: Holder, key: str | int, part: Part) -> None:
        """Says where a part that was put somewhere came from."""
        if part not in self._replaced:
            self._origins.note(holder, key, Source(part.file.name, part.place.pointer))

    def check_size(self, main: Part) -> None:
        """Fails where parts in parts in parts have made more of the document than may be read."""
        if not self._all:
            return
        size, depth = _measured(main.box[0])
        if size > MAX_NODES or depth > MAX_DEPTH:
            what = f"more than {MAX_NODES:,} values" if size > MAX_NODES else f"more than {MAX_DEPTH} levels"
            message = f"with what it refers to, the document has {what}"
            self._report.fail(codes.DOCUMENT_LIMIT, message, Source(main.file.name, ""))

    def _sorted(self) -> TopologicalSorter[Part]:
        return TopologicalSorter({owner: [part for _, part in grafts] for owner, grafts in self._all.items()})

    def _circle(self) -> list[tuple[Site, Part]]:
        """The references that make up a circle, if there is one."""
        try:
            self._sorted().prepare()
        except CycleError as error:
            circle: list[Part] = error.args[1]
            steps = set(zip(circle[1:], circle, strict=False))
            return [graft for grafts in self._all.values() for graft in grafts if (graft[0].part, graft[1]) in steps]
        return []

    def _replace(self, site: Site, part: Part) -> None:
        value = part.box[0]
        beside = {key: member for key, member in site.holder.items() if key != site.key}
        around, key = site.around, site.around_key
        if beside and isinstance(value, dict):
            made: dict[str, Json] = {**value, **beside}
            around[key] = made  # type: ignore[index]
            self.note(around, key, part)
            above = site.pointer.rpartition("/")[0]
            for name in beside:
                self._origins.note(made, name, Source(site.part.file.name, pointers.join(above, name)))
        else:
            around[key] = value  # type: ignore[index]
            self.note(around, key, part)
        if around is site.part.box:
            self._replaced.add(site.part)


def fragment(pointer: str) -> str:
    """A reference to a place in the same document (RFC 6901 section 6)."""
    return "#" + pointer.replace("%", "%25")


def _measured(root: Json) -> tuple[int, int]:
    """How many values there are, those that stand in several places counted in each, and how deep they nest.

    A value that holds itself counts as too deep.
    """
    known: dict[int, tuple[int, int]] = {}
    open_ = set[int]()
    stack: list[tuple[Json, bool]] = [(root, False)]
    while stack:
        value, is_done = stack.pop()
        inner = _containers(value)
        if is_done:
            found = [known[id(child)] for child in inner]
            size = len(value) if isinstance(value, dict | list) else 0
            known[id(value)] = size + sum(s for s, _ in found), 1 + max((d for _, d in found), default=0)
            open_.discard(id(value))
        elif id(value) in open_:
            return 0, MAX_DEPTH + 1
        elif id(value) not in known:
            open_.add(id(value))
            stack.append((value, True))
            stack.extend((child, False) for child in inner if id(child) not in known)
    return known[id(root)]


def _containers(value: Json) -> list[Json]:
    if isinstance(value, dict):
        value = list(value.values())
    return [child for child in value if isinstance(child, dict | list)] if isinstance(value, list) else []
