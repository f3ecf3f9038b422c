"""Types in tables: behind functions, so that nothing is imported before it is needed."""

from __future__ import annotations

from ..model import BinaryType, TypeRef, walk
from ..python.annotations import Mode, annotation
from .layout import Atom


def thunk(type_: TypeRef, *, as_files: bool = False) -> Atom:
    """A function of no arguments that gives the type.

    Raw bytes are no JSON, so that the runtime is told plainly of ``bytes``; unless ``as_files``, where callers
    give them in any of the forms of files.
    """
    raw = any(isinstance(part, BinaryType) for part in walk(type_))
    return Atom(f"lambda: {annotation(type_, mode=Mode.READ if raw and not as_files else Mode.WIRE)}")
