"""What is written parses back to the same value, by readers that share no code with the writer."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl, unquote

import httpx2
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.runtime.operation import Parameter

from .support import Api, operation

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
LISTS = st.lists(TEXT, min_size=1)
OBJECTS = st.dictionaries(NAMES, TEXT, min_size=1)
TREES: st.SearchStrategy[Any] = st.recursive(
    TEXT, lambda inner: st.dictionaries(NAMES, inner, min_size=1), max_leaves=8
)


def written(value: object, **facts: Any) -> str:
    """The target of a request with the value as its one parameter."""
    api = Api(False, answers=[lambda _: httpx2.Response(200)])
    path = "/x/{p}/y" if facts["location"] == "path" else "/do"
    api.call(operation(path=path, parameters=(Parameter("p", "p", required=True, **facts),)), {"p": value})
    return api.target


def in_query(value: object, style: str, explode: bool) -> list[tuple[str, str]]:
    target = written(value, location="query", style=style, explode=explode)
    return parse_qsl(target.partition("?")[2], keep_blank_values=True, strict_parsing="?" in target)


def in_path(value: object, style: str, explode: bool) -> str:
    found = re.fullmatch(r"/v1/x/([^/?#]*)/y", written(value, location="path", style=style, explode=explode))
    assert found
    return found[1]


@given(TEXT)
def test_scalars_in_queries(value: str) -> None:
    assert in_query(value, "form", True) == [("p", value)]
    assert in_query(value, "form", False) == [("p", value)]


@given(LISTS)
def test_lists_in_queries(value: list[str]) -> None:
    assert in_query(value, "form", True) == [("p", item) for item in value]
    joined = written(value, location="query", explode=False).partition("?p=")[2]
    assert [unquote(item) for item in joined.split(",")] == value


@given(OBJECTS)
def test_objects_in_queries(value: dict[str, str]) -> None:
    assert in_query(value, "form", True) == list(value.items())


@settings(max_examples=40)
@given(st.dictionaries(NAMES.filter(lambda name: not set("[]") & set(name)), TREES, min_size=1))
def test_trees_in_queries(value: dict[str, Any]) -> None:
    assert in_query(value, "deepObject", True) == list(leaves("p", value))


def leaves(key: str, value: Any) -> Any:
    """The names and values that deepObject gives."""
    if not isinstance(value, dict):
        yield key, value
        return
    for name, inner in value.items():
        yield from leaves(f"{key}[{name}]", inner)


@given(TEXT.filter(lambda text: text not in {"", ".", ".."}))
def test_scalars_in_paths(value: str) -> None:
    assert unquote(in_path(value, "simple", False)) == value
    assert unquote(in_path(value, "label", False)[1:]) == value
    assert unquote(in_path(value, "matrix", False).removeprefix(";p=")) == value


@given(LISTS.filter(lambda items: items not in ([""], ["."], [".."])))
def test_lists_in_paths(value: list[str]) -> None:
    assert [unquote(item) for item in in_path(value, "simple", False).split(",")] == value
    assert [unquote(item) for item in in_path(value, "matrix", True).split(";p=")[1:]] == value


@given(OBJECTS)
def test_objects_in_paths(value: dict[str, str]) -> None:
    pairs = [pair.split("=") for pair in in_path(value, "matrix", True)[1:].split(";")]
    assert {unquote(name): unquote(item) for name, item in pairs} == value
