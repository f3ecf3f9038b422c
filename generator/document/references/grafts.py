"""Parts of other files that take the place of the references to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from graphlib import CycleError, TopologicalSorter

from ... import codes
from ...diagnostics import Report
from ...model import Source
from .. import pointer as pointers
from ..origins import Origins
from ..values import MAX_DEPTH, MAX_NODES, Json, measured
from .survey import Holder, Part, Site


class Grafts:
    """References, by the part they stand in, and the parts that will stand in their place."""

    def __init__(self, origins: Origins, report: Report, source: Callable[[Site], Source]) -> None:
        self._origins = origins
        self._report = report
        self._source = source
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
                message = f"{site.text} leads back to itself"
                self._report.add(codes.DOCUMENT_REFERENCE_CYCLE, message, self._source(site))

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
        size, depth = measured(main.box[0])
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
            written = self._source(site)
            made: dict[str, Json] = {**value, **beside}
            around[key] = made  # type: ignore[index]
            self.note(around, key, part)
            above = written.pointer.rpartition("/")[0]
            for name in beside:
                self._origins.note(made, name, Source(written.file, pointers.join(above, name)))
        else:
            around[key] = value  # type: ignore[index]
            self.note(around, key, part)
        if around is site.part.box:
            self._replaced.add(site.part)


def fragment(pointer: str) -> str:
    """A reference to a place in the same document (RFC 6901 section 6)."""
    return "#" + pointer.replace("%", "%25")
