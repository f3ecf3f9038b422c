"""Comparing what was with what is, and releasing it."""

from __future__ import annotations

from ..diagnostics import Kind, Severity

_ERROR = Severity.ERROR

REVIEW_DOCUMENT = Kind(
    "review/document",
    _ERROR,
    "It is not clear which document is meant",
    "Name it: sdkwright diff OLD NEW, or --spec SPEC beside a revision of git.",
)
REVIEW_REVISION = Kind(
    "review/revision",
    _ERROR,
    "A document cannot be read as it was at a revision of git",
    "Give a revision that has the document (HEAD, v1.2, main:spec/pets.yaml), or the path of another document.",
)
RELEASE_SINCE = Kind(
    "release/since",
    _ERROR,
    "It is not known what was released last",
    "Tag the commit of the last release v<version>, or <distribution>-v<version>; or name it: --since REVISION.",
)
RELEASE_VERSION = Kind(
    "release/version",
    _ERROR,
    "The version of a release cannot be that",
    "Choose another version, or remove the entry of CHANGELOG.md.",
)
