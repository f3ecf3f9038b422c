"""What each style writes is read back to the same by readers written here from RFC 6570 and OpenAPI 3.1."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.runtime import styles

TEXT = st.text(st.characters(blacklist_categories=["Cs"]), max_size=8)
WORDS = st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=8)
LISTS = st.lists(TEXT, min_size=1, max_size=4)
OBJECTS = st.dictionaries(WORDS, TEXT, min_size=1, max_size=4)
NAME = "c"
PATH_STYLES = [(style, explode) for style in ("simple", "label", "matrix") for explode in (False, True)]
QUERY_STYLES = [("form", False), ("form", True), ("spaceDelimited", False), ("pipeDelimited", False)]
DELIMITERS = {"form": ",", "spaceDelimited": "%20", "pipeDelimited": "%7C"}


def in_path(written: str, style: str, explode: bool, kind: str) -> Any:
    """The value in a path (RFC 6570 sections 3.2.2, 3.2.5 and 3.2.7)."""
    separator = {"simple": ",", "label": "." if explode else ",", "matrix": ";" if explode else ","}[style]
    if style == "label":
        assert written.startswith(".")
        written = written[1:]
    if style == "matrix":
        assert written.startswith(";")
        written = written[1:]
        if not (explode and kind == "object"):
            if explode and kind == "array":
                return [unquote(part.removeprefix(NAME).removeprefix("=")) for part in written.split(";")]
            written = written.removeprefix(NAME).removeprefix("=")
    return split(written, separator, explode, kind)


def split(written: str, separator: str, explode: bool, kind: str) -> Any:
    if kind == "text":
        return unquote(written)
    parts = written.split(separator)
    if kind == "array":
        return [unquote(part) for part in parts]
    if explode:
        pairs = [part.partition("=") for part in parts]
        return {unquote(key): unquote(value) for key, _, value in pairs}
    return {unquote(key): unquote(value) for key, value in zip(parts[::2], parts[1::2], strict=True)}


def in_query(written: list[tuple[str, str]], style: str, explode: bool, kind: str) -> Any:
    """The value in a query (RFC 6570 section 3.2.8, OpenAPI 3.1 section 4.8.12.6)."""
    query = [pair.split("=", 1) for pair in "&".join(f"{n}={v}" for n, v in written).split("&")]
    if explode and kind == "object":
        return {unquote(name): unquote(value) for name, value in query}
    assert {name for name, _ in query} == {NAME}
    if explode and kind == "array":
        return [unquote(value) for _, value in query]
    [(_, value)] = query
    return split(value, DELIMITERS[style], False, kind)


@pytest.mark.parametrize(("style", "explode"), PATH_STYLES)
@given(value=st.one_of(TEXT, LISTS, OBJECTS))
def test_in_a_path(style: str, explode: bool, value: Any) -> None:
    # Dots are unreserved (RFC 3986 section 2.3), so that "label" does not tell those of values from its own.
    if style == "label" and explode and "." in repr(value):
        return
    written = styles.expand(NAME, value, style, explode, styles.encode_strictly)
    assert re.fullmatch(r"(?:[A-Za-z0-9._~-]|%[0-9A-F]{2}|[;,=])*", written)
    assert in_path(written, style, explode, kind_of(value)) == value


@pytest.mark.parametrize(("style", "explode"), QUERY_STYLES)
@given(value=st.one_of(TEXT, LISTS, OBJECTS))
def test_in_a_query(style: str, explode: bool, value: Any) -> None:
    if style in {"spaceDelimited", "pipeDelimited"} and (isinstance(value, str) or DELIMITED[style](value)):
        return
    written = styles.pairs(NAME, value, style, explode, styles.encode_strictly)
    assert in_query(written, style, explode, kind_of(value)) == value


DELIMITED: dict[str, Callable[[Any], bool]] = {
    # A delimiter inside of a value is encoded as the one between values: the style cannot say it (section 4.8.12.6).
    "spaceDelimited": lambda value: any(" " in text for text in texts(value)),
    "pipeDelimited": lambda value: any("|" in text for text in texts(value)),
}


def texts(value: Any) -> Iterator[str]:
    yield from value
    if isinstance(value, dict):
        yield from value.values()


TREES = st.recursive(TEXT, lambda inner: st.dictionaries(WORDS, inner, min_size=1, max_size=3), max_leaves=6)


@given(value=st.dictionaries(WORDS, TREES, min_size=1, max_size=3))
def test_deep_objects(value: dict[str, Any]) -> None:
    written = styles.pairs(NAME, value, "deepObject", True, styles.encode_strictly)
    found: dict[str, Any] = {}
    for name, text in written:
        assert name.startswith(f"{NAME}%5B")
        assert name.endswith("%5D")
        *path, last = [unquote(key) for key in name[len(NAME) + 3 : -3].split("%5D%5B")]
        place = found
        for key in path:
            place = place.setdefault(key, {})
        place[last] = unquote(text)
    assert found == value or any(bracketed(value))


def bracketed(value: Any) -> Iterator[bool]:
    """Whether keys have brackets of their own, which deepObject cannot tell from its own."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield "[" in key or "]" in key
            yield from bracketed(item)


@given(value=TEXT)
def test_reserved_characters_pass_and_nothing_else(value: str) -> None:
    written = styles.encode_reserved("query")(value)
    assert re.fullmatch(r"(?:[A-Za-z0-9._~:/?@!$'()*,;=-]|%[0-9A-Fa-f]{2})*", written)
    assert unquote(written) == unquote(value)


@given(value=TEXT)
def test_in_a_cookie(value: str) -> None:
    written = styles.encode_cookie(value)
    assert not re.search(r'[\x00-\x20\x7f-\U0010ffff",;\\]', written)
    assert unquote(written) == value


def kind_of(value: Any) -> str:
    return {str: "text", list: "array", dict: "object"}[type(value)]
