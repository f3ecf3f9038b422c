"""Descriptions as blocks: their structure stays, and stays below the page's own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.prose import prose

from .checker import Page


def test_headings_keep_their_order_below_the_given_level() -> None:
    made = prose("Intro\n# One\ntext\n## Two\n\nThree\n=====\nmore\n", level=4)
    assert made.text == "Intro\n\n#### One\n\ntext\n\n##### Two\n\n#### Three\n\nmore"
    assert made.headings == ("One", "Two", "Three")


def test_the_highest_heading_is_at_the_level_wherever_it_was() -> None:
    assert prose("### Use Cases:\n- one\n- two", level=4).text == "#### Use Cases:\n\n- one\n- two"
    assert prose("# A\n###### Deep", level=4).text == "#### A\n\n###### Deep"


def test_what_looks_like_a_heading_in_code_is_left() -> None:
    text = "```sh\n# comment\n\n\n<b>\n```\n\n    # indented"
    assert prose(text, level=4).text == text
    assert prose(text, level=4).headings == ()


def test_headings_in_lists_and_quotes_become_bold() -> None:
    assert prose("- # Item\n- b\n\n> ## Said\n> so", level=4).text == "- **Item**\n- b\n\n> **Said**\n> so"
    assert Page(prose("> Said\n> ===\n> so", level=4).text).headings == []


@pytest.mark.parametrize("mark", ["```", "~~~", "`````", "  ```"])
def test_an_open_fence_is_closed(mark: str) -> None:
    page = Page(prose(f"text\n\n{mark}json\n{{}}\n# in it", level=4).text + "\n\n# after\n")
    assert [heading.title for heading in page.headings] == ["after"]
    assert [code for _, code in page.fences] == ["{}\n# in it\n"]


def test_an_open_fence_in_a_list_ends_with_it() -> None:
    page = Page(prose("- a\n  ```\n  # in it", level=4).text + "\n\n# after\n")
    assert [heading.title for heading in page.headings] == ["after"]


def test_python_of_the_document_is_shown_as_text() -> None:
    made = prose("```python title=x\nthis is no program\n```\n\n```json\n{}\n```", level=4)
    assert [info for info, _ in Page(made.text).fences] == ["text", "json"]


def test_html_shows_as_text_and_starts_no_block() -> None:
    made = prose("<details>\n<summary>Open</summary>\n\n# Inside\n</details>\n\n<!-- a\n# b -->", level=4)
    page = Page(made.text)
    assert page.html == []
    assert [(h.level, h.title) for h in page.headings] == [(4, "Inside"), (4, "b -->")]


def test_markers_in_code_are_broken() -> None:
    made = prose("```html\n<!-- End Summary -->\n<!-- other -->\n```", level=4).text
    assert "<!-- End" not in made
    assert "<!-- other -->" in made


def test_tables_have_equal_rows() -> None:
    made = prose("| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n| x \\| y | <i> |", level=4).text
    assert made == "| a | b |\n| --- | --- |\n| 1 |  |\n| 1 | 2 |\n| x \\| y | &lt;i> |"


def test_link_definitions_are_dissolved() -> None:
    made = prose("See [the docs][d] and [d].\n\n[d]: https://d.test\n[models.Pet]: https://evil.test\n", level=4).text
    assert made == "See [the docs](https://d.test) and [d](https://d.test)."


def test_runs_of_blank_lines_become_one() -> None:
    assert prose("\n\na\n\n\n\nb\n \n\n- c\n\n\n- d\n\n", level=4).text == "a\n\nb\n\n- c\n\n- d"


def test_plain_text_passes() -> None:
    assert prose("  Just words, 100 % of them.\n", level=4).text == "Just words, 100 % of them."
    assert prose(" \n", level=4).text == ""


@given(st.text(alphabet="#`~<>|-=*_[]():! \t\nab1.\\"), st.integers(2, 6))
def test_nothing_reaches_beyond_its_place(text: str, level: int) -> None:
    made = prose(text, level=level)
    page = Page(f"# Title\n\n{made.text}\n\n# After\n\n[x](y.md)\n")
    assert page.html == []
    assert page.images == []
    assert page.links == ["y.md"]
    own = [heading for heading in page.headings if heading.level < level]
    assert [heading.title for heading in own] == ["Title", "After"]
    assert len(page.headings) == len(made.headings) + 2
    assert all(len({len(row) for row in rows}) == 1 for rows in page.tables())


def test_very_long_text_is_no_trouble() -> None:
    for text in (
        "x" * 100_000,
        "`" * 100_000,
        "[" * 50_000,
        "a `" * 30_000,
        "> " * 5_000 + "x",
        "<" * 100_000,
        "- " * 3_000,
    ):
        assert prose(text + "\n# h", level=4).text
