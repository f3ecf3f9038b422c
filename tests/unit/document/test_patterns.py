"""Patterns that would keep a backtracking engine busy for ever, and defaults that are checked all the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.diagnostics import Report
from generator.document import check_validity, load_document
from generator.document.patterns import matches


def _codes(tmp_path: Path, schema: dict[str, Any]) -> list[str]:
    document = {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "components": {"schemas": {"S": schema}}}
    path = tmp_path / "api.json"
    path.write_text(json.dumps(document))
    report = Report()
    check_validity(load_document(path, report), report)
    return [f"{d.code}: {d.message}" for d in report if "paths" not in d.message]


@pytest.mark.parametrize("pattern", ["^(a+)+$", "^(a|a)*$", "(.*)*x", r"^([a-z0-9])(([\-.]|[_]+)?([a-z0-9]+))*(@){1}$"])
def test_a_default_that_does_not_fit_is_found_in_linear_time(tmp_path: Path, pattern: str) -> None:
    found = _codes(tmp_path, {"type": "string", "pattern": pattern, "default": "a" * 5000 + "!"})
    assert any("does not match" in text for text in found)


def test_keys_of_a_default_are_matched_in_linear_time(tmp_path: Path) -> None:
    schema = {
        "type": "object",
        "patternProperties": {"^(a+)+$": {"type": "integer"}},
        "additionalProperties": False,
        "default": {"a" * 5000: "no integer", "a" * 5000 + "!": 1},
    }
    assert any("is not of type 'integer'" in text for text in _codes(tmp_path, schema))


@pytest.mark.parametrize("pattern", [r"(a+)\1+$", "(?<=a)b", "[((*", "((a{0,1000}){0,1000}){0,1000}"])
def test_what_cannot_be_matched_in_linear_time_is_left_unchecked(tmp_path: Path, pattern: str) -> None:
    assert matches(pattern, "a" * 100) is None


def test_matching_is_searching() -> None:
    assert matches("b", "abc") is True
    assert matches("^b", "abc") is False
