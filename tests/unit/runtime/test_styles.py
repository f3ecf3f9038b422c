"""The table of styles of OpenAPI 3.1 (section 4.8.12.4), byte for byte."""

from __future__ import annotations

from typing import Any

import pytest

from generator.runtime.operation import Parameter

from .support import Api, operation

COLOURS = ["blue", "black", "brown"]
RGB = {"R": 100, "G": 200, "B": 150}

PATH = [
    ("matrix", False, "blue", ";color=blue"),
    ("matrix", False, "", ";color"),
    ("matrix", False, COLOURS, ";color=blue,black,brown"),
    ("matrix", False, RGB, ";color=R,100,G,200,B,150"),
    ("matrix", True, "blue", ";color=blue"),
    ("matrix", True, "", ";color"),
    ("matrix", True, COLOURS, ";color=blue;color=black;color=brown"),
    ("matrix", True, RGB, ";R=100;G=200;B=150"),
    ("label", False, "blue", ".blue"),
    ("label", False, COLOURS, ".blue,black,brown"),
    ("label", False, RGB, ".R,100,G,200,B,150"),
    ("label", True, "blue", ".blue"),
    ("label", True, COLOURS, ".blue.black.brown"),
    ("label", True, RGB, ".R=100.G=200.B=150"),
    ("simple", False, "blue", "blue"),
    ("simple", False, COLOURS, "blue,black,brown"),
    ("simple", False, RGB, "R,100,G,200,B,150"),
    ("simple", True, COLOURS, "blue,black,brown"),
    ("simple", True, RGB, "R=100,G=200,B=150"),
    ("simple", False, "a/b?c#d e%", "a%2Fb%3Fc%23d%20e%25"),
    ("simple", False, "\u00fc", "%C3%BC"),
    ("simple", False, ["a,b", "c"], "a%2Cb,c"),
    ("simple", False, ["a", None, "b"], "a,b"),
    ("simple", False, [["a", "b"], "c"], "%5B%22a%22%2C%22b%22%5D,c"),
    ("matrix", True, ["", "x"], ";color=;color=x"),
]

