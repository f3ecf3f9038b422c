"""Text of a document enters Python through literals, docstrings and comments, and cannot leave them."""

import ast

import black
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.python.literals import comment, docstring, literal

HOSTILE = [
    'quote " and \' and """',
    "back\\slash at the end\\",
    'ends with "',
    '"starts with',
    "line\nends\r\nof\u2028all\u2029kinds\x85\x0b\x0c",
    "bidi \u202e and zero\u200bwidth and nul \x00",
    "lone \ud800 surrogate",
    "{{ braces }} {% tag %} {# comment #}",
    "\\N{BULLET} \\x41 \\u0041",
]
ANY_TEXT = st.text(alphabet=st.characters(codec=None, categories=None))
DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ANY_TEXT, inner, max_size=4),
    max_leaves=8,
)


@given(DATA)
@example(HOSTILE)
def test_a_literal_evaluates_to_the_value_it_was_made_from(value: object) -> None:
    assert ast.literal_eval(literal(value)) == value


@given(ANY_TEXT)
@pytest.mark.parametrize("indent", [0, 4, 8])
def test_a_docstring_is_one_string_token(indent: int, text: str) -> None:
    made = docstring(text, indent=indent)
    if made:
        tree = ast.parse("if 1:\n" + " " * max(indent, 1) + made)
        (statement,) = tree.body[0].body  # type: ignore[attr-defined]
        assert isinstance(statement.value.value, str)


@pytest.mark.parametrize("text", [*HOSTILE, "word " * 60, "- " + "item " * 40 + "\n\n| a | b |\n"])
def test_a_docstring_stays_as_it_is_under_black(text: str) -> None:
    source = f"class A:\n    {docstring(text, indent=4)}\n"
    assert black.format_str(source, mode=black.Mode()) == source


@given(ANY_TEXT)
def test_a_comment_is_one_line_without_code(text: str) -> None:
    made = comment(text)
    assert ast.parse(made + "\nx = 1").body[0].lineno == 2  # type: ignore[attr-defined]


def test_long_prose_is_wrapped_and_tables_are_not() -> None:
    made = docstring("word " * 40 + "\n| " + "cell | " * 30)
    prose, *_, table, _quotes = made.split("\n")
    assert len(prose) <= 91
    assert len(table) > 100


def test_text_without_a_visible_character_gives_no_docstring() -> None:
    assert docstring(" \n\t ") == ""
    assert comment("\n") == ""


def test_only_data_becomes_a_literal() -> None:
    with pytest.raises(TypeError, match="not data: object"):
        literal(object())
