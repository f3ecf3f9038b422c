"""Text on its way into Markdown: escaped, kept in its cell, or made harmless."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.render.markdown import cell, clean, code, escape, inline, summary, table, web_link

from .checker import Page, cells
from .conftest import SHARED

SOURCE = SHARED / "reference/source-page-csharp.md"


@pytest.mark.skipif(not SOURCE.exists(), reason="the source page is not beside this checkout")
def test_padded_tables_are_those_of_the_source_page_to_the_character() -> None:
    blocks = re.findall(r"(?:^\|.*\n?)+", SOURCE.read_text("utf-8"), re.MULTILINE)
    for block in blocks:
        lines = block.rstrip("\n").split("\n")
        header, _, *rows = map(cells, lines)
        assert table(header, rows, padded=True) == "\n".join(lines)
    assert len(blocks) == 6


def test_width_is_counted_before_newlines_become_breaks() -> None:
    made = table(("Name", "Description"), [("`a`", "one\ntwo"), ("`b`", "x" * 12)], padded=True)
    assert made.split("\n") == [
        "| Name         | Description  |",
        "| ------------ | ------------ |",
        "| `a`          | one<br/>two      |",
        "| `b`          | xxxxxxxxxxxx |",
    ]


def test_compact_tables_are_not_padded() -> None:
    assert table(("A", "B"), [("long cell", "")], padded=False) == "| A | B |\n| --- | --- |\n| long cell |  |"


@pytest.mark.parametrize("text", ["a|b", r"a\|b", r"a\\|b", r"a\\\|b", "|", "||", r"\|", "`a|b`", r"`a\|b`", "a|\nb|c"])
def test_a_pipe_never_ends_a_cell(text: str) -> None:
    made = table(("A", "B"), [(text, "last")], padded=False)
    assert [len(cells(line)) for line in made.split("\n")] == [2, 2, 2]
    assert cells(made.split("\n")[2])[1] == "last"


@given(st.text(), st.text())
def test_a_table_has_as_many_cells_in_each_row(first: str, second: str) -> None:
    made = table(("A", "B"), [(cell(first), cell(second))], padded=False)
    assert [len(cells(line)) for line in made.split("\n")] == [2, 2, 2]


@given(st.text())
def test_escaped_text_is_shown_as_it_is(text: str) -> None:
    (token,) = MarkdownIt("commonmark").parseInline(escape(text).strip() or "-")
    assert token.children is not None
    assert {child.type for child in token.children} <= {"text"}
    shown = "".join(child.content for child in token.children)
    assert shown == (" ".join(clean(text).split()) or "-")


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cf"]), min_size=1))
def test_a_code_span_shows_its_text(text: str) -> None:
    if not text.strip():
        assert code(text) == ""
        return
    (token,) = MarkdownIt("commonmark").parseInline(f"x{code(text)}x")
    assert token.children is not None
    spans = [child.content for child in token.children if child.type == "code_inline"]
    assert len(spans) == 1
    assert spans[0].strip() == text.strip()


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("a <b>bold</b> word", "a &lt;b>bold&lt;/b> word"),
        ("code `<b>` stays", "code `<b>` stays"),
        ("``a ` <b>`` stays", "``a ` <b>`` stays"),
        ("`open <b>", "`open &lt;b>"),
        (r"\`<b>`", r"\`&lt;b>`"),
        ("<!-- End Summary -->", "&lt;!-- End Summary -->"),
        ("<https://a.test/x> <javascript:alert(1)>", "<https://a.test/x> &lt;javascript:alert(1)>"),
        ("[a](https://a.test) [b](./b.md) [c](#c)", "[a](https://a.test) b c"),
        ("[a](javascript:alert(1)) [b](JavaScript:x)", "a b"),
        ('[a](https://a.test "title") [b](https://b.test/x_(y))', "[a](https://a.test) [b](https://b.test/x_(y))"),
        ("![pixel](https://t.test/p.png) ![x](x.png)", "[pixel](https://t.test/p.png) x"),
        ("[a [nested] b](./x.md)", "[a [nested] b]\\(./x.md)"),
        ("[`<b>`](./x.md)", "[`<b>`]\\(./x.md)"),
        ("[a](<) ![a](<b>)", "[a]\\(&lt;) ![a]\\(&lt;b>)"),
        ("note[^1]", "note\\[^1]"),
        ("[](https://a.test)", "[https://a.test](https://a.test)"),
        ("a [b] c", "a [b] c"),
    ],
)
def test_inline(text: str, made: str) -> None:
    assert inline(text) == made


def test_definitions_are_put_where_they_are_used() -> None:
    known = {"docs": "https://d.test", "gone": ""}
    assert inline("[the docs][Docs], [docs], [gone], [x][gone], [other]", known) == (
        "[the docs](https://d.test), [docs](https://d.test), gone, x, [other]"
    )


@given(st.text(alphabet="[]()<>!`\\ ab:/.#^h\n"))
def test_no_html_and_no_link_but_absolute_ones(text: str) -> None:
    page = Page(f"x {inline(text)}")
    assert page.html == []
    assert page.images == []
    assert [link for link in page.links if not re.match("https?://|mailto:", link)] == []


def test_a_cell_keeps_lines_and_the_indentation_of_fenced_code() -> None:
    text = 'Such as:\n\n```json\n{\n  "a": 1\n}\n```\n\nor <nothing>.'
    assert cell(text) == 'Such as:\n`{`\n`  "a": 1`\n`}`\nor &lt;nothing>.'
    assert cell("before\n~~~\nnever closed |") == "before\n`never closed |`"
    assert cell(" \n ") == ""


def test_an_address_is_a_link_or_nothing() -> None:
    assert web_link("https://d.test/a?b=[c]") == "<https://d.test/a?b=[c]>"
    assert [web_link(text) for text in ("", "/docs", "javascript:x", "https://d.test/> <b>", "https://d.test/ x")] == [
        ""
    ] * 5


def test_unseen_characters_go() -> None:
    assert clean("a\r\nb\rc\u2028d\u202ee\x00f\x1b[0m\ud800") == "a\nb\nc\nde" + "f[0m\N{REPLACEMENT CHARACTER}"
    assert summary("two\n  lines\t<b>") == "two lines &lt;b>"


def test_bullets_in_a_cell_are_no_emphasis() -> None:
    assert cell("If so:\n  - * `a`\n* b *c*\n- d") == "If so:\n- \\* `a`\n\\* b *c*\n- d"


def test_line_breaks_of_html_stay_and_nothing_else_does() -> None:
    assert cell("one<br>two<BR />three `<br>`") == "one<br/>two<br/>three `<br>`"
    assert cell("<br onclick=x> <b>") == "&lt;br onclick=x> &lt;b>"
