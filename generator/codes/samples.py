"""From the operation model to an overlay of code samples."""

from __future__ import annotations

from ..diagnostics import Kind, Severity

SAMPLES_ELSEWHERE = Kind(
    "samples/elsewhere",
    Severity.WARNING,
    "An operation is written in another file than the document, so that no overlay of it can give it samples",
    "Bundle the document into one file, and make the samples of that.",
)
SAMPLES_NONE = Kind(
    "samples/none",
    Severity.ERROR,
    "The document has no operation that could have samples",
    "Give the document that has the operations, with settings that do not leave all of them out.",
)
