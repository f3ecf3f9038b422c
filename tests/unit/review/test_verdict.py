"""Versions after Semantic Versioning 2.0.0."""

from __future__ import annotations

import pytest

from generator.diagnostics import InputError
from generator.releasing import with_version
from generator.review import Bump
from generator.review.markdown import has_entry, with_entry
from generator.review.verdict import next_version


@pytest.mark.parametrize(
    ("version", "bump", "wanted"),
    [
        ("0.1.0", Bump.MINOR, "0.2.0"),
        ("0.1.7", Bump.PATCH, "0.1.8"),
        ("1.2.3", Bump.MAJOR, "2.0.0"),
        ("1.2.3", Bump.NONE, "1.2.3"),
        ("1.2", Bump.PATCH, "1.2.1"),
        ("2.0.0rc1", Bump.MAJOR, "2.0.0"),
        ("2.1.0rc1", Bump.MINOR, "2.1.0"),
        ("2.1.0rc1", Bump.MAJOR, "3.0.0"),
    ],
)
def test_next_version(version: str, bump: Bump, wanted: str) -> None:
    assert next_version(version, bump) == wanted


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", '[package]\nversion = "2.0.0"\n'),
        ('[package]\nname = "a"\nversion = "1.0" # mine\n', '[package]\nname = "a"\nversion = "2.0.0" # mine\n'),
        ("[package]\nname = 'a'\n", "[package]\nversion = \"2.0.0\"\nname = 'a'\n"),
        ('package.name = "a"\n', 'package.version = "2.0.0"\npackage.name = "a"\n'),
        ("package.version = '1'\n[docs]\n", 'package.version = "2.0.0"\n[docs]\n'),
        ('docs.tables = "padded"', 'docs.tables = "padded"\n\n[package]\nversion = "2.0.0"\n'),
    ],
)
def test_the_version_is_written_where_it_belongs(before: str, after: str) -> None:
    assert with_version(before, "2.0.0") == after


def test_settings_without_a_line_for_it_are_refused() -> None:
    with pytest.raises(InputError):
        with_version('package = {name = "a"}\n', "2.0.0")


def test_an_entry_stands_above_those_of_other_versions_and_below_what_is_unreleased() -> None:
    assert with_entry("# C\n\n## 1.0\n\nx\n", "## 2.0\n") == "# C\n\n## 2.0\n\n## 1.0\n\nx\n"
    assert (
        with_entry("# C\n\n## [Unreleased]\n\n## 1.0\n", "## 2.0\n") == "# C\n\n## [Unreleased]\n\n## 2.0\n\n## 1.0\n"
    )
    assert with_entry("# C\n", "## 2.0\n") == "# C\n\n## 2.0\n"


def test_versions_in_a_changelog_are_known_however_they_are_written() -> None:
    for heading in ("## 2.0.0", "## [2.0.0] - 2030-01-01", "## 2.0.0 (2030)"):
        assert has_entry(f"# C\n\n{heading}\n", "2.0.0")
    assert not has_entry("# C\n\n## 2.0.0\n", "2.0")
