"""Many files -> one tree in the version of the main document.

What references lead to in other files is put under ``components`` (``definitions`` and the like in Swagger
2.0), and the references lead there; what has no place there, such as a path item, is put where the
reference stood. So nothing after this knows that there were more files than one.
"""

from __future__ import annotations

import re
from collections import deque

from ... import codes
from ...diagnostics import Report, Severity
from ...model import Source
from .. import pointer as pointers
from ..grammar import Form, Kind
from ..library import Fault, Library
from ..origins import Origins
from ..text import SourceText
from ..values import Absent, Json, descend, kind_of
from .dynamic import settle_dynamic_references
from .grafts import Grafts, fragment
from .naming import name_places
from .registry import Place
from .resolver import Resolver, elsewhere
from .sections import path_item_section, schema_around, section
from .survey import Holder, Part, Site, Survey

_MORE_THAN_PLAIN = re.compile(r"""\$(?:(?:id|anchor|dynamic(?:Ref|Anchor)|self)\b|ref(?!["']?\s*:\s*["']?#/))""")
_ESCAPED = re.compile(r"\\(?:u00|x)24")
_TOLD_APART: dict[Kind, str] = {"request-body": "request body", "path-item": "path item", "media-type": "media type"}


def needs_bundling(text: SourceText) -> bool:
    """Whether a file may hold references that are not plain pointers into itself: a quick look at its text."""
    return any(pattern.search(text.text) for pattern in (_MORE_THAN_PLAIN, _ESCAPED))


def bundle(library: Library, version: str, origins: Origins, report: Report) -> None:
    """Brings into the main document, in its place, all that it refers to in other files and by other names.

    ``origins`` learns where that came from, and ``library`` opens the files. What a reference lacks is
    reported at the reference, which then stays as it is. Raises ``InputError`` where a file cannot be
    parsed or a limit is passed.
    """
    _Bundler(library, version, origins, report).run()


