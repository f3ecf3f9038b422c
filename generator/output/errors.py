"""Why a tree could not be written."""

from __future__ import annotations

from collections.abc import Sequence

from ..diagnostics import Diagnostic, Kind, Locate
from ..model import Source


class OutputError(Exception):
    """The disk did not let us: no permission, no space, another run at work. ``diagnostics`` says which.

    ``locate`` finds their lines.
    """

    def __init__(self, diagnostics: Sequence[Diagnostic], locate: Locate = lambda _: None) -> None:
        super().__init__("; ".join(f"{d.source.file}: {d.message}" if d.source else d.message for d in diagnostics))
        self.diagnostics = tuple(diagnostics)
        self.locate = locate


class RefusedError(OutputError):
    """Writing would destroy what a person made: an edited file, a file of their own, a link, a directory."""


def fault(kind: Kind, path: str, message: str) -> Diagnostic:
    """A diagnostic about the file or folder ``path``."""
    return Diagnostic(kind, message, Source(path, ""))