QUERY = [
    ("form", False, "blue", "color=blue"),
    ("form", False, "", "color="),
    ("form", False, COLOURS, "color=blue,black,brown"),
    ("form", False, RGB, "color=R,100,G,200,B,150"),
    ("form", True, "blue", "color=blue"),
    ("form", True, "", "color="),
    ("form", True, COLOURS, "color=blue&color=black&color=brown"),
    ("form", True, RGB, "R=100&G=200&B=150"),
    ("spaceDelimited", False, COLOURS, "color=blue%20black%20brown"),
    ("spaceDelimited", False, RGB, "color=R%20100%20G%20200%20B%20150"),
    ("spaceDelimited", True, COLOURS, "color=blue&color=black&color=brown"),
    ("pipeDelimited", False, COLOURS, "color=blue%7Cblack%7Cbrown"),
    ("pipeDelimited", False, RGB, "color=R%7C100%7CG%7C200%7CB%7C150"),
    ("deepObject", True, RGB, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
    ("deepObject", True, {"a": {"b": 1, "c": {"d": 2}}}, "color%5Ba%5D%5Bb%5D=1&color%5Ba%5D%5Bc%5D%5Bd%5D=2"),
    ("deepObject", True, {"a": ["x", {"y": 1}]}, "color%5Ba%5D%5B0%5D=x&color%5Ba%5D%5B1%5D%5By%5D=1"),
    ("form", True, [], ""),
    ("form", False, [], ""),
    ("form", True, {}, ""),
    ("deepObject", True, {"a": None}, ""),
    ("form", False, ["a,b", "c"], "color=a%2Cb,c"),
    ("form", True, {"a": [1, 2], "b": {"c": 3}}, "a=1&a=2&b=%7B%22c%22%3A3%7D"),
    ("form", True, "a&b=c d+e", "color=a%26b%3Dc%20d%2Be"),
]


@pytest.mark.parametrize(("style", "explode", "value", "written"), PATH)
def test_in_a_path(sync_api: Api, style: str, explode: bool, value: Any, written: str) -> None:
    parameter = Parameter("color", "color", "path", required=True, style=style, explode=explode)
    sync_api.call(operation(path="/x/{color}/y", parameters=(parameter,)), {"color": value})
    assert sync_api.target == f"/v1/x/{written}/y"


@pytest.mark.parametrize(("style", "explode", "value", "written"), QUERY)
def test_in_a_query(sync_api: Api, style: str, explode: bool, value: Any, written: str) -> None:
    parameter = Parameter("color", "color", "query", style=style, explode=explode)
    sync_api.call(operation(parameters=(parameter,)), {"color": value})
    assert sync_api.target == ("/v1/do?" + written).rstrip("?")


@pytest.mark.parametrize(
    ("explode", "value", "written"),
    [
        (False, "blue", "blue"),
        (False, COLOURS, "blue,black,brown"),
        (False, RGB, "R,100,G,200,B,150"),
        (True, COLOURS, "blue,black,brown"),
        (True, RGB, "R=100,G=200,B=150"),
        (False, "a b/c%;=", "a b/c%;="),
        (False, "", ""),
        (False, "\u00fc", "\u00fc"),
        (False, [], None),
    ],
)
def test_in_a_header(sync_api: Api, explode: bool, value: Any, written: str | None) -> None:
    parameter = Parameter("X-Color", "color", "header", explode=explode)
    sync_api.call(operation(parameters=(parameter,)), {"color": value})
    assert sync_api.header("X-Color") == written


@pytest.mark.parametrize(
    ("style", "explode", "value", "written"),
    [
        ("form", True, "blue", "color=blue"),
        ("form", False, COLOURS, "color=blue,black,brown"),
        ("form", True, COLOURS, "color=blue; color=black; color=brown"),
        ("form", True, RGB, "R=100; G=200; B=150"),
        ("form", True, "a;b c%", "color=a%3Bb%20c%25"),
        ("form", True, "to/ken+==", "color=to/ken+=="),
        ("cookie", True, "a%20b", "color=a%20b"),
        ("form", True, [], None),
    ],
)
def test_in_a_cookie(sync_api: Api, style: str, explode: bool, value: Any, written: str | None) -> None:
    parameter = Parameter("color", "color", "cookie", style=style, explode=explode)
    sync_api.call(operation(parameters=(parameter,)), {"color": value})
    assert sync_api.header("Cookie") == written


@pytest.mark.parametrize(
    ("location", "style", "explode"),
    [
        ("path", "simple", False),
        ("header", "simple", False),
        ("query", "form", True),
        ("cookie", "form", True),
    ],
)
def test_defaults_of_a_location(location: Any, style: str, explode: bool) -> None:
    parameter = Parameter("a", "a", location)
    assert parameter.form == (style, explode)
    assert Parameter("a", "a", "query", style="deepObject").form == ("deepObject", False)


@pytest.mark.parametrize(
    ("location", "value", "written"),
    [
        ("query", "/a/b:c?d=e", "/v1/do?color=/a/b:c?d=e"),
        ("query", "a%20b c%", "/v1/do?color=a%20b%20c%25"),
        ("query", "a&b#c+[d]", "/v1/do?color=a%26b%23c%2B%5Bd%5D"),
        ("query", ["a/b", "c,d"], "/v1/do?color=a/b,c%2Cd"),
        ("path", "foo/bar baz", "/v1/x/foo/bar%20baz"),
        ("path", "a?b#c", "/v1/x/a%3Fb%23c"),
    ],
)
def test_allow_reserved(sync_api: Api, location: Any, value: Any, written: str) -> None:
    parameter = Parameter("color", "color", location, required=True, explode=False, allow_reserved=True)
    path = "/x/{color}" if location == "path" else "/do"
    sync_api.call(operation(path=path, parameters=(parameter,)), {"color": value})
    assert sync_api.target == written