class _Bundler:
    """``links`` are the references that will lead to a component, with what follows its name in the pointer."""

    def __init__(self, library: Library, version: str, origins: Origins, report: Report) -> None:
        self.root = library.root
        self.version = version
        self.origins = origins
        self.report = report
        self.resolver = Resolver(library)
        self.survey = Survey()
        self.main = Part(Place(self.root, ""), "openapi", "one", [self.root.value])
        self.parts: dict[tuple[Place, tuple[str, ...], Form, Kind], Part] = {}
        self.queue = deque([self.survey.sites(self.main)])
        self.links: list[tuple[Site, Part, str]] = []
        self.grafts = Grafts(origins, report, self._source)
        self.sections: dict[Part, tuple[str, ...]] = {}
        self.adopted: dict[Part, Site] = {}

    def run(self) -> None:
        while self.queue:
            for site in self.queue.popleft():
                self._follow(site)
        for site, part in self.grafts.without_circles():
            self._lift(site, part, path_item_section(self.version), "")
        names = self._names()
        for site, part, rest in self.links:
            site.holder[site.key] = fragment(pointers.join("", *self.sections[part], names[part]) + rest)
        self.grafts.put()
        for part in sorted(self.sections.keys() - self.adopted.keys(), key=lambda part: names[part]):
            self._attach(part, names[part])
        self.grafts.check_size(self.main)
        if isinstance(self.root.value, dict) and (keys := section("schema", self.version)):
            settle_dynamic_references(self.root.value, keys, self.origins, self.report)

    def _follow(self, site: Site) -> None:
        if site.kind == "data" and not self._is_file(site):
            return
        found = self.resolver.resolve(site.text, site.at)
        if isinstance(found, Fault) and (meant := elsewhere(site.text, site.at, self.root)):
            message = f"{site.text} is not in {site.part.file.name}; that of {self.root.name} is taken"
            self.report.add(codes.REFERENCE_ELSEWHERE, message, self._source(site))
            found = meant
        if isinstance(found, Place) and found.file.is_root:
            self._stay(site, found.pointer)
        elif isinstance(found, Place):
            self._bring(site, found)
        elif found.kind.severity is Severity.ERROR:
            self.report.fail(found.kind, found.message, self._source(site), remedy=found.remedy)
        elif not self._is_left_to_others(site):
            self.report.add(found.kind, found.message, self._source(site), remedy=found.remedy)

    def _source(self, site: Site) -> Source:
        """Where a reference was written; in the main document that may be an overlay."""
        if site.part is self.main:
            return self.origins.find(self.root.value, site.pointer)
        return Source(site.part.file.name, site.pointer)

    def _is_left_to_others(self, site: Site) -> bool:
        """Whether whoever follows the reference will see that it leads nowhere."""
        is_anchor = site.key == "$dynamicRef" and site.text.startswith("#")
        return is_anchor or (site.part is self.main and site.text.startswith("#/"))

    def _is_file(self, site: Site) -> bool:
        """Whether an example is nothing but a reference to a file that is there; else it is what it is."""
        if len(site.holder) > 1 or site.text.startswith("#") or ":" in site.text:
            return False
        return not isinstance(self.resolver.resolve(site.text, site.at), Fault)

    def _stay(self, site: Site, pointer: str) -> None:
        """A reference into the main document, which may lead to an object in no standard place there."""
        if site.text != f"#{pointer}":
            site.holder[site.key] = fragment(pointer)
        above, _, token = pointer.rpartition("/")
        around = descend(self.root.value, above)
        if pointer and site.form == "one" and isinstance(around, dict | list):
            key = int(token) if isinstance(around, list) else pointers.unescape(token)
            self.queue.append(self.survey.sites_at(self.main, around, key, pointer, "one", site.kind))

    def _bring(self, site: Site, place: Place) -> None:
        value = descend(place.file.value, place.pointer)
        fits = isinstance(value, dict) or (site.kind == "schema" and isinstance(value, bool))
        if not fits and site.kind != "data" and not (isinstance(value, list) and site.form == "list"):
            shown = "nothing" if isinstance(value, Absent) else kind_of(value)
            wanted = _TOLD_APART.get(site.kind, site.kind.replace("-", " "))
            message = f"{site.text} is {shown}, and no {wanted}"
            self.report.add(codes.REFERENCE_KIND, message, self._source(site))
            return
        keys = section(site.kind, self.version) if site.form == "one" else None
        if keys is None:
            self.grafts.add(site, self._part(place, (), site))
            return
        tokens = pointers.split(place.pointer)
        depth = len(tokens)
        if site.kind == "schema":  # an anchor has its meaning in the schema that declares it
            through_names = isinstance(value, dict) and "$dynamicAnchor" in value
            depth = schema_around(tokens, through_names=through_names)
        part = self._part(Place(place.file, pointers.join("", *tokens[:depth])), keys, site)
        rest = pointers.join("", *tokens[depth:])
        self._lift(site, part, keys, rest)

    def _part(self, place: Place, keys: tuple[str, ...], site: Site) -> Part:
        identity = (place, keys, site.form, site.kind)
        if identity not in self.parts:
            value = descend(place.file.value, place.pointer)
            assert not isinstance(value, Absent)  # noqa: S101 - the resolver found it, or something below it
            self.parts[identity] = part = Part(place, site.kind, site.form, [value])
            self.queue.append(self.survey.sites(part))
        return self.parts[identity]

    def _lift(self, site: Site, part: Part, keys: tuple[str, ...], rest: str) -> None:
        """Makes a part a component. A component of the main document that is only a reference becomes the part."""
        self.sections[part] = keys
        own = pointers.split(site.pointer)
        is_alias = site.part is self.main and tuple(own[:-2]) == keys and own[-1] == "$ref" and len(site.holder) == 1
        if is_alias and not rest and part not in self.adopted:
            self.adopted[part] = site
            self.grafts.add(site, part)
        else:
            self.links.append((site, part, rest))

    def _names(self) -> dict[Part, str]:
        names = {part: pointers.split(site.pointer)[-2] for part, site in self.adopted.items()}
        for keys in sorted(set(self.sections.values())):
            named = descend(self.root.value, pointers.join("", *keys))
            parts = [part for part, own in self.sections.items() if own == keys and part not in names]
            found = name_places([part.place for part in parts], named if isinstance(named, dict) else ())
            names.update((part, found[part.place]) for part in parts)
        return names

    def _attach(self, part: Part, name: str) -> None:
        """Puts a part under its name, where its section may have to be made."""
        holder: Holder | Json = self.root.value
        made = ""
        for key in self.sections[part]:
            made = pointers.join(made, key)
            inner = holder.get(key) if isinstance(holder, dict) else None
            if not isinstance(inner, dict) and isinstance(holder, dict):
                if inner is not None:
                    message = f"{key} should be a mapping, not {kind_of(inner)}"
                    self.report.add(codes.DOCUMENT_WRONG_KIND, message, Source(self.root.name, made))
                holder[key] = inner = {}
            holder = inner
        if isinstance(holder, dict):
            holder[name] = part.box[0]
            self.grafts.note(holder, name, part)
