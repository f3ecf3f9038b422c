"""Changes -> the next version, after Semantic Versioning 2.0.0."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from packaging.version import Version

from .changes import Change, Severity, worst


class Bump(StrEnum):
    """Which part of a version goes up."""

    NONE = "none"
    PATCH = "patch"
    MINOR = "minor"
    MAJOR = "major"


STABLE = {Severity.BREAKING: Bump.MAJOR, Severity.ADDITIVE: Bump.MINOR, Severity.NEUTRAL: Bump.PATCH}
"""From 1.0.0 on (section 6 to 8)."""
INITIAL = {Severity.BREAKING: Bump.MINOR, Severity.ADDITIVE: Bump.PATCH, Severity.NEUTRAL: Bump.PATCH}
"""Before it anything may change (section 4): a new minor version warns of it, as resolvers' ``~=0.3.1`` has it."""


def bump_of(changes: Iterable[Change], version: str, rules: Mapping[Severity, Bump] | None = None) -> Bump:
    """Which part goes up for some changes; none without changes. ``rules`` come before those of the standard."""
    found = [change.severity for change in changes]
    if not found:
        return Bump.NONE
    verdict = worst(found)
    usual = STABLE if Version(version).major >= 1 else INITIAL
    return {**usual, **(rules or {})}[verdict]


def next_version(version: str, bump: Bump) -> str:
    """The version after a bump. A release candidate and the like becomes the release that it was for."""
    parsed = Version(version)
    major, minor, patch = (*parsed.release, 0, 0)[:3]
    if bump is Bump.NONE:
        return version
    if parsed.is_prerelease and _is_enough((minor, patch), bump):
        return f"{major}.{minor}.{patch}"
    match bump:
        case Bump.MAJOR:
            return f"{major + 1}.0.0"
        case Bump.MINOR:
            return f"{major}.{minor + 1}.0"
        case Bump.PATCH:
            return f"{major}.{minor}.{patch + 1}"


def _is_enough(rest: tuple[int, int], bump: Bump) -> bool:
    """Whether the release that a candidate is for goes up far enough already."""
    minor, patch = rest
    return bump is Bump.PATCH or (patch == 0 and (bump is Bump.MINOR or minor == 0))
