"""From the operation model to files."""

from __future__ import annotations

from ..diagnostics import Kind, Severity

_NOTE = Severity.NOTE

EXAMPLE_PASSED_OVER = Kind(
    "render/example-passed-over",
    _NOTE,
    "An example does not fit its schema, so that programs and pages show another value",
    "Correct the example or the schema.",
)
LINK_DROPPED = Kind(
    "render/link-dropped",
    _NOTE,
    "A link in a description is no web address, so that pages show its words alone",
    "Write the whole address, from https:// on: a relative one leads nowhere from the pages of an SDK.",
)
