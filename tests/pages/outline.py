"""What is wrong with the pages as Markdown: dead links, ragged tables, and what a linter of Markdown finds.

The comments that mark regions and snippets show nothing, so the linter sees blank lines in their place, and one
between a page's title and the accessor below it, which stand together as on the source page.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from pymarkdown.api import PyMarkdownApi

from tests.unit.pages.checker import Page, dead_links

ALLOWED = {
    "md001": "headings of descriptions stand below the sections of the page, so that they are not taken for these",
    "md026": "descriptions keep the headings of their authors",
    "md028": "descriptions keep the quotes of their authors",
    "md046": "descriptions keep the code blocks of their authors",
    "md004": "descriptions keep the bullets of their authors",
    "md007": "descriptions keep the indentation of their authors",
    "md029": "descriptions keep the numbers of their authors",
    "md030": "descriptions keep the spaces of their authors",
    "md032": "descriptions keep the lists of their authors, which may stand right below a paragraph",
    "md013": "lines are as long as their paragraph",
    "md033": "cells have `<br/>`, as there is no other way to break their lines",
    "md034": "descriptions have bare addresses, of which GitHub makes links",
    "md036": "the type of an answer stands alone in bold, as on the source page",
    "md038": "examples in cells keep their indentation, as on the source page",
    "md049": "descriptions keep the emphasis of their authors",
    "md059": "descriptions keep the words that their authors chose for links",
    "md041": "USAGE.md is the inside of a section of the README",
}
"""Rules of markdownlint that the pages break on purpose, and why."""

_MARKERS = re.compile(r"(\n*<!-- (?:Start|End|UsageSnippet) [^\n]* -->\n*)+")
_ACCESSOR = re.compile(r"\A(# [^\n]*)\n(?=\(\*)")


def faults(pages: Mapping[str, str]) -> Iterator[str]:
    """Every fault, with its page."""
    yield from (f"{page}: {link} leads nowhere" for page, link in dead_links(pages))
    for page, text in pages.items():
        for table in Page(text).tables():
            if len({len(row) for row in table}) > 1:
                yield f"{page}: the rows of the table under {table[0]} differ in length"
    yield from _linted(pages)


def _linted(pages: Mapping[str, str]) -> Iterator[str]:
    linter = PyMarkdownApi().set_boolean_property("plugins.md024.siblings_only", True)
    for rule in ALLOWED:
        linter = linter.disable_rule_by_identifier(rule)
    with tempfile.TemporaryDirectory() as folder:
        for page, text in pages.items():
            target = Path(folder, page)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_as_seen(text), "utf-8")
        result = linter.scan_path(folder, recurse_if_directory=True)
        for fault in result.scan_failures:
            page = Path(fault.scan_file).relative_to(folder).as_posix()
            line = Path(fault.scan_file).read_text("utf-8").split("\n")[fault.line_number - 1]
            said = f"{fault.rule_id} {fault.rule_description} {fault.extra_error_information}"
            yield f"{page}: {said}: {line[:80]!r}"
        yield from result.critical_errors


def _as_seen(text: str) -> str:
    return _ACCESSOR.sub("\\1\n\n", _MARKERS.sub("\n\n", text).strip("\n") + "\n")
