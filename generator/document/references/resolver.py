"""What a reference means: RFC 3986 section 5, JSON Schema 2020-12 sections 8.2 and 8.3, OpenAPI 3.2 section 4.1.2."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

from ... import codes
from ...model import Source
from .. import pointer as pointers
from ..library import Fault, Library, LoadedFile, uri_of
from ..values import Absent, Json, child, descend
from .registry import Place, Registry

_MAX_STEPS = 100


class Resolver:
    """Finds the nodes that references lead to, opening files as needed."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.registry = Registry()
        self.registry.add(library.root)
        self._steps = 0

    def resolve(self, reference: str, at: Place) -> Place | Fault:
        """The node that a reference at a node of a file leads to.

        What is only a reference itself, outside of the main document, is followed to its end.
        """
        self._steps = 0
        found = self._step(reference, at)
        for _ in range(_MAX_STEPS):
            if isinstance(found, Fault) or found.file.is_root:
                return found
            value = descend(found.file.value, found.pointer)
            further = value.get("$ref") if isinstance(value, dict) and len(value) == 1 else None
            if not isinstance(further, str):
                return found
            found = self._step(further, found)
        return Fault(codes.DOCUMENT_REFERENCE_CYCLE, f"{reference} leads back to itself")

    def _step(self, reference: str, at: Place) -> Place | Fault:
        """Where a reference leads, whatever stands there."""
        fragment = reference.partition("#")[2]
        failure: Fault | None = None
        found: list[Place] = []
        for resource in self._resources(reference, at):
            if isinstance(resource, Fault):
                failure = failure or resource
            elif (place := self._within(resource, fragment, at)) is not None:
                return place
            else:
                found.append(resource)
        for resource in found:
            if (place := self._through(resource, fragment)) is not None:
                return place
        if failure is None and found and found[0].file is not at.file:
            return Fault(codes.DOCUMENT_REFERENCE, f"there is no #{fragment} in {found[0].file.name}")
        return failure or Fault(codes.DOCUMENT_REFERENCE, f"there is no {reference}")

    def _resources(self, reference: str, at: Place) -> Iterator[Place | Fault]:
        """The files and schemas that the part before the fragment may mean, the most proper first."""
        path = reference.partition("#")[0]
        base, own = self.registry.base(at.file, at.pointer)
        if not path:
            yield Place(at.file, own)
            if own:  # a schema with an $id is rarely meant to be cut off from its document
                yield Place(at.file, "")
            return
        named = _joined(base, path)
        if (known := self.registry.resource(named)) is not None:
            yield known
            return
        local = uri_of(at.file.uri, path)
        opened = self._open(local, at)
        yield opened
        if isinstance(opened, Fault) and named != local and named.startswith("https:"):
            yield self._open(named, at)

    def _open(self, uri: str, at: Place) -> Place | Fault:
        if urlsplit(at.file.uri).scheme != "file" and uri.startswith("file:"):
            return Fault(codes.REFERENCE_FILE, "a file from the network cannot refer to local files")
        opened = self.library.open(uri, Source(at.file.name, f"{at.pointer}/$ref"))
        if isinstance(opened, Fault):
            return opened
        self.registry.add(opened)
        return Place(opened, "")

    def _within(self, resource: Place, fragment: str, at: Place) -> Place | None:
        """The node that a fragment means in a file or schema."""
        if not fragment:
            return resource
        if not fragment.startswith(("/", "%2F", "%2f")):
            uri = self.registry.base(resource.file, resource.pointer)[0]
            name = pointers.from_fragment(fragment)
            return self.registry.anchor(uri, name, at)
        for spelled in dict.fromkeys((pointers.from_fragment(fragment), fragment)):
            if not isinstance(descend(resource.file.value, resource.pointer + spelled), Absent):
                return Place(resource.file, resource.pointer + spelled)
        return None

    def _through(self, start: Place, fragment: str) -> Place | None:
        """The node that a fragment means if its pointer runs through references (RFC 6901 knows no such thing)."""
        pointer = pointers.from_fragment(fragment)
        if not pointer.startswith("/") or self._steps >= _MAX_STEPS:
            return None
        self._steps += 1
        value: Json | Absent = descend(start.file.value, start.pointer)
        made, tokens = start.pointer, pointers.split(pointer)
        while tokens and not isinstance(value, Absent):
            if isinstance(member := child(value, tokens[0]), Absent):
                break
            made, value = pointers.join(made, tokens.pop(0)), member
        further = value.get("$ref") if isinstance(value, dict) else None
        found = self._step(further, Place(start.file, made)) if isinstance(further, str) else None
        if found is None or isinstance(found, Fault):
            return None
        rest = pointers.join("", *tokens).replace("%", "%25")
        return self._within(found, rest, found) or self._through(found, rest)


def elsewhere(reference: str, at: Place, root: LoadedFile) -> Place | None:
    """The node of the main document that a fragment alone means in another file, by a common mistake."""
    pointer = pointers.from_fragment(reference[1:])
    if at.file.is_root or not reference.startswith("#/") or isinstance(descend(root.value, pointer), Absent):
        return None
    return Place(root, pointer)


def _joined(base: str, path: str) -> str:
    try:
        return urldefrag(urljoin(base, path))[0]
    except ValueError:
        return path
